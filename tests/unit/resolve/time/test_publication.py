"""Publication days read and inferred; the texts are ours."""

from datetime import date

import pytest

from memcon import lang
from memcon.model import Basis, Boilerplate, Document, Published, Source, Span
from memcon.resolve.time.publication import infer
from memcon.stages.time.expressions import find


def anything(_):
    return True


def between(first, last):
    return lambda day: date.fromisoformat(first) <= day <= date.fromisoformat(last)


def published(text, code="fr", plausible=anything, given_=None, **kwargs):
    document = Document("", text, code, Source(text), given_ or Published(), (), (), ())
    return infer(document, find(document, lang.load(code)), plausible, **kwargs)


@pytest.mark.parametrize(
    ("code", "text", "day"),
    [
        ("fr", "Publié le 3 juillet 2025 à 18h12\n\nLe roi est parti mardi.", "2025-07-03"),
        ("fr", "Le roi est parti\nMis à jour le 3 juillet 2025\nIl reviendra.", "2025-07-03"),
        ("fr", "Le roi est parti\n\n3 juillet 2025\n\nIl reviendra.", "2025-07-03"),
        ("fr", "Crise au palais (3 juillet 2025)\n\nLe roi est parti.", "2025-07-03"),
        ("fr", "Agence X Mercredi le 02 Juillet 2025\nLe roi est parti mardi.", "2025-07-02"),
        ("fr", "Genève, le 3 mai 2019 – Le roi est parti.", "2019-05-03"),
        ("fr", "Ce jeudi 3 juillet 2025, le roi est parti, après dix ans.", "2025-07-03"),
        ("en", "The king left\nJuly 3, 2025\nHe will return.", "2025-07-03"),
        ("en", "Published: 3 July 2025\nThe king left on Tuesday.", "2025-07-03"),
        ("en", "GENEVA, July 3, 2025 (Agency) - The king left.", "2025-07-03"),
        ("en", "Updated on 2025-07-03\nThe king left.", "2025-07-03"),
    ],
)
def test_a_date_line_is_read(code, text, day):
    found = published(text, code)
    assert (found.value, found.basis) == (day, Basis.TEXT)
    (span,) = found.evidence
    assert text[span.start : span.end] == span.text


def test_a_page_s_head_shows_another_day_than_its_report():
    lead = "The king left the capital after a long day of talks with envoys of the two sides, who had "
    text = f"Friday April 26, 2024\n\nThe king left\n\nApril 08, 2019\n\n{lead * 3}\n\nJune 3, 2020"
    assert published(text, "en").value == "2019-04-08"


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("fr", "Les attentats du 13 novembre 2015\n\nLe procès s'est ouvert mardi."),
        ("fr", "Le roi est mort le 3 mars 2014 à Tunis. Son fils lui a succédé."),
        ("en", "The king died on 3 March 2014 in Tunis. His son followed him."),
        ("en", "On May 5, the envoy left. On Tuesday, he returned."),
    ],
)
def test_a_bare_past_date_is_not_the_publication_day(code, text):
    assert published(text, code) == Published()


def test_what_the_source_gives_is_kept():
    given_ = Published("2020-01-01", Basis.METADATA)
    assert published("Publié le 3 juillet 2025", given_=given_) == given_


def test_the_year_comes_from_the_weekday_and_the_terms_of_office():
    text = "Ce jeudi 3 juillet, le président Martin a reçu la chancelière."
    found = published(text, plausible=between("2021-01-01", "2029-01-01"))
    assert (found.value, found.basis) == ("2025-07-03", Basis.INFERRED)
    assert [span.text for span in found.evidence] == ["Ce jeudi 3 juillet"]


def test_the_year_is_not_before_what_the_report_tells_as_past():
    text = "Ce jeudi 3 juillet, le roi est parti. Il régnait depuis février 2022."
    found = published(text, plausible=between("1990-01-01", "2026-01-01"))
    assert found.value == "2025-07-03"
    assert [span.text for span in found.evidence] == ["Ce jeudi 3 juillet", "février 2022"]


def test_a_tense_tells_what_is_past():
    text = "Ce jeudi 3 juillet, le roi est parti. Il avait été couronné en 2022."
    limits = between("1990-01-01", "2026-01-01")
    assert published(text, plausible=limits).value is None
    assert published(text, plausible=limits, tense_at=lambda _: "past").value == "2025-07-03"
    assert published(text, plausible=limits, tense_at=lambda _: "future").value is None


def test_other_weekdays_of_the_text_must_fit():
    text = "ROME, 3 juillet (Agence) - Le roi est parti. Lundi 30 juin, il dînait encore à Tunis."
    found = published(text, plausible=between("2021-01-01", "2029-01-01"))
    assert found.value == "2025-07-03"


def test_a_dateline_and_the_weekday_that_is_the_report_s_own():
    text = "ROME, 17 décembre (Agence) - Le roi parlera ce mercredi à midi."
    found = published(text, plausible=between("2009-01-01", "2017-01-01"))
    assert (found.value, found.basis) == ("2014-12-17", Basis.INFERRED)
    assert [span.text for span in found.evidence] == ["17 décembre", "ce mercredi à midi"]


def test_of_several_years_none_is_chosen():
    assert published("Ce jeudi 3 juillet, le roi est parti.") == Published()


def test_where_no_year_is_plausible_none_is_chosen():
    text = "Ce jeudi 3 juillet, le roi est parti."
    assert published(text, plausible=lambda _: False) == Published()


def test_a_day_to_come_is_not_the_report_s_own():
    text = "Le sommet est prévu jeudi 3 juillet à Rome."
    assert published(text, plausible=between("2021-01-01", "2029-01-01")) == Published()


def test_boilerplate_beside_a_date_line_does_not_hide_it():
    text = "Agence X 3 juillet 2025 Imprimer Envoyer cet article à un proche Partager sur un réseau\nLe roi."
    start = text.index("Imprimer")
    junk = Boilerplate(Span(start, start + 63, text[start : start + 63]), "share bar")
    document = Document("", text, "fr", Source(text), Published(), (), (), (junk,))
    assert infer(document, find(document, lang.load("fr")), anything).value == "2025-07-03"


@pytest.mark.parametrize(
    ("code", "text", "day"),
    [
        ("fr", "Hier, mercredi 2 juillet, le roi est parti.", "2025-07-03"),
        ("fr", "Dans la nuit du mercredi 2 au jeudi 3 juillet, le roi est parti.", "2025-07-03"),
        ("fr", "Lundi 30 juin, le roi dînait. Jeudi 3 juillet, il est parti.", "2025-07-03"),
        ("en", "On Monday, June 30, the king dined. On Thursday, July 3, he left.", "2025-07-03"),
    ],
)
def test_the_latest_day_told_is_the_report_s_own(code, text, day):
    found = published(text, code, plausible=between("2021-01-01", "2029-01-01"))
    assert (found.value, found.basis) == (day, Basis.INFERRED)


def test_a_day_without_its_weekday_needs_one_year_only():
    text = "The king left on July 3. The fleet had sailed on June 30."
    only = between("2025-01-01", "2025-12-31")
    assert published(text, "en", only, tense_at=lambda _: "past").value == "2025-07-03"
    assert published(text, "en", only).value is None
    assert published(text, "en", tense_at=lambda _: "past").value is None


def test_a_year_named_by_its_number_is_not_the_report_s_own():
    text = "BAMAKO, 31 Jan - The junta in power after the coup of 2021 has expelled the envoy."
    assert published(text, "en", between("2021-01-01", "2022-12-31")).value == "2022-01-31"


def test_a_whole_date_above_the_text_on_the_day_of_the_week_that_it_tells():
    text = "The king at the port, on Thursday, July 3, 2025.\nThe king left {} after a reign."
    assert published(text.format("Thursday"), "en").value == "2025-07-03"
    assert published(text.format("Monday"), "en").value is None
