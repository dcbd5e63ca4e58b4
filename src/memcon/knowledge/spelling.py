"""One spelling for the transliterations of a name: Poutine and Putin, Zelensky and Zelenskyy.

The steps follow how French and English news render Russian, Arabic, Hebrew and Persian names
(BGN/PCGN romanisation against French press usage); the result is a key to compare, never to show.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_STEPS = tuple(
    tuple(step.split(">"))
    for line in (
        "tsch>ch tch>ch sch>ch sh>ch ou>u oo>u kh>h gh>g gue>ge gui>gi qu>k q>k ck>k dj>j dh>d th>t",
        "ph>f w>v y>i j>i ee>i tz>ts z>s c>k kh>ch eff>ev aa>a ii>i",
    )
    for step in line.split()
)
_ARTICLES = re.compile(r"\b(?:al|el|as|ash|at|an|ar|ad|ben|bin|ibn)[-\s]+(?=\w)|['’ʼ`‘-]")
_DOUBLED = re.compile(r"(.)\1+")
_VOWELS = re.compile(r"(?<!^)[aeiou]+")


@lru_cache(maxsize=100_000)
def fold(name: str) -> str:
    """Reduce a name to its spelling key, the same for "Nétanyahou" and "Netanyahu"."""
    word = name.lower()
    if not word.isascii():
        word = "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))
    word = _ARTICLES.sub("", word.replace("ı", "i").replace("ł", "l").replace("ø", "o").replace("đ", "d"))
    for old, new in _STEPS:
        word = word.replace(old, new)
    word = _DOUBLED.sub(r"\1", word)
    return word.removesuffix("e") if word.endswith("ine") else word


@lru_cache(maxsize=100_000)
def skeleton(name: str) -> str:
    """Reduce a given name to its consonants, for names that differ in vowels (Mohammed, Muhammad)."""
    return _DOUBLED.sub(r"\1", _VOWELS.sub("", fold(name)))
