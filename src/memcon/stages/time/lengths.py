"""Durations and sets as TIMEX3 writes them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from memcon.resolve.time.meaning import Length, Repeat
from memcon.stages.time.fields import Fields

Piece = tuple[Fraction, str]
_HALF = Fraction(1, 2)
# Unit -> its TIMEX3 letter (T: after the T) and how many of them it is.
_UNITS = {
    "CEN": ("CE", 1),
    "DEC": ("DE", 1),
    "Y": ("Y", 1),
    "HY": ("M", 6),
    "Q": ("M", 3),
    "M": ("M", 1),
    "FN": ("W", 2),
    "W": ("W", 1),
    "WE": ("D", 2),
    "D": ("D", 1),
    "H": ("TH", 1),
    "MIN": ("TM", 1),
    "S": ("TS", 1),
}
_ORDER = ("CE", "DE", "Y", "M", "W", "D", "TH", "TM", "TS")
_ON_THE_CLOCK = ("TH", "TM", "TS")
_UNKNOWN = "X"
# A century and a half is 150 years.
_IN_PARTS = {"CEN": ("Y", 100), "DEC": ("Y", 10)}
# Half of one, where it has a name of its own.
_HALVES = {"Y": ("M", 6), "M": ("D", 15), "D": ("TH", 12), "TH": ("TM", 30), "TM": ("TS", 30)}


def length(fields: Fields) -> Length | None:
    """Make "deux heures et demie" PT2H30M, "two years and three months" P2Y3M, "d'1h30" PT1H30M."""
    if "vague" in fields:
        return Length(_vague(fields.unit))
    if clock := fields.clock("duration"):
        value = duration([(Fraction(clock[0]), "H"), (Fraction(clock[1]), "MIN")])
    else:
        value = duration(_pieces(fields))
    return Length(value) if value else None


def _vague(unit: str) -> str:
    """Write "some hours" PTXH."""
    letter, _ = _UNITS[unit]
    return f"PT{_UNKNOWN}{letter[1:]}" if letter in _ON_THE_CLOCK else f"P{_UNKNOWN}{letter}"


def _pieces(fields: Fields) -> list[Piece]:
    unit = "H" if "hours" in fields else fields.unit
    if "half" in fields and "number" not in fields:
        return [(_HALF, unit)]
    pieces = [(fields.count, unit)]
    if "half" in fields:
        pieces.append((_HALF, unit))
    if "number2" in fields:
        pieces.append((Fraction(fields.whole("number2")), fields.text("unit2")))
        if _rank(unit) >= _rank(fields.text("unit2")):
            return []
    return pieces


def _rank(unit: str) -> int:
    return _ORDER.index(_UNITS[unit][0])


def repeat(fields: Fields) -> Repeat | None:
    """Make "chaque jour" P1D, "tous les deux ans" P2Y, "every Monday" XXXX-WXX-1."""
    if "weekday" in fields:
        return Repeat(f"XXXX-WXX-{fields.whole('weekday')}")
    if "daypart" in fields:
        return Repeat(f"XXXX-XX-XXT{fields.text('daypart')}")
    value = duration([(fields.count, fields.unit)])
    return Repeat(value) if value else None


def duration(pieces: Iterable[Piece]) -> str:
    """Write numbers of units: years, months, weeks and days before the T, the rest after it."""
    total: dict[str, Fraction] = {}
    listed = list(pieces)
    whole = all(number.denominator == 1 for number, _ in listed)
    for number, unit in listed:
        letter, factor = _UNITS[unit] if whole else _IN_PARTS.get(unit, _UNITS[unit])
        count = number * factor
        if count % 1 == _HALF and letter in _HALVES:
            smaller, halves = _HALVES[letter]
            total[smaller] = total.get(smaller, Fraction(0)) + halves
            count -= _HALF
        total[letter] = total.get(letter, Fraction(0)) + count
    return _written(total)


def _written(total: Mapping[str, Fraction]) -> str:
    parts = {False: "", True: ""}
    for letter in _ORDER:
        if count := total.get(letter):
            number = str(count.numerator) if count.denominator == 1 else f"{float(count):g}"
            clock = letter in _ON_THE_CLOCK
            parts[clock] += number + (letter[1:] if clock else letter)
    if not any(parts.values()):
        return ""
    return f"P{parts[False]}{'T' if parts[True] else ''}{parts[True]}"
