"""An address or a feed -> the reports it stands for, each fetched only when its turn comes."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from memcon.intake import feeds, pages
from memcon.intake.deferred import Deferred
from memcon.intake.fetch import Fetcher

_FEED_SUFFIXES = {".xml", ".rss", ".atom", ".rdf"}


def is_address(name: str) -> bool:
    """Say whether what a user names is an address."""
    return name.lower().startswith(("http://", "https://"))


def is_feed_file(name: str) -> bool:
    """Say whether what a user names is a file with a feed."""
    path = Path(name)
    if path.suffix.lower() not in _FEED_SUFFIXES or not path.is_file():
        return False
    with path.open("rb") as file:
        return pages.is_feed(file.read(8192))


def gather(name: str, fetcher: Fetcher, *, encoding: str | None = None) -> list[Deferred]:
    """List the reports that an address or a feed's file stands for: one of a page, all of a feed.

    Raises NotFetched when the address gives nothing, NotAReport when a feed cannot be read.
    """
    if not is_address(name):
        return _of_feed(feeds.from_path(Path(name)), fetcher)
    page = fetcher.fetch(name)
    if pages.is_feed(page.content):
        return _of_feed(feeds.from_page(page), fetcher)
    return [Deferred(name, partial(pages.from_page, page, encoding=encoding))]


def _of_feed(feed: feeds.Feed, fetcher: Fetcher) -> list[Deferred]:
    """Take the entries of a feed, the oldest first."""
    return [Deferred(entry.key, partial(feeds.report, entry, fetcher)) for entry in reversed(feed.entries)]
