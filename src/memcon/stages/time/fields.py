"""The fields that the words of a form filled, and what the expressions of a range share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from memcon.lang.schema_time import Value
from memcon.stages.time.shapes import Clock

# What "du 3 au 5 juillet 2025" and "from 9 to 11 a.m." say only once, at the end.
_SAID_LAST = ("month", "year", "half", "zone", "direction")
# What "July 3 to 5", "mars 2023 et mai" say only once, at the beginning.
_SAID_FIRST = ("month", "year")


@dataclass(frozen=True, slots=True)
class Fields:
    """Field -> value; numbers, codes, and clocks as (hour, minute)."""

    values: Mapping[str, Value | Clock]

    def __contains__(self, name: str) -> bool:
        return name in self.values

    def maybe(self, name: str) -> int | None:
        """Return a whole number, or None where the words do not say it."""
        value = self.values.get(name)
        return value if isinstance(value, int) else None

    def whole(self, name: str) -> int:
        """Return a whole number, or 0."""
        return self.maybe(name) or 0

    def text(self, name: str) -> str:
        """Return a code, or nothing."""
        return str(self.values.get(name, ""))

    def clock(self, name: str) -> Clock | None:
        """Return an (hour, minute), or None."""
        value = self.values.get(name)
        return value if isinstance(value, tuple) else None

    @property
    def count(self) -> Fraction:
        """Return the number before a unit; no number is one."""
        for name in ("number", "hours", "decimal"):
            if name in self.values:
                return Fraction(self.text(name))
        return Fraction(1)

    @property
    def unit(self) -> str:
        """Return the unit, said as a count ("two weeks") or as a stretch of the calendar ("the week")."""
        return self.text("unit") or self.text("period")

    def with_(self, more: Mapping[str, Value | Clock]) -> Fields:
        """Add fields."""
        return Fields({**self.values, **more})


def shared(parts: Sequence[Fields]) -> list[Fields]:
    """Give each expression of a range what another one says for it."""
    return _forward(_backward(parts)) if len(parts) > 1 else list(parts)


def _backward(parts: Sequence[Fields]) -> list[Fields]:
    """Share what the last one says; what then would lie after it is of the month or year before.

    "du 30 au 2 juin 2022" begins on 30 May, "de décembre à mars 2024" in 2023.
    """
    done: list[Fields] = []
    after = Fields({})
    for own in reversed(parts):
        fields = own.with_(
            {name: after.values[name] for name in _SAID_LAST if name in after and name not in own}
        )
        if "month" not in own and fields.whole("month") and fields.whole("day") > after.whole("day") > 0:
            fields = fields.with_({"month": (fields.whole("month") - 2) % 12 + 1})
        if "year" not in own and "year" in fields and fields.whole("month") > after.whole("month") > 0:
            fields = fields.with_({"year": fields.whole("year") - 1})
        done.append(fields)
        after = fields
    return done[::-1]


def _forward(parts: Sequence[Fields]) -> list[Fields]:
    """Share what the first one says; an earlier month is of the year after."""
    done: list[Fields] = []
    before = Fields({})
    for own in parts:
        fields = own.with_(
            {name: before.values[name] for name in _SAID_FIRST if name in before and name not in own}
        )
        if "year" not in own and "year" in fields and 0 < fields.whole("month") < before.whole("month"):
            fields = fields.with_({"year": fields.whole("year") + 1})
        done.append(fields)
        before = fields
    return done
