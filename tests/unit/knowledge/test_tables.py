"""The tables of knowledge/: they parse, names have one owner or a reason, nothing needed is missing."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

import memcon

TABLES = Path(memcon.__file__).parent / "knowledge"

STATES = (
    "key wikidata name_en name_fr names_en names_fr adjectives_en adjectives_fr people_en people_fr "
    "capital_en capital_fr seats_en seats_fr lat lon region un_member ambiguous"
)
COLUMNS = {
    "states": STATES,
    "organisations": "key kind state code wikidata names_en names_fr",
    "institutions": "key names_en names_fr",
    "media": "key state names",
    "cities": "name_en name_fr aliases country lat lon population capital",
    "plover": "type mode score quad",
    "cameo": "type mode context cameo",
}
LISTS = ("names", "adjectives", "people", "capital", "seats", "ambiguous", "aliases")
KINDS = {"organisation", "group", "court", "alliance", "ngo", "company", "institution", "state-like"}

# The types and modes of the codebook.
MODES = {
    "AGREE": "",
    "CONSULT": "visit third-party multilateral phone",
    "SUPPORT": "",
    "COOPERATE": "",
    "AID": "",
    "CONCEDE": "",
    "RETREAT": "withdraw release disarm ceasefire access resign",
    "REQUEST": "assist change yield meet",
    "ACCUSE": "disapprove investigate allege",
    "REJECT": "assist change yield meet",
    "THREATEN": "restrict arrest relations expel territory violence",
    "PROTEST": "demo riot strike hunger boycott obstruct vandalize",
    "SANCTION": "convict expel withdraw discontinue",
    "MOBILIZE": "troops weapons police militia",
    "COERCE": "seize restrict censor curfew martial-law arrest deport withhold misinformation cyber",
    "ASSAULT": "abduct beat torture sexual targeted destroy primitive firearms explosives suicide-attack "
    "aerial drone heavy-weapons crowd-control unconventional",
}

# Names that news really uses for two actors: the text around them decides.
SHARED_ACTORS = {
    "Congolese": "both Congos",
    "the Congolese": "both Congos",
    "congolais": "both Congos",
    "congolaise": "both Congos",
    "congolaises": "both Congos",
    "Congolais": "both Congos",
    "Dominican": "Dominica and the Dominican Republic have one adjective in English",
    "Dominicans": "Dominica and the Dominican Republic have one adjective in English",
    "Brussels": "Belgium, and far more often the EU",
    "Bruxelles": "Belgium, and far more often the EU",
    "RSF": "in French Reporters sans frontières and, as in English, the Sudanese Rapid Support Forces",
    "RFA": "the Federal Republic of Germany in French, Radio Free Asia",
    "Conseil militaire de transition": "Sudan 2019, Chad 2021",
}
# Cities, and regions with their city, of one name.
SHARED_PLACES = {
    *(
        "Al-Bayda",
        "Anyang",
        "Barcelona",
        "Brest",
        "Cordoba",
        "Córdoba",
        "Galicia",
        "George Town",
        "Hyderabad",
    ),
    *("Kochi", "Merida", "Mérida", "Palma", "Pendjab", "Punjab", "Québec", "Rafah", "San Jose", "Tripoli"),
    *("Valencia",),
}


def read(name: str) -> list[dict[str, str]]:
    lines = (TABLES / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    header, *rows = [line.split("\t") for line in lines if not line.startswith("#")]
    return [dict(zip(header, row, strict=True)) for row in rows]


def split(cell: str) -> list[str]:
    return cell.split("|") if cell else []


def shared(owned: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    """List the names that several owners claim."""
    owners: dict[str, set[str]] = defaultdict(set)
    for name, owner in owned:
        owners[name].add(owner)
    return {name: found for name, found in owners.items() if len(found) > 1}


def actor_names(lang: str) -> Iterator[tuple[str, str]]:
    """List every name of an actor or medium in one language, with its key."""
    columns = ("name", "names", "adjectives", "people", "capital", "seats")
    for row in read("states"):
        yield from ((name, row["key"]) for column in columns for name in split(row[f"{column}_{lang}"]))
    for table in ("organisations", "institutions"):
        for row in read(table):
            yield from ((name, row["key"]) for name in split(row[f"names_{lang}"]))
    for row in read("media"):
        yield from ((name, f"medium {row['key']}") for name in split(row["names"]))


@pytest.mark.parametrize("name", COLUMNS)
def test_the_header_lines_name_title_columns_source_and_licence(name):
    head = (
        (TABLES / f"{name}.tsv").read_text(encoding="utf-8").split("\n" + COLUMNS[name].split()[0] + "\t")[0]
    )
    comments = head.splitlines()
    assert all(line.startswith("# ") for line in comments)
    for word in ("Columns: ", "Source", "Licence: ", "Compiled 20"):
        assert any(word in line for line in comments), word


def test_share_alike_and_attribution_are_honoured():
    for name, words in {"plover": "CC BY-SA 4.0", "cameo": "CC BY-SA 4.0", "cities": "CC BY 4.0"}.items():
        assert words in (TABLES / f"{name}.tsv").read_text(encoding="utf-8")
    assert "GeoNames" in (TABLES / "cities.tsv").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", COLUMNS)
def test_every_line_has_the_columns_and_clean_cells(name):
    rows = read(name)
    assert rows
    assert list(rows[0]) == COLUMNS[name].split()
    for row in rows:
        for column, cell in row.items():
            assert cell == cell.strip(), row
            assert not re.search(r'["’‘\xa0]|  ', cell), row
            if column.startswith(LISTS):
                parts = cell.split("|") if cell else []
                assert all(part and part == part.strip() for part in parts), (row, column)
                assert len(set(parts)) == len(parts), (row, column)


@pytest.mark.parametrize("name", ["states", "organisations", "media"])
def test_keys_are_unique_and_sorted(name):
    keys = [row["key"] for row in read(name)]
    assert keys == sorted(set(keys))


def test_no_medium_shares_a_key_with_an_actor():
    """Media never act: a state of the same key would never act either."""
    media = {row["key"] for row in read("media")}
    assert not media & {row["key"] for name in ("states", "organisations") for row in read(name)}


def test_cities_are_unique_and_sorted():
    keys = [(row["name_en"], row["country"]) for row in read("cities")]
    assert keys == sorted(set(keys))


def test_modes_and_contexts_are_unique():
    plover = [(row["type"], row["mode"]) for row in read("plover")]
    cameo = [(row["type"], row["mode"], row["context"]) for row in read("cameo")]
    assert len(set(plover)) == len(plover)
    assert len(set(cameo)) == len(cameo)


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_no_name_belongs_to_two_actors(lang):
    assert set(shared(actor_names(lang))) <= set(SHARED_ACTORS)


def test_every_exception_is_still_needed():
    found = {name for lang in ("en", "fr") for name in shared(actor_names(lang))}
    assert found == set(SHARED_ACTORS)


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_no_name_belongs_to_two_places(lang):
    owned = [
        (name, f"{row['name_en']}/{row['country']}")
        for row in read("cities")
        for name in {row[f"name_{lang}"], *split(row["aliases"])}
    ]
    # The article of an Arabic name is written in many ways: one exception stands for all of them.
    found = {re.sub(r"^(al|el|El|Al)[- ](?=Bayda$)", "Al-", name) for name in shared(owned)}
    assert found <= SHARED_PLACES


def test_references_between_the_tables_hold():
    states = {row["key"] for row in read("states")}
    organisations = {row["key"] for row in read("organisations")}
    assert not states & organisations
    assert {row["state"] for row in read("organisations")} <= states | {""}
    assert {row["key"] for row in read("institutions")} <= states | organisations
    assert {row["state"] for row in read("media")} <= states | {""}
    assert {row["country"] for row in read("cities")} <= states | {""}
    assert {row["kind"] for row in read("organisations")} == KINDS


def test_every_member_of_the_united_nations_is_complete():
    members = [row for row in read("states") if row["un_member"] == "1"]
    assert len(members) == 193
    for row in [
        *members,
        *(row for row in read("states") if row["key"] in ("VAT", "PSE", "TWN", "XKX", "ESH")),
    ]:
        for column in ("name", "adjectives", "people", "capital"):
            assert row[f"{column}_en"], row["key"]
            assert row[f"{column}_fr"], row["key"]
        assert re.fullmatch(r"Q\d+", row["wikidata"])


def test_ambiguous_names_are_names_of_their_row():
    for row in read("states"):
        columns = [column for column in row if column.endswith(("_en", "_fr"))]
        own = {name for column in columns for name in split(row[column])}
        assert set(split(row["ambiguous"])) <= own, row["key"]


def test_french_adjectives_come_with_all_their_forms():
    forms = {row["key"]: set(split(row["adjectives_fr"])) for row in read("states")}
    assert {"libyen", "libyenne", "libyens", "libyennes"} <= forms["LBY"]
    assert {"français", "française", "françaises"} <= forms["FRA"]
    assert {"turc", "turque", "turcs", "turques"} <= forms["TUR"]
    assert {"nord-coréen", "nord-coréenne", "nord-coréens", "nord-coréennes"} <= forms["PRK"]


def test_every_capital_is_a_place():
    capitals = {row["country"] for row in read("cities") if row["capital"] == "1"}
    members = {row["key"] for row in read("states") if row["un_member"] == "1"}
    assert members <= capitals


@pytest.mark.parametrize("name", ["states", "cities"])
def test_coordinates_lie_on_the_earth(name):
    for row in read(name):
        assert -90 <= float(row["lat"]) <= 90
        assert -180 <= float(row["lon"]) <= 180


def test_all_types_and_modes_have_a_score_and_a_code():
    wanted = {(kind, mode) for kind, modes in MODES.items() for mode in ("", *modes.split())}
    assert {(row["type"], row["mode"]) for row in read("plover")} == wanted
    assert {(row["type"], row["mode"]) for row in read("cameo") if not row["context"]} == wanted
    assert {(row["type"], row["mode"]) for row in read("cameo")} == wanted


def test_scores_and_codes_are_well_formed():
    for row in read("plover"):
        assert -10 <= float(row["score"]) <= 10
        assert re.fullmatch(r"(verbal|material) (cooperation|conflict)", row["quad"])
    assert {row["score"] for row in read("plover") if (row["type"], row["mode"]) == ("ACCUSE", "")} == {"-3"}
    for row in read("cameo"):
        assert re.fullmatch(r"(0[3-9]|1\d|20)\d{1,2}", row["cameo"]), row
        assert re.fullmatch(r"[a-z_]*", row["context"]), row
