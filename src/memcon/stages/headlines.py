"""Headlines that credit a claim to somebody after a colon: "Rebels abducted 2,000 women: Amnesty"."""

from __future__ import annotations

from collections.abc import Iterator

from memcon.model import Document, Sentence, Statement, StatementKind
from memcon.stages.who import Who

_COLON = ":"
# How many words a speaker's name or office has at most.
_LONGEST = 5


def credited(document: Document, number: int, sentence: Sentence, who: Who) -> Iterator[Statement]:
    """Yield the claim before the last colon of a headline where somebody alone stands after it."""
    colons = [t.index for t in sentence.tokens if t.text == _COLON]
    after = sentence.tokens[colons[-1] + 1 :] if colons else ()
    if not after or len(after) > _LONGEST or colons[-1] < 2:
        return
    found = who.mention(number, after[0])
    if found is None or found[1].span.end < after[-1].end:
        return
    claim = document.span(sentence.span.start, sentence.tokens[colons[-1]].start).trimmed()
    cue = document.span(after[0].start, after[-1].end)
    yield Statement(StatementKind.INDIRECT, found[1].actors, claim, cue, sentence=number)
