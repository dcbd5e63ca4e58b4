"""The publication day, where the source gives none: read off a date line, or inferred from the own day.

Read (basis "text"): "Publié le 3 juillet 2025 à 18h12", "July 3, 2025" on a line of its own, "Paris, le 2
juillet 2025 -", "(15 décembre 2017)" at the end of the title.
Inferred (basis "inferred"): from a day without its year ("PARIS, 2 juillet (AFP)", "ce jeudi 3 juillet",
"on Thursday, July 3"): of all years from 1990 to 2035 the one in which the weekdays fit, that is not before
what the report tells as past, and in which its officials held their offices. Where several are left, none is
chosen.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta

from memcon.model import Basis, Document, Published, Span
from memcon.resolve.time import stretches
from memcon.resolve.time.meaning import At, Cue, Day, Meaning, Month, TimeExpression, Weekday, Year

FIRST_YEAR, LAST_YEAR = 1990, 2035
_LINE_WORDS = 6
_LEAD_WORDS = 25
_LINE = re.compile(r"[^\n]+")
_PLACE = re.compile(r"\W*[^\W\d_a-zà-ÿ][^\n.!?;:]{1,60}$")
_SMALL_WORD = re.compile(r"(?:^|[\s,(])[a-zà-ÿ]\w*\s*$")
_ARTICLE_AFTER_PLACE = re.compile(r"[^\W\d_]\s*[,–—-]\s*[a-zà-ÿ]{1,3}\s+$")
_AFTER_DATELINE = re.compile(r"\s*[.,)]?\s*(?:\([^\W\d_a-zà-ÿ][^)\n]{1,40}\)|/|[-–—:])")

Tense = Callable[[Span], str]


def infer(
    document: Document,
    expressions: Sequence[TimeExpression],
    plausible: Callable[[date], bool],
    *,
    tense_at: Tense = lambda _: "",
) -> Published:
    """Return the day the source gives, else the one the text shows, else none.

    `plausible` says whether the officials named with their office were all in office on a day; `tense_at` the
    tense of the clause around a span. A date said with "since" is past without it.
    """
    if document.published.value is not None:
        return document.published
    body = [expression for expression in expressions if not expression.page]
    return _read(document, expressions) or _inferred(document, body, plausible, tense_at) or Published()


def _read(document: Document, expressions: Iterable[TimeExpression]) -> Published | None:
    """Take the first whole date said to be one, else that of a date line, else "ce jeudi 3 juillet 2025".

    Of several date lines above the report the last is its own: a page may show the day it was fetched.
    """
    whole = [expression for expression in expressions if _whole(expression.meaning)]
    said = [expression for expression in whole if expression.cue is Cue.PUBLISHED]
    lines = [expression for expression in whole if _dates_the_page(document, expression.span)]
    head = [expression for expression in lines if expression.span.start < _end_of_lead(document.text)]
    own = [expression for expression in whole if expression.cue is Cue.OWN]
    page = [e for e in whole if e.page and e.span.start < _end_of_lead(document.text)]
    for expression in (said or head[-1:] or lines or own or page)[:1]:
        if day := _whole(expression.meaning):
            return Published(day.isoformat(), Basis.TEXT, (expression.span,))
    return None


def _end_of_lead(text: str) -> int:
    """Return the end of the first line of running text."""
    return next(
        (line.end() for line in _LINE.finditer(text) if line.group().count(" ") >= _LEAD_WORDS), len(text)
    )


def _day(meaning: Meaning) -> Meaning | None:
    """Return the day of a time of day, or the meaning itself."""
    return meaning.day if isinstance(meaning, At) else meaning


def _whole(meaning: Meaning) -> date | None:
    """Return the day of an explicit date with its year."""
    day = _day(meaning)
    if isinstance(day, Day) and day.year is not None and day.month is not None:
        return date(day.year, day.month, day.day)
    return None


# --- date lines


def _dates_the_page(document: Document, span: Span) -> bool:
    """Say whether a date stands by itself: on a short line, after a place, or in brackets at a line's end."""
    before, after = _line_around(document, span)
    if _is_dateline(before, after):
        return True
    words = len(re.findall(r"\w+", before + after))
    closed = before.rstrip().endswith("(") and after.strip() == ")"
    return closed or (
        words <= _LINE_WORDS and not _SMALL_WORD.search(before) and not _SMALL_WORD.match(f" {after.strip()}")
    )


def _line_around(document: Document, span: Span) -> tuple[str, str]:
    """Cut out the line around a span, without its boilerplate."""
    text = document.text
    start = text.rfind("\n", 0, span.start) + 1
    end = text.find("\n", span.end)
    end = len(text) if end < 0 else end
    for part in document.boilerplate:
        if part.span.end <= span.start:
            start = max(start, part.span.end)
        elif part.span.start >= span.end:
            end = min(end, part.span.start)
    return text[start : span.start], text[span.end : end]


def _is_dateline(before: str, after: str) -> bool:
    """Know "PARIS, 2 juillet (AFP) -", "BISHKEK, January 29. /ITAR-TASS/", "Genève, le 3 mai 2019 –"."""
    if not _PLACE.fullmatch(before) or not _AFTER_DATELINE.match(after):
        return False
    place = re.sub(r"[,(–—-]?\s*(?:[a-zà-ÿ]{1,3}\s+)?$", "", before)
    names = re.findall(r"[^\W\d_]+", place)
    return bool(names) and all(name[0].isupper() or len(name) < 4 for name in names)


# --- inference


def _inferred(
    document: Document,
    expressions: Sequence[TimeExpression],
    plausible: Callable[[date], bool],
    tense_at: Tense,
) -> Published | None:
    """Find the only day on which the report can have appeared, given its own day without the year."""
    own = _own_day(document, expressions)
    if own is None:
        return None
    evidence = [own.span]
    said = _day(own.meaning)
    if not isinstance(said, Day) or said.month is None:
        return None
    days = [day for day in _days(said.month, said.day) if said.weekday in (None, day.isoweekday())]
    weekday = next(
        (e for e in expressions if e.cue is Cue.OWN and isinstance(_day(e.meaning), Weekday)), None
    )
    if weekday is not None and isinstance(named := _day(weekday.meaning), Weekday):
        days = [day for day in days if day.isoweekday() == named.weekday]
        evidence.append(weekday.span)
    for expression, fits in _constraints(expressions, own, tense_at):
        left = [day for day in days if fits(day)]
        if len(left) < len(days):
            evidence.append(expression.span)
        days = left
    days = [day for day in days if plausible(day)]
    if len(days) != 1:
        return None
    return Published(days[0].isoformat(), Basis.INFERRED, tuple(sorted(evidence)))


def _own_day(document: Document, expressions: Sequence[TimeExpression]) -> TimeExpression | None:
    """Choose the expression that tells the report's own day without its year.

    A dateline, else "ce jeudi 3 juillet", else the first "jeudi 3 juillet" that is not told as to come.
    """
    dated = [
        e
        for e in expressions
        if isinstance(day := _day(e.meaning), Day) and day.year is None and day.month is not None
    ]
    lines = [e for e in dated if _is_dateline(*_line_around(document, e.span))]
    for chosen in (lines, [e for e in dated if e.cue is Cue.OWN], [e for e in dated if e.cue is Cue.DATED]):
        if chosen:
            return chosen[0]
    return None


def _days(month: int, number: int) -> Iterator[date]:
    for year in range(FIRST_YEAR, LAST_YEAR + 1):
        try:
            yield date(year, month, number)
        except ValueError:
            continue


def _constraints(
    expressions: Iterable[TimeExpression], own: TimeExpression, tense_at: Tense
) -> Iterator[tuple[TimeExpression, Callable[[date], bool]]]:
    """List what the other dates of the text allow: not before what is past, and their weekdays must fit."""
    for expression in expressions:
        if expression is own:
            continue
        earliest = _first_day(expression.meaning)
        if earliest is not None and _is_past(expression, tense_at):
            yield expression, lambda day, earliest=earliest: day >= earliest  # type: ignore[misc]
        said = _day(expression.meaning)
        if (
            isinstance(said, Day)
            and said.year is None
            and said.month
            and said.weekday
            and said.direction is None
        ):
            yield expression, lambda day, said=said: _weekday_fits(said, day)  # type: ignore[misc]


def _is_past(expression: TimeExpression, tense_at: Tense) -> bool:
    if expression.cue in (Cue.PAST, Cue.FUTURE):
        return expression.cue is Cue.PAST
    return tense_at(expression.span) == "past"


def _first_day(meaning: Meaning) -> date | None:
    """Return the first day of an explicit date: a day, a month or a year that is said."""
    match _day(meaning):
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
