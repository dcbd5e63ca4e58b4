"""From time expressions to moments, in the order of the text.

"la veille", "two days later", "la semaine précédente" count from the last day, week, month that the text
named before (the publication day, if none); "hier", "last week", "mardi", "in March" from the publication
day. What a date leaves out, the year or the month, is what lies nearest, given the tense of the clause.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from memcon.model import Moment, Published, Span
from memcon.resolve.time import stretches
from memcon.resolve.time.meaning import At, Cue, Length, Meaning, Repeat, Shift, TimeExpression, Vague
from memcon.resolve.time.nearest import Found, stretch_of
from memcon.resolve.time.setting import Setting, Told, Unresolved
from memcon.resolve.time.stretches import ONE_DAY, Stretch

# No text counts from what it named farther back than this many expressions.
_MEMORY = 8


def resolve(
    expressions: Iterable[TimeExpression],
    published: Published,
    tense_at: Callable[[Span], str],
    place_of: Callable[[Span], tuple[int, bool]] = lambda _: (0, False),
) -> tuple[Moment, ...]:
    """Resolve the expressions of a text, given the tense and the place of their clauses.

    `tense_at` says "done", "past", "present", "future" or "" of a span, `place_of` in which sentence it is
    and whether beside its story (see `memcon.stages.time.tense`). What cannot be resolved has the value None
    and says why.
    """
    report = date.fromisoformat(published.value) if published.value else None
    told: list[Told] = []
    moments: list[Moment] = []
    for expression in expressions:
        if expression.page:
            continue
        setting = Setting(report, tuple(told), _tense(expression, tense_at), expression.quoted)
        moment, stretch = _moment(expression, setting)
        moments.append(moment)
        story = expression.cue is not Cue.ATTRIBUTE and not expression.quoted
        if stretch:
            told = _remember(told, Told(stretch, story, *place_of(expression.span)))
    return tuple(moments)


def _remember(told: list[Told], new: Told) -> list[Told]:
    """Add a stretch; one beside the story comes before what the same sentence told in it."""
    at = len(told)
    while new.beside and at and told[at - 1].sentence == new.sentence and not told[at - 1].beside:
        at -= 1
    return [*told[:at], new, *told[at:]][-_MEMORY:]


def _tense(expression: TimeExpression, tense_at: Callable[[Span], str]) -> str:
    if expression.cue in (Cue.PAST, Cue.FUTURE):
        return expression.cue.value
    return tense_at(expression.span)


def _moment(expression: TimeExpression, setting: Setting) -> tuple[Moment, Stretch | None]:
    meaning, span = expression.meaning, expression.span
    if isinstance(meaning, Shift) and meaning.deadline and setting.tense != "future":
        meaning = Length(meaning.deadline)
    kind = _kind(meaning)
    if isinstance(meaning, Length | Repeat | Vague):
        return Moment(span, kind, meaning.value, reason=expression.rule), None
    try:
        stretch, how = _day_of(meaning, setting) if isinstance(meaning, At) else stretch_of(meaning, setting)
    except Unresolved as error:
        return Moment(span, kind, None, reason=f"{error}; {expression.rule}"), None
    except (OverflowError, ValueError):
        return Moment(span, kind, None, reason=f"beyond the calendar; {expression.rule}"), None
    value = f"{stretch.value}T{meaning.time}{meaning.zone}" if isinstance(meaning, At) else stretch.value
    end = stretch.last + ONE_DAY * (meaning.days - 1) if isinstance(meaning, At) else stretch.last
    first, last = stretch.first.isoformat(), end.isoformat()
    return Moment(span, kind, value, first, last, f"{how}; {expression.rule}"), stretch


def _kind(meaning: Meaning) -> str:
    match meaning:
        case At():
            return "TIME"
        case Length():
            return "DURATION"
        case Repeat():
            return "SET"
        case _:
            return "DATE"


def _day_of(meaning: At, setting: Setting) -> Found:
    """Resolve the day of a time of day: the one said with it, else the last that the story named."""
    if meaning.day is not None:
        return stretch_of(meaning.day, setting)
    day = setting.last_named("D", story=True)
    return stretches.day(day), f"on the last day named, {day}"
