"""Document -> time expressions: the longest forms of `time.toml` that fit, with their unresolved meaning.

Finds dates, weekdays, months, years, seasons, quarters, times of day, durations, sets, and words that count
from another day; `memcon.resolve.time.moments` resolves them. What stands on the page beside the report may
show its publication day and nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from memcon.lang import Language
from memcon.model import Boilerplate, Document, Span
from memcon.resolve.time.meaning import (
    At,
    Cue,
    Day,
    Holiday,
    Meaning,
    Remembered,
    Shift,
    TimeExpression,
    Weekday,
)
from memcon.stages.time import builder
from memcon.stages.time.grammar import Grammar, grammar, matches
from memcon.stages.time.words import Token

_CUE_WORDS = 5
_QUOTATION = re.compile(r"«[^»\n]*|“[^”\n]*|„[^“”\n]*|\"[^\"\n]*\"?")
_DAYLIKE = (Day, Weekday, Holiday, Remembered)


@dataclass(frozen=True, slots=True)
class Found:
    """An expression between words `[start, end)`; a loose one counts only once joined to another."""

    start: int
    end: int
    meaning: Meaning
    rule: str
    cue: Cue
    loose: bool


def find(document: Document, language: Language) -> tuple[TimeExpression, ...]:
    """Find the time expressions of a document, in the order of the text."""
    made = grammar(language)
    text = document.text
    codes, tokens = made.lexicon.scan(text)
    quotations = _Quotations(text)
    expressions: list[TimeExpression] = []
    for one in _joined(_all(made, codes, tokens), codes, made):
        if not one.loose:
            span = document.span(tokens[one.start].start, tokens[one.end - 1].end)
            cue = _cue(one, codes, made)
            quoted = quotations.hold(span.start)
            page = _on_page(span, document.boilerplate)
            expressions.append(TimeExpression(span, one.meaning, one.rule, cue, quoted, page))
    return tuple(expressions)


def _on_page(span: Span, boilerplate: Iterable[Boilerplate]) -> bool:
    """Say whether words stand on the page beside the report ("Publié le 3 juillet", a share bar)."""
    return any(part.span.covers(span) for part in boilerplate)


def _all(made: Grammar, codes: str, tokens: list[Token]) -> Iterator[Found]:
    for form, parts in matches(made, codes, tokens):
        meanings = builder.build(form.expression.means, [part.fields for part in parts])
        for part, meaning in zip(parts, meanings, strict=True):
            if meaning is not None:
                cue, loose = Cue(part.fields.text("cue")), "loose" in part.fields
                yield Found(part.start, part.end, meaning, form.rule, cue, loose)


class _Quotations:
    """Says of places, in the order of the text, whether they are quoted; an open quotation is one line."""

    def __init__(self, text: str) -> None:
        self._spans = (match.span() for match in _QUOTATION.finditer(text))
        self._span = next(self._spans, None)

    def hold(self, place: int) -> bool:
        while self._span and self._span[1] <= place:
            self._span = next(self._spans, None)
        return self._span is not None and self._span[0] < place


def _joined(found: Iterable[Found], codes: str, made: Grammar) -> list[Found]:
    """Make one expression of a day and its time: "mardi à 14h30", "2 p.m. on Tuesday"."""
    done: list[Found] = []
    for one in found:
        both = _pair(done[-1], one, codes, made) if done else None
        if both:
            done[-1] = both
        else:
            done.append(one)
    return done


def _pair(first: Found, second: Found, codes: str, made: Grammar) -> Found | None:
    """Join two neighbours, if one is a day, the other a time, and the words between allow it."""
    day_first = _on_day(second.meaning, first.meaning)
    meaning = day_first or _on_day(first.meaning, second.meaning)
    joint = made.joints["day_time" if day_first else "time_day"]
    if meaning is None or not joint.fullmatch(codes, first.end, second.start):
        return None
    rule = first.rule if day_first else second.rule
    return Found(first.start, second.end, meaning, rule, first.cue or second.cue, loose=False)


def _on_day(time: Meaning, day: Meaning) -> At | None:
    """Put a time on a day; a clock makes a part of the day exact, midnight of an evening ends the day."""
    if not isinstance(time, At):
        return None
    if isinstance(day, At):
        if time.time.isalpha() or not day.time.isalpha() or (time.day and day.day):
            return None
        late = time.time == "00:00" and day.time in ("EV", "NI")
        return replace(time, day=time.day or day.day, time="24:00" if late else time.time)
    if isinstance(day, _DAYLIKE) or (isinstance(day, Shift) and day.unit == "D"):
        return replace(time, day=day) if time.day is None else None
    return None


def _cue(one: Found, codes: str, made: Grammar) -> Cue:
    """Read what the words just before an expression say of it; else what its own words say."""
    for cue, pattern in made.cues.items():
        if pattern.search(codes, max(0, one.start - _CUE_WORDS), one.start):
            return cue
    return one.cue
