"""Go through a list page by page, however long it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from memcon.ledger.filters import Filters
from memcon.ledger.rows import Rows

PAGE = 1000


def every(
    listing: Callable[..., Rows[Any]], filters: Filters, *, limit: int | None = None, **asked: Any
) -> Iterator[Any]:
    """Yield the rows of a listing of the ledger, all or the first `limit`.

    `every(ledger.events, Filters(actor=("RUS",)))` yields all events in which Russia acts.
    """
    after: str | None = None
    left = limit
    while left is None or left > 0:
        size = PAGE if left is None else min(PAGE, left)
        rows = listing(filters, after=after, limit=size, **asked)
        yield from rows
        left = None if left is None else left - len(rows)
        after = rows.after
        if after is None:
            return
