"""`memcon quotes`: who said what."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import click

from memcon.cli import listing
from memcon.ledger import open_ledger
from memcon.ledger.pages import every

COLUMNS: Mapping[str, Callable[[Any], str]] = {
    "when": lambda row: row.day,
    "speaker": lambda row: row.speakers,
    "to": lambda row: row.addressees and f"to {row.addressees}",
    "kind": lambda row: row.kind,
    "according to": lambda row: row.attributed_to and f"according to {row.attributed_to}",
    "where": listing.where,
    "in the words": lambda row: row.content,
}


@click.command(name="quotes", short_help="List who said what.")
@click.argument("ledger", metavar="FILE")
@click.argument("speaker", required=False)
@click.option("--about", default="", metavar="WORDS", help="Only with these words; accents do not matter.")
@listing.filtered
def command(
    ledger: str, speaker: str | None, about: str, *, shape: str, limit: int | None, **options: Any
) -> None:
    """List the quotations and reported words of a ledger by day, all or those of SPEAKER.

    \b
    memcon quotes ukraine.memcon FRA:Macron --about Gaza
    memcon quotes ukraine.memcon --actor USA --with UKR --format json
    """  # noqa: D301 - click needs the very backspace
    if speaker:
        options["actor"] = (*options["actor"], speaker)
    filters = listing.taken(options)
    with open_ledger(ledger) as opened:
        listing.show(every(opened.statements, filters, about=about), shape, COLUMNS, limit=limit)
