"""The figures are those of the acceptance script (`score.py --gold gold --pred records`, printed below).

`records` are two records with every kind of fault: a wrong party, day, status, kind, type; a second telling
reported apart; something invented; something missed.
"""

import json
from pathlib import Path

import pytest

from memcon.scoring import Scores, score, top

FOLDER = Path(__file__).parent
EXPECTED = {
    "who-did-what-to-whom": 0.7,
    "event": 0.8,
    "event, strict": 0.762,
    "who-said-what": 0.75,
    "statement span": 0.75,
    "time value": 0.667,
    "attribution": 0.875,
    "attribution, where attributed": 0.5,
    "content": 0.667,
    "event person-exact": 0.75,
    "publication day inferred": 0.0,
    "reference resolved": 0.8,
    "statement kind": 0.667,
    "status": 0.875,
    "status, where not actual": 0.667,
    "when (gold has one)": 0.75,
    "when invented": 1,
    "invented events a report": 1.0,
}


def test_the_figures_are_those_of_the_acceptance_script():
    scores = Scores()
    for path in sorted(FOLDER.glob("gold/*.json")):
        record = json.loads(FOLDER.joinpath("records", path.name).read_text(encoding="utf-8"))
        score(json.loads(path.read_text(encoding="utf-8")), record, scores)
    assert scores.figures() == EXPECTED


@pytest.mark.parametrize(("key", "stands_for"), [("RUS:Putin", "RUS"), ("Onu", "UN"), ("NATO", "NATO")])
def test_a_key_stands_for_its_state_or_organisation(key: str, stands_for: str):
    assert top(key) == stands_for
