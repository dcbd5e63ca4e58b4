"""Open a report wherever it lies, and refuse what is none with a word on what to do."""

from __future__ import annotations

import re
from pathlib import Path
from typing import IO

from memcon.errors import NotAReport, NotText, UnreadableInput
from memcon.intake import html, plain
from memcon.model import Source

# A long read is 100 kB; a file of megabytes is an archive, not a report.
LARGEST = 5_000_000
# Of the characters of news texts, four in five are letters; of tables and code, less than half.
_LETTERS = 0.4
_HALF_CHARACTER = re.compile("[\ud800-\udfff]")  # what a failed decoding leaves: no text has them
_HTML_SUFFIXES = {".html", ".htm", ".xhtml"}


def from_path(path: Path, *, encoding: str | None = None) -> Source:
    """Read a file. Raises InputError when it is missing, a directory, too large, or no text."""
    try:
        if path.is_dir():
            raise UnreadableInput(f"{path} is a directory; name its files, for example {path}/*.txt")
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except FileNotFoundError:
        raise UnreadableInput(f"{path} does not exist; check the name, or use - for standard input") from None
    except OSError as error:
        raise UnreadableInput(f"{path} cannot be opened ({error.strerror}); check its permissions") from None
    return from_bytes(data, name=str(path), encoding=encoding)


def from_bytes(data: bytes, *, name: str, encoding: str | None = None) -> Source:
    """Decode bytes and, from a web page, extract the article. Raises InputError when they are no report."""
    if len(data) > LARGEST:
        raise _too_large(name)
    text = plain.decode(data, name=name, encoding=encoding)
    if Path(name).suffix.lower() in _HTML_SUFFIXES or html.looks_like(text):
        return html.extract(text, name=name)
    return from_text(text, name=name)


def from_stream(stream: IO[str] | IO[bytes], *, name: str = "standard input") -> Source:
    """Read an open file, text or binary, up to the largest size."""
    content = stream.read(LARGEST + 1)
    if isinstance(content, bytes):
        return from_bytes(content, name=name)
    return from_text(content, name=name)


def from_text(text: str, *, name: str | None = None) -> Source:
    """Take a text as it is, a byte-order mark dropped and line ends made LF. Raises NotAReport when empty."""
    if len(text) > LARGEST:
        raise _too_large(name or "the text")
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if _HALF_CHARACTER.search(text):
        raise NotText(f"{name or 'the text'} holds half characters; decode its bytes with memcon, or anew")
    if not text.strip():
        raise NotAReport(f"{name or 'the text'} is empty; give a file with the text of a report")
    letters = sum(map(str.isalpha, text))
    if not letters or letters < _LETTERS * sum(map(len, text.split())):
        raise NotAReport(f"{name or 'the text'} holds no running text; give a file with the text of a report")
    return Source(text=text, source=name)


def _too_large(name: str) -> NotAReport:
    return NotAReport(
        f"{name} is larger than a report (at most {LARGEST / 1e6:.0f} MB); split it into one file a report"
    )
