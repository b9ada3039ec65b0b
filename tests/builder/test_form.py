"""The builder's pages as documents: valid, under the strict policy, small, each in every state it can be in."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from typing import Any

import pytest

from feedsvc.extract.child import ExtractorPool
from feedsvc.web.headers import OPERATOR_POLICY
from tests.builder.conftest import Service, Site, service_in
from tests.builder.test_importing import sent
from tests.builder.test_new import Operator, frame_of, hidden
from tests.builder.towns import PAGES, redesigned

pytestmark = pytest.mark.slow
WIRE = 40_000
VOID = frozenset(
    ["area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)
DRAWING = frozenset(["circle", "path", "rect", "line", "polyline", "polygon", "use"])
"""Elements of SVG that may end themselves."""
STATES = (
    "sign in",
    "a wrong token",
    "new",
    "an address that is none",
    "cards",
    "a feed's card",
    "preview",
    "a mistake in the form",
    "the page itself",
    "subscribed",
    "held",
    "a repair",
    "switched off",
    "review",
    "polls",
    "settings",
    "kept pages",
    "sources",
    "status",
    "topics",
    "a topic",
    "a mistake in a topic",
    "a new topic",
    "import",
    "no list",
    "imported",
)


@pytest.fixture(scope="module")
def formed(tmp_path_factory: pytest.TempPathFactory, children: ExtractorPool) -> Iterator[Service]:
    with service_in(tmp_path_factory.mktemp("form"), children) as service:
        yield service


@pytest.fixture(scope="module")
def states(formed: Service, site_server: Site) -> Mapping[str, Any]:
    """The answer of every state, by its name."""
    return dict(walk(formed, site_server))


def walk(service: Service, site: Site) -> Iterator[tuple[str, Any]]:
    """From the door to a source that has been repaired."""
    stranger = service.client(cookies=True)
    yield "sign in", stranger.get("/sign-in")
    yield "a wrong token", stranger.post("/sign-in", data={"token": "poppy"})
    operator = Operator(service)
    yield "new", operator.client.get("/new")
    yield "an address that is none", operator.steps("look", url="pier")
    yield "a feed's card", operator.steps("look", url=f"{site.address}/linked")
    yield "cards", operator.steps("look", url=f"{site.address}/articles", like='"quay" & <b>')
    typed = {"url": f"{site.address}/articles", "choice": hidden(operator.page, "choice")}
    yield "preview", operator.steps("choose", **typed)
    yield "the page itself", operator.client.get(frame_of(operator.page))
    yield "a mistake in the form", operator.steps("subscribe", **typed, every="never", title='"&<')
    place = operator.steps("subscribe", **typed, title="Pier & quay").headers["Location"]
    yield "subscribed", operator.client.get(place)
    yield from mended(operator, place.removesuffix("?made"))
    for name in ("sources", "status", "topics"):
        yield name, operator.client.get(f"/{name}")
    yield from topics_and_lists(operator)


def topics_and_lists(operator: Operator) -> Iterator[tuple[str, Any]]:
    """The forms of topics and of a list of subscriptions, right and wrong."""
    word, path = hidden(operator.client.get("/new").text, "csrf"), "/topics/all/settings"
    yield "a topic", operator.client.get(path)
    yield (
        "a mistake in a topic",
        operator.client.post(path, data={"csrf": word, "title": '"&<', "slug": "A b"}),
    )
    yield "a new topic", operator.client.get("/new/topic")
    yield "import", operator.client.get("/new/import")
    yield "no list", sent(operator.client, {"csrf": word}, b"<b&>")
    body = '<outline text="&lt;b&gt;" xmlUrl="https://a.example/"/><outline text="x" htmlUrl="ftp://a.example/"/>'
    yield "imported", sent(operator.client, {"csrf": word}, f"<opml><body>{body}</body></opml>".encode())


def mended(operator: Operator, path: str) -> Iterator[tuple[str, Any]]:
    """The page of a source after a redesign, and switched off."""

    def act(name: str) -> Any:
        word = hidden(operator.client.get(path).text, "csrf")
        return operator.client.post(path, data={"csrf": word, "act": name})

    before = PAGES["/articles"]
    PAGES["/articles"] = redesigned(*before)
    try:
        act("poll")
        yield "held", operator.client.get(path)
        for name, place in {
            "review": "review",
            "polls": "polls",
            "settings": "settings",
            "kept pages": "pages",
        }.items():
            yield name, operator.client.get(f"{path}/{place}")
        yield "a repair", act("repair")
    finally:
        PAGES["/articles"] = before
    act("disable")
    yield "switched off", operator.client.get(path)


@pytest.fixture(params=STATES)
def answer(request: pytest.FixtureRequest, states: Mapping[str, Any]) -> Any:
    return states[request.param]


class Reading(HTMLParser):
    """Reads a document strictly: every element that can end is ended, in its place, and no attribute is there twice."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.opened: list[str] = []
        self.wrong: list[str] = [] if text.lower().startswith("<!doctype html>") else ["no type"]
        self.feed(text)
        self.close()
        self.wrong += self.opened

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if len({name for name, _ in attrs}) < len(attrs):
            self.wrong.append(f"{tag} has an attribute twice")
        if tag not in VOID:
            self.opened.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in DRAWING:
            self.wrong.append(f"{tag} ends itself")

    def handle_endtag(self, tag: str) -> None:
        if not self.opened or self.opened.pop() != tag:
            self.wrong.append(f"{tag} ends out of its place")


def test_a_page_is_valid(answer: Any) -> None:
    assert Reading(answer.text).wrong == []
    names = re.findall(r'\sid="([^"]*)"', answer.text)
    assert len(names) == len(set(names))
    pointed = re.findall(r'\s(?:for|aria-labelledby|aria-describedby|form|list)="([^"]*)"', answer.text)
    assert {name for names in pointed for name in names.split()} <= set(names)


@pytest.mark.parametrize("wrong", ["<p>a</p>", "<!doctype html><p>", "<!doctype html><p a=1 a=2></p>"])
def test_what_is_not_valid_is_seen(wrong: str) -> None:
    assert Reading(wrong).wrong


def test_a_page_runs_and_styles_nothing_of_its_own(answer: Any) -> None:
    assert not re.search(r"<script(?![^>]* src=\"/static/)|\sstyle=|\son\w+=", answer.text)
    assert "unsafe" not in answer.headers["Content-Security-Policy"]
    assert answer.headers["Content-Security-Policy"].split("; ")[-1].startswith("frame-ancestors ")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "no-referrer"


def test_pages_for_the_operator_are_kept_by_nobody(states: Mapping[str, Any]) -> None:
    own = [answer for name, answer in states.items() if name not in ("status", "the page itself")]
    assert {answer.headers["Cache-Control"] for answer in own} == {"no-store"}
    assert {answer.headers["Content-Security-Policy"] for answer in own} == {OPERATOR_POLICY[1]}


def test_a_page_is_small_on_the_wire_with_all_that_it_asks_for(answer: Any, formed: Service) -> None:
    def sent(path: str) -> int:
        return len(formed.client().get(path, headers={"Accept-Encoding": "gzip"}).data)

    assets = set(re.findall(r'(?:src|href)="(/static/[^"]*)"', answer.text))
    assert len(gzip.compress(answer.data)) + sum(map(sent, assets)) < WIRE
