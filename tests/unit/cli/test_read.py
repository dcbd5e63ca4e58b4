"""`memcon read`: what is printed where, in which form."""

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

REPORT = """\
Vladimir Poutine et Emmanuel Macron se sont entretenus mardi au téléphone pour la deuxième fois depuis mars.
Selon le Kremlin, la Russie a rejeté l'appel de Paris à un cessez-le-feu. « Nous ne céderons pas », a déclaré
le président russe. Les deux dirigeants doivent se rencontrer jeudi à Genève.
"""


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(REPORT, encoding="utf-8")
    return path


def on_a_terminal(*arguments: object, width: int = 100, **environment: str) -> str:
    """Run memcon with its output and errors on a terminal of that width; return what the terminal shows."""
    ours, theirs = pty.openpty()
    settings = {"TERM": "xterm-256color", "COLUMNS": str(width), **environment}
    process = subprocess.Popen(
        [sys.executable, "-m", "memcon", *map(str, arguments)],
        stdout=theirs,
        stderr=theirs,
        env={name: value for name, value in os.environ.items() if name != "NO_COLOR"} | settings,
    )
    os.close(theirs)
    shown = b""
    try:
        while part := os.read(ours, 65536):
            shown += part
    except OSError:  # how Linux says that the other side has closed
        pass
    os.close(ours)
    assert process.wait(timeout=60) == 0
    return shown.decode()


def test_json_is_one_object_and_nothing_else(memcon_here, report: Path):
    done = memcon_here("read", report, "--format", "json")
    assert (done.status, done.err) == (0, "")
    record = json.loads(done.out)
    assert record["schema"] == "memcon/1"
    assert record["document"]["text"] == REPORT
    assert {event["type"] for event in record["events"]} >= {"CONSULT", "REJECT"}


def test_jsonl_is_one_object_a_line_in_the_order_of_the_files(memcon_here, report: Path):
    other = report.with_name("other.txt")
    other.write_text("Russia attacked Ukraine on Monday.", encoding="utf-8")
    done = memcon_here("read", report, other, "--format", "jsonl")
    assert [json.loads(line)["document"]["language"] for line in done.out.splitlines()] == ["fr", "en"]


def test_a_pipe_gets_jsonl_unless_a_table_is_asked_for(memcon_here, report: Path):
    assert json.loads(memcon_here("read", report).out)["schema"] == "memcon/1"
    table = memcon_here("read", report, "--format", "table").out
    assert "What happened" in table
    assert "\x1b" not in table
    assert "FRA:Macron" in table
    assert max(map(len, table.splitlines())) <= 100


def test_standard_input_and_the_publication_day(memcon_here):
    done = memcon_here("read", "-", "--published", "2025-07-03", stdin=REPORT.encode())
    record = json.loads(done.out)
    assert record["document"]["published"] == {"value": "2025-07-03", "basis": "given", "evidence": []}
    assert record["events"][0]["when"] == {"from": "2025-07-01", "to": "2025-07-01"}


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--published", "3 juillet"], "'3 juillet' is no day; write it as YYYY-MM-DD"),
        (["--language", "xx"], "no data for the language 'xx'; memcon reads en, fr"),
        (["--format", "xml"], "'xml' is not one of"),
        (["--explain", "e99"], "no entry 'e99' in this record; it has e1"),
        (["--formt", "json"], "No such option"),
        (["another.txt", "--format", "json"], "for several files use --format jsonl"),
        (["another.txt", "--explain", "e1"], "name one file"),
    ],
)
def test_wrong_usage_says_what_is_right(memcon_here, report: Path, arguments, says):
    done = memcon_here("read", report, *arguments)
    assert done.status in (1, 2)
    assert says in done.err
    assert "Traceback" not in done.err


def test_explain_names_the_rule_the_words_and_why_a_field_is_empty(memcon_here, report: Path):
    record = json.loads(memcon_here("read", report).out)
    rejection = next(event["id"] for event in record["events"] if event["type"] == "REJECT")
    lines = memcon_here("read", report, "--explain", rejection, COLUMNS="160").out.splitlines()
    fields = {line.split()[0]: line for line in lines if line.strip()}
    assert "fr/events/reject.toml" in fields["type"]
    assert "“rejeté”" in fields["type"]
    assert "Russie”" in fields["actors"]
    assert "“Selon le Kremlin”" in fields["attributed_to"]
    assert "the text does not date it" in fields["when"]


def test_explain_also_explains_statements(memcon_here, report: Path):
    out = memcon_here("read", report, "--explain", "s1").out
    assert "speaker" in out
    assert "RUS" in out


@pytest.mark.parametrize("width", [30, 50, 80, 160])
def test_the_table_fits_the_terminal(memcon_here, report: Path, width: int):
    out = memcon_here("read", report, "--format", "table", COLUMNS=str(width)).out
    assert max(map(len, out.splitlines())) <= width
    assert "CONSULT phone" in out
    assert "REJECT" in out


def test_a_terminal_gets_a_table_with_colours_and_a_hint(report: Path):
    shown = on_a_terminal("read", report)
    assert "What happened" in shown
    assert "\x1b[" in shown
    assert "--explain e1 says why" in shown


def test_no_color_is_obeyed_and_progress_is_wiped(report: Path):
    shown = on_a_terminal("read", report, report, NO_COLOR="1")
    assert "\x1b[36m" not in shown
    assert "1/2 " in shown
    assert shown.rindex("\x1b[K") > shown.index("2/2 ")


def test_quiet_says_nothing_on_the_way(memcon_here):
    done = memcon_here("read", "-", "--quiet", stdin=b"Beat the eggs with the sugar and bake until golden.")
    assert (done.status, done.err) == (0, "")


def test_own_actors_are_known(memcon_here, report: Path):
    own = report.with_name("own.tsv")
    own.write_text(
        "# Own actors\nkey\tkind\tstate\tnames_en\tnames_fr\tname\n"
        "BLUE SHIELD\torganisation\t\tBlue Shield\tBouclier bleu\t\n"
        "COD:Odimba\tperson\tCOD\t\t\tEsther Odimba\n",
        encoding="utf-8",
    )
    text = b"The Blue Shield condemned Mali on Monday. Esther Odimba met Emmanuel Macron in Paris."
    record = json.loads(memcon_here("read", "-", "--actors", own, stdin=text).out)
    known = {actor["key"]: actor["known"] for actor in record["actors"]}
    assert known["BLUE SHIELD"]
    assert known["COD:Odimba"]
    accused = next(event for event in record["events"] if event["type"] == "ACCUSE")
    ids = {actor["id"]: actor["key"] for actor in record["actors"]}
    assert [ids[i] for i in accused["actors"]] == ["BLUE SHIELD"]


@pytest.mark.parametrize(
    ("table", "says"),
    [
        ("key\tkind\nA\tgroup\tx\n", "line 2: 3 cells, the header names 2"),
        ("key\tnom\nA\tB\n", "no column is called 'nom'; there are key, kind, state"),
        ("key\tkind\tnames_en\n\tgroup\tNobody\n", "actor 1 has no key"),
        ("key\tkind\nA\tgroup\n", "actor 1 has no name"),
        (None, "cannot be read"),
    ],
)
def test_a_faulty_table_of_actors_is_refused(memcon_here, report: Path, table, says):
    own = report.with_name("own.tsv")
    if table is not None:
        own.write_text(table, encoding="utf-8")
    done = memcon_here("read", report, "--actors", own)
    assert (done.status, done.out) == (2, "")
    assert done.err.startswith(f"memcon: {own}")
    assert says in done.err
    assert done.err.count("\n") == 1


def test_a_reader_that_stops_early_is_no_failure(report: Path):
    command = f"{sys.executable} -m memcon read {report} {report} --format jsonl"
    done = subprocess.run(
        ["bash", "-c", f"{command} 2>err.txt | head -c 10"],
        capture_output=True,
        cwd=report.parent,
        check=True,
    )
    assert done.stdout == b'{"schema":'
    assert (report.parent / "err.txt").read_text() == ""
