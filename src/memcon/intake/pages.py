"""A fetched page -> its report."""

from __future__ import annotations

import re
from dataclasses import replace

from memcon.errors import NotAReport
from memcon.intake import html, plain, sources
from memcon.intake.fetch import Fetcher, Page
from memcon.model import Source

_STATED = re.compile(r"""charset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
_FEED = re.compile(rb"<(?:rss|feed|rdf:RDF|channel)[\s>]")
_PAGE = re.compile(rb"<(?:!doctype\s+)?html[\s>]", re.IGNORECASE)
# What browsers read when a page says one of these (WHATWG Encoding, 4.2).
_AS_BROWSERS_DO = dict.fromkeys(("iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii"), "cp1252")


def from_url(address: str, fetcher: Fetcher | None = None, *, encoding: str | None = None) -> Source:
    """Fetch a report. Raises NotFetched when the address gives none, NotAReport when it gives no report.

    >>> from_url("https://www.example.org/2025/07/03/summit.html")  # doctest: +SKIP
    Source(text='Summit in Geneva...', url='https://www.example.org/2025/07/03/summit.html', ...)
    """
    return from_page((fetcher or Fetcher()).fetch(address), encoding=encoding)


def from_page(page: Page, *, encoding: str | None = None) -> Source:
    """Decode a fetched page and extract its report; `source` is the address that was asked for."""
    if is_feed(page.content):
        raise NotAReport(f"{page.asked} is a feed, not a report; name it in a list for memcon watch")
    text = plain.decode(page.content, name=page.asked, encoding=encoding or charset(page))
    url = tidy(page.url)
    if "html" in page.header("content-type").lower() or html.looks_like(text):
        return html.extract(text, name=page.asked, url=url)
    return replace(sources.from_text(text, name=page.asked), url=url)


def is_feed(data: bytes) -> bool:
    """Say whether bytes begin like an RSS or Atom feed, in whatever encoding."""
    beginning = data[:8192].replace(b"\0", b"")
    found = _FEED.search(beginning)
    return found is not None and not _PAGE.search(beginning[: found.start()])


def charset(page: Page) -> str | None:
    """Return the encoding that a page states, if its bytes agree; None where the bytes speak for themselves.

    Servers often state another than the page's; bytes that are valid UTF-8 are hardly ever anything else.
    """
    if _decodes(page.content, "utf-8"):
        return None
    for words in (page.header("content-type"), page.content[:4096].decode("latin-1")):
        stated = _STATED.search(words)
        name = stated[1].lower() if stated else ""
        known = _AS_BROWSERS_DO.get(name, name)
        if known and _decodes(page.content, known):
            return known
    return None


def tidy(address: str) -> str:
    """Return an address without what only tells how a reader came to it (`utm_source`, `xtor`, fragment).

    >>> tidy("https://www.example.org/a?id=3&utm_source=rss#top")
    'https://www.example.org/a?id=3'
    """
    from courlan import normalize_url

    try:
        return normalize_url(address.partition("#")[0]) or address
    except ValueError:
        return address


def _decodes(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except (LookupError, UnicodeDecodeError):
        return False
    return True
