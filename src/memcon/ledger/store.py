"""What a database must offer to hold a ledger; `sqlite` and `postgres` are the two that do.

SQL is written once, with `?` for a parameter, in the words both understand; what differs is here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from importlib.resources import files
from typing import Any, Protocol

Row = tuple[Any, ...]

APPLICATION = 0x6D656D63  # "memc": what a ledger's file says it belongs to
SCHEMA = 1


class Store(Protocol):
    """A database that holds one ledger."""

    name: str

    def run(self, sql: str, parameters: Sequence[Any] = ()) -> int:
        """Run a statement and return how many rows it touched."""
        ...

    def run_many(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        """Run a statement once a row."""
        ...

    def rows(self, sql: str, parameters: Sequence[Any] = ()) -> list[Row]:
        """Return all rows that a query finds."""
        ...

    def writing(self) -> AbstractContextManager[None]:
        """Hold the only writer's place for one transaction: all of it is kept, or nothing."""
        ...

    def run_script(self, script: str) -> None:
        """Run several statements, inside a transaction."""
        ...

    def has_tables(self) -> bool:
        """Say whether a schema stands already, and is a ledger's."""
        ...

    def found(self, table: str) -> str:
        """Return the condition, with one parameter, that a report or statement holds some words."""
        ...

    def query_words(self, words: str) -> str:
        """Turn what a user searches for into the parameter of `found`."""
        ...

    def close(self) -> None:
        """Let the database go."""
        ...


def sql_file(name: str) -> str:
    """Read a file of SQL shipped with this package."""
    return files("memcon.ledger").joinpath(name).read_text(encoding="utf-8")


def phrases(words: str) -> list[str]:
    """Cut a search into phrases: what stands in quotation marks, else word by word.

    >>> phrases('élysée "cessez-le-feu à Gaza"')
    ['élysée', 'cessez-le-feu à Gaza']
    """
    found: list[str] = []
    for number, part in enumerate(words.replace("«", '"').replace("»", '"').split('"')):
        found.extend([part.strip()] if number % 2 else part.split())
    return [phrase for phrase in found if any(char.isalnum() for char in phrase)]
