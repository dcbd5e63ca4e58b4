"""A web page -> its article, with title, date, outlet and authors as the page states them (trafilatura)."""

from __future__ import annotations

import re

from memcon.errors import NotAReport
from memcon.model import Basis, Published, Source

_PAGE = re.compile(r"\s*(?:<!doctype\s+html|<html[\s>]|<\?xml[^>]*>\s*<(?:!doctype\s+)?html)", re.IGNORECASE)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def looks_like(text: str) -> bool:
    """Say whether a text begins like a web page."""
    return _PAGE.match(text) is not None


def extract(page: str, *, name: str | None = None, url: str | None = None) -> Source:
    """Extract the main text of a page and its metadata. Raises NotAReport when the page holds no article."""
    from trafilatura import bare_extraction
    from trafilatura.settings import Document

    found = bare_extraction(page, url=url, with_metadata=True, include_comments=False, include_tables=False)
    text = (found.text or "") if isinstance(found, Document) else ""
    if not isinstance(found, Document) or not text.strip():
        raise NotAReport(
            f"{name or url or 'the page'} holds no article that can be extracted; "
            "save its text as a .txt file and read that"
        )
    title = found.title or None
    if title and not text.lstrip().startswith(title):
        text = f"{title}\n\n{text}"
    return Source(
        text=text,
        source=name,
        url=url or found.url or None,
        title=title,
        publisher=found.sitename or found.hostname or None,
        authors=tuple(part.strip() for part in (found.author or "").split(";") if part.strip()),
        published=_published(page, found.date, url),
    )


def _published(page: str, stated: str | None, url: str | None) -> Published:
    """Take the day a page states in its metadata; a day that stands only in its address counts as such."""
    from htmldate import find_date

    day = stated or find_date(page, url=url, original_date=True, extensive_search=False)
    if not day or not _DAY.fullmatch(day):
        return Published()
    in_address = url is not None and day.replace("-", "/") in url
    return Published(day, Basis.URL if in_address else Basis.METADATA)
