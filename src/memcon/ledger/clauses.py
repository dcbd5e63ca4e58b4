"""Filters -> SQL: the conditions on an event, a statement or a report."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from memcon.ledger.filters import Filters


@dataclass
class Where:
    """Conditions that must all hold, with their parameters."""

    parts: list[str] = field(default_factory=list)
    parameters: list[Any] = field(default_factory=list)

    def add(self, condition: str, *parameters: Any) -> None:
        """Add a condition."""
        self.parts.append(condition)
        self.parameters += parameters

    def any_of(self, condition: Callable[[str], tuple[str, Sequence[Any]]], values: Sequence[str]) -> None:
        """Add a condition that one of the values must meet; none given, none asked."""
        if values:
            found = [condition(value) for value in values]
            self.add(f"({' OR '.join(sql for sql, _ in found)})", *(p for _, ps in found for p in ps))

    def __str__(self) -> str:
        return " AND ".join(self.parts) or "1 = 1"


def is_actor(alias: str, key: str) -> tuple[str, list[str]]:
    """Return the condition that a row of parties is of an actor; a state's key finds its persons too."""
    return (f"{alias}.actor = ?", [key]) if ":" in key else (f"{alias}.party = ?", [key])


ACTS = "({0}.role = 'actor' OR ({0}.role = 'recipient' AND {0}.type = 'CONSULT'))"


def of_events(filters: Filters, *, driven: bool = False) -> Where:
    """Return the conditions on `events e`; `driven`: the first actor is asked of the driving table."""
    where = Where()
    where.add("e.rejected = 0")
    if not driven:
        where.any_of(lambda key: _takes_part(key, ACTS.format("a")), filters.actor)
    where.any_of(lambda key: _takes_part(key, "a.role <> 'source'"), filters.other)
    where.any_of(lambda value: ("e.type = ?", [value]), filters.type)
    where.any_of(lambda value: ("e.status = ?", [value]), filters.status)
    _days(where, "e", filters)
    where.any_of(lambda value: ("(e.country = ? OR e.place = ?)", [value, value]), filters.place)
    where.any_of(lambda value: _told("r.outlet = ?", value), filters.source)
    where.any_of(lambda value: _told("r.language = ?", value), filters.language)
    if filters.min_confidence:
        where.add("e.confidence >= ?", filters.min_confidence)
    return where


def _days(where: Where, alias: str, filters: Filters) -> None:
    if filters.since:
        last = f"{alias}.last_day" if alias == "e" else f"{alias}.day"
        where.add(f"{last} >= ?", filters.since)
    if filters.until:
        where.add(f"{alias}.day <= ?", filters.until)
        where.add(f"{alias}.day <> ''")


def _takes_part(key: str, role: str) -> tuple[str, list[str]]:
    sql, parameters = is_actor("a", key)
    return f"EXISTS (SELECT 1 FROM event_actors a WHERE a.event = e.id AND {role} AND {sql})", parameters


def _told(condition: str, value: str) -> tuple[str, list[str]]:
    told = "merges m JOIN tellings t ON t.id = m.telling JOIN reports r ON r.number = t.report"
    return f"EXISTS (SELECT 1 FROM {told} WHERE m.event = e.id AND {condition})", [value]


def of_statements(filters: Filters) -> Where:
    """Return the conditions on `statements s JOIN reports r`: the actor speaks, the other is spoken to."""
    where = Where()
    where.any_of(lambda key: _says(key, "speaker"), filters.actor)
    where.any_of(lambda key: _says(key, "addressee"), filters.other)
    where.any_of(lambda value: _words_of("t.type = ?", value), filters.type)
    where.any_of(lambda value: _words_of("t.status = ?", value), filters.status)
    _days(where, "s", filters)
    where.any_of(lambda value: ("(s.country = ? OR s.place = ?)", [value, value]), filters.place)
    _report(where, filters)
    if filters.min_confidence:
        where.add("s.confidence >= ?", filters.min_confidence)
    return where


def _says(key: str, role: str) -> tuple[str, list[str]]:
    sql, parameters = is_actor("a", key)
    said = f"statement_actors a WHERE a.statement = s.number AND a.role = '{role}'"
    return f"EXISTS (SELECT 1 FROM {said} AND {sql})", parameters


def _words_of(condition: str, value: str) -> tuple[str, list[str]]:
    told = "statement_tellings l JOIN tellings t ON t.id = l.telling"
    return f"EXISTS (SELECT 1 FROM {told} WHERE l.statement = s.number AND {condition})", [value]


def of_reports(filters: Filters) -> Where:
    """Return the conditions on `reports r`: one of its events meets all that is asked of events."""
    where = Where()
    _report(where, filters)
    if filters.since:
        where.add("r.published >= ?", filters.since)
    if filters.until:
        where.add("r.published <= ?", filters.until)
        where.add("r.published <> ''")
    asked = Filters(
        actor=filters.actor,
        other=filters.other,
        type=filters.type,
        status=filters.status,
        place=filters.place,
        min_confidence=filters.min_confidence,
    )
    if asked != Filters():
        events = of_events(asked)
        told = "tellings rt JOIN merges rm ON rm.telling = rt.id JOIN events e ON e.id = rm.event"
        where.add(
            f"EXISTS (SELECT 1 FROM {told} WHERE rt.report = r.number AND {events})", *events.parameters
        )
    return where


def _report(where: Where, filters: Filters) -> None:
    where.any_of(lambda value: ("r.outlet = ?", [value]), filters.source)
    where.any_of(lambda value: ("r.language = ?", [value]), filters.language)
