"""What the ledger answers with: one frozen row a thing, in lists that draw themselves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, fields
from html import escape
from typing import Any, Generic, TypeVar, overload

SHOWN = 300  # characters of a cell in a notebook


@dataclass(frozen=True, slots=True)
class EventRow:
    """One event, merged, with the words of the first report that tells it."""

    day: str
    day_from: str
    day_to: str
    type: str
    mode: str
    cameo: str
    quad: str
    score: float
    actors: str
    recipients: str
    status: str
    attributed_to: str
    place: str
    country: str
    latitude: float | None
    longitude: float | None
    content: str
    n_reports: int
    n_outlets: int
    n_sources: int
    first_seen: str
    last_seen: str
    confidence: float
    corrected: int
    sentence: str
    words: str
    start_at: int
    end_at: int
    document: str
    source: str
    url: str
    outlet: str | None
    published: str
    language: str
    id: str


@dataclass(frozen=True, slots=True)
class TellingRow:
    """One event as one report tells it, with the rule that put it into its event."""

    event: str
    rule: str
    likeness: float
    why: str
    type: str
    mode: str
    status: str
    day_from: str
    day_to: str
    place: str
    country: str
    sentence: str
    words: str
    start_at: int
    end_at: int
    content: str
    confidence: float
    document: str
    source: str
    url: str
    outlet: str | None
    published: str
    language: str
    copy_of: int
    id: str


@dataclass(frozen=True, slots=True)
class StatementRow:
    """What somebody says, with where it stands."""

    day: str
    speakers: str
    addressees: str
    attributed_to: str
    kind: str
    content: str
    cue: str
    start_at: int
    end_at: int
    confidence: float
    document: str
    source: str
    url: str
    outlet: str | None
    published: str
    language: str
    id: str


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One report: a text, once."""

    published: str
    published_basis: str
    outlet: str | None
    title: str
    source: str
    url: str
    language: str
    copy_of: int
    likeness: float
    reader: str
    number: int
    id: str


@dataclass(frozen=True, slots=True)
class ActorRow:
    """Somebody who acts or speaks, and how often."""

    key: str
    name: str
    kind: str
    state: str
    known: int
    n_events: int
    n_statements: int


@dataclass(frozen=True, slots=True)
class FoundRow:
    """A report or a statement that holds the words searched for."""

    day: str
    kind: str
    outlet: str | None
    who: str
    words: str
    document: str
    source: str
    url: str
    language: str
    id: str


@dataclass(frozen=True, slots=True)
class CorrectionRow:
    """One change made by a person; `undone` names the row that took it back."""

    number: int
    event: str
    telling: str
    field: str
    old: str
    new: str
    author: str
    why: str
    undoes: int | None
    undone: int | None
    made: str


Thing = TypeVar("Thing")


class Rows(Sequence[Thing], Generic[Thing]):
    """Rows that an answer holds; `after` continues where they stop, None at the end.

    A notebook draws them as a table; `to_pandas` needs pandas.
    """

    def __init__(self, rows: Sequence[Thing], after: str | None = None) -> None:
        self._rows = tuple(rows)
        self.after = after

    @overload
    def __getitem__(self, index: int) -> Thing: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Thing]: ...
    def __getitem__(self, index: int | slice) -> Thing | Sequence[Thing]:
        """Return a row, or some."""
        return self._rows[index]

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[Thing]:
        return iter(self._rows)

    def __repr__(self) -> str:
        return f"<{len(self)} rows{', more after' if self.after else ''}>"

    def to_dicts(self) -> list[dict[str, Any]]:
        """Return the rows as dictionaries."""
        return [asdict(row) for row in self._rows]  # type: ignore[call-overload]

    def to_pandas(self) -> Any:
        """Return the rows as a DataFrame. Raises ImportError without pandas."""
        import pandas as pd

        return pd.DataFrame(self.to_dicts())

    def _repr_html_(self) -> str:
        if not self._rows:
            return "<p>no rows</p>"
        names = [field.name for field in fields(self._rows[0])]  # type: ignore[arg-type]
        head = "".join(f"<th>{name}</th>" for name in names)
        body = "".join(
            "<tr>" + "".join(f"<td>{_cell(getattr(row, name))}</td>" for name in names) + "</tr>"
            for row in self._rows
        )
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _cell(value: object) -> str:
    text = "" if value is None else str(value)
    return escape(text if len(text) <= SHOWN else text[: SHOWN - 1] + "…")
