from datetime import date

import pytest

from memcon.resolve.time import stretches


@pytest.mark.parametrize(
    ("year", "easter"),
    [
        (1990, "1990-04-15"),
        (2000, "2000-04-23"),
        (2008, "2008-03-23"),
        (2024, "2024-03-31"),
        (2025, "2025-04-20"),
    ],
)
def test_easter(year, easter):
    assert stretches.easter(year).isoformat() == easter


def test_an_iso_week_belongs_to_the_year_of_its_thursday():
    assert stretches.week(date(2024, 12, 31)).value == "2025-W01"
    assert stretches.week(date(2021, 1, 3)).value == "2020-W53"


@pytest.mark.parametrize(
    ("day", "months", "there"),
    [("2025-01-31", 1, "2025-02-28"), ("2024-01-31", 1, "2024-02-29"), ("2025-03-31", -13, "2024-02-29"),
     ("2025-11-30", 2, "2026-01-30")],
)  # fmt: skip
def test_months_are_added_within_the_calendar(day, months, there):
    assert stretches.add_months(date.fromisoformat(day), months).isoformat() == there


@pytest.mark.parametrize(
    ("unit", "count", "value"),
    [
        ("D", -1, "2025-07-02"),
        ("H", -48, "2025-07-01"),
        ("MIN", -5, "2025-07-03"),
        ("W", -1, "2025-W26"),
        ("WE", 0, "2025-W27-WE"),
        ("WE", 1, "2025-W27-WE"),
        ("WE", -1, "2025-W26-WE"),
        ("M", -7, "2024-12"),
        ("Q", -3, "2024-Q4"),
        ("Y", -3, "2022"),
        ("DEC", -1, "201"),
        ("CEN", 0, "20"),
    ],
)
def test_steps_from_a_thursday(unit, count, value):
    assert stretches.step(date(2025, 7, 3), unit, count).value == value


def test_winter_begins_in_december():
    winter = stretches.part("WI", 2024)
    assert (winter.first, winter.last) == (date(2024, 12, 1), date(2025, 2, 28))
