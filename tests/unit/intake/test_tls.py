"""https: the certificate must be the name's, although the connection goes to a checked address."""

import shutil
import ssl
import subprocess
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from memcon.errors import NotFetched
from memcon.intake import transport
from memcon.intake.fetch import Fetcher

OPENSSL = shutil.which("openssl")
pytestmark = pytest.mark.skipif(OPENSSL is None, reason="openssl makes the certificate of the test's server")


class Hello(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"hello")

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a certificate for localhost, and for no other name."""
    path = tmp_path_factory.mktemp("tls") / "server.pem"
    subprocess.run(
        [
            *(OPENSSL, "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"),
            *("-keyout", path, "-out", path.with_suffix(".crt"), "-days", "2", "-subj", "/CN=localhost"),
            *("-addext", "subjectAltName=DNS:localhost"),
        ],
        check=True,
        capture_output=True,
    )
    path.write_bytes(path.read_bytes() + path.with_suffix(".crt").read_bytes())
    return path


@pytest.fixture
def port(certificate: Path) -> Iterator[int]:
    """Serve over TLS on a free port of 127.0.0.1."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    with ThreadingHTTPServer(("127.0.0.1", 0), Hello) as server:
        server.socket = context.wrap_socket(server.socket, server_side=True)
        server.handle_error = lambda *_: None  # a client that hangs up over the certificate
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        yield server.server_address[1]
        server.shutdown()
        thread.join(5)


def trust(monkeypatch: pytest.MonkeyPatch, certificate: Path) -> None:
    context = ssl.create_default_context(cafile=certificate.with_suffix(".crt"))
    monkeypatch.setattr(transport, "_certificates", lambda: context)


def test_a_trusted_name_is_fetched(
    port: int, certificate: Path, fetcher: Fetcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    trust(monkeypatch, certificate)
    page = fetcher.fetch(f"https://localhost:{port}/a")
    assert (page.content, page.url) == (b"hello", f"https://localhost:{port}/a")


def test_another_name_than_the_certificate_has_is_refused(
    port: int, certificate: Path, fetcher: Fetcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    trust(monkeypatch, certificate)
    with pytest.raises(NotFetched, match="certificate verify failed"):
        fetcher.fetch(f"https://127.0.0.1:{port}/a")


def test_an_unknown_certificate_is_refused(port: int, fetcher: Fetcher) -> None:
    with pytest.raises(NotFetched, match="certificate verify failed"):
        fetcher.fetch(f"https://localhost:{port}/a")
