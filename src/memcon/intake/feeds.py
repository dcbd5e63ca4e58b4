"""An RSS or Atom feed -> its entries, and each entry -> its report (feedparser)."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, replace
from datetime import datetime
from email.utils import parsedate_to_datetime
from html import escape, unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from memcon.errors import NotAReport, UnreadableInput
from memcon.intake import html
from memcon.intake.fetch import Fetcher, Page
from memcon.intake.pages import from_page as report_of
from memcon.intake.pages import is_feed, tidy
from memcon.intake.sources import LARGEST
from memcon.model import Basis, Published, Source

_UNKNOWN = Published()
_MOST_ENTRIES = 1000
_REPORT = 1000  # characters; a teaser is shorter
_TAG = re.compile(r"</?[A-Za-z!][^>]*>")
_SPACE = re.compile(r"\s+")
# The end of a teaser: dots, or a link that leads on. In no language named.
_CUT = re.compile(r"(?:\.\.\.|…)\W*$")
_ENDS_IN_LINK = re.compile(r"<a\b[^>]*>(?:(?!</a>).)*</a>\W*(?:</\w+>\s*)*$", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Entry:
    """What a feed says of one report. `key` is what it is known by: its address, tidied.

    `link` is None and `key` names the feed where an entry has no page of its own; `content` is its markup.
    """

    key: str
    link: str | None
    title: str | None = None
    published: Published = _UNKNOWN
    publisher: str | None = None
    authors: tuple[str, ...] = ()
    content: str = ""


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed with its entries, as it orders them; `fault` says what is wrong with it, if it could be read."""

    name: str
    title: str | None
    entries: tuple[Entry, ...]
    fault: str = ""


def from_path(path: Path) -> Feed:
    """Read a saved feed. Raises UnreadableInput when the file is missing, NotAReport when it is no feed."""
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as error:
        raise UnreadableInput(f"{path} cannot be opened ({error.strerror}); check the name") from None
    if len(data) > LARGEST:
        raise NotAReport(f"{path} is larger than a feed (at most {LARGEST / 1e6:.0f} MB); is it an archive?")
    return parse(data, name=str(path))


def from_page(page: Page) -> Feed:
    """Read a fetched feed. Raises NotAReport when the page is none."""
    return parse(page.content, name=page.asked, url=page.url, content_type=page.header("content-type"))


def parse(data: bytes, *, name: str, url: str = "", content_type: str = "") -> Feed:
    """Read a feed, also a damaged one as far as it goes. Raises NotAReport when it is no feed."""
    from feedparser import parse as read

    headers = {"content-location": url, "content-type": _media_type(data, content_type)}
    # From an open file: bytes themselves could be taken for the name of one.
    found = read(io.BytesIO(data), response_headers={k: v for k, v in headers.items() if v})
    fault = " ".join(str(found.get("bozo_exception") or "").split()) if found.get("bozo") else ""
    head = found.get("feed", {})
    title = _words(head.get("title"))
    entries = (_entry(entry, url or name, title) for entry in found.get("entries", [])[:_MOST_ENTRIES])
    usable = {entry.key: entry for entry in entries if entry}
    if not usable and (fault or not (found.get("version") and is_feed(data))):
        raise _no_feed(data, name, url, fault)
    return Feed(name, title, tuple(usable.values()), fault)


def report(entry: Entry, fetcher: Fetcher, *, whole: str = "auto") -> Source:
    """Open the report of an entry: its content in the feed where it is complete, else its page.

    `whole` settles it for feeds where the guess is wrong: "entry" or "page" instead of "auto".
    """
    if entry.content and (whole == "entry" or (whole == "auto" and is_complete(entry.content))):
        try:
            return _known_of(entry, _from_content(entry))
        except NotAReport:
            if entry.link is None:
                raise
    if entry.link is None:
        raise NotAReport(f"{entry.key} has neither a page nor a complete text; nothing can be read")
    page = replace(fetcher.fetch(entry.link), asked=entry.key)
    return _known_of(entry, report_of(page))


def is_complete(markup: str) -> bool:
    """Say whether the content of an entry is the whole report: long, and not cut off or led on by a link."""
    text = _words(markup) or ""
    return len(text) >= _REPORT and not _CUT.search(text) and not _ENDS_IN_LINK.search(markup.rstrip())


def _from_content(entry: Entry) -> Source:
    """Extract the text of an entry's own content; a guess that drops a third of it is none."""
    title = escape(entry.title or "")
    page = (
        f"<!doctype html><html><head><title>{title}</title></head>"
        f"<body><article>{entry.content}</article></body></html>"
    )
    found = html.extract(page, name=entry.key)
    if len(found.text) < len(_words(entry.content) or "") * 2 / 3:
        raise NotAReport(f'the text of {entry.key} in its feed cannot be extracted; set content = "page"')
    return replace(found, url=tidy(entry.link) if entry.link else None, publisher=None, published=Published())


def _known_of(entry: Entry, found: Source) -> Source:
    """Add what the feed says: its day is the report's; its title and names where the page has none."""
    return replace(
        found,
        source=entry.key,
        title=found.title or entry.title,
        publisher=found.publisher or entry.publisher,
        authors=found.authors or entry.authors,
        published=entry.published if entry.published.value else found.published,
    )


def _entry(entry: dict[str, Any], feed: str, publisher: str | None) -> Entry | None:
    """Take what an entry says; None where it says neither an address nor a text."""
    link = str(entry.get("link") or "").strip()
    if not link.startswith(("http://", "https://")):
        link = ""
    contents = [str(part.get("value") or "") for part in entry.get("content", [])]
    content = max((*contents, str(entry.get("summary") or "")), key=len)
    title = _words(entry.get("title"))
    name = str(entry.get("id") or title or "")
    if not link and not (content and name):
        return None
    source = entry.get("source") or {}
    return Entry(
        key=tidy(link) if link else f"{feed}#{name}",
        link=link or None,
        title=title,
        published=_published(entry),
        publisher=_words(source.get("title")) or publisher,
        authors=tuple(filter(None, (_words(author.get("name")) for author in entry.get("authors", [])))),
        content=content,
    )


def _published(entry: dict[str, Any]) -> Published:
    """Take the day of publication where the publisher is, not at Greenwich."""
    which = "published" if "published" in entry else "updated"
    stated = str(entry.get(which) or "")
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            return Published(read(stated.strip()).date().isoformat(), Basis.METADATA)
        except (ValueError, TypeError, IndexError):
            continue
    parsed = entry.get(f"{which}_parsed")
    if not parsed:
        return Published()
    return Published(f"{parsed.tm_year:04}-{parsed.tm_mon:02}-{parsed.tm_mday:02}", Basis.METADATA)


def _words(markup: object) -> str | None:
    """Return the words of a piece of markup on one line, None if there are none."""
    text = unescape(_TAG.sub(" ", str(markup or "")))
    return _SPACE.sub(" ", text).strip() or None


def _media_type(data: bytes, stated: str) -> str:
    """Correct the encoding that a server states, where the bytes are UTF-8."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return stated
    return "application/xml; charset=utf-8"


def _no_feed(data: bytes, name: str, url: str, fault: str) -> NotAReport:
    links = _Links()
    links.feed(data[:500_000].decode("utf-8", errors="replace"))
    if links.feeds:
        return NotAReport(f"{name} is a web page, not a feed; try its feed: {urljoin(url, links.feeds[0])}")
    why = f" that can be read ({fault})" if fault else ""
    return NotAReport(f"{name} is no RSS or Atom feed{why}; look for one on the site")


class _Links(HTMLParser):
    """The feeds that a web page names in its head."""

    def __init__(self) -> None:
        super().__init__()
        self.feeds: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        kind = named.get("type") or ""
        if tag == "link" and "alternate" in (named.get("rel") or "") and re.search("rss|atom", kind):
            self.feeds.append(named.get("href") or "")
