"""The same tests for a file (SQLite) and a server (PostgreSQL)."""

import json
from collections.abc import Callable

import pytest

import memcon
from memcon import Filters, Ledger, Record
from memcon.errors import NewerLedger, NoLedger, UsageError
from memcon.ledger import Added
from memcon.ledger.pages import every

CALL = "Vladimir Poutine et Donald Trump se sont entretenus jeudi par téléphone, a annoncé le Kremlin."


def content(ledger: Ledger) -> dict[str, list[tuple[object, ...]]]:
    """Return all that a ledger holds but when it was added."""
    tables = (
        "actors",
        "events",
        "event_actors",
        "tellings",
        "telling_actors",
        "merges",
        "statements",
        "times",
    )
    rows = {table: sorted(ledger.store.rows(f"SELECT * FROM {table}"), key=str) for table in tables}
    rows["reports"] = ledger.store.rows(
        "SELECT number, id, outlet, copy_of, reader FROM reports ORDER BY number"
    )
    return rows


def test_a_report_is_kept_once(ledger: Ledger, call: Record) -> None:
    assert ledger.add(call) is Added.NEW
    before = content(ledger)
    assert ledger.add(call) is Added.KNOWN
    assert content(ledger) == before
    assert len(ledger.reports()) == 1


def test_the_record_comes_back_as_it_was(ledger: Ledger, call: Record) -> None:
    ledger.add(call)
    assert json.dumps(ledger.record(call.document.id)) == json.dumps(call.to_dict())


def test_every_row_points_at_its_words(ledger: Ledger, call: Record) -> None:
    ledger.add(call)
    text = call.document.text
    for event in ledger.events():
        assert text[event.start_at : event.end_at] == event.words
        assert event.words in event.sentence
    for statement in ledger.statements():
        assert text[statement.start_at : statement.end_at] == statement.content


def test_a_record_is_read_back_by_another_connection(where: str, call: Record) -> None:
    with memcon.open_ledger(where, write=True) as ledger:
        ledger.add(call)
    with memcon.open_ledger(where) as ledger:
        assert {event.type for event in ledger.events()} >= {"CONSULT", "ACCUSE"}


def test_reading_again_keeps_names(ledger: Ledger, call: Record) -> None:
    ledger.add(call)
    before = content(ledger)
    assert ledger.add(call, again=True) is Added.READ_AGAIN
    after = content(ledger)
    before.pop("statements")
    after.pop("statements")
    assert after == before


def test_an_older_reading_is_replaced(ledger: Ledger, call: Record) -> None:
    ledger.add(call)
    ledger.store.run("UPDATE reports SET reader = '0.0.1'")
    assert ledger.add(call) is Added.READ_AGAIN
    assert ledger.reports()[0].reader == memcon.__version__


def test_the_same_text_elsewhere_is_one_source_and_two_outlets(
    ledger: Ledger, read: Callable[..., Record]
) -> None:
    ledger.add(read(CALL, outlet="Journal A"))
    ledger.add(read(CALL, outlet="Journal B"))
    event = ledger.events(Filters(type=("CONSULT",)))[0]
    assert (event.n_reports, event.n_sources, event.n_outlets) == (1, 1, 2)


def test_pages_go_on_where_they_stopped(ledger: Ledger, read: Callable[..., Record]) -> None:
    for day in range(1, 8):
        ledger.add(read(f"La Chine a expulsé le {day} juillet un ambassadeur.", f"2025-07-{day + 1:02}"))
    whole = [event.id for event in ledger.events()]
    found, after = [], None
    while True:
        page = ledger.events(limit=2, after=after)
        found += [event.id for event in page]
        after = page.after
        if after is None:
            break
    assert found == whole
    assert [event.id for event in every(ledger.events, Filters(), limit=3)] == whole[:3]
    assert [e.id for e in every(ledger.events, Filters(actor=("CHN",)))] == whole


@pytest.mark.parametrize(
    ("filters", "types"),
    [
        (Filters(), {"CONSULT", "ACCUSE"}),
        (Filters(actor=("RUS",)), {"CONSULT", "ACCUSE"}),
        (Filters(actor=("RUS:Putin",)), {"CONSULT"}),
        (Filters(actor=("Poutine",)), {"CONSULT"}),
        (Filters(actor=("RUS",), other=("UKR",)), {"ACCUSE"}),
        (Filters(actor=("UKR",)), set()),
        (Filters(type=("CONSULT",)), {"CONSULT"}),
        (Filters(actor=("RUS",), type=("ACCUSE",)), {"ACCUSE"}),
        (Filters(since="2025-07-03", until="2025-W27"), {"CONSULT", "ACCUSE"}),
        (Filters(until="2025-07-02"), set()),
        (Filters(since="2025-08"), set()),
        (Filters(source=("agence a",)), {"CONSULT", "ACCUSE"}),
        (Filters(language=("en",)), set()),
        (Filters(status=("planned",)), set()),
        (Filters(min_confidence=0.1), {"CONSULT", "ACCUSE"}),
    ],
)
def test_filters(ledger: Ledger, call: Record, filters: Filters, types: set[str]) -> None:
    ledger.add(call)
    assert {event.type for event in ledger.events(filters)} == types
    assert {r.id for r in ledger.reports(filters)} == ({call.document.id} if types else set())
    assert ledger.statements(filters) is not None


@pytest.mark.parametrize(
    ("filters", "offer"),
    [
        (Filters(actor=("Potin",)), "RUS:Putin"),
        (Filters(actor=("RUZ",)), "RUS"),
        (Filters(type=("CONSLT",)), "CONSULT"),
        (Filters(status=("actuel",)), "actual"),
        (Filters(since="2025-02-30"), "2025-02-28"),
        (Filters(until="03/07/2025"), "2025-07-03"),
        (Filters(since="yesterday"), "2025-W27"),
        (Filters(source=("Agence B",)), "Agence A"),
        (Filters(language=("de",)), "en"),
        (Filters(min_confidence=7), "0.7"),
    ],
)
def test_an_unknown_value_offers_the_nearest(
    ledger: Ledger, call: Record, filters: Filters, offer: str
) -> None:
    ledger.add(call)
    with pytest.raises(UsageError, match=offer):
        ledger.events(filters)


@pytest.mark.parametrize(
    "words", ["téléphone", "telephone", '"par téléphone"', "kremlin POUTINE", "l'ukraine"]
)
def test_search_folds_accents(ledger: Ledger, call: Record, words: str) -> None:
    ledger.add(call)
    assert [row.kind for row in ledger.search(words)].count("report") == 1


@pytest.mark.parametrize(
    ("words", "found"), [("cessez-le-feu", 1), ('"le feu cessez"', 0), ("elysee", 1), ("lune", 0)]
)
def test_search_takes_phrases(ledger: Ledger, read: Callable[..., Record], words: str, found: int) -> None:
    ledger.add(read("L'Élysée a salué mardi l'annonce d'un cessez-le-feu par Israël."))
    assert len([row for row in ledger.search(words) if row.kind == "report"]) == found
    assert len(ledger.reports(words=words)) == found


def test_a_search_without_a_word_is_refused(ledger: Ledger) -> None:
    with pytest.raises(UsageError, match="no word"):
        ledger.search('" - "')


def test_a_newer_ledger_is_refused(where: str) -> None:
    with memcon.open_ledger(where, write=True) as ledger:
        ledger.store.run("UPDATE meta SET value = '99' WHERE name = 'schema'")
    for write in (True, False):
        with pytest.raises(NewerLedger, match=r"newer memcon \(schema 99.*pip install -U memcon"):
            memcon.open_ledger(where, write=write)


def test_there_must_be_a_ledger_to_read(where: str) -> None:
    with pytest.raises(NoLedger, match="memcon add"):
        memcon.open_ledger(where)


def test_an_unknown_record_is_refused(ledger: Ledger) -> None:
    with pytest.raises(UsageError, match="schema memcon/1"):
        ledger.add({"schema": "memcon/9"})


def test_rows_draw_themselves(ledger: Ledger, call: Record) -> None:
    ledger.add(call)
    rows = ledger.events()
    assert "<table>" in rows._repr_html_()
    assert list(rows.to_pandas()["type"]) == [event.type for event in rows]
