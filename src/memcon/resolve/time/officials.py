"""Officials named with their office: on which days all of them held it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from memcon.knowledge import Holder, Knowledge
from memcon.model import Reference

# Titles that do not say which office is meant.
_VAGUE = {"official", "other minister"}


def in_office(references: Sequence[Reference], knowledge: Knowledge) -> Callable[[date], bool]:
    """Return a function that says whether all officials named with their office held it on a day.

    Only persons named with a state and an office of theirs count: "le président français X". No day is after
    the year of the newest fact that the knowledge base holds.
    """
    terms = [found for reference in references if (found := _terms(reference, knowledge))]
    newest = max((term.attested for held in knowledge.offices.values() for term in held), default="")

    def plausible(day: date) -> bool:
        return (not newest or str(day.year) <= newest[:4]) and all(
            any(term.attested_on(day.isoformat()) for term in held) for held in terms
        )

    return plausible


def _terms(reference: Reference, knowledge: Knowledge) -> list[Holder]:
    """List the terms in which the person that a reference names held the office that it gives.

    The state may be left out where the name is full ("le président João Lourenço").
    """
    if len(reference.persons) != 1 or not _is_certain(reference) or set(reference.offices) <= _VAGUE:
        return []
    return [
        term
        for key in reference.persons[0].keys
        for term in knowledge.offices.get(key, ())
        if _same_office(term, reference) and (not reference.states or term.state in reference.states)
    ]


def _is_certain(reference: Reference) -> bool:
    """Say whether it is clear whom a reference names: by state, by full name, or by a name of its own."""
    name = reference.persons[0]
    return bool(reference.states) or name.full or len(name.keys) == 1


def _same_office(term: Holder, reference: Reference) -> bool:
    return term.kind in reference.offices or bool(reference.title and reference.title in term.office.lower())
