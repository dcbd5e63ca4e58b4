"""What a user names -> the reports it stands for: files, folders, addresses, feeds, standard input."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from memcon.errors import UnreadableInput
from memcon.intake.deferred import Deferred
from memcon.intake.sources import from_stream
from memcon.intake.web import Web

SUFFIXES = frozenset({".txt", ".text", ".html", ".htm", ".xhtml"})


def gather(names: Iterable[str], web: Web) -> Iterator[Path | Deferred]:
    """List the reports that some names stand for, each once, folders in the order of their paths.

    Nothing is read before its turn; a feed is asked at once for its entries.
    """
    seen: set[str] = set()
    for name in names:
        for report in _reports(name, web):
            key = str(report.absolute() if isinstance(report, Path) else report)
            if key not in seen:
                seen.add(key)
                yield report


def _reports(name: str, web: Web) -> Sequence[Path | Deferred]:
    if name == "-":
        return [Deferred("standard input", lambda: from_stream(sys.stdin.buffer))]
    if web.accepts(name):
        return web.gather(name)
    return _folder(name) if Path(name).is_dir() else [Path(name)]


def _folder(name: str) -> Sequence[Path]:
    """List the reports in a folder and those below it; hidden files and other kinds are none."""
    top = Path(name)
    try:
        paths = sorted(path for path in top.rglob("*") if path.suffix.lower() in SUFFIXES and path.is_file())
    except OSError as error:
        raise UnreadableInput(f"{name} cannot be listed ({error.strerror}); check its permissions") from None
    found = [p for p in paths if not any(part.startswith(".") for part in p.relative_to(top).parts)]
    if not found:
        raise UnreadableInput(
            f"{name} holds no report; memcon takes files named {', '.join(sorted(SUFFIXES))}"
        )
    return found
