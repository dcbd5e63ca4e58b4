"""What a passage is about, by the words of `topics.tsv`; the same topics for every language."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from pathlib import Path

from memcon.knowledge.tables import read, several

_TABLE = Path(__file__).parent / "topics.tsv"
_FIRST = 3  # letters; every beginning in the table has as many
_STARTS = re.compile(r"\b\w")


@lru_cache(maxsize=1)
def names() -> dict[str, dict[str, str]]:
    """Return the topics with their names by language."""
    return {row["topic"]: {code: row[f"name_{code}"] for code in _codes(row)} for row in read(_TABLE)}


@lru_cache(maxsize=8)
def _words(language: str) -> dict[str, list[tuple[str, str]]]:
    """Return the words of all topics, with their topics, by their first letters."""
    found: dict[str, list[tuple[str, str]]] = {}
    for row in read(_TABLE):
        for words in several(row.get(f"words_{language}", "")):
            plain = _fold(words)
            found.setdefault(plain[:_FIRST], []).append((plain, row["topic"]))
    return found


def _codes(row: dict[str, str]) -> list[str]:
    return [column.removeprefix("words_") for column in row if column.startswith("words_")]


def _fold(text: str) -> str:
    letters = unicodedata.normalize("NFD", text.casefold().replace("’", "'"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def topics(text: str, language: str) -> list[str]:
    """List the topics whose words stand in a passage; none, one or several.

    >>> topics("à accepter un cessez-le-feu", "fr"), topics("to accept a truce", "en")
    (['ceasefire'], ['ceasefire'])
    """
    plain, words = _fold(text), _words(language)
    found = {
        topic
        for start in _STARTS.finditer(plain)
        for beginning, topic in words.get(plain[start.start() : start.start() + _FIRST], ())
        if plain.startswith(beginning, start.start())
    }
    return [topic for topic in names() if topic in found]
