"""Ask the ledger: lists in the order of days, page after page by the last row seen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from typing import Any, TypeVar

from memcon.errors import UsageError
from memcon.ledger.clauses import ACTS, Where, is_actor, of_events, of_reports, of_statements
from memcon.ledger.features import fold
from memcon.ledger.filters import Filters
from memcon.ledger.rows import (
    ActorRow,
    EventRow,
    FoundRow,
    ReportRow,
    Rows,
    StatementRow,
    TellingRow,
)
from memcon.ledger.store import Store, phrases
from memcon.ledger.tellings import chunks

Thing = TypeVar("Thing")


def events(store: Store, filters: Filters, *, where: Where, after: str | None, limit: int) -> Rows[EventRow]:
    """List events by day; `where` adds to the filters (`where` speaks of `events e`)."""
    driver = _driver(filters)
    asked = of_events(filters, driven=driver is not None)
    asked.add(str(where), *where.parameters)
    if driver is None:
        day, name, table = "e.day", "e.id", "events e"
    else:
        day, name, table = "d.day", "d.event", "event_actors d JOIN events e ON e.id = d.event"
        asked.add(driver.parts[0], *driver.parameters)
    if after:
        asked.add(f"({day}, {name}) > (?, ?)", *_cursor(after))
    found = store.rows(
        f"SELECT DISTINCT {day}, {name} FROM {table} WHERE {asked} ORDER BY {day}, {name} LIMIT ?",
        [*asked.parameters, limit + 1],
    )
    rows = by_id(store, EventRow, "event_list", [name for _, name in found[:limit]])
    return Rows(rows, _after(found, limit))


def _driver(filters: Filters) -> Where | None:
    """Start from the index of one actor, in the order of days, where there is one to start from."""
    if len(filters.actor) != 1:
        return None
    driver = Where()
    sql, parameters = is_actor("d", filters.actor[0])
    types = ""
    if len(filters.type) == 1:
        types, parameters = " AND d.type = ?", [*parameters, filters.type[0]]
    driver.add(f"{sql}{types} AND {ACTS.format('d')}", *parameters)
    return driver


def by_id(store: Store, kind: type[Thing], view: str, ids: Sequence[str]) -> list[Thing]:
    """Return rows of a view by their ids, in the order given."""
    names = ", ".join(field.name for field in fields(kind))  # type: ignore[arg-type]
    found: dict[str, Thing] = {}
    for some in chunks(ids):
        marks = ", ".join("?" * len(some))
        for row in store.rows(f"SELECT {names} FROM {view} WHERE id IN ({marks})", some):
            found[row[-1]] = kind(*row)
    return [found[name] for name in ids if name in found]


def _cursor(after: str) -> list[str]:
    day, separator, name = after.partition("/")
    if not separator:
        raise UsageError(f"{after!r} is no place to go on from; give the `after` of the rows before")
    return [day, name]


def _after(found: Sequence[tuple[Any, ...]], limit: int) -> str | None:
    return f"{found[limit - 1][0]}/{found[limit - 1][1]}" if len(found) > limit else None


def tellings(store: Store, event: str) -> Rows[TellingRow]:
    """List the tellings of an event, the first published first."""
    ids = store.rows(
        "SELECT t.id FROM merges m JOIN tellings t ON t.id = m.telling JOIN reports r ON r.number = t.report "
        "WHERE m.event = ? ORDER BY r.published, r.number, t.start_at",
        (event,),
    )
    return Rows(by_id(store, TellingRow, "telling_list", [name for (name,) in ids]))


def statements(
    store: Store, filters: Filters, *, about: str, after: str | None, limit: int
) -> Rows[StatementRow]:
    """List statements by day; `about`: with these words, accents and capitals folded."""
    asked = of_statements(filters)
    if about:
        asked.add(f"s.number {store.found('statement_words')}", _words(store, about))
    if after:
        asked.add("(s.day, s.id) > (?, ?)", *_cursor(after))
    found = store.rows(
        f"SELECT s.day, s.id FROM statements s JOIN reports r ON r.number = s.report WHERE {asked} "
        "ORDER BY s.day, s.id LIMIT ?",
        [*asked.parameters, limit + 1],
    )
    rows = by_id(store, StatementRow, "statement_list", [name for _, name in found[:limit]])
    return Rows(rows, _after(found, limit))


def _words(store: Store, words: str) -> str:
    query = store.query_words(words)
    if not query:
        raise UsageError(f"{words!r} holds no word to search for")
    return query


def reports(
    store: Store, filters: Filters, *, words: str = "", after: str | None, limit: int
) -> Rows[ReportRow]:
    """List reports by publication day."""
    asked = of_reports(filters)
    if words:
        asked.add(f"r.number {store.found('report_words')}", _words(store, words))
    if after:
        asked.add("(r.published, r.id) > (?, ?)", *_cursor(after))
    names = ", ".join(f"r.{field.name}" for field in fields(ReportRow))
    rows = store.rows(
        f"SELECT {names} FROM reports r WHERE {asked} ORDER BY r.published, r.id LIMIT ?",
        [*asked.parameters, limit + 1],
    )
    found = [ReportRow(*row) for row in rows[:limit]]
    after = f"{found[-1].published}/{found[-1].id}" if len(rows) > limit else None
    return Rows(found, after)


def actors(store: Store) -> Rows[ActorRow]:
    """List the actors with how many events and statements they have a part in, the busiest first."""
    rows = store.rows(
        "SELECT a.key, a.name, a.kind, a.state, a.known, coalesce(e.n, 0), coalesce(s.n, 0) FROM actors a "
        "LEFT JOIN (SELECT actor, count(DISTINCT event) AS n FROM event_actors WHERE role <> 'source' "
        "GROUP BY actor) e ON e.actor = a.key "
        "LEFT JOIN (SELECT actor, count(DISTINCT statement) AS n FROM statement_actors "
        "WHERE role = 'speaker' GROUP BY actor) s ON s.actor = a.key ORDER BY 6 DESC, 7 DESC, 1"
    )
    return Rows([ActorRow(*row) for row in rows])


def search(store: Store, words: str, filters: Filters, *, limit: int) -> Rows[FoundRow]:
    """Find the statements and reports that hold some words, the latest first."""
    query = _words(store, words)
    said, told = of_statements(filters), of_reports(filters)
    statement_words, report_words = store.found("statement_words"), store.found("report_words")
    rows = store.rows(
        "SELECT s.day, 'statement', r.outlet, s.speakers, s.content, r.id, r.source, r.url, r.language, s.id "
        "FROM statements s JOIN reports r ON r.number = s.report "
        f"WHERE s.number {statement_words} AND {said} ORDER BY s.day DESC, s.id LIMIT ?",
        [query, *said.parameters, limit],
    ) + store.rows(
        "SELECT r.published, 'report', r.outlet, '', r.text, r.id, r.source, r.url, r.language, r.id "
        f"FROM reports r WHERE r.number {report_words} AND {told} ORDER BY r.published DESC, r.id LIMIT ?",
        [query, *told.parameters, limit],
    )
    rows.sort(key=lambda row: (row[0], row[1]), reverse=True)
    return Rows([FoundRow(*(*row[:4], excerpt(row[4], words), *row[5:])) for row in rows[:limit]])


def excerpt(text: str, words: str, width: int = 120) -> str:
    """Cut out the words around the first that was searched for.

    >>> excerpt("Hier soir, l'Élysée a confirmé.", "elysee", width=5)
    '… Élysée a c …'
    """
    plain = "".join((fold(char) or char)[:1] for char in text)
    places = [plain.find(fold(phrase)) for phrase in phrases(words)]
    at = min((place for place in places if place >= 0), default=0)
    start, end = max(0, at - width), min(len(text), at + 2 * width)
    if start:
        start = text.find(" ", start, at) + 1 or at
    cut = " ".join(text[start:end].split())
    return f"{'… ' if start else ''}{cut}{' …' if end < len(text) else ''}"
