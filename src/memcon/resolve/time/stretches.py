"""Stretches of the calendar with their TIMEX3 values, and steps between them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

ONE_DAY = timedelta(days=1)
_QUARTER, _HALF = 3, 6
_MONTHS = {"M": 1, "Q": _QUARTER}
_AGES = {"DEC": 10, "CEN": 100}
# Meteorological seasons of the northern half, as news agencies there use the words: first month of each.
_SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
SATURDAY = 6


@dataclass(frozen=True, slots=True)
class Stretch:
    """A TIMEX3 value with the first and last day it covers."""

    value: str
    first: date
    last: date

    @property
    def days(self) -> int:
        """Count the days."""
        return (self.last - self.first).days + 1


def day(when: date) -> Stretch:
    """Make a day."""
    return Stretch(when.isoformat(), when, when)


def week(when: date) -> Stretch:
    """Make the ISO week around a day, Monday to Sunday."""
    year, number, weekday = when.isocalendar()
    monday = when - ONE_DAY * (weekday - 1)
    return Stretch(f"{year:04}-W{number:02}", monday, monday + ONE_DAY * 6)


def weekend(when: date) -> Stretch:
    """Make the Saturday and Sunday of the ISO week around a day."""
    around = week(when)
    return Stretch(f"{around.value}-WE", around.last - ONE_DAY, around.last)


def months(first: date, count: int, value: str) -> Stretch:
    """Make `count` months from the first of a month on."""
    return Stretch(value, first, add_months(first, count) - ONE_DAY)


def month(year: int, number: int) -> Stretch:
    """Make a month."""
    return months(date(year, number, 1), 1, f"{year:04}-{number:02}")


def year(number: int) -> Stretch:
    """Make a year."""
    return Stretch(f"{number:04}", date(number, 1, 1), date(number, 12, 31))


def part(code: str, number: int) -> Stretch:
    """Make a quarter (Q1), a half (H1) or a season (SP) of a year; winter begins in its December."""
    value = f"{number:04}-{code}"
    if code in _SEASONS:
        return months(date(number, _SEASONS[code], 1), _QUARTER, value)
    size = _QUARTER if code[0] == "Q" else _HALF
    return months(date(number, size * (int(code[1]) - 1) + 1, 1), size, value)


def age(digits: str) -> Stretch:
    """Make a decade (`199`) or a century (`19`) from its first digits."""
    missing = 4 - len(digits)
    return Stretch(digits, date(int(digits + "0" * missing), 1, 1), date(int(digits + "9" * missing), 12, 31))


def add_months(when: date, count: int) -> date:
    """Go some months on; the 31st becomes the last day of a shorter month."""
    years, index = divmod(when.month - 1 + count, 12)
    for number in range(when.day, 27, -1):
        try:
            return date(when.year + years, index + 1, number)
        except ValueError:
            continue
    return date(when.year + years, index + 1, min(when.day, 28))


def easter(number: int) -> date:
    """Reckon Easter Sunday of the Gregorian calendar (anonymous algorithm, Nature 1876; Meeus, ch. 8)."""
    golden = number % 19
    century, rest = divmod(number, 100)
    leap, left = divmod(century, 4)
    fix = (century - (century + 8) // 25 + 1) // 3
    moon = (19 * golden + century - leap - fix + 15) % 30
    over = (32 + 2 * left + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * over) // 451
    index, before = divmod(moon + over - 7 * late + 114, 31)
    return date(number, index, before + 1)


def holiday(rule: str, number: int) -> Stretch:
    """Make a day that comes every year: `12-25`, or `E+1` counted from Easter Sunday."""
    if rule.startswith("E"):
        return day(easter(number) + ONE_DAY * int(rule[1:]))
    month_number, day_number = rule.split("-")
    return day(date(number, int(month_number), int(day_number)))


def step(when: date, unit: str, count: int) -> Stretch:
    """Go `count` units on from a day and take the stretch of that unit there; minutes stay on the day."""
    if unit in _MONTHS:
        size = _MONTHS[unit]
        there = add_months(when.replace(day=1), size * count)
        return month(there.year, there.month) if unit == "M" else part(f"Q{quarter(there)}", there.year)
    match unit:
        case "W":
            return week(when + ONE_DAY * 7 * count)
        case "WE":
            # On a weekday "next weekend" is the one that comes, "last weekend" the one just over.
            in_weekend = when.isoweekday() >= SATURDAY
            return weekend(when + ONE_DAY * 7 * (count - (count > 0 and not in_weekend)))
        case "Y":
            return year(when.year + count)
        case "DEC" | "CEN":
            return age(str(when.year // _AGES[unit] + count))
        case _:
            return day(when + ONE_DAY * {"D": count, "H": int(count / 24)}.get(unit, 0))


def quarter(when: date) -> int:
    """Return the number of a day's quarter."""
    return (when.month - 1) // _QUARTER + 1
