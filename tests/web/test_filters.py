from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlencode
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feedsvc.errors import QueryError
from feedsvc.web import create_app
from feedsvc.web.filters import describe, is_filtered, parse_filter
from tests.web.helpers import BASE, BROWSER, MINUTE, Town, make_config, make_town

if TYPE_CHECKING:
    from flask import Flask
    from flask.testing import FlaskClient
    from werkzeug.test import TestResponse

    from feedsvc.store import Store

ATOM = "{http://www.w3.org/2005/Atom}"
VALIDATORS = ("ETag", "Last-Modified")


def titles(client: FlaskClient, query: str) -> list[str]:
    answer = client.get(f"/feeds/world.json?{query}")
    assert answer.status_code == 200, answer.text
    return [item["title"] for item in json.loads(answer.data)["items"]]


@pytest.mark.parametrize(
    ("query", "count"),
    [
        pytest.param("q=lanterns", 12, id="a word of every title"),
        pytest.param("q=counted", 1, id="a word of one title"),
        pytest.param("q=LANTERNS+Counted", 1, id="all words, any case"),
        pytest.param("q=lanterns&q=counted", 1, id="repeated: all"),
        pytest.param("q=%22counted+again%22", 1, id="a phrase"),
        pytest.param("q=%22again+counted%22", 0, id="the other way round"),
        pytest.param("author=Ann+Lee", 3, id="an author"),
        pytest.param("author=ann+lee&author=mei+tan", 12, id="either author"),
        pytest.param("author=bo+%C3%B6z", 3, id="an author beyond ASCII"),
        pytest.param("section=world", 12, id="a section"),
        pytest.param("source=harbour", 3, id="a source"),
        pytest.param("source=nowhere", 0, id="an unknown source"),
        pytest.param("exclude=counted", 11, id="without a word"),
        pytest.param("q=lanterns&exclude=counted&author=mei+tan", 8, id="together"),
        pytest.param("since=2026-03-04", 5, id="since a day"),
        pytest.param("since=2026-03-04T06:06:00%2B02:00", 1, id="since a minute elsewhere"),
        pytest.param("limit=2", 2, id="so many"),
        pytest.param("q=nothing-at-all", 0, id="nothing"),
        pytest.param("q=counted&utm_source=x", 1, id="beside unknown parameters"),
    ],
)
def test_a_filter_passes_what_it_says(client: FlaskClient, query: str, count: int) -> None:
    assert len(titles(client, query)) == count


def test_both_databases_find_the_same(store: Store) -> None:
    town = make_town(make_config(), store)
    app = create_app(town.config, store, clock=town.clock)
    try:
        client = app.test_client()
        assert titles(client, "q=counted") == ["Lanterns, counted again"]
        assert len(titles(client, "author=ann+lee&exclude=12")) == 2
    finally:
        app.extensions["feedsvc"].keeper.close()


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        pytest.param("limit=0", "limit must be", id="no entries"),
        pytest.param("limit=201", "limit must be", id="too many entries"),
        pytest.param("limit=ten", "limit must be", id="no number"),
        pytest.param("limit=%D9%A3", "limit must be", id="no ASCII number"),
        pytest.param("limit=1&limit=2", "only once", id="two limits"),
        pytest.param("since=yesterday", "since must be", id="no date"),
        pytest.param("since=0001-01-01T00:00:00%2B14:00", "since must be", id="before time"),
        pytest.param("q=" + "a" * 201, "too long", id="long"),
        pytest.param("q=" + "a" * 3000, "too long", id="very long"),
        pytest.param("q=" + "%C3%9F" * 150, "too long", id="long when folded"),
        pytest.param(
            "q=" + "&q=".join(f"{n}" + "%CE%90" * 60 for n in range(3)), "too long", id="long when written"
        ),
        pytest.param("q=a+b+c+d+e+f+g+h+i+j+k+l+m", "Too many terms", id="many terms"),
        pytest.param("q=a%00b", "no text", id="NUL"),
        pytest.param("q=a%0d%0ab", "no text", id="line end"),
        pytest.param("q=%ff%fe", "no text", id="no UTF-8"),
        pytest.param("author=%1b[31m", "no text", id="escape"),
    ],
)
def test_a_bad_filter_is_explained(client: FlaskClient, query: str, sentence: str) -> None:
    answer = client.get(f"/feeds/world.atom?{query}")
    assert answer.status_code == 400
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert sentence in answer.text
    assert client.get(f"/feeds/world.atom?{query}", headers={"Accept": BROWSER}).status_code == 400


def test_a_filtered_feed_names_the_address_as_it_was_asked_for(client: FlaskClient) -> None:
    one = client.get("/feeds/world.atom?limit=5&q=Lanterns&utm_source=x&q=pier")
    two = client.get("/feeds/world.atom?limit=5&q=Lanterns&q=pier", headers={"Host": "evil.example"})
    assert one.data == two.data
    assert one.headers["ETag"] == two.headers["ETag"]
    address = f"{BASE}/feeds/world.atom?limit=5&q=Lanterns&q=pier"
    assert one.headers["Link"] == f'<{address}>; rel="self"'
    root = ElementTree.fromstring(one.data)
    links = {link.get("rel"): link.get("href") for link in root.findall(f"{ATOM}link")}
    assert links["self"] == address
    again = client.get(
        "/feeds/world.atom?limit=5&q=Lanterns&q=pier", headers={"If-None-Match": one.headers["ETag"]}
    )
    assert (again.status_code, again.data) == (304, b"")
    plain = ElementTree.fromstring(client.get("/feeds/world.atom").data)
    assert root.findtext(f"{ATOM}id") != plain.findtext(f"{ATOM}id")
    ids = {e.findtext(f"{ATOM}id") for e in plain.findall(f"{ATOM}entry")}
    assert {e.findtext(f"{ATOM}id") for e in root.findall(f"{ATOM}entry")} <= ids


@pytest.mark.parametrize("form", ["atom", "rss", "json"])
def test_the_same_wish_in_other_words_has_the_same_id_and_stories(client: FlaskClient, form: str) -> None:
    asked = ("limit=5&q=Lanterns&q=pier", "q=pier+lanterns&limit=05")
    one, two = (client.get(f"/feeds/world.{form}?{query}").data for query in asked)
    written = [a.replace("&", "&amp;") if form != "json" else a for a in asked]
    assert one.replace(written[0].encode(), b"") == two.replace(written[1].encode(), b"") != one


@pytest.mark.parametrize("query", ['q=%3Cb%3E"<&limit=3', "q=a'b&limit=3", "q=%C3%B6&limit=3", "q=\xc3\xb6"])
def test_a_self_link_is_an_address_whatever_was_asked(client: FlaskClient, query: str) -> None:
    answer = client.get("/feeds/world.atom", environ_overrides={"QUERY_STRING": query})
    address = answer.headers["Link"].removeprefix(f"<{BASE}/feeds/world.atom?").removesuffix('>; rel="self"')
    assert address.isascii()
    assert not set(address) & set('<>" ')
    assert parse_filter(address) == parse_filter(query.encode("latin-1").decode())


def test_a_filtered_feed_follows_what_is_published(town: Town, app: Flask) -> None:
    client = app.test_client()
    before = client.get("/feeds/world.atom?q=number")
    town.poll(40)
    town.publish()
    app.extensions["feedsvc"].shelf.refresh()
    after = client.get("/feeds/world.atom?q=number")
    assert b"number 40" in after.data
    assert after.headers["Last-Modified"] > before.headers["Last-Modified"]


def test_every_process_sees_that_another_source_shows_a_story(
    store: Store, make_app: Callable[..., Flask]
) -> None:
    town = make_town(make_config(), store)
    apps = [make_app(town), make_app(town)]
    one, two = (app.test_client() for app in apps)
    address = "/feeds/world.json?source=harbour&q=number"
    before = one.get(address)
    town.now += MINUTE
    town.sight(3, 4, 5, source="harbour")
    for app in apps:
        app.extensions["feedsvc"].shelf.refresh()
    after, elsewhere = one.get(address), two.get(address)
    assert len(json.loads(after.data)["items"]) == len(json.loads(before.data)["items"]) + 3
    assert after.data == elsewhere.data
    assert {name: after.headers[name] for name in VALIDATORS} == {n: elsewhere.headers[n] for n in VALIDATORS}
    assert all(after.headers[name] != before.headers[name] for name in VALIDATORS)


def not_modified(client: FlaskClient, address: str, copy: TestResponse) -> bool:
    """Whether a copy is said to be current by its date alone."""
    since = {"If-Modified-Since": copy.headers["Last-Modified"]}
    return client.get(address, headers=since).status_code == 304


def expired(app: Flask, client: FlaskClient, address: str) -> TestResponse:
    """The answer after the headers that were made in advance are old."""
    layer = app.wsgi_app._app._filtered  # type: ignore[attr-defined]
    layer._kept.get(address)[1].expires = 0.0
    return client.get(address)


def test_the_date_of_a_filtered_feed_decides_only_when_its_second_is_over(town: Town, app: Flask) -> None:
    client = app.test_client(use_cookies=False)
    address = "/feeds/world.json?source=harbour"
    town.edit(1, "Lanterns out")
    app.extensions["feedsvc"].shelf.refresh()
    before = client.get(address)
    town.sight(3, source="harbour")
    app.extensions["feedsvc"].shelf.refresh()
    after = client.get(address, headers={"If-Modified-Since": before.headers["Last-Modified"]})
    assert after.headers["Last-Modified"] == before.headers["Last-Modified"], "in the same second"
    assert (after.status_code, len(json.loads(after.data)["items"])) == (200, 4)
    assert not_modified(client, address, after) is False
    old = "Wed, 04 Mar 2020 05:07:00 GMT"
    assert client.get(address, headers={"If-Unmodified-Since": old}).status_code == 200
    town.now += timedelta(seconds=2)
    settled = expired(app, client, address)
    assert settled.headers["Last-Modified"] > after.headers["Last-Modified"]
    assert not_modified(client, address, after) is False, "it may have been made before the last change"
    assert not_modified(client, address, settled) is True
    kept = {"If-None-Match": after.headers["ETag"], "If-Modified-Since": old}
    assert client.get(address, headers=kept).status_code == 304


def test_a_filter_is_searched_once_while_nothing_is_published(
    town: Town, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = client.get("/feeds/world.rss?q=pier")
    monkeypatch.setattr(town.store, "search", lambda *_: pytest.fail("searched again"))
    assert client.get("/feeds/world.rss?q=pier&utm_source=x").data == first.data


def test_memory_for_filters_is_bounded(client: FlaskClient, app: Flask) -> None:
    for number in range(20):
        client.get(f"/feeds/world.atom?q=word{number}")
    layer = app.wsgi_app._app._filtered  # type: ignore[attr-defined]
    assert len(layer._kept) == 20
    layer._kept._room = 1
    client.get("/feeds/world.atom?q=more")
    assert len(layer._kept) == 1


def test_archives_and_unknown_topics_take_no_filter(client: FlaskClient) -> None:
    assert client.get("/feeds/nowhere.atom?q=a").status_code == 404
    assert client.get("/feeds/globe.atom?q=a").headers["Location"] == "/feeds/world.atom?q=a"
    assert not is_filtered("/feeds/world/archive/1.atom", "q=a")


def test_a_browser_sees_the_matching_stories(client: FlaskClient) -> None:
    page = client.get("/feeds/world.atom?q=counted", headers={"Accept": BROWSER})
    assert page.status_code == 200
    assert "counted again" in page.text
    assert "number 3" not in page.text
    assert f'value="{BASE}/feeds/world.rss?q=counted"' in page.text


def test_a_filtered_topic_page_shows_the_matching_stories_and_the_address_of_that_feed(
    client: FlaskClient,
) -> None:
    page = client.get("/topics/world?q=counted").text
    assert page.count("<h3>") == 1
    assert "Only stories with “counted”" in page
    assert f'value="{BASE}/feeds/world.atom?q=counted"' in page
    assert "No stories match" in client.get("/topics/world?q=zzzz").text
    assert client.get("/topics/world?limit=ten").status_code == 400
    assert client.get("/topics/world?utm_source=q").data == client.get("/topics/world").data
    assert client.get("/topics/globe?q=counted").headers["Location"] == "/topics/world?q=counted"


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        pytest.param("exlude", "exclude", id="one letter missing"),
        pytest.param("autor", "author", id="another language"),
        pytest.param("Author", "author", id="another case"),
        pytest.param("auhtor", "author", id="two letters exchanged"),
        pytest.param("sections", "section", id="one letter more"),
        pytest.param("sorce", "source", id="no second vowel"),
        pytest.param("sinze", "since", id="another letter"),
        pytest.param("lmit", "limit", id="short"),
        pytest.param("Q", "q", id="one letter, another case"),
    ],
)
def test_a_parameter_that_is_nearly_a_filter_is_refused_with_its_name(
    client: FlaskClient, name: str, meant: str
) -> None:
    for path in ("/feeds/world.atom", "/topics/world"):
        answer = client.get(f"{path}?{name}=ann+lee")
        assert answer.status_code == 400
        assert answer.text == f'There is no filter "{name}": did you mean "{meant}"?\n'
    page = client.get(f"/feeds/world.json?{name}=a", headers={"Accept": BROWSER})
    assert page.status_code == 400
    assert f"did you mean &#34;{meant}&#34;?" in page.text


@pytest.mark.parametrize(
    "name",
    [
        *("v", "t", "id", "ref", "page", "format", "token", "lang", "utm_source"),
        *("session", "auth", "list", "size", "action", "course"),
    ],
)
def test_a_parameter_that_is_like_no_filter_changes_nothing(client: FlaskClient, name: str) -> None:
    plain, asked = client.get("/feeds/world.atom"), client.get(f"/feeds/world.atom?{name}=1")
    assert (asked.data, asked.headers["ETag"]) == (plain.data, plain.headers["ETag"])
    assert client.get(f"/topics/world?{name}=1").data == client.get("/topics/world").data
    assert client.get(f"/feeds/world/archive/1.atom?{name}=1").status_code == 404


def test_a_filter_is_described_in_words() -> None:
    wanted = parse_filter('q=chips&q="open door"&author=Mei Tan&exclude=rumour&since=2026-01-02&limit=3')
    assert (
        describe(wanted) == "“chips”, “open door”, author mei tan, not “rumour”, since 2026-01-02, at most 3"
    )


NOTHING = ["q=%20", "q=%22", "q=%22%22", "q=%22+%22&exclude=%09", "author=+", "since=%20", "q="]


@pytest.mark.parametrize("query", NOTHING)
def test_where_nothing_is_left_of_a_query_the_answer_is_the_feed_itself(
    client: FlaskClient, query: str
) -> None:
    plain, answer = client.get("/feeds/world.json"), client.get(f"/feeds/world.json?{query}")
    assert (answer.data, answer.headers["ETag"]) == (plain.data, plain.headers["ETag"])
    assert json.loads(answer.data)["feed_url"] == f"{BASE}/feeds/world.json"
    page = client.get(f"/feeds/world.atom?{query}", headers={"Accept": BROWSER})
    assert f'value="{BASE}/feeds/world.rss"' in page.text


@pytest.mark.parametrize(
    "query",
    [
        pytest.param("since=0900-01-01", id="an early year"),
        pytest.param("since=0001-01-01", id="the first year"),
        pytest.param("since=2026-03-04T06:06:00.5%2B02:00", id="a moment elsewhere"),
        pytest.param("q=" + "%C3%9F" * 100, id="longer when folded"),
        pytest.param("q=%22open+door%22+a%22b&limit=007", id="quotes"),
    ],
)
def test_the_self_link_of_a_filtered_feed_gives_the_same_feed(client: FlaskClient, query: str) -> None:
    answer = client.get(f"/feeds/world.json?{query}")
    address = json.loads(answer.data)["feed_url"]
    again = client.get(address.removeprefix(BASE))
    assert (again.status_code, again.data) == (200, answer.data)


WORDS = st.text(max_size=40) | st.text(alphabet='aß ΐİ"\t', max_size=220)
MOMENTS = st.datetimes(timezones=st.timezones()).map(str) | st.dates().map(str)
PARAMETERS = (
    st.tuples(st.sampled_from(["q", "author", "section", "source", "exclude"]), WORDS)
    | st.tuples(st.just("since"), MOMENTS)
    | st.tuples(st.just("limit"), st.integers(0, 210).map(str))
)


@settings(max_examples=300, deadline=None)
@given(
    st.lists(PARAMETERS, max_size=5).map(urlencode) | st.text(max_size=120).map("q={0}&exclude={0}".format)
)
def test_any_query_is_read_or_refused_and_its_canonical_form_is_itself(query: str) -> None:
    try:
        wanted = parse_filter(query)
    except QueryError:
        return
    again = parse_filter(wanted.query())
    assert (again, again.query()) == (wanted, wanted.query())
    assert bool(wanted) is is_filtered("/feeds/world.atom", wanted.query())
