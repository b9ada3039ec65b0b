"""The shipped deployment files, with the real programs."""

from __future__ import annotations

import configparser
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
DEPLOY = ROOT / "config" / "deploy"
BIN = Path(sys.executable).parent
TOPICS = '[[topic]]\nslug = "all"\ntitle = "All"\n'
needs_nginx = pytest.mark.skipif(shutil.which("nginx") is None, reason="nginx is not installed")


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as sock:
        return int(sock.getsockname()[1])


@pytest.fixture
def environ(tmp_path: Path) -> dict[str, str]:
    """A configuration directory and a database of one's own."""
    config = tmp_path / "config"
    config.mkdir()
    (config / "feedsvc.toml").write_text('[store]\nurl = "sqlite:///' + str(tmp_path / "feedsvc.db") + '"\n')
    (config / "topics.toml").write_text(TOPICS)
    return {**os.environ, "FEEDSVC_CONFIG": str(config)}


def answer(url: str, **headers: str) -> tuple[int, bytes, dict[str, str]]:
    """Status, body and headers (lower case) of a GET."""
    request = urllib.request.Request(url, headers=headers)
    try:
        with urllib.request.urlopen(request, timeout=10) as got:
            return got.status, got.read(), {k.lower(): v for k, v in got.headers.items()}
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read(), {k.lower(): v for k, v in error.headers.items()}


@contextmanager
def started(
    command: Sequence[str], environ: dict[str, str], url: str, cwd: Path = ROOT
) -> Iterator[subprocess.Popen[bytes]]:
    """A server that answers at `url`; it is told to end, and must with status 0."""
    process = subprocess.Popen(
        command, cwd=cwd, env=environ, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    try:
        wait_for(url, process)
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        _, err = process.communicate(timeout=30)
    assert process.returncode in (0, -signal.SIGTERM), err.decode()


def wait_for(url: str, process: subprocess.Popen[bytes]) -> None:
    for _ in range(1200):
        try:
            answer(url)
        except OSError:
            assert process.poll() is None, process.stderr and process.stderr.read().decode()
            time.sleep(0.05)
        else:
            return
    raise AssertionError(f"nothing answers at {url}")


def gunicorn(port: int, environ: dict[str, str]) -> tuple[list[str], dict[str, str]]:
    command = [str(BIN / "gunicorn"), "-c", str(DEPLOY / "gunicorn.conf.py"), "wsgi:app"]
    return command, {**environ, "FEEDSVC_BIND": f"127.0.0.1:{port}"}


def test_gunicorn_serves_the_application_with_the_shipped_settings(
    environ: dict[str, str], tmp_path: Path
) -> None:
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    command, own = gunicorn(port, {**environ, "HOME": str(tmp_path)})
    with started(command, own, f"{url}/healthz"):
        assert answer(f"{url}/healthz")[:2] == (200, b"ok\n")
        assert answer(f"{url}/readyz")[0] == 200
        assert answer(f"{url}/")[0] == 200
        assert answer(f"{url}/nothing")[0] == 404
        assert not list(tmp_path.rglob("*.ctl")), "no control socket"


def test_granian_serves_the_application_as_the_unit_starts_it(environ: dict[str, str]) -> None:
    port = free_port()
    unit = read_unit("feedsvc-web.service")
    line = unit["Service"]["ExecStart"].replace("--port 8000", f"--port {port}")
    # A worker that is told to stop while it still loads the application does not hear it, and is killed.
    words = line.replace("--workers-kill-timeout 10", "--workers-kill-timeout 1").split()
    with started([str(BIN / "granian"), *words[1:]], environ, f"http://127.0.0.1:{port}/healthz"):
        assert answer(f"http://127.0.0.1:{port}/healthz")[:2] == (200, b"ok\n")


def read_unit(name: str) -> configparser.ConfigParser:
    parser = configparser.ConfigParser(strict=False, interpolation=None)
    parser.optionxform = str  # type: ignore[assignment, method-assign]
    parser.read(DEPLOY / name, encoding="utf-8")
    return parser


@pytest.mark.parametrize("name", ["feedsvc-web.service", "feedsvc-scheduler.service"])
def test_units_are_hardened_and_stop_within_the_promised_time(name: str) -> None:
    service = read_unit(name)["Service"]
    assert service["User"] == "feedsvc"
    assert service["ProtectSystem"] == "strict"
    assert service["NoNewPrivileges"] == "yes"
    assert int(service["TimeoutStopSec"]) > 30
    assert "FEEDSVC_ADMIN_TOKEN" not in str(dict(service))


def nginx_files(tmp_path: Path, port: int, upstream: int) -> list[str]:
    """The shipped file inside a smallest nginx.conf, its places moved below tmp_path; the command to run it."""
    text = (DEPLOY / "nginx.conf").read_text("utf-8")
    for old, new in {
        "/var/cache/nginx-feedsvc": f"{tmp_path}/cache",
        "/var/lib/feedsvc/site": f"{tmp_path}/site",
        "listen 80;": f"listen 127.0.0.1:{port};",
        "    listen [::]:80;\n": "",
        "server 127.0.0.1:8000;": f"server 127.0.0.1:{upstream};",
    }.items():
        assert old in text
        text = text.replace(old, new)
    (tmp_path / "feedsvc.conf").write_text(text, encoding="utf-8")
    places = "".join(
        f"{kind}_temp_path {tmp_path}/{kind};\n"
        for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    user = "user root;\n" if os.getuid() == 0 else ""
    (tmp_path / "nginx.conf").write_text(
        f"{user}pid {tmp_path}/nginx.pid;\nerror_log stderr;\ndaemon off;\nworker_processes 1;\nevents {{}}\n"
        f"http {{\naccess_log off;\ntypes {{ text/html html; text/css css; }}\n{places}include {tmp_path}/feedsvc.conf;\n}}\n",
        encoding="utf-8",
    )
    return ["nginx", "-p", str(tmp_path), "-c", str(tmp_path / "nginx.conf")]


@needs_nginx
def test_nginx_accepts_the_shipped_file(tmp_path: Path) -> None:
    command = [*nginx_files(tmp_path, 8081, 8082), "-t"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=30)
    assert done.returncode == 0, done.stderr


@needs_nginx
def test_nginx_caches_varies_and_goes_on_serving_when_the_application_is_gone(
    environ: dict[str, str], tmp_path: Path
) -> None:
    front, back = free_port(), free_port()
    url = f"http://127.0.0.1:{front}/feeds.opml"
    command, own = gunicorn(back, environ)
    nginx = nginx_files(tmp_path, front, back)
    with started(nginx, environ, f"http://127.0.0.1:{front}/"):
        with started(command, own, f"http://127.0.0.1:{back}/healthz"):
            status, page, headers = answer(f"http://127.0.0.1:{front}/")
            assert (status, headers["x-content-type-options"]) == (200, "nosniff")
            assert answer(url, **{"Accept-Encoding": "identity;q=0, gzip;q=0"})[0] in (200, 404, 406, 503)
            assert answer(f"http://127.0.0.1:{front}/healthz")[1] == b"ok\n"
        assert answer(f"http://127.0.0.1:{front}/")[:2] == (200, page)
        assert answer(f"http://127.0.0.1:{front}/healthz")[0] == 502


@needs_nginx
def test_nginx_serves_published_files_first_and_leaves_narrowed_feeds_to_the_application(
    environ: dict[str, str], tmp_path: Path
) -> None:
    front = free_port()
    feeds = tmp_path / "site" / "feeds"
    feeds.mkdir(parents=True)
    (feeds / "all.atom").write_bytes(b"<feed/>")
    (feeds / "all.atom.gz").write_bytes(b"packed")
    url = f"http://127.0.0.1:{front}/feeds/all.atom"
    browser = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
    with started(nginx_files(tmp_path, front, free_port()), environ, url):
        status, body, headers = answer(url)
        assert (status, body, headers["content-type"]) == (
            200,
            b"<feed/>",
            "application/atom+xml; charset=utf-8",
        )
        assert headers["access-control-allow-origin"] == "*"
        assert re.fullmatch(r'(W/)?"[^"]+"', headers["etag"])
        assert answer(url, **{"If-None-Match": headers["etag"]})[0] == 304
        assert answer(url, **{"Accept-Encoding": "gzip"})[1] == b"packed"
        assert answer(url + "?q=x")[0] == 502
        assert answer(url, **browser)[0] == 502
        assert answer(url.replace("all", "none"))[0] == 502
