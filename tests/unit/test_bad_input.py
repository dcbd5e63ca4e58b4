"""What is no report is refused in one line that says what to try; in a batch the others are still read."""

import json
from pathlib import Path

import pytest

REPORT = "Le Mali a expulsé l’ambassadeur de France. Paris a dit « prendre note » de cette décision."
PLAIN = REPORT.replace("’", "'")
PAGE = "<html><head><title>Mali</title></head><body><article><h1>Mali</h1>{}</article></body></html>"
NOISE = bytes(range(256)) * 20
RUSSIAN = "Президент России Владимир Путин встретился в Москве с президентом Франции."
SPANISH = "El presidente de México rechazó el lunes la propuesta de los Estados Unidos sobre los aranceles."
TABLE = "\n".join(f"{n};{n * n};{n * n * n}" for n in range(200))


@pytest.mark.parametrize(
    ("content", "says"),
    [
        pytest.param(b"", "is empty; give a file", id="empty"),
        pytest.param(b" \n\r\n\t", "is empty; give a file", id="white space"),
        pytest.param(NOISE, "is binary, not text; save the report as", id="binary"),
        pytest.param(b"%PDF-1.7\n%\xe2\xe3", "is a PDF, not text; save its text", id="PDF"),
        pytest.param(b"PK\3\4\x14\0", "is a Word document or an archive, not text; save", id="Word"),
        pytest.param(REPORT.encode("utf-16-le"), "--encoding utf-16", id="UTF-16 without mark"),
        pytest.param(TABLE.encode(), "holds no running text; give a file", id="not a report"),
        pytest.param(RUSSIAN.encode(), "another language (ru); memcon reads en, fr", id="Russian"),
        pytest.param(SPANISH.encode(), "another language (es); memcon reads en, fr", id="Spanish"),
        pytest.param(b"Kiev \n" * 3_400_000, "is larger than a report (at most 5 MB); split", id="20 MB"),
        pytest.param(b"<html><body><div><p></html", "holds no article that can be extracted", id="no page"),
    ],
)
@pytest.mark.parametrize("name", ["report.txt", "-"])
def test_what_is_no_report_is_refused_in_one_line(memcon_here, tmp_path: Path, content, says, name):
    path = tmp_path / name
    path.write_bytes(content)
    done = memcon_here("read", name if name == "-" else path, stdin=content)
    assert done.status == 1
    assert done.out == ""
    assert says in done.err
    assert done.err.startswith("memcon: standard input" if name == "-" else f"memcon: {path}")
    assert done.err.count("\n") == 1


@pytest.mark.parametrize(
    ("name", "says"),
    [
        pytest.param("nowhere.txt", "does not exist; check the name", id="missing"),
        pytest.param(".", "is a directory; name its files", id="directory"),
        pytest.param("a" * 300, "cannot be opened (File name too long)", id="impossible name"),
    ],
)
def test_what_cannot_be_opened_is_refused_in_one_line(memcon_here, tmp_path: Path, name, says):
    done = memcon_here("read", f"{tmp_path}/{name}")
    assert (done.status, done.out) == (1, "")
    assert says in done.err
    assert done.err.count("\n") == 1


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("latin-1", PLAIN),
        ("cp1252", REPORT),
        ("utf-16", REPORT),
        ("utf-8-sig", REPORT),
        ("utf-32", REPORT),
        ("mac-roman", REPORT),
    ],
)
def test_a_report_in_another_encoding_is_read(memcon_here, tmp_path: Path, encoding, text):
    path = tmp_path / "report.txt"
    path.write_bytes(text.encode(encoding))
    done = memcon_here("read", path)
    assert (done.status, done.err) == (0, "")
    assert json.loads(done.out)["document"]["text"] == text


def test_an_encoding_can_be_given(memcon_here, tmp_path: Path):
    path = tmp_path / "report.txt"
    path.write_bytes(REPORT.encode("utf-16-le"))
    assert json.loads(memcon_here("read", path, "--encoding", "utf-16-le").out)["document"]["text"] == REPORT
    wrong = memcon_here("read", path, "--encoding", "ascii-9")
    assert (wrong.status, wrong.err.count("\n")) == (2, 1)
    assert "'ascii-9' is no known encoding; try utf-8" in wrong.err


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(f"<p>{REPORT} {REPORT}", id="unclosed"),
        pytest.param(f"<p><b>{REPORT}</p><div>{REPORT}</span></table></b>", id="misnested"),
        pytest.param(f"<p>{REPORT} &nbsp &bogus; <!-- {REPORT}</p><p>{REPORT}</p>", id="stray entities"),
    ],
)
def test_a_broken_page_gives_its_article(memcon_here, tmp_path: Path, body):
    path = tmp_path / "report.html"
    path.write_text(PAGE.format(body), encoding="utf-8")
    done = memcon_here("read", path)
    assert done.status == 0
    assert "expulsé" in json.loads(done.out)["document"]["text"]


def test_a_text_that_tells_nothing_is_read_with_a_note(memcon_here):
    done = memcon_here(
        "read", "-", stdin=b"Beat the eggs with the sugar and bake for forty minutes until golden."
    )
    assert done.status == 0
    assert json.loads(done.out)["events"] == []
    assert done.err == "memcon: - tells no event and quotes nobody; is it a news report?\n"


def test_in_a_batch_the_others_are_read_and_the_failed_listed(memcon_command, tmp_path: Path):
    (tmp_path / "good.txt").write_text(REPORT, encoding="utf-8")
    (tmp_path / "empty.txt").touch()
    done = memcon_command("read", "empty.txt", "good.txt", "missing.txt", "good.txt")
    assert done.status == 3
    assert [json.loads(line)["document"]["source"] for line in done.out.splitlines()] == ["good.txt"] * 2
    first, *reasons = done.err.splitlines()
    assert first == "memcon: 2 of 4 inputs failed:"
    assert [reason.split()[0] for reason in reasons] == ["empty.txt", "missing.txt"]


def test_a_batch_of_which_nothing_can_be_read_has_failed(memcon_here):
    assert memcon_here("read", "missing.txt", "gone.txt").status == 1
