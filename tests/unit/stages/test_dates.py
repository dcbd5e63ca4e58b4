"""Which day each event of a report has; the texts are ours."""

import pytest

import memcon

DAY = "2025-07-03"
MON, TUE, WED = "2025-06-30", "2025-07-01", "2025-07-02"


def dates(text, language):
    data = memcon.read(text, published=DAY, language=language).to_dict()
    return {
        e["mentions"][0]["text"]: e["when"] and (e["when"]["from"], e["when"]["to"]) for e in data["events"]
    }


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        # A day hangs from the verb, and loose between verb and object.
        ("fr", "Paris a condamné mercredi l'attaque.", {"condamné": (WED, WED)}),
        ("fr", "Oslo a expulsé, mardi 1er juillet, deux diplomates russes.", {"expulsé": (TUE, TUE)}),
        ("fr", "Paris accuse Moscou.", {"accuse": None}),
        ("fr", "Israël a bombardé Beyrouth lundi et mardi.", {"bombardé": (MON, TUE)}),
        (
            "en",
            "China and Russia held joint drills from June 12 to 16.",
            {"held joint drills": ("2025-06-12", "2025-06-16")},
        ),
        # The occasion gives its day; what comes after, and what is condemned, has another.
        (
            "fr",
            "Lors d'une réunion lundi à Rome, Berlin a exhorté l'Iran à négocier.",
            {"exhorté": (MON, MON)},
        ),
        (
            "fr",
            "Dans un communiqué publié mercredi, Ankara a rejeté les accusations d'Athènes.",
            {"rejeté": (WED, WED)},
        ),
        ("en", "Britain criticized Iran at a meeting on Monday.", {"criticized": (MON, MON)}),
        (
            "en",
            "In a statement issued on Wednesday, Turkey rejected the accusations of Greece.",
            {"rejected": (WED, WED)},
        ),
        (
            "fr",
            "Moscou a dénoncé mardi les sanctions imposées par l'Union européenne en 2022.",
            {"dénoncé": (TUE, TUE)},
        ),
        ("en", "Germany expelled two Russian diplomats after last year's coup.", {"expelled": None}),
        # A bound is no day, a day to come none of what is done.
        (
            "fr",
            "La Turquie a fermé sa frontière avec la Syrie jusqu'au 9 juillet.",
            {"fermé sa frontière": None},
        ),
        ("en", "Turkey has closed its border with Syria since Monday.", {"closed its border": None}),
    ],
)
def test_the_day_of_an_event(language, text, expected):
    assert dates(text, language) == expected


@pytest.mark.parametrize(
    ("language", "text", "trigger", "expected"),
    [
        (
            "fr",
            "Paris a dénoncé mardi les frappes russes. La France a appelé Moscou à cesser le feu.",
            "appelé",
            (TUE, TUE),
        ),
        (
            "fr",
            "Les présidents français et américain se sont entretenus mardi. Ils ont condamné l'Iran.",
            "condamné",
            (TUE, TUE),
        ),
        (
            "en",
            "France on Tuesday condemned Russian strikes. Paris urged Moscow to stop.",
            "urged",
            (TUE, TUE),
        ),
        (
            "en",
            "France on Tuesday condemned Russian strikes. Paris accuses Moscow of lying.",
            "accuses",
            None,
        ),
        ("en", "France condemned Russian strikes in June. Paris urged Moscow to stop.", "urged", None),
        ("en", "Russia attacked Ukraine on Tuesday. Kyiv condemned Moscow.", "condemned", None),
        ("en", "Russia attacked Ukraine on Thursday. Kyiv condemned Moscow.", "condemned", (DAY, DAY)),
        ("en", "Russia attacked Ukraine on Thursday. Kyiv accuses Moscow of lying.", "accuses", None),
    ],
)
def test_the_day_that_an_actor_s_next_words_have(language, text, trigger, expected):
    assert dates(text, language)[trigger] == expected


def test_the_day_of_a_statement():
    text = "Le ministre français a affirmé mercredi que l'usine avait fermé le 12 mai."
    (statement,) = memcon.read(text, published=DAY, language="fr").to_dict()["statements"]
    assert statement["when"] == {"from": WED, "to": WED}


def test_a_number_of_a_date_counts_nobody():
    text = "Les attaques commises le 22 avril par la Russie ont tué des civils."
    (event,) = memcon.read(text, published=DAY, language="fr").to_dict()["events"]
    assert event["when"] == {"from": "2025-04-22", "to": "2025-04-22"}
    assert "numbers" not in event["details"]
