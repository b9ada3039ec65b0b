"""Every error there is, for browsers and for programs: one table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import pytest

from feedsvc.config import TopicConfig, WebOptions
from feedsvc.config.amounts import Rate
from tests.web.helpers import BROWSER, make_config

if TYPE_CHECKING:
    from flask import Flask
    from flask.testing import FlaskClient

    from tests.web.helpers import Town

FEED, ACTION = "/feeds/world.atom", "/admin/poll/world"
READ = "GET, HEAD, OPTIONS"


@dataclass(frozen=True)
class Wrong:
    """A request that fails, with what its answer says besides."""

    status: int
    path: str
    method: str = "GET"
    given: dict[str, Any] = field(default_factory=dict)
    before: int = 0
    """How often it was asked before."""
    says: dict[str, str] = field(default_factory=dict)
    cache: str = "no-store"


def token(word: str) -> dict[str, Any]:
    return {"headers": {"Authorization": f"Bearer {word}"}}


MOVED = "public, max-age=3600"
ERRORS = {
    "a page that is not there": Wrong(404, "/nope"),
    "a topic that is not there": Wrong(404, "/topics/nope"),
    "a topic without a name": Wrong(404, "/topics/"),
    "a feed that is not there": Wrong(404, "/feeds/nope.atom"),
    "a static file that is not there": Wrong(404, "/static/nope.css"),
    "an address that is too long": Wrong(404, "/" + "a" * 2000),
    "a topic that is gone": Wrong(410, "/topics/boats"),
    "a feed that is gone": Wrong(410, "/feeds/boats.atom"),
    "a query that is too long": Wrong(400, "/?q=" + "a" * 9000),
    "a host that is none": Wrong(400, "/", given={"base_url": "http://a b/"}),
    "no token": Wrong(401, ACTION, "POST", says={"WWW-Authenticate": 'Bearer realm="feedsvc"'}),
    "a wrong token": Wrong(403, ACTION, "POST", given=token("wrong")),
    "too many wrong tokens": Wrong(
        429, ACTION, "POST", given=token("wrong"), before=20, says={"Retry-After": "60"}
    ),
    "a page that is written": Wrong(405, "/", "POST", says={"Allow": READ}),
    "a feed that is written": Wrong(405, FEED, "POST", says={"Allow": READ}),
    "an action that is read": Wrong(405, ACTION, says={"Allow": "OPTIONS, POST"}),
    "a form that is put": Wrong(405, "/sign-in", "PUT", says={"Allow": "GET, HEAD, OPTIONS, POST"}),
    "a form that is too long": Wrong(413, "/sign-in", "POST", given={"data": {"token": "x" * 70_000}}),
    "a feed to come": Wrong(503, "/feeds/new.atom", says={"Retry-After": "5"}),
    "a feed with a slash": Wrong(308, FEED + "/", says={"Location": FEED}, cache=MOVED),
    "a feed that was renamed": Wrong(301, "/feeds/globe.atom", says={"Location": FEED}, cache=MOVED),
    "a topic that was renamed": Wrong(301, "/topics/globe", says={"Location": "/topics/world"}, cache=MOVED),
}


@pytest.fixture
def client(town: Town, make_app: Callable[..., Flask]) -> FlaskClient:
    """A client of a site that has lost one topic and is to have another one."""
    topics = (town.config.topics[0], TopicConfig(slug="new", title="New"))
    town.config = replace(town.config, topics=topics[:1])
    town.settle()
    town.config = replace(town.config, topics=topics)
    return make_app(town).test_client(use_cookies=False)


def check(client: FlaskClient, wrong: Wrong) -> None:
    """What a program is told, what a browser shows, and that both may look without the body."""
    headers = wrong.given.get("headers", {})
    for accept, kind in ((None, "text/plain"), (BROWSER, "text/html")):
        given = wrong.given | {"headers": headers | ({"Accept": accept} if accept else {})}
        answer = client.open(wrong.path, method=wrong.method, **given)
        told = dict(answer.headers)
        assert answer.status_code == wrong.status
        assert told["Content-Type"] == f"{kind}; charset=utf-8"
        assert (answer.text.count("\n") == 1) == (accept is None)
        assert ("<h1>" in answer.text) == (accept is not None)
        assert told["Content-Length"] == str(len(answer.data))
        assert (told["Cache-Control"], told["Vary"]) == (wrong.cache, "Accept")
        assert {"Content-Security-Policy", "X-Content-Type-Options", "Referrer-Policy"} <= told.keys()
        extra = ("Allow", "Retry-After", "Location", "WWW-Authenticate", "Set-Cookie")
        assert {name: told[name] for name in extra if name in told} == wrong.says
        if wrong.method == "GET" and wrong.status != 405:
            head = client.head(wrong.path, **given)
            assert (head.status_code, head.data, dict(head.headers)) == (wrong.status, b"", told)


@pytest.mark.parametrize("wrong", ERRORS.values(), ids=ERRORS)
def test_an_error_is_a_page_for_browsers_and_a_line_for_programs(client: FlaskClient, wrong: Wrong) -> None:
    for _ in range(wrong.before):
        client.open(wrong.path, method=wrong.method, **wrong.given)
    check(client, wrong)


def test_so_is_that_somebody_asks_too_often(town: Town, make_app: Callable[..., Flask]) -> None:
    town.config = make_config(web=WebOptions(rate_limit=Rate(1, 3600)))
    client = make_app(town).test_client(use_cookies=False)
    client.get("/")
    for path in ("/", FEED):
        check(client, Wrong(429, path, says={"Retry-After": "3600"}))


def test_so_is_a_host_that_is_not_served(town: Town, make_app: Callable[..., Flask]) -> None:
    town.config = make_config(web=WebOptions(hosts=("feeds.example",)))
    check(make_app(town).test_client(use_cookies=False), Wrong(400, FEED))
