"""What an address or a feed's file stands for; nothing is fetched before its turn."""

from pathlib import Path

import pytest
from loopback import Site
from test_feeds import RSS
from test_pages import ARTICLE

import memcon
from memcon.errors import NotAReport, NotThere
from memcon.intake.fetch import Fetcher
from memcon.intake.web import gather, is_feed_file


def test_a_page_is_one_report(site: Site, fetcher: Fetcher) -> None:
    site.give("/a", ARTICLE, Content_Type="text/html")
    (found,) = gather(site.url("/a"), fetcher)
    assert str(found) == site.url("/a")
    assert memcon.read(found).document.source.url == site.url("/a")
    assert site.paths == ["/a"]


@pytest.mark.parametrize("saved", [True, False])
def test_a_feed_is_many_which_wait_for_their_turn(
    site: Site, fetcher: Fetcher, tmp_path: Path, saved: bool
) -> None:
    text = RSS.replace("https://example.org/", site.url("/")).replace(
        "<link>/a?utm_source=rss", f"<link>{site.url('/a?utm_source=rss')}"
    )
    path = tmp_path / "feed.xml"
    path.write_text(text, encoding="utf-8")
    site.give("/feed", text)
    first, second = gather(str(path) if saved else site.url("/feed"), fetcher)
    assert (first.source, second.source) == (site.url("/b"), site.url("/a"))
    assert site.paths == ([] if saved else ["/feed"])
    site.give("/a?utm_source=rss", ARTICLE, Content_Type="text/html")
    assert memcon.read(second).document.published.value == "2025-07-03"
    with pytest.raises(NotThere):
        memcon.read(first)


def test_only_a_file_with_a_feed_is_one(tmp_path: Path, fetcher: Fetcher) -> None:
    (tmp_path / "a.xml").write_text(RSS, encoding="utf-8")
    (tmp_path / "b.xml").write_text("<?xml version='1.0'?><report/>", encoding="utf-8")
    (tmp_path / "c.txt").write_text(RSS, encoding="utf-8")
    (tmp_path / "d.xml").mkdir()
    names = [
        name for name in "abcde" if is_feed_file(str(next(tmp_path.glob(f"{name}.*"), tmp_path / "e.xml")))
    ]
    assert names == ["a"]
    with pytest.raises(NotAReport, match="no RSS or Atom feed"):
        gather(str(tmp_path / "b.xml"), fetcher)
