"""Whom an act without recipient is against, where the report leaves only one to think of.

"Russia shelled the region. Ukraine fired back, killing ten people": those killed are on Russia's side,
because nobody else in the report is at odds with Ukraine.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

# Types of acts against somebody, and those whose recipient may be left to the reader.
_HOSTILE = {"ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "COERCE", "ASSAULT", "MOBILIZE"}
# Force is used against whom force is used, not against whoever criticises it.
_FORCE = {"ASSAULT", "COERCE", "MOBILIZE", "PROTEST", "THREATEN"}
_OPEN = {"ACCUSE", "REJECT", "THREATEN", "SANCTION", "ASSAULT", "PROTEST"}


class Act(Protocol):
    """An act with its parties."""

    @property
    def type(self) -> str:
        """The PLOVER type."""

    actors: list[str]
    recipients: list[str]


def find(act: Act, others: Iterable[Act]) -> list[str]:
    """Return the one opponent of an act's actor in its report, [] where there is none or are several."""
    if act.type not in _OPEN or len(_tops(act.actors)) != 1:
        return []
    met = Counter(
        side
        for other in others
        if other is not act
        for side in _against(act.actors, other)
        if act.type != "ASSAULT" or other.type in _FORCE
    )
    if not met:
        return []
    (best, times), *rest = met.most_common()
    return list(best) if not rest or times > rest[0][1] + 1 else []


def _against(actors: Sequence[str], other: Act) -> Iterator[tuple[str, ...]]:
    """Yield the sides that are against the actors in another act."""
    if other.type not in _HOSTILE:
        return
    sides = [other.actors, other.recipients] if other.recipients else [[key] for key in other.actors]
    if other.type == "PROTEST" and not other.recipients:
        sides = [other.actors, sorted(_tops(other.actors))]
    if len(sides) != 2:
        return
    for own, against in (sides, reversed(sides)):
        if _tops(own) == _tops(actors) and _differ(actors, against):
            yield tuple(sorted(_generic(key) for key in against))


def _differ(actors: Sequence[str], others: Sequence[str]) -> bool:
    """Say whether two sides are not the same; a state and its protesters are two."""
    if any(_is_crowd(key) for key in others) != any(_is_crowd(key) for key in actors):
        return True
    return not _tops(actors) & _tops(others)


def _generic(key: str) -> str:
    """Take an official for the state: another act of the state is against the state."""
    return key if _is_crowd(key) else _state(key)


def _is_crowd(key: str) -> bool:
    return key.partition(":")[2][:1].islower()


def _state(key: str) -> str:
    return key.partition(":")[0]


def _tops(keys: Iterable[str]) -> set[str]:
    return {_state(key) for key in keys}
