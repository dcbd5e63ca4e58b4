"""Record (JSON form) -> HTML for a notebook: the text with its words marked, then tables; all escaped.

Words of several entries may overlap: the text is cut into flat pieces at every edge, and each piece names its
entries in its title. Triggers are shaded, statements underlined: never told apart by colour alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from html import escape
from itertools import pairwise
from typing import Any

Entry = dict[str, Any]

_TEXT = "white-space:pre-wrap;line-height:1.7;max-height:24em;overflow:auto"
_TRIGGER = "background:rgba(255,200,0,.35);color:inherit;font-weight:600"
_STATEMENT = "background:none;color:inherit;text-decoration:underline;text-decoration-color:#48c"


def draw(data: Entry) -> str:
    """Return a `<div>` with the text of a record, its events and its statements."""
    names = {actor["id"]: actor["key"] for actor in data["actors"]}
    document = data["document"]
    title = document["title"] or document["source"] or ""
    day = document["published"]["value"] or "day unknown"
    return (
        f"<div><p><b>{escape(title)}</b> {escape(document['language'])} · {escape(day)}</p>"
        f'<p style="{_TEXT}">{"".join(_marked(data))}</p>'
        f"{_table('What happened', _EVENT_COLUMNS, (_event(event, names) for event in data['events']))}"
        f"{_table('Who said what', _STATEMENT_COLUMNS, (_statement(s, names) for s in data['statements']))}"
        "</div>"
    )


def _marked(data: Entry) -> Iterator[str]:
    """Yield the text piece by piece; a piece that entries point at is a `<mark>`."""
    text = data["document"]["text"]
    begins, ends = defaultdict(list), defaultdict(list)
    for entry, span in _spans(data):
        begins[span["start"]].append(entry)
        ends[span["end"]].append(entry)
    here: list[str] = []
    for start, end in pairwise(sorted({0, len(text), *begins, *ends})):
        for entry in ends[start]:
            here.remove(entry)
        here.extend(begins[start])
        words = escape(text[start:end])
        if not here:
            yield words
            continue
        style = _TRIGGER if any(entry.startswith("e") for entry in here) else _STATEMENT
        yield f'<mark style="{style}" title="{" ".join(dict.fromkeys(here))}">{words}</mark>'


def _spans(data: Entry) -> Iterator[tuple[str, Entry]]:
    for event in data["events"]:
        for span in event["mentions"]:
            yield event["id"], span
    for statement in data["statements"]:
        yield statement["id"], statement["content"]


_EVENT_COLUMNS = ("", "when", "who", "did", "to whom", "status", "according to", "in the words")
_STATEMENT_COLUMNS = ("", "speaker", "kind", "according to", "in the words")


def _event(event: Entry, names: dict[str, str]) -> tuple[str, ...]:
    when = " to ".join(dict.fromkeys(event["when"].values())) if event["when"] else ""
    words = " … ".join(dict.fromkeys(span["text"] for span in event["mentions"]))
    return (
        event["id"],
        when,
        _keys(event["actors"], names),
        f"{event['type']} {event['mode']}",
        _keys(event["recipients"], names),
        event["status"],
        _keys(event["attributed_to"], names),
        f"{words}: {event['content']['text']}" if event["content"] else words,
    )


def _statement(statement: Entry, names: dict[str, str]) -> tuple[str, ...]:
    return (
        statement["id"],
        _keys(statement["speaker"], names),
        statement["kind"],
        _keys(statement["attributed_to"], names),
        statement["content"]["text"],
    )


def _keys(ids: Iterable[str], names: dict[str, str]) -> str:
    return ", ".join(names[i] for i in ids)


def _table(title: str, columns: Iterable[str], rows: Iterable[tuple[str, ...]]) -> str:
    head = "".join(f"<th>{column}</th>" for column in columns)
    body = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in rows)
    return f"<table><caption>{title}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
