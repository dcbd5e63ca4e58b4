"""Correct the ledger by hand: every change is a row that is only ever added, and outlives re-reading."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from memcon.errors import UsageError
from memcon.knowledge import codes
from memcon.ledger.days import period
from memcon.ledger.events import refresh
from memcon.ledger.filters import known_actor
from memcon.ledger.migrations import now
from memcon.ledger.placing import found, moved
from memcon.ledger.rows import CorrectionRow, Rows
from memcon.ledger.store import Store
from memcon.ledger.tellings import load
from memcon.model import Status

FIELDS = ("type", "mode", "status", "when", "actors", "recipients", "place", "rejected")
_SHORTEST = 4  # letters that may stand for an event's name


def find_event(store: Store, name: str) -> str:
    """Return the event of a name, or of its first letters. Raises UsageError for none or several."""
    rows = store.rows(
        "SELECT id FROM events WHERE id = ? OR (id >= ? AND id < ?) ORDER BY id LIMIT 6",
        (name, name, name + "~") if len(name) >= _SHORTEST else (name, name, name),
    )
    ids = [event for (event,) in rows]
    if name in ids or len(ids) == 1:
        return name if name in ids else ids[0]
    if ids:
        raise UsageError(f"event {name!r} may be {', '.join(ids)}; give more of its letters")
    raise UsageError(f"no event {name!r} in this ledger; `memcon events` lists them with their names")


def correct(store: Store, event: str, changes: Mapping[str, str], *, by: str, why: str) -> list[int]:
    """Correct fields of an event; return the numbers of the corrections."""
    author, reason = _signed(by, why)
    with store.writing():
        name = find_event(store, event)
        checked = {field: _check(store, field, value) for field, value in changes.items()}
        if not checked:
            raise UsageError(f"nothing to correct; say what: --{', --'.join(FIELDS[:-1])}, --reject")
        _fitting(store, name, checked)
        old = _present(store, name)
        numbers = [
            _add(store, (name, "", field, old[field], new, author, reason, None))
            for field, new in checked.items()
        ]
        refresh(store, {name})
    return numbers


def undo(store: Store, number: int, *, by: str, why: str) -> int:
    """Take a correction back; return the number of the row that does."""
    author, reason = _signed(by, why)
    with store.writing():
        rows = store.rows(
            "SELECT event, telling, field, old, new, undoes FROM corrections WHERE number = ?", (number,)
        )
        if not rows:
            raise UsageError(f"no correction {number} in this ledger; `memcon corrections` lists them")
        event, telling, field, old, new, undoes = rows[0]
        if undoes is not None:
            raise UsageError(f"correction {number} takes another back; correct the event anew instead")
        if store.rows("SELECT 1 FROM corrections WHERE undoes = ?", (number,)):
            raise UsageError(f"correction {number} was taken back before")
        row = _add(store, (event, telling, field, new, old, author, reason, number))
        touched = {event}
        if field == "event":
            touched |= _move_back(store, telling, old, why=f"{author}: {reason}")
        refresh(store, touched)
    return row


def _move_back(store: Store, telling: str, old: str, *, why: str) -> set[str]:
    """Put a telling where the moves that still hold put it, else where it was."""
    rows = store.rows("SELECT event FROM merges WHERE telling = ?", (telling,))
    if not rows:  # a newer reading no longer tells it
        return set()
    before = moved(store, [telling]).get(telling)
    target = before.event if before else old
    store.run(
        "UPDATE merges SET event = ?, rule = 'by-hand', why = ? WHERE telling = ?", (target, why, telling)
    )
    return {rows[0][0], target}


def split(store: Store, event: str, tellings: Sequence[str], *, by: str, why: str) -> str:
    """Take tellings out of an event, together, into one of their own; return its name."""
    author, reason = _signed(by, why)
    with store.writing():
        name = find_event(store, event)
        told = load(store, "m.event = ?", (name,))
        leaving = [t for t in told if any(t.id.startswith(some) for some in tellings)]
        _check_split(name, [t.id for t in told], tellings, len(leaving))
        new = found(store, leaving[0], {name}).event
        for telling in leaving:
            _add(store, (name, telling.id, "event", name, new, author, reason, None))
            store.run(
                "UPDATE merges SET event = ?, rule = 'by-hand', likeness = 1, why = ? WHERE telling = ?",
                (new, f"{author}: {reason}", telling.id),
            )
        refresh(store, {name, new})
    return new


def _check_split(event: str, told: Sequence[str], asked: Sequence[str], leaving: int) -> None:
    if len(told) == 1:
        raise UsageError(f"event {event} has one telling only; there is nothing to split")
    unknown = [some for some in asked if not any(telling.startswith(some) for telling in told)]
    if unknown or not asked:
        what = f"{unknown[0]!r} is no telling of" if unknown else "say which tellings leave"
        raise UsageError(f"{what} event {event}; it has {', '.join(told)}")
    if leaving == len(told):
        raise UsageError(f"all {leaving} tellings of event {event} would leave it; name fewer")


def corrections(store: Store, event: str = "") -> Rows[CorrectionRow]:
    """List the corrections, of one event or of all, in the order in which they were made."""
    rows = store.rows(
        "SELECT c.number, c.event, c.telling, c.field, c.old, c.new, c.author, c.why, c.undoes, u.number, "
        "c.made FROM corrections c LEFT JOIN corrections u ON u.undoes = c.number "
        f"WHERE {'c.event = ?' if event else '1 = 1'} ORDER BY c.number",
        [event] if event else [],
    )
    return Rows([CorrectionRow(*row) for row in rows])


def _signed(by: str, why: str) -> tuple[str, str]:
    if not by.strip() or not why.strip():
        raise UsageError("a correction is signed: give --by INITIALS and --why TEXT")
    return by.strip(), why.strip()


def _add(store: Store, row: Sequence[object]) -> int:
    number: int = store.rows("SELECT coalesce(max(number), 0) + 1 FROM corrections")[0][0]
    store.run(
        "INSERT INTO corrections (number, event, telling, field, old, new, author, why, undoes, made) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (number, *row, now()),
    )
    return number


def _present(store: Store, event: str) -> dict[str, str]:
    names = ("type", "mode", "status", "day_from", "day_to", "actors", "recipients", "place", "rejected")
    row = dict(
        zip(
            names, store.rows(f"SELECT {', '.join(names)} FROM events WHERE id = ?", (event,))[0], strict=True
        )
    )
    row["when"] = f"{row['day_from']}..{row['day_to']}" if row["day_from"] else ""
    row["rejected"] = "yes" if row["rejected"] else "no"
    return row


def _check(store: Store, field: str, value: str) -> str:
    """Bring a new value to the form that its field has."""
    if field == "type":
        return _one_of("type", value.upper(), codes.load().modes)
    if field == "status":
        return _one_of("status", value.lower(), [str(status) for status in Status])
    if field == "rejected":
        return _one_of("rejected", value, ("yes", "no"))
    if field == "when":
        return _days(value)
    if field in ("actors", "recipients"):
        names = [name.strip() for name in value.replace(";", ",").split(",") if name.strip()]
        if field == "actors" and not names:
            raise UsageError("an event has at least one actor; to take it out of the lists give --reject")
        return "; ".join(dict.fromkeys(_actor(store, name) for name in names))
    if field in FIELDS:
        return value.strip()
    raise UsageError(f"{field!r} cannot be corrected; these can: {', '.join(FIELDS)}")


def _one_of(what: str, value: str, known: Sequence[str] | Mapping[str, object]) -> str:
    if value in known:
        return value
    raise UsageError(f"no {what} {value!r}; there are {', '.join(known)}")


def _days(value: str) -> str:
    if not value:
        return ""
    first, _, last = value.partition("..")
    days = period(first)[0], period(last or first)[1]
    if days[0] > days[1]:
        raise UsageError(f"{value!r} ends before it begins; write the first day first")
    return "..".join(days)


def _actor(store: Store, name: str) -> str:
    """Return the key of an actor of the ledger, or of one that memcon knows, who then joins the ledger."""
    from memcon.knowledge import load as knowledge
    from memcon.stages.record import describe

    if store.rows("SELECT 1 FROM actors WHERE key = ?", (name,)):
        return name
    known = knowledge()
    if name not in known.states and name not in known.persons and name not in known.organisations:
        return known_actor(store, name)
    actor = describe([name], None, {}, known)[0]
    names = dict(actor.names)
    store.run(
        "INSERT INTO actors (key, party, name, name_en, name_fr, kind, state, code, wikidata, known) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 1)",
        (
            *(name, name.partition(":")[0], actor.name, names.get("en", ""), names.get("fr", "")),
            *(str(actor.kind), actor.state or "", actor.code, actor.wikidata or ""),
        ),
    )
    return name


def _fitting(store: Store, event: str, changes: dict[str, str]) -> None:
    """See that type and mode fit each other: a new type without a mode drops a mode it does not know."""
    kind, mode = map(str, store.rows("SELECT type, mode FROM events WHERE id = ?", (event,))[0])
    kind = changes.get("type") or kind
    modes = codes.load().modes
    if changes.get("mode") and changes["mode"] not in modes[kind]:
        allowed = ", ".join(sorted(filter(None, modes[kind]))) or "none"
        raise UsageError(f"{kind} has no mode {changes['mode']!r}; it has {allowed}")
    if mode not in modes[kind] and "mode" not in changes and mode:
        changes["mode"] = ""
