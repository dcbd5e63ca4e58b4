"""The documents cannot lie: their commands and Python are run, their links lead somewhere.

A fenced block with a file name behind its language (` ```text report.txt `) is written to that file; the
commands of ` ```console ` blocks are run and their output compared; ` ```python ` blocks are doctests. All
blocks of a document run in order in one empty folder. Blocks marked ` ```sh ` are shown only: they install,
or need files of the reader's own.
"""

import doctest
import re
import shlex
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
COMMAND = re.compile(r"(?:cat (?P<input>\S+) \| )?memcon (?P<arguments>[^|>]*)(?:> (?P<output>\S+))?")
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
def test_blocks_run(document: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, memcon_here):
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    for block in blocks(document):
        where = f"{document.relative_to(ROOT)}, line {block.line}"
        if block.name:
            Path(block.name).parent.mkdir(parents=True, exist_ok=True)
            Path(block.name).write_text(block.body, encoding="utf-8")
        elif block.kind == "console":
            run_console(block.body, where, memcon_here)
        elif block.kind == "python":
            run_python(block, document, names)


def run_python(block: Block, document: Path, names: dict[str, object]) -> None:
    assert block.body.startswith(">>>"), f"{document.name}, line {block.line}: no doctest"
    said: list[str] = []
    test = doctest.DocTestParser().get_doctest(
        block.body, names, document.name, str(document), block.line - 1
    )
    doctest.DocTestRunner(optionflags=OPTIONS).run(test, out=said.append, clear_globs=False)
    names.update(test.globs)
    assert not said, "".join(said)


def run_console(body: str, where: str, memcon_here) -> None:
    """Run each `$ command`: memcon, maybe after `cat FILE |`, before `> FILE`; `...` is any output."""
    for line, expected in re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", body, re.MULTILINE):
        command = COMMAND.fullmatch(line)
        assert command, f"{where}: {line!r} is no command that this test can run"
        stdin = Path(command["input"]).read_bytes() if command["input"] else b""
        done = memcon_here(*shlex.split(command["arguments"]), stdin=stdin, COLUMNS="100")
        if command["output"]:
            Path(command["output"]).write_text(done.out, encoding="utf-8")
        found = done.err if command["output"] else done.out + done.err
        same = doctest.OutputChecker().check_output(expected, found, OPTIONS)
        assert same, f"{where}: {line}\nshould print\n{expected}\nprints\n{found}"
        assert (done.status == 0) != expected.startswith("memcon: "), f"{where}: {line}: status {done.status}"


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
