"""The publication day, where the source gives none: read off a date line, else inferred (`own_day`).

Read (basis "text"): "Publié le 3 juillet 2025 à 18h12", "July 3, 2025" on a line of its own, "Paris, le 2
juillet 2025 -", "(15 décembre 2017)" at the end of the title.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date

from memcon.model import Basis, Document, Published, Span
from memcon.resolve.time import own_day
from memcon.resolve.time.meaning import Cue, TimeExpression
from memcon.resolve.time.own_day import Tense, whole

_LINE_WORDS = 6
_LEAD_WORDS = 25
_LINE = re.compile(r"[^\n]+")
_PLACE = re.compile(r"\W*[^\W\d_a-zà-ÿ][^\n.!?;:]{1,60}$")
_SMALL_WORD = re.compile(r"(?:^|[\s,(])[a-zà-ÿ]\w*\s*$")
_ARTICLE_AFTER_PLACE = re.compile(r"[^\W\d_]\s*[,–—-]\s*[a-zà-ÿ]{1,3}\s+$")
_AFTER_DATELINE = re.compile(r"\s*[.,)]?\s*(?:\([^\W\d_a-zà-ÿ][^)\n]{1,40}\)|/|[-–—:])")


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
    read = _read(document, expressions)
    if read is not None:
        return read
    body = [expression for expression in expressions if not expression.page]
    lead = [e for e in body if e.span.start < _end_of_lead(document.text)]
    lines = [e for e in body if _is_dateline(*_line_around(document, e.span))]
    return own_day.infer(body, lines, lead, plausible, tense_at) or Published()


def _read(document: Document, expressions: Iterable[TimeExpression]) -> Published | None:
    """Take the first whole date said to be one, else that of a date line, else "ce jeudi 3 juillet 2025".

    Of several date lines above the report the last is its own: a page may show the day it was fetched.
    """
    dates = [expression for expression in expressions if whole(expression.meaning)]
    said = [expression for expression in dates if expression.cue is Cue.PUBLISHED]
    lines = [expression for expression in dates if _dates_the_page(document, expression.span)]
    head = [expression for expression in lines if expression.span.start < _end_of_lead(document.text)]
    own = [expression for expression in dates if expression.cue is Cue.OWN]
    page = [e for e in dates if e.page and e.span.start < _end_of_lead(document.text)]
    for expression in (said or head[-1:] or lines or own or page)[:1]:
        if day := whole(expression.meaning):
            return Published(day.isoformat(), Basis.TEXT, (expression.span,))
    return None


def _end_of_lead(text: str) -> int:
    """Return the end of the first line of running text."""
    return next(
        (line.end() for line in _LINE.finditer(text) if line.group().count(" ") >= _LEAD_WORDS), len(text)
    )


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
