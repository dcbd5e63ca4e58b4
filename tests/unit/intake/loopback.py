"""A real web server on the loopback, whose pages a test writes, and a clock that a test moves."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Answer = tuple[int, dict[str, str], bytes]
Page = Answer | Callable[[BaseHTTPRequestHandler], None] | Callable[[Message], Answer]


@dataclass
class Site:
    """Pages by path on one loopback address, and what was asked of them, in order."""

    host: str
    pages: dict[str, Page] = field(default_factory=dict)
    asked: list[tuple[str, Message]] = field(default_factory=list)
    port: int = 0

    def url(self, path: str = "/") -> str:
        return f"http://{self.host}:{self.port}{path}"

    def give(self, path: str, body: str | bytes = b"", status: int = 200, **headers: str) -> None:
        data = body.encode() if isinstance(body, str) else body
        self.pages[path] = (status, {k.replace("_", "-"): v for k, v in headers.items()}, data)

    @property
    def paths(self) -> list[str]:
        """What was asked for, robots.txt left out."""
        return [path for path, _ in self.asked if path != "/robots.txt"]

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        self.asked.append((handler.path, handler.headers))
        page = self.pages.get(handler.path, (404, {}, b""))
        if callable(page):
            result = page(handler)
            if result is None:
                return
            page = result
        status, headers, body = page
        handler.send_response(status)
        for name, value in ({"Content-Length": str(len(body))} | headers).items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(body)


class Clock:
    """Time that passes only when somebody sleeps."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.naps: list[float] = []

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.naps.append(seconds)
        self.now += seconds


def serve(host: str) -> Iterator[Site]:
    site = Site(host)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            try:
                site.answer(self)
            except (BrokenPipeError, ConnectionResetError):  # the reader had enough
                self.close_connection = True

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer((host, 0), Handler) as server:
        site.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        yield site
        server.shutdown()
        thread.join(5)
