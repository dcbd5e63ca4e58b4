"""Dates -> dates that a reader carries on: what the same actor goes on to say has the day told before.

"Le ministre a dénoncé mardi ... Il a appelé ...": the appeal is Tuesday's. What is said at a talk has the
date of the talk (codebook). Only acts of speech told in the past follow, on a day and not a month; far off
only as long as the text names no other day.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from memcon.model import Moment, Mood, Part, Period, Predication, Role, Sentence, Statement, Status, Token
from memcon.stages.attribution import SAID, SPOKEN

# How many sentences back the day may have been told, and if no other day is named since.
_NEAR, _FAR = 3, 8
# How many sentences back an act may have been told that is answered.
_ANSWER = 6
# A day, a night or a weekend.
_SHORT = 2
# The tense of an auxiliary that tells what was before the story: "avait promis", "had promised".
_EARLIER = {"imperfect", "past"}


@dataclass(frozen=True, slots=True)
class _Told:
    """A dated act or saying: where, by whom, when, and whether at a talk."""

    sentence: int
    actors: frozenset[str]
    period: Period
    talk: bool = False


def carried(
    predications: Sequence[Predication],
    periods: Sequence[Period | None],
    statements: Sequence[tuple[Statement, Period | None]],
    sentences: Sequence[Sentence],
    moments: Sequence[Moment],
    *,
    today: str | None = None,
) -> list[Period | None]:
    """Return for each predication without a date of its own the one that its actor's last act hands on.

    What answers an act of the day of publication can only have been said on that day.
    """
    told = [
        _Told(p.sentence, frozenset(p.actors), period, talk=p.type == "CONSULT")
        for p, period in zip(predications, periods, strict=True)
        if period is not None and p.status is Status.ACTUAL
    ]
    told += [
        _Told(s.sentence, frozenset(s.speakers), period) for s, period in statements if period is not None
    ]
    told = sorted((one for one in told if one.period.days <= _SHORT), key=lambda one: one.sentence)
    named = _days_named(sentences, moments)
    fresh = [
        p
        for p, period in zip(predications, periods, strict=True)
        if period is not None and period.first == period.last == today and p.status is Status.ACTUAL
    ]
    return [
        _handed(predication, told, named) or _answering(predication, fresh, today)
        if period is None and _may_follow(predication, sentences[predication.sentence])
        else None
        for predication, period in zip(predications, periods, strict=True)
    ]


def _days_named(sentences: Sequence[Sentence], moments: Sequence[Moment]) -> list[tuple[int, str]]:
    """List the days that the text names, with the sentences."""
    starts = [sentence.span.start for sentence in sentences]
    return [
        (bisect_right(starts, m.span.start) - 1, m.first)
        for m in moments
        if m.first is not None and m.first == m.last
    ]


def _may_follow(predication: Predication, sentence: Sentence) -> bool:
    said = predication.type in SAID and predication.status is Status.ACTUAL and bool(predication.actors)
    return said and sentence.part is Part.BODY and _is_narrated(sentence, sentence.tokens[predication.head])


def _handed(
    predication: Predication, told: Sequence[_Told], named: Sequence[tuple[int, str]]
) -> Period | None:
    """Return the day that the last act of the same actor, or the last talk, hands on."""
    place = predication.sentence
    for one in reversed(told):
        if one.sentence > place or not _hands_on(one, predication):
            continue
        others = any(
            one.sentence < where <= place and not one.period.first <= day <= one.period.last
            for where, day in named
        )
        if place - one.sentence <= (_NEAR if others else _FAR):
            return one.period
    return None


def _answering(predication: Predication, fresh: Sequence[Predication], today: str | None) -> Period | None:
    """Return the day of publication for what is said against an act of that day told shortly before."""
    answered = _tops(predication.recipients) if predication.type in SPOKEN else set()
    near = (p for p in fresh if 0 <= predication.sentence - p.sentence <= _ANSWER and p is not predication)
    if today is not None and any(answered and answered == _tops(p.actors) for p in near):
        return Period(today, today)
    return None


def _hands_on(earlier: _Told, later: Predication) -> bool:
    """Say whether an act can be of an earlier one's day: the same actor's, or said by a party to a talk."""
    if earlier.talk:
        return not earlier.actors or bool(_tops(earlier.actors) & _tops(later.actors))
    return bool(earlier.actors & set(later.actors))


def _is_narrated(sentence: Sentence, head: Token) -> bool:
    """Say whether a trigger's verb is in the past of the story: not "accuses"."""
    verb: Token | None = head
    while verb is not None and (verb.mood is Mood.NONE or verb.pos not in ("VERB", "AUX")):
        verb = sentence.head(verb)
    if verb is None:
        return False
    if verb.mood in (Mood.GERUND, Mood.INFINITIVE, Mood.PARTICIPLE):
        above = sentence.head(verb)
        return above is not None and _is_narrated(sentence, above)
    before = any(aux.tense in _EARLIER for aux in sentence.below(verb, Role.AUXILIARY))
    return verb.tense == "past" and not before


def _tops(keys: Iterable[str]) -> set[str]:
    return {key.partition(":")[0] for key in keys}
