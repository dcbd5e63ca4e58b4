import pytest

from memcon import lang
from memcon.errors import DataError
from memcon.stages.time.builder import build
from memcon.stages.time.grammar import grammar
from memcon.stages.time.syntax import Choice, Literal, Maybe, Row, Slot, parse, spellings


def test_a_form_becomes_a_tree():
    assert parse("le? <weekday> (a|b c)", {}) == Row(
        (
            Maybe(Literal("le")),
            Slot("weekday", "weekday"),
            Choice((Literal("a"), Row((Literal("b"), Literal("c"))))),
        )
    )


def test_a_macro_stands_for_its_text_as_a_whole():
    assert parse("{m}?", {"m": "a|b"}) == Maybe(Choice((Literal("a"), Literal("b"))))


def test_the_field_of_a_slot_is_named_by_its_table_or_in_the_form():
    assert parse("<month_short>", {}) == Slot("month_short", "month")
    assert parse("<number=number2>", {}) == Slot("number", "number2")


def test_all_spellings_of_what_stands_before():
    words = spellings(parse("(a|b)? c", {}))
    assert [tuple(word.mark for word in words) for words in words] == [("=c",), ("=a", "=c"), ("=b", "=c")]


@pytest.mark.parametrize(
    ("form", "message"),
    [
        ("(a", r"'\)' is missing"),
        ("a)", "closes nothing"),
        ("? a", "nothing stands before"),
        ("{m}", "no macro"),
    ],
)
def test_a_faulty_form_is_named(form, message):
    with pytest.raises(DataError, match=message):
        parse(form, {})


@pytest.mark.parametrize("code", lang.available())
def test_every_form_of_the_language_compiles_and_has_a_meaning(code):
    assert grammar(lang.load(code))
    assert {build(e.means, []) for e in lang.load(code).time.expressions} == {()}


def test_an_unknown_meaning_is_named():
    with pytest.raises(DataError, match="'fortnightly' is unknown; it is one of"):
        build("fortnightly", [])
