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
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import NamedTuple

import pytest

from feedsvc.builder import Builder, make_room
from feedsvc.config import WebOptions, load_config
from feedsvc.store import open_store
from feedsvc.web import create_app
from feedsvc.web.headers import PAGE_POLICY
from feedsvc.web.static_site import SiteWriter
from tests.patience import PATIENCE
from tests.web.helpers import Town, make_config
from tests.web.servers import ask, serving, write_site

ROOT = Path(__file__).parent.parent
DEPLOY = ROOT / "config" / "deploy"
BIN = Path(sys.executable).parent
CHECKER = Path(__file__).parents[2] / "shared" / "clients" / "http_conformance.py"
HUB = "https://hub.example/"
LONG_AGO, FAR_AHEAD = "Sat, 01 Jan 2000 00:00:00 GMT", "Fri, 01 Jan 2100 00:00:00 GMT"
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
        with urllib.request.urlopen(request, timeout=PATIENCE) as got:
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
        _, err = process.communicate(timeout=PATIENCE)
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


UNITS = ["feedsvc-web.service", "feedsvc-scheduler.service", "feedsvc-render.service"]


@pytest.mark.parametrize("name", UNITS)
def test_units_are_hardened_and_stop_within_the_promised_time(name: str) -> None:
    service = read_unit(name)["Service"]
    assert service["User"] == "feedsvc"
    assert service["ProtectSystem"] == "strict"
    assert service["NoNewPrivileges"] == "yes"
    assert int(service["TimeoutStopSec"]) > 30
    assert "FEEDSVC_ADMIN_TOKEN" not in str(dict(service))


def test_the_browser_s_unit_is_the_scheduler_s_but_for_what_a_sandbox_takes() -> None:
    own, other = (dict(read_unit(name)["Service"]) for name in reversed(UNITS[1:]))
    kept = {"ExecStart", "MemoryMax", "OOMPolicy", "TasksMax"}
    differ = {name for name in own.keys() | other.keys() if own.get(name) != other.get(name)}
    assert differ == kept | {"RestrictNamespaces", "SystemCallFilter"}
    assert own["RestrictNamespaces"] == "user pid net"
    assert own["SystemCallFilter"] == f"{other['SystemCallFilter']} chroot"


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd-analyze is not installed")
@pytest.mark.parametrize("name", UNITS)
def test_systemd_understands_every_line_of_a_unit(name: str, tmp_path: Path) -> None:
    text = (DEPLOY / name).read_text("utf-8")
    (tmp_path / name).write_text(re.sub(r"(?m)^ExecStart=\S+", "ExecStart=/bin/true", text), "utf-8")
    command = ["systemd-analyze", "verify", "--man=no", str(tmp_path / name)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE)
    assert name not in done.stderr, done.stderr


def rules_of(place: Path, token: str | None) -> set[str]:
    """The application's addresses with this admin token, as a visitor would write them."""
    config = replace(make_config(), web=WebOptions(admin_token=token))
    store = open_store(f"sqlite:///{place}/feedsvc.db")
    with closing(Builder(store, lambda: config, place / "looks")) as builder:
        app = create_app(config, store, rooms=[make_room(builder)])
    app.extensions["feedsvc"].keeper.close()
    store.close()
    return {re.sub(r"<[^>]+>", "x", rule.rule) for rule in app.url_map.iter_rules()}


def test_nginx_keeps_no_address_of_the_operator_and_waits_for_a_look(tmp_path: Path) -> None:
    text = (DEPLOY / "nginx.conf").read_text("utf-8")
    locations = re.findall(r"location ~ (\S+) \{(.*?)\n    \}", text, re.DOTALL)
    open_to_all = rules_of(tmp_path, None)
    operators = rules_of(tmp_path, "token") - open_to_all
    assert {"/new", "/sign-in", "/sign-out", "/sources/x", "/api/candidates"} <= operators
    for path in operators:
        body = next((body for regex, body in locations if re.search(regex, path)), "")
        assert "proxy_cache off;" in body, path
        assert "proxy_read_timeout 120s;" in body, path
    private = [path for path in open_to_all if path.startswith("/admin/")]
    assert private
    for path in private:
        assert any("proxy_cache off;" in body for regex, body in locations if re.search(regex, path)), path
    for path in ("/", "/topics/x", "/stories/x", "/status", "/feeds/x.atom", "/newest", "/apiary"):
        assert not any(re.search(regex, path) for regex, _ in locations), path
    assert "limit_req" not in text


@pytest.mark.parametrize(
    "name", ["compose.yaml", "compose.postgres.yaml", "config/deploy/feedsvc-web.service"]
)
def test_the_builder_is_served_wherever_we_are_deployed(name: str) -> None:
    words = re.sub(r'[\[\],"]', " ", (ROOT / name).read_text("utf-8")).split()
    [app] = {word for word in words if word.endswith("wsgi:app")}
    assert app in ("wsgi:app", "feedsvc.wsgi:app")
    # A look keeps a thread busy, and two may be at work.
    assert all(int(words[n + 1]) > 2 for n, word in enumerate(words) if word == "--blocking-threads")
    assert "--blocking-threads" in words
    assert "/etc/feedsvc:ro" not in words


def nginx_files(tmp_path: Path, port: int, upstream: int, base: str = "", hub: str = "") -> list[str]:
    """The shipped file inside a smallest nginx.conf, its places moved below tmp_path; the command to run it."""
    text = (DEPLOY / "nginx.conf").read_text("utf-8")
    itself = free_port()
    for old, new in {
        'map "" $feedsvc_base {\n    default  "";': f'map "" $feedsvc_base {{\n    default  "{base}";',
        'map $feedsvc_topic $feedsvc_hub {\n    default  "";': f'map $feedsvc_topic $feedsvc_hub {{\n    default  "{hub}";',
        "/var/cache/nginx-feedsvc": f"{tmp_path}/cache",
        "/var/lib/feedsvc/site": f"{tmp_path}/site",
        "listen 80 backlog=4096 reuseport;": f"listen 127.0.0.1:{port} backlog=4096 reuseport;",
        "    listen [::]:80 backlog=4096 reuseport;\n": "",
        "listen 127.0.0.1:8001;": f"listen 127.0.0.1:{itself};",
        "server 127.0.0.1:8000;": f"server 127.0.0.1:{upstream};",
        "server 127.0.0.1:8001;": f"server 127.0.0.1:{itself};",
    }.items():
        assert old in text
        text = text.replace(old, new)
    (tmp_path / "feedsvc.conf").write_text(text, encoding="utf-8")
    places = "".join(
        f"{kind}_temp_path {tmp_path}/{kind};\n"
        for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    user = "user root;\n" if os.getuid() == 0 else ""
    events = "\n".join(re.findall(r"^#   ((?:worker_rlimit|events).*)", text, re.MULTILINE))
    (tmp_path / "nginx.conf").write_text(
        f"{user}pid {tmp_path}/nginx.pid;\nerror_log stderr;\ndaemon off;\nworker_processes 1;\n{events}\n"
        f"http {{\naccess_log off;\ntypes {{ text/html html; text/css css; }}\n{places}include {tmp_path}/feedsvc.conf;\n}}\n",
        encoding="utf-8",
    )
    return ["nginx", "-p", str(tmp_path), "-c", str(tmp_path / "nginx.conf")]


@needs_nginx
def test_nginx_accepts_the_shipped_file(tmp_path: Path) -> None:
    command = [*nginx_files(tmp_path, 8081, 8082), "-t"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE)
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


class Front(NamedTuple):
    """A published site behind nginx: the ports of nginx and of the application."""

    port: int
    back: int


@pytest.fixture(scope="module", params=["files", "application"])
def front(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Front]:
    """nginx in front of the application, with and without published files."""
    place, port, back = tmp_path_factory.mktemp(request.param), free_port(), free_port()
    town = publish_long_site(place / "config", port)
    if request.param == "files":
        SiteWriter(town.config, town.store, place / "site").write(town.now)
    command = nginx_files(place, port, back, base=f"http://127.0.0.1:{port}", hub=HUB)
    with (
        serving("granian", place / "config", back),
        started(command, dict(os.environ), f"http://127.0.0.1:{port}/"),
    ):
        yield Front(port, back)
    town.store.close()


def publish_long_site(place: Path, port: int) -> Town:
    """The site of the web tests with a hub, and with stories of a month later, so that it has archives."""
    town = write_site(place, port)
    settings = place / "feedsvc.toml"
    settings.write_text(f'{settings.read_text()}[publish]\nhub = "{HUB}"\nentries = 2\n')
    town.config = load_config(place, {})
    town.settle()
    town.now += timedelta(days=30)
    town.poll(21, 22, 23, published=town.now)
    town.publish()
    return town


DOCUMENTS = [
    f"/feeds/{name}.{form}" for name in ("boats", "world/archive/1") for form in ("atom", "rss", "json")
]


@needs_nginx
@pytest.mark.parametrize("path", DOCUMENTS)
def test_a_document_names_itself_and_its_hub_behind_nginx_as_without(front: Front, path: str) -> None:
    status, headers, body = ask(front.port, path)
    _, own, same = ask(front.back, path)
    assert (status, body) == (200, same)
    assert headers["link"] == f'<{HUB}>; rel="hub", <http://127.0.0.1:{front.port}{path}>; rel="self"'
    assert headers["link"] == own["link"]
    assert "link" not in ask(front.port, "/feeds.opml")[1]


@needs_nginx
@pytest.mark.parametrize("form", ["atom", "rss", "json"])
def test_conditions_are_judged_behind_nginx_as_http_says(front: Front, form: str) -> None:
    path = f"/feeds/boats.{form}"
    _, headers, _ = ask(front.port, path)

    def asked(tag: str | None, since: str) -> int:
        tags = {"If_None_Match": tag} if tag else {}
        return ask(front.port, path, If_Modified_Since=since, **tags)[0]

    assert asked(None, headers["last-modified"]) == 304
    assert asked(None, FAR_AHEAD) == 304
    assert asked(None, LONG_AGO) == 200
    assert asked(headers["etag"], LONG_AGO) == 304
    assert asked(headers["etag"], headers["last-modified"]) == 304
    assert asked('"another"', headers["last-modified"]) == 200


@needs_nginx
def test_a_request_with_both_conditions_is_answered_as_any_other(front: Front) -> None:
    both = {"If_None_Match": '"another"', "If_Modified_Since": LONG_AGO, "Accept_Encoding": "gzip"}
    plain, conditional = (ask(front.port, DOCUMENTS[0], **h) for h in ({"Accept_Encoding": "gzip"}, both))
    assert conditional[2] == plain[2]
    assert conditional[1] | {"date": ""} == plain[1] | {"date": ""}


@needs_nginx
def test_other_methods_are_answered_by_the_application(front: Front) -> None:
    status, headers, _ = ask(front.port, DOCUMENTS[0], "POST", Content_Length="0")
    assert (status, headers["allow"]) == (405, "GET, HEAD, OPTIONS")
    status, headers, _ = ask(front.port, DOCUMENTS[0], "OPTIONS")
    assert (status, headers["access-control-allow-methods"]) == (204, "GET, HEAD, OPTIONS")


@needs_nginx
@pytest.mark.clients
@pytest.mark.parametrize("form", ["atom", "rss", "json"])
def test_the_checker_of_feed_addresses_finds_nothing_behind_nginx(front: Front, form: str) -> None:
    if not CHECKER.exists():
        pytest.skip("the checker is not here")
    said = subprocess.run(
        [sys.executable, CHECKER, f"http://127.0.0.1:{front.port}/feeds/boats.{form}"],
        capture_output=True,
        text=True,
        timeout=PATIENCE,
    ).stdout
    assert "must-fail=0 should-fail=0" in said, said


@needs_nginx
def test_files_name_no_address_that_nobody_set(environ: dict[str, str], tmp_path: Path) -> None:
    feeds, port = tmp_path / "site" / "feeds", free_port()
    feeds.mkdir(parents=True)
    (feeds / "all.atom").write_bytes(b"<feed/>")
    url = f"http://127.0.0.1:{port}/feeds/all.atom"
    with started(nginx_files(tmp_path, port, free_port(), hub=HUB), environ, url):
        assert "link" not in answer(url)[2]


@needs_nginx
def test_pages_are_served_from_files_while_the_application_is_dead(tmp_path: Path) -> None:
    port, back = free_port(), free_port()
    town = write_site(tmp_path / "config", port)
    written, _ = SiteWriter(town.config, town.store, tmp_path / "site").write(town.now)
    town.store.close()
    with started(nginx_files(tmp_path, port, back), dict(os.environ), f"http://127.0.0.1:{port}/"):
        pages = [path for path in written if not path.startswith("/feeds")]
        assert {"/", "/topics/world", "/status"} <= set(pages)
        for path in pages:
            assert ask(port, path)[0] == 200, path
        _, headers, body = ask(port, "/topics/world")
        assert body == (tmp_path / "site" / "topics" / "world.html").read_bytes()
        assert (headers["content-type"], headers["vary"]) == ("text/html; charset=utf-8", "Accept-Encoding")
        assert headers["content-security-policy"] == PAGE_POLICY[1]
        assert ask(port, "/topics/world", If_None_Match=headers["etag"])[0] == 304
        for path in ("/topics/nothing", "/topics/", "/topics/world?page=2", "/healthz", "/metrics"):
            assert ask(port, path)[0] == 502, path
        assert ask(port, "/", "POST", Content_Length="0")[0] == 502


class Echo(BaseHTTPRequestHandler):
    """Answers with what the request says of its client and of the client's copy."""

    def do_GET(self) -> None:
        names = ("X-Forwarded-For", "Host", "If-Modified-Since")
        body = repr([self.headers.get(name) for name in names]).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@needs_nginx
def test_the_application_learns_the_client_of_a_request_with_both_conditions(
    environ: dict[str, str], tmp_path: Path
) -> None:
    port = free_port()
    with ThreadingHTTPServer(("127.0.0.1", 0), Echo) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        command = nginx_files(tmp_path, port, server.server_port)
        with started(command, environ, f"http://127.0.0.1:{port}/"):
            both = {"If_None_Match": '"x"', "If_Modified_Since": LONG_AGO}
            said = ask(port, "/admin/", X_Forwarded_For="203.0.113.9", **both)[2]
            assert said == b"['203.0.113.9', '127.0.0.1', None]"
        server.shutdown()


OPERATOR_S = ["/new?url=x", "/new/page?choice=x", "/sources/pier", "/sign-in", "/api/candidates"]


@needs_nginx
@pytest.mark.parametrize("path", OPERATOR_S)
def test_what_the_operator_is_shown_is_kept_for_nobody(
    environ: dict[str, str], tmp_path: Path, path: str
) -> None:
    port = free_port()
    with ThreadingHTTPServer(("127.0.0.1", 0), Echo) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        command = nginx_files(tmp_path, port, server.server_port)
        with started(command, environ, f"http://127.0.0.1:{port}/"):
            assert ask(port, path, Cookie="feedsvc_session=x")[0] == 200
            server.shutdown()
            server.server_close()
            assert ask(port, path)[0] in (502, 504)  # for strangers not even while nothing answers


ACCEPTS = [
    "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "application/xhtml+xml, text/html; q=1.0",
    "text/html;q=0.9,application/xhtml+xml",
    "text/html,application/xhtml+xml,application/xml",
    "text/html,application/xhtml+xml,application/rss+xml;q=0.1",
    "application/atom+xml,text/html,application/xhtml+xml",
    "application/feed+json;q=0,text/html,application/xhtml+xml",
    "*/*",
]


@needs_nginx
def test_who_is_shown_a_page_at_a_feed_s_address_is_the_same_behind_nginx(front: Front) -> None:
    def kinds(port: int) -> list[str]:
        return [ask(port, DOCUMENTS[0], Accept=accept)[1]["content-type"].split(";")[0] for accept in ACCEPTS]

    assert kinds(front.port) == kinds(front.back)
    assert [kind == "text/html" for kind in kinds(front.back)] == [True, True, *[False] * 4, True, False]
