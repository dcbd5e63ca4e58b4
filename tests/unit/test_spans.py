"""Every entry points at its words, whatever the text; the same text gives the same bytes."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import memcon
from memcon.errors import InputError

FRENCH = "Le président Macron s’est entretenu jeudi 3 juillet avec Poutine pour la sixième fois ,"
MIXED = "« Nous refusons » a déclaré Moscou , selon le Kremlin . du 3 au 5 juillet il y a deux semaines"
ENGLISH = "The Kremlin said on Monday that Russia would not withdraw “ We reject this ” Trump met in Paris"
WORDS = f"{FRENCH} {MIXED} {ENGLISH}".split()
ODD = ["🇫🇷", "👩\u200d🚀", "e\u0301", "\u00a0", "\u202f", "\r\n", "\r", "\n", "\u2028", "\x85", "\x0b"]
ODD += ["مرحبا", "\u202e", "\ufeff", "\x1c", "İ", "ß", "ﬁ", "ŉ", "٣", "²", "½", "Ⅷ", "«", "»", '"', "“", "’"]
ODD += ["-", "…", "."]

text_of_words = st.lists(st.sampled_from(WORDS + ODD), max_size=60).flatmap(
    lambda words: st.sampled_from(["", " "]).map(lambda space: space.join(words))
)
any_text = st.text(max_size=300) | text_of_words | st.lists(st.text() | text_of_words).map("\n".join)


def spans(value: Any) -> Iterator[dict[str, Any]]:
    """Yield every span of a record, wherever it stands."""
    if isinstance(value, dict):
        if {"start", "end", "text"} <= value.keys():
            yield value
        for part in value.values():
            yield from spans(part)
    elif isinstance(value, list):
        for part in value:
            yield from spans(part)


def misplaced(record: dict[str, Any]) -> list[dict[str, Any]]:
    text = record["document"]["text"]
    return [s for s in spans(record) if text[s["start"] : s["end"]] != s["text"]]


@settings(max_examples=150, deadline=None)
@given(text=any_text, language=st.sampled_from(["fr", "en"]))
@example(text="« " * 40 + "Macron", language="fr")
@example(text="Macron\r\na accusé\r\n\r\nPoutine.\r", language="fr")
@example(text="\u202eمرحبا\u202c Russia’s 🇷🇺 army attacked Kharkiv\u00a0!", language="en")
def test_every_span_holds_its_words(text: str, language: str):
    try:
        record = memcon.read(text, language=language).to_dict()
    except InputError:
        return
    assert misplaced(record) == []
    assert all(span["text"] for span in spans(record))
    assert record["document"]["text"] == text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


@settings(max_examples=20, deadline=None)
@given(text=text_of_words)
def test_the_same_text_gives_the_same_record(text: str):
    try:
        first, second = (memcon.read(text, language="fr").to_dict() for _ in range(2))
    except InputError:
        return
    assert json.dumps(first) == json.dumps(second)


def test_the_same_text_gives_the_same_bytes_in_another_process(memcon_command):
    report = " ".join(WORDS).encode()
    runs = [memcon_command("read", "-", stdin=report, PYTHONHASHSEED=seed) for seed in ("1", "77")]
    assert {run.status for run in runs} == {0}
    assert len({run.out for run in runs}) == 1


LINE = "La Russie a rejeté jeudi la proposition de l’Ukraine, selon « Le Monde ». M. Macron s’y oppose 🇫🇷 "
HALF = 500_000


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("a" * 2 * HALF, id="no space"),
        pytest.param("a" + " " * 2 * HALF + "a", id="spaces"),
        pytest.param("a" * HALF + "." * HALF + "a", id="stops"),
        pytest.param("a" * HALF + "…" * HALF + LINE, id="ellipses"),
        pytest.param(LINE + "a" * HALF + " 0" * (HALF // 2), id="digits"),
        pytest.param("👩\u200d🚀" * 1000 + LINE * 100, id="emoji"),
    ],
)
def test_a_very_long_line_is_read(line: str):
    record = memcon.read(line, language="fr").to_dict()
    assert misplaced(record) == []
