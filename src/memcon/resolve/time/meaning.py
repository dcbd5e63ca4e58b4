"""What a time expression means before anyone knows the day of the report: a small algebra, unresolved.

Day, Weekday, Holiday   a day, more or less of it said            "jeudi 3 juillet", "Tuesday", "Noël"
Remembered              a day known by its date                   "the October 7 attacks"
Month, Year, Age, Part  longer stretches                          "en mars", "2014", "the 1990s", "Q3 2024"
Shift                   so many units from a day                  "hier", "la veille", "next month"
Either                  two readings of the same digits           "03/07/2025"
At                      a time of day, with its day if said       "mardi à 14h30", "ce matin"
Length, Repeat          durations and sets: nothing to resolve    "trois ans", "chaque jour"
Vague                   PRESENT_REF, PAST_REF, FUTURE_REF         "récemment"
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from memcon.model import Span


class Anchor(StrEnum):
    """What an expression is counted from: the report's day, or what the text named last."""

    REPORT = "report"
    TOLD = "told"


class Cue(StrEnum):
    """What the words before or in an expression say of it.

    OWN ("ce jeudi", "today, 3 July") is the report's own day, DATED ("jeudi 3 juillet") mostly is; EVE
    ("hier, jeudi 3 juillet") is the day before.
    ATTRIBUTE belongs to a noun ("l'attaque de mardi") and does not carry the story to that day.
    """

    NONE = ""
    PAST = "past"
    FUTURE = "future"
    PUBLISHED = "published"
    OWN = "own"
    DATED = "dated"
    EVE = "eve"
    ATTRIBUTE = "attribute"


@dataclass(frozen=True, slots=True)
class Day:
    """A day with its number; what is None is not said. `direction` is -1 for last, 1 for next."""

    day: int
    month: int | None = None
    year: int | None = None
    weekday: int | None = None
    direction: int | None = None


@dataclass(frozen=True, slots=True)
class Weekday:
    """A day of the week (1 to 7), alone or with "last", "next", "the following", "of next week"."""

    weekday: int
    direction: int | None = None
    anchor: Anchor = Anchor.REPORT
    week: int | None = None


@dataclass(frozen=True, slots=True)
class Holiday:
    """A day that comes every year: `12-25`, or `E+1` for the day after Easter Sunday."""

    rule: str
    year: int | None = None
    direction: int | None = None


@dataclass(frozen=True, slots=True)
class Remembered:
    """A day known by its date without the year ("the October 7 attacks"): an ISO day."""

    date: str


@dataclass(frozen=True, slots=True)
class Month:
    """A month; `back` is 1 for "of last year"."""

    month: int
    year: int | None = None
    direction: int | None = None
    back: int | None = None


@dataclass(frozen=True, slots=True)
class Year:
    """A year."""

    year: int


@dataclass(frozen=True, slots=True)
class Age:
    """A decade or a century by its first digits: `199`, `19`."""

    digits: str


@dataclass(frozen=True, slots=True)
class Part:
    """A season (SP SU FA WI), a quarter (Q1 to Q4) or a half (H1 H2) of a year."""

    code: str
    year: int | None = None
    direction: int | None = None


@dataclass(frozen=True, slots=True)
class Shift:
    """So many units before or after the anchor; 0 is the stretch around it ("this week").

    `deadline` is the length that the words are instead, unless the clause tells the future ("in three days").
    """

    unit: str
    step: int
    anchor: Anchor = Anchor.REPORT
    deadline: str = ""


@dataclass(frozen=True, slots=True)
class Either:
    """Digits that two orders read as different days."""

    first: Day
    second: Day


DayLike = Day | Weekday | Holiday | Remembered | Shift | Either


@dataclass(frozen=True, slots=True)
class At:
    """A time of day (`14:30`, `MO`, `NI`) and its zone (`Z` or nothing), of the day said or told before.

    `days` is 2 where the words name a night with both its days ("la nuit de mardi à mercredi").
    """

    time: str
    zone: str = ""
    day: DayLike | None = None
    days: int = 1


@dataclass(frozen=True, slots=True)
class Length:
    """A duration as TIMEX3 writes it: `PT2H30M`."""

    value: str


@dataclass(frozen=True, slots=True)
class Repeat:
    """A set as TIMEX3 writes it: `P1D`, `XXXX-WXX-1`."""

    value: str


@dataclass(frozen=True, slots=True)
class Vague:
    """A reference to the present, past or future without any date."""

    value: str


Meaning = (
    Day
    | Weekday
    | Holiday
    | Remembered
    | Month
    | Year
    | Age
    | Part
    | Shift
    | Either
    | At
    | Length
    | Repeat
    | Vague
)


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """Words of a text that tell a time, their meaning, and the entry of `time.toml` that found them.

    `quoted` words stand in a quotation: their "today" is the day on which they were said.
    `page` says that they stand on the page beside the report (a date line, a share bar).
    """

    span: Span
    meaning: Meaning
    rule: str = ""
    cue: Cue = Cue.NONE
    quoted: bool = False
    page: bool = False
