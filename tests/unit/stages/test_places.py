"""Where each event of a report was, and where each statement was made; the texts are ours."""

import pytest

import memcon


def read(text, language):
    return memcon.read(text, published="2025-07-03", language=language).to_dict()


def name(place):
    return place and place["name"]


@pytest.mark.parametrize(
    ("language", "text", "trigger", "place"),
    [
        ("fr", "Emmanuel Macron a rencontré mardi à Genève le président chinois.", "rencontré", "Genève"),
        ("fr", "L'armée russe a mené une attaque au drone à Kharkiv.", "attaque au drone", "Kharkiv"),
        ("fr", "L'armée russe a mené une attaque contre une usine à Kharkiv.", "attaque", "Kharkiv"),
        ("fr", "Rome et Oslo se sont entretenus de la guerre en Ukraine.", "entretenus", None),
        ("fr", "Paris a condamné les frappes à Beyrouth.", "condamné", None),
        ("fr", "Paris a condamné l'attaque.", "condamné", None),
        ("fr", "Alger a reproché à Paris de mentir.", "reproché", None),
        ("en", "France and China held talks in Geneva on Tuesday.", "talks", "Geneva"),
        ("en", "Russia attacked a hospital in Kyiv.", "attacked", "Kyiv"),
        ("en", "Paris condemned the strikes in Beirut.", "condemned", None),
        ("en", "Beijing rejected the accusations.", "rejected", None),
    ],
)
def test_where_an_event_was(language, text, trigger, place):
    events = {e["mentions"][0]["text"]: e for e in read(text, language)["events"]}
    assert name(events[trigger]["where"]) == place


def test_a_place_says_its_country_and_where_it_lies():
    (event,) = read("Russia attacked a hospital in Kyiv.", "en")["events"]
    assert event["where"]["text"] == "Kyiv"
    assert event["where"]["country"] == "UKR"
    assert round(event["where"]["latitude"]) == 50


def test_where_a_statement_was_made():
    text = "The French president said in Berlin that Russia had closed its border with Georgia."
    (statement,) = read(text, "en")["statements"]
    assert name(statement["where"]) == "Berlin"
