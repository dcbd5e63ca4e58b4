"""A report that is named now and opened later: nothing is fetched before its turn comes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from memcon.model import Source


@dataclass(frozen=True, slots=True)
class Deferred:
    """A report that is opened when its turn comes; `source` is what it is known by until then."""

    source: str
    open: Callable[[], Source]

    def __str__(self) -> str:
        return self.source
