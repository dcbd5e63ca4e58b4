"""`memcon contacts`: the series of calls and meetings between two sides."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import click

from memcon.cli import listing
from memcon.errors import UsageError
from memcon.ledger import open_ledger

COLUMNS: Mapping[str, Callable[[Any], str]] = {
    "no.": lambda row: str(row.number or ""),
    "when": lambda row: listing.days(row.day, row.day_to),
    "how": lambda row: row.mode,
    "who": lambda row: "; ".join(filter(None, (row.actors, row.recipients))),
    "where": lambda row: row.place,
    "status": lambda row: row.status,
    "reports": listing.sources,
    "sources": lambda row: row.sources,
    "in the words": lambda row: row.sentence,
}


@click.command(name="contacts", short_help="Number the calls and meetings of two sides.")
@click.argument("ledger", metavar="FILE")
@click.argument("one")
@click.argument("other_side", metavar="OTHER")
@listing.filtered
def command(ledger: str, one: str, other_side: str, *, shape: str, limit: int | None, **options: Any) -> None:
    """List the calls and meetings of two sides by day, numbered, each with its sources.

    What was planned, denied or only possible is listed without a number.

    \b
    memcon contacts ukraine.memcon USA:Trump RUS:Putin
    memcon contacts ukraine.memcon FRA ISR --since 2025
    """  # noqa: D301 - click needs the very backspace
    from memcon.views.contacts import contacts

    filters = listing.taken(options)
    if filters.actor or filters.other or filters.type:
        raise UsageError("the two sides are the arguments; leave out --actor, --with and --type")
    with open_ledger(ledger) as opened:
        listing.show(contacts(opened, one, other_side, filters), shape, COLUMNS, limit=limit)
