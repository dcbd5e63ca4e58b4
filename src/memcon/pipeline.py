"""The stages in order: text in, sourced record out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from memcon.knowledge import Knowledge
from memcon.lang import Language
from memcon.model import Event, Mention, Source, Statement
from memcon.parsers import Parser
from memcon.resolve import actors
from memcon.resolve.time import moments, officials, publication
from memcon.stages import (
    attribution,
    dates,
    details,
    document,
    events,
    mentions,
    places,
    predications,
    quotations,
    sentences,
    speech_acts,
    story,
    understood,
)
from memcon.stages.record import Record, describe
from memcon.stages.statements import Reporter
from memcon.stages.time import asides, tense
from memcon.stages.time import expressions as times
from memcon.stages.who import Who


def read(source: Source, language: Language, parser: Parser, knowledge: Knowledge) -> Record:
    """Read one report: extract, resolve, then merge."""
    doc = document.read(source, language)
    quotes = quotations.find(doc)
    said_times = times.find(doc, language)
    loose = asides.find(doc, said_times, language)
    trees = sentences.parse(doc, quotes, language, parser, loose)
    found = mentions.find(doc, trees, language, knowledge)

    tense_at = tense.around(trees, language)
    in_office = officials.in_office(found.references, knowledge)
    doc = replace(doc, published=publication.infer(doc, said_times, in_office, tense_at=tense_at))
    moments_ = moments.resolve(said_times, doc.published, tense_at, tense.beside(trees))

    day = doc.published.value
    known = actors.resolve(found.references, trees, day, language, knowledge, places=found.places)
    who = Who(trees, known, found.places, knowledge.media)
    said = Reporter(doc, trees, quotes, who, language).find()
    known = actors.with_speakers(known, said, trees)
    who = Who(trees, known, found.places, knowledge.media)

    words, spans = [s.content for s in said], [m.span for m in moments_]
    told = predications.find(doc, trees, who, language, speech=words, times=spans)
    told = understood.fill(told, trees, who, said, knowledge.bodies)
    when = dates.find(told, trees, moments_, said, language, today=day)
    spoken = [*zip(said, dates.of_statements(said, trees, moments_, language), strict=True)]
    later = story.carried(told, when, spoken, trees, moments_, today=day)
    more = details.find(told, trees, moments_, known.mentions, language)
    more = [details.date_terms(found, day, knowledge) for found in more]
    said = speech_acts.add(said, told, quotes)
    happened = events.gather(told, when, more, said, later)
    periods = dates.of_statements(said, trees, moments_, language)
    said = tuple(replace(one, when=period) for one, period in zip(said, periods, strict=True))
    said = attribution.attribute(said, knowledge.media)
    happened = places.of_events(happened, told, trees, found.places, language)
    said = places.of_statements(said, trees, found.places, language)

    named = tuple(mention for mention in known.mentions if mention is not None)
    listed = describe(_keys(named, happened, said), day, known.unknown, knowledge)
    return Record(doc, tuple(listed), named, moments_, found.places, happened, said)


def _keys(
    mentions: Iterable[Mention], events: Iterable[Event], statements: Iterable[Statement]
) -> Iterable[str]:
    """List every actor key of a record, in the order in which the text names them."""
    for mention in mentions:
        yield from mention.actors
    for event in events:
        yield from (*event.actors, *event.recipients, *event.attributed_to)
    for statement in statements:
        yield from (*statement.speakers, *statement.addressees, *statement.attributed_to)
