"""What a user names -> the reports it stands for: files, the files of folders, standard input.

Feeds and addresses join here: one more `Gatherer` that accepts `http(s)://` or a feed's file.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from memcon.errors import UnreadableInput, UsageError
from memcon.intake.sources import from_stream
from memcon.model import Source

SUFFIXES = frozenset({".txt", ".text", ".html", ".htm", ".xhtml"})


@dataclass(frozen=True, slots=True)
class Gatherer:
    """A kind of thing to name: whether a name is of it, and the reports that it stands for."""

    accepts: Callable[[str], bool]
    gather: Callable[[str], Iterable[Path | Source]]


def gather(names: Iterable[str]) -> Iterator[Path | Source]:
    """List the reports that some names stand for, each once, folders in the order of their paths."""
    seen: set[Path] = set()
    for name in names:
        for report in _gatherer(name).gather(name):
            if isinstance(report, Path):
                if report.absolute() in seen:
                    continue
                seen.add(report.absolute())
            yield report


def _gatherer(name: str) -> Gatherer:
    return next(gatherer for gatherer in GATHERERS if gatherer.accepts(name))


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


def _address(name: str) -> Sequence[Path]:
    raise UsageError(f"{name}: addresses cannot be read yet; save the page as a file and name that")


def _standard_input(name: str) -> Sequence[Source]:
    del name
    return [from_stream(sys.stdin.buffer)]


GATHERERS: tuple[Gatherer, ...] = (
    Gatherer(lambda name: name == "-", _standard_input),
    Gatherer(lambda name: name.lower().startswith(("http://", "https://")), _address),
    Gatherer(lambda name: Path(name).is_dir(), _folder),
    Gatherer(lambda _: True, lambda name: [Path(name)]),
)
