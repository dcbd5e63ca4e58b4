"""Nothing is lost: killed, read-only, two writers, truncated, a full disk."""

import json
import os
import random
import resource
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

import memcon
from memcon import Record
from memcon.errors import BusyLedger, DamagedLedger, FixedLedger, FullDisk, NoLedger
from memcon.ledger import Ledger
from memcon.ledger.sqlite import SqliteStore

SOURCE = Path(memcon.__file__).parents[1]
KILLS = int(os.environ.get("MEMCON_KILLS", "6"))
REPORTS = int(os.environ.get("MEMCON_KILL_REPORTS", "30"))
# What must be the same after a rerun; reports but for the time of adding.
TABLES = ("reports", "events", "event_actors", "tellings", "merges", "statements", "times", "actors")
ADDER = """
import json, sys, memcon
with memcon.open_ledger(sys.argv[1], write=True) as ledger:
    print("ready", flush=True)
    for line in open(sys.argv[2], encoding="utf-8"):
        ledger.add(json.loads(line))
"""


def content(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Return all that a ledger holds but the time at which it was added."""
    with memcon.open_ledger(path) as ledger:
        rows = {table: ledger.store.rows(f"SELECT * FROM {table}") for table in TABLES}
        added = [field[1] for field in ledger.store.rows("PRAGMA table_info(reports)")].index("added")
        rows["reports"] = [row[:added] + row[added + 1 :] for row in rows["reports"]]
        assert ledger.store.rows("PRAGMA integrity_check") == [("ok",)]
        assert ledger.store.rows("PRAGMA foreign_key_check") == []
        return {table: sorted(found, key=str) for table, found in rows.items()}


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Records of reports about the same few events, one a line."""
    path = tmp_path_factory.mktemp("records") / "records.jsonl"
    states = ("La France", "Le Mali", "La Chine", "Le Brésil", "La Russie")
    with path.open("w", encoding="utf-8") as file:
        for number in range(REPORTS):
            day, state = number % 7 + 1, states[number % 5]
            text = f"{state} a condamné le {day} juillet les frappes sur Gaza. Dépêche numéro {number}."
            record = memcon.read(text, published="2025-07-08", language="fr")
            file.write(json.dumps(record.to_dict(), ensure_ascii=False) + "\n")
    return path


def adding(path: Path, records: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-c", ADDER, str(path), str(records)],
        stdout=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": str(SOURCE)},
    )


def finished(process: subprocess.Popen[bytes]) -> bool:
    """Wait for a program; say whether it succeeded."""
    process.communicate(timeout=120)
    return process.returncode == 0


def killed_after(path: Path, records: Path, seconds: float) -> None:
    """Start adding and kill the program some time after it began to write."""
    process = adding(path, records)
    assert process.stdout is not None
    process.stdout.readline()  # "ready"
    time.sleep(seconds)
    process.kill()
    process.communicate()


def test_killed_at_any_moment_and_run_again_it_holds_the_same(tmp_path: Path, records: Path) -> None:
    """Each kill leaves a whole ledger with no report less; a rerun completes it to the same content."""
    whole, killed = tmp_path / "whole.memcon", tmp_path / "killed.memcon"
    assert finished(adding(whole, records))
    expected = content(whole)
    chance = random.Random(7)  # noqa: S311 # a moment to kill at, no secret
    kept, rounds = 0, 0
    for _ in range(KILLS):
        killed_after(killed, records, chance.uniform(0, 0.3))
        now = len(content(killed)["reports"])
        assert now >= kept
        kept = now
        if kept == REPORTS:
            assert content(killed) == expected
            killed.unlink()
            kept, rounds = 0, rounds + 1
    assert finished(adding(killed, records))
    assert content(killed) == expected
    assert sorted(path.name for path in tmp_path.iterdir()) == ["killed.memcon", "whole.memcon"]


def test_killed_while_the_ledger_is_made(tmp_path: Path, records: Path) -> None:
    path = tmp_path / "x.memcon"
    chance = random.Random(8)  # noqa: S311 # a moment to kill at, no secret
    for _ in range(3):
        process = adding(path, records)
        while not path.exists():
            time.sleep(0.001)
        time.sleep(chance.uniform(0, 0.02))
        process.kill()
        process.communicate()
        assert finished(adding(path, records))
        assert len(content(path)["reports"]) == REPORTS
        for left in tmp_path.iterdir():
            left.unlink()


@pytest.fixture
def path(tmp_path: Path, call: Record) -> Path:
    """A ledger with one report."""
    path = tmp_path / "one.memcon"
    with memcon.open_ledger(path, write=True) as ledger:
        ledger.add(call)
    return path


def test_a_truncated_file_is_told_of(path: Path, call: Record) -> None:
    whole = path.read_bytes()
    for size in (50, 4096, len(whole) // 2, len(whole) - 1):
        path.write_bytes(whole[:size])
        for write in (True, False):
            with pytest.raises(DamagedLedger, match=r"bytes.*backup.*recover"):
                memcon.open_ledger(path, write=write)
        assert path.read_bytes() == whole[:size]
    path.write_bytes(whole)
    with memcon.open_ledger(path) as ledger:
        assert ledger.reports()[0].id == call.document.id


def test_pages_of_noise_are_told_of(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[4096 : len(data) - 4096] = b"\xa5" * (len(data) - 8192)
    path.write_bytes(data)
    with pytest.raises(DamagedLedger, match="backup"), memcon.open_ledger(path) as ledger:
        ledger.events()


@pytest.mark.parametrize("content", [b"A report, no ledger.", b"PK\x03\x04" + bytes(200)])
def test_another_kind_of_file_is_left_alone(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "report.txt"
    path.write_bytes(content)
    for write in (True, False):
        with pytest.raises(NoLedger, match="another kind"):
            memcon.open_ledger(path, write=write)
    assert path.read_bytes() == content


def test_another_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE meta (name TEXT, value TEXT)")
    connection.commit()
    connection.close()
    with pytest.raises(NoLedger, match="no ledger of memcon"):
        memcon.open_ledger(path, write=True)


def test_a_folder_and_a_missing_folder_are_told_of(tmp_path: Path) -> None:
    with pytest.raises(NoLedger, match="directory"):
        memcon.open_ledger(tmp_path, write=True)
    with pytest.raises(NoLedger, match="make the folder"):
        memcon.open_ledger(tmp_path / "no" / "x.memcon", write=True)


def test_an_empty_file_becomes_a_ledger(tmp_path: Path, call: Record) -> None:
    path = tmp_path / "x.memcon"
    path.touch()
    with memcon.open_ledger(path, write=True) as ledger:
        ledger.add(call)
    with memcon.open_ledger(path) as ledger:
        assert len(ledger.reports()) == 1


@pytest.fixture
def fixed(path: Path) -> Iterator[Path]:
    """A ledger in a folder that only its owner may write to."""
    folder = Path(tempfile.mkdtemp(prefix="memcon-fixed-"))
    try:
        shutil.copy(path, folder / "fixed.memcon")
        (folder / "fixed.memcon").chmod(0o444)
        folder.chmod(0o555)
        yield folder / "fixed.memcon"
    finally:
        folder.chmod(0o755)
        shutil.rmtree(folder)


def as_nobody(script: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    """Run a script as a user without rights; root may write everywhere."""
    first = "import os, pwd\nif os.geteuid() == 0:\n    os.setuid(pwd.getpwnam('nobody').pw_uid)\n"
    return subprocess.run(
        [
            sys.executable,
            "-c",
            "import memcon.ledger, memcon.cli.events\n" + first + script,
            *map(str, arguments),
        ],
        capture_output=True,
        text=True,
        env=os.environ | {"PYTHONPATH": str(SOURCE)},
        check=False,
        timeout=120,
    )


def test_a_read_only_ledger_can_be_asked_but_not_added_to(fixed: Path) -> None:
    before = fixed.read_bytes()
    script = (
        "import sys, memcon\n"
        "with memcon.open_ledger(sys.argv[1]) as ledger: print(len(ledger.reports()))\n"
        "try: memcon.open_ledger(sys.argv[1], write=True)\n"
        "except memcon.MemconError as error: print(type(error).__name__, error)\n"
    )
    run = as_nobody(script, fixed)
    assert run.stdout.startswith("1"), run.stderr
    assert "FixedLedger" in run.stdout
    assert "check the permissions" in run.stdout
    assert fixed.read_bytes() == before
    assert [path.name for path in fixed.parent.iterdir()] == ["fixed.memcon"]


def test_a_ledger_opened_to_read_is_not_written(path: Path, call: Record) -> None:
    with memcon.open_ledger(path) as ledger, pytest.raises(FixedLedger, match="cannot be written"):
        ledger.add(call, again=True)


def test_two_writers_take_turns(tmp_path: Path, records: Path) -> None:
    alone, shared = tmp_path / "alone.memcon", tmp_path / "shared.memcon"
    assert finished(adding(alone, records))
    writers = [adding(shared, records) for _ in range(2)]
    assert all(finished(writer) for writer in writers)
    assert content(shared) == content(alone)


def test_a_writer_that_does_not_let_go_is_told_of(path: Path, call: Record) -> None:
    holder, impatient = SqliteStore(path, write=True), SqliteStore(path, write=True, patience=0.05)
    with holder.writing():
        with pytest.raises(BusyLedger, match="try again"):
            Ledger(impatient).add(call, again=True)
        assert len(Ledger(impatient).reports()) == 1, "readers need not wait"
    holder.close()
    assert Ledger(impatient).add(call, again=True) == "read again"
    impatient.close()


def test_a_full_disk_loses_nothing(path: Path, call: Record) -> None:
    with memcon.open_ledger(path, write=True) as ledger:
        pages = ledger.store.rows("PRAGMA page_count")[0][0]
        ledger.store.rows(f"PRAGMA max_page_count = {pages}")
        before = ledger.store.rows("SELECT * FROM events")
        with pytest.raises(FullDisk, match="run the same command again"):
            ledger.add(
                call.to_dict() | {"document": call.to_dict()["document"] | {"id": "x", "text": "y" * 10**6}}
            )
        assert ledger.store.rows("SELECT * FROM events") == before
        ledger.store.rows("PRAGMA max_page_count = 1000000")
        assert ledger.add(call, again=True) == "read again"


def test_a_file_size_limit_loses_nothing(path: Path, records: Path) -> None:
    """The system itself refuses to let the file grow, as a full disk does."""
    size = path.stat().st_size
    script = f"import signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n{ADDER}"
    run = subprocess.run(
        [sys.executable, "-c", script, str(path), str(records)],
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size + 20_000, size + 20_000)),
        capture_output=True,
        text=True,
        env=os.environ | {"PYTHONPATH": str(SOURCE)},
        check=False,
    )
    assert "FullDisk" in run.stderr
    assert len(content(path)["reports"]) >= 1
    assert finished(adding(path, records))
    assert len(content(path)["reports"]) == REPORTS + 1
