"""`memcon events`: what happened, merged across reports."""

from __future__ import annotations

from typing import Any

import click

from memcon.cli import listing
from memcon.ledger import Ledger, open_ledger
from memcon.ledger.pages import every


@click.command(name="events", short_help="List events, merged across reports.")
@click.argument("ledger", metavar="FILE")
@click.option("--merged", is_flag=True, help="Only events of several reports, with each telling and why.")
@listing.filtered
def command(ledger: str, *, merged: bool, shape: str, limit: int | None, **options: Any) -> None:
    """List the events of a ledger by day, merged across reports. * marks a corrected one.

    \b
    memcon events ukraine.memcon --actor RUS --with USA --type CONSULT --since 2025-01-01
    memcon events ukraine.memcon --merged
    memcon events ukraine.memcon --actor FRA:Macron --format csv > macron.csv
    """  # noqa: D301 - click needs the very backspace
    filters = listing.taken(options)
    with open_ledger(ledger) as opened:
        rows = every(opened.events, filters, merged=merged)
        if merged and shape == "table":
            _draw_merged(opened, rows, limit or listing.SHOWN)
        elif merged and shape == "json":
            listing.show(
                listing.nested(rows, "tellings", lambda row: opened.tellings(row.id)), shape, {}, limit=limit
            )
        else:
            listing.show(rows, shape, listing.EVENT_COLUMNS, limit=limit)


def _draw_merged(ledger: Ledger, rows: Any, limit: int) -> None:
    from rich.console import Console
    from rich.text import Text

    console = Console()
    shown = 0
    for event in rows:
        shown += 1
        if shown > limit:
            console.print(f"the first {limit}; more with --limit", style="dim")
            break
        cells = [
            draw(event)
            for name, draw in listing.EVENT_COLUMNS.items()
            if name not in ("where", "in the words")
        ]
        console.print(Text(" · ".join(filter(None, cells)), style="bold"))
        for telling in ledger.tellings(event.id):
            where = f"{telling.published} {listing.where(telling)}"
            console.print(Text(f"  {telling.id[:8]} {where}: {telling.sentence}"))
            console.print(Text(f"           {telling.rule}: {telling.why}", style="dim"))
    if not shown:
        click.echo("no event is told by several reports", err=True)
    else:
        click.echo("take tellings out of an event with: memcon split FILE EVENT TELLING...", err=True)
