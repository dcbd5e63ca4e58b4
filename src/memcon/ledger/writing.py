"""Write a record into the ledger's tables, a report a transaction."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import Any
from urllib.parse import urlsplit

from memcon.ledger import copies
from memcon.ledger.events import refresh
from memcon.ledger.migrations import now
from memcon.ledger.placing import place
from memcon.ledger.store import Row, Store
from memcon.ledger.tellings import COLUMNS, ROLES, Telling, identifier, load, named_as_before, of_record

Json = dict[str, Any]


class Added(StrEnum):
    """What adding a report did."""

    NEW = "new"
    KNOWN = "known"
    READ_AGAIN = "read again"


def is_current(store: Store, document: str, version: str, day: str = "") -> bool:
    """Say whether a text was read by this version of memcon, or a later one, as of the day now given."""
    rows = store.rows("SELECT reader, published FROM reports WHERE id = ?", (document,))
    return bool(rows) and release(rows[0][0]) >= release(version) and day in ("", rows[0][1])


def release(version: str) -> tuple[int, ...]:
    """Return a version's numbers, to compare.

    >>> release("0.10.0") > release("0.9.2")
    True
    """
    return tuple(int(number) for number in re.findall(r"\d+", version)[:3])


def write(store: Store, data: Json, version: str, *, again: bool = False) -> Added:
    """Write a record: a new report, or in place of what an older version read; a known one is only noted."""
    document = data["document"]
    with store.writing():
        rows = store.rows("SELECT number FROM reports WHERE id = ?", (document["id"],))
        if rows and not again and is_current(store, document["id"], version):
            note_sighting(store, rows[0][0], document)
            return Added.KNOWN
        _actors(store, data["actors"])
        number = rows[0][0] if rows else _next(store, "reports")
        before = load(store, "t.report = ?", (number,)) if rows else []
        if rows:
            _clear(store, number)
            _report_again(store, number, document, version)
        else:
            _report(store, number, document, version)
        tellings = named_as_before(of_record(data, number), before)
        _contents(store, number, data, tellings)
        copied = store.rows("SELECT copy_of FROM reports WHERE number = ?", (number,))[0][0]
        touched = place(store, [replace(t, copy_of=copied) for t in tellings])
        refresh(store, touched | {telling.event for telling in before})
    return Added.READ_AGAIN if rows else Added.NEW


def note_sighting(store: Store, number: int, document: Json) -> None:
    """Note that a known text was found in another place too."""
    source = document["source"] or document["url"] or ""
    place_ = store.rows("SELECT source, url FROM reports WHERE number = ?", (number,))[0]
    if not source or source in place_:
        return
    outlet = _outlet(store, document)
    added = store.run(
        "INSERT INTO sightings (report, source, outlet, url, published) VALUES (?, ?, ?, ?, ?) "
        "ON CONFLICT DO NOTHING",
        (number, source, outlet, document["url"] or "", document["published"]["value"] or ""),
    )
    if added and outlet:
        events = store.rows(
            "SELECT m.event FROM tellings t JOIN merges m ON m.telling = t.id WHERE t.report = ?", (number,)
        )
        refresh(store, {event for (event,) in events})


def _next(store: Store, table: str) -> int:
    number: int = store.rows(f"SELECT coalesce(max(number), 0) + 1 FROM {table}")[0][0]
    return number


def _insert(
    store: Store, table: str, columns: str, rows: Iterable[Sequence[Any]], *, known: bool = False
) -> None:
    names = columns.split()
    marks = ", ".join("?" * len(names))
    once = " ON CONFLICT DO NOTHING" if known else ""
    store.run_many(f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks}){once}", rows)


def _clear(store: Store, number: int) -> None:
    for table in ("tellings", "statements", "times", "records"):
        store.run(f"DELETE FROM {table} WHERE report = ?", (number,))


def _outlet(store: Store, document: Json) -> str | None:
    host = urlsplit(document["url"] or "").hostname or ""
    name: str | None = document["publisher"] or host.removeprefix("www.") or None
    if name:
        _insert(store, "outlets", "name host", [(name, host)], known=True)
    return name


def _report(store: Store, number: int, document: Json, version: str) -> None:
    minhash = copies.fingerprint(document["text"])
    original = copies.original(store, minhash) or (number, 1.0)
    _insert(
        store,
        "reports",
        "number id source url title outlet authors language published published_basis copy_of likeness "
        "reader added text",
        [
            (
                *(number, document["id"], document["source"] or "", document["url"] or ""),
                *(document["title"] or "", _outlet(store, document), "; ".join(document["authors"])),
                *(document["language"], document["published"]["value"] or "", document["published"]["basis"]),
                *(*original, version, now(), document["text"]),
            )
        ],
    )
    copies.keep(store, number, minhash)


def _report_again(store: Store, number: int, document: Json, version: str) -> None:
    store.run(
        "UPDATE reports SET title = ?, language = ?, published = ?, published_basis = ?, reader = ? "
        "WHERE number = ?",
        (
            *(document["title"] or "", document["language"], document["published"]["value"] or ""),
            *(document["published"]["basis"], version, number),
        ),
    )


def _actors(store: Store, actors: Iterable[Json]) -> None:
    rows = [
        (
            *(actor["key"], actor["key"].partition(":")[0], actor["name"]),
            *(actor["names"].get("en", ""), actor["names"].get("fr", ""), actor["kind"]),
            *(actor["state"] or "", actor["code"], actor["wikidata"] or "", int(actor["known"])),
        )
        for actor in actors
    ]
    _insert(
        store, "actors", "key party name name_en name_fr kind state code wikidata known", rows, known=True
    )


def _contents(store: Store, number: int, data: Json, tellings: Sequence[Telling]) -> None:
    text = json.dumps(data, ensure_ascii=False)
    store.run("INSERT INTO records (report, json) VALUES (?, ?)", (number, text))
    _insert(store, "tellings", " ".join(COLUMNS), [telling.row for telling in tellings])
    _insert(
        store,
        "telling_actors",
        "telling role position actor",
        [
            (telling.id, role, position, key)
            for telling in tellings
            for role, name in ROLES.items()
            for position, key in enumerate(getattr(telling, name))
        ],
    )
    times = [
        (
            *(number, position, t["text"], t["start"], t["end"], t["type"]),
            *(t["value"] or "", t["from"] or "", t["to"] or ""),
        )
        for position, t in enumerate(data["times"])
    ]
    _insert(store, "times", "report position words start_at end_at type value day_from day_to", times)
    _statements(store, number, data, {telling.entry: telling.id for telling in tellings})


def _statements(store: Store, report: int, data: Json, tellings: dict[str, str]) -> None:
    keys = {actor["id"]: actor["key"] for actor in data["actors"]}
    first = _next(store, "statements")
    rows: list[Row] = []
    parties: list[Row] = []
    links: list[Row] = []
    for number, statement in enumerate(data["statements"], first):
        row, day = _statement(statement, data["document"], keys)
        rows.append((number, *row[:1], report, *row[1:]))
        for role in ("speaker", "addressee", "attributed_to"):
            who = dict.fromkeys(keys[i] for i in statement[role])
            name = "source" if role == "attributed_to" else role
            parties += [(number, name, at, key, key.partition(":")[0], day) for at, key in enumerate(who)]
        links += [(number, tellings[entry]) for entry in statement["events"] if entry in tellings]
    _insert(
        store,
        "statements",
        "number id report entry kind speakers addressees attributed_to content start_at end_at cue cue_at "
        "day_from day_to day place country confidence",
        rows,
    )
    _insert(store, "statement_actors", "statement role position actor party day", parties)
    _insert(store, "statement_tellings", "statement telling", links, known=True)


def _statement(statement: Json, document: Json, keys: dict[str, str]) -> tuple[Row, str]:
    content, cue = statement["content"], statement["cue"] or {}
    when, where = statement["when"] or {}, statement["where"] or {}
    day = when.get("from") or document["published"]["value"] or ""
    row = (
        identifier(document["id"], content["start"], content["end"], statement["id"]),
        *(statement["id"], statement["kind"]),
        *("; ".join(keys[i] for i in statement[role]) for role in ("speaker", "addressee", "attributed_to")),
        *(content["text"], content["start"], content["end"], cue.get("text", ""), cue.get("start")),
        *(when.get("from") or "", when.get("to") or "", day),
        *(where.get("name") or "", where.get("country") or "", statement["confidence"]),
    )
    return row, day
