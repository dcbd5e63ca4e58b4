"""Persons and office holders: every key is one person, states are known, offices have the right holder."""

import re
from collections import defaultdict
from pathlib import Path

import pytest

import memcon
from memcon.knowledge import load
from memcon.knowledge.spelling import fold
from memcon.knowledge.tables import read, several

TABLES = Path(memcon.__file__).parent / "knowledge"
TABLE_NAMES = ("persons", "office_holders")

# Spellings that two persons of the tables really share.
NAMESAKES = {
    ("ESH:Abdelaziz", "LBY:Abdelaziz"),
    ("PRK:Kim Jong Nam", "PRK:Kim Yong Nam"),
    ("TALIBAN:Omar", "NER:Ben Omar"),
}

HELD = [
    ("FRA", "foreign minister", "2023-03-15", "FRA:Colonna"),
    ("FRA", "foreign minister", "2024-03-15", "FRA:Sejourne"),
    ("FRA", "foreign minister", "2025-03-15", "FRA:Barrot"),
    ("FRA", "head of government", "2024-10-15", "FRA:Barnier"),
    ("GBR", "foreign minister", "2024-02-01", "GBR:Cameron"),
    ("GBR", "foreign minister", "2024-10-01", "GBR:Lammy"),
    ("GBR", "foreign minister", "2025-10-01", "GBR:Cooper"),
    ("DEU", "foreign minister", "2023-06-01", "DEU:Baerbock"),
    ("DEU", "foreign minister", "2025-06-01", "DEU:Wadephul"),
    ("USA", "foreign minister", "2015-07-14", "USA:Kerry"),
    ("USA", "foreign minister", "2025-03-01", "USA:Rubio"),
    ("USA", "defence minister", "2025-06-22", "USA:Hegseth"),
    ("USA", "security official", "2025-03-24", "USA:Waltz"),
    ("RUS", "foreign minister", "2014-03-18", "RUS:Lavrov"),
    ("RUS", "defence minister", "2024-06-01", "RUS:Belousov"),
    ("UKR", "foreign minister", "2022-02-24", "UKR:Kuleba"),
    ("UKR", "defence minister", "2024-01-01", "UKR:Umerov"),
    ("CHN", "foreign minister", "2023-03-01", "CHN:Qin"),
    ("ISR", "defence minister", "2023-10-07", "ISR:Gallant"),
    ("ISR", "defence minister", "2025-06-13", "ISR:Katz"),
    ("ISR", "foreign minister", "2025-01-19", "ISR:Saar"),
    ("IRN", "foreign minister", "2023-10-07", "IRN:Amir-Abdollahian"),
    ("IRN", "foreign minister", "2025-06-22", "IRN:Araghchi"),
    ("IRN", "defence minister", "2025-06-13", "IRN:Nasirzadeh"),
    ("SYR", "foreign minister", "2025-01-10", "SYR:Shaibani"),
    ("LBN", "head of state", "2025-02-01", "LBN:Joseph Aoun"),
    ("EGY", "foreign minister", "2024-09-01", "EGY:Abdelatty"),
    ("SAU", "foreign minister", "2023-03-10", "SAU:bin Farhan"),
    ("MLI", "foreign minister", "2022-06-01", "MLI:Diop"),
    ("NER", "head of state", "2023-09-01", "NER:Tchiani"),
    ("BFA", "head of state", "2023-02-01", "BFA:Traore"),
    ("IND", "foreign minister", "2020-06-15", "IND:Jaishankar"),
    ("TWN", "head of state", "2024-06-01", "TWN:Lai"),
    ("KOR", "head of state", "2024-12-03", "KOR:Yoon"),
    ("PRK", "foreign minister", "2024-06-01", "PRK:Choe Son Hui"),
    ("BGD", "foreign minister", "2026-03-01", "BGD:Khalilur Rahman"),
    ("ALB", "foreign minister", "2026-03-01", "ALB:Hoxha"),
    ("YEM", "defence minister", "2026-03-01", "YEM:Aqili"),
    ("EU", "foreign minister", "2025-02-01", "EU:Kallas"),
    ("NATO", "organisation head", "2025-02-01", "NATO:Rutte"),
    ("UN", "organisation head", "2023-10-24", "UN:Guterres"),
    ("AU", "organisation head", "2025-04-01", "AU:Youssouf"),
    ("NDB", "organisation head", "2024-08-01", "NDB:Rousseff"),
    ("IOC-OLYMPIC", "organisation head", "2024-07-26", "IOC-OLYMPIC:Bach"),
]

NOT_HELD = [
    ("FRA", "foreign minister", "2024-12-01", "FRA:Sejourne"),
    ("FRA", "foreign minister", "2023-03-15", "FRA:Barrot"),
    ("GBR", "foreign minister", "2023-10-07", "GBR:Cameron"),
    ("GBR", "foreign minister", "2025-10-01", "GBR:Lammy"),
    ("DEU", "foreign minister", "2025-04-01", "DEU:Wadephul"),
    ("USA", "foreign minister", "2024-12-01", "USA:Rubio"),
    ("USA", "security official", "2025-06-22", "USA:Waltz"),
    ("RUS", "defence minister", "2024-06-01", "RUS:Shoigu"),
    ("CHN", "foreign minister", "2023-09-01", "CHN:Qin"),
    ("ISR", "defence minister", "2024-12-01", "ISR:Gallant"),
    ("IRN", "defence minister", "2026-04-01", "IRN:Nasirzadeh"),
    ("SYR", "head of state", "2025-01-01", "SYR:Assad"),
    ("NER", "head of state", "2023-09-01", "NER:Bazoum"),
    ("NPL", "foreign minister", "2025-10-01", "NPL:Arzu Rana Deuba"),
    ("THA", "defence minister", "2025-08-01", "THA:Phumtham"),
    ("YEM", "defence minister", "2026-03-01", "YEM:Daeri"),
    ("NATO", "organisation head", "2025-02-01", "NATO:Stoltenberg"),
    ("EU", "foreign minister", "2025-02-01", "EU:Borrell"),
    ("ISR", "foreign minister", "2025-01-19", "SAU:bin Farhan"),
]

KNOWN_AS = [
    ("HAMAS:Sinwar", "Yahya Sinouar"),
    ("WAGNER:Prigozhin", "Evgueni Prigojine"),
    ("SDN:Hemedti", "Mohamed Hamdan Dagalo"),
    ("TUR:Ozel", "Özgür Özel"),
    ("IND:Gandhi", "Rahul Gandhi"),
    ("ROU:Georgescu", "Călin Georgescu"),
    ("LBY:Haftar", "Khalifa Haftar"),
    ("VEN:Machado", "Maria Corina Machado"),
]


def holders(state: str, kind: str, day: str) -> set[str]:
    return {held.person.key for held in load().by_office[state, kind] if held.in_office(day)}


def spellings(row: dict[str, str]) -> list[str]:
    return [row["name"], *several(row["aka"])]


@pytest.fixture(scope="module", params=TABLE_NAMES)
def rows(request):
    return list(read(TABLES / f"{request.param}.tsv"))


def test_states_and_organisations_are_known(rows):
    known = {row["key"] for name in ("states", "organisations") for row in read(TABLES / f"{name}.tsv")}
    for row in rows:
        assert row["state"] in known, row
        assert row["key"].partition(":")[0] in known, row


def test_keys_are_a_state_and_a_name_in_ascii(rows):
    for row in rows:
        assert row["key"].isascii(), row
        assert re.fullmatch(r"[^:]+:[^:]+", row["key"]), row


def test_genders_and_wikidata_identifiers_are_well_formed(rows):
    for row in rows:
        assert row["gender"] in ("m", "f", ""), row
        assert re.fullmatch(r"(Q\d+)?", row["wikidata"]), row


def test_cells_are_clean(rows):
    for row in rows:
        assert all(cell == cell.strip() and "  " not in cell for cell in row.values()), row
        others = row["aka"].split("|") if row["aka"] else []
        assert all(others), row
        assert len({row["name"], *others}) == 1 + len(others), row


def test_each_person_has_one_row_with_gender_and_description():
    people = list(read(TABLES / "persons.tsv"))
    keys = [row["key"] for row in people]
    assert keys == sorted(set(keys))
    assert len(keys) > 450
    for row in people:
        assert row["gender"], row
        assert row["description_en"], row
        assert row["state"] == row["key"].partition(":")[0], row


def test_no_full_name_belongs_to_two_keys():
    owners: dict[str, set[str]] = defaultdict(set)
    people = list(read(TABLES / "persons.tsv"))
    for row in [*people, *read(TABLES / "office_holders.tsv")]:
        for spelling in spellings(row):
            if " " in spelling:
                owners[fold(spelling)].add(row["key"])
    clashes = {
        (row["key"], other)
        for row in people
        for spelling in spellings(row)
        for other in owners[fold(spelling)] - {row["key"]}
    }
    assert clashes <= NAMESAKES


def test_a_key_in_both_tables_is_the_same_person():
    offices: dict[str, set[str]] = defaultdict(set)
    for row in read(TABLES / "office_holders.tsv"):
        offices[row["key"]].update(map(fold, spellings(row)))
    for row in read(TABLES / "persons.tsv"):
        if row["key"] in offices:
            assert offices[row["key"]] & set(map(fold, spellings(row))), row


def test_no_office_ends_before_it_starts():
    for row in read(TABLES / "office_holders.tsv"):
        shorter = min(len(row["start"]), len(row["end"]))
        assert row["start"][:shorter] <= row["end"][:shorter], row


@pytest.mark.parametrize(("state", "kind", "day", "key"), HELD)
def test_an_office_has_its_holder(state, kind, day, key):
    assert key in holders(state, kind, day)


@pytest.mark.parametrize(("state", "kind", "day", "key"), NOT_HELD)
def test_an_office_does_not_have_another_holder(state, kind, day, key):
    assert key not in holders(state, kind, day)


@pytest.mark.parametrize("state", ["FRA", "GBR", "DEU", "USA", "RUS", "CHN", "IRN", "TUR", "EU"])
@pytest.mark.parametrize("day", ["2016-06-15", "2021-06-15", "2023-05-15", "2025-02-15"])
def test_one_foreign_minister_at_a_time(state, day):
    assert len(holders(state, "foreign minister", day)) == 1


@pytest.mark.parametrize(("key", "name"), KNOWN_AS)
def test_a_person_is_known_by_a_name(key, name):
    person = load().persons[key]
    assert fold(name) in {fold(spelling) for spelling in (person.name, *person.aka)}
