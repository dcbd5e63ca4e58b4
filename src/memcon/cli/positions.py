"""`memcon positions`: what a side asks, offers, refuses, promises, blames."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import click

from memcon.cli import listing
from memcon.errors import UsageError
from memcon.ledger import open_ledger

COLUMNS: Mapping[str, Callable[[Any], str]] = {
    "when": lambda row: row.day,
    "who": lambda row: row.holder,
    "position": lambda row: row.kind,
    "towards": lambda row: row.counterpart and f"→ {row.counterpart}",
    "on": lambda row: row.topics and f"on {row.topics}",
    "status": lambda row: row.status,
    "sources": lambda row: "1 source" if row.n_sources == 1 else f"{row.n_sources} sources",
    "in the words": lambda row: row.content or row.sentence,
}


@click.command(name="positions", short_help="List what a side asks, offers, refuses, promises, blames.")
@click.argument("ledger", metavar="FILE")
@click.argument("holder")
@click.option(
    "--on",
    default="",
    metavar="WORDS",
    help="Only on this topic (territory, ceasefire, ...), else only with these words.",
)
@listing.filtered
def command(ledger: str, holder: str, on: str, *, shape: str, limit: int | None, **options: Any) -> None:
    """List the positions of a side by day: what it asks, offers, refuses, promises, praises, blames.

    \b
    memcon positions ukraine.memcon UKR --on territory
    memcon positions ukraine.memcon FRA:Macron --type REQUEST --with ISR
    """  # noqa: D301 - click needs the very backspace
    from memcon.views.positions import positions

    filters = listing.taken(options)
    if filters.actor:
        raise UsageError("the holder is the argument; leave out --actor")
    with open_ledger(ledger) as opened:
        listing.show(positions(opened, holder, filters, on=on), shape, COLUMNS, limit=limit)
