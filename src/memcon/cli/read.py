"""`memcon read`: reports in, records out."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from memcon.errors import FAILED, PARTLY_FAILED, InputError, InternalError, UsageError
from memcon.model import Source
from memcon.stages.record import Record

if TYPE_CHECKING:
    from memcon.intake.fetch import Fetcher

FORMATS = ("table", "json", "jsonl")


@click.command(name="read", short_help="Read reports and print their sourced records.")
@click.argument("files", nargs=-1, required=True)
@click.option(
    "--format", "shape", type=click.Choice(FORMATS), help="Default: table on a terminal, else jsonl."
)
@click.option("--published", metavar="DAY", help="Publication day, YYYY-MM-DD, of every file named.")
@click.option("--language", metavar="CODE", help="fr or en; recognised when not given.")
@click.option("--encoding", metavar="NAME", help="Encoding of the files, if not UTF-8.")
@click.option(
    "--actors", metavar="TSV", multiple=True, type=click.Path(path_type=Path), help="A table of own actors."
)
@click.option(
    "--explain", metavar="ID", help="Explain one entry (e3, s1): its rule and the words that set it."
)
@click.option(
    "--allow",
    metavar="HOST",
    multiple=True,
    help="A host or network to fetch from although it is not public.",
)
@click.option("--quiet", is_flag=True, help="No progress and no notes on standard error.")
def command(
    files: Sequence[str], shape: str | None, explain: str | None, *, quiet: bool, **options: Any
) -> None:
    """Read reports (text, HTML or an address; - for standard input) and print their sourced records.

    \b
    memcon read report.txt
    memcon read report.html --format json
    cat report.txt | memcon read - --published 2025-07-03 --format jsonl
    memcon read *.txt --format jsonl | jq .events
    memcon read https://www.example.org/2025/07/03/summit.html
    memcon read report.txt --explain e3
    """  # noqa: D301 - click needs the very backspace
    shape = shape or ("table" if sys.stdout.isatty() else "jsonl")
    if len(files) > 1 and (explain or shape == "json"):
        raise UsageError(
            "--explain explains an entry of one report: name one file"
            if explain
            else "--format json prints one record; for several files use --format jsonl"
        )
    open_web = _opener(options.pop("allow"), options["encoding"])
    failed: list[str] = []
    for record in _records(files, options, failed, quiet=quiet, open_web=open_web):
        _print(record, shape, explain)
    if failed:
        click.echo(f"memcon: {len(failed)} of {len(files)} inputs failed:", err=True)
        for reason in failed:
            click.echo(f"  {reason}", err=True)
        sys.exit(PARTLY_FAILED if len(failed) < len(files) else FAILED)


def _records(
    files: Sequence[str],
    options: dict[str, Any],
    failed: list[str],
    *,
    quiet: bool,
    open_web: Callable[[str], Source],
) -> Iterator[Record]:
    """Read file after file; what cannot be read is noted and, if it is the only one, raised."""
    progress = not quiet and len(files) > 1 and sys.stderr.isatty()
    for number, name in enumerate(files, 1):
        if progress:
            click.echo(f"\r\x1b[K{number}/{len(files)} {name[-60:]}", nl=False, err=True)
        try:
            record = _read(name, options, open_web)
        except InputError as error:
            if len(files) == 1:
                raise
            failed.append(str(error))
            continue
        finally:
            if progress:
                click.echo("\r\x1b[K", nl=False, err=True)
        if not gc.isenabled():  # all is loaded (see cli.main): from here on there is garbage
            gc.freeze()
            gc.enable()
        if not (quiet or record.events or record.statements):
            click.echo(f"memcon: {name} tells no event and quotes nobody; is it a news report?", err=True)
        yield record


def _read(name: str, options: dict[str, Any], open_web: Callable[[str], Source]) -> Record:
    """Read one input. Raises InputError, also where memcon itself fails on it: that costs one report only."""
    from memcon.errors import MemconError
    from memcon.reader import read

    try:
        if name.lower().startswith(("http://", "https://")):
            return read(open_web(name), **options)
        return read(sys.stdin.buffer if name == "-" else Path(name), **options)
    except (MemconError, KeyboardInterrupt):
        raise
    except Exception as error:
        raise InternalError.of(name, error) from error


def _opener(allow: Sequence[str], encoding: str | None) -> Callable[[str], Source]:
    """Make what opens the reports at addresses: one fetcher for all, which takes turns at each host."""

    @cache
    def fetcher() -> Fetcher:
        from memcon.intake.fetch import Fetcher, Manners

        return Fetcher(Manners(allow=tuple(allow)))

    def open_web(address: str) -> Source:
        from memcon.intake.pages import from_url

        return from_url(address, fetcher(), encoding=encoding)

    return open_web


def _print(record: Record, shape: str, explain: str | None) -> None:
    from memcon.cli import show

    if explain:
        show.explanation(record, explain)
    elif shape == "table":
        show.record(record)
    else:
        show.json(record, indented=shape == "json")
