"""`memcon evaluate`: the figures of a folder of annotated reports."""

import json
from pathlib import Path

import pytest

import memcon
from memcon.scoring import Scores, score

GOLD = Path(__file__).parents[1] / "scoring" / "gold"


def test_the_figures_are_those_of_the_records(memcon_here):
    scores = Scores()
    for path in sorted(GOLD.glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        day = gold["published"] if gold["published_given"] else None
        score(gold, memcon.read(path.with_suffix(".txt"), published=day).to_dict(), scores)
    done = memcon_here("evaluate", GOLD, "--json")
    assert (done.status, done.err) == (0, "")
    assert json.loads(done.out) == scores.figures()


def test_the_figures_are_shown_with_precision_and_recall(memcon_here):
    lines = memcon_here("evaluate", GOLD, "--prefix", "one").out.splitlines()
    assert lines[0] == "1 report"
    assert lines[1].startswith("who-did-what-to-whom   P ")


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        (None, "", "holds no annotated report (ID.json beside ID.txt)"),
        ("a.json", "{", "is no JSON"),
        ("a.json", '{"id": "a"}', "it lacks events, mentions, statements, times"),
        (
            "a.json",
            '{"id": "a", "events": [], "mentions": [], "statements": [], "times": []}',
            "a.txt does not exist",
        ),
    ],
)
def test_a_folder_without_annotated_reports_is_refused(memcon_here, tmp_path: Path, name, content, says):
    if name:
        (tmp_path / name).write_text(content, encoding="utf-8")
    done = memcon_here("evaluate", tmp_path)
    assert done.status in (1, 2)
    assert says in done.err
    assert done.err.count("\n") == 1
