"""The documents cannot lie: their commands and Python are run, their links lead somewhere.

In README, CONTRIBUTING and docs/*.md a fenced block with a file name behind its language (` ```text report.txt `)
is written to that file; ` ```console ` blocks are run line by line, their output compared; ` ```python ` blocks
are doctests, or are run as they are. All blocks of a document run in order in one empty folder. Blocks marked
` ```sh ` are shown only: they install, or need files of the reader's own.
"""

import doctest
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parent.parent.parent
DOCUMENTS = [
    ROOT / "README.md",
    ROOT / "CONTRIBUTING.md",
    ROOT / "CHANGELOG.md",
    *sorted(ROOT.glob("docs/**/*.md")),
]
BLOCK = re.compile(r"^```(?P<kind>\w+)(?: (?P<name>[\w./-]+))?\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"(?<!`)\[[^\]\n]+\]\((?!https?:)([^)\s#]*)(#[^)\s]+)?\)")
OPTIONS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


class Block(NamedTuple):
    """A fenced block of a document: its language, the file it is meant for, its text and its line."""

    kind: str
    name: str
    body: str
    line: int


def blocks(document: Path) -> list[Block]:
    text = document.read_text(encoding="utf-8")
    return [
        Block(m["kind"], m["name"] or "", m["body"], text.count("\n", 0, m.start()) + 2)
        for m in BLOCK.finditer(text)
    ]


def named(documents: list[Path]) -> list:
    return [pytest.param(path, id=str(path.relative_to(ROOT))) for path in documents]


@pytest.mark.parametrize(
    "document", named([d for d in DOCUMENTS if {b.kind for b in blocks(d)} & {"python", "console"}])
)
def test_blocks_run(document: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    names: dict[str, object] = {}
    for block in blocks(document):
        where = f"{document.relative_to(ROOT)}, line {block.line}"
        if block.name:
            Path(block.name).parent.mkdir(parents=True, exist_ok=True)
            Path(block.name).write_text(block.body, encoding="utf-8")
        elif block.kind == "console":
            run_console(block.body, where)
        elif block.kind == "python":
            run_python(block, document, names)


def run_python(block: Block, document: Path, names: dict[str, object]) -> None:
    if not block.body.startswith(">>>"):
        exec(compile("\n" * (block.line - 1) + block.body, document, "exec"), names)
        return
    said: list[str] = []
    test = doctest.DocTestParser().get_doctest(
        block.body, names, document.name, str(document), block.line - 1
    )
    doctest.DocTestRunner(optionflags=OPTIONS).run(test, out=said.append, clear_globs=False)
    names.update(test.globs)
    assert not said, "".join(said)


def run_console(body: str, where: str) -> None:
    """Run each `$ command` by the interpreter's own memcon; `...` in its output stands for anything."""
    for command, expected in re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", body, re.MULTILINE):
        program = re.sub(r"\bmemcon\b", f"{shlex.quote(sys.executable)} -m memcon", command, count=1)
        done = subprocess.run(
            ["bash", "-c", program], capture_output=True, encoding="utf-8", check=False, timeout=300
        )
        found = done.stdout + done.stderr
        same = doctest.OutputChecker().check_output(expected, found, OPTIONS)
        assert same, f"{where}: {command}\nshould print\n{expected}\nprints\n{found}"
        if "memcon: " not in expected and "Error: " not in expected:
            assert done.returncode == 0, f"{where}: {command} fails: {found}"


@pytest.mark.parametrize("document", named(DOCUMENTS))
def test_links_lead_somewhere(document: Path):
    lost = []
    for path, anchor in LINK.findall(document.read_text(encoding="utf-8")):
        target = (document.parent / path).resolve() if path else document
        known = target.exists() and (not anchor or anchor[1:] in anchors(target))
        lost += [] if known else [path + anchor]
    assert not lost, f"{document.relative_to(ROOT)} points at what is not there: {lost}"


def anchors(document: Path) -> set[str]:
    """List the anchors that a code host gives to the headings of a document."""
    headings = re.findall(r"^#+ (.+)$", document.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_every_document_of_the_folder_is_linked():
    said = "".join(path.read_text(encoding="utf-8") for path in DOCUMENTS)
    alone = [path.name for path in ROOT.glob("docs/*.md") if path.name not in said]
    assert not alone, f"no document points at {alone}"
