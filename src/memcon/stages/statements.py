"""Sentences + mentions -> Statements: who said what, quoted or reported.

Handled: quotations before, after and around the reporting verb ("« ... », a déclaré X", "X said: ..."),
over several sentences, and standing alone after a speaker has been named; "X a affirmé que ...", "X said
...", "X told Y that ..."; ", a prévenu X" after words without quotation marks; "selon X, ...",
"according to X"; described words ("qualifiée de « franche » par le Kremlin").
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from memcon.lang import Language
from memcon.model import (
    Because,
    Document,
    Mood,
    Part,
    Quotation,
    Role,
    Sentence,
    Span,
    Statement,
    StatementKind,
    Token,
)
from memcon.stages import arguments, headlines
from memcon.stages.reported import ReportedWords
from memcon.stages.who import Who

_FINITE = {Mood.INDICATIVE, Mood.CONDITIONAL, Mood.SUBJUNCTIVE, Mood.IMPERATIVE}


class Reporter:
    """Finds the statements of one report."""

    def __init__(
        self,
        document: Document,
        sentences: Sequence[Sentence],
        quotations: Sequence[Quotation],
        who: Who,
        language: Language,
    ) -> None:
        self._document = document
        self._sentences = sentences
        self._quotations = quotations
        self._who = who
        self._language = language
        self._words = ReportedWords(document, sentences, quotations, language)
        self._last: tuple[str, ...] = ()

    def find(self) -> tuple[Statement, ...]:
        """List the statements in text order; each quotation belongs to one of them at most.

        What a medium relays is among them, with the medium as its speaker: see `attribution`.
        """
        found: list[Statement] = []
        for number, sentence in enumerate(self._sentences):
            for statement in self._in_sentence(number, sentence):
                if not any(_same(statement, other) for other in found):
                    found.append(statement)
                    self._last = statement.speakers or self._last
        return tuple(sorted(_join(found), key=lambda s: s.content))

    def _in_sentence(self, number: int, sentence: Sentence) -> Iterator[Statement]:
        free = [q for q in self._quotations if self._is_free(sentence, q)]
        cues = [t for t in sentence.tokens if self._words.is_cue(sentence, t) and not _quoted(t, free)]
        for quotation in free:
            yield from self._direct(number, sentence, quotation, cues)
        for cue in cues:
            if not self._is_negated(sentence, cue):
                yield from self._reported(number, sentence, cue, free)
        yield from self._according(number, sentence)
        if sentence.part is Part.HEADING:
            yield from headlines.credited(self._document, number, sentence, self._who)

    def _is_negated(self, sentence: Sentence, cue: Token) -> bool:
        """Say whether a verb reports that something was not said ("did not say who")."""
        negations = self._language.modality.negated.adverbs
        return any(child.text.lower() in negations for child in sentence.below(cue))

    def _is_free(self, sentence: Sentence, quotation: Quotation) -> bool:
        """Say whether a quotation touches the sentence and is a clause rather than woven-in words."""
        if not quotation.outer.overlaps(sentence.span):
            return False
        tokens = [t for t in sentence.tokens if quotation.inner.start <= t.start < quotation.inner.end]
        if not tokens:
            return False
        inside = {t.index for t in tokens}
        roots = [t for t in tokens if t.head not in inside or t.head == t.index]
        crosses = any(t.head in inside for t in sentence.tokens if t.index not in inside)
        own_tree = all(t.head == t.index for t in roots) and not crosses
        return own_tree or quotation.outer.covers(sentence.span)

    def _direct(
        self, number: int, sentence: Sentence, quotation: Quotation, cues: Sequence[Token]
    ) -> Iterator[Statement]:
        """Attribute a quotation: to the nearest reporting verb, to who is named, to the last speaker."""
        outside = [t for t in sentence.tokens if not _quoted(t, [quotation])]
        nearest = sorted(cues, key=lambda cue: _distance(cue, quotation))
        for cue in nearest:
            if speakers := self._speakers(number, sentence, cue):
                words = self._words.quoted(quotation)
                yield self._statement(StatementKind.DIRECT, speakers, words, cue, number)
                return
        named = self._who.source(number, [t for t in outside if t.role in (Role.SUBJECT, Role.ROOT)])
        speakers = named if named and not cues else self._last
        if speakers:
            verb = nearest[0] if nearest else None
            yield self._statement(StatementKind.DIRECT, speakers, self._words.quoted(quotation), verb, number)

    def _speakers(self, number: int, sentence: Sentence, cue: Token) -> tuple[str, ...]:
        """Return who speaks at a reporting verb; a document that speaks stands for who issued it."""
        main = self._words.main_cue(sentence, cue)
        subjects = arguments.of_verb(sentence, main).get("subject", [])
        if keys := self._who.source(number, subjects):
            return keys
        if not subjects and main.mood in _FINITE and (keys := self._after(number, sentence, main)):
            return keys
        carriers = self._language.speech.carriers
        for subject in subjects:
            if subject.lemma in carriers or subject.text.lower() in carriers:
                return self._who.owners(number, subject) or self._last
        return ()

    def _after(self, number: int, sentence: Sentence, cue: Token) -> tuple[str, ...]:
        """Return who is named after a verb without subject: "relève, de son côté, **la présidence**"."""
        if cue.index and sentence.tokens[cue.index - 1].pos == "CCONJ":
            return ()
        for token in sentence.tokens[cue.index + 1 :]:
            if token.pos in ("VERB", "AUX", "SCONJ"):
                return ()
            if not token.case and self._who.mention(number, token) is not None:
                return self._who.source(number, [token])
        return ()

    def _addressees(self, number: int, sentence: Sentence, cue: Token) -> tuple[str, ...]:
        slots = arguments.of_verb(sentence, cue)
        tokens = [t for name in ("indirect", "à", "to") for t in slots.get(name, [])]
        return self._who.all(number, tokens)

    def _reported(
        self, number: int, sentence: Sentence, cue: Token, free: Sequence[Quotation]
    ) -> Iterator[Statement]:
        """Report a clause, an infinitive, words before a tail (", a prévenu X"), or quoted words."""
        speakers = self._speakers(number, sentence, cue)
        if not speakers:
            return
        told = any(c.index < cue.index for c in sentence.below(cue, Role.CLAUSE))
        after = None if told else self._words.complement(sentence, cue)
        content = self._words.echoed(number, sentence, cue) or after or self._words.before_tail(sentence, cue)
        if content is None:
            content = self._words.woven(sentence, cue, free)
        if content is None or any(q.inner.overlaps(content) for q in free):
            return
        kind = StatementKind.MIXED if self._has_quotation(content) else StatementKind.INDIRECT
        yield self._statement(kind, speakers, content, cue, number)

    def _according(self, number: int, sentence: Sentence) -> Iterator[Statement]:
        """Report the sentence around "selon X" or "according to X"."""
        for token in sentence.tokens:
            if token.case not in self._language.speech.according or token.pos == "NUM":
                continue
            speakers = self._who.source(number, [token])
            if not speakers:
                continue
            phrase = sentence.subtree(token)
            words = {t.index for t in phrase}
            rest = [t for t in sentence.tokens if t.index not in words]
            before = [t for t in rest if t.index < phrase[0].index]
            after = [t for t in rest if t.index > phrase[-1].index]
            told = after if len(after) > len(before) else before
            if len(told) > 2:
                content = self._words.trimmed(told[0].start, told[-1].end)
                cue = self._document.span(phrase[0].start, phrase[-1].end)
                kind = StatementKind.MIXED if self._has_quotation(content) else StatementKind.INDIRECT
                yield Statement(kind, speakers, content, cue, sentence=number)

    def _has_quotation(self, content: Span) -> bool:
        return any(q.outer.overlaps(content) for q in self._quotations)

    def _statement(
        self, kind: StatementKind, speakers: tuple[str, ...], content: Span, cue: Token | None, number: int
    ) -> Statement:
        words = self._document.span(cue.start, cue.end) if cue is not None else None
        because = (Because("speaker", words, "the reporting verb" if cue else "the last speaker"),)
        to = self._addressees(number, self._sentences[number], cue) if cue is not None else ()
        lemma = (cue.verb or cue.lemma) if cue is not None else ""
        return Statement(
            kind, speakers, content, words, to, sentence=number, cue_lemma=lemma, because=because
        )


def _distance(cue: Token, quotation: Quotation) -> int:
    """Return how many characters part a reporting verb from a quotation."""
    return min(abs(cue.start - quotation.outer.end), abs(quotation.outer.start - cue.end))


def _quoted(token: Token, quotations: Sequence[Quotation]) -> bool:
    return any(q.inner.start <= token.start < q.inner.end for q in quotations)


def _same(statement: Statement, other: Statement) -> bool:
    """Say whether two statements report the same words."""
    return (
        statement.content.overlaps(other.content)
        and statement.speakers == other.speakers
        and (statement.content.covers(other.content) or other.content.covers(statement.content))
        and statement.kind is other.kind
    )


def _join(statements: Sequence[Statement]) -> list[Statement]:
    """Drop doubles: a quotation over several sentences was found once in each.

    What a speaker reports of himself within his own quotation ("as I said") is no second statement.
    """
    best: dict[tuple[int, int], Statement] = {}
    for statement in statements:
        key = (statement.content.start, statement.content.end)
        known = best.get(key)
        if known is None or (known.cue is None and statement.cue is not None):
            best[key] = statement
    return [s for s in best.values() if not within_own_words(s, best.values())]


def within_own_words(statement: Statement, others: Iterable[Statement]) -> bool:
    """Say whether a statement lies inside a quotation of the same speaker."""
    words = statement.cue or statement.content
    return any(
        other.kind is StatementKind.DIRECT
        and other.content.covers(words)
        and other.content != statement.content
        and _tops(other.speakers) == _tops(statement.speakers)
        for other in others
    )


def _tops(keys: Iterable[str]) -> set[str]:
    return {key.partition(":")[0] for key in keys}
