"""The accuracy gate: memcon on the project's own annotated reports must not fall below the pinned floors.

`tests/corpus/LANGUAGE/tuned` holds reports that rules may be tried on, `frozen` those that nobody looks at
while working on rules: the second figure is the honest one. Raise a floor when a figure has risen; lower one
only with a reason in the commit.
"""

import json
import tomllib
from functools import lru_cache
from pathlib import Path

import pytest

import memcon
from memcon.scoring import Scores, score

CORPUS = Path(__file__).parent.parent / "corpus"
FLOORS = tomllib.loads((Path(__file__).parent / "floors.toml").read_text(encoding="utf-8"))
CASES = [
    pytest.param(language, half, figure, floor, id=f"{language}-{half}-{figure}")
    for language, halves in FLOORS.items()
    for half, figures in halves.items()
    for figure, floor in figures.items()
]


@lru_cache
def figures(language: str, half: str) -> dict[str, float]:
    """Read and score all reports of one half of a language's corpus."""
    scores = Scores()
    for path in sorted((CORPUS / language / half).glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        day = gold["published"] if gold["published_given"] else None
        record = memcon.read(path.with_suffix(".txt"), published=day, language=language)
        score(gold, record.to_dict(), scores)
    return scores.figures()


@pytest.mark.parametrize(("language", "half", "figure", "floor"), CASES)
def test_floor(language: str, half: str, figure: str, floor: float):
    reached = figures(language, half)[figure]
    if figure == "invented events a report":
        assert reached <= floor, f"{reached:.3f} invented events a report, at most {floor} allowed"
    else:
        assert reached >= floor, f"{figure}: {reached:.3f} is below the floor {floor}"
