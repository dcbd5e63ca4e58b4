"""Times + text -> the days that stand loose in a sentence, which a parser reads better without them.

"Manille a dénoncé **dimanche** l'attaque", "Alger a annoncé, **mardi 30 juillet**, le retrait": parsers take
the day for the object, and lose the object. A day that a word before it binds ("l'attaque de dimanche", "on
Sunday"), that begins its sentence, or that another follows ("lundi et mardi") stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from memcon.lang import Language
from memcon.model import Document, Span
from memcon.resolve.time.meaning import At, Cue, Day, Shift, TimeExpression, Weekday

_BEFORE = re.compile(r"([^\W_]+['’]?|\S)([ \u00a0\u202f]*)$")
_AFTER = re.compile(r"[ \u00a0\u202f]*([^\W_]+|['’]s?|\S|$)")
_FIRST = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_NEAR = 24


def find(document: Document, expressions: Iterable[TimeExpression], language: Language) -> tuple[Span, ...]:
    """Find the spans that stand loose, with the commas around them."""
    return tuple(_loose(document, expressions, language))


def _loose(document: Document, expressions: Iterable[TimeExpression], language: Language) -> Iterator[Span]:
    rules = language.time.asides
    days = language.time.words["weekday"].keys() | language.time.words.get("weekday_short", {}).keys()
    openings = {word.lower() for word in days} | rules.openings
    text = document.text
    for expression in expressions:
        span = expression.span
        opening = _FIRST.match(span.text)
        before = _BEFORE.search(text, max(0, span.start - _NEAR), span.start)
        after = _AFTER.match(text, span.end, span.end + _NEAR)
        if not _is_day(expression) or before is None or after is None or opening is None:
            continue
        word, follower = _plain(before.group(1)), _plain(after.group(1))
        if _plain(opening.group()) not in openings or word in rules.bound:
            continue
        if word == follower == ",":
            yield document.span(before.start(1), after.end(1))
        elif word[0].isalnum() and follower not in rules.linked:
            yield span


def _plain(word: str) -> str:
    return word.lower().replace("’", "'")


def _is_day(expression: TimeExpression) -> bool:
    """Say whether the words are a day, or a time with its day, that belongs to no noun."""
    meaning = expression.meaning
    day = meaning.day if isinstance(meaning, At) else meaning
    if expression.cue is Cue.ATTRIBUTE or expression.page:
        return False
    near = isinstance(day, Shift) and day.unit == "D" and abs(day.step) <= 2
    return near or isinstance(day, Day | Weekday)
