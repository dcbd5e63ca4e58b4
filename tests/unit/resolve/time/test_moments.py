import pytest

from memcon.model import Basis, Published, Span
from memcon.resolve.time.meaning import (
    Anchor,
    At,
    Cue,
    Day,
    Either,
    Holiday,
    Length,
    Month,
    Repeat,
    Shift,
    TimeExpression,
    Weekday,
    Year,
)
from memcon.resolve.time.moments import resolve

REPORT = Published("2025-07-03", Basis.GIVEN)
HERE = Span(0, 1, "x")


def value(meaning, tense="", published=REPORT, cue=Cue.NONE):
    (moment,) = resolve([TimeExpression(HERE, meaning, "rule", cue)], published, lambda _: tense)
    return moment.value


def values(*meanings, quoted=False):
    expressions = [TimeExpression(HERE, meaning, "rule", quoted=quoted) for meaning in meanings]
    return [moment.value for moment in resolve(expressions, REPORT, lambda _: "")]


@pytest.mark.parametrize(
    ("meaning", "tense", "expected"),
    [
        (Weekday(4), "past", "2025-07-03"),
        (Weekday(4), "future", "2025-07-03"),
        (Weekday(5), "past", "2025-06-27"),
        (Weekday(5), "future", "2025-07-04"),
        (Weekday(4, direction=1), "", "2025-07-10"),
        (Weekday(4, direction=-1), "", "2025-06-26"),
        (Weekday(1, week=1), "", "2025-07-07"),
        (Day(20, 12), "past", "2024-12-20"),
        (Day(20, 12), "future", "2025-12-20"),
        (Day(12, 7), "past", "2025-07-12"),
        (Day(20, 6), "future", "2025-06-20"),
        (Day(29, 2), "past", "2024-02-29"),
        (Day(29, 2), "future", "2028-02-29"),
        (Day(30, weekday=1), "past", "2025-06-30"),
        (Day(14, weekday=1), "future", "2025-07-14"),
        (Month(7), "past", "2025-07"),
        (Month(11), "past", "2024-11"),
        (Month(3), "future", "2026-03"),
        (Holiday("12-25"), "past", "2024-12-25"),
        (Holiday("E+0", 2025), "", "2025-04-20"),
        (Shift("WE", 0), "past", "2025-W26-WE"),
        (Shift("WE", 0), "future", "2025-W27-WE"),
        (Shift("D", 3, deadline="P3D"), "future", "2025-07-06"),
        (Shift("D", 3, deadline="P3D"), "past", "P3D"),
        (At("14:30", "Z"), "", "2025-07-03T14:30Z"),
        (At("NI", "", Shift("D", -1)), "", "2025-07-02TNI"),
        (Either(Day(3, 7, 2025), Day(7, 3, 2025)), "", "2025-07-03"),
    ],
)
def test_what_lies_nearest_as_the_tense_allows(meaning, tense, expected):
    assert value(meaning, tense) == expected


def test_a_cue_goes_before_the_tense():
    assert value(Weekday(5), "past", cue=Cue.FUTURE) == "2025-07-04"
    assert value(Weekday(5), "future", cue=Cue.PAST) == "2025-06-27"


def test_the_weekday_of_a_date_chooses_its_year():
    assert value(Day(20, 12, weekday=5), "") == "2024-12-20"
    assert value(Day(12, 10, weekday=7), "") == "2025-10-12"


def test_what_was_told_last_carries_on():
    assert values(Day(3, 3, 2024), Shift("D", -1, Anchor.TOLD)) == ["2024-03-03", "2024-03-02"]
    assert values(Year(2014), Shift("Y", 1, Anchor.TOLD)) == ["2014", "2015"]
    assert values(Year(2014), Shift("D", 1, Anchor.TOLD)) == ["2014", "2025-07-04"]
    assert values(Length("P3Y"), Shift("D", -1, Anchor.TOLD)) == ["P3Y", "2025-07-02"]


def test_an_attribute_does_not_carry_the_story():
    expressions = [
        TimeExpression(HERE, Weekday(2), "rule", Cue.ATTRIBUTE),
        TimeExpression(HERE, Shift("D", 0, Anchor.TOLD), "rule"),
    ]
    assert [moment.value for moment in resolve(expressions, REPORT, lambda _: "past")] == [
        "2025-07-01",
        "2025-07-03",
    ]


def test_today_in_a_quotation_is_the_day_of_the_quotation():
    expressions = [
        TimeExpression(HERE, Weekday(1), "rule"),
        TimeExpression(HERE, Shift("D", 0), "rule", quoted=True),
        TimeExpression(HERE, Shift("D", 0), "rule"),
    ]
    found = resolve(expressions, REPORT, lambda _: "past")
    assert [moment.value for moment in found] == ["2025-06-30", "2025-06-30", "2025-07-03"]


def test_without_a_publication_day_only_what_is_explicit_is_resolved():
    expressions = [
        TimeExpression(HERE, meaning, "rule")
        for meaning in (
            Weekday(4),
            Shift("D", -1),
            Shift("D", -1, Anchor.TOLD),
            Month(3),
            Day(3, 3),
            Day(3, 3, 2024),
            Shift("D", -1, Anchor.TOLD),
            Length("P3Y"),
            Repeat("P1D"),
        )
    ]
    found = resolve(expressions, Published(), lambda _: "")
    assert [m.value for m in found] == [
        None,
        None,
        None,
        None,
        None,
        "2024-03-03",
        "2024-03-02",
        "P3Y",
        "P1D",
    ]
    assert all(moment.reason.startswith("no publication day") for moment in found[:5])


def test_beyond_the_calendar_there_is_a_reason_instead_of_a_value():
    (moment,) = resolve([TimeExpression(HERE, Shift("Y", -5000), "rule")], REPORT, lambda _: "")
    assert (moment.value, moment.reason) == (None, "beyond the calendar; rule")


def test_what_a_relative_clause_names_is_not_what_the_story_counts_from():
    crash, day, eve = Span(2, 3, "x"), Span(0, 1, "x"), Span(4, 5, "x")
    said = [
        TimeExpression(day, Day(1, 7, 2025), "rule"),
        TimeExpression(crash, Day(20, 6, 2025), "rule"),
        TimeExpression(eve, Shift("D", -1, Anchor.TOLD), "rule"),
    ]
    moments = resolve(said, REPORT, lambda _: "", lambda span: (span == eve, span == crash))
    assert moments[-1].value == "2025-06-30"
    assert resolve(said, REPORT, lambda _: "")[-1].value == "2025-06-19"
