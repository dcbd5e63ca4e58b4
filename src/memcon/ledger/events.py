"""Merge the tellings of an event into its one row, with the corrections that hold laid over it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from memcon.knowledge import codes
from memcon.ledger.merge import party
from memcon.ledger.store import Row, Store
from memcon.ledger.tellings import Telling, chunks, load

COLUMNS = (
    "id type mode cameo quad score actors recipients attributed_to status day_from day_to day last_day place "
    "country latitude longitude content contexts telling n_tellings n_reports n_outlets n_sources first_seen "
    "last_seen confidence corrected rejected"
).split()
CERTAINTY = ("actual", "unconfirmed", "planned", "hypothetical", "negated")
SEPARATOR = "; "
Value = TypeVar("Value", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Merged:
    """An event as its tellings have it, each source with one voice."""

    type: str
    mode: str
    status: str
    day_from: str
    day_to: str
    place: tuple[str, str, float | None, float | None]
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    attributed_to: tuple[str, ...]
    content: str
    contexts: tuple[str, ...]
    rejected: bool = False


def refresh(store: Store, events: Collection[str]) -> None:
    """Write the rows of some events anew from their tellings; one without a telling goes."""
    for some in chunks(sorted(events)):
        marks = ", ".join("?" * len(some))
        told: dict[str, list[Telling]] = defaultdict(list)
        for telling in load(store, f"m.event IN ({marks})", some):
            told[telling.event].append(telling)
        corrections = in_force(store, some)
        outlets = _outlets(store, {t.report for tellings in told.values() for t in tellings})
        store.run(f"DELETE FROM events WHERE id IN ({marks})", some)
        rows: list[Row] = []
        parties: list[Row] = []
        for event, tellings in told.items():
            changed = corrections.get(event, {})
            merged = correct(merge(tellings), changed)
            rows.append(_row(event, merged, tellings, len(changed), outlets))
            parties += _parties(event, merged, rows[-1][COLUMNS.index("day")])
        _write(store, rows, parties)


def _write(store: Store, rows: Sequence[Row], parties: Sequence[Row]) -> None:
    marks = ", ".join("?" * len(COLUMNS))
    store.run_many(f"INSERT INTO events ({', '.join(COLUMNS)}) VALUES ({marks})", rows)
    store.run_many(
        "INSERT INTO event_actors (event, role, position, actor, party, type, day) "
        "VALUES (?, ?, ?, ?, ?, ?, ?)",
        parties,
    )


def in_force(store: Store, events: Sequence[str]) -> dict[str, dict[str, str]]:
    """Return the corrections that hold for some events: the last of each field that nobody took back."""
    marks = ", ".join("?" * len(events))
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for event, field, new in store.rows(
        f"SELECT event, field, new FROM standing_corrections WHERE event IN ({marks}) AND field <> 'event' "
        "ORDER BY number",
        events,
    ):
        found[event][field] = new
    return found


def _outlets(store: Store, reports: Iterable[int]) -> dict[int, set[str]]:
    found: dict[int, set[str]] = defaultdict(set)
    for some in chunks([str(number) for number in sorted(reports)], 400):
        marks = ", ".join("?" * len(some))
        numbers = [int(number) for number in some]
        for report, outlet in store.rows(
            f"SELECT number, outlet FROM reports WHERE outlet IS NOT NULL AND number IN ({marks}) UNION "
            f"SELECT report, outlet FROM sightings WHERE outlet IS NOT NULL AND report IN ({marks})",
            numbers * 2,
        ):
            found[report].add(outlet)
    return found


def merge(tellings: Sequence[Telling]) -> Merged:
    """Merge tellings: each field as most sources have it, the first published first among equals."""
    told = sorted(tellings, key=lambda t: (t.published or "~", t.report, t.start_at))
    first = told[0]
    dated = [t for t in told if t.day_from and t.rule != "copy"] or [t for t in told if t.day_from]
    days = _most(dated, lambda t: (t.day_from, t.day_to)) or ("", "")
    actors, recipients = _sides(told)
    vouched = any(not t.attributed_to for t in told)
    return Merged(
        type=first.type,
        mode=_most([t for t in told if t.mode], lambda t: t.mode) or "",
        status=_most(sorted(told, key=lambda t: CERTAINTY.index(t.status)), lambda t: t.status)
        or first.status,
        day_from=days[0],
        day_to=days[1],
        place=_most([t for t in told if t.place], _place) or ("", "", None, None),
        actors=actors,
        recipients=recipients,
        attributed_to=() if vouched else _union(t.attributed_to for t in told),
        content=next((t.content for t in told if t.content), ""),
        contexts=_union(t.contexts.split(SEPARATOR) if t.contexts else () for t in told),
    )


def _place(telling: Telling) -> tuple[str, str, float | None, float | None]:
    return telling.place, telling.country, telling.latitude, telling.longitude


def _most(tellings: Iterable[Telling], field: Callable[[Telling], Value]) -> Value | None:
    """Return the value that most sources give; of equals the one that comes first."""
    sources: dict[Value, set[int]] = {}
    for telling in tellings:
        sources.setdefault(field(telling), set()).add(telling.copy_of)
    return max(sources, key=lambda value: len(sources[value])) if sources else None


def _union(lists: Iterable[Iterable[str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for values in lists for value in values))


def _sides(told: Sequence[Telling]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Take the sides from the telling that names most, and for a state its persons named in any."""
    votes = Counter((t.actors, t.recipients) for t in told)
    fullest = max(
        told, key=lambda t: (len({party(k) for k in t.actors + t.recipients}), votes[t.actors, t.recipients])
    )
    persons: dict[str, list[str]] = defaultdict(list)
    for telling in told:
        for key in telling.actors + telling.recipients:
            if party(key) != key:
                persons[party(key)].append(key)

    def named(keys: tuple[str, ...]) -> tuple[str, ...]:
        return _union(persons[key] if persons.get(key) else [key] for key in keys)

    actors = named(fullest.actors)
    return actors, tuple(key for key in named(fullest.recipients) if key not in actors)


def correct(merged: Merged, changed: dict[str, str]) -> Merged:
    """Lay corrections over an event. Their values were checked when they were made."""
    values: dict[str, Any] = {}
    for field, new in changed.items():
        if field in ("actors", "recipients"):
            values[field] = tuple(new.split(SEPARATOR)) if new else ()
        elif field == "when":
            values["day_from"], _, last = new.partition("..")
            values["day_to"] = last or values["day_from"]
        elif field == "place":
            values["place"] = (new, new if len(new) == 3 and new.isupper() else "", None, None)
        elif field == "rejected":
            values["rejected"] = new == "yes"
        else:
            values[field] = new
    return replace(merged, **values)


def _row(
    event: str, merged: Merged, told: Sequence[Telling], corrected: int, outlets: dict[int, set[str]]
) -> Row:
    code = codes.load().code(merged.type, merged.mode, merged.contexts)
    days = sorted(t.published for t in told if t.published)
    seen, last = (days[0], days[-1]) if days else ("", "")
    first = min(told, key=lambda t: (t.published or "~", t.report, t.start_at))
    reports = {t.report for t in told}
    return (
        *(event, merged.type, merged.mode, code.cameo, code.quad, code.score),
        *(SEPARATOR.join(keys) for keys in (merged.actors, merged.recipients, merged.attributed_to)),
        *(merged.status, merged.day_from, merged.day_to, merged.day_from or seen, merged.day_to or seen),
        *merged.place,
        *(merged.content, SEPARATOR.join(merged.contexts), first.id, len(told), len(reports)),
        len(set().union(*(outlets.get(report, set()) for report in reports))),
        *(len({t.copy_of for t in told}), seen, last, max(t.confidence for t in told)),
        *(corrected, int(merged.rejected)),
    )


def _parties(event: str, merged: Merged, day: str) -> list[Row]:
    roles = {"actor": merged.actors, "recipient": merged.recipients, "source": merged.attributed_to}
    return [
        (event, role, position, key, key.partition(":")[0], merged.type, day)
        for role, keys in roles.items()
        for position, key in enumerate(keys)
    ]
