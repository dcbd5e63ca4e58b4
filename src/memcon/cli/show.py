"""Draw a record in a terminal."""

from __future__ import annotations

import json as json_
import os
import sys
from collections.abc import Sequence
from typing import Any

from rich import box
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from memcon.errors import UsageError
from memcon.stages.record import Record

Entry = dict[str, Any]
Names = dict[str, str]
STYLES = {"planned": "cyan", "hypothetical": "magenta", "negated": "red", "unconfirmed": "yellow"}
# Narrower terminals get one entry below the other instead of columns.
_COLUMNS_FROM = 72
# A pipe has no width; wide enough for columns, narrow enough for a pager.
_PIPE_WIDTH = 100


def json(report: Record, *, indented: bool) -> None:
    """Print the record as JSON, in UTF-8 whatever the terminal's encoding."""
    text = json_.dumps(report.to_dict(), ensure_ascii=False, indent=2 if indented else None)
    sys.stdout.buffer.write(text.encode() + b"\n")
    sys.stdout.buffer.flush()


def console() -> Console:
    """Return a console that fits the terminal; in a pipe, plain and of a fixed width."""
    screen = Console(highlight=False)
    if not screen.is_terminal and "COLUMNS" not in os.environ:
        screen.width = _PIPE_WIDTH
    return screen


def record(report: Record, screen: Console | None = None) -> None:
    """Print what a report tells and who says what."""
    screen = screen or console()
    data = report.to_dict()
    names = {actor["id"]: actor["key"] for actor in data["actors"]}
    draw = _columns if screen.width >= _COLUMNS_FROM else _list
    screen.print(_headline(data))
    screen.print()
    screen.print(draw("What happened", [_event(event, names) for event in data["events"]]))
    screen.print(draw("Who said what", [_statement(statement, names) for statement in data["statements"]]))
    if screen.is_terminal:
        screen.print("--explain e1 says why · --format json gives the whole record", style="dim")


def _headline(data: Entry) -> Text:
    document = data["document"]
    published = document["published"]
    words = "; ".join(f"“{span['text']}”" for span in published["evidence"])
    basis = f" ({published['basis']}{': ' + words if words else ''})" if published["value"] else ""
    title = document["title"] or document["source"] or document["text"].strip().splitlines()[0][:60]
    line = Text(title, style="bold")
    return line.append(
        f" · {document['language']} · {published['value'] or 'day unknown'}{basis}", style="not bold"
    )


Row = tuple[str, Text, Text, Text]


def _event(event: Entry, names: Names) -> Row:
    """Return an event's row: id, day and type; parties, status and attribution; words."""
    what = Text(" ".join(filter(None, (event["type"], event["mode"]))), style="bold")
    if event["when"]:
        what.append("\n" + _when(event["when"]), style="not bold")
    _add(what, _details(event["details"]), "not bold")
    who = Text(_keys(event["actors"], names) or "…")
    if event["recipients"]:
        who.append(f" → {_keys(event['recipients'], names)}")
    _add(who, event["status"] if event["status"] != "actual" else "", STYLES.get(event["status"], ""))
    _add(who, _according(event, names), "dim")
    words = Text(" … ".join(dict.fromkeys(span["text"] for span in event["mentions"])))
    if event["content"]:
        words.append(": " + event["content"]["text"], style="italic")
    return event["id"], what, who, words


def _details(details: Entry) -> str:
    """Say the place in a series and the length: "no. 6 since 2025-01-20, PT1H"."""
    ordinal = details.get("ordinal")
    since = f" since {ordinal['since']}" if ordinal and ordinal["since"] else ""
    return ", ".join(filter(None, (f"no. {ordinal['n']}{since}" if ordinal else "", details.get("duration"))))


def _statement(statement: Entry, names: Names) -> Row:
    who = Text(_keys(statement["speaker"], names))
    _add(who, _according(statement, names), "dim")
    return (
        statement["id"],
        Text(statement["kind"], style="bold"),
        who,
        Text(statement["content"]["text"], style="italic"),
    )


def _according(entry: Entry, names: Names) -> str:
    return f"according to {_keys(entry['attributed_to'], names)}" if entry["attributed_to"] else ""


def _add(text: Text, line: str, style: str) -> None:
    if line:
        text.append("\n" + line, style=style)


def _columns(title: str, rows: Sequence[Row]) -> RenderableType:
    """Lay rows out as a table; the words take the room that is left."""
    if not rows:
        return Group(Text(f"{title}: nothing found"), Text(""))
    table = _table(title)
    table.add_column("", style="dim", no_wrap=True)
    table.add_column("what", max_width=24)
    table.add_column("who", max_width=36, ratio=2)
    table.add_column("in the words", ratio=3)
    for row in rows:
        table.add_row(*row)
    return table


def _table(title: str) -> Table:
    return Table(
        title=title,
        title_justify="left",
        title_style="bold",
        box=box.SIMPLE_HEAD,
        pad_edge=False,
        expand=True,
    )


def _list(title: str, rows: Sequence[Row]) -> RenderableType:
    """Lay rows out one below the other, for a narrow terminal."""
    parts: list[RenderableType] = [Text(title if rows else f"{title}: nothing found", style="bold")]
    for number, what, who, words in rows:
        head = Text(f"{number} ", style="dim").append_text(Text(" · ").join(what.split()))
        parts.append(Group(head, *(Padding(part, (0, 0, 0, 2)) for part in (who, words))))
    return Group(*parts, Text(""))


def _when(when: dict[str, str]) -> str:
    return when["from"] if when["from"] == when["to"] else f"{when['from']} to {when['to']}"


def _keys(ids: Sequence[str], names: Names) -> str:
    return ", ".join(names[i] for i in ids)


def explanation(report: Record, entry_id: str) -> None:
    """Print why an entry is what it is: its rule, the words that set each field, why one is empty."""
    data = report.to_dict()
    entries = {entry["id"]: entry for entry in (*data["events"], *data["statements"])}
    if entry_id not in entries:
        raise UsageError(f"no entry {entry_id!r} in this record; it has {', '.join(entries) or 'none'}")
    entry = entries[entry_id]
    names = {actor["id"]: actor["key"] for actor in data["actors"]}
    words = entry.get("mentions") or [entry["content"]]
    table = _table(f"{entry_id}  {entry.get('type', 'statement')}  “{words[0]['text']}”")
    table.add_column("field", no_wrap=True, style="bold")
    table.add_column("value", ratio=3)
    table.add_column("set by the words", ratio=3)
    table.add_column("how", ratio=4)
    for name, value in _fields(entry, names):
        reasons = [b for b in entry["because"] if b["field"] == name]
        shown = " … ".join(dict.fromkeys(f"“{b['words']['text']}”" for b in reasons if b["words"]))
        notes = "; ".join(dict.fromkeys(b["note"] for b in reasons if b["note"]))
        note = Text(notes) if notes else Text(_NOTES[bool(value)].get(name, ""), style="dim")
        table.add_row(name, Text(value), Text(shown), note)
    console().print(table)


_TABLE = "the table of type, mode and context"
# Where no stage left a reason of its own: why a field is empty, and where it comes from.
_EMPTY = {
    "mode": "the words fit no mode of the type",
    "recipients": "mutual, or the words name nobody whom it is done to",
    "when": "the text does not date it",
    "where": "the text does not place it",
    "attributed_to": "the report itself vouches for it",
    "content": "no words say what is asked, refused, promised ...",
    "addressee": "the words name nobody who is spoken to",
    "contexts": "the entry of the lexicon names none",
    "details": "no place in a series, length, medium or number near the words",
}
_FILLED = {
    "mode": "the entry of the lexicon",
    "cameo": _TABLE,
    "quad": _TABLE,
    "score": _TABLE,
    "mentions": "the words that tell it",
    "content": "the words themselves",
    "cue": "the words that report it",
    "status": "nothing in the words makes it less",
    "details": "words near by",
    "kind": "by the quotation marks",
    "contexts": "the entry of the lexicon",
    "attributed_to": "inside their words",
    "speaker": "whose act it is",
}
_NOTES = (_EMPTY, _FILLED)


def _fields(entry: Entry, names: Names) -> list[tuple[str, str]]:
    """List the fields of an entry as words; keys for ids, the text for spans."""
    return [
        (name, _shown(value, names))
        for name, value in entry.items()
        if name not in ("because", "id", "events", "confidence")
    ]


def _shown(value: Any, names: Names) -> str:
    if isinstance(value, list):
        return " … ".join(
            str(item["text"] if isinstance(item, dict) else names.get(item, item)) for item in value
        )
    if isinstance(value, dict):
        return str(value.get("text") or ", ".join(f"{k} {_shown(v, names)}" for k, v in value.items()))
    return "" if value is None else str(value)
