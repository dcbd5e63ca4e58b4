"""The errors memcon raises; each message says what happened, where, and what to try.

MemconError                      anything memcon raises on purpose        exit code 1
 ├─ InputError                   an input cannot be read as a report      exit code 1
 │   ├─ UnreadableInput          missing, a directory, no permission
 │   ├─ NotText                  binary, or bytes that no encoding explains
 │   ├─ NotAReport               empty, too large, or no running text
 │   ├─ UnknownLanguage          written in a language memcon has no data for
 │   ├─ InternalError            memcon itself failed on it
 │   └─ NotFetched               an address gave no page: network, time, size, the server's answer
 │       ├─ MayNotFetch          an address that memcon does not ask: not public, robots.txt
 │       ├─ NotThere             the server has no such page, or does not give it (404, 410, 403)
 │       └─ NotNow               the host wants longer between two requests than memcon waits
 ├─ LedgerError                  a ledger cannot be used as asked        exit code 1
 │   ├─ NoLedger                 missing, a directory, or another kind of file
 │   ├─ NewerLedger              written by a newer version of memcon
 │   ├─ DamagedLedger            truncated, or its pages do not fit together
 │   ├─ BusyLedger               another program keeps it locked
 │   ├─ FixedLedger              may be read, but not written
 │   ├─ FullDisk                 no room left for it
 │   └─ UnreachableLedger        the database server does not answer, or turns us away
 ├─ UsageError                   an option or argument is wrong           exit code 2
 ├─ DataError                    a data file (language, actors) is faulty exit code 2
 └─ ModelError                   the parsing model is missing or another  exit code 1

In a batch, some inputs read and some failed is exit code 3 (`PARTLY_FAILED`).
"""

from __future__ import annotations

OK, FAILED, USAGE, PARTLY_FAILED = 0, 1, 2, 3


class MemconError(Exception):
    """Anything memcon raises on purpose: one line, with what to try."""

    exit_code = FAILED


class InputError(MemconError):
    """An input cannot be read as a report."""


class UnreadableInput(InputError):
    """The input is missing, is a directory, or may not be opened."""


class NotText(InputError):
    """The input is binary, or no known encoding explains its bytes."""


class NotAReport(InputError):
    """The input holds no running text, or far more than a report."""


class UnknownLanguage(InputError):
    """The text is written in a language that memcon has no data for."""


class InternalError(InputError):
    """Reading the input failed by a fault of memcon's own; `__cause__` says which."""

    @classmethod
    def of(cls, name: str, error: Exception) -> InternalError:
        """Describe a failure that nobody foresaw."""
        what = " ".join(f"{type(error).__name__}: {error}".split())[:200]
        return cls(
            f"{name} makes memcon fail ({what}); this is a fault of memcon: please report it "
            "with the output of MEMCON_DEBUG=1 memcon read"
        )


class NotFetched(InputError):
    """An address gave no page: the network, a limit, or the server's answer; a later try may succeed."""


class MayNotFetch(NotFetched):
    """memcon does not ask this address: it is not http(s), not public, or robots.txt excludes it."""


class NotThere(NotFetched):
    """The server has no such page, or does not give it to us; asking again will not help."""


class NotNow(NotFetched):
    """The host wants longer between two requests than memcon is told to wait; `seconds` says how long."""

    def __init__(self, message: str, seconds: float) -> None:
        super().__init__(message)
        self.seconds = seconds


class UsageError(MemconError):
    """An option or argument is wrong."""

    exit_code = USAGE


class DataError(MemconError):
    """A data file (language, actors, gold) does not follow its format."""

    exit_code = USAGE


class ModelError(MemconError):
    """The parsing model is missing, or is not the one that was asked for."""


class LedgerError(MemconError):
    """A ledger cannot be used as asked."""


class NoLedger(LedgerError):
    """There is no ledger at that path: nothing, a directory, or another kind of file."""


class NewerLedger(LedgerError):
    """The ledger was written by a newer version of memcon, whose tables this one does not know."""


class DamagedLedger(LedgerError):
    """The ledger's file is truncated, or its pages do not fit together."""


class BusyLedger(LedgerError):
    """Another program writes to the ledger and does not let go."""


class FixedLedger(LedgerError):
    """The ledger may be read, but not written."""


class FullDisk(LedgerError):
    """There is no room left for the ledger."""


class UnreachableLedger(LedgerError):
    """The database server does not answer, or turns us away."""
