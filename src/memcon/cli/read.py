"""`memcon read`: reports in, records out."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import click

from memcon.errors import FAILED, PARTLY_FAILED, InputError, InternalError, UsageError
from memcon.intake.deferred import Deferred
from memcon.intake.web import Web
from memcon.stages.record import Record

FORMATS = ("table", "json", "jsonl")
_STANDARD_INPUT = Path("-")


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
    """Read reports (text, HTML, an address or a feed; - for standard input) and print their sourced records.

    \b
    memcon read report.txt
    memcon read report.html --format json
    cat report.txt | memcon read - --published 2025-07-03 --format jsonl
    memcon read *.txt --format jsonl | jq .events
    memcon read https://www.example.org/2025/07/03/summit.html
    memcon read feed.xml --format jsonl
    memcon read report.txt --explain e3
    """  # noqa: D301 - click needs the very backspace
    shape = shape or ("table" if sys.stdout.isatty() else "jsonl")
    inputs = _inputs(files, Web(options.pop("allow"), options["encoding"]))
    if len(inputs) > 1 and (explain or shape == "json"):
        raise UsageError(
            "--explain explains an entry of one report: name one file"
            if explain
            else "--format json prints one record; for several files use --format jsonl"
        )
    failed: list[str] = []
    for record in _records(inputs, options, failed, quiet=quiet):
        _print(record, shape, explain)
    if failed:
        click.echo(f"memcon: {len(failed)} of {len(inputs)} inputs failed:", err=True)
        for reason in failed:
            click.echo(f"  {reason}", err=True)
        sys.exit(PARTLY_FAILED if len(failed) < len(inputs) else FAILED)


def _inputs(names: Sequence[str], web: Web) -> list[Path | Deferred]:
    """List the reports that are named: a feed is as many as it has entries."""
    found: list[Path | Deferred] = []
    for name in names:
        found.extend(web.gather(name) if web.accepts(name) else [Path(name)])
    return found


def _records(
    inputs: Sequence[Path | Deferred], options: dict[str, Any], failed: list[str], *, quiet: bool
) -> Iterator[Record]:
    """Read input after input; what cannot be read is noted and, if it is the only one, raised."""
    progress = not quiet and len(inputs) > 1 and sys.stderr.isatty()
    for number, one in enumerate(inputs, 1):
        name = str(one)
        if progress:
            click.echo(f"\r\x1b[K{number}/{len(inputs)} {name[-60:]}", nl=False, err=True)
        try:
            record = _read(one, options)
        except InputError as error:
            if len(inputs) == 1:
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


def _read(report: Path | Deferred, options: dict[str, Any]) -> Record:
    """Read one input. Raises InputError, also where memcon itself fails on it: that costs one report only."""
    from memcon.errors import MemconError
    from memcon.reader import read

    try:
        return read(sys.stdin.buffer if report == _STANDARD_INPUT else report, **options)
    except (MemconError, KeyboardInterrupt):
        raise
    except Exception as error:
        raise InternalError.of(str(report), error) from error


def _print(record: Record, shape: str, explain: str | None) -> None:
    from memcon.cli import show

    if explain:
        show.explanation(record, explain)
    elif shape == "table":
        show.record(record)
    else:
        show.json(record, indented=shape == "json")
