"""The filters that every list takes, checked against what the ledger knows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from memcon.errors import UsageError
from memcon.knowledge import codes, spelling
from memcon.ledger.days import period
from memcon.ledger.features import fold
from memcon.ledger.store import Store
from memcon.model import Status

LANGUAGES = ("en", "fr")


@dataclass(frozen=True, slots=True)
class Filters:
    """What a list is narrowed to. Several values of one filter: any of them; several filters: all.

    `actor` acts (in a meeting: takes part), `other` takes part beside them (the command line's `--with`);
    a state stands for its persons too. `since` and `until` are days, weeks, months or years.
    """

    actor: tuple[str, ...] = ()
    other: tuple[str, ...] = ()
    type: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    since: str = ""
    until: str = ""
    place: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    language: tuple[str, ...] = ()
    min_confidence: float = 0.0


def checked(store: Store, filters: Filters) -> Filters:
    """Bring each value to the form that the ledger has it in. Raises UsageError offering the nearest."""
    if not 0 <= filters.min_confidence <= 1:
        raise UsageError(f"{filters.min_confidence} is no confidence; write a number from 0 to 1, as in 0.7")
    asks = filters.actor or filters.other
    names = actor_names(store) if asks else {}
    return replace(
        filters,
        actor=tuple(_known("actor", value, names) for value in filters.actor),
        other=tuple(_known("actor", value, names) for value in filters.other),
        type=tuple(_known("type", value, _same(codes.load().modes)) for value in filters.type),
        status=tuple(_known("status", value, _same(map(str, Status))) for value in filters.status),
        since=period(filters.since)[0] if filters.since else "",
        until=period(filters.until)[1] if filters.until else "",
        place=tuple(_known("place", value, place_names(store)) for value in filters.place),
        source=tuple(_known("source", value, outlet_names(store)) for value in filters.source),
        language=tuple(_known("language", value, _same(LANGUAGES)) for value in filters.language),
    )


def known_actor(store: Store, value: str) -> str:
    """Return the key of an actor of this ledger by key or name. Raises UsageError offering the nearest."""
    return _known("actor", value, actor_names(store))


def _same(values: Iterable[str]) -> dict[str, str]:
    return {value: value for value in values}


def _known(what: str, value: str, names: Mapping[str, str]) -> str:
    """Find a value by its exact name, else whatever its accents, capitals and transliteration."""
    if value in names.values():
        return value
    found = {key for name, key in names.items() if fold(name) == fold(value)}
    if not found:  # Poutine for Putin: persons' names only, which no two languages spell alike
        found = {k for name, k in names.items() if ":" in k and spelling.fold(name) == spelling.fold(value)}
    if len(found) == 1:
        return next(iter(found))
    if found:
        raise UsageError(f"{what} {value!r} may be {' or '.join(sorted(found))}; give one of these")
    raise UsageError(f"no {what} {value!r} in this ledger; {_offer(value, names)}")


def _offer(value: str, names: Mapping[str, str]) -> str:
    from rapidfuzz import fuzz, process

    near = process.extract(
        fold(value), {name: fold(name) for name in names}, scorer=fuzz.ratio, limit=8, score_cutoff=60
    )
    keys = list(dict.fromkeys(names[name] for _, _, name in near))[:3]
    if keys:
        return f"did you mean {' or '.join(keys)}?"
    every = sorted(set(names.values()))
    return f"it has {', '.join(every[:20])}{' ...' if len(every) > 20 else ''}" if every else "it has none"


def actor_names(store: Store) -> dict[str, str]:
    """Return every name of an actor that the ledger holds, with its key."""
    rows = store.rows("SELECT key, party, name, name_en, name_fr FROM actors ORDER BY key")
    names: dict[str, str] = {}
    for key, party, *spelled in rows:
        names.setdefault(party, party)
        for name in (key, *spelled, spelled[0].rpartition(" ")[2]):
            if name:
                names.setdefault(name, key)
    return names


def place_names(store: Store) -> dict[str, str]:
    """Return the places of this ledger, and its countries by code and name."""
    names: dict[str, str] = {}
    for place, country in store.rows(
        "SELECT place, country FROM events UNION SELECT place, country FROM statements"
    ):
        names.update({value: value for value in (country, place) if value})
    for key, name_en, name_fr in store.rows("SELECT key, name_en, name_fr FROM actors WHERE kind = 'state'"):
        if key in names:
            names.update({name: key for name in (name_en, name_fr) if name})
    return names


def outlet_names(store: Store) -> dict[str, str]:
    """Return the outlets of this ledger, by name and by host."""
    rows: Sequence[tuple[str, str]] = [
        (name, host) for name, host in store.rows("SELECT name, host FROM outlets")
    ]
    return {name: name for name, _ in rows} | {host: name for name, host in rows if host}
