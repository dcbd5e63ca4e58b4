"""Predications -> Events: gather the tellings of one real event; never join what the text keeps apart.

Two tellings are of one event where type, status, parties (as states and organisations) and days agree, and
for attacks and position-taking also the words do not part them. A telling without parties ("cette
conversation", "the strike"), or inside somebody's position ("condemned the expulsion"), makes no event of
its own but may be a further telling of one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from memcon.model import Because, Details, Event, Period, Predication, Span, Statement, Status
from memcon.stages import attribution, opponents
from memcon.stages.predications import background

_RECIPROCAL = {"CONSULT", "AGREE", "COOPERATE"}
# Types whose content parts them: two different demands are two events.
_POSITIONS = {"REQUEST", "ACCUSE", "REJECT", "THREATEN", "SUPPORT", "CONCEDE"}
# Types that answer somebody's act, whom the words may leave to the reader.
_ANSWERS = {"ACCUSE", "REJECT", "THREATEN"}
_VISIT = "visit"
_FIGHTING = "ASSAULT"
# How many sentences back a telling without parties may reach.
_REACH = 6
_WEEK = 7


@dataclass
class _Draft:
    """An event while its tellings are gathered."""

    first: Predication
    tellings: list[Predication] = field(default_factory=list)
    actors: list[str] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    when: Period | None = None
    handed: Period | None = None
    details: Details = field(default_factory=Details)
    told_in: Statement | None = None
    understood: str = ""

    @property
    def type(self) -> str:
        return self.first.type

    def understand(self, recipients: list[str], why: str) -> None:
        """Take whom the words leave to the reader for the recipients."""
        self.recipients = recipients
        self.understood = why if recipients else ""


def gather(
    predications: Sequence[Predication],
    dates: Sequence[Period | None],
    details: Sequence[Details],
    statements: Sequence[Statement],
    carried: Sequence[Period | None],
) -> tuple[Event, ...]:
    """Gather predications, with their dates and details, into events in text order.

    An event that no telling dates has the first date carried on to one of them (`stages.story`).
    """
    drafts: list[_Draft] = []
    inner = background(predications)
    known = zip(predications, dates, details, carried, inner, strict=True)
    for predication, when, more, handed, inside in known:
        draft = next((d for d in reversed(drafts) if _is_same(predication, when, d)), None)
        if draft is None and not inside and _stands_alone(predication):
            draft = _Draft(predication, told_in=attribution.of(predication, statements))
            drafts.append(draft)
        if draft is not None:
            _add(draft, predication, when, more)
            draft.handed = draft.handed or handed
    for place, draft in enumerate(drafts):
        if not draft.recipients and draft.first.type in _ANSWERS:
            draft.understand(_answered(draft, drafts[:place], drafts), "whose act it answers")
    for draft in drafts:
        if not draft.recipients:
            draft.understand(opponents.find(draft, drafts), "the one opponent that the report names")
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
    if draft.when is None or (when is not None and _sharpens(when, draft.when)):
        draft.when = when
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
    if _VISIT in (predication.mode, first.mode) and predication.mode != first.mode and predication.actors:
        return False  # who visits somebody and talks with him does two things
    if when is not None and draft.when is not None and not _meet(when, draft.when):
        return False
    if not predication.actors and not predication.recipients:
        return predication.sentence - draft.tellings[-1].sentence <= _REACH
    return _same_parties(predication, draft) and _same_matter(predication, when, draft)


def _same_parties(predication: Predication, draft: _Draft) -> bool:
    actors, recipients = _tops(predication.actors), _tops(predication.recipients)
    known = _tops(draft.actors)
    if predication.type in _RECIPROCAL:
        one_of = len(actors) == 1 and actors < known
        return actors == known or (one_of and not _parts(predication, draft))
    if len(known) > 1 and not draft.recipients and predication.type == _FIGHTING:
        return actors <= known and not recipients  # "clashed with": both sides fight
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
    if predication.type in _POSITIONS and predication.verbal and predication.rule != draft.first.rule:
        return False  # "condemned it" and "summoned the ambassador" are two acts
    if _parts(predication, draft) and predication.type not in _RECIPROCAL:
        return False  # "imposed sanctions and revoked visas"
    return predication.sentence - draft.tellings[-1].sentence <= _REACH


def _parts(predication: Predication, draft: _Draft) -> bool:
    """Say whether other verbs tell of other acts; what an attack does in its sentence is the attack."""
    other = predication.rule != draft.first.rule and predication.verbal and draft.first.verbal
    same_attack = predication.type == _FIGHTING and predication.sentence == draft.tellings[-1].sentence
    return other and not same_attack


def _share(words: str, others: str) -> bool:
    """Say whether two contents share half of the long words of the shorter one."""
    one, two = ({w for w in text.lower().split() if len(w) > 3} for text in (words, others))
    return bool(one and two) and len(one & two) * 2 >= min(len(one), len(two))


def _sharpens(when: Period, other: Period) -> bool:
    """Say whether a period is a day within a week, a month or a year."""
    within = other.first <= when.first and when.last <= other.last
    return within and when.first == when.last and other.days >= _WEEK


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
        when=draft.when or draft.handed,
        attributed_to=first.announced_by or (draft.told_in.speakers if draft.told_in is not None else ()),
        content=content,
        contexts=first.contexts,
        details=draft.details,
        because=(*(b for p in draft.tellings for b in p.because), *_because(draft)),
    )


def _because(draft: _Draft) -> Iterator[Because]:
    """Say where the day and the source of an event stand, and who was understood."""
    if draft.understood:
        yield Because("recipients", None, draft.understood)
    if draft.when is not None:
        yield Because("when", draft.when.words, "this time expression dates it")
    if draft.told_in is not None:
        yield Because("attributed_to", draft.told_in.cue, "told in their words")
