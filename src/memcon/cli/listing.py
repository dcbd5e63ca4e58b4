"""What the lists share: the filters as options, and rows as a table, JSON or CSV."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, fields
from itertools import islice
from typing import Any, TypeVar

import click

from memcon.ledger import Filters

Command = TypeVar("Command", bound=Callable[..., Any])

FORMATS = ("table", "json", "csv")
WIDE = 160  # columns from which a table is legible
SHOWN = 100  # rows of a table when no --limit is given; JSON and CSV are whole
_FILTERS: Mapping[str, Mapping[str, Any]] = {
    "--actor": {"help": "Who acts or speaks: RUS (its persons too), RUS:Putin, a name."},
    "--with": {"help": "Who takes part beside them, or is spoken to."},
    "--type": {"help": "PLOVER type: CONSULT, AGREE, REQUEST, ..."},
    "--status": {"help": "actual, planned, hypothetical, negated or unconfirmed."},
    "--place": {"help": "A place, or a country by name or ISO 3166-1 code."},
    "--source": {"help": "An outlet, by name or host."},
    "--language": {"help": "Of the report: fr or en."},
}


def filtered(command: Command) -> Command:
    """Give a command the filters, --limit and --format."""
    for option, settings in reversed(list(_FILTERS.items())):
        name = "other" if option == "--with" else option[2:]
        command = click.option(option, name, multiple=True, metavar=name.upper(), **settings)(command)
    command = click.option(
        "--min-confidence", type=float, default=0.0, metavar="0..1", help="Leave out what is less sure."
    )(command)
    command = click.option("--until", default="", metavar="DAY", help="The last day.")(command)
    command = click.option(
        "--since", default="", metavar="DAY", help="The first day: 2025-07-03, 2025-W27, 2025-07 or 2025."
    )(command)
    command = click.option("--limit", type=click.IntRange(1), help="At most so many rows.")(command)
    return click.option("--format", "shape", type=click.Choice(FORMATS), default="table", show_default=True)(
        command
    )


def taken(options: dict[str, Any]) -> Filters:
    """Take the filters out of a command's options."""
    return Filters(**{field.name: options.pop(field.name) for field in fields(Filters)})


def show(
    rows: Iterable[Any], shape: str, columns: Mapping[str, Callable[[Any], str]], *, limit: int | None
) -> None:
    """Print rows: `columns` draws the table, JSON and CSV have every field of the row."""
    if shape == "table":
        _table(rows, columns, limit)
    elif shape == "json":
        _json(islice(rows, limit))
    else:
        _csv(islice(rows, limit))


def _json(rows: Iterator[Any]) -> None:
    """Print a JSON array, a row a line, as the rows come."""
    start = "["
    for row in rows:
        click.echo(f"{start}\n{json.dumps(as_dict(row), ensure_ascii=False)}", nl=False)
        start = ","
    click.echo("[]" if start == "[" else "\n]")


def as_dict(row: Any) -> dict[str, Any]:
    """Return the fields of a row."""
    return dict(row) if isinstance(row, Mapping) else asdict(row)


def _csv(rows: Iterator[Any]) -> None:
    """Print a header and a line a row, as the rows come."""
    for number, row in enumerate(rows):
        values = as_dict(row)
        line = io.StringIO()
        writer = csv.writer(line, lineterminator="\n")
        if number == 0:
            writer.writerow(values)
        writer.writerow([_cell(value) for value in values.values()])
        click.echo(line.getvalue(), nl=False)


def _cell(value: Any) -> Any:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, (list, dict)) else value


def _table(rows: Iterable[Any], columns: Mapping[str, Callable[[Any], str]], limit: int | None) -> None:
    """Draw a table where the terminal is wide enough for one, else each row with its words below it."""
    from rich.console import Console

    several = iter(rows)
    first = list(islice(several, limit or SHOWN))
    if not first:
        click.echo("nothing found", err=True)
        return
    console = Console()
    if console.width >= WIDE:
        console.print(_grid(first, columns))
    else:
        _stack(console, first, columns)
    if limit is None and next(several, None) is not None:
        click.echo(f"the first {SHOWN}; more with --limit, all with --format csv or json", err=True)


def _grid(rows: Iterable[Any], columns: Mapping[str, Callable[[Any], str]]) -> Any:
    from rich.table import Table
    from rich.text import Text

    table = Table(expand=True)
    words = list(columns)[-1]
    for name in columns:
        table.add_column(name, overflow="fold", ratio=1 if name == words else None)
    for row in rows:
        table.add_row(*(Text(draw(row)) for draw in columns.values()))
    return table


def _stack(console: Any, rows: Iterable[Any], columns: Mapping[str, Callable[[Any], str]]) -> None:
    from rich.padding import Padding
    from rich.text import Text

    *head, words = columns.values()
    for row in rows:
        console.print(Text(" · ".join(filter(None, (draw(row) for draw in head))), style="bold"))
        console.print(Padding(Text(" ".join(words(row).split())), (0, 0, 0, 4)))


def days(first: str, last: str) -> str:
    """Write a day or a period.

    >>> days("2025-07-01", "2025-07-03")
    '2025-07-01 to 2025-07-03'
    """
    return first if not last or first == last else f"{first} to {last}"


def sources(row: Any) -> str:
    """Write how many reports tell an event and, where some reprint another, how many sources that is."""
    reports = "1 report" if row.n_reports == 1 else f"{row.n_reports} reports"
    return reports if row.n_sources == row.n_reports else f"{reports}, {row.n_sources} not reprinted"


def where(row: Any) -> str:
    """Name the report that a row's words stand in."""
    return str(row.outlet or row.url or row.source or row.document)


EVENT_COLUMNS: Mapping[str, Callable[[Any], str]] = {
    "event": lambda row: row.id[:8],
    "when": lambda row: days(row.day_from, row.day_to) or (f"({row.day})" if row.day else ""),
    "who": lambda row: row.actors,
    "did": lambda row: " ".join(filter(None, (row.type, row.mode))),
    "to whom": lambda row: row.recipients and f"→ {row.recipients}",
    "status": lambda row: row.status + (" *" if row.corrected else ""),
    "according to": lambda row: row.attributed_to and f"according to {row.attributed_to}",
    "reports": sources,
    "where": where,
    "in the words": lambda row: row.sentence,
}


def nested(rows: Iterable[Any], key: str, below: Callable[[Any], Sequence[Any]]) -> Iterator[dict[str, Any]]:
    """Give each row a list of the rows below it."""
    for row in rows:
        yield {**asdict(row), key: [asdict(under) for under in below(row)]}
