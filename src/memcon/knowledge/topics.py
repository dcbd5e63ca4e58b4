"""What a passage is about, by the words of `topics.tsv`; the same topics for every language."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from pathlib import Path

from memcon.knowledge.tables import read, several

_TABLE = Path(__file__).parent / "topics.tsv"


@lru_cache(maxsize=1)
def names() -> dict[str, dict[str, str]]:
    """Return the topics with their names by language."""
    return {row["topic"]: {code: row[f"name_{code}"] for code in _codes(row)} for row in read(_TABLE)}


@lru_cache(maxsize=1)
def _patterns() -> dict[tuple[str, str], re.Pattern[str]]:
    return {
        (row["topic"], code): re.compile(
            r"\b(?:" + "|".join(re.escape(_fold(words)) for words in several(row[f"words_{code}"])) + ")"
        )
        for row in read(_TABLE)
        for code in _codes(row)
    }


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
    plain = _fold(text)
    return [topic for (topic, code), words in _patterns().items() if code == language and words.search(plain)]
