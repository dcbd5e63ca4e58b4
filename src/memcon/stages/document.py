"""Source -> Document: paragraphs, headings, and the lines that are not the report."""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache

from memcon.lang import Language
from memcon.model import Boilerplate, Document, Source, Span

_LINE = re.compile(r"[^\n]+")
_SENTENCE_END = re.compile(r"[.!?…:;,]['\"”’»)\]]*$")
_HEADING_WORDS = 22


def identify(text: str) -> str:
    """Return the name of a document: the digest of its text."""
    return "sha256:" + hashlib.sha256(text.encode()).hexdigest()


def read(source: Source, language: Language) -> Document:
    """Cut a text into its blocks. The text itself is kept as it is."""
    text = source.text
    lines = _unwrap(text, [_trim(text, match.start(), match.end()) for match in _LINE.finditer(text)])
    boilerplate = tuple(_boilerplate(lines, language))
    marked = {mark.span for mark in boilerplate}
    body = [line for line in lines if line not in marked]
    headings = tuple(line for place, line in enumerate(body) if _is_heading(body, place))
    titles = set(headings)
    return Document(
        id=identify(text),
        text=text,
        language=language.code,
        source=source,
        published=source.published,
        paragraphs=tuple(line for line in body if line not in titles),
        headings=headings,
        boilerplate=boilerplate,
    )


def _trim(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return Span(start, end, text[start:end])


def _unwrap(text: str, lines: list[Span]) -> list[Span]:
    """Join lines that were broken within a sentence: no full stop, then a small letter."""
    blocks: list[list[Span]] = []
    for line in lines:
        if not line.text:
            continue
        last = blocks[-1][-1] if blocks else None
        touching = last is not None and text.count("\n", last.end, line.start) == 1
        if last and touching and line.text[0].islower() and not _SENTENCE_END.search(last.text):
            blocks[-1].append(line)
        else:
            blocks.append([line])
    return [Span(b[0].start, b[-1].end, text[b[0].start : b[-1].end]) for b in blocks]


@lru_cache(maxsize=8)
def _patterns(language: Language) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (group.reason, re.compile("|".join(f"(?:{p})" for p in group.patterns), re.IGNORECASE))
        for group in language.boilerplate.line
    )


def _boilerplate(lines: list[Span], language: Language) -> list[Boilerplate]:
    """Mark the lines that are page furniture; a long line is never one as a whole."""
    found = []
    for line in lines:
        if len(line.text) > 300:
            continue
        for reason, pattern in _patterns(language):
            if pattern.fullmatch(line.text):
                found.append(Boilerplate(line, reason))
                break
    return found


def _is_heading(lines: list[Span], place: int) -> bool:
    """Say whether a line is a title: short, capitalised, not closed like a sentence, and text follows."""
    line = lines[place].text
    if place + 1 >= len(lines) or len(line.split()) > _HEADING_WORDS or len(line.split()) < 2:
        return False
    if _SENTENCE_END.search(line) and not line.endswith("?"):
        return False
    return not line[0].islower() and line[0] not in "-–—•*"
