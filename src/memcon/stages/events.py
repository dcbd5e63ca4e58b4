"""Predications -> Events: gather the tellings of one real event; never join what the text keeps apart.

Two tellings are of one event where type, status, parties (as states and organisations) and days agree, and
for attacks and position-taking also the words do not part them. A telling without parties ("cette
conversation", "the strike"), or inside somebody's position ("condemned the expulsion"), makes no event of
its own but may be a further telling of one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from memcon.model import Details, Event, Period, Predication, Span, Statement, Status
from memcon.stages import attribution, opponents
from memcon.stages.predications import background

_RECIPROCAL = {"CONSULT", "AGREE", "COOPERATE"}
# Types whose content parts them: two different demands are two events.
_POSITIONS = {"REQUEST", "ACCUSE", "REJECT", "THREATEN", "SUPPORT", "CONCEDE"}
# Types that answer somebody's act, whom the words may leave to the reader.
_ANSWERS = {"ACCUSE", "REJECT", "THREATEN"}
# How many sentences back a telling without parties may reach.
_REACH = 6


@dataclass
class _Draft:
    """An event while its tellings are gathered."""

    first: Predication
    tellings: list[Predication] = field(default_factory=list)
    actors: list[str] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    when: Period | None = None
    details: Details = field(default_factory=Details)
    attributed_to: tuple[str, ...] = ()

    @property
    def type(self) -> str:
        return self.first.type


def gather(
    predications: Sequence[Predication],
    dates: Sequence[Period | None],
    details: Sequence[Details],
    statements: Sequence[Statement],
) -> tuple[Event, ...]:
    """Gather predications, with their dates and details, into events in text order."""
    drafts: list[_Draft] = []
    inner = background(predications)
    for predication, when, more, inside in zip(predications, dates, details, inner, strict=True):
        draft = next((d for d in reversed(drafts) if _is_same(predication, when, d)), None)
        if draft is None and not inside and _stands_alone(predication):
            draft = _Draft(predication, attributed_to=attribution.of(predication, statements))
            drafts.append(draft)
        if draft is not None:
            _add(draft, predication, when, more)
    for place, draft in enumerate(drafts):
        if not draft.recipients and draft.first.type in _ANSWERS:
            draft.recipients = _answered(draft, drafts[:place], drafts)
    for draft in drafts:
        draft.recipients = draft.recipients or opponents.find(draft, drafts)
    return tuple(_event(draft) for draft in drafts)


def _answered(draft: _Draft, before: Sequence[_Draft], drafts: Sequence[_Draft]) -> list[str]:
    """Find whom an act without recipient answers.

    Whoever did what its content names ("condemned the attack"), whoever acted just before where it points
    back ("rejects these conditions"), else whoever just did something to the actor ("Pakistan rejects the
    accusations").
    """
    own, first = _tops(draft.actors), draft.first
    content = first.content
    for other in drafts if content is not None else ():
        named = any(content.covers(t.trigger) for t in other.tellings) if content is not None else False
        if named and other is not draft and not _tops(other.actors) & own:
            return list(other.actors)
    for other in reversed(before):
        distance = first.sentence - other.tellings[-1].sentence
        if other.first.content is not None and other.first.content.covers(first.trigger):
            continue  # "blamed them for vetoing it": the blame came after
        if first.answers and distance <= 2 and other.actors and not own & _tops(other.actors):
            return list(other.actors)
        if distance <= _REACH - 1 and own <= _tops(other.recipients) and not own & _tops(other.actors):
            return list(other.actors)
    return []


def _stands_alone(predication: Predication) -> bool:
    """Say whether a predication tells an event by itself: somebody identifiable does it."""
    if not predication.actors:
        return False
    alone = len(predication.actors) == 1 and not predication.recipients
    if predication.type == "AGREE" and alone and predication.content is None:
        return predication.verbal or predication.mode == "ceasefire"  # "the deal" is its parties'
    return not (alone and predication.type == "CONSULT") or predication.mode in ("visit", "multilateral")


def _add(draft: _Draft, predication: Predication, when: Period | None, details: Details) -> None:
    draft.tellings.append(predication)
    draft.when = draft.when or when
    draft.details = _merge(draft.details, details)
    if not draft.actors or _is_finer(predication.actors, draft.actors):
        draft.actors = list(predication.actors)
    if not draft.recipients or _is_finer(predication.recipients, draft.recipients):
        draft.recipients = [key for key in predication.recipients if key not in draft.actors]


def _merge(known: Details, more: Details) -> Details:
    """Fill what is not known yet; ordinal and its start belong together."""
    series = known if known.ordinal is not None else more
    return Details(
        ordinal=series.ordinal,
        since=series.since,
        duration=known.duration or more.duration,
        medium=known.medium or more.medium,
        numbers=known.numbers or more.numbers,
    )


def _tops(keys: Sequence[str]) -> frozenset[str]:
    return frozenset(key.partition(":")[0] for key in keys)


def _is_finer(keys: Sequence[str], others: Sequence[str]) -> bool:
    """Say whether the same states are named by their officials."""
    return _tops(keys) == _tops(others) and sum(":" in k for k in keys) > sum(":" in k for k in others)


def _is_same(predication: Predication, when: Period | None, draft: _Draft) -> bool:
    """Say whether a predication tells the event of a draft once more."""
    first = draft.first
    if predication.type != first.type or predication.status is not first.status:
        return False
    if predication.mode and first.mode and predication.mode != first.mode:
        return False
    if when is not None and draft.when is not None and not _meet(when, draft.when):
        return False
    if not predication.actors and not predication.recipients:
        return predication.sentence - draft.tellings[-1].sentence <= _REACH
    return _same_parties(predication, draft) and _same_matter(predication, when, draft)


def _same_parties(predication: Predication, draft: _Draft) -> bool:
    actors, recipients = _tops(predication.actors), _tops(predication.recipients)
    known = _tops(draft.actors)
    if predication.type in _RECIPROCAL:
        return actors == known or (len(actors) == 1 and actors < known)
    if actors and actors != known:
        return False
    return recipients == _tops(draft.recipients) or not recipients or not draft.recipients


def _same_matter(predication: Predication, when: Period | None, draft: _Draft) -> bool:
    """Say whether two tellings with the same parties can be of one act: same day, words or content."""
    if when is not None and when == draft.when and predication.type not in _POSITIONS:
        return True
    if predication.content is not None and predication.type in _POSITIONS:
        contents = [t.content for t in draft.tellings if t.content is not None]
        return not contents or any(_share(predication.content.text, c.text) for c in contents)
    if predication.type in _POSITIONS and predication.verbal and draft.first.verbal:
        return predication.rule == draft.first.rule
    return predication.sentence - draft.tellings[-1].sentence <= _REACH


def _share(words: str, others: str) -> bool:
    """Say whether two contents share half of the long words of the shorter one."""
    one, two = ({w for w in text.lower().split() if len(w) > 3} for text in (words, others))
    return bool(one and two) and len(one & two) * 2 >= min(len(one), len(two))


def _meet(when: Period, other: Period) -> bool:
    return when.first <= other.last and other.first <= when.last


def _without_states(keys: Sequence[str]) -> tuple[str, ...]:
    """Drop a state that acts through its named official: "the person, not also the state" (codebook)."""
    named = {key.partition(":")[0] for key in keys if ":" in key}
    return tuple(key for key in keys if key not in named)


def _event(draft: _Draft) -> Event:
    first = draft.first
    scheduled = first.type == "CONSULT" and first.status is Status.PLANNED
    content = next((p.content for p in draft.tellings if p.content is not None), None)
    mentions: list[Span] = sorted({p.trigger for p in draft.tellings})
    return Event(
        type="AGREE" if scheduled else first.type,
        mode="" if scheduled else next((p.mode for p in draft.tellings if p.mode), ""),
        actors=_without_states(draft.actors),
        recipients=_without_states(draft.recipients),
        mentions=tuple(mentions),
        status=first.status,
        when=draft.when,
        attributed_to=draft.attributed_to,
        content=content,
        contexts=first.contexts,
        details=draft.details,
        because=tuple(b for p in draft.tellings for b in p.because),
    )
