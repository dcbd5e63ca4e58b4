"""What several test modules share: the command line, in this process and as a user runs it."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from click.testing import CliRunner

from memcon.cli import main

SOURCE = Path(__file__).parents[1] / "src"


class Outcome(NamedTuple):
    """What a command left: its exit status, standard output and standard error."""

    status: int
    out: str
    err: str


Run = Callable[..., Outcome]


@pytest.fixture
def memcon_command(tmp_path: Path) -> Run:
    """Run `python -m memcon` in a process of its own, in an empty folder."""

    def run(*arguments: object, stdin: bytes = b"", **environment: str) -> Outcome:
        done = subprocess.run(
            [sys.executable, "-m", "memcon", *map(str, arguments)],
            input=stdin,
            capture_output=True,
            cwd=tmp_path,
            env=os.environ | {"PYTHONPATH": str(SOURCE)} | environment,
            check=False,
            timeout=120,
        )
        return Outcome(done.returncode, done.stdout.decode(), done.stderr.decode())

    return run


@pytest.fixture
def memcon_here() -> Run:
    """Run the command line in this process, where the models are loaded once."""

    def run(*arguments: object, stdin: bytes = b"", **environment: str) -> Outcome:
        with CliRunner(env=environment).isolation(stdin) as (out, err, _):
            try:
                main([str(argument) for argument in arguments])
                status = 0
            except SystemExit as done:
                status = int(done.code or 0)
        return Outcome(status, out.getvalue().decode(), err.getvalue().decode())

    return run
