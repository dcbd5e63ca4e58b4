"""Tell persons apart: which known person, or which unknown one, each name of a report stands for."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from memcon.knowledge import Holder, Knowledge
from memcon.knowledge.spelling import fold
from memcon.model import PersonName, Reference

# Offices by how likely news name their holder by surname alone.
_PROMINENT = (
    "head of state",
    "head of government",
    "foreign minister",
    "organisation head",
    "defence minister",
    "spokesperson",
    "deputy head",
    "UN ambassador",
    "security official",
)
_ENOUGH, _PROMINENT_ALONE = 3.0, 2.0


@dataclass
class _Evidence:
    """What a report says of one name: the keys that fit, the states and offices it is given."""

    text: str
    keys: tuple[str, ...] = ()
    full: bool = False
    states: list[str] = field(default_factory=list)
    offices: list[str] = field(default_factory=list)
    titled: bool = False


@dataclass(frozen=True)
class Persons:
    """The person each name of a report stands for, by the folded name."""

    keys: dict[str, str]
    unknown: dict[str, str]

    def key(self, name: PersonName) -> str:
        """Return the actor key of a name of the report."""
        whole = fold(name.text)
        return self.keys.get(whole) or self.keys.get(_surname(name.text), "")


def identify(
    references: Sequence[Reference], mentioned: Iterable[str], day: str | None, knowledge: Knowledge
) -> Persons:
    """Identify every name of a report at once, so that a later full name explains an earlier surname.

    `mentioned` are the states and organisations that the report names; `day` its publication day.
    """
    evidence = _gather(references)
    home = _home(references, knowledge)
    present = set(mentioned)
    keys: dict[str, str] = {}
    unknown: dict[str, str] = {}
    for whole, found in evidence.items():
        best = _best(found, present, day, knowledge)
        if best is None and " " not in found.text and not found.offices and not found.titled:
            continue
        if best is None:
            best = _unknown_key(found, home)
            unknown[best] = found.text
        keys[whole] = best
        if found.full or " " in found.text:
            keys.setdefault(_surname(found.text), best)
    return Persons(keys, unknown)


def _gather(references: Sequence[Reference]) -> dict[str, _Evidence]:
    """Collect the evidence for each full name, and for each surname that no full name explains."""
    evidence: dict[str, _Evidence] = {}
    by_surname: dict[str, list[str]] = defaultdict(list)
    named = [(ref, name) for ref in references for name in ref.persons]
    named += [
        (replace(ref, states=(), offices=(), persons=(name,)), name)
        for ref in references
        for name in ref.patrons
    ]
    for ref, name in sorted(named, key=lambda pair: " " not in pair[1].text):
        whole = fold(name.text)
        if " " not in name.text and by_surname[whole]:
            whole = by_surname[whole][-1]
        found = evidence.setdefault(whole, _Evidence(name.text, name.keys, name.full))
        found.full = found.full or name.full
        found.titled = found.titled or ref.definite
        if len(ref.persons) == 1:
            found.states.extend(ref.states)
            found.offices.extend(ref.offices)
        elif len(ref.states) == len(ref.persons):
            found.states.append(ref.states[ref.persons.index(name)])
            found.offices.extend(ref.offices)
        if " " in name.text:
            by_surname[_surname(name.text)].append(whole)
    return evidence


def _surname(text: str) -> str:
    return fold(text.rsplit(maxsplit=1)[-1])


def _home(references: Sequence[Reference], knowledge: Knowledge) -> str:
    """Return the state that a report names most: "a local official" is taken to be its own."""
    named = Counter(key.partition(":")[0] for ref in references for key in (*ref.keys, *ref.states))
    return next((key for key, _ in named.most_common() if key in knowledge.states), "")


def _unknown_key(found: _Evidence, home: str) -> str:
    surname = found.text.split()[-1]
    state = found.states[-1] if found.states else home if found.offices else ""
    return f"{state}:{surname}" if state else surname


def _best(found: _Evidence, present: set[str], day: str | None, knowledge: Knowledge) -> str | None:
    """Choose among the known persons that fit a name, or none of them.

    Without further evidence a surname names the one prominent holder that has it, if no other comes near.
    """
    weights = {key: _score(key, found, present, day, knowledge) for key in found.keys}
    ranked = sorted(weights, key=lambda key: -weights[key])
    if not ranked:
        return None
    margin = weights[ranked[0]] - (weights[ranked[1]] if len(ranked) > 1 else 0.0)
    sure = weights[ranked[0]] >= _ENOUGH or (weights[ranked[0]] >= _PROMINENT_ALONE and margin >= 1.0)
    return ranked[0] if sure else None


def _score(key: str, found: _Evidence, present: set[str], day: str | None, knowledge: Knowledge) -> float:
    """Weigh a known person against what the report says of the name."""
    person = knowledge.persons[key]
    offices = knowledge.offices.get(key, ())
    held = [h for h in offices if day is None or h.in_office(day)]
    score = 3.0 if found.full else 0.0
    if found.states:
        score += (
            3.0 if person.state in found.states or any(h.state in found.states for h in offices) else -3.0
        )
    elif person.state in present:
        score += 1.0
    if any(h.kind in found.offices for h in held):
        score += 2.0
    elif any(h.kind in found.offices for h in offices):
        score += 1.0
    return score + _prominence(held, offices, day)


def _prominence(held: Sequence[Holder], offices: Sequence[Holder], day: str | None) -> float:
    """Weigh how likely news mean this person: in a high office now, in one, or formerly in a high one."""
    if any(h.kind in _PROMINENT[:2] for h in held):
        return 2.5
    if any(h.kind in _PROMINENT for h in held):
        return 2.0
    if held or not offices:
        return 1.0
    latest = max((h.end or h.attested for h in offices), default="")
    recent = day is not None and latest[:4] >= str(int(day[:4]) - 8)
    if recent and any(h.kind in _PROMINENT[:2] for h in offices):
        return 1.5
    return 0.5 if recent and any(h.kind in _PROMINENT for h in offices) else 0.0
