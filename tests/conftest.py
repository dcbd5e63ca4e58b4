"""What several test modules share: the real command line, and small reports."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., subprocess.CompletedProcess[bytes]]
SOURCE = Path(__file__).parents[1] / "src"


@pytest.fixture
def memcon_command(tmp_path: Path) -> Run:
    """Run `python -m memcon` with arguments in an empty folder, as a user does."""

    def run(*arguments: object, stdin: bytes = b"", **environment: str) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            [sys.executable, "-m", "memcon", *map(str, arguments)],
            input=stdin,
            capture_output=True,
            cwd=tmp_path,
            env=os.environ | {"PYTHONPATH": str(SOURCE)} | environment,
            check=False,
            timeout=120,
        )

    return run
