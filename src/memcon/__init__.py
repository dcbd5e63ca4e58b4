"""memcon: news reports on international affairs in, a sourced record out.

>>> import memcon
>>> record = memcon.read("Le Mali a expulsé l'ambassadeur de France.", published="2022-01-31")
>>> record.events[0].type
'SANCTION'
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from memcon.errors import InputError, MemconError
    from memcon.ledger import Filters, Ledger, open_ledger
    from memcon.model import Event, Span, Statement
    from memcon.reader import read, read_many
    from memcon.stages.record import Record

__version__ = "0.1.0"
__all__ = [
    "Event",
    "Filters",
    "InputError",
    "Ledger",
    "MemconError",
    "Record",
    "Span",
    "Statement",
    "open_ledger",
    "read",
    "read_many",
]

# Imported when first used: the command line's help must not wait for a parser.
_HOMES = {
    "Event": "memcon.model",
    "Filters": "memcon.ledger",
    "InputError": "memcon.errors",
    "Ledger": "memcon.ledger",
    "MemconError": "memcon.errors",
    "Record": "memcon.stages.record",
    "Span": "memcon.model",
    "Statement": "memcon.model",
    "open_ledger": "memcon.ledger",
    "read": "memcon.reader",
    "read_many": "memcon.reader",
}


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'memcon' has no attribute {name!r}")
