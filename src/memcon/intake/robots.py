"""What a host's robots.txt asks of us (RFC 9309, read by protego as Scrapy does)."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

import httpx2
from protego import Protego

from memcon.errors import MayNotFetch, NotFetched

NAME = "memcon"  # the product token that a robots.txt may address
LARGEST = 512_000  # RFC 9309, 2.5: at least 500 KiB are read
_KEPT = 24 * 3600.0  # RFC 9309, 2.4: at most a day
_KEPT_FAULT = 600.0
_MOST_HOSTS = 2000

# What the server answered to /robots.txt: its status and the words, or 0 and the fault on the way.
Answer = tuple[int, str]


@dataclass(frozen=True, slots=True)
class _Rules:
    until: float
    rules: Protego | None
    fault: str = ""


class Robots:
    """Keeps the rules of each host for a day; `ask` fetches a robots.txt."""

    def __init__(
        self, ask: Callable[[httpx2.URL], Answer], clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._ask = ask
        self._clock = clock
        self._known: dict[str, _Rules] = {}

    def check(self, url: httpx2.URL) -> float:
        """Return the pause between two requests that the host asks for, 0 if it asks for none.

        Raises MayNotFetch where the rules exclude the address; NotFetched where they cannot be read for now,
        since a host in trouble wants no visitors.
        """
        found = self._rules(url)
        if found.fault:
            raise NotFetched(
                f"{url} was not asked for, since {url.host} does not say whether it may be "
                f"(robots.txt: {found.fault}); check the address, or try later"
            )
        if found.rules is None:
            return 0.0
        if not found.rules.can_fetch(str(url), NAME):
            raise MayNotFetch(
                f"{url} is closed to programs by {url.host}/robots.txt; save the page and read the file"
            )
        return _pause(found.rules)

    def _rules(self, url: httpx2.URL) -> _Rules:
        place = url.join("/robots.txt")
        known = self._known.get(str(place))
        if known is None or known.until < self._clock():
            if len(self._known) >= _MOST_HOSTS:
                self._known.clear()
            known = self._known[str(place)] = self._read(place)
        return known

    def _read(self, place: httpx2.URL) -> _Rules:
        status, words = self._ask(place)
        now = self._clock()
        if 200 <= status < 300:
            return _Rules(now + _KEPT, Protego.parse(words))
        if 300 <= status < 500 and status != 429:
            return _Rules(now + _KEPT, None)
        return _Rules(now + _KEPT_FAULT, None, words or f"HTTP {status}")


def _pause(rules: Protego) -> float:
    """Return the longest pause that the rules ask for, by Crawl-delay or by Request-rate."""
    rate = rules.request_rate(NAME)
    by_rate = rate.seconds / rate.requests if rate is not None and rate.requests else 0.0
    return max(0.0, rules.crawl_delay(NAME) or 0.0, by_rate)
