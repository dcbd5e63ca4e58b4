"""What comes together, what stays apart, and what a reprint counts for."""

from collections.abc import Callable

import pytest

from memcon import Filters, Ledger, Record

Read = Callable[..., Record]
DISPATCH = (
    "La France a condamné mercredi les frappes russes sur Kiev, qui ont fait neuf morts dans la nuit. "
    "Le ministère des Affaires étrangères a dénoncé des attaques délibérées contre des immeubles "
    "et demandé que leurs auteurs répondent de leurs actes devant la justice internationale. "
)
MORE = "Les secours fouillaient encore les décombres en fin de journée, selon la mairie de la capitale."


def merged(ledger: Ledger) -> list[tuple[str, int]]:
    return [(event.type, event.n_reports) for event in ledger.events(merged=True)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "Le Mali a expulsé lundi l'ambassadeur de France.",
            "Le Niger a expulsé lundi l'ambassadeur de France.",
        ),
        (
            "Le Mali a expulsé lundi l'ambassadeur de France.",
            "Le Mali a expulsé mardi l'ambassadeur de France.",
        ),
        (
            "Donald Trump a rencontré mardi Vladimir Poutine.",
            "Donald Trump a rencontré mardi Sergueï Lavrov.",
        ),
        (
            "Donald Trump et Vladimir Poutine se sont entretenus mardi par téléphone.",
            "Donald Trump rencontrera Vladimir Poutine mardi.",
        ),
        ("La France a condamné mardi l'Iran.", "L'Iran a condamné mardi la France."),
        (
            "La France a appelé mardi l'Iran à libérer ses ressortissants emprisonnés.",
            "La France a appelé mardi l'Iran à renoncer aux missiles balistiques à longue portée.",
        ),
    ],
)
def test_what_the_texts_keep_apart_stays_apart(ledger: Ledger, read: Read, one: str, other: str) -> None:
    ledger.add(read(one, "2025-07-02", "A"))
    ledger.add(read(other, "2025-07-02", "B"))
    assert merged(ledger) == []


def test_one_report_never_merges_with_itself(ledger: Ledger, read: Read) -> None:
    ledger.add(
        read("La France a condamné mardi l'attaque. La France a condamné mardi l'attaque.", "2025-07-02")
    )
    assert merged(ledger) == []


def test_agency_copy_counts_as_one_source(ledger: Ledger, read: Read) -> None:
    ledger.add(read(DISPATCH + MORE, "2025-07-02", "Agence"))
    ledger.add(read(DISPATCH, "2025-07-03", "Journal"))
    event = ledger.events(Filters(type=("ACCUSE",)), merged=True)[0]
    assert (event.n_reports, event.n_outlets, event.n_sources) == (2, 2, 1)
    assert {telling.rule for telling in ledger.tellings(event.id)} == {"founder", "copy"}
    copy = ledger.reports()[1]
    assert copy.copy_of == 1
    assert copy.likeness > 0.5


def test_a_text_of_its_own_is_a_source_of_its_own(ledger: Ledger, read: Read) -> None:
    ledger.add(read("La France a condamné mercredi les frappes russes sur Kiev.", "2025-07-02", "Agence"))
    ledger.add(read("France on Wednesday condemned Russian strikes on Kyiv.", "2025-07-02", "Paper", "en"))
    event = ledger.events(merged=True)[0]
    assert (event.n_reports, event.n_outlets, event.n_sources) == (2, 2, 2)
    assert (event.first_seen, event.last_seen) == ("2025-07-02", "2025-07-02")
    assert "ACCUSE of FRA" in ledger.tellings(event.id)[1].why


def test_an_event_takes_the_fullest_account(ledger: Ledger, read: Read) -> None:
    ledger.add(read("Les États-Unis et la Russie se sont entretenus mardi par téléphone.", "2025-07-02", "A"))
    ledger.add(
        read("Vladimir Poutine et Donald Trump se sont entretenus mardi par téléphone.", "2025-07-02", "B")
    )
    event = ledger.events(merged=True)[0]
    assert set(event.actors.split("; ")) == {"USA:Trump", "RUS:Putin"}
    assert event.day_from == "2025-07-01"


def test_a_report_that_no_longer_tells_leaves_the_event(ledger: Ledger, read: Read) -> None:
    first = read("Le Mali a expulsé lundi l'ambassadeur de France.", "2025-07-01", "A")
    ledger.add(first)
    ledger.add(read("Mali on Monday expelled the French ambassador.", "2025-07-01", "B", "en"))
    event = ledger.events(merged=True)[0]
    ledger.add(first.to_dict() | {"events": [], "statements": []}, again=True)
    assert merged(ledger) == []
    assert [row.id for row in ledger.events()] == [event.id]
