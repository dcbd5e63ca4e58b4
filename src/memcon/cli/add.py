"""`memcon add`: read reports and keep their records in a ledger."""

from __future__ import annotations

import gc
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import click

from memcon.errors import FAILED, PARTLY_FAILED
from memcon.intake.web import Web
from memcon.ledger import Step, open_ledger


@click.command(name="add", short_help="Read reports and keep them in a ledger.")
@click.argument("sources", nargs=-1, required=True)
@click.option("-o", "--output", "ledger", metavar="FILE", required=True, help="The ledger; made if missing.")
@click.option("--published", metavar="DAY", help="Publication day, YYYY-MM-DD, of every report named.")
@click.option("--language", metavar="CODE", help="fr or en; recognised when not given.")
@click.option("--encoding", metavar="NAME", help="Encoding of the files, if not UTF-8.")
@click.option(
    "--actors", metavar="TSV", multiple=True, type=click.Path(path_type=Path), help="A table of own actors."
)
@click.option(
    "--allow",
    metavar="HOST",
    multiple=True,
    help="A host or network to fetch from although it is not public.",
)
@click.option("--again", is_flag=True, help="Read anew what the ledger has; corrections stay.")
@click.option("--quiet", is_flag=True, help="No progress on standard error.")
def command(sources: Sequence[str], ledger: str, *, quiet: bool, **options: Any) -> None:
    """Read reports and keep their records in a ledger: a file, or postgresql://...

    SOURCES are files, folders (with all below them), addresses, feeds, or - for standard input. Each report
    is kept as soon as it is read: stop at any moment and run the same command again to go on. The same report
    twice is kept once.

    \b
    memcon add reports/ page.html feed.xml -o ukraine.memcon
    memcon add https://www.example.org/2025/07/03/summit.html -o ukraine.memcon
    memcon add reports/ -o postgresql://localhost/ukraine
    """  # noqa: D301 - click needs the very backspace
    from memcon.intake.gather import gather

    reports = list(gather(sources, Web(options.pop("allow"), options["encoding"])))
    done: Counter[str] = Counter()
    failed: list[str] = []
    with open_ledger(ledger, write=True) as opened:
        steps = opened.add_many(reports, **options)
        for step in _progress(steps, len(reports), quiet=quiet):
            if not gc.isenabled():  # all is loaded (see cli.main): from here on there is garbage
                gc.freeze()
                gc.enable()
            if step.error is not None:
                failed.append(str(step.error))
            elif step.added is not None:
                done[step.added] += 1
    _summary(done, failed, ledger, quiet=quiet)


def _progress(steps: Iterable[Step], total: int, *, quiet: bool) -> Iterator[Step]:
    """Show count, rate and time left on a terminal."""
    if quiet or not sys.stderr.isatty():
        yield from steps
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        *(BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[rate]}"), TimeRemainingColumn()),
        TextColumn("{task.fields[name]}", style="dim"),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=total, rate="", name="")
        for step in steps:
            speed = bar.tasks[task].finished_speed or bar.tasks[task].speed
            rate = f"{speed:.1f} reports a second" if speed else ""
            bar.update(task, advance=1, rate=rate, name=step.name[-40:])
            yield step


def _summary(done: Counter[str], failed: Sequence[str], ledger: str, *, quiet: bool) -> None:
    if not quiet:
        counts = [f"{count} {what}" for what, count in done.items()] or ["nothing"]
        click.echo(f"{ledger}: {', '.join(counts)}", err=True)
    if failed:
        click.echo(f"memcon: {len(failed)} of {len(failed) + done.total()} inputs failed:", err=True)
        for reason in failed:
            click.echo(f"  {reason}", err=True)
        sys.exit(PARTLY_FAILED if done else FAILED)
