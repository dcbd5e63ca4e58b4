"""An address or a feed -> the reports it stands for, each fetched only when its turn comes.

The libraries for the web are imported when something of the web is named.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from memcon.errors import InputError
from memcon.intake.deferred import Deferred
from memcon.model import Source

if TYPE_CHECKING:
    from memcon.intake.feeds import Feed
    from memcon.intake.fetch import Fetcher

_FEED_SUFFIXES = {".xml", ".rss", ".atom", ".rdf"}


class Web:
    """Opens addresses and the files of feeds, with one fetcher for all.

    `allow` names hosts that may be fetched although they are not public; `encoding` is that of pages which
    are not UTF-8 and do not say so.
    """

    def __init__(self, allow: Sequence[str] = (), encoding: str | None = None) -> None:
        self._allow = tuple(allow)
        self._encoding = encoding

    def accepts(self, name: str) -> bool:
        """Say whether what a user names is an address, or a file with a feed."""
        return _is_address(name) or _is_feed_file(Path(name))

    def gather(self, name: str) -> list[Deferred]:
        """List the reports that a name stands for: one of a page, all of a feed, the oldest first.

        Where the address or the feed gives nothing, opening its one report says why.
        """
        from memcon.intake import feeds, pages

        try:
            if not _is_address(name):
                return self._of_feed(feeds.from_path(Path(name)))
            page = self._fetcher.fetch(name)
            if pages.is_feed(page.content):
                return self._of_feed(feeds.from_page(page))
        except InputError as error:
            return [Deferred(name, partial(_fail, error))]
        return [Deferred(name, partial(pages.from_page, page, encoding=self._encoding))]

    def _of_feed(self, feed: Feed) -> list[Deferred]:
        from memcon.intake.feeds import report

        return [Deferred(entry.key, partial(report, entry, self._fetcher)) for entry in feed.entries[::-1]]

    @cached_property
    def _fetcher(self) -> Fetcher:
        from memcon.intake.fetch import Fetcher, Manners

        return Fetcher(Manners(allow=self._allow))


def _is_address(name: str) -> bool:
    return name.lower().startswith(("http://", "https://"))


def _is_feed_file(path: Path) -> bool:
    if path.suffix.lower() not in _FEED_SUFFIXES or not path.is_file():
        return False
    from memcon.intake.pages import is_feed

    with path.open("rb") as file:
        return is_feed(file.read(8192))


def _fail(error: InputError) -> Source:
    raise error
