"""Only public web addresses are fetched, whatever a name or a redirect pretends."""

import socket
from ipaddress import ip_address

import pytest

from memcon.errors import MayNotFetch, NotFetched, UsageError
from memcon.intake.addresses import Allowed, is_public, parse, resolve
from memcon.intake.fetch import Fetcher, Manners


@pytest.mark.parametrize(
    "address",
    ["1.1.1.1", "93.184.216.34", "2606:4700:4700::1111", "64:ff9b::8.8.8.8"],
)
def test_public_addresses_are_public(address: str) -> None:
    assert is_public(ip_address(address))


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "127.8.8.8",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",  # noqa: S104 - an address to refuse
        "224.0.0.1",
        "255.255.255.255",
        "240.0.0.1",
        "192.0.2.1",
        "::1",
        "::",
        "::127.0.0.1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "64:ff9b::10.0.0.1",
        "64:ff9b:1::1",
        "2002:7f00:1::",
        "fc00::1",
        "fd12::1",
        "fe80::1",
        "fe80::1%eth0",
        "fec0::1",
        "ff02::1",
        "2001:db8::1",
    ],
)
def test_other_addresses_are_not_public(address: str) -> None:
    assert not is_public(ip_address(address))


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        "ftp://example.org/a",
        "gopher://example.org/a",
        "javascript:alert(1)",
        "data:text/html,x",
        "example.org/a",
        "http://",
        "http:///a",
        "http://exa mple.org/",
        "http://example.org:99999/",
        "http://0177.0.0.1/",
        "https://user:secret@example.org/a",
        "https://example.org/" + "a" * 3000,
        "",
    ],
)
def test_what_is_no_web_address_is_refused(address: str) -> None:
    with pytest.raises(MayNotFetch) as refusal:
        parse(address)
    assert "secret" not in str(refusal.value)


def test_a_fragment_is_not_sent() -> None:
    assert str(parse(" https://example.org/a?b=c#d ")) == "https://example.org/a?b=c"


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "127.1", "[::1]", "[::ffff:127.0.0.1]"],
)
def test_the_loopback_is_refused_however_it_is_written(host: str) -> None:
    with pytest.raises(NotFetched) as refusal:
        Fetcher(Manners(timeout=2)).fetch(f"http://{host}/")
    assert isinstance(refusal.value, MayNotFetch)
    assert "not on the public internet" in str(refusal.value)
    assert "--allow" in str(refusal.value)


def test_a_public_name_with_a_private_address_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    def look_up(host: str, port: int, **_: object) -> list[tuple[object, ...]]:
        assert host == "news.example"
        return [
            (socket.AF_INET, socket.SOCK_STREAM, 6, "", ("93.184.216.34", port)),
            (socket.AF_INET, socket.SOCK_STREAM, 6, "", ("169.254.169.254", port)),
        ]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    with pytest.raises(MayNotFetch, match=r"news\.example \(169\.254\.169\.254\) is not on the public"):
        resolve("news.example", 80, Allowed())


def test_allowed_networks_and_hosts() -> None:
    allowed = Allowed.of(["10.0.0.0/8", "127.0.0.1", "Intranet.example.", "fd00::/8"])
    assert allowed.covers("x.example", ip_address("10.2.3.4"))
    assert allowed.covers("x.example", ip_address("fd00::7"))
    assert allowed.covers("INTRANET.example", ip_address("192.168.0.1"))
    assert not allowed.covers("sub.intranet.example", ip_address("192.168.0.1"))
    assert not allowed.covers("x.example", ip_address("127.0.0.2"))


@pytest.mark.parametrize("name", ["", "http://intranet.example", "a b", "10.0.0.0/99"])
def test_what_cannot_be_allowed_is_a_usage_error(name: str) -> None:
    with pytest.raises(UsageError, match="neither a host nor a network"):
        Allowed.of([name])
