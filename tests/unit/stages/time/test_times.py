"""The rows of tests/specs/*/time.toml, and what must hold for any text."""

import time
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from memcon import lang
from memcon.model import Basis, Boilerplate, Document, Published, Source, Span
from memcon.resolve.time.meaning import Cue
from memcon.resolve.time.moments import resolve
from memcon.stages.time.expressions import find

SPECS = Path(__file__).parents[3] / "specs"
LANGUAGES = lang.available()
REPORT = Published("2025-07-03", Basis.GIVEN)
# Words of time in both languages, marks, digits and other scripts: more telling than letters at random.
SCRAPS = st.sampled_from(
    [
        *(
            "le",
            "la",
            "du",
            "au",
            "1er",
            "juillet",
            "mars",
            "mardi",
            "à",
            "14h30",
            "il y a",
            "deux",
            "vingt",
            "et",
        ),
        *(
            "the",
            "of",
            "in",
            "on",
            "and",
            "May",
            "March",
            "July",
            "Tuesday",
            "last",
            "next",
            "two",
            "week",
            "ago",
        ),
        *(
            "3",
            "14",
            "31",
            "2025",
            "9/11",
            "03/07/2025",
            "99/99",
            "02:30",
            "12,345",
            "1.5",
            "XXe",
            "1990s",
            "p.m.",
        ),
        *(
            ",",
            "-",
            "'",
            "’",
            ".",
            "(",
            ")",
            "«",
            "»",
            "“",
            "”",
            '"',
            "\n",
            "\r\n",
            "\u00a0",
            "\u202f",
            "\u202e",
        ),
        *("👩‍🚀", "مرحبا", "e\u0301", "été", "١٤", "²", "５", "aujourd'hui", "veille", "chaque", "every"),
    ]
)


def rows():
    for code in LANGUAGES:
        specs = tomllib.loads((SPECS / code / "time.toml").read_text(encoding="utf-8"))
        for number, row in enumerate(specs["row"], start=1):
            yield pytest.param(code, row, id=f"{code}-{number}-{row['text'][:40]}")


def document(text, code, boilerplate=()):
    return Document("", text, code, Source(text), Published(), (), (), tuple(boilerplate))


def expressions(text, code):
    return find(document(text, code), lang.load(code))


def moments(text, code, published=REPORT, tense=""):
    return resolve(expressions(text, code), published, lambda _: tense)


def values(text, code, **kwargs):
    return [(moment.span.text, moment.value) for moment in moments(text, code, **kwargs)]


@pytest.mark.parametrize(("code", "row"), list(rows()))
def test_a_row_of_the_specs(code, row):
    published = Published(row.get("published", "2025-07-03"), Basis.GIVEN)
    found = moments(row["text"], code, published, row.get("tense", ""))
    assert [[m.span.text, m.value, m.first or "", m.last or ""] for m in found] == row["times"]


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_specs_hold_enough_rows_of_both_kinds(code):
    specs = tomllib.loads((SPECS / code / "time.toml").read_text(encoding="utf-8"))["row"]
    assert len(specs) >= 120
    assert sum(not row["times"] for row in specs) >= 30


@pytest.mark.parametrize("code", LANGUAGES)
@given(
    text=st.text() | st.lists(SCRAPS, max_size=30).map(" ".join) | st.lists(SCRAPS, max_size=30).map("".join)
)
@settings(max_examples=300, deadline=None)
def test_every_span_is_anchored_and_none_overlap(code, text):
    found = moments(text, code)
    end = 0
    for moment in found:
        span = moment.span
        assert span.start < span.end
        assert span.start >= end
        assert text[span.start : span.end] == span.text
        assert (moment.first is None) == (moment.last is None)
        assert moment.first is None or moment.first <= moment.last
        assert moment.reason
        end = span.end


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("scrap", ["1", "a", "é", " ", "\n"])
def test_a_megabyte_without_a_break_ends_soon(code, scrap):
    assert seconds(scrap * 1_000_000, code) < 10


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize(
    "scrap",
    [
        "1 ",
        "1,123",
        "deux cent ",
        "twenty-",
        "lundi ",
        "Monday ",
        "le ",
        "a-1 ",
        "« ",
        "a.m.",
        "1:",
        "3 July and ",
    ],
)
def test_time_grows_with_the_text_and_no_faster(code, scrap):
    times = 100_000 // len(scrap)
    assert seconds(scrap * times, code) < 5


def seconds(text, code):
    began = time.process_time()
    expressions(text, code)
    return time.process_time() - began


def test_no_moment_is_read_from_boilerplate():
    text = "Publié mardi. Il est mort hier."
    boilerplate = [Boilerplate(Span(0, 13, text[:13]), "share bar")]
    found = find(document(text, "fr", boilerplate), lang.load("fr"))
    moments = resolve(found, Published("2025-07-03"), lambda _: "")
    assert [(one.span.start, one.span.text) for one in moments] == [(26, "hier")]


def test_no_expression_reaches_across_paragraphs():
    assert values("en juillet\n\n2024 soldats", "fr") == [("juillet", "2025-07")]


def test_line_ends_of_windows_do_not_move_offsets():
    text = "Un accord.\r\nHier, il pleuvait.\r\n"
    (moment,) = moments(text, "fr")
    assert text[moment.span.start : moment.span.end] == "Hier"


@pytest.mark.parametrize(
    ("code", "text", "cue"),
    [
        ("fr", "depuis mardi", Cue.PAST),
        ("fr", "une réunion prévue mardi", Cue.FUTURE),
        ("fr", "Publié le 3 juillet 2025", Cue.PUBLISHED),
        ("fr", "ce mardi", Cue.OWN),
        ("fr", "l'attaque de mardi", Cue.ATTRIBUTE),
        ("fr", "il a dit jeudi 3 juillet", Cue.DATED),
        ("fr", "le jeudi 3 juillet", Cue.NONE),
        ("en", "since Tuesday", Cue.PAST),
        ("en", "a meeting scheduled for Tuesday", Cue.FUTURE),
        ("en", "Published: July 3, 2025", Cue.PUBLISHED),
        ("en", "this Tuesday", Cue.OWN),
        ("en", "Tuesday's attack", Cue.ATTRIBUTE),
        ("en", "on Thursday, July 3", Cue.DATED),
    ],
)
def test_the_words_before_tell_of_an_expression(code, text, cue):
    (expression,) = expressions(text, code)
    assert expression.cue is cue


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("« Je pars demain »", True),
        ("“I leave tomorrow”", True),
        ('"I leave tomorrow"', True),
        ("“I leave tomorrow,\nhe said", True),
        ("“I leave.” He left yesterday.", False),
        ("« Je pars » dit-il hier", False),
    ],
)
def test_quoted_expressions_know_it(text, quoted):
    code = "fr" if "«" in text else "en"
    (expression,) = expressions(text, code)
    assert expression.quoted is quoted
