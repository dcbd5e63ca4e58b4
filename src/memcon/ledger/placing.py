"""Place the tellings of a report: into the events the ledger holds, or as events of their own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta

from memcon.ledger.merge import NARROW, OPEN, RECENT, Decision, assign
from memcon.ledger.store import Store
from memcon.ledger.tellings import Telling, chunks, identifier, load

FOUNDER = "the first telling of it in this ledger"


def place(store: Store, tellings: Sequence[Telling]) -> set[str]:
    """Write which event each telling belongs to; return the events that changed."""
    by_hand = moved(store, [t.id for t in tellings])
    free = [t for t in tellings if t.id not in by_hand]
    near: set[str] = set()
    for telling in free:
        near |= candidates(store, telling)
    decided = assign(free, _members(store, sorted(near)))
    rows = []
    events: set[str] = set()
    for telling in tellings:
        decision = by_hand.get(telling.id) or decided.get(telling.id) or found(store, telling, events)
        events.add(decision.event)
        rows.append((telling.id, decision.event, decision.rule, decision.likeness, decision.why))
    store.run_many("INSERT INTO merges (telling, event, rule, likeness, why) VALUES (?, ?, ?, ?, ?)", rows)
    return events


def found(store: Store, telling: Telling, taken: set[str]) -> Decision:
    """Found an event; it carries the name of its telling unless another event does already."""
    name, again = telling.id, 0
    while name in taken or store.rows("SELECT 1 FROM merges WHERE event = ? LIMIT 1", (name,)):
        again += 1
        name = identifier(telling.id, "event", again)
    return Decision(name, "founder", 1.0, FOUNDER)


def moved(store: Store, tellings: Sequence[str]) -> dict[str, Decision]:
    """Return where people put some tellings by hand, the last move that nobody took back."""
    decisions: dict[str, Decision] = {}
    for some in chunks(tellings):
        marks = ", ".join("?" * len(some))
        for telling, event, author, why in store.rows(
            f"SELECT telling, new, author, why FROM standing_corrections WHERE telling IN ({marks}) "
            "AND field = 'event' ORDER BY number",
            some,
        ):
            decisions[telling] = Decision(event, "by-hand", 1.0, f"{author}: {why}")
    return decisions


def candidates(store: Store, telling: Telling) -> set[str]:
    """Find the events that a telling might tell: of its type and sides, on days that may be its own."""
    sides = sorted({key.partition(":")[0] for key in telling.actors + telling.recipients})
    if not sides:
        return set()
    window = _window(telling)
    copies = store.rows(
        "SELECT DISTINCT m.event FROM reports r JOIN tellings t ON t.report = r.number "
        "JOIN merges m ON m.telling = t.id WHERE r.copy_of = ? AND r.number <> ? AND t.type = ?",
        (telling.copy_of, telling.report, telling.type),
    )
    if window is None:
        return {event for (event,) in copies}
    dated = "AND (e.day_from = '' OR (e.day_from <= ? AND e.day_to >= ?))" if telling.day_from else ""
    rows = store.rows(
        "SELECT DISTINCT a.event FROM event_actors a JOIN events e ON e.id = a.event "
        f"WHERE a.party IN ({', '.join('?' * len(sides))}) AND a.type = ? AND a.day BETWEEN ? AND ? {dated}",
        [*sides, telling.type, *window, *([telling.day_to, telling.day_from] if telling.day_from else [])],
    )
    return {event for (event,) in [*rows, *copies]}


def _window(telling: Telling) -> tuple[str, str] | None:
    """Return the first and last day that an event may be sorted under to be the telling's."""
    if not telling.day_from:
        ahead = 60 if telling.status in OPEN else 2
        return _shift(telling.published, -RECENT - NARROW, ahead)
    length = date.fromisoformat(telling.day_to) - date.fromisoformat(telling.day_from)
    if length > timedelta(days=NARROW):
        return telling.day_from, telling.day_from
    before = 60 if telling.status in OPEN else NARROW
    days = _shift(telling.day_from, -before, 0), _shift(telling.day_to, 0, RECENT)
    return (days[0][0], days[1][1]) if days[0] and days[1] else None


def _shift(day: str, before: int, after: int) -> tuple[str, str] | None:
    if not day:
        return None
    middle = date.fromisoformat(day)
    try:
        return (middle + timedelta(days=before)).isoformat(), (middle + timedelta(days=after)).isoformat()
    except OverflowError:  # the years 1 and 9999 have no neighbours
        return day, day


def _members(store: Store, events: Sequence[str]) -> dict[str, Sequence[Telling]]:
    members: dict[str, list[Telling]] = defaultdict(list)
    for some in chunks(events):
        for telling in load(store, f"m.event IN ({', '.join('?' * len(some))})", some):
            members[telling.event].append(telling)
    return dict(members)
