"""Corrections: signed, kept, undone, and still there after reading again."""

from collections.abc import Callable

import pytest

from memcon import Filters, Ledger, Record
from memcon.errors import LedgerError, UsageError

BY = {"by": "AB", "why": "the paper was wrong"}


def of_type(ledger: Ledger, kind: str) -> list[str]:
    return [event.id for event in ledger.events(Filters(type=(kind,)))]


@pytest.fixture
def event(ledger: Ledger, call: Record) -> str:
    """The call in a ledger of its own."""
    ledger.add(call)
    return of_type(ledger, "CONSULT")[0]


def test_a_correction_holds_after_reading_again(ledger: Ledger, call: Record, event: str) -> None:
    ledger.correct(event[:6], type="AGREE", mode="", when="2025-07-04", actors="Russia, USA:Trump, FRA", **BY)
    for _ in range(2):
        row = ledger.events(Filters(type=("AGREE",)))[0]
        assert (row.id, row.day_from, row.actors, row.corrected) == (
            event,
            "2025-07-04",
            "RUS; USA:Trump; FRA",
            4,
        )
        assert row.cameo.startswith("03")
        assert ledger.events(Filters(actor=("FRA",)))[0].id == event
        ledger.add(call, again=True)


def test_a_correction_is_undone(ledger: Ledger, event: str) -> None:
    before = ledger.events(Filters(type=("CONSULT",)))[0]
    numbers = ledger.correct(event, status="negated", **BY)
    assert ledger.events(Filters(status=("negated",)))[0].id == event
    ledger.undo(numbers[0], by="CD", why="it was right")
    assert ledger.events(Filters(type=("CONSULT",)))[0] == before
    assert [(row.author, row.undoes, row.undone) for row in ledger.corrections(event)] == [
        ("AB", None, 2),
        ("CD", 1, None),
    ]
    with pytest.raises(UsageError, match="taken back before"):
        ledger.undo(numbers[0], **BY)


def test_a_rejected_event_leaves_the_lists(ledger: Ledger, event: str) -> None:
    number = ledger.correct(event, rejected="yes", **BY)[0]
    assert event not in [row.id for row in ledger.events()]
    ledger.undo(number, **BY)
    assert event in [row.id for row in ledger.events()]


def test_corrections_are_only_added(ledger: Ledger, event: str) -> None:
    ledger.correct(event, status="negated", **BY)
    for change in ("UPDATE corrections SET why = ''", "DELETE FROM corrections"):
        with pytest.raises(LedgerError, match="only ever added"):
            ledger.store.run(change)
    assert len(ledger.corrections()) == 1


def test_a_correction_waits_for_its_event(ledger: Ledger, call: Record, event: str) -> None:
    """A version that reads no call drops the event; one that reads it again finds the correction."""
    ledger.correct(event, status="negated", **BY)
    blind = call.to_dict() | {"events": [], "statements": []}
    ledger.add(blind, again=True)
    assert ledger.events() is not None
    assert event not in [row.id for row in ledger.events()]
    ledger.add(call, again=True)
    assert ledger.events(Filters(status=("negated",)))[0].id == event


def test_a_telling_keeps_its_name_when_its_reading_changes(ledger: Ledger, call: Record, event: str) -> None:
    ledger.correct(event, status="negated", **BY)
    data = call.to_dict()
    for told in data["events"]:
        if told["type"] == "CONSULT":
            told["type"], told["mode"] = "AGREE", ""
    ledger.add(data, again=True)
    assert [(row.id, row.type) for row in ledger.events(Filters(status=("negated",)))] == [(event, "AGREE")]


@pytest.mark.parametrize(
    ("changes", "offer"),
    [
        ({"type": "CALL"}, "CONSULT"),
        ({"mode": "aerial"}, "phone"),
        ({"status": "true"}, "actual"),
        ({"when": "2025-02-30"}, "2025-02-28"),
        ({"when": "2025-07-05..2025-07-03"}, "first day first"),
        ({"actors": ""}, "--reject"),
        ({"actors": "Potin"}, "RUS:Putin"),
        ({"colour": "red"}, "type, mode"),
        ({}, "nothing to correct"),
    ],
)
def test_a_wrong_correction_says_what_to_do(
    ledger: Ledger, event: str, changes: dict[str, str], offer: str
) -> None:
    with pytest.raises(UsageError, match=offer):
        ledger.correct(event, **changes, **BY)
    assert not ledger.corrections()


def test_a_correction_is_signed(ledger: Ledger, event: str) -> None:
    with pytest.raises(UsageError, match="--by INITIALS"):
        ledger.correct(event, status="negated", by=" ", why="")


@pytest.mark.usefixtures("event")
def test_an_unknown_event_is_refused(ledger: Ledger) -> None:
    with pytest.raises(UsageError, match="memcon events"):
        ledger.correct("zzzzzz", status="negated", **BY)


def test_a_merge_is_split_and_joined_again(ledger: Ledger, read: Callable[..., Record]) -> None:
    ledger.add(read("Vladimir Poutine et Donald Trump se sont entretenus jeudi par téléphone.", outlet="A"))
    other = read("Vladimir Putin and Donald Trump spoke by phone on Thursday.", outlet="B", language="en")
    ledger.add(other)
    event = ledger.events(merged=True)[0]
    tellings = ledger.tellings(event.id)
    assert [t.rule for t in tellings] == ["founder", "same-day"]
    new = ledger.split(event.id, [tellings[1].id[:6]], **BY)
    assert not ledger.events(merged=True)
    ledger.add(other, again=True)
    assert ledger.tellings(new)[0].rule == "by-hand"
    ledger.undo(ledger.corrections()[0].number, **BY)
    assert len(ledger.tellings(event.id)) == 2
    assert new not in [row.id for row in ledger.events()]


def test_the_founder_may_be_split_off(ledger: Ledger, read: Callable[..., Record]) -> None:
    ledger.add(read("Vladimir Poutine et Donald Trump se sont entretenus jeudi par téléphone.", outlet="A"))
    ledger.add(read("Vladimir Putin and Donald Trump spoke by phone on Thursday.", outlet="B", language="en"))
    event = ledger.events(merged=True)[0]
    new = ledger.split(event.id, [ledger.tellings(event.id)[0].id], **BY)
    assert new != event.id
    assert {len(ledger.tellings(event.id)), len(ledger.tellings(new))} == {1}


def test_a_split_names_the_tellings_there_are(ledger: Ledger, event: str) -> None:
    with pytest.raises(UsageError, match="one telling only"):
        ledger.split(event, [event], **BY)
