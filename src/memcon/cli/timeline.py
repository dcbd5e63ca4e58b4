"""`memcon timeline`: what happened day by day."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import click

from memcon.cli import listing
from memcon.errors import UsageError
from memcon.ledger import open_ledger
from memcon.ledger.pages import every

COLUMNS: Mapping[str, Callable[[Any], str]] = {
    "day": lambda row: row.day,
    "what": lambda row: " ".join(
        filter(None, (row.actors, row.type, row.mode, row.recipients and f"→ {row.recipients}"))
    ),
    "status": lambda row: row.status,
    "reports": listing.sources,
    "in the words": lambda row: row.sentence,
}


@click.command(name="timeline", short_help="List events day by day.")
@click.argument("ledger", metavar="FILE")
@click.option("--week", default="", metavar="WEEK", help="One week, as 2025-W27.")
@listing.filtered
def command(ledger: str, week: str, *, shape: str, limit: int | None, **options: Any) -> None:
    """List the events of a ledger day by day; those of no known day are left out.

    \b
    memcon timeline ukraine.memcon --week 2025-W27
    memcon timeline ukraine.memcon --actor ISR --since 2025-06 --status actual
    """  # noqa: D301 - click needs the very backspace
    filters = listing.taken(options)
    if week:
        if filters.since or filters.until:
            raise UsageError("--week says both ends; leave out --since and --until")
        filters = replace(filters, since=week, until=week)
    with open_ledger(ledger) as opened:
        rows = (row for row in every(opened.events, filters) if row.day)
        listing.show(rows, shape, COLUMNS, limit=limit)
