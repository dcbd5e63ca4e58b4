"""Document -> Sentences: cut paragraphs into sentences, sentences into stretches to parse, and parse them.

A quotation that is a clause of its own is parsed apart from the words that report it: parsers are
trained on neither "« ... », a déclaré le ministre" nor its English twin, and get both halves right when
they are apart.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from memcon.lang import Language
from memcon.lang.schema import SentenceRules
from memcon.model import Document, Part, Quotation, Sentence, Span
from memcon.parsers import Parser
from memcon.stages import tails

# Nothing here may try a run of stops or white space twice: some texts hold a megabyte of it.
_BOUNDARY = re.compile(
    r"(?<![.!?…])[.!?…]++[\"'”’»)\]]*+\s++(?=[\"'“‘«(\[—–-]*+\s*+[^\W_a-zß-öø-ÿ])|(?<!\s)\s*?\n\s*+"
)
# A full stop after which the space is missing: "le 10 octobre.Le ministère".
_GLUED = re.compile(r"(?<=[a-zà-ÿ]{3})[.!?](?=[A-ZÀ-ÖØ-Þ][a-zà-ÿ'’]+ )")
_LAST_WORD = re.compile(r"([\w.'’-]+)\.$")
_FIRST_WORD = re.compile(r"[\"'“‘«(\[\s]*([\w'’]+)")
_LETTERS = re.compile(r"[^\W\d_]")
# Longer stretches are cut at white space: no news sentence is this long, and a parser's memory is finite.
LONGEST = 1500
_FREE_WORDS = 5
# Where and when an agency wrote: "NAIROBI, Kenya (AP) — ", "Beirut, Lebanon – ", "ISLAMABAD: ".
_CAPITAL = r"[^\W\d_a-zß-öø-ÿ]"
_AGENCY = rf"\({_CAPITAL}[^()\n]{{1,40}}\)"
_DASH = r"(?:\s*+[–—]\s*+|\s*+--\s*+|\s++-\s++)"
_SHOUTED = rf"{_CAPITAL}{{3,20}}(?:[ .'’-]{_CAPITAL}{{1,20}}){{0,3}}"
_DATELINE = re.compile(
    rf"(?:{_AGENCY}{_DASH})?(?:"
    rf"{_SHOUTED}(?:[,/][^\n:;()–—]{{1,35}}?)?(?:(?:\s*+{_AGENCY})?{_DASH}|:\s)"
    rf"|{_CAPITAL}\w+[^\n:;()–—.]{{0,40}}?\s*+{_AGENCY}{_DASH}"
    rf"|{_CAPITAL}\w+(?:[ ’'-]{_CAPITAL}\w+)?, {_CAPITAL}[\w.]+(?: {_CAPITAL}\w+)?\s[–—]\s"
    rf")(?=[\"“«‘(]?{_CAPITAL}|\d)"
)
# How many characters around a full stop can tell whether it belongs to an abbreviation.
_NEAR = 60


def parse(
    document: Document,
    quotations: Sequence[Quotation],
    language: Language,
    parser: Parser,
    asides: Sequence[Span] = (),
) -> tuple[Sentence, ...]:
    """Cut a document into parsed sentences, headings among them, in text order; parse without the asides."""
    headings = set(document.headings)
    rules = language.syntax.sentences
    spans: list[tuple[Span, Part]] = []
    for block in sorted((*document.headings, *document.paragraphs)):
        spans.extend(_parts(document, block, rules, heading=block in headings))
    groups = [
        [
            part
            for stretch in _stretches(document, span, quotations)
            for part in _without_tail(document, stretch, language, parser)
        ]
        for span, _ in spans
    ]
    trees = parser.parse(groups, asides)
    return tuple(Sentence(span, tokens, part) for (span, part), tokens in zip(spans, trees, strict=True))


def _parts(
    document: Document, block: Span, rules: SentenceRules, *, heading: bool
) -> Iterator[tuple[Span, Part]]:
    """Cut a block into its dateline and its sentences."""
    dateline = None if heading else _DATELINE.match(document.text, block.start, block.end)
    if dateline is not None:
        yield _stripped(document, *dateline.span()), Part.DATELINE
    rest = document.span(dateline.end(), block.end) if dateline is not None else block
    for span in split(document, rest, rules):
        yield span, Part.HEADING if heading else Part.BODY


def split(document: Document, block: Span, rules: SentenceRules) -> Iterator[Span]:
    """Cut a block at the ends of its sentences; an abbreviation's full stop is none."""
    start = block.start
    for match in _ends(document, block):
        before = document.text[max(start, match.start() - _NEAR) : match.end()]
        if _is_abbreviation(before, document.text[match.end() : match.end() + _NEAR], rules):
            continue
        yield from _bounded(document, start, match.end())
        start = match.end()
    yield from _bounded(document, start, block.end)


def _ends(document: Document, block: Span) -> list[re.Match[str]]:
    """List the places of a block where a sentence may end."""
    found = [*_BOUNDARY.finditer(document.text, block.start, block.end)]
    found += _GLUED.finditer(document.text, block.start, block.end)
    return sorted(found, key=re.Match.end)


def _is_abbreviation(sentence: str, rest: str, rules: SentenceRules) -> bool:
    """Say whether the full stop belongs to "M.", "Gen.", "U.S." or an initial."""
    last = _LAST_WORD.search(sentence.rstrip())
    if last is None or "\n" in sentence[last.end() :]:
        return False
    word = re.split("['’]", last.group(1))[-1]
    first = _FIRST_WORD.match(rest)
    if "." in word and first is not None and first.group(1) in rules.starters:
        return False
    return word in rules.abbreviations or (len(word) == 1 and word.isupper()) or bool(_initials(word))


def _initials(word: str) -> bool:
    return len(word) > 1 and all(len(part) <= 1 for part in word.split("."))


def _bounded(document: Document, start: int, end: int) -> Iterator[Span]:
    """Trim a sentence, and cut one without end at white space or, failing that, anywhere."""
    while start < end and document.text[start].isspace():
        start += 1
    while start < end and document.text[end - 1].isspace():
        end -= 1
    while end - start > LONGEST:
        cut = document.text.rfind(" ", start, start + LONGEST)
        cut = cut if cut > start else start + LONGEST
        yield document.span(start, cut)
        start = cut
    if start < end:
        yield document.span(start, end)


def _stretches(document: Document, sentence: Span, quotations: Sequence[Quotation]) -> Iterator[Span]:
    """Cut a sentence where a quotation that stands free begins and ends."""
    cuts = {sentence.start, sentence.end}
    first = bisect_right(quotations, sentence.start, key=lambda quotation: quotation.outer.end)
    for place in range(first, len(quotations)):
        quotation = quotations[place]
        if quotation.outer.start >= sentence.end:
            break
        if _is_free(document, sentence, quotation):
            cuts.update(
                (quotation.outer.start, quotation.inner.start, quotation.inner.end, quotation.outer.end)
            )
    edges = sorted(cut for cut in cuts if sentence.start <= cut <= sentence.end)
    for start, end in pairwise(edges):
        stretch = _stripped(document, start, end)
        if _LETTERS.search(stretch.text):
            yield stretch


def _without_tail(document: Document, stretch: Span, language: Language, parser: Parser) -> list[Span]:
    """Cut a reporting tail off a stretch."""
    start = tails.find(stretch, language, parser.lemma)
    if start is None:
        return [stretch]
    return [_stripped(document, stretch.start, start), _stripped(document, start, stretch.end)]


def _is_free(document: Document, sentence: Span, quotation: Quotation) -> bool:
    """Say whether a quotation is a clause of its own rather than words woven into the report's sentence."""
    before = document.text[sentence.start : max(sentence.start, quotation.outer.start)].strip()
    after = document.text[min(sentence.end, quotation.outer.end) : sentence.end].strip()
    inner = document.text[
        max(sentence.start, quotation.inner.start) : min(sentence.end, quotation.inner.end)
    ].strip()
    words = len(inner.split())
    closed = inner.endswith((",", ".", "!", "?", "…")) or after.startswith((",", "."))
    if not before:
        return words >= _FREE_WORDS or (closed and words > 1) or not after
    if before.endswith(":"):
        return True
    return before.endswith(",") and words >= _FREE_WORDS


def _stripped(document: Document, start: int, end: int) -> Span:
    """Trim white space, stray quotation marks and the comma that a report's tail begins with."""
    while start < end and (document.text[start].isspace() or document.text[start] in ',;»”"–—'):
        start += 1
    while start < end and (document.text[end - 1].isspace() or document.text[end - 1] in '«“"'):
        end -= 1
    return document.span(start, end)
