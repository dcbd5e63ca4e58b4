"""`memcon read`: reports in, records out."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import click

from memcon.errors import FAILED, PARTLY_FAILED, InputError, UsageError
from memcon.stages.record import Record

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
@click.option("--quiet", is_flag=True, help="No progress on standard error.")
def command(
    files: Sequence[str], shape: str | None, explain: str | None, *, quiet: bool, **options: Any
) -> None:
    r"""Read reports (text or HTML; - for standard input) and print their sourced records.

    \b
    memcon read report.txt
    memcon read report.html --format json
    cat report.txt | memcon read - --published 2025-07-03 --format jsonl
    memcon read *.txt --format jsonl | jq .events
    memcon read report.txt --explain e3
    """
    shape = shape or ("table" if sys.stdout.isatty() or explain else "jsonl")
    if shape == "json" and len(files) > 1:
        raise UsageError("--format json prints one record; for several files use --format jsonl")
    failed: list[str] = []
    done = 0
    for record in _records(files, options, failed, quiet=quiet):
        _print(record, shape, explain)
        done += 1
    if failed and len(files) > 1:
        click.echo(f"memcon: {len(failed)} of {len(files)} inputs failed:", err=True)
        for reason in failed:
            click.echo(f"  {reason}", err=True)
        sys.exit(PARTLY_FAILED if done else FAILED)


def _records(
    files: Sequence[str], options: dict[str, Any], failed: list[str], *, quiet: bool
) -> Iterator[Record]:
    """Read file after file; what cannot be read is noted and, if it is the only one, raised."""
    from memcon.reader import read

    progress = not quiet and len(files) > 1 and sys.stderr.isatty()
    for number, name in enumerate(files, 1):
        if progress:
            click.echo(f"\r{number}/{len(files)} {name[-60:]:60}", nl=False, err=True)
        try:
            yield read(sys.stdin.buffer if name == "-" else Path(name), **options)
        except InputError as error:
            if len(files) == 1:
                raise
            failed.append(str(error))
    if progress:
        click.echo("\r" + " " * 80 + "\r", nl=False, err=True)


def _print(record: Record, shape: str, explain: str | None) -> None:
    from memcon.cli import show

    if explain:
        show.explanation(record, explain)
    elif shape == "table":
        show.record(record)
    else:
        click.echo(json.dumps(record.to_dict(), ensure_ascii=False, indent=2 if shape == "json" else None))
