"""Certificates are verified."""

from __future__ import annotations

import shutil
import socket
import ssl
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from feedsvc.errors import FetchError
from tests.attacks.server import HostileServer, Wire, response
from tests.fetch.helpers import make_fetcher

OPENSSL = shutil.which("openssl")
pytestmark = pytest.mark.skipif(OPENSSL is None, reason="openssl makes the certificate")


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("tls")
    key, crt = folder / "key.pem", folder / "crt.pem"
    made = [str(OPENSSL), "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"]
    names = ["-subj", "/CN=news.example", "-addext", "subjectAltName=DNS:news.example", "-days", "2"]
    subprocess.run([*made, *names, "-keyout", key, "-out", crt], check=True, capture_output=True)
    return key, crt


@contextmanager
def serving(certificate: tuple[Path, Path]) -> Iterator[int]:
    """A TLS server that answers every request with a page; gives its port."""
    key, crt = certificate
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(crt, key)
    listener = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        while True:
            try:
                plain, _ = listener.accept()
            except OSError:
                return
            with plain, suppress(OSError), context.wrap_socket(plain, server_side=True) as wrapped:
                wrapped.recv(65536)
                wrapped.sendall(response())

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    yield listener.getsockname()[1]
    listener.shutdown(socket.SHUT_RDWR)
    listener.close()
    thread.join(5)


@pytest.mark.parametrize(
    ("trusted", "host", "rule"),
    [
        pytest.param(True, "news.example", "ok", id="trusted"),
        pytest.param(False, "news.example", "tls", id="unknown authority"),
        pytest.param(True, "other.example", "tls", id="other name"),
        pytest.param(True, "127.0.0.1", "tls", id="address"),
    ],
)
def test_certificates_are_verified(
    certificate: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, trusted: bool, host: str, rule: str
) -> None:
    if trusted:
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate[1]))
    fetcher = make_fetcher(resolver=lambda host, port: ["127.0.0.1"])
    with serving(certificate) as port:
        url = f"https://{host}:{port}/"
        if rule == "ok":
            assert fetcher.fetch_url(url, robots="ignore").content
        else:
            with pytest.raises(FetchError) as caught:
                fetcher.fetch_url(url, robots="ignore")
            assert caught.value.rule == rule
    fetcher.close()


def test_a_server_that_does_not_speak_tls_is_a_tls_error(server: HostileServer) -> None:
    fetcher = make_fetcher()
    server.answers("", Wire.hangs)
    for answer in (b"HTTP/1.1 400 Bad\r\n\r\n", b"\x15\x03\x01\x00\x02\x02\x28", b"\0" * 100):
        listener = socket.create_server(("127.0.0.1", 0))
        thread = threading.Thread(target=_answer, args=(listener, answer), daemon=True)
        thread.start()
        with pytest.raises(FetchError) as caught:
            fetcher.fetch_url(f"https://127.0.0.1:{listener.getsockname()[1]}/", robots="ignore")
        assert caught.value.rule in ("tls", "truncated")
        thread.join(5)
        listener.close()
    fetcher.close()


def _answer(listener: socket.socket, answer: bytes) -> None:
    connection, _ = listener.accept()
    with connection, suppress(OSError):
        connection.recv(65536)
        connection.sendall(answer)
