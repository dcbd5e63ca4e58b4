"""From text to words of time: each word one letter of an alphabet in which forms are matched.

A word's letter stands for all that it can be: "sept" is a number, a day, an hour and a short month. Words
that no form knows share a few letters (capital, plural, lower, other). So a text becomes a short string, and
a form of `time.toml` a regular expression over it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple
from unicodedata import normalize

from memcon.lang.schema_time import TimeWords, Value
from memcon.stages.time import shapes
from memcon.stages.time.shapes import Values

Parts = tuple[int, ...]
BREAK = "break"
UNKNOWN = ("capital", "plural", "lower", "other", BREAK)
_FIRST_LETTER = 0x4E00
_LONG_LINE = 40
_TOKEN = re.compile(
    r"(?P<word>[^\W\d_][^\W_\u0300-\u036f]*(?:[\u0300-\u036f]+[^\W_\u0300-\u036f]*)*)"
    r"|(?P<line>\n\s*)"
    r"|(?P<iso>(?<![\w-])\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?"
    r"(?:Z|[+-]\d{2}:?\d{2})?)?(?![\w-]))"
    r"|(?P<slashed>(?<![\w./-])\d{1,2}(?P<sep>[/.-])\d{1,2}(?P=sep)(?:\d{4}|\d{2})(?![\w/-]|[.,]\d))"
    r"|(?P<slashed_short>(?<![\w./])\d{1,2}/\d{1,2}(?![\w/]))"
    r"|(?P<colon>(?<![\w:.,])\d{1,2}:\d{2}(?::\d{2})?(?![\d:]))"
    r"|(?P<grouped>(?<![\w.,])\d{1,3}(?:[ \u00a0\u202f.,]\d{3}){1,4}(?!\w|[.,]\d))"
    r"|(?P<decimal>(?<![\w.,])\d{1,9}[.,]\d{1,9}(?!\d))"
    r"|(?P<digits>\d[^\W_]*)"
    r"|(?P<mark>[^\w\s]|_)"
)
_LAST_WORD = re.compile(r"[^\W\d_]+$")
_SAME = {"’": "'", "ʼ": "'", "‘": "'", "‐": "-", "‑": "-", "–": "-", "—": "-", "−": "-"}


@dataclass(frozen=True, slots=True)
class Word:
    """What a word can be: its letter, its value in each table that lists it, and the phrases it begins."""

    code: str
    values: Values = field(default_factory=dict)
    phrases: tuple[tuple[str, re.Pattern[str]], ...] = ()


class Token(NamedTuple):
    """A word at its place in the text."""

    start: int
    end: int
    word: Word


def split(text: str) -> tuple[str, ...]:
    """Cut words of `time.toml` as a text is cut, with one apostrophe and one dash: "après-midi" is three."""
    return tuple(_plain(match.group()) for match in _TOKEN.finditer(text))


def _plain(word: str) -> str:
    return _SAME.get(word) or (word if word.isascii() else normalize("NFC", word))


class Lexicon:
    """The words of one language with their letters; fixed once made."""

    def __init__(self, data: TimeWords, literals: Iterable[str]) -> None:
        """Give a letter to each set of tables and literals that some word belongs to."""
        self._shapes = data.shapes
        self._halves = data.words.get("half", {})
        self._prefixes = data.shapes.year_prefixes
        self._letters: dict[frozenset[str], str] = {}
        self._words: dict[str, Word] = {}
        self._unknown = {name: Word(self._letter({name})) for name in UNKNOWN}
        tables = _by_word(
            {**data.words, **{name: dict.fromkeys(words, 1) for name, words in data.groups.items()}}
        )
        self._add_words(tables, frozenset(literals))
        for values in shapes.samples(data.shapes, self._halves):
            self._letter(values)
        links = "".join(self.letters(f"={link}") for link in data.shapes.number_links)
        numbers, ones = self.letters("number_word"), self.letters("number_one")
        self._number_run = re.compile(f"[{numbers}](?:[{links}]?[{numbers}{ones}])+")
        self._links = frozenset(links) - frozenset(self.letters("=-"))

    def _add_words(self, tables: Mapping[str, Values], literals: frozenset[str]) -> None:
        phrases: dict[str, list[str]] = {}
        for key in sorted(tables, key=len, reverse=True):
            if " " in key:
                phrases.setdefault(key.split(" ")[0], []).append(key)
        for key in sorted(literals | tables.keys() | phrases.keys()):
            values: Values = {**tables.get(key.lower(), {}), **tables.get(key, {})}
            if key.isdigit():
                values = {**shapes.integer(key), **values}
            elif isinstance(number := values.get("number"), int):
                values = {**shapes.integer(str(number)), **values, "number_word": number}
            marks = set(values) | {f"={key}", f"={key.lower()}"} & {f"={literal}" for literal in literals}
            if not marks:
                marks = {"capital" if key[0].isupper() else "lower"}
            longer = tuple((phrase, _pattern(phrase)) for phrase in phrases.get(key, ()))
            self._words[key] = Word(self._letter(marks), values, longer)

    def _letter(self, marks: Iterable[str]) -> str:
        return self._letters.setdefault(frozenset(marks), chr(_FIRST_LETTER + len(self._letters)))

    def letters(self, mark: str) -> str:
        """List the letters of the words of a table, or of a literal (`=word`)."""
        return "".join(letter for marks, letter in self._letters.items() if mark in marks)

    def known(self) -> str:
        """List the letters of all words that some form or table names."""
        unknown = {word.code for word in self._unknown.values()}
        return "".join(letter for letter in self._letters.values() if letter not in unknown)

    def scan(self, text: str) -> tuple[str, list[Token]]:
        """Cut a text into words and give their letters; a paragraph's end is a word of its own."""
        tokens: list[Token] = []
        skip = 0
        for match in _TOKEN.finditer(text):
            start, end = match.span()
            if start < skip:
                continue
            word = self._word(match, text)
            if word is None:
                continue
            if word.phrases:
                word, end = self._phrase(word, text, start, end)
                skip = end
            tokens.append(Token(start, end, word))
        codes = "".join([token.word.code for token in tokens])
        return self._fold_numbers(codes, tokens)

    def _word(self, match: re.Match[str], text: str) -> Word | None:
        kind, word = match.lastgroup or "", match.group()
        if kind == "word":
            return self._lettered(word if word.isascii() else normalize("NFC", word))
        if kind == "mark":
            return self._words.get(_SAME.get(word, word), self._unknown["other"])
        if kind == "line":
            return None if _is_wrapped(text, match) else self._unknown[BREAK]
        if kind == "digits":
            return self._digits(word, text, match.start())
        return self._shaped(shapes.pointed(kind, word))

    def _names_a_thing(self, text: str, start: int) -> bool:
        """Say whether digits end a name: "F-16", "Covid-19"; but "mi-2023"."""
        if start < len("F-") or text[start - 1] not in "-‐‑" or not text[start - 2].isalpha():
            return False
        before = _LAST_WORD.search(text, max(0, start - 16), start - 1)
        word = before.group() if before else ""
        return word.casefold() not in self._prefixes and not self._lettered(word).values

    def _digits(self, word: str, text: str, start: int) -> Word:
        if self._names_a_thing(text, start):
            return self._unknown["other"]
        known = self._words.get(word)
        if known is not None:
            return known
        shape = shapes.integer(word) if word.isdigit() else None
        return self._shaped(shape or shapes.mixed(word, self._shapes, self._halves))

    def _shaped(self, values: Values) -> Word:
        return Word(self._letters[frozenset(values)], values) if values else self._unknown["other"]

    def _lettered(self, text: str) -> Word:
        """Look a word up: as it stands, as a capitalised word, in lower case; else say what it looks like."""
        word = self._words.get(text)
        if word is None and text.isupper() and len(text) > 1:
            word = self._words.get(text.capitalize())
        word = word or self._words.get(text.lower())
        if word is not None:
            return word
        if text[0].isupper():
            return self._unknown["capital"]
        return self._unknown["plural" if text.endswith(self._shapes.plural_endings) else "lower"]

    def _phrase(self, word: Word, text: str, start: int, end: int) -> tuple[Word, int]:
        """Make one word of "après-midi", "aujourd'hui", "p.m." where the whole phrase stands."""
        for phrase, pattern in word.phrases:
            if whole := pattern.match(text, start):
                return self._words[phrase], whole.end()
        return word, end

    def _fold_numbers(self, codes: str, tokens: list[Token]) -> tuple[str, list[Token]]:
        """Make one word of numbers in several words: "vingt et un", "seventy-two"."""
        runs = list(self._number_run.finditer(codes))
        if not runs:
            return codes, tokens
        folded: list[Token] = []
        done = 0
        for run in runs:
            folded += tokens[done : run.start()]
            folded += self._fold_run(tokens[run.start() : run.end()])
            done = run.end()
        folded += tokens[done:]
        return "".join([token.word.code for token in folded]), folded

    def _fold_run(self, run: list[Token]) -> list[Token]:
        folded: list[Token] = []
        at = 0
        while at < len(run):
            first, end = run[at], at + 1
            value = first.word.values.get("number_word")
            parts: Parts = (value,) if isinstance(value, int) else ()
            while parts and (more := self._next_number(run, end, parts)):
                parts, end = more
            if parts and end > at + 1:
                shape = shapes.integer(str(sum(parts)))
                first = Token(first.start, run[end - 1].end, self._shaped(shape))
            folded.append(first)
            at = end
        return folded

    def _next_number(self, run: list[Token], at: int, parts: Parts) -> tuple[Parts, int] | None:
        linked = at < len(run) and run[at].word.code in self._links
        if at < len(run) and "number_word" not in run[at].word.values:
            at += 1
        if at >= len(run):
            return None
        values = run[at].word.values
        value = values.get("number_word", values.get("number_one"))
        grown = shapes.joined(parts, value, linked=linked) if isinstance(value, int) else None
        return (grown, at + 1) if grown else None


def _is_wrapped(text: str, gap: re.Match[str]) -> bool:
    """Say whether a line breaks within a sentence: "le 14 / juillet", or after a long line without a stop."""
    start, end = gap.span()
    if gap.group().count("\n") > 1:
        return False
    after, before = text[end : end + 1], text[max(0, start - _LONG_LINE) : start]
    goes_on = "\n" not in before and len(before) == _LONG_LINE and (before[-1].isalnum() or before[-1] == ",")
    return after.islower() or after.isdigit() or goes_on


def _pattern(phrase: str) -> re.Pattern[str]:
    """Compile a phrase as it stands in a text: "après-midi" without spaces, "nouvel an" with any."""
    written = re.sub(r"(?<=\w) (?=\w)", r"\\s+", re.escape(phrase).replace("\\ ", " ")).replace(" ", "")
    written = written.replace("'", "['’ʼ‘]").replace("\\-", "[-‐‑–]")
    return re.compile(written + r"(?!\w)", re.IGNORECASE)


def _by_word(tables: Mapping[str, Mapping[str, Value]]) -> dict[str, dict[str, Value | tuple[int, int]]]:
    """Turn `table -> word -> value` into `word -> table -> value`; words written as `split` cuts them."""
    words: dict[str, dict[str, Value | tuple[int, int]]] = {}
    for table, entries in tables.items():
        for word, value in entries.items():
            words.setdefault(" ".join(split(word)), {})[table] = value
    return words
