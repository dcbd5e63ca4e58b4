"""What words with digits can be, read off their shape: tables of `time.toml` that no list could hold.

number day hour minute age   "07", "45"   number_grouped   "2 500", "2,000"
year year_round hhmm     "2014", "2000", "0800"   decimal          "2,5"
clock clock_colon clock_dot  "14h30", "2pm", "14:30", "2.30"       hours hours_long  "24h", "72h"
ordinal day              "20e", "1er", "3rd"      decade           "1990s"
iso slashed slashed_short    "2025-07-03", "03/07/2025", "30/09"

`year_round` (1900, 1950, 2000) is more often a count than other years are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from memcon.lang.schema_time import Shapes, Value

Values = Mapping[str, "Value | tuple[int, int]"]
Clock = tuple[int, int]
DAYS, HOURS, MINUTES, AGES, YEARS = range(1, 32), range(25), range(60), range(35, 100), range(1500, 2200)
_MIXED = re.compile(r"(\d{1,4})([^\W\d_]{1,4})(\d{0,2})")
_LONGEST = 6
HUNDRED, THOUSAND = 100, 1000


def integer(text: str) -> Values:
    """Say what digits alone can be."""
    if len(text) > _LONGEST or not text.isdecimal():
        return {}
    number = int(text)
    values: dict[str, Value | Clock] = {"number": number}
    if len(text) <= len("31"):
        values |= {"day": number} if number in DAYS else {}
        values |= {"hour": number} if number in HOURS else {}
        values |= {"age": number} if number in AGES else {}
        values |= {"minute": number} if len(text) == len("05") and number in MINUTES else {}
    if len(text) == len("2014"):
        values |= {"year" if number % 50 else "year_round": number} if number in YEARS else {}
        clock = divmod(number, 100)
        values |= {"hhmm": clock} if clock[0] in HOURS and clock[1] in MINUTES else {}
    return values


def mixed(text: str, shapes: Shapes, halves: Mapping[str, Value]) -> Values:
    """Say what digits with letters can be."""
    match = _MIXED.fullmatch(text)
    number, letters, more = (int(match[1]), match[2].lower(), match[3]) if match else (0, "", "")
    if letters in shapes.hour_letters:
        return _hours(number, more)
    if not match or more:
        return {}
    if letters in halves and number in range(1, 13):
        return {"clock": (number % 12 + int(halves[letters]), 0)}
    if letters in shapes.decade_suffixes and number % 10 == 0:
        return {"decade": number}
    ordinal = {"ordinal": number} if letters in shapes.ordinal_suffixes else {}
    return {**ordinal, "day": number} if letters in shapes.day_suffixes and number in DAYS else ordinal


def _hours(number: int, minutes: str) -> Values:
    if minutes:
        fits = number in HOURS and int(minutes) in MINUTES
        return {"clock": (number, int(minutes))} if fits else {}
    if number in HOURS:
        return {"clock": (number, 0), "hours": number}
    return {"hours": number, "hours_long": number}


def pointed(kind: str, text: str) -> Values:
    """Say what digits with points, slashes, colons and spaces can be; `kind` is the token's."""
    if kind == "grouped":
        return {"number_grouped": int(re.sub(r"\D", "", text))}
    if kind == "colon":
        clock = _clock(text, ":")
        return {"clock_colon": clock} if clock else {}
    if kind == "decimal":
        clock = _clock(text, ".") if text[-3] == "." else None
        decimal = {"decimal": text.replace(",", ".")}
        return {**decimal, "clock_dot": clock} if clock else decimal
    return {kind: text}


def _clock(text: str, separator: str) -> Clock | None:
    hour, minute = (int(part) for part in text.split(separator)[:2])
    return (hour, minute) if hour in HOURS and minute in MINUTES else None


def samples(shapes: Shapes, halves: Mapping[str, Value]) -> Iterator[Values]:
    """Give one reading of each kind that shapes can have, so that all of them get a letter in time."""
    for number in (*range(100), 100, 1430, 1530, 1590, 1900, 9999):
        for text in {str(number), f"{number:02}", f"{number:04}"}:
            yield integer(text)
            for letters in {*shapes.ordinal_suffixes, *shapes.decade_suffixes, *shapes.hour_letters, *halves}:
                yield mixed(text + letters, shapes, halves)
                yield mixed(f"{text}{letters}30", shapes, halves)
    for kind, text in (("colon", "1:30"), ("decimal", "2.5"), ("decimal", "2.30"), ("grouped", "2,000")):
        yield pointed(kind, text)
    for kind in ("iso", "slashed", "slashed_short"):
        yield pointed(kind, "")


def joined(parts: tuple[int, ...], number: int, *, linked: bool) -> tuple[int, ...] | None:
    """Add a number word to those before it: a greater one multiplies, a smaller one adds, else it is apart.

    "quatre-vingt-dix" 4x20+10, "soixante et onze" 60+11, "two hundred" 2x100; not "deux et trois".
    `linked`: by "et" or "and", which only one, eleven and what follows a hundred may be.
    """
    *before, last = parts
    if number >= HUNDRED or (number, last) == (20, 4):
        grown = (sum(parts) if number >= THOUSAND else last) * number
        fits = not linked and last < number and (number >= THOUSAND or not before or grown < before[-1])
        return ((grown,) if number >= THOUSAND else (*before, grown)) if fits else None
    allowed = not linked or last % HUNDRED == 0 or number in (1, 11)
    return (*parts, number) if allowed and number < _room(last) else None


def _room(number: int) -> int:
    """Say below what a word must be that follows a number: "vingt" takes units, "soixante" up to 19."""
    if number % HUNDRED == 0:
        return HUNDRED
    if number % 20 == 0 and number > 40:
        return 20
    return 10 if number >= 20 and number % 10 == 0 else 0
