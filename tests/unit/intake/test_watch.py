"""The watch: rounds over good and bad feeds, against a real server, into a small real store."""

import json
import time
from collections.abc import Callable
from email.message import Message
from http.server import BaseHTTPRequestHandler
from itertools import pairwise
from pathlib import Path
from typing import Self

import pytest
from loopback import Clock, Site

from memcon import reader
from memcon.errors import MemconError
from memcon.intake.fetch import Fetcher, Manners, Validators
from memcon.intake.watchlist import Watched, Watchlist
from memcon.stages.record import Record
from memcon.watch import Happening, Round, Watch

Make = Callable[..., Fetcher]

SAID = (
    "Russia's president Vladimir Putin called Emmanuel Macron on Tuesday, the Kremlin said. "
    "France condemned the attack on Kharkiv."
)


class Store:
    """Records as lines of a file, each with its addresses."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def documents(self) -> list[dict]:
        if not self.path.exists():
            return []
        return [json.loads(line)["document"] for line in self.path.read_text("utf-8").splitlines()]

    def add(self, record: Record) -> None:
        with self.path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(record.to_dict(), ensure_ascii=False) + "\n")

    def seen(self, url: str) -> bool:
        return any(url in (document["source"], document["url"]) for document in self.documents())


class Visiting(Store):
    """A store that also keeps what servers said of their feeds."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.kept: dict[str, Validators] = {}

    def validators(self, url: str) -> Validators | None:
        return self.kept.get(url)

    def remember(self, url: str, validators: Validators) -> None:
        self.kept[url] = validators


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "records.jsonl")


@pytest.fixture
def watch(store: Store, clock: Clock, fetcher_with: Make) -> Callable[..., Watch]:
    """Make a watch over some addresses; what happens is in its `news`."""

    def make(*urls: str, keeper: Store = store, **options: object) -> Watch:
        manners = {name: options.pop(name) for name in ("largest", "timeout") if name in options}
        news: list[Happening | Round] = []
        made = Watch(
            Watchlist(tuple(Watched(url, 1800.0) for url in urls), **options),
            keeper,
            fetcher=fetcher_with(**manners),
            tell=news.append,
            clock=clock,
            sleep=clock.sleep,
        )
        made.news = news
        return made

    return make


def feed(*paths: str) -> str:
    items = "".join(
        f"<item><title>Report {path}</title><link>{path}</link>"
        "<pubDate>Thu, 03 Jul 2025 10:00:00 +0200</pubDate></item>"
        for path in paths
    )
    return f"<?xml version='1.0'?><rss version='2.0'><channel><title>Wire</title>{items}</channel></rss>"


def publish(site: Site, *paths: str, at: str = "/feed") -> None:
    site.give(at, feed(*(site.url(path) for path in paths)), Content_Type="application/rss+xml")
    for path in paths:
        if path not in site.pages:
            site.give(path, f"{path} {SAID}", Content_Type="text/plain")


def whats(watch: Watch) -> list[tuple[str, str]]:
    return [(one.what, one.url or one.feed) for one in watch.news if isinstance(one, Happening)]


def test_three_rounds_over_a_feed_that_grows(site: Site, store: Store, watch: Callable, clock: Clock) -> None:
    publish(site, "/b", "/a")
    watcher = watch(site.url("/feed"))
    first = watcher.go_round()
    assert (first.feeds, first.kept, first.known) == (1, 2, 0)
    publish(site, "/c", "/b", "/a")
    assert watcher.go_round().waiting == 1
    clock.now += 1800
    third = watcher.go_round()
    assert (third.kept, third.known, third.failed) == (1, 2, 0)
    assert [document["url"] for document in store.documents()] == [site.url(p) for p in ("/a", "/b", "/c")]
    document = store.documents()[0]
    assert document["published"] == {"value": "2025-07-03", "basis": "metadata", "evidence": []}
    assert document["publisher"] == "Wire"
    assert document["title"] == f"Report {site.url('/a')}"
    assert site.paths.count("/a") == 1
    assert str(third) == "round 3: 1 feeds asked; 1 reports kept, 2 known"


def test_run_sleeps_between_rounds(site: Site, watch: Callable, clock: Clock) -> None:
    publish(site, "/a")
    total = watch(site.url("/feed")).run(3)
    assert (total.number, total.feeds, total.kept, total.known) == (3, 3, 1, 2)
    assert max(clock.naps) > 1700


def test_a_restarted_watch_keeps_nothing_twice(site: Site, store: Store, watch: Callable) -> None:
    publish(site, "/a", "/b")
    site.give("/a", "", 302, Location="/moved?utm_source=rss")
    site.give("/moved?utm_source=rss", SAID, Content_Type="text/plain")
    assert watch(site.url("/feed")).go_round().kept == 2
    again = watch(site.url("/feed")).go_round()
    assert (again.kept, again.known) == (0, 2)
    assert len(store.documents()) == 2


def test_an_unchanged_feed_is_not_sent_again(site: Site, clock: Clock, tmp_path: Path) -> None:
    publish(site, "/a")
    body = site.pages["/feed"][2]

    def conditional(handler: BaseHTTPRequestHandler) -> tuple[int, dict[str, str], bytes]:
        return (304, {}, b"") if handler.headers["If-None-Match"] == '"1"' else (200, {"ETag": '"1"'}, body)

    site.pages["/feed"] = conditional
    keeper = Visiting(tmp_path / "visits.jsonl")
    watcher = Watch(
        Watchlist((Watched(site.url("/feed"), 1800.0),), manners=Manners(allow=("127.0.0.1",))),
        keeper,
        clock=clock,
        sleep=clock.sleep,
    )
    assert watcher.run(2).unchanged == 1
    assert keeper.kept == {site.url("/feed"): Validators('"1"', "")}, "the keeper can hold the validators"


def test_a_feed_with_a_report_still_open_is_asked_in_full(site: Site, watch: Callable, clock: Clock) -> None:
    publish(site, "/a", "/b")
    status, headers, body = site.pages["/feed"]
    site.pages["/feed"] = (status, headers | {"ETag": '"1"'}, body)
    site.give("/b", "", 500)
    watcher = watch(site.url("/feed"))
    first = watcher.go_round()
    assert (first.kept, first.failed) == (1, 1)
    site.give("/b", f"/b {SAID}", Content_Type="text/plain")
    clock.now += 1800
    assert watcher.go_round().kept == 1
    shown = [headers["If-None-Match"] for path, headers in site.asked if path == "/feed"]
    assert shown == [None, None]
    clock.now += 1800
    watcher.go_round()
    assert site.asked[-1][1]["If-None-Match"] == '"1"'


def test_what_can_never_be_read_is_tried_once_and_the_rest_three_times(
    site: Site, watch: Callable, clock: Clock
) -> None:
    publish(site, "/gone", "/german", "/broken", "/closed")
    site.give("/gone", "", 404)
    site.give("/german", "Der Kanzler hat am Dienstag mit dem Präsidenten über die Lage gesprochen. " * 5)
    site.give("/broken", "", 500)
    site.give("/robots.txt", "User-agent: *\nDisallow: /closed\n")
    watcher = watch(site.url("/feed"))
    for _ in range(5):
        watcher.go_round()
        clock.now += 1800
    assert [site.paths.count(path) for path in ("/gone", "/german", "/broken", "/closed")] == [1, 1, 3, 0]


class TestBadFeeds:
    @pytest.fixture
    def bad(self, site: Site) -> list[str]:
        """One feed of each bad kind, under its name."""

        def endless(handler: BaseHTTPRequestHandler) -> None:
            handler.send_response(200)
            handler.end_headers()
            for _ in range(10_000):
                handler.wfile.write(b"<item>" * 1_000)

        def slow(_: Message) -> tuple[int, dict[str, str], bytes]:
            time.sleep(1.5)
            return 200, {}, b"late"

        def hang_up(handler: BaseHTTPRequestHandler) -> None:
            handler.close_connection = True

        site.give("/broken", "<rss><channel><item></rss")
        site.give("/page", "<!doctype html><html><body>Hello</body></html>", Content_Type="text/html")
        site.give("/noise", bytes(range(256)) * 40)
        site.give("/empty", "")
        site.give("/none", "", 404)
        site.give("/error", "", 500)
        site.give("/circle", "", 302, Location="/circle")
        site.give("/private", "", 302, Location="http://10.0.0.1/feed")
        site.give("/gzip", b"not gzip", Content_Encoding="gzip")
        site.pages |= {"/endless": endless, "/slow": slow, "/hang-up": hang_up}
        return [site.url(path) for path in site.pages]

    def test_none_of_them_ends_the_watch(
        self, site: Site, watch: Callable, bad: list[str], clock: Clock
    ) -> None:
        publish(site, "/a", at="/good")
        watcher = watch(*bad, site.url("/good"), "nowhere.xml", largest=100_000, timeout=1.0)
        first = watcher.go_round()
        assert (first.feeds, first.unread, first.kept) == (len(bad) + 2, len(bad) + 1, 1)
        reasons = {
            one.feed: one.why for one in watcher.news if isinstance(one, Happening) and one.what == "unread"
        }
        assert set(reasons) == {*bad, "nowhere.xml"}
        assert "fault of memcon" not in " ".join(reasons.values())
        clock.now += 1800
        publish(site, "/b", "/a", at="/good")
        assert watcher.go_round().kept == 1

    def test_a_wrong_charset_is_read(self, site: Site, store: Store, watch: Callable) -> None:
        publish(site, "/a")
        body = feed(site.url("/a")).replace("Report", "Élysée : l'été")
        site.give("/feed", body, Content_Type="application/rss+xml; charset=iso-8859-1")
        site.give("/a", SAID, Content_Type="text/plain; charset=utf-16")
        watch(site.url("/feed")).go_round()
        assert store.documents()[0]["title"].startswith("Élysée : l'été")

    def test_a_damaged_feed_is_read_as_far_as_it_goes(self, site: Site, watch: Callable) -> None:
        publish(site, "/a")
        site.give("/feed", feed(site.url("/a"))[: -len("</channel></rss>")])
        watcher = watch(site.url("/feed"))
        assert watcher.go_round().kept == 1
        assert ("damaged", site.url("/feed")) in whats(watcher)

    def test_its_pauses_grow_and_end_with_the_fault(self, site: Site, watch: Callable, clock: Clock) -> None:
        site.give("/feed", "", 500)
        watcher = watch(site.url("/feed"))
        asked_at = []
        for _ in range(400):
            before = len(site.paths)
            watcher.go_round()
            if len(site.paths) > before:
                asked_at.append(clock.now)
            clock.now += 900
        pauses = [round((b - a) / 1800) for a, b in pairwise(asked_at)]
        assert pauses[:6] == [1, 2, 4, 8, 16, 32]
        assert max(pauses) == 48, "a day"
        publish(site, "/a")
        clock.now += 86400
        assert watcher.go_round().kept == 1
        clock.now += 1800
        assert watcher.go_round().feeds == 1

    def test_it_comes_back_when_a_server_says(self, site: Site, watch: Callable, clock: Clock) -> None:
        site.give("/feed", "", 429, Retry_After="7200")
        watcher = watch(site.url("/feed"))
        watcher.go_round()
        clock.now += 3600
        assert watcher.go_round().waiting == 1
        clock.now += 3600
        assert watcher.go_round().feeds == 1


def test_a_locked_ledger_loses_nothing(
    site: Site, store: Store, watch: Callable, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(site, "/a")
    watcher = watch(site.url("/feed"))
    with monkeypatch.context() as trouble:

        def locked(_: Record) -> None:
            raise MemconError("the ledger is locked; close the other program")

        trouble.setattr(store, "add", locked)
        for _ in range(5):
            assert watcher.go_round().failed == 1
            clock.now += 1800
    assert watcher.go_round().kept == 1


def test_a_fault_of_memcon_costs_one_report_for_now(
    site: Site, watch: Callable, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(site, "/a", "/b")
    status, headers, body = site.pages["/feed"]
    site.pages["/feed"] = (status, headers | {"ETag": '"1"'}, body)
    real = reader.read

    def faulty(source: object, **options: object) -> Record:
        if source.source == site.url("/b"):
            raise ZeroDivisionError
        return real(source, **options)

    monkeypatch.setattr(reader, "read", faulty)
    watcher = watch(site.url("/feed"))
    first = watcher.go_round()
    assert (first.kept, first.failed) == (1, 1)
    assert "fault of memcon" in next(one.why for one in watcher.news if getattr(one, "what", "") == "failed")
    for _ in range(2):
        clock.now += 1800
        watcher.go_round()
    assert site.paths.count("/b") == 1
    shown = [headers["If-None-Match"] for path, headers in site.asked if path == "/feed"]
    assert shown == [None] * 3, "else a mended memcon would never see the report again"


def test_hosts_are_asked_in_turn(site: Site, other_site: Site, watch: Callable, store: Store) -> None:
    publish(site, "/3", "/2", "/1")
    publish(other_site, "/2", "/1")
    watch(site.url("/feed"), other_site.url("/feed")).go_round()
    hosts = [document["url"].split("/")[2].split(":")[0] for document in store.documents()]
    assert hosts == ["127.0.0.1", "127.0.0.2", "127.0.0.1", "127.0.0.2", "127.0.0.1"]


def test_a_report_in_two_feeds_is_kept_once(site: Site, watch: Callable) -> None:
    publish(site, "/a", at="/one")
    publish(site, "/a", at="/two")
    done = watch(site.url("/one"), site.url("/two")).go_round()
    assert (done.kept, done.known) == (1, 1)


def test_a_long_feed_is_read_in_several_rounds(
    site: Site, store: Store, watch: Callable, clock: Clock
) -> None:
    publish(site, "/5", "/4", "/3", "/2", "/1")
    watcher = watch(site.url("/feed"), per_round=2)
    for later in (3, 1, 0):
        assert watcher.go_round().later == later
        clock.now += 1800
    assert [document["url"][-1] for document in store.documents()] == list("12345")


def test_a_feed_on_disk(site: Site, watch: Callable, tmp_path: Path) -> None:
    publish(site, "/a")
    path = tmp_path / "saved.xml"
    path.write_text(feed(site.url("/a")), encoding="utf-8")
    assert watch(str(path)).go_round().kept == 1


class TestCommand:
    @pytest.fixture
    def listed(self, site: Site, store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        def open_ledger(where: str, *, write: bool) -> Store:
            assert (where, write) == (str(tmp_path / "u.memcon"), True)
            return store

        monkeypatch.setattr("memcon.open_ledger", open_ledger, raising=False)
        path = tmp_path / "feeds.toml"
        path.write_text(
            f'ledger = "u.memcon"\ndelay = 0\nallow = ["127.0.0.1"]\n'
            f'[[feed]]\nurl = "{site.url("/feed")}"\npublisher = "The Wire"\nlanguage = "en"\n'
            f'[[feed]]\nurl = "{site.url("/bad")}"\n',
            encoding="utf-8",
        )
        return path

    def test_once(self, site: Site, store: Store, listed: Path, memcon_here) -> None:
        publish(site, "/a")
        log = listed.with_name("log.jsonl")
        done = memcon_here("watch", listed, "--once", "--log", log)
        assert (done.status, done.out) == (3, ""), done.err
        assert f"unread: {site.url('/bad')}: {site.url('/bad')} is not there" in done.err
        assert "round 1: 2 feeds asked (1 unread); 1 reports kept, 0 known" in done.err
        assert store.documents()[0]["publisher"] == "The Wire"
        lines = [json.loads(line) for line in log.read_text("utf-8").splitlines()]
        assert [line["what"] for line in lines] == ["unread", "kept", "round"]
        assert lines[1]["url"] == site.url("/a")
        assert (lines[2]["round"], lines[2]["kept"]) == (1, 1)

    def test_rounds(self, site: Site, listed: Path, memcon_here, monkeypatch: pytest.MonkeyPatch) -> None:
        publish(site, "/a")
        site.give("/bad", feed())
        monkeypatch.setattr("memcon.watch.Watch.__init__.__kwdefaults__", _quick(), raising=True)
        done = memcon_here("watch", listed, "--rounds", "3")
        assert done.status == 0, done.err
        assert [line.split(" ", 2)[2][:8] for line in done.err.splitlines()] == [
            "round 1:",
            "round 2:",
            "round 3:",
        ]

    def test_quiet(self, listed: Path, memcon_here) -> None:
        done = memcon_here("watch", listed, "--once", "--quiet")
        assert (done.status, done.out, done.err) == (1, "", "")

    def test_a_list_without_a_ledger(self, listed: Path, memcon_here) -> None:
        listed.write_text('[[feed]]\nurl = "https://example.org/rss"\n', encoding="utf-8")
        done = memcon_here("watch", listed)
        assert done.status == 2
        assert "names no ledger" in done.err

    def test_a_log_that_cannot_be_written(self, listed: Path, memcon_here, tmp_path: Path) -> None:
        done = memcon_here("watch", listed, "--once", "--log", tmp_path)
        assert done.status == 2
        assert "cannot be written" in done.err


def _quick() -> dict[str, object]:
    """Let the watch's own clock pass as a test's does."""
    clock = Clock()
    return dict(Watch.__init__.__kwdefaults__) | {"clock": clock, "sleep": clock.sleep}
