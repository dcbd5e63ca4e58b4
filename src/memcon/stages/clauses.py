"""What in a sentence shares its time and its place with what.

A meeting shares those of the verb whose subject it is, or during which it is ("lors d'un sommet"); an attack
does not share those of what is done after it, nor those of its condemnation.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import TypeVar

from memcon.lang import Language
from memcon.model import Moment, Mood, Place, Predication, Role, Sentence, Span, Token

FINITE = {Mood.INDICATIVE, Mood.CONDITIONAL, Mood.SUBJUNCTIVE}
_CLAUSES = (Role.CLAUSE, Role.RELATIVE, Role.PARATAXIS)
_MODIFIERS = (Role.PARTICIPLE, Role.RELATIVE)
_UNDERGONE = (Role.OBJECT, Role.PASSIVE_SUBJECT)
_SUBJECTS = (Role.SUBJECT, Role.PASSIVE_SUBJECT)
_VERB_GROUP = (Role.AUXILIARY, Role.PASSIVE_AUXILIARY, Role.ADVERB, Role.NEGATION)
# Roles in which words belong to a noun rather than to the clause: "last year's coup", "a 1968 accord".
_ATTRIBUTES = (Role.POSSESSOR, Role.COMPOUND, Role.NUMERAL, Role.ADJECTIVE, Role.DETERMINER)
_VERBS = ("VERB", "AUX")
# How many words may stand above a trigger that share its time.
_STEPS = 4

Found = TypeVar("Found", Moment, Place)


def clauses(
    predications: Sequence[Predication], sentences: Sequence[Sentence], language: Language
) -> Callable[[Predication], Clauses]:
    """Return a function that gives the clauses around a predication, with the acts of other types in them."""
    heads: dict[int, list[Predication]] = {}
    for predication in predications:
        heads.setdefault(predication.sentence, []).append(predication)

    def around(predication: Predication) -> Clauses:
        near = heads.get(predication.sentence, [])
        same = {p.head for p in near if p.type == predication.type}
        return Clauses(sentences[predication.sentence], {p.head for p in near} - same, language)

    return around


class Clauses:
    """Says what in a sentence shares its time with what; `others` are the places of other acts."""

    def __init__(self, sentence: Sentence, others: Collection[int], language: Language) -> None:
        self.sentence = sentence
        self._others = others
        self._words = language.details.dates
        self._announcing = language.speech.announcing

    def hanging(self, token: Token, found: Sequence[Found]) -> Found | None:
        """Return the time or place that hangs from a word or from one that shares its time."""
        anchors = [(one, self.anchor(one.span)) for one in found]
        sharing: list[Token] = self.chain(token)
        for word in (*sharing, *self._settings(sharing)):
            for one, anchor in anchors:
                if anchor is word:
                    return one
        return None

    def touching(self, token: Token, moments: Sequence[Moment]) -> Moment | None:
        """Return the day that stands right beside a verb that shares a word's time."""
        return next((m for word in self.chain(token) for m in moments if self._touches(m, word)), None)

    def _touches(self, moment: Moment, verb: Token) -> bool:
        """Say whether a day stands right before a verb or right behind: "the bloc on Sunday gave"."""
        top = self.top(moment.span)
        if verb.pos not in _VERBS or verb.mood not in FINITE or moment.first != moment.last:
            return False
        if top is None or top.case in self._words.part:
            return False
        group = {t.index for t in self.sentence.below(verb) if t.role in _VERB_GROUP} | {verb.index}
        inside = [t.index for t in self.sentence.tokens if moment.span.start <= t.start < moment.span.end]
        if not inside:
            return False
        before = inside[0] - 1
        while before > 0 and self.sentence.tokens[before].role in (Role.CASE, Role.DETERMINER):
            before -= 1
        return inside[-1] + 1 in group or before == verb.index

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
        return next((word.tense for word in self.chain(token) if word.mood in FINITE), "")

    def near(self, token: Token, moments: Sequence[Moment]) -> Moment | None:
        """Return the nearest expression of a word's clause that no other act claims."""
        chain = self.chain(token)
        verb = next((word for word in reversed(chain) if word.pos in _VERBS), None)
        finite = any(t.mood in FINITE for t in self.sentence.tokens)
        for moment in sorted(
            moments, key=lambda m: min(abs(m.span.start - token.end), abs(token.start - m.span.end))
        ):
            if verb is None and not finite:
                return moment
            if verb is not None and self._belongs(moment, verb, chain):
                return moment
        return None

    def anchor(self, span: Span) -> Token | None:
        """Return the word from which an expression hangs."""
        top = self.top(span)
        return self.sentence.head(top) if top is not None else None

    def top(self, span: Span) -> Token | None:
        """Return the word of an expression that hangs from outside it."""
        tokens = self.sentence.tokens
        inside = [t for t in tokens if span.start <= t.start < span.end]
        return next((t for t in inside if not span.start <= tokens[t.head].start < span.end), None)

    def follows_other(self, span: Span) -> bool:
        """Say whether a phrase stands right behind another act: "a condamné les **frappes** à Beyrouth"."""
        return any(self.follows(span, other) for other in self._others)

    def follows(self, span: Span, place: int) -> bool:
        """Say whether a phrase, with its preposition, stands right behind the token at a place."""
        return self._before(span) == place

    def follows_topic(self, span: Span) -> bool:
        """Say whether a phrase stands right behind a noun that is neither occasion nor partner.

        "Ils ont parlé de la **guerre** en Ukraine", but "lors d'un sommet à Rome", "avec son fils à Rome".
        """
        before = self._before(span)
        noun = self.sentence.tokens[before] if before >= 0 else None
        if noun is None or noun.pos != "NOUN" or not noun.case:
            return False
        return noun.case not in self._words.during | self._words.setting

    def _before(self, span: Span) -> int:
        """Return the place of the token before a phrase and its preposition, or -1."""
        top = self.top(span)
        if top is None:
            return -1
        return min([top.index, *(t.index for t in self.sentence.below(top, Role.CASE))]) - 1

    def lies_below(self, span: Span, token: Token) -> bool:
        """Say whether a phrase hangs from what an act aims at: "attaquer une **usine** à Oslo"."""
        word = self.top(span)
        for _ in range(_STEPS):
            above = self.sentence.head(word) if word is not None else None
            if word is None or above is None or word.role not in (Role.NOMINAL, Role.OBJECT):
                return False
            if above is token:
                return True
            if above.index in self._others:
                return False
            word = above
        return False

    def _belongs(self, moment: Moment, verb: Token, chain: Sequence[Token]) -> bool:
        """Say whether an expression is of the clause of a verb and of no other act or noun in it."""
        token = self.top(moment.span)
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
        if token.role is Role.ADVERBIAL and token.mood in FINITE:
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
