"""A ledger in a PostgreSQL database, for several people at once (psycopg)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from memcon.errors import FixedLedger, FullDisk, LedgerError, UnreachableLedger
from memcon.ledger.store import APPLICATION, Row, phrases


class PostgresStore:
    """The ledger that stands in the schema which `url` leads to (the first of its search_path)."""

    name = "postgres"

    def __init__(self, url: str, *, write: bool = False) -> None:
        try:
            import psycopg
        except ImportError:
            raise LedgerError(
                "a ledger on PostgreSQL needs psycopg; install it with: pip install 'memcon[postgres]'"
            ) from None
        self.path = _without_password(url)
        self._errors = psycopg
        with self._explained():
            self._connection = psycopg.connect(url, autocommit=True)
            if not write:
                self._connection.read_only = True

    def run(self, sql: str, parameters: Sequence[Any] = ()) -> int:
        """Run a statement and return how many rows it touched."""
        with self._explained():
            return self._connection.execute(_percents(sql), parameters).rowcount

    def run_many(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        """Run a statement once a row."""
        with self._explained(), self._connection.cursor() as cursor:
            cursor.executemany(_percents(sql), rows)

    def rows(self, sql: str, parameters: Sequence[Any] = ()) -> list[Row]:
        """Return all rows that a query finds."""
        with self._explained():
            return self._connection.execute(_percents(sql), parameters).fetchall()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the only writer's place for one transaction: all of it is kept, or nothing."""
        with self._explained(), self._connection.transaction():
            lock = f"SELECT pg_advisory_xact_lock({APPLICATION}, hashtext(current_schema()))"
            self._connection.execute(lock)
            yield

    def run_script(self, script: str) -> None:
        """Run several statements, inside a transaction."""
        with self._explained():
            self._connection.execute(script)

    def has_tables(self) -> bool:
        """Say whether a ledger stands in the schema."""
        return self.rows("SELECT to_regclass(current_schema() || '.meta') IS NOT NULL")[0][0] is True

    def found(self, table: str) -> str:
        """Return the condition, with one parameter, that a report or statement holds some words."""
        return f"IN (SELECT number FROM {table} WHERE found @@ memcon_query(?))"

    def query_words(self, words: str) -> str:
        """Turn what a user searches for into phrases, one a line: every phrase must occur."""
        return "\n".join(phrases(words))

    def close(self) -> None:
        """Let the server go."""
        self._connection.close()

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except self._errors.Error as error:
            raise self._explain(error) from error

    def _explain(self, error: Exception) -> LedgerError:
        """Say what an error of the server means for the user."""
        what = " ".join(str(error).split())
        errors = self._errors.errors
        if isinstance(error, errors.DiskFull):
            return FullDisk(
                f"no room left for {self.path}; free some and run the same command again: it goes on"
            )
        if isinstance(error, (errors.ReadOnlySqlTransaction, errors.InsufficientPrivilege)):
            return FixedLedger(f"{self.path} may not be written ({what}); ask its owner for the right to")
        if isinstance(error, self._errors.OperationalError):
            return UnreachableLedger(
                f"{self.path} does not answer ({what}); check the address and the server"
            )
        return LedgerError(f"{self.path}: {what}")


def _percents(sql: str) -> str:
    return sql.replace("?", "%s")


def _without_password(url: str) -> str:
    parts = urlsplit(url)
    address = parts.netloc
    if parts.password is not None:
        address = address.replace(f":{parts.password}@", "@")
    return urlunsplit((parts.scheme, address, parts.path, "", ""))
