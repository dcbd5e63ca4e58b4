"""The public reading functions: `read` for one report, `read_many` for a stream of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import IO

from memcon import intake, knowledge, lang, parsers, pipeline
from memcon.errors import UsageError
from memcon.intake.deferred import Deferred
from memcon.intake.language import recognise
from memcon.model import Basis, Published, Source
from memcon.stages.record import Record

Report = str | Path | IO[str] | IO[bytes] | Source | Deferred


def read(
    report: Report,
    *,
    published: str | None = None,
    language: str | None = None,
    actors: Iterable[Path] = (),
    encoding: str | None = None,
) -> Record:
    """Read one report: its text, a path, an open file, a `Source`, or what gives one when its turn comes.

    `published` is its publication day (`YYYY-MM-DD`), `language` its code ("fr", "en"; recognised when
    not given), `actors` tables of own actors (docs/2_the_record.md), `encoding` that of a file which is not
    UTF-8. Raises InputError when the input is no report, UsageError for a wrong argument.
    """
    source = open_report(report, encoding=encoding)
    if published is not None:
        source = replace(source, published=Published(_day(published), Basis.GIVEN))
    code = language or recognise(source.text, lang.available(), name=source.source or "the text")
    words = lang.load(code)
    return pipeline.read(source, words, parsers.load(words), knowledge.load(tuple(actors)))


def read_many(
    reports: Iterable[Report], *, language: str | None = None, actors: Iterable[Path] = ()
) -> Iterator[Record]:
    """Read reports one after the other, each as `read` does."""
    own = tuple(actors)
    return (read(report, language=language, actors=own) for report in reports)


def open_report(report: Report, *, encoding: str | None = None) -> Source:
    """Open what `read` accepts. Raises InputError when it is no report."""
    if isinstance(report, Source):
        return report
    if isinstance(report, Deferred):
        return report.open()
    if isinstance(report, str):
        return intake.from_text(report)
    if isinstance(report, Path):
        return intake.from_path(report, encoding=encoding)
    return intake.from_stream(report)


def _day(value: str) -> str:
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError:
        raise UsageError(f"{value!r} is no day; write it as YYYY-MM-DD, for example 2025-07-03") from None
