"""Predications + times -> when: the days that the text gives each event, and no others.

A time expression dates the word it hangs from; the parser's tree says which, and where it does not, the
nearest expression in the same clause does. An event told in another sentence keeps its date when it is told
again (stages.events).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from memcon.lang import Language
from memcon.model import (
    Moment,
    Mood,
    Period,
    Predication,
    Role,
    Sentence,
    Span,
    Statement,
    StatementKind,
    Status,
    Token,
)
from memcon.stages.attribution import SPOKEN

_FINITE = {Mood.INDICATIVE, Mood.CONDITIONAL, Mood.SUBJUNCTIVE}
_DATING = {"DATE", "TIME"}
# What parties do by speaking, so also at a meeting or in a call.
_SAID_AT_TALKS = SPOKEN | {"AGREE", "SUPPORT", "CONCEDE"}
# How many sentences back a talk may have been told.
_TALK_REACH = 4


def find(
    predications: Sequence[Predication],
    sentences: Sequence[Sentence],
    moments: Sequence[Moment],
    statements: Sequence[Statement],
    language: Language,
) -> list[Period | None]:
    """Return the period of each predication, None where the text gives it none."""
    by_sentence = [_inside(sentence, moments) for sentence in sentences]
    contents = [p.content for p in predications if p.content is not None]
    dater = _Dater(statements, contents, language)
    found: list[Period | None] = []
    for predication in predications:
        sentence = sentences[predication.sentence]
        moment = dater.of(predication, sentence, by_sentence[predication.sentence])
        found.append(_period(moment) if moment is not None else None)
    return _carried(predications, sentences, found, language)


def _carried(
    predications: Sequence[Predication],
    sentences: Sequence[Sentence],
    periods: Sequence[Period | None],
    language: Language,
) -> list[Period | None]:
    """Carry a date on to what the same actor goes on to do or say in the next sentences."""
    additive = language.details.dates.additive
    carried = list(periods)
    for place, predication in enumerate(predications):
        if carried[place] is not None or not predication.actors or predication.status is not Status.ACTUAL:
            continue
        words = {token.text.lower() for token in sentences[predication.sentence].tokens}
        for before in range(place - 1, -1, -1):
            earlier, period = predications[before], carried[before]
            if predication.sentence - earlier.sentence > _TALK_REACH:
                break
            if period is not None and _goes_on(earlier, predication, also=bool(words & additive)):
                carried[place] = period
                break
    return carried


def _goes_on(earlier: Predication, later: Predication, *, also: bool) -> bool:
    """Say whether an act belongs to the day of an earlier one of the same actor.

    What is said at a talk has its date (codebook); "also" carries a date on; so does the next sentence.
    """
    if not _tops(earlier.actors) & _tops(later.actors) or earlier.status is not Status.ACTUAL:
        return False
    if earlier.type == "CONSULT" and later.type in _SAID_AT_TALKS:
        return True
    return later.sentence - earlier.sentence <= (2 if also else 1) and later.type in _SAID_AT_TALKS


def _inside(sentence: Sentence, moments: Sequence[Moment]) -> list[Moment]:
    """List the dates of a sentence."""
    return [m for m in moments if m.type in _DATING and m.first is not None and sentence.span.covers(m.span)]


def _before(sentence: Sentence, moment: Moment) -> list[Token]:
    """Return the word before an expression and its first word."""
    first = next((t for t in sentence.tokens if t.end > moment.span.start), None)
    if first is None:
        return []
    return [first, *sentence.tokens[max(0, first.index - 1) : first.index]]


def _period(moment: Moment) -> Period | None:
    if moment.first is None or moment.last is None:
        return None
    return Period(moment.first, moment.last, moment.span)


class _Dater:
    """Chooses the time expression that dates a predication."""

    def __init__(self, statements: Sequence[Statement], contents: Sequence[Span], language: Language) -> None:
        self._statements = statements
        self._contents = contents
        self._language = language
        self._announcing = language.speech.announcing

    def of(self, predication: Predication, sentence: Sentence, moments: Sequence[Moment]) -> Moment | None:
        head = sentence.tokens[predication.head]
        for moment in moments:
            if any(moment.span.start <= token.start < moment.span.end for token in _above(sentence, head)):
                return moment
        bounds = self._language.details.dates.bounds
        fitting = [
            m
            for m in moments
            if self._same_voice(m, predication)
            and not any(t.text.lower() in bounds for t in _before(sentence, m))
        ]
        anchors = [(moment, _anchor(sentence, moment)) for moment in fitting]
        for word in _chain(sentence, head):
            for moment, anchor in anchors:
                if anchor is word:
                    return moment
        for moment in sorted(fitting, key=lambda m: _distance(m, predication)):
            if _same_clause(sentence, moment, predication) or self._is_saying(predication):
                return moment
        return None

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

    def _is_saying(self, predication: Predication) -> bool:
        around = [s for s in self._statements if s.content.covers(predication.trigger)]
        return bool(around) and all(self._is_own(s, predication) for s in around)

    def _is_own(self, statement: Statement, predication: Predication) -> bool:
        """Say whether the speaker's words are the act: announced, or spoken of oneself."""
        if _tops(statement.speakers) != _tops(predication.actors):
            return False
        announced = statement.cue_lemma in self._announcing
        return announced or (statement.kind is StatementKind.DIRECT and predication.type in SPOKEN)


def _anchor(sentence: Sentence, moment: Moment) -> Token | None:
    """Return the verb or event noun that a time expression hangs from."""
    inside = [t for t in sentence.tokens if moment.span.start <= t.start < moment.span.end]
    heads = [t for t in inside if not moment.span.start <= sentence.tokens[t.head].start < moment.span.end]
    return sentence.head(heads[0]) if heads else None


def _above(sentence: Sentence, head: Token) -> list[Token]:
    """List what a relative clause hangs from: "since 2014, when Russia annexed ...", "le jour où"."""
    above: list[Token] = []
    token = sentence.head(head)
    while token is not None and len(above) < 3:
        above.append(token)
        token = sentence.head(token)
    return above


def _chain(sentence: Sentence, head: Token) -> list[Token]:
    """List a trigger and the words that share its time: modals, support verbs, coordinated verbs above it."""
    chain = [head]
    token = head
    while (above := sentence.head(token)) is not None and len(chain) < 4:
        if token.role in (Role.CLAUSE, Role.RELATIVE, Role.PARATAXIS):
            break
        if token.role is Role.ADVERBIAL and token.mood in _FINITE:
            break
        chain.append(above)
        token = above
    return chain


def _tops(keys: Iterable[str]) -> set[str]:
    return {key.partition(":")[0] for key in keys}


def _distance(moment: Moment, predication: Predication) -> int:
    return min(
        abs(moment.span.start - predication.trigger.end), abs(predication.trigger.start - moment.span.end)
    )


def _same_clause(sentence: Sentence, moment: Moment, predication: Predication) -> bool:
    """Say whether no other finite verb stands between the expression and the trigger."""
    start = min(moment.span.end, predication.trigger.end)
    end = max(moment.span.start, predication.trigger.start)
    head = sentence.tokens[predication.head]
    return not any(
        t.mood in _FINITE and t.pos in ("VERB", "AUX") and t is not head and t.head != head.index
        for t in sentence.tokens
        if start <= t.start < end
    )
