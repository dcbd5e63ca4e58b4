"""Recognise the words of offices, bodies and populations ("ministre | des affaires étrangères")."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from memcon.lang import Language
from memcon.model import BODY, Token


@dataclass(frozen=True, slots=True)
class Title:
    """One entry of `titles.toml`: its words before and after the bar, and what it names.

    `office` is an office kind, "body" for what acts for a state, or "" for a `population`.
    """

    head: tuple[str, ...]
    tail: tuple[str, ...]
    office: str
    population: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class FoundTitle:
    """The entries whose head words stand at tokens `[first, last]`."""

    first: int
    last: int
    entries: tuple[Title, ...]


TitleIndex = dict[str, tuple[Title, ...]]


@lru_cache(maxsize=8)
def index(language: Language) -> TitleIndex:
    """Index the titles of a language by their first word, longest first."""
    titles = language.titles
    entries = [_entry(words, o.kind, o.title) for o in titles.office for words in o.words]
    entries += [_entry(words, BODY) for words in titles.bodies.words]
    entries += [Title((word,), (), "", noun) for word, noun in titles.populations.items()]
    by_word: dict[str, list[Title]] = defaultdict(list)
    for entry in entries:
        by_word[entry.head[0]].append(entry)
    return {word: tuple(sorted(found, key=lambda e: -len(e.head))) for word, found in by_word.items()}


def _entry(words: str, office: str, title: str = "") -> Title:
    head, _, tail = words.partition("|")
    return Title(_words(head), _words(tail), office, title=title)


def _words(phrase: str) -> tuple[str, ...]:
    """Split a phrase as the parsers do, after an apostrophe too ("de l'état")."""
    return tuple(phrase.strip().replace("'", "' ").split())


def same(token: Token, word: str) -> bool:
    """Compare a token with a word of the data by form or by lemma, case and apostrophe ignored.

    A capital may stand without its accent ("secrétaire d'Etat").
    """
    form = token.text.lower().replace("’", "'")
    if word in (form, token.lemma):
        return True
    bare = token.text[0].isupper() and form[1:] == word[1:]
    return bare and unicodedata.normalize("NFD", word)[0] == form[0]


def find(tokens: Sequence[Token], titles: TitleIndex) -> list[FoundTitle]:
    """List the titles of a sentence, left to right, the longest at each place."""
    found: list[FoundTitle] = []
    place = 0
    while place < len(tokens):
        entries = _at(tokens, place, titles)
        if entries:
            last = place + len(entries[0].head) - 1
            found.append(FoundTitle(place, last, tuple(entries)))
            place = last + 1
        else:
            place += 1
    return found


def _at(tokens: Sequence[Token], place: int, titles: TitleIndex) -> list[Title]:
    token = tokens[place]
    if token.pos in ("VERB", "AUX"):
        return []
    adjective = token.pos == "ADJ" and (place == 0 or tokens[place - 1].pos != "DET")
    candidates = titles.get(token.text.lower(), ()) or titles.get(token.lemma, ())
    candidates = tuple(e for e in candidates if not adjective or (e.office not in ("", BODY)))
    fitting = [entry for entry in candidates if matches(tokens, place, entry.head)]
    longest = max((len(entry.head) for entry in fitting), default=0)
    return [entry for entry in fitting if len(entry.head) == longest]


def matches(tokens: Sequence[Token], place: int, words: tuple[str, ...]) -> bool:
    """Say whether `words` stand at `place`."""
    if place + len(words) > len(tokens):
        return False
    return all(same(tokens[place + offset], word) for offset, word in enumerate(words))
