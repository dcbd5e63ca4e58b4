"""What an address or a feed's file stands for; nothing is fetched before its turn."""

import json
from functools import partial
from pathlib import Path

import pytest
from loopback import Site
from test_feeds import RSS
from test_pages import ARTICLE

import memcon
from memcon.errors import NotThere
from memcon.intake.web import Web

LOOPBACK = partial(Web, allow=("127.0.0.1",))


def test_a_page_is_one_report(site: Site) -> None:
    site.give("/a", ARTICLE, Content_Type="text/html")
    (found,) = LOOPBACK().gather(site.url("/a"))
    assert str(found) == site.url("/a")
    assert memcon.read(found).document.source.url == site.url("/a")
    assert site.paths == ["/a"]


@pytest.mark.parametrize("saved", [True, False])
def test_a_feed_is_many_which_wait_for_their_turn(site: Site, tmp_path: Path, saved: bool) -> None:
    text = RSS.replace("https://example.org/", site.url("/")).replace(
        "<link>/a?utm_source=rss", f"<link>{site.url('/a?utm_source=rss')}"
    )
    path = tmp_path / "feed.xml"
    path.write_text(text, encoding="utf-8")
    site.give("/feed", text)
    first, second = LOOPBACK().gather(str(path) if saved else site.url("/feed"))
    assert (first.source, second.source) == (site.url("/b"), site.url("/a"))
    assert site.paths == ([] if saved else ["/feed"])
    site.give("/a?utm_source=rss", ARTICLE, Content_Type="text/html")
    assert memcon.read(second).document.published.value == "2025-07-03"
    with pytest.raises(NotThere):
        memcon.read(first)


def test_only_a_file_with_a_feed_is_one(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text(RSS, encoding="utf-8")
    (tmp_path / "b.xml").write_text("<?xml version='1.0'?><report/>", encoding="utf-8")
    (tmp_path / "c.txt").write_text(RSS, encoding="utf-8")
    (tmp_path / "d.xml").mkdir()
    names = ["a.xml", "b.xml", "c.txt", "d.xml", "e.xml"]
    assert [name for name in names if Web().accepts(str(tmp_path / name))] == ["a.xml"]


def test_what_gives_nothing_says_so_when_its_turn_comes(site: Site) -> None:
    (found,) = LOOPBACK().gather(site.url("/none"))
    with pytest.raises(NotThere, match="HTTP 404"):
        memcon.read(found)


def test_memcon_read_takes_feeds(site: Site, memcon_here) -> None:
    site.give("/feed", RSS.replace("https://example.org/", site.url("/")))
    site.give("/b", ARTICLE, Content_Type="text/html")
    done = memcon_here("read", site.url("/feed"), "--allow", "127.0.0.1", "--format", "jsonl")
    assert done.status == 3
    assert json.loads(done.out)["document"]["url"] == site.url("/b")
    assert "1 of 2 inputs failed" in done.err
