from __future__ import annotations

import json
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

import pytest
from flask import Blueprint
from hypothesis import given
from hypothesis import strategies as st
from prometheus_client.parser import text_string_to_metric_families
from prometheus_client.utils import floatToGoString

from feedsvc.config import WebOptions
from feedsvc.models import Changes, History, Hold, State, Transition
from feedsvc.web import metrics
from feedsvc.web.buckets import Buckets
from feedsvc.web.operator import OPERATOR_PATH
from tests.builders import NOW, make_state
from tests.web.helpers import BASE, make_config

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask
    from flask.testing import FlaskClient

    from tests.web.helpers import Town

TOKEN = {"Authorization": "Bearer sesame-and-poppy"}
ATOM = "{http://www.w3.org/2005/Atom}"
KEYS = {
    "slug", "title", "url", "state", "last_poll", "last_success", "last_change", "next_poll", "failures", "error",
    "stories",
}  # fmt: skip


def test_status_json_is_as_promised(town: Town, client: FlaskClient) -> None:
    town.fail("harbour", "https://harbour.example/: 500 (status)")
    answer = client.get("/status.json")
    assert answer.headers["Content-Type"] == "application/json"
    found = json.loads(answer.data)
    world, harbour = found["sources"]
    assert set(world) >= KEYS
    assert (world["slug"], world["state"], world["stories"]) == ("world", "ok", 9)
    assert world["last_success"] == "2026-03-04T05:06:00Z"
    assert (harbour["state"], harbour["failures"]) == ("failing", 3)
    assert harbour["error"] == "https://harbour.example/: 500 (status)"
    assert found["topics"][0] == {
        "slug": "world",
        "title": "World",
        "stories": 12,
        "updated": "2026-03-04T05:06:00Z",
        "feeds": {f: f"{BASE}/feeds/world.{f}" for f in ("atom", "rss", "json")},
    }


def test_a_wall_is_told_to_people_programs_and_metrics(town: Town, client: FlaskClient) -> None:
    history = History(wall="datadome")
    state = make_state("harbour", state=State.FAILING, error="status: 403", history=history)
    town.record("harbour", Changes(), state=state)
    world, harbour = json.loads(client.get("/status.json").data)["sources"]
    assert (world["wall"], harbour["wall"]) == (None, "datadome")
    assert "<strong>Wall:</strong> DataDome" in client.get("/status").text
    assert 'feedsvc_source_wall{source="harbour",wall="datadome"} 1.0' in client.get("/metrics").text


def test_a_held_source_says_why(town: Town, client: FlaskClient) -> None:
    hold = Hold(source="harbour", held_at=NOW, reasons=("every <b>headline</b> is missing",), stories=())
    town.record("harbour", Changes(), state=make_state("harbour", state=State.HELD), hold=hold)
    assert json.loads(client.get("/status.json").data)["sources"][1]["held"] == list(hold.reasons)
    page = client.get("/status").text
    assert "held for review" in page
    assert "every &lt;b&gt;headline&lt;/b&gt; is missing" in page


def test_status_json_made_in_parts_reads_as_one_document(client: FlaskClient) -> None:
    body = client.get("/status.json").data
    found = json.loads(body)
    assert list(found) == ["sources", "topics", "database", "config"]
    assert body == json.dumps(found, ensure_ascii=False).encode()


def test_a_source_that_was_never_polled_is_new(town: Town, make_app: Callable[..., Flask]) -> None:
    town.store.sync_sources((), town.now)
    found = json.loads(make_app(town).test_client().get("/status.json").data)
    assert {s["state"] for s in found["sources"]} <= {"new", "disabled"}


def test_health_is_the_process_and_readiness_the_database(client: FlaskClient) -> None:
    for path in ("/healthz", "/readyz"):
        answer = client.get(path)
        assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-store")


def test_metrics_are_read_from_the_store(town: Town, client: FlaskClient) -> None:
    town.fail("harbour", "no")
    families = {f.name: f for f in text_string_to_metric_families(client.get("/metrics").text)}
    assert all(name.startswith("feedsvc_") for name in families)
    states = {s.labels["state"]: s.value for s in families["feedsvc_sources"].samples}
    assert (states["ok"], states["failing"]) == (1, 1)
    stories = {s.labels["source"]: s.value for s in families["feedsvc_source_stories"].samples}
    assert stories == {"world": 9, "harbour": 3}
    assert families["feedsvc_store_up"].samples[0].value == 1
    assert {s.labels["topic"]: s.value for s in families["feedsvc_topic_stories"].samples} == {
        "world": 12,
        "boats": 3,
    }


# -- the operator ------------------------------------------------------------------------------------------


def test_the_operators_feed_needs_the_token(town: Town, client: FlaskClient) -> None:
    moment = NOW + timedelta(minutes=5)
    failing = Transition(
        source="harbour", before=State.OK, after=State.FAILING, at=moment, reason="500 <twice>"
    )
    town.record("harbour", Changes(), transition=failing)
    assert client.get(OPERATOR_PATH).status_code == 401
    assert "Bearer" in client.get(OPERATOR_PATH).headers["WWW-Authenticate"]
    assert client.get(f"{OPERATOR_PATH}?token=sesame-and-poppy").status_code == 401
    answer = client.get(OPERATOR_PATH, headers=TOKEN)
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "private, no-cache"
    assert "Authorization" in answer.headers["Vary"]
    assert answer.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    entries = ElementTree.fromstring(answer.data).findall(f"{ATOM}entry")
    assert [e.findtext(f"{ATOM}title") for e in entries] == ["Harbour: failing"]
    assert "500 &lt;twice&gt;" in (entries[0].findtext(f"{ATOM}content") or "")
    assert client.get(OPERATOR_PATH, headers=TOKEN).data == answer.data
    opml = client.get("/feeds.opml").text
    assert "operator" not in opml


@pytest.fixture
def at_once(town: Town, make_app: Callable[..., Flask], monkeypatch: pytest.MonkeyPatch) -> FlaskClient:
    """A client all of whose guesses come at one moment: a busy machine takes seconds, after which there may be one more."""
    monkeypatch.setattr("feedsvc.web.entrance.Buckets", partial(Buckets, clock=lambda: 0.0))
    return make_app(town).test_client()


def test_wrong_tokens_are_counted_and_right_ones_are_not(at_once: FlaskClient) -> None:
    client = at_once
    assert [client.get(OPERATOR_PATH, headers=TOKEN).status_code for _ in range(20)] == [200] * 20
    wrong = {"Authorization": "Bearer sesame"}
    codes = [client.get(OPERATOR_PATH, headers=wrong).status_code for _ in range(12)]
    assert codes == [403] * 10 + [429] * 2


def guesses(client: FlaskClient, way: str) -> list[int]:
    """The answers to eleven guesses by one way in."""
    ways: dict[str, dict[str, Any]] = {
        "form": {"path": "/sign-in", "data": {"token": "guess"}},
        "feed": {"path": OPERATOR_PATH, "headers": {"Authorization": "Bearer guess"}, "method": "GET"},
        "action": {"path": "/admin/poll/world", "headers": {"Authorization": "Bearer guess"}},
        "once": {"path": "/sign-in?once=guess", "method": "GET"},
    }
    return [client.open(**{"method": "POST", **ways[way]}).status_code for _ in range(11)]


WAYS = ("form", "feed", "action", "once")


@pytest.mark.parametrize("way", WAYS)
def test_guesses_at_one_door_count_at_every_other(at_once: FlaskClient, way: str) -> None:
    client = at_once
    assert guesses(client, way) == [403] * 10 + [429]
    for another in WAYS:
        assert guesses(client, another) == [429] * 11
    assert client.get(OPERATOR_PATH, headers=TOKEN).status_code == 429  # nothing is compared any more
    assert client.post("/sign-in", data={"token": "sesame-and-poppy"}).status_code == 429
    other = {"REMOTE_ADDR": "203.0.113.9"}  # nobody else has to wait for that
    assert client.get(OPERATOR_PATH, headers=TOKEN, environ_overrides=other).status_code == 200


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer ", "Basic c2VzYW1l", "sesame-and-poppy"])
def test_half_a_token_opens_nothing(client: FlaskClient, header: str) -> None:
    assert client.get(OPERATOR_PATH, headers={"Authorization": header}).status_code == 401


def test_another_token_opens_nothing(client: FlaskClient) -> None:
    assert client.get(OPERATOR_PATH, headers={"Authorization": "Bearer é"}).status_code == 403


def test_without_a_configured_token_the_door_is_shut(town: Town, make_app: Callable[..., Flask]) -> None:
    town.config = make_config(web=WebOptions())
    client = make_app(town).test_client()
    assert client.get(OPERATOR_PATH, headers={"Authorization": "Bearer None"}).status_code == 403


def test_the_status_leads_an_operator_to_each_source_and_nobody_else(
    town: Town, make_app: Callable[..., Flask]
) -> None:
    link = '<a href="/sources/world" rel="nofollow">world</a>'
    desk = make_app(town, rooms=[Blueprint("desk", __name__)])
    assert link in desk.test_client().get("/status").text
    assert link not in make_app(town).test_client().get("/status").text


def test_actions_are_posted_with_the_token(town: Town, make_app: Callable[..., Flask]) -> None:
    done: list[str] = []

    def poll(slug: str) -> str:
        done.append(slug)
        return f"{slug} is polled next"

    client = make_app(town, on_admin={"poll": poll}).test_client()
    read = client.get("/admin/poll/world", headers=TOKEN)
    assert read.status_code == 405
    assert read.text == "This address takes what is sent to it (POST), and shows nothing.\n"
    assert set(client.get("/admin/poll/world").headers["Allow"].split(", ")) == {"OPTIONS", "POST"}
    assert client.post("/admin/poll/world").status_code == 401
    assert client.post("/admin/poll/nowhere", headers=TOKEN).status_code == 404
    assert client.post("/admin/dance/world", headers=TOKEN).status_code == 404
    assert done == []
    answer = client.post("/admin/poll/world", headers=TOKEN)
    assert (answer.text, done) == ("world is polled next\n", ["world"])


@given(st.one_of(st.integers(0, 10**18), st.floats(0, 1e18)))
def test_numbers_are_written_as_the_programs_of_prometheus_write_them(value: float) -> None:
    written = floatToGoString(value)  # type: ignore[no-untyped-call]
    assert metrics.single("x", "X.", value).split()[-1] == written
