"""The ledger: keep records, merge them, ask them.

>>> with memcon.open_ledger("ukraine.memcon", write=True) as ledger:  # doctest: +SKIP
...     ledger.add(memcon.read(text))
...     ledger.events(Filters(actor=("RUS",), other=("USA",)))
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from memcon import __version__
from memcon.errors import InputError, InternalError, MemconError, UsageError
from memcon.intake.deferred import Deferred
from memcon.ledger import corrections, query
from memcon.ledger.clauses import Where
from memcon.ledger.filters import Filters, checked
from memcon.ledger.migrations import prepare
from memcon.ledger.rows import (
    ActorRow,
    CorrectionRow,
    EventRow,
    FoundRow,
    ReportRow,
    Rows,
    StatementRow,
    TellingRow,
)
from memcon.ledger.sqlite import SqliteStore
from memcon.ledger.store import Store
from memcon.ledger.writing import Added, is_current, note_sighting, write
from memcon.model import Source
from memcon.reader import Report, open_report, read
from memcon.stages.document import identify
from memcon.stages.record import Record

ALL = Filters()
PAGE = 1000


@dataclass(frozen=True, slots=True)
class Step:
    """What became of one report: its name, and what adding did or why it failed."""

    name: str
    added: Added | None = None
    error: InputError | None = None


def open_ledger(where: str | Path, *, write: bool = False) -> Ledger:
    """Open the ledger in a file, or at `postgresql://...`; with `write`, make it if there is none.

    Raises LedgerError: NoLedger, NewerLedger, DamagedLedger and so on, each with what to do.
    """
    store = _store(where, write=write)
    try:
        prepare(store, str(where) if store.name == "sqlite" else store.path, write=write, version=__version__)
    except BaseException:
        store.close()
        raise
    return Ledger(store)


def _store(where: str | Path, *, write: bool) -> Any:
    if str(where).startswith(("postgresql://", "postgres://")):
        from memcon.ledger.postgres import PostgresStore

        return PostgresStore(str(where), write=write)
    return SqliteStore(Path(where), write=write)


def _read(source: Source, reading: dict[str, Any]) -> Record:
    """Read a report; what memcon itself fails on costs that report only."""
    try:
        return read(source, **reading)
    except MemconError:
        raise
    except Exception as error:
        raise InternalError.of(source.source or "a text", error) from error


class Ledger:
    """Records of many reports, with the events that they tell. Make it with `open_ledger`."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let the ledger go."""
        self.store.close()

    def add(self, record: Record | Mapping[str, Any], *, again: bool = False) -> Added:
        """Add a record, or its JSON form, in one transaction.

        A report that the ledger has is kept once; read by a newer version (or `again`), its tellings are
        replaced and keep their names and corrections.
        """
        data = record.to_dict() if isinstance(record, Record) else dict(record)
        if data.get("schema") != "memcon/1":
            raise UsageError(
                f"a record has schema memcon/1, this has {data.get('schema')!r}; read the report anew"
            )
        return write(self.store, data, __version__, again=again)

    def add_many(
        self, reports: Iterable[Report], *, again: bool = False, encoding: str | None = None, **reading: Any
    ) -> Iterator[Step]:
        """Read reports and add each in its own transaction; what the ledger has is not read again.

        `reading` is what `memcon.read` takes. A report that cannot be read is told of, not raised.
        """
        for report in reports:
            name = str(report) if isinstance(report, Path) else getattr(report, "source", None) or "a text"
            fetched = isinstance(report, Deferred) and "://" in report.source
            if fetched and not again and self.seen(name):
                yield Step(name, Added.KNOWN)  # not fetched again
                continue
            try:
                source = open_report(report, encoding=encoding)
                yield Step(name, self._add(source, again=again, reading=reading))
            except InputError as error:
                yield Step(name, error=error)

    def _add(self, source: Source, *, again: bool, reading: dict[str, Any]) -> Added:
        document, day = identify(source.text), reading.get("published") or ""
        if again or not is_current(self.store, document, __version__, day):
            return self.add(_read(source, reading), again=again or bool(day))
        self._seen(document, source.source or "", source.url or "", source.publisher)
        return Added.KNOWN

    def _seen(self, document: str, source: str, url: str, publisher: str | None) -> None:
        number = self.store.rows("SELECT number FROM reports WHERE id = ?", (document,))[0][0]
        found = {"source": source, "url": url, "publisher": publisher, "published": {"value": None}}
        with self.store.writing():
            note_sighting(self.store, number, found)

    def seen(self, address: str) -> bool:
        """Say whether a report of that path or address is kept."""
        places = "SELECT 1 FROM {} WHERE source = ? UNION ALL SELECT 1 FROM {} WHERE url = ?"
        asked = " UNION ALL ".join(places.format(table, table) for table in ("reports", "sightings"))
        return bool(address and self.store.rows(f"{asked} LIMIT 1", (address,) * 4))

    def events(
        self, filters: Filters = ALL, *, merged: bool = False, after: str | None = None, limit: int = PAGE
    ) -> Rows[EventRow]:
        """List events by day; `merged`: only those of more than one report. `after` goes on from a page."""
        where = Where()
        if merged:
            where.add("e.n_reports > 1")
        return query.events(self.store, checked(self.store, filters), where=where, after=after, limit=limit)

    def tellings(self, event: str) -> Rows[TellingRow]:
        """List the tellings of an event: who reported what, and why it counts as that event."""
        return query.tellings(self.store, corrections.find_event(self.store, event))

    def statements(
        self, filters: Filters = ALL, *, about: str = "", after: str | None = None, limit: int = PAGE
    ) -> Rows[StatementRow]:
        """List statements by day, all or those with some words."""
        return query.statements(
            self.store, checked(self.store, filters), about=about, after=after, limit=limit
        )

    def reports(
        self, filters: Filters = ALL, *, words: str = "", after: str | None = None, limit: int = PAGE
    ) -> Rows[ReportRow]:
        """List reports by publication day, all or those with some words."""
        return query.reports(self.store, checked(self.store, filters), words=words, after=after, limit=limit)

    def actors(self) -> Rows[ActorRow]:
        """List the actors, the busiest first."""
        return query.actors(self.store)

    def search(self, words: str, filters: Filters = ALL, *, limit: int = 100) -> Rows[FoundRow]:
        """Find statements and reports by their words, accents folded; "in quotation marks" as one phrase."""
        return query.search(self.store, words, checked(self.store, filters), limit=limit)

    def record(self, document: str) -> dict[str, Any]:
        """Return the full record of a report, by its document's id. Raises UsageError for an unknown one."""
        rows = self.store.rows(
            "SELECT json FROM records JOIN reports ON number = report WHERE id = ?", (document,)
        )
        if not rows:
            raise UsageError(
                f"no report {document!r} in this ledger; its id is the digest of its text (sha256:...)"
            )
        record: dict[str, Any] = json.loads(rows[0][0])
        return record

    def correct(self, event: str, *, by: str, why: str, **changes: str) -> list[int]:
        """Correct type, mode, status, when, actors, recipients, place of an event, or reject it."""
        return corrections.correct(self.store, event, changes, by=by, why=why)

    def undo(self, number: int, *, by: str, why: str) -> int:
        """Take a correction back."""
        return corrections.undo(self.store, number, by=by, why=why)

    def split(self, event: str, tellings: Sequence[str], *, by: str, why: str) -> str:
        """Take tellings out of an event into one of their own; return its name."""
        return corrections.split(self.store, event, tellings, by=by, why=why)

    def corrections(self, event: str = "") -> Rows[CorrectionRow]:
        """List the corrections, of one event or of all."""
        return corrections.corrections(self.store, event)
