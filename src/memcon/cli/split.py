"""`memcon split`: undo a merge."""

from __future__ import annotations

from collections.abc import Sequence

import click

from memcon.ledger import open_ledger


@click.command(name="split", short_help="Take tellings out of an event that they do not tell.")
@click.argument("ledger", metavar="FILE")
@click.argument("event")
@click.argument("tellings", nargs=-1)
@click.option("--by", default="", metavar="INITIALS", help="Who splits.")
@click.option("--why", default="", metavar="TEXT", help="For what reason.")
def command(ledger: str, event: str, tellings: Sequence[str], by: str, why: str) -> None:
    """Take TELLINGS out of EVENT, together, into an event of their own. `memcon events --merged` names them.

    It is kept like a correction, outlives reading again, and `memcon correct --undo` takes it back.

    \b
    memcon split ukraine.memcon k3v9q2m7 w4tab2c3 --by AB --why "another call, on the same day"
    """  # noqa: D301 - click needs the very backspace
    with open_ledger(ledger, write=True) as opened:
        new = opened.split(event, tellings, by=by, why=why)
    click.echo(f"{len(tellings)} of its tellings are now event {new}")
