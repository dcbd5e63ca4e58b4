"""A ledger in one file (SQLite: WAL, FTS5, foreign keys)."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from memcon.errors import (
    BusyLedger,
    DamagedLedger,
    FixedLedger,
    FullDisk,
    LedgerError,
    NoLedger,
)
from memcon.ledger.store import APPLICATION, Row, phrases

_MAGIC = b"SQLite format 3\x00"
PATIENCE = 30.0  # seconds to wait for another writer; each holds the file for one report at a time


class SqliteStore:
    """A ledger's file. Opened for reading unless `write` is asked for, and then made if missing."""

    name = "sqlite"

    def __init__(self, path: Path, *, write: bool = False, patience: float = PATIENCE) -> None:
        self.path = path
        _check(path, write=write)
        with self._explained():
            self._connection = self._open(write=write, patience=patience)

    def _open(self, *, write: bool, patience: float) -> sqlite3.Connection:
        connection = self._connect(write=write, patience=patience)
        if write:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
        else:
            connection.execute("PRAGMA query_only = ON")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA cache_size = -65536")
        return connection

    def _connect(self, *, write: bool, patience: float) -> sqlite3.Connection:
        """Connect with the rights there are; who may write also clears away the files beside the database."""
        address = "file:" + quote(str(self.path.absolute()))
        may_write = os.access(self.path, os.W_OK) and os.access(self.path.absolute().parent, os.W_OK)
        mode = "rwc" if write else "rw" if may_write else "ro"
        connection = _connect(f"{address}?mode={mode}", patience)
        try:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except sqlite3.OperationalError:
            connection.close()
            log = self.path.with_name(self.path.name + "-wal")
            if mode != "ro" or (log.exists() and log.stat().st_size):
                raise
            # A folder that may not be written to has no room for the files beside a WAL database; without a
            # log the file itself is whole.
            connection = _connect(f"{address}?immutable=1", patience)
        return connection

    def run(self, sql: str, parameters: Sequence[Any] = ()) -> int:
        """Run a statement and return how many rows it touched."""
        with self._explained():
            return self._connection.execute(sql, parameters).rowcount

    def run_many(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        """Run a statement once a row."""
        with self._explained():
            self._connection.executemany(sql, rows)

    def rows(self, sql: str, parameters: Sequence[Any] = ()) -> list[Row]:
        """Return all rows that a query finds."""
        with self._explained():
            return self._connection.execute(sql, parameters).fetchall()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the only writer's place for one transaction: all of it is kept, or nothing."""
        self.run("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            raise
        self._commit()

    def _commit(self) -> None:
        try:
            self.run("COMMIT")
        except LedgerError:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            raise

    def run_script(self, script: str) -> None:
        """Run several statements, inside a transaction."""
        self.run(f"PRAGMA application_id = {APPLICATION}")
        statement = ""
        for line in script.splitlines(keepends=True):
            statement += line
            if sqlite3.complete_statement(statement):
                self.run(statement)
                statement = ""

    def has_tables(self) -> bool:
        """Say whether a ledger stands in the file. Raises NoLedger when something else does."""
        if not self.rows("SELECT 1 FROM sqlite_master LIMIT 1"):
            return False
        if self.rows("PRAGMA application_id") != [(APPLICATION,)]:
            raise NoLedger(f"{self.path} is a SQLite file, but no ledger of memcon; give another name")
        return True

    def found(self, table: str) -> str:
        """Return the condition, with one parameter, that a report or statement holds some words."""
        return f"IN (SELECT rowid FROM {table} WHERE {table} MATCH ?)"

    def query_words(self, words: str) -> str:
        """Turn what a user searches for into FTS5's language: every phrase must occur."""
        return " ".join(f'"{phrase}"' for phrase in phrases(words))

    def close(self) -> None:
        """Let the file go; the last to do so leaves a single file."""
        self._connection.close()

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise _explain(error, self.path) from error


def _connect(address: str, patience: float) -> sqlite3.Connection:
    return sqlite3.connect(address, uri=True, timeout=patience, isolation_level=None, check_same_thread=False)


def _check(path: Path, *, write: bool) -> None:
    """Refuse what is no ledger before SQLite touches it."""
    try:
        if path.is_dir():
            raise NoLedger(f"{path} is a directory; name a file, for example {path}/reports.memcon")
        if not path.exists():
            if not write:
                raise NoLedger(f"{path} does not exist; make it with: memcon add REPORTS... -o {path}")
            if not path.absolute().parent.is_dir():
                raise NoLedger(f"{path} has no folder {path.absolute().parent}; make the folder first")
            return
        with path.open("rb") as file:
            head = file.read(100)
        size = path.stat().st_size
    except PermissionError:
        raise FixedLedger(f"{path} may not be opened; check the permissions of the file and folder") from None
    if head and not head.startswith(_MAGIC[: len(head)]):
        raise NoLedger(f"{path} is no ledger of memcon but another kind of file; give another name")
    if head:
        _check_length(path, head, size)


def _check_length(path: Path, head: bytes, size: int) -> None:
    """Compare the length that the first page states with the file's; a log beside it may hold the rest."""
    log = path.with_name(path.name + "-wal")
    page = int.from_bytes(head[16:18], "big")
    expected = int.from_bytes(head[28:32], "big") * (65536 if page == 1 else page)
    if size < max(expected, 100) and not (log.exists() and log.stat().st_size):
        raise DamagedLedger(_damaged(path, f"it holds {size} of {expected} bytes"))


def _damaged(path: Path, how: str) -> str:
    return (
        f"{path} is damaged ({how}); take a backup, or copy out what is left with: "
        f"sqlite3 {path} .recover | sqlite3 rescued.memcon"
    )


def _explain(error: sqlite3.Error, path: Path) -> LedgerError:
    """Say what an error of SQLite means for the user, by its primary result code."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return BusyLedger(f"{path} is being written to by another program; try again when it is done")
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_CANTOPEN):
        return FixedLedger(f"{path} cannot be written; check the permissions of the file and of its folder")
    if code == sqlite3.SQLITE_FULL:
        return FullDisk(f"no room left for {path}; free some and run the same command again: it goes on")
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return DamagedLedger(_damaged(path, str(error)))
    if code == sqlite3.SQLITE_IOERR:
        return FullDisk(f"{path} cannot be read or written ({error}); check the disk and its free space")
    return LedgerError(f"{path}: {error}")
