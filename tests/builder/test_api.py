from __future__ import annotations

import json
import logging
import math
from collections.abc import Callable
from typing import Any

import pytest

from tests.builder.conftest import BEARER, Service, Site
from tests.builder.towns import PAGES, TITLES

pytestmark = pytest.mark.slow


def best_of(service: Service, url: str) -> dict[str, Any]:
    """What a source of the page's first list asks for."""
    first = service.asks("POST", "/api/candidates", {"url": url}).json["candidates"][0]
    return {name: first[name] for name in ("url", "extractor", "options")}


def test_a_page_becomes_a_feed_and_is_fetched_once(service: Service, site: Site) -> None:
    page = f"{site.address}/articles"
    found = service.asks("POST", "/api/candidates", {"url": page}).json
    assert found["kind"] == "page"
    first = found["candidates"][0]
    assert [story["title"] for story in first["stories"]] == list(TITLES)
    wanted = {name: first[name] for name in ("url", "extractor", "options")}
    stories = service.asks("POST", "/api/preview", wanted).json["stories"]
    assert stories[0]["title"] == TITLES[0]
    assert stories[0]["reasons"]
    made = service.asks("POST", "/api/sources", wanted | {"slug": "pier", "title": "The pier", "every": "1h"})
    assert made.status_code == 201
    assert made.json["slug"] == "pier"
    assert made.json["feeds"]["atom"].endswith("/feeds/pier.atom")
    assert made.json["poll"]["new"] == len(TITLES)
    assert all(title in service.feed("pier") for title in TITLES)
    assert site.pages_asked() == ["/articles"]
    assert 'every = "1h"' in service.file("pier")
    assert service.file("pier").startswith("# Written by `feedsvc new ")
    assert service.topics().startswith("# Every feed.")
    assert 'sources = ["pier"]' in service.topics()


def test_a_feed_that_a_page_links_is_a_candidate_too(service: Service, site: Site) -> None:
    wanted = best_of(service, f"{site.address}/linked")
    assert (wanted["url"], wanted["extractor"]) == (f"{site.address}/club.rss", "upstream")
    made = service.asks("POST", "/api/sources", wanted | {"topics": ["all"]}).json
    assert made["feeds"]["rss"].endswith("/feeds/all.rss")
    assert "sources" not in service.topics()  # a topic of every story stays one
    assert TITLES[0] in service.feed("all")


def test_a_feed_of_one_page_speaks_the_page_s_language(
    service: Service, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    kind, body = PAGES["/articles"]
    monkeypatch.setitem(PAGES, "/articles", (kind, body.replace('lang="en"', 'lang="nl"')))
    service.asks("POST", "/api/sources", best_of(service, f"{site.address}/articles") | {"slug": "pier"})
    assert 'language = "nl"' in service.file("pier")
    assert 'language = "nl"' in service.topics()
    assert service.feed("pier").count('xml:lang="nl"') == 1 + len(TITLES)


def test_the_words_of_a_story_rank_the_lists(service: Service, site: Site) -> None:
    asked = {"url": f"{site.address}/articles", "like": "Second quay opens"}
    first = service.asks("POST", "/api/candidates", asked).json["candidates"][0]
    assert TITLES[1] in [story["title"] for story in first["stories"]]


def test_a_source_joins_a_topic_that_lists_its_sources(service: Service, site: Site) -> None:
    wanted = best_of(service, f"{site.address}/table")
    service.asks("POST", "/api/sources", wanted | {"slug": "one"})
    service.asks("POST", "/api/sources", wanted | {"slug": "two", "topics": ["one"]})
    assert 'sources = ["one", "two"]' in service.topics()


def test_a_source_is_changed_and_its_comments_stay(service: Service, site: Site) -> None:
    service.asks("POST", "/api/sources", best_of(service, f"{site.address}/list") | {"slug": "diary"})
    before = service.file("diary")
    assert service.asks("PATCH", "/api/sources/diary", {"every": "2h", "language": "en"}).status_code == 200
    after = service.file("diary")
    assert 'every = "2h"' in after
    assert 'language = "en"' in after
    assert [line for line in before.splitlines() if line.startswith("#")] == [
        line for line in after.splitlines() if line.startswith("#")
    ]
    assert service.asks("POST", "/api/sources/diary/disable").json == {"slug": "diary", "enabled": False}
    assert "enabled = false" in service.file("diary")
    assert service.asks("POST", "/api/sources/diary/enable").status_code == 200
    assert service.asks("POST", "/api/sources/diary/poll").json["outcome"] in ("ok", "unchanged")
    gone = service.asks("DELETE", "/api/sources/diary").json
    assert gone == {"slug": "diary", "removed_topics": ["diary"]}
    assert "diary" not in service.topics()
    assert service.asks("PATCH", "/api/sources/diary", {"every": "2h"}).status_code == 404


WRONG = {
    "no address": ("POST", "/api/candidates", {"url": "pier"}, 400),
    "a file": ("POST", "/api/candidates", {"url": "file:feedsvc.toml"}, 400),
    "a text for an address": ("POST", "/api/candidates", {"url": 7}, 400),
    "a list for an object": ("POST", "/api/candidates", [1], 400),
    "a private address": ("POST", "/api/candidates", {"url": "http://10.1.2.3/"}, 422),
    "an address that is none": ("POST", "/api/candidates", {"url": "http://[::1/"}, 422),
    "a command that is none": ("POST", "/api/candidates", {"curl": "wget x"}, 400),
    "a command of another address": (
        "POST",
        "/api/candidates",
        {"url": "http://pier.example/", "curl": "curl http://quay.example/"},
        400,
    ),
    "an unknown strategy": ("POST", "/api/sources", {"url": "{site}/list", "extractor": "magic"}, 400),
    "an unknown option": (
        "POST",
        "/api/sources",
        {"url": "{site}/list", "extractor": "selectors", "options": {"item": "li", "x\nurl": "y"}},
        400,
    ),
    "a way that finds nothing": (
        "POST",
        "/api/sources",
        {"url": "{site}/list", "extractor": "selectors", "options": {"item": "h6", "title": "a"}},
        422,
    ),
    "an interval that is none": (
        "POST",
        "/api/sources",
        {"url": "{site}/list", "extractor": "auto", "every": "soon"},
        400,
    ),
    "a name that is none": (
        "POST",
        "/api/sources",
        {"url": "{site}/list", "extractor": "auto", "slug": "../up"},
        400,
    ),
    "a topic that is none": (
        "POST",
        "/api/sources",
        {"url": "{site}/list", "extractor": "auto", "topics": ["Ü"]},
        400,
    ),
    "a name that no file can have": (
        "POST",
        "/api/sources",
        {"url": "{site}/list", "extractor": "auto", "slug": "a" * 300},
        400,
    ),
    "a topic that no file can be named after": (
        "POST",
        "/api/sources",
        {"url": "{site}/list", "extractor": "auto", "topics": ["a" * 300]},
        400,
    ),
    "half a character": (
        "POST",
        "/api/sources",
        {"url": "{site}/list", "extractor": "auto", "topic_title": "a\ud800"},
        400,
    ),
    "a number that is none": (
        "POST",
        "/api/preview",
        {"url": "{site}/list", "options": {"n": math.nan}},
        400,
    ),
    "an unknown source": ("POST", "/api/sources/nowhere/poll", None, 404),
    "an unknown deed": ("POST", "/api/sources/nowhere/dance", None, 404),
    "an unknown hold": ("POST", "/api/holds/nowhere", {"decision": "accept"}, 404),
    "no decision": ("POST", "/api/holds/nowhere", {"decision": "perhaps"}, 400),
}


@pytest.mark.parametrize(("method", "path", "body", "code"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_is_one_sentence(
    service: Service, site: Site, method: str, path: str, body: Any, code: int
) -> None:
    if isinstance(body, dict) and isinstance(body.get("url"), str):
        body = body | {"url": body["url"].replace("{site}", site.address)}
    before = service.topics()
    answer = service.asks(method, path, body)
    assert answer.status_code == code, answer.text
    assert set(answer.json) == {"error"}
    assert answer.json["error"]
    assert "\n" not in answer.json["error"]
    assert list((service.directory / "sources").iterdir()) == []
    assert service.topics() == before


def test_a_name_is_never_taken_from_a_source_that_has_it(service: Service, site: Site) -> None:
    wanted = best_of(service, f"{site.address}/list")
    assert service.asks("POST", "/api/sources", wanted | {"slug": "diary"}).status_code == 201
    before = service.file("diary")
    assert service.asks("POST", "/api/sources", wanted | {"slug": "diary"}).status_code == 409
    assert service.file("diary") == before
    second = service.asks("POST", "/api/sources", wanted).json["slug"]
    third = service.asks("POST", "/api/sources", wanted).json["slug"]
    assert len({"diary", second, third}) == 3


def test_where_nothing_can_be_written_the_text_is_given(service: Service, site: Site) -> None:
    wanted = best_of(service, f"{site.address}/list")
    (service.directory / "sources").rmdir()
    (service.directory / "sources").write_text("no directory")
    answer = service.asks("POST", "/api/sources", wanted)
    assert answer.status_code == 409
    assert "cannot be written" in answer.json["error"]
    assert f'url = "{site.address}/list"' in answer.json["toml"]
    assert "list" not in service.topics()


def test_nobody_gets_in_without_the_token(service: Service, site: Site) -> None:
    client, body = service.client(), {"url": f"{site.address}/list"}
    assert client.post("/api/candidates", json=body).status_code == 401
    assert client.post("/api/candidates", json=body).headers["WWW-Authenticate"].startswith("Bearer")
    wrong = {"Authorization": "Bearer sesame"}
    codes = [client.post("/api/candidates", json=body, headers=wrong).status_code for _ in range(12)]
    assert codes == [403] * 10 + [429] * 2
    assert client.post("/api/candidates", json=body, headers=BEARER).status_code == 429  # not even compared
    assert site.asked == []


def test_without_a_token_nothing_of_it_exists(make_service: Callable[..., Service]) -> None:
    client = make_service(token=None).client()
    for path in ("/new", "/sign-in", "/sources/all"):
        assert client.get(path).status_code == 404
    api = (
        "/api/candidates",
        "/api/sources",
        "/api/holds/x",
        "/api/topics",
        "/api/topics/trial",
        "/api/import",
    )
    for path in ("/new", "/sign-in", "/sign-out", *api):
        assert client.post(path, json={}).status_code == 404
    for path in ("/new", "/new/page", "/sources/all", "/api/sources/all", "/api/topics/all", *api):
        for method in ("OPTIONS", "HEAD", "GET", "POST", "PATCH", "DELETE"):
            answer = client.open(path, method=method)
            assert (answer.status_code, answer.headers.get("Allow")) == (404, None), (method, path)


def test_what_no_file_can_hold_is_not_written(service: Service, site: Site) -> None:
    wanted = best_of(service, f"{site.address}/list")
    service.asks("POST", "/api/sources", wanted | {"slug": "diary"})
    before, deep = service.file("diary"), json.loads("[" * 400 + "]" * 400)
    for value in ({"a": None}, {"a": deep}, [{"a": None}], {'"]\nenabled = false #': 1}):
        answer = service.asks("PATCH", "/api/sources/diary", {"options": value})
        assert (answer.status_code, set(answer.json)) == (400, {"error"}), answer.text
    assert service.file("diary") == before


def test_what_a_source_sends_goes_to_its_own_site_alone(service: Service) -> None:
    file = service.directory / "sources" / "diary.toml"
    file.parent.mkdir(exist_ok=True)
    plain = 'title = "Diary"\nurl = "https://club.example/list"\nextractor = "auto"\n'
    file.write_text(plain + 'headers = { Authorization = "${FEEDSVC_ADMIN_TOKEN}" }\n')
    for url in ("https://evil.example/", "http://club.example/list", "https://club.example:8443/list"):
        answer = service.asks("PATCH", "/api/sources/diary", {"url": url})
        assert (answer.status_code, "another site" in answer.json["error"]) == (400, True), url
    assert service.asks("PATCH", "/api/sources/diary", {"url": "https://club.example/all"}).status_code == 200
    file.write_text(plain)
    assert service.asks("PATCH", "/api/sources/diary", {"url": "https://new.example/"}).status_code == 200


@pytest.mark.parametrize(
    ("method", "path", "code", "said"),
    [
        ("GET", "/api/candidates", 405, "/api/candidates takes POST, not GET"),
        ("GET", "/api/sources/pier", 405, "/api/sources/pier takes DELETE, PATCH, not GET"),
        ("POST", "/api/candidate", 404, "there is nothing at /api/candidate"),
    ],
)
def test_a_wrong_address_or_method_is_told_in_json(
    service: Service, method: str, path: str, code: int, said: str
) -> None:
    answer = service.asks(method, path)
    assert (answer.status_code, answer.json) == (code, {"error": said})
    assert service.asks("GET", "/nope").mimetype == "text/plain"


@pytest.mark.parametrize(
    ("body", "said"),
    [([], "the request's body is no JSON object"), ({"urll": "https://pier.example/"}, "url: is missing")],
)
def test_a_body_without_an_address_is_told_apart(service: Service, body: Any, said: str) -> None:
    answer = service.asks("POST", "/api/candidates", body)
    assert answer.status_code == 400
    assert answer.json["error"].startswith(said)


def test_a_new_source_is_logged_by_its_name(
    service: Service, site: Site, caplog: pytest.LogCaptureFixture
) -> None:
    wanted = best_of(service, f"{site.address}/articles") | {"slug": "pier"}
    with caplog.at_level(logging.INFO, "feedsvc.desk"):
        service.asks("POST", "/api/sources", wanted)
    told = [r.fields for r in caplog.records if r.name == "feedsvc.desk"]  # type: ignore[attr-defined]
    assert [(f["act"], f["on"], f["outcome"]) for f in told] == [("make", "pier", "done")]
