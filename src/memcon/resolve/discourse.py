"""What a reader has in mind: the actors that a report has named so far, and how well they fit a word.

Salience after Lappin and Leass (1994): recency, grammatical subject, agreement in number and gender.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field

# The gender of an actor that either pronoun may stand for ("Pékin", la Chine).
ANY = "any"
# How many sentences back a pronoun may reach.
REACH = 3


@dataclass(frozen=True, slots=True)
class Seen:
    """An actor, or actors named together, where the report names them; `joined`: coordinated with another."""

    keys: tuple[str, ...]
    sentence: int
    subject: bool
    plural: bool
    gender: str
    person: bool
    group: bool
    main: bool = False
    joined: bool = False

    @property
    def states(self) -> tuple[str, ...]:
        """Return the states or organisations that the actors stand for."""
        return tuple(dict.fromkeys(key.partition(":")[0] for key in self.keys))


@dataclass
class Discourse:
    """The actors named so far, in text order, and what bodies were called by which noun.

    `short` holds the first and last words of names: "the North", "the Council".
    """

    seen: list[Seen] = field(default_factory=list)
    nouns: dict[str, tuple[str, ...]] = field(default_factory=dict)
    short: dict[str, tuple[str, ...]] = field(default_factory=dict)
    places: Sequence[tuple[int, str]] = ()

    def backwards(self) -> Iterator[Seen]:
        """Yield what was named, the last first."""
        return reversed(self.seen)

    def last(self, fits: Callable[[Seen], bool]) -> tuple[str, ...]:
        """Return the actors last named that fit, () where none does."""
        return next((seen.keys for seen in self.backwards() if fits(seen)), ())

    def focus(self, sentence: int, fits: Callable[[str], bool], but: Collection[str] = ()) -> tuple[str, ...]:
        """List what a report is about at a sentence, the most present first: "l'armée" is its army.

        Actors and the countries of places count, the recent more; a place at the head of the sentence ("In
        Georgia, the police ...") most.
        """
        weights: dict[str, float] = defaultdict(float)
        for seen in self.seen:
            for key in seen.states:
                weights[key] += _fading(sentence - seen.sentence)
                weights[key] += 0.5 * (seen.subject and seen.sentence == sentence)
        for number, country in self.places:
            if number <= sentence:
                weights[country] += _fading(sentence - number)
        ranked = sorted(weights, key=lambda key: -weights[key])
        return tuple(key for key in ranked if fits(key) and key not in but)

    def pronoun(self, sentence: int, *, number: str, gender: str, nearest: bool = False) -> tuple[str, ...]:
        """Return whom a pronoun in a sentence stands for; `nearest` for "ce dernier", "the latter"."""
        best: tuple[float, tuple[str, ...]] = (0.0, ())
        for distance, seen in enumerate(self.backwards()):
            if sentence - seen.sentence > REACH:
                break
            weight = _weigh(seen, sentence, number, gender)
            if weight and nearest:
                return seen.keys
            if weight - 0.01 * distance > best[0]:
                best = (weight - 0.01 * distance, seen.keys)
        together, weight = self._subjects(sentence) if number == "plur" and not nearest else ((), 0.0)
        return together if weight > best[0] else best[1]

    def _subjects(self, sentence: int) -> tuple[tuple[str, ...], float]:
        """Return the coordinated subjects last named ("X et Y ...") and their weight."""
        for number in range(sentence - 1, sentence - REACH - 1, -1):
            seen = [s for s in self.seen if s.sentence == number and s.subject and not s.plural]
            keys = tuple(dict.fromkeys(key for s in seen for key in s.keys))
            if len(keys) > 1 and any(s.joined for s in seen):
                return keys, 1.0 + 1.0 / (1 + sentence - number)
        return (), 0.0

    def country(self, sentence: int, fits: Callable[[str], bool]) -> tuple[str, ...]:
        """Return the state that "the country" stands for: one that is a subject near by, else the nearest."""
        best: tuple[float, tuple[str, ...]] = (0.0, ())
        for distance, seen in enumerate(self.backwards()):
            states = tuple(key for key in seen.states if fits(key))
            if sentence - seen.sentence > REACH or len(states) != 1:
                continue
            weight = 1.0 / (1 + sentence - seen.sentence) + seen.subject + 0.2 * seen.main
            if weight - 0.01 * distance > best[0]:
                best = (weight - 0.01 * distance, states)
        return best[1]

    def several(
        self, count: int, sentence: int, *, persons: bool, fits: Callable[[str], bool]
    ) -> tuple[str, ...]:
        """Return the `count` actors that "les deux pays" or "both sides" stands for.

        Actors named together in that number come first; else those named most, the recent counting more.
        The subject of the sentence itself is not among them ("Paris a appelé les deux pays").
        """
        weights: dict[str, float] = defaultdict(float)
        named = [key for seen in self.seen if seen.sentence == sentence for key in seen.states if fits(key)]
        if not persons and len(dict.fromkeys(named)) == count:
            return tuple(dict.fromkeys(named))
        here = {
            key for seen in self.seen if seen.sentence == sentence and seen.subject for key in seen.states
        }
        for seen in self.backwards():
            keys = seen.keys if persons else seen.states
            if seen.person < persons or not all(fits(key) for key in keys):
                continue
            if len(keys) == count and sentence - seen.sentence <= 2:
                return keys
            for key in keys:
                if persons or key not in here or len(self.seen) <= count:
                    weights[key] += 1.0 / (1 + sentence - seen.sentence) ** (2 if persons else 1)
        if len(weights) < count:
            return ()
        chosen = sorted(weights, key=lambda key: -weights[key])[:count]
        return (
            tuple(key for key in self._in_order() if key in chosen or key.partition(":")[0] in chosen)[:count]
            if persons
            else tuple(sorted(chosen))
        )

    def _in_order(self) -> Iterator[str]:
        found: dict[str, None] = {}
        for seen in self.seen:
            found.update(dict.fromkeys(seen.keys))
        return iter(found)


def _fading(distance: int) -> float:
    return float((1 + distance) ** -1.0)


def _weigh(seen: Seen, sentence: int, number: str, gender: str) -> float:
    """Weigh how well an actor fits a pronoun, 0 for not at all."""
    if number and seen.plural != (number == "plur"):
        return 0.0
    neuter = gender == "neut"
    if (neuter and seen.person) or (gender and not neuter and not seen.person and not seen.gender):
        return 0.0
    if gender and not neuter and seen.gender not in ("", ANY, gender):
        return 0.0
    agrees = 0.4 if gender and seen.gender == gender else 0.0
    near = 1.0 / (1 + sentence - seen.sentence)
    return near + (1.0 if seen.subject else 0.0) + agrees
