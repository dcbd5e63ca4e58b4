"""Find the names of states, organisations, institutions, media and places in a text, all at once."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from memcon.knowledge.tables import City, Institution, Organisation, State

_WORD = re.compile(r"[^\W_]+")


class NameKind(StrEnum):
    """What a name in the knowledge base names, and so how it may be read."""

    STATE = "state"
    ADJECTIVE = "adjective"
    PEOPLE = "people"
    CAPITAL = "capital"
    SEAT = "seat"
    ORGANISATION = "organisation"
    INSTITUTION = "institution"
    MEDIUM = "medium"
    CITY = "city"


@dataclass(frozen=True, slots=True)
class Name:
    """One reading of a name: what it names, under which key, in which language ("" for any)."""

    kind: NameKind
    key: str
    language: str = ""
    city: City | None = None


@dataclass(frozen=True, slots=True)
class FoundName:
    """A name at its place in a text, with all its readings."""

    start: int
    end: int
    readings: tuple[Name, ...]

    def reading(self, *kinds: NameKind) -> Name | None:
        """Return the first reading of one of the `kinds`."""
        return next((name for name in self.readings if name.kind in kinds), None)


Index = dict[str, list[Name]]


def index_names(
    states: Iterable[State],
    organisations: Iterable[Organisation],
    institutions: Iterable[Institution],
    media: Iterable[Organisation],
    cities: Iterable[City],
) -> Index:
    """Collect every surface form with its readings."""
    index: Index = defaultdict(list)
    for state in states:
        _add_state(index, state)
    for rows, kind in (
        (organisations, NameKind.ORGANISATION),
        (institutions, NameKind.INSTITUTION),
        (media, NameKind.MEDIUM),
    ):
        for row in rows:
            for language, names in row.names.items():
                _add(index, names, Name(kind, row.key, language))
    for city in cities:
        _add(index, {*city.name.values(), *city.aliases}, Name(NameKind.CITY, city.country, city=city))
    return index


def _add_state(index: Index, state: State) -> None:
    for language, name in state.name.items():
        _add(index, (name, *state.names[language]), Name(NameKind.STATE, state.key, language))
        _add(index, state.adjectives[language], Name(NameKind.ADJECTIVE, state.key, language))
        _add(index, state.people[language], Name(NameKind.PEOPLE, state.key, language))
        _add(index, state.capital[language], Name(NameKind.CAPITAL, state.key, language))
        _add(index, state.seats[language], Name(NameKind.SEAT, state.key, language))


def _add(index: Index, names: Iterable[str], reading: Name) -> None:
    for name in names:
        for form in _forms(name):
            if reading not in index[form]:
                index[form].append(reading)


def _forms(name: str) -> set[str]:
    """Spell a name as news do: with and without accents on its capitals, and all in capitals."""
    plain = name.replace("’", "'")
    bare = plain if plain.isascii() else "".join(_bare(c) if c.isupper() else c for c in plain)
    forms = {plain, bare}
    if len(name) > 4:
        forms |= {plain.upper(), bare.upper()}
    return {form for form in forms if form}


def _bare(char: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", char) if not unicodedata.combining(c))


class NameFinder:
    """All names by their first word: faster to build than an automaton, and as fast on a report."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._by_word: dict[str, list[tuple[str, int]]] = defaultdict(list)
        for form in index:
            if word := _WORD.search(form):
                self._by_word[word.group()].append((form, word.start()))

    def find(self, text: str, language: str) -> list[FoundName]:
        """List the longest names in `text` (typographic variants already made plain), left to right.

        A reading of the text's own language is preferred; one of another language counts only if
        there is none ("Beijing" in a French text).
        """
        hits = [hit for hit in self._hits(text) if _stands_alone(text, hit.start, hit.end)]
        hits.sort(key=lambda hit: (hit.start, -hit.end))
        found: list[FoundName] = []
        for hit in hits:
            if not found or hit.start >= found[-1].end:
                own = tuple(n for n in hit.readings if n.language in (language, "")) or tuple(
                    n for n in hit.readings if n.kind is not NameKind.ADJECTIVE
                )
                if own:
                    found.append(FoundName(hit.start, hit.end, own))
        return found

    def _hits(self, text: str) -> Iterator[FoundName]:
        for word in _WORD.finditer(text):
            for form, before in self._by_word.get(word.group(), ()):
                start = word.start() - before
                if start >= 0 and text.startswith(form, start):
                    yield FoundName(start, start + len(form), tuple(self._index[form]))


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Say whether no letter or digit touches the name ("Iran" in "Iranians" is none)."""
    before, after = text[start - 1 : start], text[end : end + 1]
    return not (before.isalnum() or after.isalnum())
