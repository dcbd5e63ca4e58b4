"""The publication day, inferred from what the report says of its own day.

From a day without its year ("PARIS, 2 juillet (AFP)", "ce jeudi 3 juillet", "on Thursday, July 3", "on June
28"): of all years from 1990 on the one in which the weekdays fit, that is not before what the report tells as
past, and in which its officials held their offices. Where several are left, a year that the text names by its
number is not the report's own ("the coup of 2021"); where still several are left, none is chosen.
From a whole date above the text ("Rome, on Saturday, 22 February 2025", below a picture) on the day of the
week that the text tells as its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta

from memcon.model import Basis, Published, Span
from memcon.resolve.time import stretches
from memcon.resolve.time.meaning import At, Cue, Day, Meaning, Month, TimeExpression, Weekday, Year
from memcon.resolve.time.setting import PAST

FIRST_YEAR, LAST_YEAR = 1990, 2035
# The days of a half year, in months of 31 days: within it one day of the year is before or after another.
_YEAR, _HALF_YEAR = 372, 186

Tense = Callable[[Span], str]


def infer(
    body: Sequence[TimeExpression],
    lines: Sequence[TimeExpression],
    lead: Sequence[TimeExpression],
    plausible: Callable[[date], bool],
    tense_at: Tense,
) -> Published | None:
    """Find the only day on which the report can have appeared.

    `lines` are the expressions of `body` in its date line, `lead` those up to the end of its first paragraph.
    """
    own = _own_day(body, lines, tense_at)
    if own is None:
        return _above(lead, tense_at)
    said = day_of(own.meaning)
    if not isinstance(said, Day) or said.month is None:
        return None
    offset = timedelta(days=_days_on(own))
    days = [day + offset for day in _days(said.month, said.day) if said.weekday in (None, day.isoweekday())]
    evidence = [own.span]
    for expression, fits in _constraints(body, own, tense_at):
        left = [day for day in days if fits(day)]
        if len(left) < len(days):
            evidence.append(expression.span)
        days = left
    days = [day for day in days if plausible(day)]
    if len(days) > 1:
        years = {e.meaning.year: e for e in body if isinstance(e.meaning, Year)}
        evidence += [years[day.year].span for day in days if day.year in years]
        days = [day for day in days if day.year not in years]
    if len(days) != 1:
        return None
    return Published(days[0].isoformat(), Basis.INFERRED, tuple(sorted(evidence)))


def day_of(meaning: Meaning) -> Meaning | None:
    """Return the day of a time of day, or the meaning itself."""
    return meaning.day if isinstance(meaning, At) else meaning


def whole(meaning: Meaning) -> date | None:
    """Return the day of an explicit date with its year."""
    day = day_of(meaning)
    if isinstance(day, Day) and day.year is not None and day.month is not None:
        return date(day.year, day.month, day.day)
    return None


# --- which words tell the own day


def _own_day(
    body: Sequence[TimeExpression], lines: Sequence[TimeExpression], tense_at: Tense
) -> TimeExpression | None:
    """Choose the expression that tells the report's own day without its year.

    A dateline, else "ce jeudi 3 juillet", else the latest "jeudi 3 juillet" that is not told as to come, else
    the latest "3 juillet" that is told as past.
    """
    dated = [e for e in body if _is_yearless(e.meaning)]
    past = [e for e in dated if _is_past(e, tense_at) and not e.quoted]
    for chosen in (
        [e for e in dated if e in lines],
        [e for e in dated if e.cue is Cue.OWN],
        [e for e in dated if e.cue is Cue.EVE],
    ):
        if chosen:
            return chosen[0]
    own = [e for e in dated if e.cue is Cue.DATED and tense_at(e.span) != "future"]
    return _latest(own) or _latest([e for e in past if e.cue is Cue.NONE])


def _is_yearless(meaning: Meaning) -> bool:
    day = day_of(meaning)
    return isinstance(day, Day) and day.year is None and day.month is not None and day.direction is None


def _latest(expressions: Sequence[TimeExpression]) -> TimeExpression | None:
    """Return the expression of the latest day, within half a year of the first."""
    places = [
        (day.month or 1) * 31 + day.day for e in expressions if isinstance(day := day_of(e.meaning), Day)
    ]
    if not places:
        return None
    after = [(place - places[0] + _HALF_YEAR) % _YEAR for place in places]
    return expressions[after.index(max(after))]


def _days_on(own: TimeExpression) -> int:
    """Count the days from the day said to the report's: "hier, 2 juillet", "la nuit du 2 au 3"."""
    night = own.meaning.days - 1 if isinstance(own.meaning, At) else 0
    return night + (own.cue is Cue.EVE)


def _above(lead: Sequence[TimeExpression], tense_at: Tense) -> Published | None:
    """Take a whole date above the text if the day of the week that the text tells as past is the same."""
    dates = [(day, e) for e in lead if (day := whole(e.meaning)) and e.cue is not Cue.FUTURE]
    told = next((e for e in lead if isinstance(day_of(e.meaning), Weekday)), None)
    if not dates or told is None or tense_at(told.span) == "future" or told.cue is Cue.FUTURE:
        return None
    latest, expression = max(dates, key=lambda pair: pair[0])
    said = day_of(told.meaning)
    if not isinstance(said, Weekday) or said.direction or said.week or said.weekday != latest.isoweekday():
        return None
    return Published(latest.isoformat(), Basis.INFERRED, tuple(sorted((expression.span, told.span))))


# --- which days are possible


def _days(month: int, number: int) -> Iterator[date]:
    for year in range(FIRST_YEAR, LAST_YEAR + 1):
        try:
            yield date(year, month, number)
        except ValueError:
            continue


def _constraints(
    expressions: Iterable[TimeExpression], own: TimeExpression, tense_at: Tense
) -> Iterator[tuple[TimeExpression, Callable[[date], bool]]]:
    """List what the other times of the text allow.

    The report is on the day of "ce jeudi", not before what is past, and the weekdays of other dates must fit.
    """
    for expression in expressions:
        said = day_of(expression.meaning)
        if expression is own:
            continue
        if expression.cue is Cue.OWN and isinstance(said, Weekday):
            yield expression, lambda day, said=said: day.isoweekday() == said.weekday  # type: ignore[misc]
        earliest = _first_day(expression.meaning)
        if earliest is not None and _is_past(expression, tense_at):
            yield expression, lambda day, earliest=earliest: day >= earliest  # type: ignore[misc]
        if _is_yearless(expression.meaning) and isinstance(said, Day) and said.weekday:
            yield expression, lambda day, said=said: _weekday_fits(said, day)  # type: ignore[misc]


def _is_past(expression: TimeExpression, tense_at: Tense) -> bool:
    if expression.cue in (Cue.PAST, Cue.FUTURE):
        return expression.cue is Cue.PAST
    return tense_at(expression.span) in PAST


def _first_day(meaning: Meaning) -> date | None:
    """Return the first day of an explicit date: a day, a month or a year that is said."""
    match day_of(meaning):
        case Day(number, int(month), int(year)):
            return date(year, month, number)
        case Month(number, int(year)):
            return stretches.month(year, number).first
        case Year(number):
            return stretches.year(number).first
        case _:
            return None


def _weekday_fits(said: Day, report: date) -> bool:
    """Say whether "lundi 30 juin" is a Monday within half a year of the report's day."""
    near = (day for day in _days(said.month or 1, said.day) if abs(day - report) <= timedelta(days=183))
    return any(day.isoweekday() == said.weekday for day in near)
