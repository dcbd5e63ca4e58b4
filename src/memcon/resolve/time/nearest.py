"""From a meaning to a stretch of the calendar: the one said, or the nearest that the tense allows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from memcon.resolve.time import stretches
from memcon.resolve.time.meaning import (
    Age,
    Anchor,
    Day,
    Either,
    Holiday,
    Meaning,
    Month,
    Part,
    Remembered,
    Shift,
    Weekday,
    Year,
)
from memcon.resolve.time.setting import PAST, Setting, Unresolved
from memcon.resolve.time.stretches import ONE_DAY, SATURDAY, Stretch

_MIDWEEK = 3
Found = tuple[Stretch, str]


def stretch_of(meaning: Meaning, setting: Setting) -> Found:
    """Resolve what is not a time of day, and say how. Raises Unresolved without a day to count from."""
    match meaning:
        case Day() | Weekday() | Either() | Remembered():
            return _a_day(meaning, setting)
        case Shift():
            return _shifted(meaning, setting)
        case Year(number):
            return stretches.year(number), "explicit"
        case Age(digits):
            return stretches.age(digits), "explicit"
        case _:
            return _once_a_year(meaning, setting)


def _a_day(meaning: Day | Weekday | Either | Remembered, setting: Setting) -> Found:
    match meaning:
        case Day():
            return _day(meaning, setting)
        case Weekday():
            return _weekday(meaning, setting)
        case Remembered(known):
            day = date.fromisoformat(known)
            if setting.report is None or setting.report >= day:
                return stretches.day(day), "known by its date"
            return _day(Day(day.day, day.month), setting)
        case Either(first, second):
            return _nearer(first, second, setting)


def _once_a_year(meaning: Meaning, setting: Setting) -> Found:
    """Resolve a month, a holiday, a season, a quarter."""
    match meaning:
        case Month(number, said, direction, back):
            said = setting.day.year - back if back else said
            return _in_year(lambda year: stretches.month(year, number), said, direction, setting)
        case Holiday(rule, said, direction):
            return _in_year(lambda year: stretches.holiday(rule, year), said, direction, setting)
        case Part(code, said, direction):
            return _in_year(lambda year: stretches.part(code, year), said, direction, setting)
        case _:
            raise Unresolved(f"nothing resolves {meaning}")


def _in_year(
    make: Callable[[int], Stretch], said: int | None, direction: int | None, setting: Setting
) -> Found:
    """Take the year that is said; else the one in which the stretch is nearest, as the tense allows."""
    if said is not None:
        return make(said), "explicit"
    report = setting.day
    before, same, after = (make(report.year + more) for more in (-1, 0, 1))
    if direction == 0:
        return same, f"in the year of {report}"
    if direction == -1:
        return same if same.last < report else before, f"the last before {report}"
    if direction == 1:
        return same if same.first > report else after, f"the next after {report}"
    allowed = [stretch for stretch in (before, same, after) if setting.allows(stretch.first)]
    return (allowed or [same])[0], _nearest(setting)


def _nearest(setting: Setting) -> str:
    return f"nearest to {setting.report}{f' in the {setting.tense}' if setting.tense else ''}"


def _day(meaning: Day, setting: Setting) -> Found:
    """Resolve a day: explicit, or in the year (and month) that its weekday and the tense allow."""
    number, month = meaning.day, meaning.month
    if month is None:
        return _day_of_some_month(meaning, setting)
    if meaning.year is not None:
        return stretches.day(date(meaning.year, month, number)), "explicit"
    if (month, number) == (2, 29):
        return _leap_day(setting)
    if meaning.direction is None and meaning.weekday is not None:
        for more in (0, -1, 1):
            day = date(setting.day.year + more, month, number)
            if day.isoweekday() == meaning.weekday and setting.allows(day):
                return stretches.day(
                    day
                ), f"the year near {setting.report} that has it on that day of the week"
    return _in_year(lambda year: stretches.day(date(year, month, number)), None, meaning.direction, setting)


def _leap_day(setting: Setting) -> Found:
    onward = 1 if setting.tense == "future" else -1
    year = next(
        year
        for more in range(9)
        if (year := setting.day.year + onward * more) % 4 == 0 and (year % 100 or year % 400 == 0)
    )
    return stretches.day(date(year, 2, 29)), _nearest(setting)


def _day_of_some_month(meaning: Day, setting: Setting) -> Found:
    """Resolve "lundi 30": the day of that number, and of that weekday, nearest to the report."""
    report = setting.day
    months = [stretches.add_months(report.replace(day=1), more) for more in range(-2, 3)]
    days = [
        first.replace(day=meaning.day)
        for first in months
        if meaning.day <= stretches.month(first.year, first.month).last.day
    ]
    fitting = [day for day in days if meaning.weekday in (None, day.isoweekday())]
    if not fitting:
        raise Unresolved("no such day near the publication day")
    side = fitting
    if setting.tense == "future":
        side = [day for day in fitting if day >= report] or fitting
    elif setting.tense in PAST:
        side = [day for day in fitting if day <= report] or fitting
    return stretches.day(min(side, key=lambda day: abs(day - report))), _nearest(setting)


def _weekday(meaning: Weekday, setting: Setting) -> Found:
    """Resolve a day of the week: the report's own day or the last before it; the coming one in the future.

    Named before and now without a tense, it is the same day again. The day of the lead, told as past on the
    eve, is no week back: it began in another part of the world.
    """
    number = meaning.weekday
    base = setting.last_named("D") if meaning.anchor is Anchor.TOLD else setting.day
    if meaning.week is not None:
        monday = stretches.week(base).first + ONE_DAY * 7 * meaning.week
        return stretches.day(monday + ONE_DAY * (number - 1)), f"in the week {meaning.week:+d} from {base}"
    if meaning.direction == 1:
        return _on(base + ONE_DAY, number), f"the next after {base}"
    if meaning.direction == -1:
        return _back(base - ONE_DAY, number), f"the last before {base}"
    if setting.tense in ("", "present") and (same := setting.same_weekday(number)):
        return stretches.day(same), "the same as named before"
    if setting.tense == "future":
        return _on(base, number), f"the first from {base} on"
    if not setting.told and setting.tense == "done" and _on(base + ONE_DAY, number).first == base + ONE_DAY:
        return stretches.day(base + ONE_DAY), "the day after the report's, which began elsewhere"
    return _back(base, number), f"the last up to {base}"


def _on(day: date, weekday: int) -> Stretch:
    return stretches.day(day + ONE_DAY * ((weekday - day.isoweekday()) % 7))


def _back(day: date, weekday: int) -> Stretch:
    return stretches.day(day - ONE_DAY * ((day.isoweekday() - weekday) % 7))


def _shifted(meaning: Shift, setting: Setting) -> Found:
    """Count from the report's day, a quotation's day ("hier", "today"), or what was named last.

    "This weekend", told on a weekday as past or, without a tense, up to Wednesday, is the one just over.
    """
    unit, count = meaning.unit, meaning.step
    if meaning.anchor is Anchor.TOLD:
        base = setting.last_named(unit, story=count == 0)
        how = f"the last named, {base}"
    elif unit == "D" and abs(count) <= 2:
        base, how = setting.now()
    else:
        base, how = setting.day, f"the publication day, {setting.day}"
    if unit == "WE" and count == 0 and base.isoweekday() < SATURDAY:
        over = setting.tense in PAST or (setting.tense != "future" and base.isoweekday() <= _MIDWEEK)
        count = -1 if over else 0
    return stretches.step(base, unit, count), f"{count:+d} {unit} from {how}"


def _nearer(first: Day, second: Day, setting: Setting) -> Found:
    """Take of two readings of the same digits the one nearer to the report, not after it where one is."""
    days = [_day(reading, setting)[0] for reading in (first, second)]
    fitting = [stretch for stretch in days if stretch.first <= setting.day] or days
    nearest = min(fitting, key=lambda stretch: abs(stretch.first - setting.day))
    return nearest, f"of two readings the nearer to {setting.report}"
