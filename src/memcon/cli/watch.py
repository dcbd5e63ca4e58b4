"""`memcon watch`: keep reading what feeds bring."""

from __future__ import annotations

import gc
import json
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import click

from memcon.errors import FAILED, OK, PARTLY_FAILED, UsageError

if TYPE_CHECKING:
    from memcon.stages.record import Record
    from memcon.watch import Happening, Keeper, Round

_FAULTS = ("unread", "damaged", "failed")


@click.command(name="watch", short_help="Watch feeds for days and keep the record of each new report.")
@click.argument("feeds", metavar="FEEDS.TOML", type=click.Path(path_type=Path))
@click.option(
    "-o", "--ledger", metavar="LEDGER", help="Where records go, instead of the ledger that the list names."
)
@click.option("--once", is_flag=True, help="Ask each feed once and stop; for cron.")
@click.option("--rounds", metavar="N", type=click.IntRange(min=1), help="Stop after N rounds.")
@click.option(
    "--log",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Append all that happens to FILE, as JSON lines.",
)
@click.option("--quiet", is_flag=True, help="No notes on standard error.")
def command(
    feeds: Path, ledger: str | None, rounds: int | None, log: Path | None, *, once: bool, quiet: bool
) -> None:
    """Watch the feeds that FEEDS.TOML lists, read each new report, and keep its record in a ledger.

    \b
    ledger = "ukraine.memcon"
    interval = "30m"
    contact = "desk@example.org"
    [[feed]]
    url = "https://www.example.org/rss.xml"

    Stops on Ctrl-C. What could not be fetched is tried again later, after longer and longer pauses.
    """  # noqa: D301 - click needs the very backspace
    from memcon.intake.watchlist import load
    from memcon.watch import Watch

    gc.enable()  # cli.main turns it off for short runs; a watch lasts for days
    watchlist = load(feeds)
    where = ledger or watchlist.ledger
    if where is None:
        raise UsageError(f'{feeds} names no ledger; add ledger = "my.memcon" to it, or give -o my.memcon')
    with _ledger(where) as keeper, _log(log) as file, _stopped_politely():
        total = Watch(watchlist, keeper, tell=_teller(file, quiet=quiet)).run(1 if once else rounds)
    sys.exit(_status(total))


def _status(total: Round) -> int:
    """Say with the exit status whether all, some or no feeds and reports were read."""
    if not total.unread and not total.failed:
        return OK
    return PARTLY_FAILED if total.unread < total.feeds else FAILED


@contextmanager
def _ledger(where: str) -> Iterator[Keeper]:
    import memcon

    opened: AbstractContextManager[Any] = memcon.open_ledger(where, write=True)
    with opened as ledger:
        yield ledger if hasattr(ledger, "seen") else _Looking(ledger)


class _Looking:
    """A ledger that is asked by a query whether it has an address."""

    def __init__(self, ledger: Any) -> None:
        self._ledger = ledger

    def add(self, record: Record) -> object:
        return self._ledger.add(record)

    def seen(self, url: str) -> bool:
        found = self._ledger.store.rows(
            "SELECT 1 FROM reports WHERE source = ? OR url = ? "
            "UNION SELECT 1 FROM sightings WHERE source = ? OR url = ?",
            (url, url, url, url),
        )
        return bool(found)


@contextmanager
def _log(path: Path | None) -> Iterator[IO[str] | None]:
    if path is None:
        yield None
        return
    try:
        file = path.open("a", encoding="utf-8", buffering=1)
    except OSError as error:
        raise UsageError(f"the log {path} cannot be written ({error.strerror}); name another file") from None
    with file:
        yield file


@contextmanager
def _stopped_politely() -> Iterator[None]:
    """Let a service manager stop the watch as Ctrl-C does: what was kept is kept."""
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _teller(log: IO[str] | None, *, quiet: bool) -> Callable[[Happening | Round], None]:
    """Make what writes happenings to the log, and faults and figures to standard error."""
    from memcon.watch import Round

    def tell(news: Happening | Round) -> None:
        now = datetime.now().astimezone()
        if log is not None:
            line = asdict(news)
            if isinstance(news, Round):
                start = {
                    "time": now.isoformat(timespec="seconds"),
                    "round": line.pop("number"),
                    "what": "round",
                }
                line = start | line
            try:
                log.write(json.dumps(line, ensure_ascii=False) + "\n")
            except OSError as error:  # a full disk must not end the watch
                click.echo(f"memcon: the log cannot be written ({error.strerror})", err=True)
        if quiet:
            return
        if isinstance(news, Round):
            click.echo(f"{now:%Y-%m-%d %H:%M} {news}", err=True)
        elif news.what in _FAULTS:
            click.echo(_printable(f"  {news.what}: {news.url or news.feed}: {news.why}"), err=True)

    return tell


def _printable(words: str) -> str:
    """Take the sting out of what a stranger's feed could send to a terminal."""
    return "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in words)
