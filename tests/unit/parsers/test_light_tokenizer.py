"""The light language class cuts words exactly as the stock French and English classes do."""

import random
import tomllib
from functools import cache
from pathlib import Path

import pytest
import spacy
from spacy.language import Language

from memcon import lang
from memcon.parsers.models import load_model, model_path

SPECS = Path(__file__).parents[2] / "specs"
TEMPLATES = {
    "fr": (
        "{a} s’est entretenu avec {b}{p} a-t-il dit {q} le {d}.",
        "Selon {a}, l'ambassadeur d'{b} n'a pu qu'accepter {p} {q}",
        "{q}, répond-elle à {b} aujourd'hui{p} c'est-à-dire le {d} vis-à-vis de {a}…",
        "M. {a}, {b} et Mme {a} : {p}{q}{p} ({d}), {b}-t-il là-bas, jusqu'à {d}",
    ),
    "en": (
        "{a} didn't meet {b}{p} he'd said {q} on {d}.",
        "According to {a}, U.S.-based {b} can't {p} {q}",
        "{q}, {b}'s spokesman told {a}'s{p} i.e. on {d} e.g. e-mail…",
        "Mr. {a}, {b} and Mrs. {a}: {p}{q}{p} ({d}), $1.5bn {b}-led, gonna {d}",
    ),
}
NAMES = [
    *(
        "Jean-Noël Barrot",
        "Cœur",
        "Þór Ægisson",
        "Łukasz Żółć",
        "Recep Tayyip Erdoğan",
        "O’Brien",
        "N'Djamena",
    ),
    *(
        "Владимир Путин",
        "محمد بن سلمان",
        "習近平",
        "Côte d’Ivoire",
        "al-Assad",
        "États-Unis",
        "U.N.",
        "ŽIŽEK",
    ),
    *(
        "Nguyễn Phú Trọng",
        "Πούτιν",
        "von der Leyen",
        "presqu'île",
        "entr'acte",
        "grand'mère",
        "G7/G20",
        "M23",
    ),
    *("aujourd’hui", "prud'homme", "Saint-Pétersbourg", "El-Béchir", "dell'Utri", "d'Estaing", "L'Aquila"),
]
MARKS = [
    "",
    ",",
    " ;",
    "!",
    "?!",
    " –",
    "—",
    "…",
    "...",
    " :",
    "»",
    "’",
    "'",
    '"',
    "/",
    "-",
    "\u00a0!",
    "%",
    "°C",
]
QUOTES = [
    *("« Non »", "“No”", '"a b"', "‘c’", "https://un.org/a?b=c", "a@b.fr", "@Elysee", "#Kiev", "🇫🇷👍", ":-)"),
    *(
        "1.234,5 €",
        "10h30",
        "3e",
        "XXIe",
        "1er",
        "50km",
        "n°5",
        "2025-07-03",
        "-20%",
        "\u202f000",
        "x2",
        "½",
        "²",
    ),
]
DAYS = ["3 juillet", "1er mars", "July 3rd", "12/05/2022", "lundi-mardi", "4-5 May", "l'an 2000", "’22"]


@cache
def stock(code: str) -> Language:
    return spacy.load(model_path(lang.load(code).syntax.parser))


def varied(code: str, count: int) -> list[str]:
    """Fill the templates at random, the same each time."""
    choose = random.Random(1).choice  # noqa: S311 - the same sentences each time
    parts = (("a", NAMES), ("b", NAMES), ("p", MARKS), ("q", QUOTES), ("d", DAYS))
    return [choose(TEMPLATES[code]).format(**{k: choose(v) for k, v in parts}) for _ in range(count)]


def from_specs(code: str) -> list[str]:
    tables = [
        tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(SPECS.glob(f"{code}/events*.toml"))
    ]
    return [case["text"] for table in tables for case in table.get("case", [])]


@pytest.mark.parametrize("code", ["fr", "en"])
def test_two_thousand_varied_sentences_and_the_specs_are_cut_alike(code: str):
    light, heavy = load_model(lang.load(code).syntax.parser), stock(code)
    sentences = list(dict.fromkeys([*varied(code, 3000), *from_specs(code)]))
    assert len(sentences) > 2500
    different = [
        (ours, theirs)
        for sentence in sentences
        if (ours := [t.text for t in light.make_doc(sentence)])
        != (theirs := [t.text for t in heavy.make_doc(sentence)])
    ]
    assert different == []


@pytest.mark.parametrize("code", ["fr", "en"])
def test_the_words_have_the_same_shapes_so_that_the_model_sees_the_same(code: str):
    light, heavy = load_model(lang.load(code).syntax.parser), stock(code)

    def seen(nlp: Language, sentence: str) -> list[tuple[str, ...]]:
        return [(t.norm_, t.prefix_, t.suffix_, t.shape_) for t in nlp.make_doc(sentence)]

    sentences = [*varied(code, 200), *from_specs(code)]
    different = [
        (ours, theirs)
        for s in sentences
        for ours, theirs in zip(seen(light, s), seen(heavy, s), strict=True)
        if ours != theirs
    ]
    assert different == []
