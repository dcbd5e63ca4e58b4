"""What a time expression is resolved against."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from memcon.resolve.time.stretches import ONE_DAY, Stretch

NO_DAY = "no publication day to count from"
# Of words below a past verb, and of words that hang from it.
PAST = ("past", "done")
# Days before and after the report between which the first day of a stretch without its year lies: a year,
# most of it on the side of the tense. A past clause may name a near day to come ("a annoncé un vote le 20"),
# but not as the day of what was done.
_WINDOWS = {"past": (-320, 45), "done": (-363, 1), "future": (-45, 320)}
_WINDOW = (-239, 125)
# How many days the stretch may have that "the following ..." is counted from.
_ROOM = {"D": 1, "H": 1, "MIN": 1, "S": 1, "W": 7, "WE": 7, "M": 31, "Q": 92, "Y": 366}


class Unresolved(Exception):
    """Nothing to resolve the words against; says why."""


@dataclass(frozen=True, slots=True)
class Told:
    """A stretch that the text named before, in which sentence, and whether beside what it tells there.

    Not of the story is what was only named beside a noun or in a quotation.
    """

    stretch: Stretch
    story: bool
    sentence: int = 0
    beside: bool = False


@dataclass(frozen=True, slots=True)
class Setting:
    """The report's day, what the text named before, the tense of the clause, and whether it is quoted."""

    report: date | None
    told: tuple[Told, ...]
    tense: str
    quoted: bool = False

    @property
    def day(self) -> date:
        """Return the report's day. Raises Unresolved without one."""
        if self.report is None:
            raise Unresolved(NO_DAY)
        return self.report

    def allows(self, day: date) -> bool:
        """Say whether the tense lets a day without its year be this one."""
        low, high = _WINDOWS.get(self.tense, _WINDOW)
        return low <= (day - self.day).days <= high

    def now(self) -> tuple[date, str]:
        """Return the day of whoever says "today", and say which that is.

        In a quotation it is the last day that the story named, if that was in the week before the report (or
        the day after it, elsewhere in the world).
        """
        if self.quoted:
            named = self._named(room=1, story=True) or self.day
            if -ONE_DAY <= self.day - named < ONE_DAY * 7:
                return named, f"the day of the quotation, {named}"
        return self.day, f"the publication day, {self.day}"

    def last_named(self, unit: str, *, story: bool = False) -> date:
        """Return the first day of the last stretch named that is no longer than the unit, else the report's.

        `story` leaves out what was only named beside a noun or in a quotation.
        """
        return self._named(_ROOM.get(unit), story=story) or self.day

    def same_weekday(self, number: int) -> date | None:
        """Return the last day named that is this day of the week and lies within a week of the report."""
        for told in reversed(self.told):
            day = told.stretch.first
            if told.stretch.days == 1 and day.isoweekday() == number and abs(day - self.day) < ONE_DAY * 7:
                return day
        return None

    def _named(self, room: int | None, *, story: bool) -> date | None:
        for told in reversed(self.told):
            if (room is None or told.stretch.days <= room) and (told.story or not story):
                return told.stretch.first
        return None
