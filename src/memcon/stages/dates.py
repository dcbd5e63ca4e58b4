"""Predications + times -> when: the days that the text gives each event, and no others.

A time expression dates the word it hangs from and what shares that word's time: a meeting that is its subject
or during which it is ("lors d'un sommet"), not an attack after which it is, nor what it condemns. Where the
tree does not say, the nearest expression of the same clause does.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from memcon.lang import Language
from memcon.lang.schema import DateWords
from memcon.model import (
    Moment,
    Mood,
    Period,
    Predication,
    Role,
    Sentence,
    Span,
    Statement,
    StatementKind,
    Status,
    Token,
)
from memcon.stages.attribution import SPOKEN

_FINITE = {Mood.INDICATIVE, Mood.CONDITIONAL, Mood.SUBJUNCTIVE}
_DATING = {"DATE", "TIME"}
_CLAUSES = (Role.CLAUSE, Role.RELATIVE, Role.PARATAXIS)
_MODIFIERS = (Role.PARTICIPLE, Role.RELATIVE)
_UNDERGONE = (Role.OBJECT, Role.PASSIVE_SUBJECT)
_SUBJECTS = (Role.SUBJECT, Role.PASSIVE_SUBJECT)
# Roles in which words belong to a noun rather than to the clause: "last year's coup", "a 1968 accord".
_ATTRIBUTES = (Role.POSSESSOR, Role.COMPOUND, Role.NUMERAL, Role.ADJECTIVE, Role.DETERMINER)
_VERBS = ("VERB", "AUX")
# Where the report is published it may still be the day before.
_TURN = timedelta(days=1)
# How many words may stand above a trigger that share its time.
_STEPS = 4

Dating = Callable[[int, Token], Period | None]


def find(
    predications: Sequence[Predication],
    sentences: Sequence[Sentence],
    moments: Sequence[Moment],
    statements: Sequence[Statement],
    language: Language,
    *,
    today: str | None = None,
) -> list[Period | None]:
    """Return the period of each predication, None where its own sentence gives it none.

    What has happened did so before `today`, the publication day, was over (a day more, elsewhere).
    """
    contents = [p.content for p in predications if p.content is not None]
    dated = [_inside(sentence, moments, language.details.dates) for sentence in sentences]
    heads: list[dict[int, set[str]]] = [{} for _ in sentences]
    for predication in predications:
        heads[predication.sentence].setdefault(predication.head, set()).add(predication.type)
    dater = _Dater(statements, contents, language)
    found: list[Period | None] = []
    for predication in predications:
        place = predication.sentence
        others = {head for head, types in heads[place].items() if predication.type not in types}
        clauses = _Clauses(sentences[place], others, language)
        told = clauses.tense(sentences[place].tokens[predication.head])
        happened = predication.status is Status.ACTUAL and told != "future"
        possible = [m for m in dated[place] if not happened or not _is_to_come(m, today)]
        moment = dater.of(predication, clauses, possible)
        found.append(_period(moment) if moment is not None else None)
    return found


def of_statements(
    statements: Sequence[Statement],
    sentences: Sequence[Sentence],
    moments: Sequence[Moment],
    language: Language,
) -> list[Period | None]:
    """Return the period in which each statement was made: that of the word that reports it."""
    found: list[Period | None] = []
    for statement in statements:
        period = None
        sentence = sentences[statement.sentence] if 0 <= statement.sentence < len(sentences) else None
        if statement.cue is not None and sentence is not None and sentence.span.covers(statement.cue):
            clauses = _Clauses(sentence, set(), language)
            cue = next(t for t in sentence.tokens if t.end > statement.cue.start)
            outside = [
                m
                for m in _inside(sentence, moments, language.details.dates)
                if not statement.content.covers(m.span)
            ]
            moment = clauses.hanging(cue, outside)
            period = _period(moment) if moment is not None else None
        found.append(period)
    return found


def _is_to_come(moment: Moment, today: str | None) -> bool:
    if today is None or moment.first is None:
        return False
    return date.fromisoformat(moment.first) - date.fromisoformat(today) > _TURN


def _period(moment: Moment) -> Period | None:
    if moment.first is None or moment.last is None:
        return None
    return Period(moment.first, moment.last, moment.span)


# --- the expressions of a sentence


def _inside(sentence: Sentence, moments: Sequence[Moment], words: DateWords) -> list[Moment]:
    """List the dates of a sentence that are no bounds; the two days of a range are one."""
    inside = [
        m for m in moments if m.type in _DATING and m.first is not None and sentence.span.covers(m.span)
    ]
    return [m for m in _ranged(inside, sentence, words) if not _is_bound(sentence, m, words)]


def _ranged(moments: Sequence[Moment], sentence: Sentence, words: DateWords) -> list[Moment]:
    """Join "du 12 au 16 septembre", "lundi et mardi"."""
    joined = list(moments[:1])
    for first, second in pairwise(moments):
        between = sentence.span.text[
            first.span.end - sentence.span.start : second.span.start - sentence.span.start
        ]
        ordered = (joined[-1].first or "") <= (second.last or "")
        if between.strip().lower() in words.ranges and ordered and first.span.end <= second.span.start:
            text = sentence.span.text
            start, end = joined[-1].span.start, second.span.end
            span = Span(start, end, text[start - sentence.span.start : end - sentence.span.start])
            joined[-1] = replace(joined[-1], span=span, last=second.last)
        else:
            joined.append(second)
    return joined


def _is_bound(sentence: Sentence, moment: Moment, words: DateWords) -> bool:
    """Say whether "since", "before" or the like stands before an expression, or begins it."""
    first = next((t for t in sentence.tokens if t.end > moment.span.start), None)
    if first is None:
        return False
    return any(
        t.text.lower() in words.bounds for t in sentence.tokens[max(0, first.index - 2) : first.index + 1]
    )


# --- the words of a sentence


class _Clauses:
    """Says what in a sentence shares its time with what; `others` are the places of other acts."""

    def __init__(self, sentence: Sentence, others: Collection[int], language: Language) -> None:
        self.sentence = sentence
        self._others = others
        self._words = language.details.dates
        self._announcing = language.speech.announcing

    def hanging(self, token: Token, moments: Sequence[Moment]) -> Moment | None:
        """Return the expression that hangs from a word or from one that shares its time."""
        anchors = [(moment, self.anchor(moment)) for moment in moments]
        chain = self.chain(token)
        for word in (*chain, *self._settings(chain)):
            for moment, anchor in anchors:
                if anchor is word:
                    return moment
        return None

    def _settings(self, chain: Sequence[Token]) -> list[Token]:
        """List the occasions of a chain's verbs: "said at a **meeting** on Tuesday"."""
        settings = [
            noun
            for verb in chain
            if verb.pos in _VERBS
            for noun in self.sentence.below(verb)
            if noun.role is Role.OBLIQUE and noun.case in self._words.setting
        ]
        return [word for noun in settings for word in self._with_modifiers(noun)]

    def _with_modifiers(self, noun: Token) -> list[Token]:
        """List a noun and how it came about: "l'attaque **commise** mardi"."""
        below = self.sentence.below(noun)
        return [noun, *(t for t in below if t.role in _MODIFIERS and t.verb in self._words.happening)]

    def tense(self, token: Token) -> str:
        """Return the tense of the first verb that shares a word's time."""
        return next((word.tense for word in self.chain(token) if word.mood in _FINITE), "")

    def near(self, token: Token, moments: Sequence[Moment]) -> Moment | None:
        """Return the nearest expression of a word's clause that no other act claims."""
        chain = self.chain(token)
        verb = next((word for word in reversed(chain) if word.pos in _VERBS), None)
        finite = any(t.mood in _FINITE for t in self.sentence.tokens)
        for moment in sorted(
            moments, key=lambda m: min(abs(m.span.start - token.end), abs(token.start - m.span.end))
        ):
            if verb is None and not finite:
                return moment
            if verb is not None and self._belongs(moment, verb, chain):
                return moment
        return None

    def anchor(self, moment: Moment) -> Token | None:
        """Return the word from which a time expression hangs."""
        top = self._top(moment)
        return self.sentence.head(top) if top is not None else None

    def _top(self, moment: Moment) -> Token | None:
        """Return the word of an expression that hangs from outside it."""
        tokens = self.sentence.tokens
        inside = [t for t in tokens if moment.span.start <= t.start < moment.span.end]
        return next(
            (t for t in inside if not moment.span.start <= tokens[t.head].start < moment.span.end), None
        )

    def _belongs(self, moment: Moment, verb: Token, chain: Sequence[Token]) -> bool:
        """Say whether an expression is of the clause of a verb and of no other act or noun in it."""
        token = self._top(moment)
        if token is None or token.role in _ATTRIBUTES:
            return False
        for _ in range(_STEPS):
            token = self.sentence.head(token)
            if token is None or token is verb:
                return token is verb
            if token.mood is not Mood.NONE and token.pos in _VERBS:
                return False
            if token.index in self._others and token not in chain:
                return False
        return False

    def above(self, token: Token) -> list[Token]:
        """List what a relative clause hangs from: "since 2014, when Russia annexed ...", "le jour où"."""
        above: list[Token] = []
        word = self.sentence.head(token)
        while word is not None and len(above) < 3:
            above.append(word)
            word = self.sentence.head(word)
        return above

    def chain(self, head: Token) -> list[Token]:
        """List a trigger and the words that share its time.

        Below a noun how it came about ("l'attaque **commise** mardi"), above it the verb whose subject it is
        or during which it was, modals, support verbs, coordinated verbs.
        """
        chain = [head] if head.pos in _VERBS else self._with_modifiers(head)
        token = head
        for _ in range(_STEPS):
            above = self.sentence.head(token)
            if above is None or not self._shares(token, above):
                break
            chain.append(above)
            token = above
        return chain

    def _shares(self, token: Token, above: Token) -> bool:
        """Say whether a word has the time of the word it hangs from."""
        if token.role in _CLAUSES:
            return False
        if token.role is Role.ADVERBIAL and token.mood in _FINITE:
            return token.case in self._words.meanwhile
        if token.pos in _VERBS and token.mood is not Mood.NONE:
            own = any(t.role in _SUBJECTS for t in self.sentence.below(token))
            return token.case not in self._words.apart and not (token.role is Role.CONJUNCT and own)
        if token.role in _UNDERGONE and above.index in self._others:
            return above.lemma in self._announcing
        if token.role in (Role.OBLIQUE, Role.INDIRECT):
            return token.case in self._words.during
        if token.role is Role.NOMINAL:
            return token.case in self._words.part and above.index not in self._others
        return True


class _Dater:
    """Chooses the time expression that dates a predication."""

    def __init__(self, statements: Sequence[Statement], contents: Sequence[Span], language: Language) -> None:
        self._statements = statements
        self._contents = contents
        self._announcing = language.speech.announcing

    def of(self, predication: Predication, clauses: _Clauses, moments: Sequence[Moment]) -> Moment | None:
        head = clauses.sentence.tokens[predication.head]
        for moment in moments:
            if any(moment.span.start <= token.start < moment.span.end for token in clauses.above(head)):
                return moment
        fitting = [m for m in moments if self._same_voice(m, predication)]
        found = clauses.hanging(head, fitting) or clauses.near(head, fitting)
        if found is None and self._is_saying(predication):
            found = next((m for m in fitting if not self._is_said(m)), None)
        return found

    def _same_voice(self, moment: Moment, predication: Predication) -> bool:
        """Say whether an expression may date a trigger: both inside or both outside each reported speech.

        In "said on Tuesday that X attacked Y", Tuesday is the day of the saying, unless the saying is the
        act: an announcement of one's own act, or one's own words ("We condemn it", said on Tuesday).
        """
        for content in self._contents:
            own = content == predication.content and not predication.speech
            if content.covers(moment.span) and not content.covers(predication.trigger) and not own:
                return False
        for statement in self._statements:
            outside = statement.content.covers(predication.trigger) and not statement.content.covers(
                moment.span
            )
            if outside and not self._is_own(statement, predication):
                return False
            if statement.content.covers(moment.span) and not statement.content.covers(predication.trigger):
                return False
        return True

    def _is_said(self, moment: Moment) -> bool:
        return any(s.content.covers(moment.span) for s in self._statements)

    def _is_saying(self, predication: Predication) -> bool:
        around = [s for s in self._statements if s.content.covers(predication.trigger)]
        return bool(around) and all(self._is_own(s, predication) for s in around)

    def _is_own(self, statement: Statement, predication: Predication) -> bool:
        """Say whether the speaker's words are the act: announced, or spoken of oneself."""
        if _tops(statement.speakers) != _tops(predication.actors):
            return False
        announced = statement.cue_lemma in self._announcing
        return announced or (statement.kind is StatementKind.DIRECT and predication.type in SPOKEN)


def _tops(keys: Iterable[str]) -> set[str]:
    return {key.partition(":")[0] for key in keys}
