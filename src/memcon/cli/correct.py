"""`memcon correct`: change an event by hand, for good and undoably."""

from __future__ import annotations

import click

from memcon.errors import UsageError
from memcon.ledger import open_ledger

FIELDS = ("type", "mode", "status", "when", "actors", "recipients", "place")


@click.command(name="correct", short_help="Correct an event by hand, undoably.")
@click.argument("ledger", metavar="FILE")
@click.argument("event", required=False)
@click.option("--type", help="PLOVER type.")
@click.option("--mode", help='Mode of the type; "" for none.')
@click.option("--status", help="actual, planned, hypothetical, negated or unconfirmed.")
@click.option("--when", help='A day, or first..last; "" for not known.', metavar="DAY[..DAY]")
@click.option("--actors", help="Who acts, separated by commas.", metavar="KEYS")
@click.option("--recipients", help='Who undergoes it; "" for nobody.', metavar="KEYS")
@click.option("--place", help="Where, a name or an ISO 3166-1 code.")
@click.option(
    "--reject/--accept", default=None, help="It is no event: leave it out of all lists, or take it back in."
)
@click.option("--undo", type=int, metavar="NUMBER", help="Take a correction back.")
@click.option("--by", default="", metavar="INITIALS", help="Who corrects.")
@click.option("--why", default="", metavar="TEXT", help="For what reason.")
def command(
    ledger: str,
    event: str | None,
    *,
    reject: bool | None,
    undo: int | None,
    by: str,
    why: str,
    **fields: str | None,
) -> None:
    """Correct an event by hand.

    Nothing is overwritten: each change is kept with its author and reason, outlives reading the reports
    again with a newer version, and can be taken back.

    \b
    memcon correct ukraine.memcon k3v9q2m7 --type AGREE --by AB --why "an offer, not a call"
    memcon correct ukraine.memcon --undo 3 --by AB --why "the paper corrected itself"
    memcon corrections ukraine.memcon
    """  # noqa: D301 - click needs the very backspace
    changes = {name: value for name, value in fields.items() if value is not None}
    if reject is not None:
        changes["rejected"] = "yes" if reject else "no"
    if (undo is None) == (event is None) or (undo is not None and changes):
        raise UsageError("name the event to correct and what to change, or give --undo NUMBER alone")
    with open_ledger(ledger, write=True) as opened:
        if undo is not None:
            number = opened.undo(undo, by=by, why=why)
            click.echo(f"took correction {undo} back (as number {number})")
            return
        for number in opened.correct(event or "", by=by, why=why, **changes):
            click.echo(f"correction {number}; take it back with: memcon correct {ledger} --undo {number}")
