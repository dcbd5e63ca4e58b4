"""Read the days a user filters by."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from memcon.errors import UsageError

_YEAR, _MONTH = re.compile(r"\d{4}"), re.compile(r"(\d{4})-(\d\d?)")
_WEEK, _DAY = re.compile(r"(\d{4})-W(\d\d?)"), re.compile(r"(\d{4})-(\d\d?)-(\d\d?)")
_OTHER = re.compile(r"(\d\d?)[/.-](\d\d?)[/.-](\d{4})")


def period(value: str) -> tuple[str, str]:
    """Return the first and last day of a day, week, month or year. Raises UsageError offering the nearest.

    >>> period("2025-W27")
    ('2025-06-30', '2025-07-06')
    >>> period("2024-02")
    ('2024-02-01', '2024-02-29')
    """
    try:
        found = _period(value.strip())
    except ValueError:
        found = None
    if found is None:
        raise UsageError(f"{value!r} is no day; {_nearest(value)}")
    return found[0].isoformat(), found[1].isoformat()


def _period(value: str) -> tuple[date, date] | None:
    if match := _DAY.fullmatch(value):
        day = date(*map(int, match.groups()))
        return day, day
    if match := _WEEK.fullmatch(value):
        monday = date.fromisocalendar(int(match[1]), int(match[2]), 1)
        return monday, monday + timedelta(days=6)
    if match := _MONTH.fullmatch(value):
        year, month = int(match[1]), int(match[2])
        return date(year, month, 1), date(year, month, monthrange(year, month)[1])
    if _YEAR.fullmatch(value):
        return date(int(value), 1, 1), date(int(value), 12, 31)
    return None


def _nearest(value: str) -> str:
    """Offer the day that was probably meant."""
    if match := _DAY.fullmatch(value):
        asked, month = int(match[1]), int(match[2])
        if asked >= 1 and 1 <= month <= 12:
            return f"the last of that month is {asked:04}-{month:02}-{monthrange(asked, month)[1]}"
    if match := _OTHER.fullmatch(value):
        one, two, year = match.groups()
        days = dict.fromkeys(f"{year}-{b:0>2}-{a:0>2}" for a, b in ((one, two), (two, one)) if int(b) <= 12)
        if days:
            return f"did you mean {' or '.join(days)}?"
    return "write 2025-07-03, 2025-W27, 2025-07 or 2025"
