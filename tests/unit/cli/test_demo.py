"""`memcon demo`: a shipped report of each language with what memcon is for."""

from importlib.resources import files

import pytest

import memcon


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_demo_shows_a_report_and_its_record(memcon_here, language: str):
    done = memcon_here("demo", "--language", language, COLUMNS="100")
    assert (done.status, done.err) == (0, "")
    assert f"examples/demo.{language}.txt" in done.out
    assert "CONSULT phone" in done.out
    assert "no. 2 since 2025-01-20" in done.out
    assert "according to UKR:Zelensky" in done.out
    assert "planned" in done.out


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_demo_report_has_all_that_the_record_can_hold(language: str):
    text = files("memcon").joinpath("examples", f"demo.{language}.txt").read_text(encoding="utf-8")
    record = memcon.read(text)
    assert record.document.published.value == "2025-03-19"
    types = {event.type for event in record.events}
    assert types >= {"CONSULT", "REQUEST", "ACCUSE", "ASSAULT", "COOPERATE", "AGREE"}
    assert {str(statement.kind) for statement in record.statements} >= {"direct", "indirect"}
    planned = next(event for event in record.events if event.status == "planned")
    assert planned.when is not None
    assert planned.when.first == "2025-03-23"
