"""Polite fetching, against a real server on the loopback."""

import gzip
import socket
import threading
import time
from collections.abc import Callable
from email.message import Message
from http.server import BaseHTTPRequestHandler
from typing import Any

import pytest
from loopback import Clock, Site

from memcon.errors import MayNotFetch, NotFetched, NotNow, NotThere
from memcon.intake.fetch import Fetcher, Manners

Make = Callable[..., Fetcher]


def test_a_page_is_fetched_with_its_headers(site: Site, fetcher: Fetcher) -> None:
    site.give("/a", "Le président a appelé.", Content_Type="text/plain; charset=utf-8")
    page = fetcher.fetch(site.url("/a#here"))
    assert page.content.decode() == "Le président a appelé."
    assert page.url == site.url("/a")
    assert page.header("content-type") == "text/plain; charset=utf-8"
    assert page.header("x-none") == ""


def test_memcon_says_who_it_is(site: Site, fetcher_with: Make) -> None:
    site.give("/a", "x")
    fetcher_with(contact="desk@example.org").fetch(site.url("/a"))
    agents = {headers["User-Agent"] for _, headers in site.asked}
    assert len(agents) == 1
    agent = agents.pop()
    assert agent.startswith("memcon/")
    assert agent[len("memcon/")].isdigit()
    assert "+desk@example.org" in agent


class TestRobots:
    RULES = "User-agent: *\nDisallow: /private\n\nUser-agent: memcon\nDisallow: /*.pdf$\n"

    def test_its_own_group_counts(self, site: Site, fetcher: Fetcher) -> None:
        site.give("/robots.txt", self.RULES)
        site.give("/private/a", "x")
        fetcher.fetch(site.url("/private/a"))
        with pytest.raises(MayNotFetch, match=r"closed to programs by 127\.0\.0\.1/robots\.txt"):
            fetcher.fetch(site.url("/report.pdf"))
        assert site.paths == ["/private/a"]

    def test_it_is_read_once(self, site: Site, fetcher: Fetcher) -> None:
        site.give("/robots.txt", "User-agent: *\nDisallow: /private\n")
        site.give("/a", "x")
        for _ in range(3):
            fetcher.fetch(site.url("/a"))
        with pytest.raises(MayNotFetch):
            fetcher.fetch(site.url("/private/a"))
        assert [path for path, _ in site.asked].count("/robots.txt") == 1

    def test_it_is_read_anew_after_a_day(self, site: Site, fetcher: Fetcher, clock: Clock) -> None:
        site.give("/a", "x")
        fetcher.fetch(site.url("/a"))
        site.give("/robots.txt", "User-agent: *\nDisallow: /\n")
        fetcher.fetch(site.url("/a"))
        clock.now += 25 * 3600
        with pytest.raises(MayNotFetch):
            fetcher.fetch(site.url("/a"))

    def test_a_server_in_trouble_is_left_alone(self, site: Site, fetcher: Fetcher, clock: Clock) -> None:
        site.give("/robots.txt", "", 503)
        site.give("/a", "x")
        with pytest.raises(NotFetched, match=r"does not say whether it may be \(robots\.txt: HTTP 503\)"):
            fetcher.fetch(site.url("/a"))
        assert site.paths == []
        site.give("/robots.txt", "")
        clock.now += 3600
        assert fetcher.fetch(site.url("/a")).content == b"x"

    def test_a_redirect_to_rules_is_followed(self, site: Site, other_site: Site, fetcher: Fetcher) -> None:
        site.give("/robots.txt", "", 301, Location=other_site.url("/rules"))
        other_site.give("/rules", "User-agent: *\nDisallow: /\n")
        with pytest.raises(MayNotFetch):
            fetcher.fetch(site.url("/a"))

    def test_rules_that_lead_to_a_private_address_are_not_followed(self, site: Site) -> None:
        site.give("/robots.txt", "", 301, Location="http://127.0.0.9:1/robots.txt")
        with pytest.raises(NotFetched, match="not on the public internet"):
            Fetcher(Manners(allow=("127.0.0.1",))).fetch(site.url("/a"))

    def test_noise_is_no_rule(self, site: Site, fetcher: Fetcher) -> None:
        site.give("/robots.txt", bytes(range(256)) * 10_000)
        site.give("/a", "x")
        assert fetcher.fetch(site.url("/a")).content == b"x"

    def test_the_pause_it_asks_for_is_kept(self, site: Site, fetcher: Fetcher, clock: Clock) -> None:
        site.give("/robots.txt", "User-agent: *\nCrawl-delay: 20\n")
        site.give("/a", "x")
        fetcher.fetch(site.url("/a"))
        fetcher.fetch(site.url("/a"))
        assert clock.naps == [20.0]

    def test_a_pause_beyond_patience_is_no_wait(self, site: Site, fetcher: Fetcher, clock: Clock) -> None:
        site.give("/robots.txt", "User-agent: *\nCrawl-delay: 7200\n")
        site.give("/a", "x")
        fetcher.fetch(site.url("/a"))
        with pytest.raises(NotNow, match="asks for a pause, 7200 seconds") as refusal:
            fetcher.fetch(site.url("/a"))
        assert refusal.value.seconds == 7200
        assert clock.naps == []


class TestTurns:
    def test_one_host_is_asked_with_a_pause(self, site: Site, fetcher: Fetcher, clock: Clock) -> None:
        site.give("/a", "x")
        for _ in range(3):
            fetcher.fetch(site.url("/a"))
        assert clock.naps == [2.0, 2.0]

    def test_hosts_do_not_wait_for_one_another(
        self, site: Site, other_site: Site, fetcher: Fetcher, clock: Clock
    ) -> None:
        site.give("/a", "x")
        other_site.give("/a", "y")
        fetcher.fetch(site.url("/a"))
        assert fetcher.fetch(other_site.url("/a")).content == b"y"
        assert clock.naps == []

    def test_threads_take_turns(self, site: Site, fetcher_with: Make) -> None:
        busy, most = 0, 0

        def slow(_: Message) -> tuple[int, dict[str, str], bytes]:
            nonlocal busy, most
            busy += 1
            most = max(most, busy)
            time.sleep(0.05)
            busy -= 1
            return 200, {}, b"x"

        site.pages["/a"] = slow
        fetcher = fetcher_with(delay=0.0)
        threads = [threading.Thread(target=fetcher.fetch, args=(site.url("/a"),)) for _ in range(5)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(10)
        assert site.paths == ["/a"] * 5
        assert most == 1


class TestConditional:
    def test_what_is_unchanged_is_not_sent_again(self, site: Site, fetcher: Fetcher) -> None:
        def feed(handler: BaseHTTPRequestHandler) -> tuple[int, dict[str, str], bytes]:
            if handler.headers["If-None-Match"] == '"v1"':
                return 304, {}, b""
            return 200, {"ETag": '"v1"', "Last-Modified": "Thu, 03 Jul 2025 10:00:00 GMT"}, b"news"

        site.pages["/feed"] = feed
        first = fetcher.fetch(site.url("/feed"), conditional=True)
        assert not first.unchanged
        assert not fetcher.fetch(site.url("/feed"), conditional=True).unchanged, "not read in full yet"
        fetcher.remember(first)
        second = fetcher.fetch(site.url("/feed"), conditional=True)
        assert second.unchanged
        assert second.content == b""
        assert site.asked[-1][1]["If-Modified-Since"] == "Thu, 03 Jul 2025 10:00:00 GMT"
        assert fetcher.fetch(site.url("/feed")).content == b"news", "an unconditional fetch gets the page"

    def test_validators_belong_to_the_address_that_gave_them(self, site: Site, fetcher: Fetcher) -> None:
        site.give("/old", "", 301, Location="/feed")
        site.give("/feed", "news", ETag='"v1"')
        fetcher.remember(fetcher.fetch(site.url("/old"), conditional=True))
        fetcher.fetch(site.url("/old"), conditional=True)
        shown = [headers["If-None-Match"] for path, headers in site.asked if path in ("/old", "/feed")]
        assert shown == [None, None, None, '"v1"']


class TestRedirects:
    def test_they_are_followed_to_the_page(self, site: Site, other_site: Site, fetcher: Fetcher) -> None:
        site.give("/a", "", 302, Location="b?x=1")
        site.give("/b?x=1", "", 308, Location=other_site.url("/c"))
        other_site.give("/c", "found")
        page = fetcher.fetch(site.url("/a"))
        assert (page.asked, page.url, page.content) == (site.url("/a"), other_site.url("/c"), b"found")

    def test_each_host_on_the_way_is_asked_for_its_rules(
        self, site: Site, other_site: Site, fetcher: Fetcher
    ) -> None:
        site.give("/a", "", 302, Location=other_site.url("/c"))
        other_site.give("/robots.txt", "User-agent: *\nDisallow: /c\n")
        with pytest.raises(MayNotFetch, match="closed to programs"):
            fetcher.fetch(site.url("/a"))
        assert other_site.paths == []

    @pytest.mark.parametrize(
        "target",
        [
            "http://127.0.0.2:{port}/secret",
            "http://169.254.169.254/latest/meta-data/",
            "http://10.0.0.1/",
            "//[::1]/",
            "file:///etc/passwd",
            "http://user:word@127.0.0.1:{port}/",
        ],
    )
    def test_to_a_private_address_is_refused(self, site: Site, other_site: Site, target: str) -> None:
        site.give("/a", "", 302, Location=target.format(port=other_site.port))
        with pytest.raises(MayNotFetch):
            Fetcher(Manners(allow=("127.0.0.1/32",), delay=0, timeout=5)).fetch(site.url("/a"))
        assert other_site.asked == []

    def test_circles_and_long_ways_end(self, site: Site, fetcher: Fetcher) -> None:
        site.give("/a", "", 302, Location="/b")
        site.give("/b", "", 302, Location="/a")
        for number in range(50):
            site.give(f"/{number}", "", 302, Location=f"/{number + 1}")
        with pytest.raises(NotThere, match="in a circle"):
            fetcher.fetch(site.url("/a"))
        with pytest.raises(NotThere, match="more than 5 times"):
            fetcher.fetch(site.url("/0"))
        assert "/7" not in site.paths

    def test_a_broken_target_is_said(self, site: Site, fetcher: Fetcher) -> None:
        site.give("/a", "", 302, Location="http://[broken")
        with pytest.raises(MayNotFetch, match=r"leads elsewhere: .* no web address"):
            fetcher.fetch(site.url("/a"))


def test_a_name_is_looked_up_once_a_connection(
    site: Site, monkeypatch: pytest.MonkeyPatch, fetcher: Fetcher
) -> None:
    """A second look-up could give another address than the one checked (DNS rebinding)."""
    names: list[Any] = []
    real = socket.getaddrinfo

    def look_up(host: Any, port: Any, *args: Any, **options: Any) -> Any:
        names.append(host)
        return real("127.0.0.1" if host == "news.example" else host, port, *args, **options)

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    site.give("/a", "x")
    page = fetcher.fetch(f"http://news.example:{site.port}/a")
    assert page.content == b"x"
    assert names.count("news.example") == 2, "robots.txt and the page"
    assert site.asked[-1][1]["Host"] == f"news.example:{site.port}"


class TestLimits:
    def test_a_stated_size_is_enough_to_refuse(self, site: Site, fetcher_with: Make) -> None:
        site.give("/big", b"x" * 2_000)
        with pytest.raises(NotThere, match=r"larger than 0\.0 MB"):
            fetcher_with(largest=1_000).fetch(site.url("/big"))

    def test_an_endless_page_is_left(self, site: Site, fetcher_with: Make) -> None:
        def endless(handler: BaseHTTPRequestHandler) -> None:
            handler.send_response(200)
            handler.end_headers()
            for _ in range(10_000):
                handler.wfile.write(b"x" * 10_000)

        site.pages["/endless"] = endless
        with pytest.raises(NotThere, match="larger than"):
            fetcher_with(largest=100_000).fetch(site.url("/endless"))

    @pytest.mark.parametrize("layers", [1, 2])
    def test_a_bomb_is_left(self, site: Site, fetcher_with: Make, layers: int) -> None:
        body = bytes(50_000_000)
        for _ in range(layers):
            body = gzip.compress(body)
        assert len(body) < 60_000
        site.give("/bomb", body, Content_Encoding=", ".join(["gzip"] * layers))
        with pytest.raises(NotThere, match="larger than"):
            fetcher_with(largest=1_000_000).fetch(site.url("/bomb"))

    def test_broken_compression_is_said(self, site: Site, fetcher: Fetcher) -> None:
        site.give("/a", b"not gzip at all", Content_Encoding="gzip")
        with pytest.raises(NotFetched, match="could not be fetched"):
            fetcher.fetch(site.url("/a"))

    @pytest.mark.parametrize("part", ["nothing", "head", "body"])
    def test_a_server_that_drips_holds_nobody_up(self, site: Site, fetcher_with: Make, part: str) -> None:
        enough = threading.Event()

        def drip(handler: BaseHTTPRequestHandler) -> None:
            if part == "body":
                handler.send_response(200)
                handler.end_headers()
            for _ in range(100):
                if enough.wait(0.1):
                    return
                handler.wfile.write({"nothing": b"", "head": b"HTTP/1.1 2"[:1], "body": b"x"}[part])
                handler.wfile.flush()

        site.pages["/slow"] = drip
        start = time.monotonic()
        with pytest.raises(NotFetched, match=r"no full answer within 1 seconds|could not be fetched"):
            fetcher_with(timeout=1.0).fetch(site.url("/slow"))
        enough.set()
        assert time.monotonic() - start < 4

    def test_a_connection_cut_short_is_said(self, site: Site, fetcher: Fetcher) -> None:
        site.give("/a", b"half", Content_Length="1000")
        with pytest.raises(NotFetched, match="could not be fetched"):
            fetcher.fetch(site.url("/a"))

    def test_nobody_there_is_said(self, fetcher: Fetcher) -> None:
        with pytest.raises(NotFetched, match="check the address"):
            fetcher.fetch("http://127.0.0.1:9/a")

    def test_a_name_that_is_none_is_said(self, fetcher: Fetcher) -> None:
        with pytest.raises(NotFetched, match=r"the name news\.invalid cannot be resolved"):
            fetcher.fetch("http://news.invalid/a")


class TestAnswers:
    @pytest.mark.parametrize("status", [401, 403, 404, 410, 451])
    def test_what_is_not_there_will_not_be_there_later(
        self, site: Site, fetcher: Fetcher, status: int
    ) -> None:
        site.give("/a", "", status)
        with pytest.raises(NotThere, match=f"HTTP {status}"):
            fetcher.fetch(site.url("/a"))

    @pytest.mark.parametrize("status", [500, 502, 503])
    def test_an_error_of_the_server_may_pass(self, site: Site, fetcher: Fetcher, status: int) -> None:
        site.give("/a", "", status)
        with pytest.raises(NotFetched, match=f"HTTP {status}") as error:
            fetcher.fetch(site.url("/a"))
        assert not isinstance(error.value, NotThere)

    def test_a_host_that_asks_for_time_gets_it(self, site: Site, fetcher: Fetcher, clock: Clock) -> None:
        site.give("/a", "", 429, Retry_After="40")
        site.give("/b", "x")
        with pytest.raises(NotNow, match="come back in 40 seconds") as error:
            fetcher.fetch(site.url("/a"))
        assert error.value.seconds == 40
        fetcher.fetch(site.url("/b"))
        assert clock.naps == [40.0]

    def test_a_date_to_come_back_at(self, site: Site, fetcher: Fetcher) -> None:
        site.give("/a", "", 503, Retry_After="Fri, 31 Dec 2049 23:59:59 GMT")
        with pytest.raises(NotNow) as error:
            fetcher.fetch(site.url("/a"))
        assert error.value.seconds > 1e8
        with pytest.raises(NotNow, match="asks for a pause"):
            fetcher.fetch(site.url("/a"))
