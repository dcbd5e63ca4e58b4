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
from memcon.stages.predications import clause_span
from memcon.stages.who import Who

_COMPLEMENTS = (Role.CLAUSE, Role.INFINITIVE)
_OBJECTS = (Role.OBJECT, Role.OBLIQUE, Role.NOMINAL, Role.PASSIVE_SUBJECT)
_CIRCUMSTANCES = (Role.OBLIQUE, Role.NOMINAL, Role.ADVERB, Role.CONJUNCT, Role.ADVERBIAL)
_ECHO = 8  # words that may stand before the verb of "C'est ce qu'a déclaré X"
_OWN_PARTS = {Role.SUBJECT, Role.PASSIVE_SUBJECT, Role.MARKER, Role.EXPLETIVE}
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
        cues = [t for t in sentence.tokens if self._is_cue(sentence, t) and not _quoted(t, free)]
        for quotation in free:
            yield from self._direct(number, sentence, quotation, cues)
        for cue in cues:
            if not self._is_negated(sentence, cue):
                yield from self._reported(number, sentence, cue, free)
        yield from self._according(number, sentence)
        if sentence.part is Part.HEADING:
            yield from headlines.credited(self._document, number, sentence, self._who)

    def _is_cue(self, sentence: Sentence, token: Token) -> bool:
        """Say whether a token is a reporting verb."""
        verbs = self._language.speech.verbs
        if token.pos in ("VERB", "AUX") and (token.lemma in verbs or self._begins_phrase(sentence, token)):
            return True
        below = sentence.below(token)
        participle = any(c.role in (Role.AUXILIARY, Role.PASSIVE_AUXILIARY, Role.AGENT) for c in below)
        return bool(token.verb) and token.verb in verbs and token.pos in ("ADJ", "NOUN") and participle

    def _begins_phrase(self, sentence: Sentence, verb: Token) -> bool:
        """Say whether a verb begins a reporting phrase: "a **mis** en garde", "a **fait** savoir que"."""
        after = sentence.tokens[verb.index + 1 : verb.index + 4]
        for phrase in self._language.speech.phrases:
            lemma, _, word = phrase.partition(" ")
            if verb.lemma == lemma and any(word in (t.text.lower(), t.lemma) for t in after):
                return True
        return False

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
                yield self._statement(StatementKind.DIRECT, speakers, quotation.inner, cue, number)
                return
        named = self._who.source(number, [t for t in outside if t.role in (Role.SUBJECT, Role.ROOT)])
        speakers = named if named and not cues else self._last
        if speakers:
            verb = nearest[0] if nearest else None
            yield self._statement(StatementKind.DIRECT, speakers, quotation.inner, verb, number)

    def _speakers(self, number: int, sentence: Sentence, cue: Token) -> tuple[str, ...]:
        """Return who speaks at a reporting verb; a document that speaks stands for who issued it."""
        main = self._main_cue(sentence, cue)
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

    def _main_cue(self, sentence: Sentence, cue: Token) -> Token:
        """Climb from "ajoutant que" to the reporting verb whose speaker goes on speaking."""
        if cue.mood is not Mood.GERUND or any(True for _ in sentence.below(cue, Role.SUBJECT)):
            return cue
        above = sentence.head(cue)
        while above is not None:
            if self._is_cue(sentence, above) and above.mood in _FINITE:
                return above
            above = sentence.head(above)
        return cue

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
        after = None if told else self._complement(sentence, cue)
        content = self._echoed(number, sentence, cue) or after or self._before_tail(sentence, cue)
        if content is None:
            content = self._woven(sentence, cue, free)
        if content is None or any(q.inner.overlaps(content) for q in free):
            return
        kind = StatementKind.MIXED if self._has_quotation(content) else StatementKind.INDIRECT
        yield self._statement(kind, speakers, content, cue, number)

    def _echoed(self, number: int, sentence: Sentence, cue: Token) -> Span | None:
        """Take the sentence before "C'est ce qu'a déclaré X"."""
        start = sentence.span.text.lower().replace("’", "'")
        if not number or cue.index > _ECHO or not start.startswith(self._language.speech.echoes or ("\n",)):
            return None
        before = self._sentences[number - 1].span
        return self._trimmed(before.start, before.end)

    def _complement(self, sentence: Sentence, cue: Token) -> Span | None:
        """Take the clause or infinitive after a verb, also one that hangs from the verb's other arguments."""
        for child in self._candidates(sentence, cue):
            gerund = child.mood is Mood.GERUND and not child.case
            bare = child.role is Role.INFINITIVE and (gerund or cue.lemma in self._language.speech.quoting)
            if child.index > cue.index and not bare:
                span = clause_span(self._document, sentence, child)
                span = self._without_next(sentence, cue, child, self._extended(sentence, cue, span))
                return self._without_main_verb(sentence, child, span)
        return None

    def _without_next(self, sentence: Sentence, cue: Token, clause: Token, span: Span) -> Span:
        """Cut a complement before what the speaker goes on to say: ", tout en ajoutant que ..."."""
        for token in sentence.subtree(clause):
            first = sentence.subtree(token)[0]
            goes_on = token.mood is Mood.GERUND and self._is_cue(sentence, token)
            if not goes_on or not any(True for _ in sentence.below(token, *_COMPLEMENTS)):
                continue
            parted = self._document.text[span.start : first.start].rstrip().endswith(",")
            if parted and self._main_cue(sentence, token) is cue:
                return self._trimmed(span.start, min(span.end, first.start))
        return span

    def _without_main_verb(self, sentence: Sentence, clause: Token, span: Span) -> Span:
        """Cut a complement before what the speaker does next: "dit que X part**, et signe** un accord".

        A finite verb without subject and "que" goes on with the main clause after a comma or an infinitive.
        """
        for aside in sentence.below(clause, Role.ADVERBIAL):
            first = sentence.subtree(aside)[0]
            if aside.case in self._language.speech.breaks and first.start > span.start:
                return self._trimmed(span.start, min(span.end, first.start))
        for verb in sentence.below(clause, Role.CONJUNCT):
            below = sentence.below(verb)
            own = any(c.role in _OWN_PARTS for c in below)
            if own or verb.pos not in ("VERB", "AUX") or verb.mood not in _FINITE:
                continue
            first = sentence.subtree(verb)[0]
            parted = self._document.text[span.start : first.start].rstrip().endswith(",")
            if (parted or clause.mood is Mood.INFINITIVE) and first.start > span.start:
                return self._trimmed(span.start, min(span.end, first.start))
        return span

    def _candidates(self, sentence: Sentence, cue: Token) -> Iterator[Token]:
        for child in sentence.below(cue, *_COMPLEMENTS):
            inner = sentence.below(child, Role.CLAUSE) if self._begins_phrase(sentence, cue) else []
            yield from inner or [child]
        for child in sentence.below(cue, Role.OBLIQUE, Role.OBJECT, Role.INDIRECT):
            yield from (c for c in sentence.below(child, Role.INFINITIVE) if c.mood is Mood.INFINITIVE)

    def _extended(self, sentence: Sentence, cue: Token, span: Span) -> Span:
        """Extend a complement over what follows it without a comma: the parser hung it too high."""
        end = span.end
        for token in sentence.tokens:
            if token.start < end:
                continue
            above = token.head == cue.index or span.start <= sentence.tokens[token.head].start < end
            if token.role not in _CIRCUMSTANCES or not above:
                if token.pos == "PUNCT" or token.head == cue.index:
                    break
                continue
            first = sentence.subtree(token)[0]
            if self._document.text[end : first.start].strip():
                break
            end = sentence.subtree(token)[-1].end
        return self._trimmed(span.start, end)

    def _before_tail(self, sentence: Sentence, cue: Token) -> Span | None:
        """Take the clause that a reporting tail follows: "La Russie ne cédera pas, a prévenu X"."""
        clause = next((c for c in sentence.below(cue, Role.CLAUSE) if c.index < cue.index), None)
        if clause is not None:
            return clause_span(self._document, sentence, clause)
        head = sentence.head(cue)
        if head is None:
            return self._tree_before(sentence, cue)
        if cue.role is Role.PARATAXIS and head.index > cue.index and head.pos in ("VERB", "AUX"):
            rest = [t for t in sentence.subtree(head) if t.index > sentence.subtree(cue)[-1].index]
            return self._trimmed(rest[0].start, rest[-1].end)  # "Later, he said Sunday, troops left"
        if cue.role not in (Role.PARATAXIS, Role.ADVERBIAL) or head.index > cue.index:
            return None
        if cue.mood not in _FINITE or head.pos not in ("VERB", "AUX", "ADJ", "NOUN"):
            return None
        inside = {t.index for t in sentence.subtree(cue)}
        before = [t for t in sentence.subtree(head) if t.index not in inside and t.index < min(inside)]
        return self._trimmed(before[0].start, before[-1].end) if before else None

    def _tree_before(self, sentence: Sentence, cue: Token) -> Span | None:
        """Take the words before a tail that was parsed apart."""
        first = sentence.subtree(cue)[0]
        subjects = sentence.below(cue, Role.SUBJECT)
        if first.index == 0 or not subjects or subjects[0].index < cue.index:
            return None
        root = sentence.tokens[first.index - 1]
        while (above := sentence.head(root)) is not None:
            root = above
        before = sentence.subtree(root)
        content = self._trimmed(before[0].start, first.start)
        return content if len(content.text.split()) > 2 else None

    def _woven(self, sentence: Sentence, cue: Token, free: Sequence[Quotation]) -> Span | None:
        """Take quoted words among the arguments of a reporting verb: "qualifiée de « franche »"."""
        inside = {t.index for t in sentence.subtree(cue)}
        for quotation in self._quotations:
            if quotation in free or not quotation.outer.overlaps(sentence.span):
                continue
            tokens = [t for t in sentence.tokens if quotation.inner.start <= t.start < quotation.inner.end]
            if tokens and tokens[0].index in inside and tokens[0].index > cue.index:
                argument = self._argument(sentence, cue, tokens[0])
                if argument is None or cue.lemma in self._language.speech.describing:
                    return quotation.inner
                content = clause_span(self._document, sentence, argument)
                return content if content.covers(quotation.inner) else quotation.inner
        return None

    def _argument(self, sentence: Sentence, cue: Token, token: Token) -> Token | None:
        """Return the direct object of `cue` that contains `token`."""
        while token.head != cue.index:
            above = sentence.head(token)
            if above is None:
                return None
            token = above
        markers = self._language.syntax.verbs.infinitive_markers
        return token if token.role in _OBJECTS and (not token.case or token.case in markers) else None

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
                content = self._trimmed(told[0].start, told[-1].end)
                cue = self._document.span(phrase[0].start, phrase[-1].end)
                kind = StatementKind.MIXED if self._has_quotation(content) else StatementKind.INDIRECT
                yield Statement(kind, speakers, content, cue, sentence=number)

    def _has_quotation(self, content: Span) -> bool:
        return any(q.outer.overlaps(content) for q in self._quotations)

    def _trimmed(self, start: int, end: int) -> Span:
        text = self._document.text
        while start < end and (text[start].isspace() or text[start] in ",;:–—"):
            start += 1
        while start < end and (text[end - 1].isspace() or text[end - 1] in ",;:–—."):
            end -= 1
        return self._document.span(start, end)

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
