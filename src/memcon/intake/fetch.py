"""An address -> its bytes, politely and safely.

Every request, also each hop of a redirect, asks robots.txt, waits for the host's turn, and connects only to
public addresses (`addresses`). Nothing is fetched twice that the server says is unchanged (`Visits`).
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import cached_property
from importlib.metadata import PackageNotFoundError, version
from typing import Protocol, runtime_checkable

import httpx2

from memcon.errors import MayNotFetch, NotFetched, NotNow, NotThere
from memcon.intake.addresses import Allowed, parse
from memcon.intake.robots import LARGEST as LARGEST_ROBOTS
from memcon.intake.robots import NAME, Answer, Robots
from memcon.intake.transport import FAULTS, TIMEOUTS, Transport, beginning, limited
from memcon.intake.turns import Turns

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_LATER = frozenset({408, 425, 429})
_PAUSE_NOT_NAMED = 300.0  # seconds, where a server says "too many requests" and not for how long


@dataclass(frozen=True, slots=True)
class Manners:
    """How memcon behaves on the web: pauses and waits in seconds, sizes in bytes, hops a number of redirects.

    `patience` is the longest pause for which a host is waited; `contact` tells the hosts whom to write to;
    `allow` names hosts and networks that may be fetched although they are not public.
    """

    delay: float = 2.0
    timeout: float = 30.0
    largest: int = 5_000_000
    hops: int = 5
    patience: float = 60.0
    contact: str = ""
    allow: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server said of the version it gave, to be shown to it when asking for a newer one."""

    etag: str = ""
    modified: str = ""


@runtime_checkable
class Visits(Protocol):
    """Where validators are kept between two visits; a ledger can keep them on disk."""

    def validators(self, url: str) -> Validators | None:
        """Return what was remembered of an address, or None."""

    def remember(self, url: str, validators: Validators) -> None:
        """Keep what the server said of the version that was read in full."""


class Memory:
    """Visits that last as long as the program."""

    def __init__(self) -> None:
        self._known: dict[str, Validators] = {}

    def validators(self, url: str) -> Validators | None:
        """Return what was remembered of an address, or None."""
        return self._known.get(url)

    def remember(self, url: str, validators: Validators) -> None:
        """Keep what the server said."""
        self._known[url] = validators


@dataclass(frozen=True, slots=True)
class Page:
    """What an address gave: `asked` is the address asked for, `url` the one that answered after redirects.

    `unchanged` says that the server has nothing newer than what was remembered; then `content` is empty.
    """

    asked: str
    url: str
    content: bytes
    headers: tuple[tuple[str, str], ...] = ()
    unchanged: bool = False

    def header(self, name: str) -> str:
        """Return a header of the answer, "" if it has none."""
        return next((value for key, value in self.headers if key.lower() == name.lower()), "")


class Fetcher:
    """Fetches addresses one after the other, one at a time a host. Safe to share between threads.

    >>> Fetcher().fetch("http://10.0.0.1/")
    Traceback (most recent call last):
    memcon.errors.MayNotFetch: 10.0.0.1 is not on the public internet; ...
    """

    def __init__(
        self,
        manners: Manners | None = None,
        visits: Visits | None = None,
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.manners = manners or Manners()
        self.visits = visits or Memory()
        self._allowed = Allowed.of(self.manners.allow)
        self._turns = Turns(self.manners.patience, clock, sleep)
        self._robots = Robots(self._ask_robots, clock)

    def fetch(self, address: str, *, conditional: bool = False) -> Page:
        """Fetch an address, following redirects.

        With `conditional`, ask only for a version newer than the one remembered. Raises NotFetched, or one
        of its kinds, with what happened and what to do.
        """
        url, seen = parse(address), set[str]()
        with self._client() as client:
            while True:
                seen.add(str(url))
                pause = max(self.manners.delay, self._robots.check(url))
                known = self.visits.validators(str(url)) if conditional else None
                with self._turns.turn(url.host, pause):
                    answer = self._ask(client, url, known)
                target = _target(answer)
                if target is None:
                    break
                url = self._next(address, target, seen)
        self._judge(answer)
        return Page(
            asked=address,
            url=answer.url,
            content=answer.content,
            headers=answer.headers,
            unchanged=answer.status == 304,
        )

    def remember(self, page: Page) -> None:
        """Remember that a page was read in full: the next conditional fetch asks for a newer one only."""
        known = Validators(page.header("etag"), page.header("last-modified"))
        if not page.unchanged and (known.etag or known.modified):
            self.visits.remember(page.url, known)

    @cached_property
    def agent(self) -> str:
        """How memcon presents itself to a server."""
        try:
            name = f"{NAME}/{version('memcon')}"
        except PackageNotFoundError:  # run from its sources, not installed
            name = NAME
        return f"{name} (reads news reports; +{self.manners.contact})" if self.manners.contact else name

    def _client(self) -> httpx2.Client:
        """Open a client for one page: its cookies die with it."""
        return httpx2.Client(
            transport=Transport(self._allowed, self.manners.timeout),
            headers={
                "User-Agent": self.agent,
                "Accept": "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, "
                "application/xml;q=0.9, */*;q=0.8",
                "Accept-Encoding": "gzip, deflate",
            },
            follow_redirects=False,
            trust_env=False,  # a proxy would resolve names unchecked
        )

    def _ask(self, client: httpx2.Client, url: httpx2.URL, known: Validators | None) -> _Given:
        """Ask for one address and read the answer within the limits."""
        headers = {"If-None-Match": known.etag, "If-Modified-Since": known.modified} if known else {}
        try:
            with client.stream("GET", url, headers={k: v for k, v in headers.items() if v}) as response:
                content = b""
                if 200 <= response.status_code < 300:
                    content = limited(response, self.manners.largest)
                return _Given(
                    response.status_code, str(response.url), content, tuple(response.headers.multi_items())
                )
        except FAULTS as fault:
            raise NotFetched(
                f"{url} could not be fetched: {self._what(fault)}; check the address and the connection"
            ) from fault

    def _what(self, fault: Exception) -> str:
        """Say in a few words what went wrong on the way."""
        if isinstance(fault, TIMEOUTS):
            return f"no full answer within {self.manners.timeout:.0f} seconds"
        return str(fault) or type(fault).__name__

    def _next(self, address: str, target: str, seen: set[str]) -> httpx2.URL:
        try:
            url = parse(target)
        except MayNotFetch as error:
            raise MayNotFetch(f"{address} leads elsewhere: {error}") from None
        if str(url) in seen:
            raise NotThere(f"{address} leads back to itself in a circle (by {url}); check it in a browser")
        if len(seen) > self.manners.hops:
            raise NotThere(
                f"{address} leads on more than {self.manners.hops} times, now to {url}; see it in a browser"
            )
        return url

    def _judge(self, answer: _Given) -> None:
        """Raise what an answer other than a page means."""
        status, url = answer.status, answer.url
        if 200 <= status < 300 or status == 304:
            return
        if status in _LATER or (status == 503 and answer.header("retry-after")):
            seconds = _seconds(answer.header("retry-after"))
            self._turns.postpone(httpx2.URL(url).host, seconds)
            raise NotNow(f"{url} asks to come back in {seconds:.0f} seconds (HTTP {status})", seconds=seconds)
        if 400 <= status < 500:
            raise NotThere(f"{url} is not there or closed to us (HTTP {status}); check it in a browser")
        raise NotFetched(f"{url} answered with an error (HTTP {status}); try later")

    def _ask_robots(self, place: httpx2.URL) -> Answer:
        """Fetch a robots.txt; the rules of no other host are asked on the way."""
        url = place
        try:
            with self._client() as client:
                for _ in range(self.manners.hops + 1):
                    with self._turns.turn(url.host, 0.0), client.stream("GET", url) as response:
                        given = _Given(response.status_code, str(url), b"", tuple(response.headers.items()))
                        target = _target(given)
                        if target is None:
                            rules = beginning(response, LARGEST_ROBOTS) if response.is_success else b""
                            return given.status, rules.decode("utf-8", errors="replace")
                    url = parse(target)
        except FAULTS as fault:
            return 0, self._what(fault)
        except NotFetched as fault:
            if url == place:  # the host itself is not public, or wants a pause
                raise
            return 0, str(fault)
        return 404, ""  # RFC 9309, 2.3.1.2: too many redirects may count as no robots.txt


@dataclass(frozen=True, slots=True)
class _Given:
    """The answer to one request."""

    status: int
    url: str
    content: bytes
    headers: tuple[tuple[str, str], ...]

    def header(self, name: str) -> str:
        return next((value for key, value in self.headers if key.lower() == name), "")


def _target(answer: _Given) -> str | None:
    """Return where an answer leads, or None when it is no redirect."""
    place = answer.header("location")
    if answer.status not in _REDIRECTS or not place:
        return None
    try:
        return str(httpx2.URL(answer.url).join(place))
    except httpx2.InvalidURL:
        return place  # which `parse` refuses


def _seconds(stated: str) -> float:
    """Return the seconds that a Retry-After asks for: a number, or a date in the future."""
    if stated.strip().isdecimal():
        return float(stated)
    try:
        moment = parsedate_to_datetime(stated)
        return max(0.0, (moment - datetime.now(UTC)).total_seconds())
    except (ValueError, TypeError):
        return _PAUSE_NOT_NAMED
