"""One request over a guarded connection, and its body within limits (httpx2 over httpcore2)."""

from __future__ import annotations

import time
from collections.abc import Iterator
from functools import cache
from ssl import SSLContext

import httpcore2
import httpx2

from memcon.errors import NotThere
from memcon.intake.addresses import Allowed, Guard

FAULTS = (
    httpx2.HTTPError,
    httpx2.InvalidURL,
    httpcore2.TimeoutException,
    httpcore2.NetworkError,
    httpcore2.ProtocolError,
)
TIMEOUTS = (httpx2.TimeoutException, httpcore2.TimeoutException)


class Transport(httpx2.BaseTransport):
    """Sends one request a connection through the guard; each request has its own deadline."""

    def __init__(self, allowed: Allowed, timeout: float) -> None:
        self._allowed = allowed
        self._timeout = timeout
        self._pools: list[httpcore2.ConnectionPool] = []

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """Send a request over a connection of its own."""
        pool = httpcore2.ConnectionPool(
            ssl_context=_certificates(),
            network_backend=Guard(self._allowed, time.monotonic() + self._timeout),
            max_keepalive_connections=0,
        )
        self._pools.append(pool)
        url = httpcore2.URL(
            scheme=request.url.raw_scheme,
            host=request.url.raw_host,
            port=request.url.port,
            target=request.url.raw_path,
        )
        answer = pool.handle_request(httpcore2.Request("GET", url, headers=request.headers.raw))
        return httpx2.Response(
            answer.status, headers=answer.headers, stream=Body(answer), extensions=answer.extensions
        )

    def close(self) -> None:
        """Close what is still open."""
        for pool in self._pools:
            pool.close()


class Body(httpx2.SyncByteStream):
    """The body of an answer, read as it comes."""

    def __init__(self, answer: httpcore2.Response) -> None:
        self._answer = answer

    def __iter__(self) -> Iterator[bytes]:
        yield from self._answer.iter_stream()

    def close(self) -> None:
        """Close the connection."""
        self._answer.close()


@cache
def _certificates() -> SSLContext:
    return httpcore2.default_ssl_context()


def limited(response: httpx2.Response, largest: int) -> bytes:
    """Read a body up to the largest size, counted after decompression."""
    stated = response.headers.get("content-length", "")
    size = int(stated) if stated.isdecimal() else 0
    parts: list[bytes] = []
    if size <= largest:
        size = 0
        for part in response.iter_bytes():
            parts.append(part)
            size += len(part)
            if size > largest:
                break
    if size > largest:
        raise NotThere(
            f"{response.url} is larger than {largest / 1e6:.1f} MB, which no report is; "
            "if it is one, save it and read the file"
        )
    return b"".join(parts)


def beginning(response: httpx2.Response, largest: int) -> bytes:
    """Read the first bytes of a body and leave the rest."""
    read = b""
    for part in response.iter_bytes():
        read += part
        if len(read) >= largest:
            break
    return read[:largest]
