"""From the fields that a form filled to the meaning of the expression; a date that cannot be is none."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from memcon.errors import DataError
from memcon.resolve.time.meaning import (
    Age,
    Anchor,
    At,
    Day,
    DayLike,
    Either,
    Holiday,
    Length,
    Meaning,
    Month,
    Part,
    Remembered,
    Shift,
    Vague,
    Weekday,
    Year,
)
from memcon.stages.time.fields import Fields, shared
from memcon.stages.time.lengths import duration, length, repeat

_MONTHS = range(1, 13)
_YEARS = range(1, 9999)
_LEAP_YEAR = 2000
# What two digits mean: "35" is 2035 and "36" 1936; "the 20s" are the 2020s and "the 30s" the 1930s.
_THIS_CENTURY, _THIS_CENTURYS_DECADES = 35, 30
_AGES = range(1000, 2200)
# Counted, these are steps of another unit: "two decades ago" is a year, "last decade" is a decade.
_STEPS = {"HY": ("M", 6), "FN": ("W", 2), "DEC": ("Y", 10), "CEN": ("Y", 100)}
_CLOCK_UNITS = ("H", "MIN", "S")


def build(means: str, parts: Sequence[Fields]) -> tuple[Meaning | None, ...]:
    """Make the meanings of the expressions of one match. Raises DataError for an unknown meaning."""
    maker = _MAKERS.get(means)
    if maker is None:
        known = ", ".join(sorted(_MAKERS))
        raise DataError(f"time.toml: means = {means!r} is unknown; it is one of {known}")
    return tuple(maker(fields) for fields in shared(parts))


# --- days


def day(fields: Fields) -> Day | Either | None:
    """Make a day from its number and month, or from digits: "2025-07-03", "03/07/2025"."""
    weekday, direction = fields.maybe("weekday"), fields.maybe("direction")
    if "iso" in fields:
        year, month, number = (int(part) for part in fields.text("iso")[:10].split("-"))
        return _valid(Day(number, month, year, weekday))
    if "slashed" in fields:
        return _slashed(fields.text("slashed"), day_first="custom" in fields)
    return _valid(Day(fields.whole("day"), fields.maybe("month"), fields.maybe("year"), weekday, direction))


def _valid(made: Day) -> Day | None:
    """Refuse 31 April, month 13, 29 February 2023; a year that is not said may be a leap year."""
    year = _LEAP_YEAR if made.year is None else made.year
    if year not in _YEARS or (made.month is not None and made.month not in _MONTHS):
        return None
    last = 31 if made.month is None else calendar.monthrange(year, made.month)[1]
    return made if 1 <= made.day <= last else None


def _slashed(text: str, *, day_first: bool) -> Day | Either | None:
    """Read "03/07/2025": by the custom of the language, else as it is possible, else both ways."""
    one, other, *rest = re.split(r"[/.-]", text)
    year = _full_year(rest[0]) if rest else None
    first, second = _valid(Day(int(one), int(other), year)), _valid(Day(int(other), int(one), year))
    if day_first or first is None or second is None or first == second:
        return first or second
    return Either(first, second)


def _full_year(digits: str) -> int:
    number = int(digits)
    if len(digits) > len("25"):
        return number
    return number + (2000 if number <= _THIS_CENTURY else 1900)


def holiday(fields: Fields) -> Holiday:
    """Make "Noël 2025", "last Christmas"."""
    return Holiday(fields.text("holiday"), fields.maybe("year"), fields.maybe("direction"))


def weekday(fields: Fields) -> Weekday:
    """Make "mardi", "next Friday", "the following Tuesday", "Monday of last week"."""
    if "until" in fields:
        return Weekday(fields.whole("until"), 1, Anchor.TOLD)
    told = "order" in fields
    direction = fields.maybe("order" if told else "direction")
    anchor = Anchor.TOLD if told else Anchor.REPORT
    return Weekday(fields.whole("weekday"), direction, anchor, fields.maybe("week"))


def remembered(fields: Fields) -> Remembered:
    """Make "9/11", "le 7-Octobre"."""
    return Remembered(fields.text("date"))


# --- longer stretches


def month(fields: Fields) -> Month:
    """Make "mars", "July 2025", "novembre dernier", "October of last year"."""
    return Month(fields.whole("month"), fields.maybe("year"), fields.maybe("direction"), fields.maybe("back"))


def year(fields: Fields) -> Year:
    """Make "2014"."""
    return Year(fields.whole("year"))


def decade(fields: Fields) -> Age | None:
    """Make "les années 1990", "the 90s": the first three digits of its years."""
    number = fields.whole("decade" if "decade" in fields else "number")
    if number < 100:
        number += 1900 if number >= _THIS_CENTURYS_DECADES else 2000
    return Age(str(number // 10)) if number % 10 == 0 and number in _AGES else None


def century(fields: Fields) -> Age | None:
    """Make "XXe siècle", "the 19th century": the first two digits of its years."""
    number = fields.whole("century") or fields.whole("ordinal")
    return Age(str(number - 1)) if (number - 1) * 100 in _AGES else None


def quarter(fields: Fields) -> Part | None:
    """Make "deuxième trimestre", "Q3 2024"."""
    number = fields.whole("quarter") or fields.whole("ordinal")
    return _part(f"Q{number}", fields) if number in range(1, 5) else None


def half(fields: Fields) -> Part | None:
    """Make "premier semestre", "the first half of 2023"."""
    number = fields.whole("ordinal")
    return _part(f"H{number}", fields) if number in (1, 2) else None


def season(fields: Fields) -> Part:
    """Make "l'été dernier", "spring 2024"."""
    return _part(fields.text("season"), fields)


def _part(code: str, fields: Fields) -> Part:
    return Part(code, fields.maybe("year"), fields.maybe("direction"))


# --- counted


def shift(fields: Fields) -> Shift | Length | None:
    """Make "hier", "la veille", "il y a deux semaines", "next month": steps of a unit.

    "Two hours later" is no more than its length: nothing says what o'clock it was.
    """
    steps = (fields.maybe(name) for name in ("step", "direction", "order"))
    step = next((step for step in steps if step is not None), 0)
    unit, factor = _STEPS.get(fields.unit, (fields.unit, 1)) if "unit" in fields else (fields.unit, 1)
    count = fields.count * factor
    if count.denominator != 1:
        return None
    if unit in _CLOCK_UNITS and _anchor(fields) is Anchor.TOLD:
        return length(fields)
    deadline = duration([(fields.count, fields.unit)]) if "deadline" in fields else ""
    return Shift(unit, step * count.numerator, _anchor(fields), deadline)


def _anchor(fields: Fields) -> Anchor:
    return Anchor.TOLD if "order" in fields else Anchor(fields.text("anchor") or "report")


# --- times of day


def clock(fields: Fields) -> At | None:
    """Make "14h30", "2:30 p.m.", "noon", "17h00 GMT"."""
    said = fields.whole("noon" if "noon" in fields else "hour"), fields.whole("minute")
    hour, minute = fields.clock("clock") or said
    afternoon = fields.maybe("half")
    if afternoon is not None and hour <= 12:
        hour = hour % 12 + afternoon
    if fields.text("daypart") in ("AF", "EV") and hour < 12:
        hour += 12
    return At(f"{hour:02}:{minute:02}", fields.text("zone"), _day_of(fields))


def daypart(fields: Fields) -> At:
    """Make "ce matin", "last night", "la nuit du 3 au 4 juillet"; noon as a part of the day is a time."""
    code = f"{fields.whole('noon'):02}:00" if "noon" in fields else fields.text("daypart")
    return At(code, "", _day_of(fields), days=2 if "over" in fields else 1)


def _day_of(fields: Fields) -> DayLike | None:
    """Make the day that stands in the form; a night "du 30 au 1er juillet" begins in the month before."""
    if "day" in fields:
        made = day(fields)
        if isinstance(made, Day) and made.month and fields.whole("later") in range(1, made.day):
            return replace(made, month=(made.month - 2) % 12 + 1)
        return made
    if "weekday" in fields:
        return weekday(fields)
    if "step" in fields or "order" in fields:
        return Shift("D", fields.whole("order") or fields.whole("step"), _anchor(fields))
    return None


def reference(fields: Fields) -> Vague:
    """Make PRESENT_REF, PAST_REF, FUTURE_REF."""
    return Vague(fields.text("value"))


_MAKERS: dict[str, Callable[[Fields], Meaning | None]] = {
    "none": lambda _: None,
    "day": day,
    "holiday": holiday,
    "weekday": weekday,
    "remembered": remembered,
    "month": month,
    "year": year,
    "decade": decade,
    "century": century,
    "quarter": quarter,
    "half": half,
    "season": season,
    "shift": shift,
    "clock": clock,
    "daypart": daypart,
    "length": length,
    "set": repeat,
    "reference": reference,
}
