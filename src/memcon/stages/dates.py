"""Predications + times -> when: the days that the text gives each event, and no others.

A time expression dates the word it hangs from and what shares that word's time: a meeting that is its subject
or during which it is ("lors d'un sommet"), not an attack after which it is, nor what it condemns. Where the
tree does not say, the nearest expression of the same clause does.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from memcon.lang import Language
from memcon.lang.schema import DateWords
from memcon.model import (
    Moment,
    Period,
    Predication,
    Sentence,
    Span,
    Statement,
    StatementKind,
    Status,
)
from memcon.stages.attribution import SPOKEN
from memcon.stages.clauses import Clauses, clauses

_DATING = {"DATE", "TIME"}
# Where the report is published it may still be the day before.
_TURN = timedelta(days=1)


def find(
    predications: Sequence[Predication],
    sentences: Sequence[Sentence],
    moments: Sequence[Moment],
    statements: Sequence[Statement],
    language: Language,
    *,
    today: str | None = None,
) -> list[Period | None]:
    """Return the period of each predication, None where its own sentence gives it none.

    What has happened did so before `today`, the publication day, was over (a day more, elsewhere).
    """
    contents = [p.content for p in predications if p.content is not None]
    dated = [_inside(sentence, moments, language.details.dates) for sentence in sentences]
    clauses_of = clauses(predications, sentences, language)
    dater = _Dater(statements, contents, language)
    found: list[Period | None] = []
    for predication in predications:
        place = predication.sentence
        around = clauses_of(predication)
        told = around.tense(sentences[place].tokens[predication.head])
        happened = predication.status is Status.ACTUAL and told != "future"
        possible = [m for m in dated[place] if not happened or not _is_to_come(m, today)]
        moment = dater.of(predication, around, possible)
        found.append(_period(moment) if moment is not None else None)
    return found


def of_statements(
    statements: Sequence[Statement],
    sentences: Sequence[Sentence],
    moments: Sequence[Moment],
    language: Language,
) -> list[Period | None]:
    """Return the period in which each statement was made: that of the word that reports it."""
    found: list[Period | None] = []
    for statement in statements:
        period = None
        sentence = sentences[statement.sentence] if 0 <= statement.sentence < len(sentences) else None
        if statement.cue is not None and sentence is not None and sentence.span.covers(statement.cue):
            around = Clauses(sentence, set(), language)
            cue = next(t for t in sentence.tokens if t.end > statement.cue.start)
            outside = [
                m
                for m in _inside(sentence, moments, language.details.dates)
                if not statement.content.covers(m.span)
            ]
            moment = around.hanging(cue, outside) or around.touching(cue, outside)
            period = _period(moment) if moment is not None else None
        found.append(period)
    return found


def _is_to_come(moment: Moment, today: str | None) -> bool:
    if today is None or moment.first is None:
        return False
    return date.fromisoformat(moment.first) - date.fromisoformat(today) > _TURN


def _period(moment: Moment) -> Period | None:
    if moment.first is None or moment.last is None:
        return None
    return Period(moment.first, moment.last, moment.span)


# --- the expressions of a sentence


def _inside(sentence: Sentence, moments: Sequence[Moment], words: DateWords) -> list[Moment]:
    """List the dates of a sentence that are no bounds; the two days of a range are one."""
    inside = [
        m for m in moments if m.type in _DATING and m.first is not None and sentence.span.covers(m.span)
    ]
    return [m for m in _ranged(inside, sentence, words) if not _is_bound(sentence, m, words)]


def _ranged(moments: Sequence[Moment], sentence: Sentence, words: DateWords) -> list[Moment]:
    """Join "du 12 au 16 septembre", "lundi et mardi"."""
    joined = list(moments[:1])
    for first, second in pairwise(moments):
        between = sentence.span.text[
            first.span.end - sentence.span.start : second.span.start - sentence.span.start
        ]
        ordered = (joined[-1].first or "") <= (second.last or "")
        if between.strip().lower() in words.ranges and ordered and first.span.end <= second.span.start:
            text = sentence.span.text
            start, end = joined[-1].span.start, second.span.end
            span = Span(start, end, text[start - sentence.span.start : end - sentence.span.start])
            joined[-1] = replace(joined[-1], span=span, last=second.last)
        else:
            joined.append(second)
    return joined


def _is_bound(sentence: Sentence, moment: Moment, words: DateWords) -> bool:
    """Say whether "since", "before" or the like stands before an expression, or begins it."""
    first = next((t for t in sentence.tokens if t.end > moment.span.start), None)
    if first is None:
        return False
    return any(
        t.text.lower() in words.bounds for t in sentence.tokens[max(0, first.index - 2) : first.index + 1]
    )


class _Dater:
    """Chooses the time expression that dates a predication."""

    def __init__(self, statements: Sequence[Statement], contents: Sequence[Span], language: Language) -> None:
        self._statements = statements
        self._contents = contents
        self._announcing = language.speech.announcing

    def of(self, predication: Predication, around: Clauses, moments: Sequence[Moment]) -> Moment | None:
        head = around.sentence.tokens[predication.head]
        for moment in moments:
            if any(moment.span.start <= token.start < moment.span.end for token in around.above(head)):
                return moment
        fitting = [m for m in moments if self._same_voice(m, predication)]
        found = around.hanging(head, fitting) or around.touching(head, fitting)
        found = found or around.near(head, fitting)
        if found is None and self._is_saying(predication):
            found = next((m for m in fitting if not self._is_said(m)), None)
        return found

    def _same_voice(self, moment: Moment, predication: Predication) -> bool:
        """Say whether an expression may date a trigger: both inside or both outside each reported speech.

        In "said on Tuesday that X attacked Y", Tuesday is the day of the saying, unless the saying is the
        act: an announcement of one's own act, or one's own words ("We condemn it", said on Tuesday).
        """
        for content in self._contents:
            own = content == predication.content and not predication.speech
            if content.covers(moment.span) and not content.covers(predication.trigger) and not own:
                return False
        for statement in self._statements:
            outside = statement.content.covers(predication.trigger) and not statement.content.covers(
                moment.span
            )
            if outside and not self._is_own(statement, predication):
                return False
            if statement.content.covers(moment.span) and not statement.content.covers(predication.trigger):
                return False
        return True

    def _is_said(self, moment: Moment) -> bool:
        return any(s.content.covers(moment.span) for s in self._statements)

    def _is_saying(self, predication: Predication) -> bool:
        around = [s for s in self._statements if s.content.covers(predication.trigger)]
        return bool(around) and all(self._is_own(s, predication) for s in around)

    def _is_own(self, statement: Statement, predication: Predication) -> bool:
        """Say whether the speaker's words are the act: announced, or spoken of oneself."""
        if _tops(statement.speakers) != _tops(predication.actors):
            return False
        announced = statement.cue_lemma in self._announcing
        return announced or (statement.kind is StatementKind.DIRECT and predication.type in SPOKEN)


def _tops(keys: Iterable[str]) -> set[str]:
    return {key.partition(":")[0] for key in keys}
