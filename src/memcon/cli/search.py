"""`memcon search`: reports and statements by their words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import click

from memcon.cli import listing
from memcon.ledger import open_ledger

COLUMNS: Mapping[str, Callable[[Any], str]] = {
    "when": lambda row: row.day,
    "what": lambda row: row.kind,
    "who": lambda row: row.who,
    "where": listing.where,
    "in the words": lambda row: row.words,
}
_ALL = 10**9


@click.command(name="search", short_help="Search reports and statements by their words.")
@click.argument("ledger", metavar="FILE")
@click.argument("words")
@listing.filtered
def command(ledger: str, words: str, *, shape: str, limit: int | None, **options: Any) -> None:
    """Search reports and statements by their words; accents and capitals do not matter.

    Every word must occur; words in quotation marks as one phrase. The latest comes first.

    \b
    memcon search ukraine.memcon "élysée cessez-le-feu"
    memcon search ukraine.memcon '"intégrité territoriale"' --since 2025-06
    """  # noqa: D301 - click needs the very backspace
    filters = listing.taken(options)
    wanted = limit or (listing.SHOWN + 1 if shape == "table" else _ALL)
    with open_ledger(ledger) as opened:
        listing.show(opened.search(words, filters, limit=wanted), shape, COLUMNS, limit=limit)
