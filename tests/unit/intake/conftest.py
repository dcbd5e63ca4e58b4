"""The loopback for every test of fetching."""

from collections.abc import Callable, Iterator

import pytest
from loopback import Clock, Site, serve

from memcon.intake.fetch import Fetcher, Manners


@pytest.fixture
def site() -> Iterator[Site]:
    yield from serve("127.0.0.1")


@pytest.fixture
def other_site() -> Iterator[Site]:
    yield from serve("127.0.0.2")


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def fetcher_with(clock: Clock) -> Callable[..., Fetcher]:
    """Make a fetcher that may ask the loopback, with a clock that nobody waits for."""

    def make(**manners: object) -> Fetcher:
        options = {"allow": ("127.0.0.0/8",), "timeout": 5.0} | manners
        return Fetcher(Manners(**options), clock=clock, sleep=clock.sleep)

    return make


@pytest.fixture
def fetcher(fetcher_with: Callable[..., Fetcher]) -> Fetcher:
    return fetcher_with()
