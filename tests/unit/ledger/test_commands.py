"""The ledger on the command line, as a user runs it."""

import csv
import io
import json
from pathlib import Path

import pytest
from tests.conftest import Run

import memcon
from memcon.cli.main import COMMANDS
from memcon.model import Source

ONE = "Vladimir Poutine et Donald Trump se sont entretenus jeudi par téléphone, a annoncé le Kremlin."
TWO = (
    "Vladimir Putin and Donald Trump spoke by phone on Thursday. "
    "France on Thursday urged Russia to accept a truce."
)
LISTS = ["events", "quotes", "timeline"]


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    """A folder of two reports in a folder, a hidden file, and a file of another kind."""
    folder = tmp_path / "reports" / "july"
    folder.mkdir(parents=True)
    (folder / "one.txt").write_text(ONE, encoding="utf-8")
    (folder / "two.txt").write_text(TWO, encoding="utf-8")
    (folder / ".three.txt").write_text(TWO + " ", encoding="utf-8")
    (folder / "four.pdf").write_bytes(b"%PDF")
    return tmp_path / "reports"


@pytest.fixture
def added(memcon_here: Run, reports: Path, where: str) -> str:
    """Add the two reports."""
    run = memcon_here("add", reports, "-o", where, "--published", "2025-07-04")
    assert run.status == 0, run.err
    assert "2 new" in run.err
    return where


def test_adding_again_goes_on_where_it_stopped(memcon_here: Run, reports: Path, added: str) -> None:
    (reports / "five.txt").write_text("Le Mali a expulsé lundi l'ambassadeur de France.", encoding="utf-8")
    run = memcon_here("add", reports, "-o", added)
    assert (run.status, run.out) == (0, "")
    assert "1 new" in run.err
    assert "2 known" in run.err


def test_what_fails_is_told_and_the_rest_is_kept(memcon_here: Run, reports: Path, where: str) -> None:
    run = memcon_here("add", reports, "missing.txt", "-o", where)
    assert run.status == 3
    assert "1 of 3 inputs failed" in run.err
    assert memcon_here("add", "missing.txt", "-o", where).status == 1


def test_lists_answer_in_every_format(memcon_here: Run, added: str) -> None:
    for command in LISTS:
        rows = json.loads(memcon_here(command, added, "--format", "json").out)
        table = list(csv.DictReader(io.StringIO(memcon_here(command, added, "--format", "csv").out)))
        assert [row["id"] for row in table] == [row["id"] for row in rows]
        assert rows
        assert rows[0]["source"].endswith(".txt")
        shown = memcon_here(command, added)
        assert shown.status == 0
        assert "RUS" in shown.out


def test_every_list_takes_the_same_filters(memcon_here: Run, added: str) -> None:
    filters = ["--with", "RUS", "--status", "actual", "--since", "2025-07", "--until", "2025-W27"]
    filters += ["--language", "en", "--min-confidence", "0.1", "--limit", "5"]
    several = {
        "events": [],
        "quotes": [],
        "timeline": [],
        "search": ["truce"],
        "positions": ["FRA"],
    }
    for command, arguments in several.items():
        run = memcon_here(command, added, *arguments, *filters, "--format", "json")
        assert run.status == 0, run.err
        assert isinstance(json.loads(run.out), list)
    run = memcon_here("contacts", added, "USA", "RUS", "--since", "2025-07", "--format", "json")
    assert [row["number"] for row in json.loads(run.out)] == [1]


def test_contacts_are_numbered_with_their_sources(memcon_here: Run, added: str) -> None:
    found = json.loads(memcon_here("contacts", added, "Trump", "Poutine", "--format", "json").out)
    assert [(row["number"], row["day"], row["mode"], row["n_reports"]) for row in found] == [
        (1, "2025-07-03", "phone", 2)
    ]
    assert "one.txt" in found[0]["sources"]
    assert "two.txt" in found[0]["sources"]


def test_positions_are_found_by_their_words(memcon_here: Run, added: str) -> None:
    found = json.loads(memcon_here("positions", added, "FRA", "--on", "truce", "--format", "json").out)
    assert [(row["kind"], row["counterpart"]) for row in found] == [("REQUEST", "RUS")]
    assert found[0]["topics"] == "ceasefire"
    assert memcon_here("positions", added, "FRA", "--on", "ceasefire").out.count("REQUEST") == 1
    assert memcon_here("positions", added, "FRA", "--on", "nuclear").out == ""
    assert memcon_here("positions", added, "FRA", "--on", "moon").out == ""


def test_an_address_that_is_kept_is_not_read_again(memcon_here: Run, where: str) -> None:
    with memcon.open_ledger(where, write=True) as ledger:
        address = "https://news.example/1"
        ledger.add(memcon.read(Source(ONE, address, address), language="fr"))
        assert ledger.seen(address)
    run = memcon_here("add", address, "-o", where)
    assert (run.status, "1 known" in run.err) == (0, True)


@pytest.mark.parametrize(
    ("arguments", "offer"),
    [
        (["--actor", "Rusia"], "RUS"),
        (["--type", "CONSLT"], "CONSULT"),
        (["--since", "2025-02-30"], "2025-02-28"),
        (["--with", "Frence"], "FRA"),
    ],
)
def test_an_unknown_value_offers_the_nearest(
    memcon_here: Run, added: str, arguments: list[str], offer: str
) -> None:
    for command in LISTS:
        run = memcon_here(command, added, *arguments)
        assert run.status == 2
        assert offer in run.err
        assert run.out == ""


def test_a_merge_is_shown_explained_and_split(memcon_here: Run, added: str) -> None:
    shown = memcon_here("events", added, "--merged").out
    assert "same-day: report" in shown
    event = json.loads(memcon_here("events", added, "--merged", "--format", "json").out)[0]
    second = event["tellings"][1]["id"]
    run = memcon_here("split", added, event["id"], second, "--by", "AB", "--why", "another call")
    assert run.status == 0, run.err
    assert json.loads(memcon_here("events", added, "--merged", "--format", "json").out) == []
    assert memcon_here("correct", added, "--undo", "1", "--by", "AB", "--why", "the same").status == 0
    assert len(json.loads(memcon_here("events", added, "--merged", "--format", "json").out)) == 1


def test_a_correction_is_made_listed_and_undone(memcon_here: Run, added: str) -> None:
    event = json.loads(memcon_here("events", added, "--type", "CONSULT", "--format", "json").out)[0]["id"]
    unsigned = memcon_here("correct", added, event, "--status", "negated")
    assert unsigned.status == 2
    assert "--by INITIALS" in unsigned.err
    run = memcon_here("correct", added, event[:6], "--status", "negated", "--by", "AB", "--why", "denied")
    assert run.status == 0, run.err
    assert "negated" in memcon_here("events", added, "--type", "CONSULT").out
    listed = json.loads(memcon_here("corrections", added, "--format", "json").out)
    assert [(row["field"], row["old"], row["new"]) for row in listed] == [("status", "actual", "negated")]


def test_there_is_a_word_for_a_missing_ledger(memcon_here: Run) -> None:
    for command in LISTS:
        run = memcon_here(command, "missing.memcon")
        assert run.status == 1
        assert "memcon add" in run.err


def test_help_keeps_its_examples_apart(memcon_here: Run) -> None:
    for command in COMMANDS:
        run = memcon_here(command, "--help")
        assert run.status == 0
        assert "\\" not in run.out
