"""Events + places -> where: the place that the text gives each event and each saying, and no others.

A place is an event's where its phrase ("à Genève", "on the sidelines of a summit in Lima") hangs from the
word that tells the event or from one that shares its place. A government named by its capital is no place.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from memcon.lang import Language
from memcon.model import Event, Place, Predication, Role, Sentence, Span, Statement, Token
from memcon.stages.attribution import SPOKEN
from memcon.stages.clauses import Clauses, clauses

# Types that are where their target is: "une attaque contre une usine à Kharkiv".
_AIMED = {"ASSAULT", "MOBILIZE", "PROTEST"}


def of_events(
    events: Sequence[Event],
    predications: Sequence[Predication],
    sentences: Sequence[Sentence],
    places: Sequence[Place],
    language: Language,
) -> tuple[Event, ...]:
    """Give each event the first place that one of its tellings has."""
    around = clauses(predications, sentences, language)
    told: dict[Span, Place] = {}
    for predication in predications:
        sentence = sentences[predication.sentence]
        near = around(predication)
        loose = [p for p in _located(sentence, places, language) if not _is_elsewhere(p, predication, near)]
        words = _words(sentence, predication)
        place = next((p for word in words if (p := near.hanging(word, loose)) is not None), None)
        if place is None and predication.type in _AIMED:
            place = next((p for p in loose for word in words if near.lies_below(p.span, word)), None)
        if place is not None:
            told.setdefault(predication.trigger, place)
    return tuple(
        replace(event, where=next((told[m] for m in event.mentions if m in told), None)) for event in events
    )


def _is_elsewhere(place: Place, predication: Predication, around: Clauses) -> bool:
    """Say whether a place is that of the words, of another act, of a topic or of the one addressed."""
    if predication.content is not None and predication.content.covers(place.span):
        return True
    topic = predication.type not in _AIMED and around.follows_topic(place.span)
    return topic or around.follows_other(place.span) or _is_addressed(place, predication, around)


def _is_addressed(place: Place, predication: Predication, around: Clauses) -> bool:
    """Say whether a capital is the government to which an act of speech is addressed: "reproche à Paris"."""
    if predication.type not in SPOKEN:
        return False
    alone = not predication.recipients and around.follows(place.span, predication.head)
    return alone or place.country in predication.recipients


def _words(sentence: Sentence, predication: Predication) -> list[Token]:
    """List the words that tell an event, its head first: "une **attaque au drone** à Kharkiv"."""
    inside = [t for t in sentence.tokens if predication.trigger.start <= t.start < predication.trigger.end]
    return [sentence.tokens[predication.head], *inside]


def of_statements(
    statements: Sequence[Statement],
    sentences: Sequence[Sentence],
    places: Sequence[Place],
    language: Language,
) -> tuple[Statement, ...]:
    """Give each statement the place that hangs from the word that reports it."""
    return tuple(replace(one, where=_where(one, sentences, places, language)) for one in statements)


def _where(
    statement: Statement, sentences: Sequence[Sentence], places: Sequence[Place], language: Language
) -> Place | None:
    cue = statement.cue
    if cue is None or not 0 <= statement.sentence < len(sentences):
        return None
    sentence = sentences[statement.sentence]
    if not sentence.span.covers(cue):
        return None
    verb = next(token for token in sentence.tokens if token.end > cue.start)
    loose = [p for p in _located(sentence, places, language) if not statement.content.covers(p.span)]
    return Clauses(sentence, set(), language).hanging(verb, loose)


def _located(sentence: Sentence, places: Sequence[Place], language: Language) -> list[Place]:
    """List the places of a sentence that a preposition of place introduces."""
    around = Clauses(sentence, set(), language)
    words = language.reference.places.locative
    found = []
    for place in places:
        if sentence.span.covers(place.span):
            top = around.top(place.span)
            if top is not None and top.case in words and top.role in (Role.OBLIQUE, Role.NOMINAL):
                found.append(place)
    return found
