"""Draw a record in a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from memcon.errors import UsageError
from memcon.stages.record import Record

STYLES = {"planned": "cyan", "hypothetical": "magenta", "negated": "red", "unconfirmed": "yellow"}


def record(report: Record) -> None:
    """Print what a report tells and who says what, as two tables."""
    console = Console()
    data = report.to_dict()
    names = {actor["id"]: actor["key"] for actor in data["actors"]}
    console.print(_headline(data), style="bold")
    console.print(_events(data["events"], names))
    console.print(_statements(data["statements"], names))
    console.print(
        "memcon read FILE --explain e1 says why; --format json gives the whole record.", style="dim"
    )


def _headline(data: dict[str, Any]) -> Text:
    document = data["document"]
    published = document["published"]
    day = published["value"] or "day unknown"
    words = "; ".join(f"“{span['text']}”" for span in published["evidence"])
    basis = f" ({published['basis']}{': ' + words if words else ''})" if published["value"] else ""
    title = document["title"] or document["source"] or document["text"].strip().splitlines()[0][:60]
    return Text(f"{title} · {document['language']} · {day}{basis}")


def _table(title: str, columns: Sequence[str]) -> Table:
    table = Table(title=title, title_justify="left", expand=True, show_lines=False)
    for column in columns:
        table.add_column(column, overflow="fold", ratio=3 if column == "in the words" else None)
    return table


def _events(events: Sequence[dict[str, Any]], names: dict[str, str]) -> Table:
    table = _table(
        "What happened", ("", "when", "who", "did", "to whom", "status", "according to", "in the words")
    )
    for event in events:
        status = event["status"]
        table.add_row(
            event["id"],
            _when(event["when"]),
            _who(event["actors"], names),
            " ".join(filter(None, (event["type"], event["mode"]))),
            _who(event["recipients"], names),
            Text(status, style=STYLES.get(status, "")),
            _who(event["attributed_to"], names),
            _words(event),
        )
    return table


def _words(event: dict[str, Any]) -> str:
    words = " … ".join(dict.fromkeys(span["text"] for span in event["mentions"]))
    return f"{words}: {event['content']['text']}" if event["content"] else words


def _when(when: dict[str, str] | None) -> str:
    if when is None:
        return ""
    return when["from"] if when["from"] == when["to"] else f"{when['from']} to {when['to']}"


def _who(ids: Sequence[str], names: dict[str, str]) -> str:
    return ", ".join(names[i] for i in ids)


def _statements(statements: Sequence[dict[str, Any]], names: dict[str, str]) -> Table:
    table = _table("Who said what", ("", "speaker", "kind", "according to", "in the words"))
    for statement in statements:
        table.add_row(
            statement["id"],
            _who(statement["speaker"], names),
            statement["kind"],
            _who(statement["attributed_to"], names),
            statement["content"]["text"],
        )
    return table


def explanation(report: Record, entry_id: str) -> None:
    """Print why an entry is what it is: its rule, the words that set each field, what stayed empty."""
    data = report.to_dict()
    entries = {entry["id"]: entry for entry in (*data["events"], *data["statements"])}
    if entry_id not in entries:
        raise UsageError(f"no entry {entry_id!r} in this record; it has {', '.join(entries) or 'none'}")
    entry = entries[entry_id]
    console = Console()
    names = {actor["id"]: actor["key"] for actor in data["actors"]}
    table = Table(title=f"{entry_id} {entry.get('type', 'statement')}", title_justify="left")
    for column in ("field", "value", "set by", "how"):
        table.add_column(column, overflow="fold")
    for name, value in _fields(entry, names):
        reasons = [b for b in entry["because"] if b["field"] == name]
        words = " … ".join(dict.fromkeys(f"“{b['words']['text']}”" for b in reasons if b["words"]))
        table.add_row(name, value, words, "; ".join(dict.fromkeys(b["note"] for b in reasons if b["note"])))
    console.print(table)


def _fields(entry: dict[str, Any], names: dict[str, str]) -> list[tuple[str, str]]:
    """List the fields of an entry as words; keys for ids, the text for spans."""
    fields = []
    for name, value in entry.items():
        if name in ("because", "id", "events"):
            continue
        if isinstance(value, list) and value and isinstance(value[0], dict):
            shown = " … ".join(span["text"] for span in value)
        elif isinstance(value, list):
            shown = ", ".join(names.get(item, str(item)) for item in value)
        elif isinstance(value, dict):
            shown = value.get("text") or ", ".join(f"{k} {v}" for k, v in value.items())
        else:
            shown = "" if value is None else str(value)
        fields.append((name, shown))
    return fields
