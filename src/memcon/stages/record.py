"""All results -> Record: the sourced record of one report, and its JSON form (schema memcon/1)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from memcon.knowledge import Knowledge, Organisation, codes
from memcon.model import (
    Actor,
    ActorKind,
    Because,
    Details,
    Document,
    Event,
    Mention,
    Moment,
    Period,
    Place,
    Span,
    Statement,
)
from memcon.stages import notebook

SCHEMA = "memcon/1"


@dataclass(frozen=True, slots=True)
class Record:
    """The sourced record of one report: what it names, tells and quotes, every entry anchored in its text."""

    document: Document
    actors: tuple[Actor, ...]
    mentions: tuple[Mention, ...]
    times: tuple[Moment, ...]
    places: tuple[Place, ...]
    events: tuple[Event, ...]
    statements: tuple[Statement, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return the record in its JSON form (docs/2_the_record.md)."""
        ids = {actor.key: f"a{number}" for number, actor in enumerate(self.actors, 1)}
        return {
            "schema": SCHEMA,
            "document": _document(self.document),
            "actors": [_actor(actor, ids) for actor in self.actors],
            "mentions": [
                {**_span(m.span), "actor": _ids(m.actors, ids), "kind": str(m.kind), "reason": m.reason}
                for m in self.mentions
            ],
            "times": [_time(moment) for moment in self.times],
            "places": [_place(place) for place in self.places],
            "events": [_event(e, f"e{n}", ids) for n, e in enumerate(self.events, 1)],
            "statements": [
                _statement(s, f"s{n}", ids, self.events) for n, s in enumerate(self.statements, 1)
            ],
        }

    def _repr_html_(self) -> str:
        """Draw the record for a notebook: the text with its words marked, and what they tell."""
        return notebook.draw(self.to_dict())


def describe(
    keys: Iterable[str], day: str | None, unknown: dict[str, str], knowledge: Knowledge
) -> list[Actor]:
    """Describe each actor key once, with name, kind, state and role as of `day`."""
    return [_describe(key, day, unknown, knowledge) for key in dict.fromkeys(keys)]


def _describe(key: str, day: str | None, unknown: dict[str, str], knowledge: Knowledge) -> Actor:
    state = _state_of(key.partition(":")[0], knowledge)
    if key in knowledge.states:
        return _describe_state(key, knowledge)
    if key in knowledge.persons:
        return _describe_person(key, state, day, knowledge)
    if key in knowledge.organisations:
        return _describe_organisation(knowledge.organisations[key], ActorKind.ORGANISATION)
    if key in knowledge.media:
        return _describe_organisation(knowledge.media[key], ActorKind.MEDIUM)
    if key in unknown:
        return Actor(key, unknown[key], ActorKind.PERSON, state, known=False)
    return Actor(key, key.rpartition(":")[2], ActorKind.POPULATION, state, known=False)


def _describe_state(key: str, knowledge: Knowledge) -> Actor:
    row = knowledge.states[key]
    return Actor(
        key,
        row.name["en"],
        ActorKind.STATE,
        state=key,
        code=f"{key}GOV",
        wikidata=row.wikidata or None,
        names=tuple(sorted(row.name.items())),
    )


def _describe_person(key: str, state: str | None, day: str | None, knowledge: Knowledge) -> Actor:
    person = knowledge.persons[key]
    held = [h for h in knowledge.offices.get(key, ()) if day is not None and h.in_office(day)]
    office = max(held, key=lambda h: h.start).office if held else ""
    return Actor(
        key,
        person.name,
        ActorKind.PERSON,
        state=state,
        code=f"{person.state}GOV" if held else person.state,
        role=office or person.description or None,
        wikidata=person.wikidata or None,
    )


def _describe_organisation(row: Organisation, kind: ActorKind) -> Actor:
    names = tuple((code, forms[0]) for code, forms in sorted(row.names.items()) if forms)
    return Actor(
        row.key,
        names[0][1] if names else row.key,
        ActorKind.GROUP if row.kind == "group" else kind,
        state=row.state or None,
        code=row.code,
        wikidata=row.wikidata or None,
        names=names,
    )


def _state_of(key: str, knowledge: Knowledge) -> str | None:
    if key in knowledge.states:
        return key
    organisation = knowledge.organisations.get(key)
    return organisation.state or None if organisation else None


def _span(span: Span) -> dict[str, Any]:
    return {"start": span.start, "end": span.end, "text": span.text}


def _optional(span: Span | None) -> dict[str, Any] | None:
    return _span(span) if span is not None else None


def _ids(keys: Sequence[str], ids: dict[str, str]) -> list[str]:
    return [ids[key] for key in keys]


def _document(document: Document) -> dict[str, Any]:
    source = document.source
    return {
        "id": document.id,
        "source": source.source,
        "url": source.url,
        "title": source.title,
        "publisher": source.publisher,
        "authors": list(source.authors),
        "language": document.language,
        "published": {
            "value": document.published.value,
            "basis": str(document.published.basis),
            "evidence": [_span(s) for s in document.published.evidence],
        },
        "text": document.text,
        "boilerplate": [{**_span(b.span), "reason": b.reason} for b in document.boilerplate],
        "headings": [_span(s) for s in document.headings],
    }


def _actor(actor: Actor, ids: dict[str, str]) -> dict[str, Any]:
    return {
        "id": ids[actor.key],
        "key": actor.key,
        "name": actor.name,
        "names": dict(actor.names),
        "kind": str(actor.kind),
        "state": actor.state,
        "code": actor.code,
        "role": actor.role,
        "wikidata": actor.wikidata,
        "known": actor.known,
    }


def _time(moment: Moment) -> dict[str, Any]:
    return {
        **_span(moment.span),
        "type": moment.type,
        "value": moment.value,
        "from": moment.first,
        "to": moment.last,
        "reason": moment.reason,
    }


def _place(place: Place) -> dict[str, Any]:
    return {
        **_span(place.span),
        "name": place.name,
        "country": place.country,
        "latitude": place.latitude,
        "longitude": place.longitude,
    }


def _period(period: Period | None) -> dict[str, Any] | None:
    return {"from": period.first, "to": period.last} if period is not None else None


def _because(reasons: Sequence[Because]) -> list[dict[str, Any]]:
    return [{"field": b.field, "words": _optional(b.span), "note": b.note} for b in reasons]


def _event(event: Event, event_id: str, ids: dict[str, str]) -> dict[str, Any]:
    code = codes.load().code(event.type, event.mode, event.contexts)
    return {
        "id": event_id,
        "type": event.type,
        "mode": event.mode,
        "cameo": code.cameo,
        "quad": code.quad,
        "score": code.score,
        "actors": _ids(event.actors, ids),
        "recipients": _ids(event.recipients, ids),
        "mentions": [_span(s) for s in event.mentions],
        "status": str(event.status),
        "when": _period(event.when),
        "where": _place(event.where) if event.where is not None else None,
        "attributed_to": _ids(event.attributed_to, ids),
        "content": _optional(event.content),
        "contexts": list(event.contexts),
        "details": _details(event.details),
        "confidence": round(event.confidence, 2),
        "because": _because(event.because),
    }


def _details(details: Details) -> dict[str, Any]:
    ordinal = {"n": details.ordinal, "since": details.since} if details.ordinal else None
    values = {
        "ordinal": ordinal,
        "duration": details.duration,
        "medium": details.medium,
        "numbers": dict(details.numbers) or None,
    }
    return {name: value for name, value in values.items() if value is not None}


def _statement(
    statement: Statement, statement_id: str, ids: dict[str, str], events: Sequence[Event]
) -> dict[str, Any]:
    own = [
        f"e{number}"
        for number, event in enumerate(events, 1)
        if statement.cue is not None and any(m.overlaps(statement.cue) for m in event.mentions)
    ]
    return {
        "id": statement_id,
        "kind": str(statement.kind),
        "speaker": _ids(statement.speakers, ids),
        "addressee": _ids(statement.addressees, ids),
        "content": _span(statement.content),
        "cue": _optional(statement.cue),
        "attributed_to": _ids(statement.attributed_to, ids),
        "when": _period(statement.when),
        "where": _place(statement.where) if statement.where is not None else None,
        "events": own,
        "confidence": 1.0,
        "because": _because(statement.because),
    }
