"""Events + places -> where: the place that the text gives each event and each saying, and no others.

A place is an event's where its phrase ("à Genève", "on the sidelines of a summit in Lima") hangs from the
word that tells the event or from one that shares its place. A government named by its capital is no place.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from memcon.lang import Language
from memcon.model import Event, Place, Predication, Role, Sentence, Span, Statement, Token
from memcon.stages.clauses import Clauses, clauses


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
        inside = _located(sentence, places, language)
        content = predication.content
        near = around(predication)
        loose = [
            p
            for p in inside
            if (content is None or not content.covers(p.span)) and not near.follows_other(p.span)
        ]
        found = (near.hanging(word, loose) for word in _words(sentence, predication))
        place = next((p for p in found if p is not None), None)
        if place is not None:
            told.setdefault(predication.trigger, place)
    return tuple(
        replace(event, where=next((told[m] for m in event.mentions if m in told), None)) for event in events
    )


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
