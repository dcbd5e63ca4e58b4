"""`memcon evaluate`: score memcon against annotated reports."""

from __future__ import annotations

import json
from pathlib import Path

import click

from memcon.errors import DataError


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
        raise DataError(f"{folder} holds no annotated report (ID.json beside ID.txt) named {prefix}*")
    scores = Scores()
    for path in paths:
        gold = json.loads(path.read_text(encoding="utf-8"))
        day = gold["published"] if gold.get("published_given") else None
        text = path.with_name(gold.get("source", f"{gold['id']}.txt"))
        score(gold, read(text, published=day, language=gold.get("lang")).to_dict(), scores)
    if as_json:
        click.echo(json.dumps(scores.figures()))
        return
    click.echo(f"{scores.reports} reports")
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
