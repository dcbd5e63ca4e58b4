"""What the words around an event are about, in a form that French and English reports share.

Stems (first letters of long words, accents folded: "territoire" and "territory" are both `terr`), numbers,
countries named, the keys of the actors named, and the topics of the words (knowledge/topics.tsv).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Any

from memcon.knowledge.topics import topics

STEM = 4
_WORD = re.compile(r"[^\W\d_]{5,}")
_NUMBER = re.compile(r"\d+(?:[.,  \u202f]\d{3})*(?:[.,]\d+)?")


def features(
    data: dict[str, Any], about: tuple[int, int], triggers: Sequence[dict[str, Any]], keys: dict[str, str]
) -> set[str]:
    """List what stands in a range of a record's text, but for its days and the verb or noun of the event."""
    start, end = about
    text = data["document"]["text"][start:end]
    for span in (*data["times"], *triggers):
        if start <= span["start"] and span["end"] <= end:
            blank = " " * (span["end"] - span["start"])
            text = text[: span["start"] - start] + blank + text[span["end"] - start :]
    found = stems(text) | numbers(text)
    found |= {"~" + topic for topic in topics(text, data["document"]["language"])}
    for mention in data["mentions"]:
        if start <= mention["start"] and mention["end"] <= end:
            found.update("@" + keys[i].replace(" ", "_") for i in mention["actor"])
    for place in data["places"]:
        if start <= place["start"] and place["end"] <= end and place["country"]:
            found.add("=" + place["country"])
    return found


def stems(text: str) -> set[str]:
    """Return the first letters of the long words that begin in lower case; names stand as actors.

    >>> sorted(stems("l'intégrité territoriale de l'Ukraine"))
    ['inte', 'terr']
    """
    return {fold(word)[:STEM] for word in _WORD.findall(text) if word[0].islower()}


def numbers(text: str) -> set[str]:
    """Return the numbers of more than one digit, separators of thousands dropped.

    >>> sorted(numbers("1,200 soldats, 14 avions, 2 morts"))
    ['#1200', '#14']
    """
    found = (re.sub(r"[.,  \u202f](?=\d{3})", "", number) for number in _NUMBER.findall(text))
    return {"#" + number for number in found if len(number) > 1}


def fold(text: str) -> str:
    """Lower the case and drop the accents.

    >>> fold("Élysée")
    'elysee'
    """
    letters = unicodedata.normalize("NFD", text.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
