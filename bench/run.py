"""Measure memcon against what it stands on, as ratios of one run on one machine.

    python bench/run.py              all figures, with their targets; exit status 1 where one is missed
    python bench/run.py reading      one of: reading, help, cold, memory

Times are processor time, the smallest of several turns taken alternately: a busy machine changes little.
The texts are those of tests/corpus, or reports put together from the sentences of tests/specs.
"""

from __future__ import annotations

import os
import random
import resource
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

ROOT = Path(__file__).parents[1]
LANGUAGES = ("fr", "en")
FRENCH = ROOT / "src" / "memcon" / "examples" / "demo.fr.txt"


def reports(language: str, count: int) -> list[str]:
    """Put reports together, 20 sentences each, no two the same."""
    paths = sorted(ROOT.glob(f"tests/specs/{language}/events*.toml"))
    tables = [tomllib.loads(path.read_text(encoding="utf-8")) for path in paths]
    sentences = [case["text"] for table in tables for case in table["case"]]
    choose = random.Random(7)  # noqa: S311 - the same texts each time
    return ["\n\n".join(" ".join(choose.sample(sentences, 5)) for _ in range(4)) for _ in range(count)]


def corpus(language: str) -> list[str]:
    """Return the project's own annotated reports."""
    paths = sorted(ROOT.glob(f"tests/corpus/{language}/**/*.txt"))
    return [path.read_text(encoding="utf-8") for path in paths] or reports(language, 30)


def seconds(action: Callable[[], object]) -> float:
    begun = spent()
    action()
    return spent() - begun


def spent() -> float:
    """Return the processor time of this process and of those it has waited for."""
    both = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(usage.ru_utime + usage.ru_stime for usage in both)


def race(one: Callable[[], object], other: Callable[[], object], turns: int) -> tuple[float, float]:
    """Run two actions in turn and return the shortest time of each."""
    times = [(seconds(one), seconds(other)) for _ in range(turns)]
    return min(a for a, _ in times), min(b for _, b in times)


def show(what: str, ours: str, theirs: str, ratio: float, target: float) -> bool:
    """Print one line; say whether the target is met."""
    verdict = "ok" if ratio <= target else "MISSED"
    print(f"{what:44} {ours:>7} / {theirs:>7} = {ratio:5.2f}   target {target:4.2f}   {verdict}")
    return ratio <= target


def _all(read: Callable[[str], object], texts: Iterable[str]) -> None:
    for text in texts:
        read(text)


def reading() -> bool:
    """Compare reading reports with spaCy's own pipeline, all components, on the same texts."""
    import spacy

    import memcon
    from memcon import lang
    from memcon.parsers.models import model_path

    met = []
    for language in LANGUAGES:
        nlp = spacy.load(model_path(lang.load(language).syntax.parser))
        texts = corpus(language)
        memcon.read(texts[0], language=language)
        ours, theirs = race(
            partial(_all, partial(memcon.read, language=language), texts),
            partial(_all, nlp, texts),
            turns=5,
        )
        what = f"reading {len(texts)} reports, {language}, to spaCy's pipeline"
        met.append(show(what, _ms(ours / len(texts)), _ms(theirs / len(texts)), ours / theirs, 1.35))
    return all(met)


def _process(*command: str) -> Callable[[], object]:
    environment = os.environ | {"PYTHONPATH": str(ROOT / "src")}
    return lambda: subprocess.run(
        [sys.executable, *command], env=environment, capture_output=True, check=True
    )


def help_text() -> bool:
    """Compare the help with an empty Python."""
    ours, theirs = race(_process("-m", "memcon", "--help"), _process("-c", "pass"), turns=20)
    return show("memcon --help to python -c pass", _ms(ours), _ms(theirs), ours / theirs, 6)


def _ms(time: float) -> str:
    return f"{time * 1000:.0f} ms"


STOCK = """
import sys, spacy
nlp = spacy.load("fr_core_news_md")
nlp(open(sys.argv[1], encoding="utf-8").read())
"""


def cold() -> bool:
    """Compare one cold `memcon read` with importing spaCy, loading its stock French model and reading."""
    report = str(FRENCH)
    ours, theirs = race(_process("-m", "memcon", "read", report), _process("-c", STOCK, report), turns=4)
    what = "cold read of a French report to stock spaCy"
    return show(what, f"{ours:.2f} s", f"{theirs:.2f} s", ours / theirs, 0.7)


MANY = """
import resource, sys
sys.path.insert(0, sys.argv[1])
import run, memcon
for language in run.LANGUAGES:
    for record in memcon.read_many(map(memcon.intake.from_text, run.reports(language, 500))):
        record.to_dict()
"""


def memory() -> bool:
    """Read 1,000 reports, half of them French, in one process."""
    _process("-c", MANY, str(Path(__file__).parent))()
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1000
    return show("peak memory of 1,000 reports to 900 MB", f"{peak:.0f} MB", "900 MB", peak / 900, 1)


FIGURES = {"memory": memory, "reading": reading, "help": help_text, "cold": cold}

if __name__ == "__main__":
    asked = sys.argv[1:] or list(FIGURES)
    met = [FIGURES[name]() for name in asked]
    sys.exit(not all(met))
