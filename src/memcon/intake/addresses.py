"""Which addresses may be fetched, checked where it counts: at the connection, on the address connected to.

A check of the name alone can be cheated: a public name may resolve to a private address, and to another one
when it is asked a second time (DNS rebinding). So a name is resolved once, every address it has is checked,
and the connection goes to a checked address, under the name for TLS.
"""

from __future__ import annotations

import re
import socket
import time
from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import (
    IPv4Address,
    IPv4Network,
    IPv6Address,
    IPv6Network,
    ip_address,
    ip_network,
)
from ssl import SSLContext
from typing import Any

import httpcore2
import httpx2

from memcon.errors import MayNotFetch, UsageError

Address = IPv4Address | IPv6Address

_IPV4_BY_NAT = IPv6Network("64:ff9b::/96")  # RFC 6052: how a host without IPv4 reaches one that has no IPv6
_HOST = re.compile(r"[A-Za-z0-9._-]+|[0-9A-Fa-f:.]+")  # a name (IDNA-encoded), or an IPv6 address
_LONGEST = 2000  # characters; a longer address is an attack or an accident


@dataclass(frozen=True, slots=True)
class Allowed:
    """Hosts and networks that may be fetched although they are not public. Make it with `Allowed.of`.

    >>> Allowed.of(["10.0.0.0/8", "intranet.example"]).covers("intranet.example", ip_address("192.168.0.7"))
    True
    """

    networks: tuple[IPv4Network | IPv6Network, ...] = ()
    hosts: frozenset[str] = frozenset()

    @classmethod
    def of(cls, names: Iterable[str]) -> Allowed:
        """Sort names into networks (`10.0.0.0/8`, `127.0.0.1`) and hosts. Raises UsageError for neither."""
        networks, hosts = [], []
        for name in names:
            try:
                networks.append(ip_network(name, strict=False))
            except ValueError:
                if not name or set(name) & set("/:@ "):
                    raise UsageError(
                        f"{name!r} is neither a host nor a network; write intranet.example or 10.0.0.0/8"
                    ) from None
                hosts.append(name.lower().rstrip("."))
        return cls(tuple(networks), frozenset(hosts))

    def covers(self, host: str, address: Address) -> bool:
        """Say whether a host is allowed by its name or by its address."""
        return host.lower().rstrip(".") in self.hosts or any(
            address in network for network in self.networks if network.version == address.version
        )


def parse(address: str) -> httpx2.URL:
    """Parse an address and refuse what is none for the web. Raises MayNotFetch; asks no name server."""
    try:
        url = httpx2.URL(address.strip())
    except httpx2.InvalidURL as error:
        raise MayNotFetch(f"{address[:200]!r} is no web address ({error}); write https://...") from None
    if url.scheme not in ("http", "https") or not _HOST.fullmatch(url.raw_host.decode("latin-1")):
        raise MayNotFetch(f"{address[:200]} is no web address; memcon fetches http:// and https:// only")
    if url.userinfo:
        raise MayNotFetch(
            f"the address at {url.host} holds a user name or password, which would end up in records and "
            "logs; save the page and read the file"
        )
    if len(address) > _LONGEST:
        raise MayNotFetch(f"the address at {url.host} is longer than {_LONGEST} characters; shorten it")
    if url.port is not None and not 0 < url.port < 65536:
        raise MayNotFetch(f"{address} has a port that none can have; check the address")
    return url.copy_with(fragment=None)


def is_public(address: Address) -> bool:
    """Say whether an address belongs to the public internet, also the IPv4 address that an IPv6 one holds.

    >>> [is_public(ip_address(a)) for a in ("1.1.1.1", "10.0.0.1", "169.254.169.254", "::ffff:127.0.0.1")]
    [True, False, False, False]
    """
    if isinstance(address, IPv6Address):
        if address in _IPV4_BY_NAT:
            return is_public(IPv4Address(int(address) & 0xFFFFFFFF))
        inner = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
        if any(one is not None for one in inner):
            return False
        if address.is_site_local or address.scope_id:
            return False
    return address.is_global and not (address.is_multicast or address.is_reserved)


class Guard(httpcore2.NetworkBackend):
    """Connects only to checked addresses, and ends every wait at a deadline (`time.monotonic`)."""

    def __init__(self, allowed: Allowed, deadline: float) -> None:
        self._allowed = allowed
        self._deadline = deadline
        self._sockets = httpcore2.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.NetworkStream:
        """Connect to the first address of the host that answers; refuse the host if one is not public."""
        fault: Exception = httpcore2.ConnectError(f"{host} has no address")
        for address in resolve(host, port, self._allowed):
            try:
                stream = self._sockets.connect_tcp(
                    str(address), port, _left(self._deadline, timeout), local_address, socket_options
                )
                return _Stream(stream, self._deadline)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                fault = error
        raise fault


def resolve(host: str, port: int, allowed: Allowed) -> list[Address]:
    """Look a host up. Raises MayNotFetch when one of its addresses is neither public nor allowed."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise httpcore2.ConnectError(f"the name {host} cannot be resolved ({error})") from None
    addresses = list(dict.fromkeys(ip_address(entry[4][0]) for entry in found))
    for address in addresses:
        if not is_public(address) and not allowed.covers(host, address):
            named = "" if str(address) == host else f" ({address})"
            raise MayNotFetch(
                f"{host}{named} is not on the public internet; if you trust it, allow it: --allow {host}"
            )
    return addresses


def _left(deadline: float, timeout: float | None) -> float:
    """Return how long a wait may take. Raises ReadTimeout past the deadline."""
    left = deadline - time.monotonic()
    if left <= 0:
        raise httpcore2.ReadTimeout("the time for this page is used up")
    return left if timeout is None else min(left, timeout)


class _Stream(httpcore2.NetworkStream):
    """A connection whose every wait ends at the deadline: a server that drips bytes holds nobody up."""

    def __init__(self, stream: httpcore2.NetworkStream, deadline: float) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, _left(self._deadline, timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, _left(self._deadline, timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        left = _left(self._deadline, timeout)
        return _Stream(self._stream.start_tls(ssl_context, server_hostname, left), self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)
