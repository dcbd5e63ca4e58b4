"""Predications -> predications whose actor the words leave to the reader, found in the context.

Only what a reader would not doubt is filled in: whose visit or talks ("at the end of a visit to Niger"), who
finds something unacceptable (the speaker), who protests in a place, and between whom a truce is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace

from memcon.model import Because, Predication, Sentence, Statement, Token
from memcon.stages import arguments
from memcon.stages.who import Who

_VERBAL = {"VERB", "AUX"}
# An actor is a party to what a report is about when it is named this often.
_OFTEN = 3


def fill(
    predications: Sequence[Predication],
    sentences: Sequence[Sentence],
    who: Who,
    statements: Sequence[Statement],
    bodies: Collection[str] = (),
) -> tuple[Predication, ...]:
    """Fill the actors that the words leave out; what stays without actor is no event of its own.

    `bodies` have members, who meet: "the Security Council held consultations".
    """
    reader = _Reader(sentences, who, statements)
    filled = (reader.fill(p) if p.partnered or not p.actors else p for p in predications)
    return tuple(_among_members(p, bodies) for p in filled)


def _among_members(predication: Predication, bodies: Collection[str]) -> Predication:
    """Take the meeting of an organisation for one of its members."""
    alone = predication.type == "CONSULT" and not predication.recipients and not predication.mode
    if (
        alone
        and len(predication.actors) == 1
        and predication.actors[0] in bodies
        and not predication.partnered
    ):
        return replace(predication, mode="multilateral")
    return predication


class _Reader:
    """What a reader of the whole report takes for granted."""

    def __init__(self, sentences: Sequence[Sentence], who: Who, statements: Sequence[Statement]) -> None:
        self._sentences = sentences
        self._who = who
        self._statements = statements
        named = Counter(key.partition(":")[0] for key in who.everybody())
        self._often = [key for key, times in named.most_common() if times >= _OFTEN]

    def fill(self, predication: Predication) -> Predication:
        """Return the predication with the actors that its context gives, else as it is."""
        actors, note = self._actors(predication)
        if not actors:
            return predication
        actors = tuple(dict.fromkeys((*actors, *predication.actors)))
        recipients = tuple(key for key in predication.recipients if key not in actors)
        because = (*predication.because, Because("actors", None, note))
        return replace(predication, actors=actors, recipients=recipients, because=because)

    def _actors(self, predication: Predication) -> tuple[tuple[str, ...], str]:
        sentence = self._sentences[predication.sentence]
        head = sentence.tokens[predication.head]
        if predication.type == "CONSULT" and head.pos not in _VERBAL:
            keys = self._of_clause(predication.sentence, sentence, head)
            enough = len(keys) > 1 or predication.mode == "visit" or predication.partnered
            return (keys, "who the clause is about") if enough else ((), "")
        if predication.type in ("REJECT", "ACCUSE") and head.pos == "ADJ":
            return self._speakers(predication), "the speaker"
        if predication.type == "PROTEST":
            return self._protesters(predication.sentence, sentence, head), "the people of the place"
        if predication.type == "AGREE" and predication.mode == "ceasefire" and len(self._often) > 1:
            return tuple(sorted(self._often[:2])), "the two sides of the report"
        return (), ""

    def _of_clause(self, number: int, sentence: Sentence, noun: Token) -> tuple[str, ...]:
        """Return the subject of the clause that a noun stands in."""
        token: Token | None = noun
        while token is not None and token.pos not in _VERBAL:
            token = sentence.head(token)
        if token is None:
            return ()
        subjects = arguments.of_verb(sentence, token).get("subject", [])
        listed = self._who.listed(number, subjects[0], token) if subjects else ()
        return tuple(dict.fromkeys((*listed, *self._who.all(number, subjects))))

    def _speakers(self, predication: Predication) -> tuple[str, ...]:
        around = [s for s in self._statements if s.content.covers(predication.trigger)]
        inner = min(around, key=lambda s: s.content.end - s.content.start, default=None)
        return inner.speakers if inner is not None else ()

    def _protesters(self, number: int, sentence: Sentence, head: Token) -> tuple[str, ...]:
        if head.pos in _VERBAL and _one_thing(arguments.of_verb(sentence, head).get("subject", [])):
            return ()
        countries = self._who.countries(number, sentence.tokens)
        states = countries or tuple(key for key in self._often if len(key) == 3)[:1]
        return tuple(f"{state}:protesters" for state in states[:1])


def _one_thing(subjects: Sequence[Token]) -> bool:
    """Say whether the doer is one thing ("la neige"): crowds are told in the plural."""
    return bool(subjects) and all(token.pos == "NOUN" and token.number == "sing" for token in subjects)
