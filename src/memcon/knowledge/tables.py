"""Rows of the knowledge base and the one reader of its tab-separated files.

Every file begins with `# ` lines (title, columns, source, licence), then a header line. Several values
in a cell are separated by `|`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from memcon.errors import DataError


@dataclass(frozen=True, slots=True)
class State:
    """A state (or a territory that news treats as an actor) and the words for it, by language code."""

    key: str
    wikidata: str
    name: dict[str, str]
    names: dict[str, tuple[str, ...]]
    adjectives: dict[str, tuple[str, ...]]
    people: dict[str, tuple[str, ...]]
    capital: dict[str, tuple[str, ...]]
    seats: dict[str, tuple[str, ...]]
    latitude: float | None
    longitude: float | None
    ambiguous: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation, armed group, court, company or news medium."""

    key: str
    kind: str
    state: str
    code: str
    wikidata: str
    names: dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Institution:
    """A named body that stands for its state or union (the Knesset, Tsahal, the Treasury)."""

    key: str
    names: dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class City:
    """A place with its country (ISO 3166-1 alpha-3, empty at sea) and rough coordinates in degrees."""

    name: dict[str, str]
    aliases: tuple[str, ...]
    country: str
    latitude: float | None
    longitude: float | None
    capital: bool


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody known by name, with the spellings that news use."""

    key: str
    name: str
    aka: tuple[str, ...]
    wikidata: str
    state: str
    gender: str
    description: str = ""


@dataclass(frozen=True, slots=True)
class Holder:
    """A person in an office from `start` to `end` (ISO dates or prefixes, empty where unknown)."""

    person: Person
    office: str
    kind: str
    state: str
    start: str
    end: str
    attested: str

    def in_office(self, day: str) -> bool:
        """Say whether the office is held on `day` (`YYYY-MM-DD`); unknown ends count as still held."""
        return (not self.start or self.start <= day) and (not self.end or day <= self.end + "~")

    def attested_on(self, day: str) -> bool:
        """Say whether a source vouches for the office on `day`: open terms are trusted two years more."""
        if self.end or not self.attested:
            return self.in_office(day)
        return self.in_office(day) and int(day[:4]) <= int(self.attested[:4]) + 2


def read(path: Path) -> Iterator[dict[str, str]]:
    """Yield the rows of a table as dictionaries. Raises DataError naming the file and the faulty line."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(f"{path}: cannot be read as a UTF-8 table: {error}") from error
    header: list[str] | None = None
    for number, line in enumerate(lines, 1):
        if not line or line.startswith("# "):
            continue
        cells = line.split("\t")
        if header is None:
            header = cells
        elif len(cells) > len(header):
            raise DataError(f"{path}, line {number}: {len(cells)} cells, the header names {len(header)}")
        else:
            yield dict(zip(header, cells + [""] * (len(header) - len(cells)), strict=True))


def several(cell: str) -> tuple[str, ...]:
    """Split a cell that holds several values."""
    return tuple(value.strip() for value in cell.split("|") if value.strip())
