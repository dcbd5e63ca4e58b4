"""Run the tables of tests/specs: a sentence in, the events and statements that must come out, and no others.

A table is a TOML file of `[[case]]` with `text`, `day` (publication day, optional) and lists:
`event` (type, trigger, at; optional actors, recipients, status, mode, attributed_to, content) and, where the
table is about them, `statement` (kind, speaker, content, at; optional cue, attributed_to). A case without
`event` is a negative one: the text tells no event. Only the keys that a row gives are compared, but every
event found must have a row; statements are compared only in a case that lists some or says `statement = []`.
"""

import tomllib
from pathlib import Path

import pytest

import memcon
from memcon.stages.record import Record

SPECS = Path(__file__).parent.parent / "specs"
TABLES = sorted(SPECS.glob("*/events*.toml")) + sorted(SPECS.glob("*/statements*.toml"))
CASES = [
    pytest.param(path.parent.name, case, id=f"{path.parent.name}/{path.stem}:{number}")
    for path in TABLES
    for number, case in enumerate(tomllib.loads(path.read_text(encoding="utf-8"))["case"], 1)
]


def _event(entry: dict, actors: dict) -> dict:
    keys = {name: [actors[i] for i in entry[name]] for name in ("actors", "recipients", "attributed_to")}
    first = entry["mentions"][0]
    content = entry["content"] and entry["content"]["text"]
    plain = {name: entry[name] for name in ("type", "status", "mode", "when")}
    return plain | keys | {"trigger": first["text"], "at": first["start"], "content": content}


def _statement(entry: dict, actors: dict) -> dict:
    keys = {name: [actors[i] for i in entry[name]] for name in ("speaker", "addressee", "attributed_to")}
    cue = entry["cue"] and entry["cue"]["text"]
    content = entry["content"]
    return {"kind": entry["kind"], "content": content["text"], "at": content["start"], "cue": cue} | keys


def _compare(expected: list[dict], found: list[dict]) -> None:
    shown = [
        {k: v for k, v in entry.items() if k in row} for row, entry in zip(expected, found, strict=False)
    ]
    assert len(found) == len(expected), f"found {found}"
    assert shown == expected


@pytest.mark.parametrize(("language", "case"), CASES)
def test_spec(language: str, case: dict):
    record: Record = memcon.read(case["text"], published=case.get("day"), language=language)
    data = record.to_dict()
    actors = {actor["id"]: actor["key"] for actor in data["actors"]}
    events = sorted((_event(e, actors) for e in data["events"]), key=lambda e: e["at"])
    _compare(sorted(case.get("event", []), key=lambda e: e["at"]), events)
    if "statement" in case:
        statements = sorted((_statement(s, actors) for s in data["statements"]), key=lambda s: s["at"])
        _compare(sorted(case["statement"], key=lambda s: s["at"]), statements)
