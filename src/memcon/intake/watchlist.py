"""`feeds.toml`: which feeds are watched, how often, and where the records go."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import msgspec

from memcon.errors import DataError, MayNotFetch, UsageError
from memcon.intake.addresses import Allowed, parse
from memcon.intake.fetch import Manners

SHORTEST = 60.0  # seconds between two visits of a feed; no newspaper is faster
_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400}
_SPAN = re.compile(r"(\d+(?:\.\d+)?)\s*([smhd])")
_WHOLE = ("auto", "entry", "page")


@dataclass(frozen=True, slots=True)
class Watched:
    """One feed of the list: its address, or the path of a file beside the list that something else renews.

    `content` says where its reports stand: "entry" in the feed, "page" on their pages, "auto" to see.
    """

    url: str
    interval: float
    publisher: str | None = None
    language: str | None = None
    content: str = "auto"


@dataclass(frozen=True, slots=True)
class Watchlist:
    """What to watch. Times in seconds; `per_round` new reports are read of a feed at most, a round."""

    feeds: tuple[Watched, ...]
    ledger: str | None = None
    per_round: int = 100
    manners: Manners = field(default_factory=Manners)


class _FeedTable(msgspec.Struct, forbid_unknown_fields=True):
    url: str
    interval: str | float | None = None
    publisher: str | None = None
    language: str | None = None
    content: str = "auto"


class _ListTable(msgspec.Struct, forbid_unknown_fields=True):
    feed: list[_FeedTable]
    ledger: str | None = None
    interval: str | float = "30m"
    per_round: int = 100
    delay: str | float = 2.0
    timeout: str | float = 30.0
    patience: str | float = 60.0
    largest: int = 5_000_000
    contact: str = ""
    allow: list[str] = []


def load(path: Path) -> Watchlist:
    """Read a list. Raises DataError with the file and the key that is wrong."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        table = msgspec.convert(data, _ListTable)
    except OSError as error:
        raise DataError(f"{path} cannot be opened ({error.strerror}); check the name") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DataError(f"{path} is not valid TOML: {error}") from None
    except msgspec.ValidationError as error:
        raise DataError(f"{path}: {error}{_nearest(data)}") from None
    try:
        return _watchlist(table, path.parent)
    except (UsageError, MayNotFetch, ValueError) as error:
        raise DataError(f"{path}: {error}") from None


def _watchlist(table: _ListTable, folder: Path) -> Watchlist:
    if not table.feed:
        raise ValueError("no feed to watch; add [[feed]] with its url")
    if table.per_round < 1 or table.largest < 1:
        raise ValueError("per_round and largest must be 1 or more")
    Allowed.of(table.allow)  # a wrong one is said now
    feeds = [_watched(feed, seconds(table.interval, "interval"), folder) for feed in table.feed]
    twice = {feed.url for feed in feeds if sum(other.url == feed.url for other in feeds) > 1}
    if twice:
        raise ValueError(f"{min(twice)} is named twice; keep one")
    return Watchlist(
        feeds=tuple(feeds),
        ledger=_beside(table.ledger, folder),
        per_round=table.per_round,
        manners=Manners(
            delay=seconds(table.delay, "delay"),
            timeout=max(1.0, seconds(table.timeout, "timeout")),
            patience=seconds(table.patience, "patience"),
            largest=table.largest,
            contact=table.contact,
            allow=tuple(table.allow),
        ),
    )


def _watched(feed: _FeedTable, usual: float, folder: Path) -> Watched:
    if feed.content not in _WHOLE:
        raise ValueError(f"feed {feed.url}: content is {feed.content!r}; write one of {', '.join(_WHOLE)}")
    if not feed.url.strip():
        raise ValueError("a feed has an empty url; name its address or its file")
    on_disk = "://" not in feed.url
    interval = usual if feed.interval is None else seconds(feed.interval, "interval")
    if interval < SHORTEST and not on_disk:
        raise ValueError(
            f"feed {feed.url}: visit it every {SHORTEST:.0f} seconds at most, not {interval:.0f}"
        )
    url = str(folder / feed.url) if on_disk else str(parse(feed.url))
    return Watched(url, interval, feed.publisher, feed.language, feed.content)


def seconds(span: str | float, name: str) -> float:
    """Return a span of time in seconds.

    >>> seconds("30m", "interval")
    1800.0
    """
    if isinstance(span, str):
        found = _SPAN.fullmatch(span.strip())
        if found is None:
            raise ValueError(f"{name} is {span!r}; write a number of seconds, or 45s, 30m, 2h, 1d")
        return float(found[1]) * _UNITS[found[2]]
    if not 0 <= span < 1e9:
        raise ValueError(f"{name} is {span}; write 0 or more seconds")
    return float(span)


def _beside(ledger: str | None, folder: Path) -> str | None:
    """Take the path of a ledger from the list's own folder; leave the address of a database as it is."""
    return ledger if ledger is None or "://" in ledger else str(folder / ledger)


def _nearest(data: Mapping[str, Any]) -> str:
    """Offer the nearest known key for one that is unknown."""
    tables = [
        (data, _ListTable),
        *((feed, _FeedTable) for feed in data.get("feed", []) if isinstance(feed, dict)),
    ]
    for table, known in tables:
        names = known.__struct_fields__
        for key in set(table) - set(names):
            near = get_close_matches(key, names, n=1)
            return f"; did you mean {near[0]!r}?" if near else f"; there are {', '.join(names)}"
    return ""
