"""From a fetched page to its report."""

import json

import pytest
from loopback import Site

from memcon.errors import NotAReport, NotText
from memcon.intake.fetch import Fetcher, Page
from memcon.intake.pages import charset, from_url, is_feed, tidy

ARTICLE = """<!doctype html><html lang="fr"><head><title>Sommet à Genève</title>
<meta property="og:site_name" content="Le Quotidien"><meta property="article:published_time"
content="2025-07-03T08:00:00+02:00"></head><body><nav>Accueil Sport</nav><article><h1>Sommet à Genève</h1>
<p>Le président français a appelé mardi son homologue ukrainien pour préparer le sommet de Genève.</p>
<p>« Nous ne céderons pas sur la sécurité de l'Europe », a déclaré le ministre des affaires étrangères.</p>
</article></body></html>"""


def test_an_article_with_what_its_page_says(site: Site, fetcher: Fetcher) -> None:
    site.give("/go", "", 302, Location="/a?utm_source=rss&id=3")
    site.give("/a?utm_source=rss&id=3", ARTICLE, Content_Type="text/html; charset=utf-8")
    found = from_url(site.url("/go"), fetcher)
    assert found.text.startswith("Sommet à Genève")
    assert "Accueil" not in found.text
    assert found.publisher == "Le Quotidien"
    assert (found.published.value, str(found.published.basis)) == ("2025-07-03", "metadata")
    assert (found.source, found.url) == (site.url("/go"), site.url("/a?id=3"))


@pytest.mark.parametrize(
    "stated", ["text/html; charset=utf-8", "text/html; charset=nonsense", "text/html", ""]
)
@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-8-sig"])
def test_a_wrong_charset_does_no_harm(site: Site, fetcher: Fetcher, stated: str, encoding: str) -> None:
    site.give("/a", ARTICLE.encode(encoding), Content_Type=stated)
    text = from_url(site.url("/a"), fetcher).text
    assert "« Nous ne céderons pas" in text
    assert "Genève" in text


@pytest.mark.parametrize(
    ("content", "header", "expected"),
    [
        ("é".encode(), "text/html; charset=iso-8859-1", None),
        ("« é »".encode("cp1252"), "text/html; charset=ISO-8859-1", "cp1252"),
        ("Слово".encode("cp1251"), "text/html; charset=windows-1251", "windows-1251"),
        ("é".encode("cp1252"), "text/html; charset=utf-8", None),
        (b'<meta charset="iso-8859-15">\xa4', "text/html", "iso-8859-15"),
        ("é".encode("cp1252"), "text/html; charset=hex", None),
    ],
)
def test_what_encoding_is_believed(content: bytes, header: str, expected: str | None) -> None:
    assert charset(Page("u", "u", content, (("Content-Type", header),))) == expected


def test_plain_text_is_read(site: Site, fetcher: Fetcher) -> None:
    site.give("/a.txt", "La France a condamné l'attaque.", Content_Type="text/plain")
    found = from_url(site.url("/a.txt"), fetcher)
    assert (found.text, found.url) == ("La France a condamné l'attaque.", site.url("/a.txt"))


def test_what_is_no_report_is_said(site: Site, fetcher: Fetcher) -> None:
    site.give("/a.pdf", b"%PDF-1.7\n\0\0\0", Content_Type="application/pdf")
    site.give("/feed", "<?xml version='1.0'?><rss version='2.0'><channel/></rss>")
    site.give("/empty", "", Content_Type="text/html")
    with pytest.raises(NotText, match="PDF"):
        from_url(site.url("/a.pdf"), fetcher)
    with pytest.raises(NotAReport, match="is a feed"):
        from_url(site.url("/feed"), fetcher)
    with pytest.raises(NotAReport):
        from_url(site.url("/empty"), fetcher)


def test_a_page_about_feeds_is_no_feed() -> None:
    assert not is_feed(b"<!DOCTYPE html><html><body><pre><rss version='2.0'></pre></body></html>")
    assert is_feed('<?xml version="1.0" encoding="utf-16"?><rss version="2.0">'.encode("utf-16"))


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://www.example.org/a.html?xtor=RSS-3208", "https://www.example.org/a.html"),
        ("https://example.org/a?utm_medium=feed&id=3#top", "https://example.org/a?id=3"),
        ("https://example.org:443/a", "https://example.org/a"),
        ("https://[broken/a", "https://[broken/a"),
    ],
)
def test_addresses_are_tidied(address: str, expected: str) -> None:
    assert tidy(address) == expected


def test_memcon_read_takes_addresses(site: Site, memcon_here) -> None:
    site.give("/a", ARTICLE, Content_Type="text/html")
    done = memcon_here("read", site.url("/a"), "--allow", "127.0.0.1", "--format", "json")
    assert (done.status, done.err) == (0, "")
    document = json.loads(done.out)["document"]
    assert document["url"] == document["source"] == site.url("/a")
    assert document["published"]["value"] == "2025-07-03"


def test_memcon_read_refuses_what_is_not_public(site: Site, memcon_here) -> None:
    done = memcon_here("read", site.url("/a"))
    assert (done.status, done.out) == (1, "")
    assert done.err == (
        "memcon: 127.0.0.1 is not on the public internet; if you trust it, allow it: --allow 127.0.0.1\n"
    )
    assert site.asked == []
