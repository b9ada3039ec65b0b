"""Real servers over a published site: granian, gunicorn and waitress, each ended by its own process id."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from feedsvc.config import load_config
from tests.furnished import new_store
from tests.patience import PATIENCE
from tests.web.helpers import Town, make_config, make_town

ROOT = Path(__file__).parents[2]
BIN = Path(sys.executable).parent
COMMANDS = {
    # A SIGTERM that reaches granian while a worker still starts is lost on that worker: hence the timeout.
    "granian": [
        "granian",
        "--interface",
        "wsgi",
        "--workers",
        "2",
        "--blocking-threads",
        "1",
        "--no-ws",
        "--workers-kill-timeout",
        "3",
    ],
    "gunicorn": ["gunicorn", "--workers", "2", "--threads", "2", "--no-control-socket"],
    "waitress": ["waitress-serve"],
}
TOML = """
[site]
title = "Lantern Post"
base_url = "http://127.0.0.1:{port}"
[store]
url = "sqlite:///{place}/site.db"
"""


def free_port() -> int:
    """A port of 127.0.0.1 that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def write_site(place: Path, port: int) -> Town:
    """A configuration directory and a published database in `place`."""
    (place / "sources").mkdir(parents=True)
    (place / "feedsvc.toml").write_text(TOML.format(port=port, place=place))
    config = make_config()
    topics = (
        f'[[topic]]\nslug = "{t.slug}"\ntitle = "{t.title}"\nformer = {list(t.former)}\n'
        for t in config.topics
    )
    (place / "topics.toml").write_text("".join(topics))
    for source in config.sources:
        text = f'title = "{source.title}"\nurl = "{source.url}"\nextractor = "{source.extractor}"\n'
        (place / "sources" / f"{source.slug}.toml").write_text(text)
    return make_town(load_config(place, {}), new_store(place / "site.db"))


@contextmanager
def serving(name: str, place: Path, port: int) -> Iterator[subprocess.Popen[bytes]]:
    """`wsgi:app` under the named server, over the configuration in `place`."""
    where = {
        "granian": ["--port", str(port), "wsgi:app"],
        "gunicorn": ["--bind", f"127.0.0.1:{port}", "wsgi:app"],
        "waitress": ["--listen", f"127.0.0.1:{port}", "wsgi:app"],
    }[name]
    command = [str(BIN / COMMANDS[name][0]), *COMMANDS[name][1:], *where]
    with (place / "server.log").open("wb") as said:
        environ = os.environ | {"FEEDSVC_CONFIG": str(place)}
        process = subprocess.Popen(command, cwd=ROOT, env=environ, stdout=said, stderr=said)
    try:
        wait_for(port, process, place)
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait(5)


def wait_for(port: int, process: subprocess.Popen[bytes], place: Path) -> None:
    """Wait until the server answers, at most 60 s."""
    end = time.monotonic() + 60
    while time.monotonic() < end and process.poll() is None:
        try:
            if ask(port, "/healthz")[0] == 200:
                return
        except OSError:
            time.sleep(0.05)
    raise AssertionError((place / "server.log").read_text())


def ask(port: int, path: str, method: str = "GET", **headers: str) -> tuple[int, dict[str, str], bytes]:
    """Status, headers by lower-case name, and body of one request on a connection of its own."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    try:
        connection.putrequest(method, path, skip_accept_encoding=True)
        for name, value in headers.items():
            connection.putheader(name.replace("_", "-"), value)
        connection.endheaders()
        answer = connection.getresponse()
        return answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read()
    finally:
        connection.close()


def send_raw(port: int, data: bytes) -> bytes:
    """What a server answers to these bytes before it closes, or falls silent for a moment after it has begun."""
    with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as connection:
        connection.sendall(data)
        found = b""
        try:
            while piece := connection.recv(65536):
                found += piece
                connection.settimeout(0.3)  # only what has begun falls silent: a busy machine begins late
        except (TimeoutError, ConnectionError):
            pass
        return found
