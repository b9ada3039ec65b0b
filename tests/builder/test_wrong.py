"""Bad input, in the pages and over HTTP: one sentence that says what is wrong, and everything typed is kept."""

from __future__ import annotations

import gzip
import html
import re
import shutil
from collections.abc import Callable, Iterator, Mapping

import pytest

from feedsvc.extract.child import ExtractorPool
from tests.attacks.server import HostileServer, Wire, redirect, response
from tests.attacks.test_bodies import deflated_bomb
from tests.builder.conftest import Service, service_in
from tests.builder.test_new import Operator, hidden
from tests.builder.towns import ARTICLES, TITLES

pytestmark = pytest.mark.slow
LIMITS = 'timeout = "2s"\nmax_bytes = "300kB"\n'
PAGE = ARTICLES[1].encode()
LONG = 300
ENDLESS = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + b"<p>and so on</p>" * 999
TROUBLE: Mapping[str, bytes | Callable[[Wire], None]] = {
    "/missing": response(b"", status="404 Not Found"),
    "/broken": response(b"<p>oh</p>", status="500 Internal Server Error"),
    "/locked": response(b"", status="403 Forbidden"),
    "/private": redirect("http://10.0.0.1/"),
    "/circle": redirect("/circle"),
    "/silent": lambda wire: wire.hangs(),
    "/endless": lambda wire: wire.repeats(ENDLESS),
    "/bomb": response(deflated_bomb(64 << 20), "Content-Encoding: gzip"),
    "/torn": response(gzip.compress(PAGE)[:99], "Content-Encoding: gzip"),
    "/cut": b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 9999\r\n\r\n<p>half",
    "/noise": b"\x00\x01 hello\r\n\r\n",
    "/report.pdf": response(b"%PDF-1.7 \xe2\xe3", content_type="application/pdf"),
    "/picture.png": response(b"\x89PNG\r\n\x1a\n", content_type="image/png"),
    "/empty": response(b""),
    "/words": response(b"<html><body><p>There is nothing to follow here.</p></body></html>"),
    "/robots.txt": response(b"User-agent: *\nDisallow: /denied\n", content_type="text/plain"),
}
NO_PAGE = "this is no address of a page"
UNUSABLE = "this address cannot be used"
ADDRESSES: Mapping[str, tuple[str, int, str]] = {
    "none": ("", 400, NO_PAGE),
    "another scheme": ("ftp://pier.example/", 400, NO_PAGE),
    "a script": ("javascript:alert(1)", 400, NO_PAGE),
    "a file": ("file:///etc/passwd", 400, NO_PAGE),
    "words": ('https://the town\'s "news"', 422, UNUSABLE),
    "one that is none": ("http://[::1", 422, UNUSABLE),
    "a long one": (f"https://pier.example/{'a' * 9000}", 422, UNUSABLE),
    "a port of something else": ("http://127.0.0.1:25/", 422, UNUSABLE),
    "a private one": ("http://10.0.0.1/", 422, "10.0.0.1 is private"),
    "one of this machine": ("http://[::1]/", 422, "::1 is loopback"),
    "a name that is none": ("http://pier.invalid/", 422, "pier.invalid cannot be resolved"),
    "not there": ("{server}/missing", 422, "404 (not found)"),
    "broken": ("{server}/broken", 422, "500 (server error)"),
    "locked": ("{server}/locked", 422, "403 (forbidden)"),
    "to a private one": ("{server}/private", 422, "10.0.0.1 is private"),
    "in a circle": ("{server}/circle", 422, "go in a circle"),
    "silent": ("{server}/silent", 422, "no complete answer within 2 s"),
    "denied to robots": ("{server}/denied", 422, "robots.txt forbids it"),
    "a document": ("{server}/report.pdf", 422, "it is application/pdf, not a page"),
    "a picture": ("{server}/picture.png", 422, "it is image/png, not a page"),
    "a bomb": ("{server}/bomb", 422, "more than 300000 bytes"),
    "endless": ("{server}/endless", 422, "more than 300000 bytes"),
    "torn": ("{server}/torn", 422, "stops before its end"),
    "cut": ("{server}/cut", 422, "missing"),
    "no answer of the web": ("{server}/noise", 422, "HTTP/0.9"),
}
MISSING = "url: is missing (the address of the page, or a copied command in curl)"
"""Of a program, which may also send a command; a person is asked for an address."""
EMPTY = {"blank": ("/empty", "It is a blank page"), "words": ("/words", "Nothing finds stories there")}


@pytest.fixture(scope="module")
def server() -> Iterator[HostileServer]:
    server = HostileServer()
    for path, script in TROUBLE.items():
        server.answers(path, script)
    yield server
    server.stop()


@pytest.fixture(scope="module")
def careful(tmp_path_factory: pytest.TempPathFactory, children: ExtractorPool) -> Iterator[Service]:
    """A service with small limits, for all tests of this module."""
    with service_in(tmp_path_factory.mktemp("wrong"), children, more=LIMITS) as service:
        yield service


@pytest.fixture
def operator(careful: Service) -> Operator:
    return Operator(careful)


def told(page: str) -> str:
    """What the page says is wrong: one sentence."""
    found = re.findall(r'role="alert">([^<]*)<', page)
    assert len(found) == 1
    text = html.unescape(found[0])
    assert text.strip()
    assert "\n" not in text
    assert "Traceback" not in text
    return text


def holds(page: str, **fields: str) -> bool:
    """Whether the page's form still has what was typed."""
    tags = {name: re.search(rf'<input[^>]* name="{name}"[^>]* value="([^"]*)"', page) for name in fields}
    return {name: html.unescape(tag[1]) for name, tag in tags.items() if tag} == fields


def place_of(server: HostileServer, url: str) -> str:
    return url.replace("{server}", server.url("").rstrip("/"))


@pytest.mark.parametrize(("url", "code", "words"), ADDRESSES.values(), ids=ADDRESSES)
def test_an_address_that_cannot_be_used_is_told_in_a_sentence(
    careful: Service, operator: Operator, server: HostileServer, url: str, code: int, words: str
) -> None:
    url = place_of(server, url)
    assert operator.steps("look", url=url, like="quay & kites").status_code == code
    assert words in told(operator.page)
    assert holds(operator.page, url=url, like="quay & kites")
    answer = careful.asks("POST", "/api/candidates", {"url": url})
    assert answer.status_code == code
    assert answer.json == {"error": told(operator.page) if url else MISSING}


@pytest.mark.parametrize(("path", "words"), EMPTY.values(), ids=EMPTY)
def test_a_page_of_nothing_is_told_as_that(
    careful: Service, operator: Operator, server: HostileServer, path: str, words: str
) -> None:
    assert operator.steps("look", url=server.url(path), like="quay").status_code == 200
    assert words in told(operator.page)
    assert holds(operator.page, url=server.url(path), like="quay")
    assert careful.asks("POST", "/api/candidates", {"url": server.url(path)}).json["candidates"] == []


@pytest.mark.parametrize("charset", ["x-nowhere", "utf-7", "'", "\u00fc"])
def test_a_page_in_an_unknown_coding_is_read_all_the_same(
    careful: Service, server: HostileServer, charset: str
) -> None:
    url = server.answers("/coded", response(PAGE, content_type=f"text/html; charset={charset}"))
    found = careful.asks("POST", "/api/candidates", {"url": f"{url}?{len(charset)}"}).json["candidates"]
    assert [story["title"] for story in found[0]["stories"]] == list(TITLES)


@pytest.fixture
def chosen(operator: Operator, server: HostileServer) -> dict[str, str]:
    """The fields of a list that was chosen."""
    url = server.answers("/news", response(PAGE))
    operator.steps("look", url=url, like="quay")
    return {"url": url, "like": "quay", "choice": hidden(operator.page, "choice")}


FORMS: Mapping[str, tuple[dict[str, str], str]] = {
    "an interval that is none": ({"every": "never"}, '"never" is not a duration'),
    "an interval too short": ({"every": "0s"}, "(1 s to 3650 d)"),
    "a topic that is not there": ({"topic": "Nowhere!"}, "Nowhere!"),
    "a topic out of the folder": ({"topic": "../../up"}, "../../up"),
    "a title too long": ({"title": "a" * (LONG + 1)}, "title"),
    "no choice": ({"choice": ""}, "look at the page again"),
    "a choice that is none": ({"choice": '{"url": 1'}, "look at the page again"),
    "a choice of a file": ({"choice": '{"url": "file:/etc/passwd", "extractor": "auto"}'}, NO_PAGE),
    "a choice of nothing known": ({"choice": '{"url": "http://a.example/", "extractor": "magic"}'}, "magic"),
}


@pytest.mark.parametrize(("wrong", "words"), FORMS.values(), ids=FORMS)
def test_a_mistake_in_the_last_form_is_told_above_it(
    careful: Service, operator: Operator, chosen: dict[str, str], wrong: dict[str, str], words: str
) -> None:
    typed = chosen | {"title": "Pier & quay", "exclude": "ferry, fog", "every": "2h"} | wrong
    assert operator.steps("subscribe", **typed).status_code == 400
    assert words in told(operator.page)
    assert holds(operator.page, url=chosen["url"], like="quay")
    if "choice" not in wrong:
        assert holds(operator.page, title=typed["title"], exclude="ferry, fog", choice=chosen["choice"])
    assert list((careful.directory / "sources").iterdir()) == []


def test_a_look_that_is_over_is_made_again_or_told(
    careful: Service, operator: Operator, server: HostileServer, chosen: dict[str, str]
) -> None:
    shutil.rmtree(careful.directory.parent / "looks")
    assert operator.steps("choose", **chosen).status_code == 200
    shutil.rmtree(careful.directory.parent / "looks")
    server.answers("/news", response(b"", status="410 Gone"))
    assert operator.steps("subscribe", **chosen, title="Pier").status_code == 422
    assert "410 (gone for good)" in told(operator.page)
    assert holds(operator.page, url=chosen["url"], like="quay")
