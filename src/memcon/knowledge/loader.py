"""Load the knowledge base once; everything asked of it is answered from memory."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from memcon.errors import DataError
from memcon.knowledge.names import NameFinder, index_names
from memcon.knowledge.spelling import fold
from memcon.knowledge.tables import (
    City,
    Holder,
    Institution,
    Organisation,
    Person,
    State,
    read,
    several,
)

_FOLDER = Path(__file__).parent
LANGUAGES = ("en", "fr")
_OWN_COLUMNS = (
    "key", "kind", "state", "code", "wikidata", "name", "aka", "gender", "description_en",
    "names_en", "names_fr",
)  # fmt: skip
Key = TypeVar("Key")
Value = TypeVar("Value")


@dataclass(frozen=True, eq=False)
class Knowledge:
    """The tables of the knowledge base with the indexes that the resolvers use."""

    states: dict[str, State]
    organisations: dict[str, Organisation]
    media: dict[str, Organisation]
    persons: dict[str, Person]
    offices: dict[str, tuple[Holder, ...]]
    by_surname: dict[str, tuple[str, ...]]
    by_office: dict[tuple[str, str], tuple[Holder, ...]]
    names: NameFinder

    @property
    def bodies(self) -> frozenset[str]:
        """The organisations that have members: when they meet, they meet among themselves."""
        kinds = ("organisation", "alliance")
        return frozenset(
            key for key, row in self.organisations.items() if row.kind in kinds and not row.state
        )


def number(cell: str) -> float | None:
    """Read a decimal number, None from an empty cell."""
    return float(cell) if cell else None


def _by_language(row: dict[str, str], column: str) -> dict[str, tuple[str, ...]]:
    return {code: several(row.get(f"{column}_{code}", "")) for code in LANGUAGES}


def _state(row: dict[str, str]) -> State:
    return State(
        key=row["key"],
        wikidata=row["wikidata"],
        name={code: row[f"name_{code}"] for code in LANGUAGES},
        names=_by_language(row, "names"),
        adjectives=_by_language(row, "adjectives"),
        people=_by_language(row, "people"),
        capital=_by_language(row, "capital"),
        seats=_by_language(row, "seats"),
        latitude=number(row["lat"]),
        longitude=number(row["lon"]),
        ambiguous=several(row["ambiguous"]),
    )


def _organisation(row: dict[str, str], kind: str = "") -> Organisation:
    return Organisation(
        key=row["key"],
        kind=row.get("kind", kind),
        state=row.get("state", ""),
        code=row.get("code", ""),
        wikidata=row.get("wikidata", ""),
        names=_by_language(row, "names"),
    )


def _medium(row: dict[str, str]) -> Organisation:
    """Read a news medium: its names are the same in every language."""
    return _organisation(row | {f"names_{code}": row["names"] for code in LANGUAGES}, "medium")


def _city(row: dict[str, str]) -> City:
    return City(
        name={code: row[f"name_{code}"] for code in LANGUAGES},
        aliases=several(row["aliases"]),
        country=row["country"],
        latitude=number(row["lat"]),
        longitude=number(row["lon"]),
        capital=row["capital"] == "1",
    )


def _person(row: dict[str, str]) -> Person:
    organisation = row.get("organisation", "")
    return Person(
        key=row["key"],
        name=row["name"],
        aka=several(row["aka"]),
        wikidata=row["wikidata"],
        state=row["key"].partition(":")[0] or organisation or row["state"],
        gender=row["gender"],
        description=row.get("description_en", ""),
    )


def _holder(row: dict[str, str]) -> Holder:
    return Holder(
        person=_person(row),
        office=row["office"],
        kind=row["kind"],
        state=row["state"],
        start=row["start"],
        end=row["end"],
        attested=row["attested"],
    )


def _persons(holders: Iterable[Holder], others: Iterable[Person]) -> dict[str, Person]:
    """Merge the rows of a person: the first gives name and gender, all give spellings."""
    merged: dict[str, Person] = {}
    for person in [*others, *(holder.person for holder in holders)]:
        known = merged.get(person.key)
        if known is None:
            merged[person.key] = person
        elif person.name != known.name or set(person.aka) - set(known.aka):
            spellings = dict.fromkeys([*known.aka, person.name, *person.aka])
            merged[person.key] = Person(
                key=known.key,
                name=known.name,
                aka=tuple(s for s in spellings if s != known.name),
                wikidata=known.wikidata or person.wikidata,
                state=known.state,
                gender=known.gender or person.gender,
                description=known.description or person.description,
            )
    return merged


def _group(values: Iterable[Value], keys: Callable[[Value], Iterable[Key]]) -> dict[Key, tuple[Value, ...]]:
    groups: dict[Key, list[Value]] = defaultdict(list)
    for value in values:
        for key in keys(value):
            groups[key].append(value)
    return {key: tuple(members) for key, members in groups.items()}


def surnames(person: Person) -> set[str]:
    """List the folded words under which a person may be looked up: the key's surname and last words."""
    last = person.key.rpartition(":")[2]
    words = {fold(last), fold(last.split()[-1])}
    words.update(fold(spelling.split()[-1]) for spelling in (person.name, *person.aka) if spelling)
    return {word for word in words if word}


def _own(path: Path) -> Iterator[dict[str, str]]:
    """Read a user's table of actors: a key and names, every other column may be left out."""
    for number, row in enumerate(read(path), 1):
        unknown = [column for column in row if column not in _OWN_COLUMNS]
        if unknown:
            raise DataError(
                f"{path}: no column is called {unknown[0]!r}; there are {', '.join(_OWN_COLUMNS)}"
            )
        full = dict.fromkeys(_OWN_COLUMNS, "") | row
        full["name"] = full["name"] or next(iter(several(full["names_en"] or full["names_fr"])), "")
        if not full["key"] or not full["name"]:
            raise DataError(f"{path}: actor {number} has no {'name' if full['key'] else 'key'}")
        yield full


@lru_cache(maxsize=4)
def load(extra: tuple[Path, ...] = ()) -> Knowledge:
    """Load the shipped tables and a user's own (`extra`: TSV files of actors, see docs/2_the_record.md)."""
    states = {row["key"]: _state(row) for row in read(_FOLDER / "states.tsv")}
    organisations = [_organisation(row) for row in read(_FOLDER / "organisations.tsv")]
    institutions = [
        Institution(key=row["key"], names=_by_language(row, "names"))
        for row in read(_FOLDER / "institutions.tsv")
    ]
    media = [_medium(row) for row in read(_FOLDER / "media.tsv")]
    cities = [_city(row) for row in read(_FOLDER / "cities.tsv")]
    holders = [_holder(row) for row in read(_FOLDER / "office_holders.tsv")]
    people = [_person(row) for row in read(_FOLDER / "persons.tsv")]
    for row in (row for path in extra for row in _own(path)):
        if row["kind"] == "person":
            people.append(_person(row))
        else:
            organisations.append(_organisation(row))
    persons = _persons(holders, people)
    by_surname = _group(persons.values(), surnames)
    return Knowledge(
        states=states,
        organisations={row.key: row for row in organisations},
        media={row.key: row for row in media},
        persons=persons,
        offices=_group(holders, lambda holder: (holder.person.key,)),
        by_surname={word: tuple(p.key for p in found) for word, found in by_surname.items()},
        by_office=_group(holders, lambda holder: ((holder.state, holder.kind),)),
        names=NameFinder(index_names(states.values(), organisations, institutions, media, cities)),
    )
