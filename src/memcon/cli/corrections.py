"""`memcon corrections`: what people changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import click

from memcon.cli import listing
from memcon.ledger import open_ledger

COLUMNS: Mapping[str, Callable[[Any], str]] = {
    "no.": lambda row: str(row.number),
    "event": lambda row: row.event[:8],
    "field": lambda row: row.field,
    "from": lambda row: row.old,
    "to": lambda row: row.new,
    "by": lambda row: row.author,
    "made": lambda row: row.made,
    "": lambda row: (
        f"takes back {row.undoes}" if row.undoes else f"taken back by {row.undone}" if row.undone else ""
    ),
    "why": lambda row: row.why,
}


@click.command(name="corrections", short_help="List what people changed.")
@click.argument("ledger", metavar="FILE")
@click.argument("event", required=False, default="")
@click.option("--limit", type=click.IntRange(1), help="At most so many rows.")
@click.option("--format", "shape", type=click.Choice(listing.FORMATS), default="table", show_default=True)
def command(ledger: str, event: str, *, shape: str, limit: int | None) -> None:
    """List the corrections of a ledger, or of one EVENT, in the order in which they were made."""
    with open_ledger(ledger) as opened:
        listing.show(opened.corrections(event), shape, COLUMNS, limit=limit)
