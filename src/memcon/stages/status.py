"""Predication -> Status: happened, planned, hypothetical, denied, or unconfirmed.

The words that decide stand at the trigger (mood, negation, adverb), on its noun (adjective), or govern it
(modal verb, "if"); they are searched from the trigger upwards until a clause of another voice begins.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from memcon.lang import Language
from memcon.lang.schema import StatusWords
from memcon.model import Mood, Role, Sentence, Status, Token

_CLAUSAL = {Role.CLAUSE, Role.ROOT, Role.PARATAXIS}
# Clauses that tell a fact of their own: "after the United States imposed sanctions".
_OWN_CLAUSE = {Role.RELATIVE, Role.ADVERBIAL}
_ADVERBIAL = {Role.ADVERB, Role.NEGATION, Role.MARKER, Role.OTHER, Role.DETERMINER}
_ORDER = (Status.NEGATED, Status.UNCONFIRMED, Status.HYPOTHETICAL, Status.PLANNED)


@dataclass(frozen=True, slots=True)
class Verdict:
    """A status and the word that decided it; `purpose` says that the event is only what an act is for."""

    status: Status
    word: Token | None = None
    purpose: bool = False


def judge(sentence: Sentence, trigger: Token, language: Language, *, reported: bool) -> Verdict:
    """Judge the status of the event told at `trigger`.

    `reported` says that somebody else's speech contains it: then a conditional is a future in the past
    ("a dit qu'il poursuivrait") and no journalist's reserve.
    """
    words = language.modality
    sets = (words.negated, words.unconfirmed, words.hypothetical, words.planned)
    for token, governs in _chain(sentence, trigger, language):
        if token.mood is Mood.INFINITIVE and token.case in words.purpose:
            return Verdict(Status.HYPOTHETICAL, token, purpose=True)
        if token.case and token.case in words.hypothetical.markers:
            return Verdict(Status.HYPOTHETICAL, token)  # "if they do not withdraw" denies nothing
        for status, data in zip(_ORDER, sets, strict=True):
            decided = _decides(sentence, token, data, governs=governs)
            if decided is not None:
                return Verdict(status, decided)
        verdict = _mood(sentence, token, trigger, language, reported=reported)
        if verdict is not None:
            return verdict
    return Verdict(Status.ACTUAL)


def _chain(sentence: Sentence, trigger: Token, language: Language) -> Iterator[tuple[Token, bool]]:
    """Yield the trigger and what stands above it, up to the verb of its own clause and its modals.

    With each word comes whether it governs the trigger: "refused" does in "refused to meet", not in
    "will refuse and meet", where only the auxiliary holds for both. A verb with a tense of its own ("did
    not deny, and accuses") and a circumstance ("will respond after the attack") stand alone.
    """
    prepositions = language.syntax.support_prepositions
    token: Token | None = trigger
    governs = False
    for _ in range(4):
        if token is None:
            return
        yield token, governs
        if token.role in _CLAUSAL or (token.role in _OWN_CLAUSE and _is_finite(token)):
            return
        if token.role is Role.ADVERBIAL and token.mood is Mood.GERUND:
            return  # "has proposed sanctions, urging China to ..."
        if token.role is Role.CONJUNCT and _is_finite(token) and token.mood is not Mood.NONE:
            return
        if token.role is Role.OBLIQUE and prepositions and token.case not in prepositions:
            return
        governs = token.role not in (Role.CONJUNCT, Role.SUBJECT)
        token = sentence.head(token)


def _is_finite(token: Token) -> bool:
    return token.pos in ("VERB", "AUX") and token.mood not in (Mood.INFINITIVE, Mood.GERUND, Mood.PARTICIPLE)


def _decides(sentence: Sentence, token: Token, words: StatusWords, *, governs: bool) -> Token | None:
    """Return the word at `token` that gives the status: on it, around it, or itself when it governs."""
    if governs and (token.lemma in words.verbs or token.lemma in words.adjectives):
        return token
    for child in sentence.below(token):
        if child.role is not Role.CONJUNCT and _modifies(sentence, child, token, words):
            return child
    return token if token.case and token.case in words.markers else None


def _modifies(sentence: Sentence, child: Token, token: Token, words: StatusWords) -> bool:
    """Say whether an adverb, auxiliary, adjective or "no" on a word gives it the status."""
    form = child.text.lower().replace("’", "'")
    if child.role in _ADVERBIAL and form in words.adverbs:
        return True
    if child.role is Role.AUXILIARY and child.lemma in words.verbs:
        return True
    if token.pos in ("NOUN", "PROPN"):
        return form in words.adjectives or form in words.determiners
    arguments = child.role in (Role.OBJECT, Role.SUBJECT, Role.PASSIVE_SUBJECT)
    return arguments and any(k.text.lower() in words.determiners for k in sentence.below(child))


def _mood(
    sentence: Sentence, token: Token, trigger: Token, language: Language, *, reported: bool
) -> Verdict | None:
    if token.pos not in ("VERB", "AUX", "ADJ"):
        return None
    if token.mood is Mood.CONDITIONAL and language.modality.unconfirmed.conditional:
        if reported or _has_condition(sentence, token, language):
            return Verdict(Status.HYPOTHETICAL if not reported else Status.PLANNED, token)
        return Verdict(Status.UNCONFIRMED, token)
    if token.tense == "future" and token is trigger:
        return Verdict(Status.PLANNED, token)
    return None


def _has_condition(sentence: Sentence, verb: Token, language: Language) -> bool:
    markers = language.modality.hypothetical.markers
    return any(child.role is Role.ADVERBIAL and child.case in markers for child in sentence.below(verb))
