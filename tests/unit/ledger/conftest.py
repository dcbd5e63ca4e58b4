"""What the ledger's tests share: both databases, real, and records of small reports."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

import memcon
from memcon.ledger import Ledger
from memcon.model import Basis, Published, Source
from memcon.stages.record import Record

CALL = (
    "Vladimir Poutine et Donald Trump se sont entretenus jeudi par téléphone, a annoncé le Kremlin. "
    "La Russie a accusé l'Ukraine d'avoir bombardé Koursk."
)


def report(text: str, published: str = "2025-07-03", outlet: str = "", language: str = "fr") -> Record:
    """Read a small report of an outlet."""
    address = f"https://{outlet.lower().replace(' ', '')}.example/{published}" if outlet else None
    day = Published(published, Basis.GIVEN)
    return memcon.read(Source(text, address, address, None, outlet or None, published=day), language=language)


@pytest.fixture(scope="session")
def read() -> Callable[..., Record]:
    """Read a small report: text, publication day, outlet, language."""
    return report


@pytest.fixture(scope="session")
def call() -> Record:
    """A report of a call and an accusation."""
    return report(CALL, outlet="Agence A")


def _programs() -> Path | None:
    """Find PostgreSQL's programs, newest first."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: -float(path.parent.name))
    here = shutil.which("initdb")
    return folders[0] if folders else Path(here).parent if here else None


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """Start a PostgreSQL server of our own, in a temporary folder, on a free port of this machine."""
    programs = _programs()
    if programs is None:
        if os.environ.get("CI"):
            pytest.fail("PostgreSQL is not installed; .ci/run installs it")
        pytest.skip("PostgreSQL is not installed; apt-get install postgresql")
    root = os.geteuid() == 0
    user = "postgres" if root else pwd.getpwuid(os.geteuid()).pw_name
    folder = Path(tempfile.mkdtemp(prefix="memcon-pg-"))
    if root:
        shutil.chown(folder, "postgres", "postgres")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]

    def run(*command: str) -> None:
        subprocess.run(
            command, check=True, capture_output=True, user=user if root else None, cwd=folder, timeout=120
        )

    data = str(folder / "data")
    options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder} -c fsync=off"
    try:
        run(str(programs / "initdb"), "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C")
        run(str(programs / "pg_ctl"), "-D", data, "-w", "-o", options, "-l", str(folder / "log"), "start")
        yield f"postgresql://postgres@127.0.0.1:{port}/postgres"
    finally:
        if (folder / "data" / "postmaster.pid").exists():
            run(str(programs / "pg_ctl"), "-D", data, "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(params=["sqlite", "postgres"])
def where(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Name a new ledger, once a file and once in a schema of its own on the server."""
    if request.param == "sqlite":
        return str(tmp_path / "test.memcon")
    server = request.getfixturevalue("postgres_server")
    schema = f"t{uuid.uuid4().hex[:12]}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE SCHEMA {schema}")
    return f"{server}?options=-csearch_path%3D{schema}"


@pytest.fixture
def ledger(where: str) -> Iterator[Ledger]:
    """Open a new ledger for writing."""
    with memcon.open_ledger(where, write=True) as opened:
        yield opened
