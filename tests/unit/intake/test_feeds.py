"""RSS and Atom feeds, good and bad, and the reports of their entries."""

from pathlib import Path

import pytest
from loopback import Site
from test_pages import ARTICLE

from memcon.errors import MayNotFetch, NotAReport, UnreadableInput
from memcon.intake.feeds import Entry, Feed, from_page, from_path, is_complete, parse, report
from memcon.intake.fetch import Fetcher

RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
  xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Le Quotidien &amp; Cie</title><link>https://example.org/</link>
<item><title>Sommet à &lt;i&gt;Genève&lt;/i&gt;</title><link>/a?utm_source=rss</link>
  <guid isPermaLink="false">17</guid><pubDate>Thu, 03 Jul 2025 23:30:00 -0400</pubDate>
  <dc:creator>Jeanne Martin</dc:creator><description>Le sommet…</description></item>
<item><guid>https://example.org/b</guid><title>Accord</title><pubDate>3 juillet</pubDate></item>
<item><title>Sans adresse</title></item>
<item><title>Piège</title><link>file:///etc/passwd</link></item>
</channel></rss>"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Wire</title>
<entry><title type="html">Talks &amp;amp; terms</title><id>urn:1</id>
<link rel="enclosure" href="https://example.org/1.mp3"/><link rel="alternate" href="https://example.org/1"/>
<updated>2025-07-05T01:00:00Z</updated><published>2025-07-03T01:00:00+09:00</published>
<author><name>A. Smith</name></author><source><title>The Agency</title></source></entry>
<entry><title>Only updated</title><link href="https://example.org/2"/>
<updated>2025-07-04T10:00:00Z</updated></entry></feed>"""

BODY = "".join(
    f"<p>On Tuesday Russia and Ukraine held round {number} of the talks in Geneva, and both sides said that "
    "the ceasefire would hold for thirty days while envoys meet again in Vienna.</p>"
    for number in range(1, 9)
)


def read(text: str) -> Feed:
    return parse(text.encode(), name="feed.xml", url="https://example.org/feed")


def test_what_an_rss_feed_says_of_its_reports() -> None:
    feed = read(RSS)
    assert (feed.title, feed.fault) == ("Le Quotidien & Cie", "")
    first, second = feed.entries
    assert first.key == "https://example.org/a"
    assert first.link == "https://example.org/a?utm_source=rss"
    assert first.title == "Sommet à Genève"
    assert (first.published.value, str(first.published.basis)) == ("2025-07-03", "metadata")
    assert (first.publisher, first.authors) == ("Le Quotidien & Cie", ("Jeanne Martin",))
    assert (second.key, second.published.value) == ("https://example.org/b", None)


def test_what_an_atom_feed_says_of_its_reports() -> None:
    first, second = read(ATOM).entries
    assert (first.link, first.title) == ("https://example.org/1", "Talks & terms")
    assert (first.published.value, first.publisher) == ("2025-07-03", "The Agency")
    assert (second.published.value, second.publisher) == ("2025-07-04", "Wire")


def test_an_entry_is_listed_once() -> None:
    twice = RSS.replace("<item><guid>https://example.org/b", "<item><guid>https://example.org/a")
    assert [entry.key for entry in read(twice).entries] == ["https://example.org/a"]


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16"])
@pytest.mark.parametrize("stated", ["", "application/rss+xml; charset=iso-8859-2", "text/xml"])
def test_encodings(encoding: str, stated: str) -> None:
    if encoding != "utf-8" and "iso-8859-2" in stated:
        pytest.skip("two wrongs: nothing says what the bytes are")
    data = RSS.replace('encoding="utf-8"', f'encoding="{encoding}"').encode(encoding)
    assert parse(data, name="f", content_type=stated).title == "Le Quotidien & Cie"
    assert "à Genève" in (
        parse(data, name="f", content_type=stated, url="https://e.org/").entries[0].title or ""
    )


def test_a_damaged_feed_is_read_as_far_as_it_goes() -> None:
    feed = read(RSS[: RSS.index("<item><title>Sans")])
    assert len(feed.entries) == 2
    assert feed.fault


def test_a_feed_without_news_is_a_feed() -> None:
    assert read("<rss version='2.0'><channel><title>Calm</title></channel></rss>").entries == ()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\0\xff\xfe garbage" * 100,
        b"Just words.",
        b"{}",
        b"<html><body>Not found</body></html>",
        b"/etc/passwd",
    ],
)
def test_what_is_no_feed_is_said(data: bytes) -> None:
    with pytest.raises(NotAReport, match="no RSS or Atom feed"):
        parse(data, name="feed.xml")


def test_a_page_is_asked_for_its_feed() -> None:
    page = b'<html><head><link rel="alternate" type="application/rss+xml" href="/rss.xml"></head></html>'
    with pytest.raises(NotAReport, match=r"not a feed; try its feed: https://example\.org/rss\.xml"):
        parse(page, name="https://example.org/", url="https://example.org/news")


def test_entities_do_not_explode() -> None:
    layers = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    bomb = (
        f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY e0 "ha">{layers}<!ENTITY x SYSTEM "file:///etc/passwd">]>'
        "<rss version='2.0'><channel><item><title>&e11;&x;</title><link>https://example.org/a</link></item>"
        "</channel></rss>"
    )
    title = read(bomb).entries[0].title or ""
    assert len(title) < 1000
    assert "root:" not in title


def test_a_saved_feed(tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    path.write_text(ATOM, encoding="utf-8")
    assert from_path(path).name == str(path)
    with pytest.raises(UnreadableInput, match="cannot be opened"):
        from_path(tmp_path / "none.xml")


class TestComplete:
    def test_a_whole_report_is(self) -> None:
        assert is_complete(BODY)
        assert is_complete(BODY.replace("Geneva", '<a href="/g">Geneva</a>'))

    @pytest.mark.parametrize(
        "markup",
        [
            "",
            "<p>Short.</p>",
            BODY + "<p>And then…</p>",
            BODY + "<p>And then [...]</p>",
            BODY + "<p>And then [&#8230;]</p>",
            BODY + '<p><a href="https://example.org/a">Lire la suite</a></p>',
            BODY + '<a class="more" href="/a">Read <b>more</b> →</a></p>\n',
        ],
    )
    def test_a_teaser_is_not(self, markup: str) -> None:
        assert not is_complete(markup)


class TestReports:
    def test_a_complete_entry_needs_no_page(self, site: Site, fetcher: Fetcher) -> None:
        found = report(Entry("k", site.url("/a"), "Talks in Geneva", publisher="Wire", content=BODY), fetcher)
        assert found.text.startswith("Talks in Geneva\n")
        assert found.text.count("round") == 8
        assert (found.source, found.url, found.publisher) == ("k", site.url("/a"), "Wire")
        assert site.asked == []

    def test_another_is_fetched(self, site: Site, fetcher: Fetcher) -> None:
        site.give("/feed", RSS.replace("https://example.org/", site.url("/")))
        site.give("/a?utm_source=rss", ARTICLE, Content_Type="text/html")
        entry = from_page(fetcher.fetch(site.url("/feed"))).entries[0]
        found = report(entry, fetcher)
        assert (found.source, found.url) == (site.url("/a"), site.url("/a"))
        assert (found.publisher, found.authors) == ("Le Quotidien", ("Jeanne Martin",))
        assert "Nous ne céderons pas" in found.text

    def test_the_list_can_settle_it(self, site: Site, fetcher: Fetcher) -> None:
        site.give("/a", ARTICLE, Content_Type="text/html")
        entry = Entry("k", site.url("/a"), "T", content=BODY)
        assert "Genève" in report(entry, fetcher, whole="page").text
        assert "round 8" in report(Entry("k", None, "T", content=BODY), fetcher, whole="entry").text

    def test_an_entry_with_nothing_to_read_is_said(self, fetcher: Fetcher) -> None:
        with pytest.raises(NotAReport, match="neither a page nor a complete text"):
            report(Entry("k", None, "T", content="<p>Short.</p>"), fetcher)

    def test_a_feed_leads_to_no_private_address(self, fetcher: Fetcher) -> None:
        with pytest.raises(MayNotFetch):
            report(Entry("k", "http://10.0.0.1/admin", "T"), fetcher)
