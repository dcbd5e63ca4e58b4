"""`memcon evaluate`: score memcon against annotated reports."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from memcon.errors import DataError

_PARTS = {"id", "events", "statements", "times", "mentions"}


@click.command(name="evaluate", short_help="Score memcon against annotated reports.")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--prefix", default="", help="Only reports whose file name begins so.")
@click.option("--json", "as_json", is_flag=True, help="Print the figures as one JSON object.")
def command(folder: Path, prefix: str, *, as_json: bool) -> None:
    """Score memcon against annotated reports: in FOLDER, one ID.json and ID.txt a report.

    The publication day is given to memcon where the annotation says so, else it must be inferred.
    """
    from memcon.reader import read
    from memcon.scoring import Scores, score

    paths = sorted(folder.glob(prefix + "*.json"))
    if not paths:
        raise DataError(f"{folder} holds no annotated report (ID.json beside ID.txt) named {prefix}*.json")
    scores = Scores()
    for path in paths:
        gold = _annotation(path)
        day = gold["published"] if gold.get("published_given") else None
        text = path.with_name(gold.get("source", f"{gold['id']}.txt"))
        score(gold, read(text, published=day, language=gold.get("lang")).to_dict(), scores)
    if as_json:
        click.echo(json.dumps(scores.figures()))
        return
    click.echo(f"{scores.reports} report{'' if scores.reports == 1 else 's'}")
    for figure in (
        "who-did-what-to-whom",
        "event",
        "event, strict",
        "who-said-what",
        "statement span",
        "time value",
    ):
        precision, recall, f1 = scores.f1(figure)
        click.echo(f"{figure:22} P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}")
    for name, asked in sorted(scores.asked.items()):
        click.echo(f"{name:30} {scores.right[name]}/{asked} = {scores.right[name] / asked:.3f}")


def _annotation(path: Path) -> dict[str, Any]:
    """Read an annotation. Raises DataError naming what it lacks."""
    try:
        gold = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise DataError(f"{path} is no JSON: {error}") from None
    missing = _PARTS - set(gold) if isinstance(gold, dict) else _PARTS
    if missing:
        raise DataError(f"{path} is no annotated report: it lacks {', '.join(sorted(missing))}")
    annotation: dict[str, Any] = gold
    return annotation
