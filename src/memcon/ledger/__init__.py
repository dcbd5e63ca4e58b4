"""The ledger: records kept, merged into events, corrected and asked (SQLite file or PostgreSQL)."""

from memcon.ledger.filters import Filters
from memcon.ledger.ledger import Ledger, Step, open_ledger
from memcon.ledger.rows import Rows
from memcon.ledger.writing import Added

__all__ = ["Added", "Filters", "Ledger", "Rows", "Step", "open_ledger"]
