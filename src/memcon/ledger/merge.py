"""Decide which tellings tell the same event: what keeps two apart, and how alike they are.

Two tellings are one event only if nothing keeps them apart (`apart`: another type, other parties, other days,
another country, another place in the series, the same report) and their words are as alike as the case needs
(`NEEDED`): a call of the same two persons on the same day needs no shared word, two accusations do.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from memcon.ledger.tellings import Telling

OPEN = {"planned", "hypothetical"}  # not yet: never the same event as what took place
MUTUAL = {"CONSULT", "COOPERATE"}  # who hosts whom is one report's way of telling it
MEETING = {"CONSULT"}
MATERIAL = {
    "COOPERATE", "AID", "RETREAT", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
}  # fmt: skip
LOOSE_MODES = {"ASSAULT", "PROTEST", "REQUEST", "REJECT", "ACCUSE", "THREATEN", "AID", "COOPERATE"}
NARROW = 10  # days: a longer period dates nothing closely enough to tell two events by
RECENT = 4  # days before its publication in which an undated event is taken to lie
NEEDED = {
    ("meeting", "same-day"): 0.0,
    ("meeting", "near-day"): 0.2,
    ("material", "same-day"): 0.1,
    ("material", "near-day"): 0.3,
    ("verbal", "same-day"): 0.15,
    ("verbal", "near-day"): 0.3,
    ("meeting", "same-period"): 0.4,
    ("material", "same-period"): 0.4,
    ("verbal", "same-period"): 0.5,
}
COPIED = 0.8  # likeness of the sentences of two copies that tell one thing


@dataclass(frozen=True, slots=True)
class Decision:
    """Which event a telling belongs to, by which rule, how alike, and why in words."""

    event: str
    rule: str
    likeness: float
    why: str


def assign(new: Sequence[Telling], events: dict[str, Sequence[Telling]]) -> dict[str, Decision]:
    """Assign the tellings of one report to events, the surest pair first; each event takes one of them."""
    pairs = [
        (found.rule == "copy", found.likeness, telling.id, event, found)
        for telling in new
        for event, members in events.items()
        if (found := judge(telling, event, members)) is not None
    ]
    placed: dict[str, Decision] = {}
    taken: set[str] = set()
    for _, _, telling_id, event, found in sorted(pairs, key=lambda p: (not p[0], -p[1], p[2], p[3])):
        if telling_id not in placed and event not in taken:
            placed[telling_id] = found
            taken.add(event)
    return placed


def judge(telling: Telling, event: str, members: Sequence[Telling]) -> Decision | None:
    """Decide whether a telling is of the event that the members tell; None keeps them apart."""
    copied = [m for m in members if _is_copy(telling, m)]
    if copied and all(m.report != telling.report for m in members):
        return Decision(event, "copy", 1.0, f"report {copied[0].report} has the same words: a reprint")
    own = [m for m in members if m.rule != "copy"] or list(members)
    if any(apart(telling, member) for member in own):
        return None
    like, nearest = max(((likeness(telling, m), m) for m in own), key=lambda pair: (pair[0], pair[1].id))
    rule = dating(telling, own)
    if like < NEEDED[_family(telling.type), rule] and not (rule == "same-day" and _open(telling, own)):
        return None
    return Decision(event, rule, round(like, 3), _explain(telling, nearest, rule, like))


def _is_copy(telling: Telling, member: Telling) -> bool:
    return (
        telling.copy_of == member.copy_of
        and telling.report != member.report
        and telling.type == member.type
        and (telling.actors, telling.recipients) == (member.actors, member.recipients)
        and likeness(telling, member) >= COPIED
    )


def _family(kind: str) -> str:
    if kind in MEETING:
        return "meeting"
    return "material" if kind in MATERIAL else "verbal"


def _explain(telling: Telling, nearest: Telling, rule: str, like: float) -> str:
    who = ", ".join(sorted(parties(telling.actors + telling.recipients)))
    day = nearest.day_from or telling.day_from
    undated = f"one is dated, {day}" if day else "neither is dated"
    when = {
        "same-day": f"both on {day}",
        "near-day": f"{undated}, published within days",
        "same-period": f"both {telling.day_from} to {telling.day_to}",
    }[rule]
    return f"report {nearest.report}: {telling.type} of {who}; {when}; {like:.0%} of the words around alike"


def dating(telling: Telling, members: Iterable[Telling]) -> str:
    """Name how the days agree: `same-day`, `near-day` (undated on a side) or `same-period` (too long)."""
    if not telling.day_from:
        return "near-day"
    dated = [member for member in members if member.day_from]
    if not dated:
        return "near-day"
    return "same-period" if _length(telling) > NARROW else "same-day"


def likeness(one: Telling, other: Telling) -> float:
    """Return the share of what the shorter of two passages is about that the other is about too.

    The parties themselves do not count: they agree already.
    """
    known = _known(one, other)
    here, there = set(one.features.split()) - known, set(other.features.split()) - known
    return len(here & there) / min(len(here), len(there)) if here and there else 0.0


def _known(*tellings: Telling) -> set[str]:
    """Return the features that only say who takes part."""
    keys = {key for telling in tellings for key in telling.actors + telling.recipients}
    return {"@" + key.replace(" ", "_") for key in keys} | {"=" + key[:3] for key in keys}


def _open(telling: Telling, members: Iterable[Telling]) -> bool:
    """Say whether same act, sides and day suffice, as words cannot tell: too few, or of two languages.

    What two languages say of other topics is told apart: their words are listed in both.
    """
    known = _known(telling)
    return any(_few(telling, m, known) or _translated(telling, m) for m in members)


def _few(one: Telling, other: Telling, known: set[str]) -> bool:
    shortest = min((set(t.features.split()) - known for t in (one, other)), key=len)
    return len(shortest) <= 2 and not (_topics(one) and _topics(other) and not _topics(one) & _topics(other))


def _translated(one: Telling, other: Telling) -> bool:
    if one.language == other.language:
        return False
    here, there = _topics(one), _topics(other)
    return bool(here & there) or not (here and there)


def _topics(telling: Telling) -> set[str]:
    return {feature for feature in telling.features.split() if feature.startswith("~")}


def apart(one: Telling, other: Telling) -> str:
    """Say what keeps two tellings apart, "" where nothing does."""
    if one.report == other.report:
        return "one report tells both"
    if one.type != other.type:
        return "type"
    if (one.status in OPEN) != (other.status in OPEN):
        return "status"
    if _modes_apart(one, other):
        return "mode"
    if parties_apart(one, other):
        return "parties"
    if days_apart(one, other):
        return "days"
    if one.country and other.country and one.country != other.country:
        return "place"
    if one.ordinal and other.ordinal and one.ordinal[0] != other.ordinal[0]:
        return "series"
    return ""


def _modes_apart(one: Telling, other: Telling) -> bool:
    if one.mode == other.mode or not (one.mode and other.mode):
        return False
    if one.type == "CONSULT":
        return "phone" in (one.mode, other.mode)
    return one.type not in LOOSE_MODES


def party(key: str) -> str:
    """Return the side that an actor stands for: RUS for RUS:Putin; a crowd stands for itself.

    >>> party("RUS:Putin"), party("FRA:protesters"), party("EU:von der Leyen")
    ('RUS', 'FRA:protesters', 'EU')
    """
    state, _, rest = key.partition(":")
    return key if rest and rest.islower() else state


def parties(keys: Iterable[str]) -> set[str]:
    """Return the sides of several actors."""
    return {party(key) for key in keys}


def parties_apart(one: Telling, other: Telling) -> bool:
    """Say whether two tellings are of other sides, or name other persons of a side."""
    if one.type in MUTUAL:
        here, there = one.actors + one.recipients, other.actors + other.recipients
        return _others(here, there) or _other_persons(here, there)
    if _others(one.actors, other.actors) or _other_persons(one.actors, other.actors):
        return True
    here, there = one.recipients, other.recipients
    if not (here and there):
        return False
    mine, theirs = parties(here), parties(there)
    return not (mine <= theirs or theirs <= mine) or _other_persons(here, there)


def _others(here: Iterable[str], there: Iterable[str]) -> bool:
    """Say whether the sides differ; a telling that leaves some out must name at least two."""
    mine, theirs = parties(here), parties(there)
    if mine == theirs:
        return not mine
    return not ((mine < theirs and len(mine) > 1) or (theirs < mine and len(theirs) > 1))


def _other_persons(here: Iterable[str], there: Iterable[str]) -> bool:
    mine, theirs = _persons(here), _persons(there)
    return any(not mine[side] & theirs[side] for side in mine.keys() & theirs.keys())


def _persons(keys: Iterable[str]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for key in keys:
        if party(key) != key:
            found.setdefault(party(key), set()).add(key)
    return found


def days_apart(one: Telling, other: Telling) -> bool:
    """Say whether the texts keep two tellings on other days."""
    if one.day_from and other.day_from:
        if _length(one) > NARROW or _length(other) > NARROW:
            return (one.day_from, one.day_to) != (other.day_from, other.day_to)
        return one.day_from > other.day_to or other.day_from > one.day_to
    if not (one.published and other.published):
        return True
    if not (one.day_from or other.day_from):
        return abs(_day(one.published) - _day(other.published)) > timedelta(days=2)
    dated, undated = (one, other) if one.day_from else (other, one)
    if _length(dated) > NARROW:
        return True
    published = _day(undated.published)
    ahead = timedelta(days=60 if undated.status in OPEN else 0)
    return not (
        published - timedelta(days=RECENT) <= _day(dated.day_to) and _day(dated.day_from) <= published + ahead
    )


def _length(telling: Telling) -> int:
    return (_day(telling.day_to) - _day(telling.day_from)).days


def _day(value: str) -> date:
    return date.fromisoformat(value)
