"""The merging gate: tellings of one event come together, those of two never do (tests/corpus/merging).

Pairs of annotated tellings that memcon reads: the same event or not, in the corpus and in the ledger.
"""

import itertools
import json
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

import memcon
from memcon.model import Basis, Published, Source
from memcon.stages.record import Record

CORPUS = Path(__file__).parent.parent / "corpus" / "merging"
MARK = re.compile(r"\{([^|{}]+)\|([^|{}]+)\}")


@dataclass(frozen=True)
class Report:
    """A report of the corpus: its record, and where it tells which event."""

    record: Record
    told: tuple[tuple[str, int, int], ...]


def reports(name: str) -> Iterator[Report]:
    for block in re.split(r"(?m)^== ", (CORPUS / name).read_text(encoding="utf-8"))[1:]:
        head, _, body = block.partition("\n")
        day, language, outlet = head.split(" ", 2)
        body, text, at, told = body.strip(), "", 0, []
        for mark in MARK.finditer(body):
            text += body[at : mark.start()]
            told.append((mark[2], len(text), len(text) + len(mark[1])))
            text += mark[1]
            at = mark.end()
        source = Source(text + body[at:], publisher=outlet, published=Published(day, Basis.GIVEN))
        yield Report(memcon.read(source, language=language), tuple(told))


@dataclass(frozen=True)
class Figures:
    """How many pairs came together rightly, wrongly, and did not."""

    right: int
    wrong: int
    missed: int
    unread: int

    @property
    def f1(self) -> float:
        return 2 * self.right / (2 * self.right + self.wrong + self.missed)


def figures(corpus: list[Report], path: Path) -> Figures:
    with memcon.open_ledger(path, write=True) as ledger:
        for report in corpus:
            ledger.add(report.record)
        rows = ledger.store.rows(
            "SELECT r.id, t.spans, m.event FROM tellings t JOIN merges m ON m.telling = t.id "
            "JOIN reports r ON r.number = t.report"
        )
    pairs: dict[tuple[str, str], str] = {}  # report and event of the corpus -> event of the ledger
    asked = set()
    for report in corpus:
        own = [(json.loads(spans), event) for name, spans, event in rows if name == report.record.document.id]
        for label, start, end in report.told:
            asked.add((report.record.document.id, label))
            for spans, event in own:
                if any(span["start"] < end and start < span["end"] for span in spans):
                    pairs.setdefault((report.record.document.id, label), event)
    both = [
        (one[0][1] == two[0][1], one[1] == two[1]) for one, two in itertools.combinations(pairs.items(), 2)
    ]
    return Figures(
        both.count((True, True)),
        both.count((False, True)),
        both.count((True, False)),
        len(asked) - len(pairs),
    )


@pytest.fixture(scope="module", params=["tuned.txt", "frozen.txt"])
def corpus(request: pytest.FixtureRequest) -> list[Report]:
    return list(reports(request.param))


def test_the_set_is_large_enough() -> None:
    texts = [(CORPUS / name).read_text(encoding="utf-8") for name in ("tuned.txt", "frozen.txt")]
    events = [mark[2] for text in texts for mark in MARK.finditer(text)]
    told = [text.count("\n== ") + 1 for text in texts]
    assert sum(told) >= 100
    assert len(set(events)) >= 30
    assert {language for text in texts for language in re.findall(r"(?m)^== \S+ (\S+)", text)} == {"fr", "en"}


@pytest.mark.parametrize("order", ["given", "reversed", "shuffled"])
def test_tellings_of_one_event_come_together(corpus: list[Report], order: str, tmp_path: Path) -> None:
    shuffled = random.Random(3).sample(corpus, len(corpus))  # noqa: S311 # an order, no secret
    mixed = {"given": corpus, "reversed": corpus[::-1], "shuffled": shuffled}[order]
    found = figures(mixed, tmp_path / "x.memcon")
    assert found.wrong == 0, "no merge across actors, or across days that the texts keep apart"
    assert found.f1 >= 0.92
    assert found.unread <= 4
