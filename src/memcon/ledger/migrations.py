"""Make a ledger's tables, bring an older ledger up to date, refuse a newer one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from memcon.errors import LedgerError, NewerLedger, NoLedger
from memcon.ledger.store import SCHEMA, Store, sql_file

# From the schema version before to the SQL that leads to the next; both databases run it.
STEPS: Mapping[int, str] = {}


def prepare(store: Store, where: str, *, write: bool, version: str) -> None:
    """Make the tables of a new ledger, or see that those there are are known. Raises NewerLedger."""
    if not write:
        if not store.has_tables():
            raise NoLedger(f"{where} holds no ledger yet; make it with: memcon add REPORTS... -o {where}")
        if _version(store, where) < SCHEMA:
            raise LedgerError(
                f"{where} was written by an older memcon; bring it up to date with: memcon add -o {where}"
            )
        return
    if store.has_tables() and _version(store, where) == SCHEMA:
        return
    with store.writing():
        if store.has_tables():  # asked again, now that nobody else can be making them
            _migrate(store, where)
        else:
            _create(store, version)


def now() -> str:
    """Return the time in UTC, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _create(store: Store, version: str) -> None:
    store.run_script(sql_file("schema.sql"))
    store.run_script(sql_file(f"search.{store.name}.sql"))
    facts = {"schema": str(SCHEMA), "memcon": version, "created": now()}
    store.run_many("INSERT INTO meta (name, value) VALUES (?, ?)", facts.items())


def _migrate(store: Store, where: str) -> None:
    for old in range(_version(store, where), SCHEMA):
        store.run_script(STEPS[old])
        store.run("UPDATE meta SET value = ? WHERE name = 'schema'", (str(old + 1),))


def _version(store: Store, where: str) -> int:
    found = store.rows("SELECT value FROM meta WHERE name = 'schema'")
    if not found:
        raise NoLedger(f"{where} says no schema version; it is no ledger of memcon, or half of one")
    version = int(found[0][0])
    if version > SCHEMA:
        raise NewerLedger(
            f"{where} was written by a newer memcon (schema {version}; this one knows up to {SCHEMA}); "
            "update with: pip install -U memcon"
        )
    return version
