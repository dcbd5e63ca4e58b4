"""Watch feeds for days: round after round, what is new is fetched, read and kept.

A bad feed costs its turn, never the round: it is asked again later, after longer and longer pauses. A feed
counts as read only when each of its reports was settled, so that a fault on the way loses nothing.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

from memcon import reader
from memcon.errors import InputError, InternalError, MayNotFetch, MemconError, NotFetched, NotNow, NotThere
from memcon.intake import feeds
from memcon.intake.feeds import Entry, Feed
from memcon.intake.fetch import Fetcher, Page, Visits
from memcon.intake.watchlist import SHORTEST, Watched, Watchlist
from memcon.model import Source
from memcon.stages.record import Record

_TRIES = 3  # of a report that the network withholds, before it is given up
_LONGEST_PAUSE = 86400.0


class Keeper(Protocol):
    """Where records go: a ledger."""

    def add(self, record: Record) -> object:
        """Keep a record."""

    def seen(self, url: str) -> bool:
        """Say whether a report of that address (`document.source` or `document.url`) is kept."""


@dataclass(frozen=True, slots=True)
class Happening:
    """One thing that happened: a line of the log.

    `what` is kept, known, failed (a report); unchanged, damaged, unread (a feed).
    """

    time: str
    round: int
    feed: str
    what: str
    url: str = ""
    why: str = ""


@dataclass(slots=True)
class Round:
    """The figures of one round."""

    number: int
    feeds: int = 0
    waiting: int = 0
    unchanged: int = 0
    unread: int = 0
    kept: int = 0
    known: int = 0
    failed: int = 0
    later: int = 0

    def plus(self, other: Round) -> Round:
        """Add the figures of a later round."""
        mine, theirs = asdict(self), asdict(other)
        return Round(**{name: mine[name] + theirs[name] for name in mine} | {"number": other.number})

    def __str__(self) -> str:
        counted = [f"{self.unchanged} unchanged", f"{self.unread} unread", f"{self.waiting} not due"]
        notes = ", ".join(note for note in counted if not note.startswith("0 "))
        tail = ", ".join(note for note in (f"{self.failed} failed", f"{self.later} later") if note[0] != "0")
        return (
            f"round {self.number}: {self.feeds} feeds asked{f' ({notes})' if notes else ''}; "
            f"{self.kept} reports kept, {self.known} known{', ' + tail if tail else ''}"
        )


@dataclass(slots=True)
class _State:
    """What the watch remembers of a feed between two rounds."""

    due: float = 0.0
    faults: int = 0
    settled: set[str] = field(default_factory=set)
    tries: dict[str, int] = field(default_factory=dict)
    owed: set[str] = field(default_factory=set)  # reports that memcon itself fails on: a newer one may not


@dataclass(slots=True)
class _Open:
    """A feed that is being read in this round."""

    watched: Watched
    state: _State
    page: Page | None
    todo: list[Entry]
    complete: bool


class Watch:
    """Watches the feeds of a list.

    `tell` is called with all that happens; `clock` and `sleep` are for tests. The fetcher keeps validators in
    the keeper where it can hold them (`Visits`), so that a restarted watch asks for news only.
    """

    def __init__(
        self,
        watchlist: Watchlist,
        keeper: Keeper,
        *,
        fetcher: Fetcher | None = None,
        tell: Callable[[Happening | Round], None] = lambda _: None,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._list = watchlist
        self._keeper = keeper
        self._fetcher = fetcher or Fetcher(watchlist.manners, _visits(keeper))
        self._tell = tell
        self._clock = clock
        self._sleep = sleep
        self._states = {watched.url: _State() for watched in watchlist.feeds}
        self._round = Round(0)

    def run(self, rounds: int | None = None) -> Round:
        """Go round until interrupted, or that many times; return the sums of all rounds."""
        total = Round(0)
        while True:
            self.go_round()
            total = total.plus(self._round)
            if rounds is not None and total.number >= rounds:
                return total
            self._sleep(max(1.0, min(state.due for state in self._states.values()) - self._clock()))

    def go_round(self) -> Round:
        """Ask every feed that is due once, and read what is new, one report a feed in turn."""
        self._round = Round(self._round.number + 1)
        opened = [one for watched in self._list.feeds if (one := self._open(watched)) is not None]
        for one, entry in _in_turn(opened):
            self._settle(one, entry)
        for one in opened:
            self._remember(one)
        self._tell(self._round)
        return self._round

    def _open(self, watched: Watched) -> _Open | None:
        """Ask a feed for its entries; a fault is noted and makes the next pause longer."""
        state = self._states[watched.url]
        if state.due > self._clock():
            self._round.waiting += 1
            return None
        self._round.feeds += 1
        state.due = self._clock() + watched.interval
        try:
            feed, page = self._feed(watched)
            opened = self._new(watched, state, feed, page) if feed else None
        except Exception as error:  # noqa: BLE001 - no feed, however broken, ends the watch
            self._pause(watched, state, _known_fault(watched.url, error))
            return None
        state.faults = 0
        if feed is None:
            self._round.unchanged += 1
            self._note(watched, "unchanged")
        elif feed.fault:
            self._note(watched, "damaged", why=feed.fault)
        return opened

    def _feed(self, watched: Watched) -> tuple[Feed | None, Page | None]:
        if "://" not in watched.url:
            return feeds.from_path(Path(watched.url)), None
        page = self._fetcher.fetch(watched.url, conditional=True)
        return (None if page.unchanged else feeds.from_page(page)), page

    def _remember(self, one: _Open) -> None:
        """Let the next visit ask for a newer version only, now that this one is settled."""
        try:
            if one.complete and one.page is not None:
                self._fetcher.remember(one.page)
        except MemconError as fault:  # a ledger that is locked: the feed is only read once more
            self._note(one.watched, "unread", why=str(fault))

    def _pause(self, watched: Watched, state: _State, fault: MemconError) -> None:
        """Leave a feed that failed alone: as long as it asks, else twice as long with each fault."""
        state.faults += 1
        pause = max(watched.interval, SHORTEST) * 2.0 ** min(state.faults - 1, 20)
        if isinstance(fault, NotNow):
            pause = max(watched.interval, fault.seconds)
        state.due = self._clock() + min(pause, _LONGEST_PAUSE)
        self._round.unread += 1
        self._note(watched, "unread", why=str(fault))

    def _new(self, watched: Watched, state: _State, feed: Feed, page: Page | None) -> _Open:
        """Sort out what is new in a feed, the oldest first: it is the first to drop out of the feed."""
        listed = {entry.key for entry in feed.entries}
        state.settled &= listed
        state.owed &= listed
        state.tries = {key: tries for key, tries in state.tries.items() if key in listed}
        new = [entry for entry in reversed(feed.entries) if not self._is_known(entry, state)]
        self._round.known += len(feed.entries) - len(new)
        todo = new[: self._list.per_round]
        self._round.later += len(new) - len(todo)
        complete = len(todo) == len(new) and not state.owed
        return _Open(watched, state, page, todo, complete)

    def _is_known(self, entry: Entry, state: _State) -> bool:
        if entry.key not in state.settled and self._keeper.seen(entry.key):
            state.settled.add(entry.key)
        return entry.key in state.settled

    def _settle(self, one: _Open, entry: Entry) -> None:
        """Fetch, read and keep one report; what may come right later stays open."""
        state = one.state
        try:
            if self._is_known(entry, state):  # another feed of this round had it
                self._round.known += 1
                return
            self._keeper.add(self._read(one.watched, entry))
        except Exception as error:  # noqa: BLE001 - no report ends the watch
            fault = _known_fault(entry.key, error)
            if isinstance(fault, InternalError):
                state.owed.add(entry.key)
                one.complete = False
            if self._is_lasting(state, entry, fault):
                state.settled.add(entry.key)
            else:
                one.complete = False
            self._round.failed += 1
            self._note(one.watched, "failed", entry.key, str(fault))
        else:
            state.settled.add(entry.key)
            self._round.kept += 1
            self._note(one.watched, "kept", entry.key)

    def _read(self, watched: Watched, entry: Entry) -> Record:
        source: Source = feeds.report(entry, self._fetcher, whole=watched.content)
        if watched.publisher:
            source = replace(source, publisher=watched.publisher)
        return reader.read(source, language=watched.language)

    def _is_lasting(self, state: _State, entry: Entry, fault: MemconError) -> bool:
        """Say whether to give a report up: it is no report, or the network withheld it too often."""
        if isinstance(fault, NotNow) or not isinstance(fault, InputError):
            return False
        if not isinstance(fault, NotFetched) or isinstance(fault, (NotThere, MayNotFetch)):
            return True
        state.tries[entry.key] = state.tries.get(entry.key, 0) + 1
        return state.tries[entry.key] >= _TRIES

    def _note(self, watched: Watched, what: str, url: str = "", why: str = "") -> None:
        moment = datetime.now(UTC).isoformat(timespec="seconds")
        self._tell(Happening(moment, self._round.number, watched.url, what, url, why))


def _in_turn(opened: list[_Open]) -> Iterator[tuple[_Open, Entry]]:
    """Take one entry of each feed in turn: while one host rests, another is asked."""
    for place in range(max((len(one.todo) for one in opened), default=0)):
        for one in opened:
            if place < len(one.todo):
                yield one, one.todo[place]


def _known_fault(name: str, error: Exception) -> MemconError:
    return error if isinstance(error, MemconError) else InternalError.of(name, error)


def _visits(keeper: object) -> Visits | None:
    """Take a keeper for the store of validators where it is one."""
    return keeper if isinstance(keeper, Visits) else None
