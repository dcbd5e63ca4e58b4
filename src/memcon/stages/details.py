"""Sentences + times -> Details: place in a series, length, medium and numbers of an event."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import TypeVar

from memcon.knowledge import Knowledge
from memcon.lang import Language
from memcon.model import Details, Mention, Moment, Predication, Sentence, Span

_NUMBER = re.compile(r"\b(\d{1,3}(?:[ ,.\u00a0\u202f]\d{3})+|\d+)\b")
_NEAR = 45
Anchored = TypeVar("Anchored", Mention, Moment)


def find(
    predications: Sequence[Predication],
    sentences: Sequence[Sentence],
    moments: Sequence[Moment],
    mentions: Sequence[Mention | None],
    language: Language,
) -> list[Details]:
    """Find what the sentences say of each predication's event beside its parties.

    `since` is a TIMEX3 value, or the actor key whose term of office began then (see `date_terms`).
    """
    named = [mention for mention in mentions if mention is not None]
    return [_of(p, sentences[p.sentence], moments, named, language) for p in predications]


def _of(
    predication: Predication,
    sentence: Sentence,
    moments: Sequence[Moment],
    mentions: Sequence[Mention],
    language: Language,
) -> Details:
    """Find the details that one sentence gives."""
    if predication.type != "CONSULT":
        counted = predication.type in ("ASSAULT", "COERCE")
        times = [m.span for m in moments if sentence.span.covers(m.span)]
        return Details(numbers=_numbers(sentence, times, language) if counted else ())
    inside, here = _inside(sentence, moments), _inside(sentence, mentions)
    ordinal, since = _ordinal(sentence, inside, here, language)
    near = [m.value for m in inside if m.type == "DURATION" and _is_near(m.span, predication.trigger)]
    return Details(
        ordinal=ordinal,
        since=since,
        duration=near[0] if near else None,
        medium=_medium(sentence, predication, language),
    )


def _inside(sentence: Sentence, entries: Sequence[Anchored]) -> list[Anchored]:
    """List the entries of a sentence; all the report's are given, in text order."""
    edges = (sentence.span.start, sentence.span.end)
    first, last = (bisect_left(entries, edge, key=_start) for edge in edges)
    return [entry for entry in entries[first:last] if sentence.span.covers(entry.span)]


def _start(entry: Mention | Moment) -> int:
    return entry.span.start


@lru_cache(maxsize=8)
def _series(language: Language) -> re.Pattern[str]:
    series = language.details.series
    ordinal = "(?P<n>" + "|".join(sorted(series.ordinals, key=len, reverse=True)) + f"|{series.numeral})"
    patterns = "|".join(f"(?:{p})" for p in series.patterns)
    first, *others = patterns.split("{n}")
    joined = first + ordinal + others[0]
    for number, part in enumerate(others[1:], 2):
        joined += ordinal.replace("?P<n>", f"?P<n{number}>") + part
    return re.compile(joined, re.IGNORECASE)


def _ordinal(
    sentence: Sentence,
    moments: Sequence[Moment],
    mentions: Sequence[Mention],
    language: Language,
) -> tuple[int | None, str | None]:
    """Return the place in a series and since when it is counted."""
    series = language.details.series
    for match in _series(language).finditer(sentence.span.text):
        word = next(text for name, text in match.groupdict().items() if text)
        digits = re.match(r"\d+", word)
        number = int(digits.group()) if digits else series.ordinals[word.lower()]
        rest = sentence.span.text[match.end() :]
        since = next((m for w in series.since if (m := re.search(rf"\b{w}\b", rest))), None)
        if since is None:
            continue
        start = sentence.span.start + match.end() + since.end()
        return number, _since(start, sentence, moments, mentions, language)
    return None, None


def _since(
    start: int, sentence: Sentence, moments: Sequence[Moment], mentions: Sequence[Mention], language: Language
) -> str | None:
    """Return the date after "since", or whose term of office it names."""
    following = [m for m in moments if start <= m.span.start <= start + _NEAR and m.value]
    if following:
        return following[0].value
    words = sentence.span.text[start - sentence.span.start :].lower()
    if any(term in words for term in language.details.series.terms):
        named = [m for m in mentions if m.span.start >= start and any(":" in key for key in m.actors)]
        return named[0].actors[0] if named else None
    return None


def date_terms(details: Details, day: str | None, knowledge: Knowledge) -> Details:
    """Replace an actor in `since` by the day on which the actor's present term of office began."""
    if details.since is None or ":" not in details.since:
        return details
    holders = knowledge.offices.get(details.since, ())
    starts = [h.start for h in holders if h.start and (day is None or h.start <= day)]
    return replace(details, since=max(starts, default=None))


def _is_near(span: Span, trigger: Span) -> bool:
    return min(abs(span.start - trigger.end), abs(trigger.start - span.end)) <= _NEAR


def _medium(sentence: Sentence, predication: Predication, language: Language) -> str | None:
    if predication.mode == "phone":
        return "phone"
    words = sentence.span.text.lower()
    return next((m for m, cues in language.details.media.items() if any(cue in words for cue in cues)), None)


def _numbers(sentence: Sentence, times: Sequence[Span], language: Language) -> tuple[tuple[str, int], ...]:
    """Count the dead, injured and arrested that a sentence names: the number nearest to the word, no date."""
    found: dict[str, int] = {}
    text = sentence.span.text
    for span in times:
        start, end = span.start - sentence.span.start, span.end - sentence.span.start
        text = text[:start] + " " * (end - start) + text[end:]
    for kind, words in language.details.numbers.items():
        for token in sentence.tokens:
            if token.text.lower() not in words:
                continue
            place = token.start - sentence.span.start
            near = [m for m in _NUMBER.finditer(text) if abs(m.start() - place) <= _NEAR]
            if near:
                best = min(near, key=lambda m: abs(m.start() - place))
                found.setdefault(kind, int(re.sub(r"\D", "", best.group(1))))
    return tuple(sorted(found.items()))
