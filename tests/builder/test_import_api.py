"""Subscriptions that a program sends: the answer of `feedsvc import --json`, or one sentence and nothing written."""

from __future__ import annotations

import json
import logging
from typing import Any

import pytest

from feedsvc.builder.importpages import logged
from feedsvc.builder.subscriptions import Brought
from feedsvc.operate.opml import LARGEST, OpmlOutline
from tests.builder.conftest import BEARER, Service, Site
from tests.builder.test_importing import FEED, folder, topics, written

PATH = "/api/import"


def sends(service: Service, content: bytes | str, query: str = "", **headers: str) -> Any:
    data = content.encode() if isinstance(content, str) else content
    answer = service.client().post(f"{PATH}{query}", data=data, headers=BEARER | headers)
    assert answer.data  # it is sent while pages are looked at
    return answer


def opml(*outlines: str) -> str:
    return f"<opml><head><title>Mine</title></head><body>{''.join(outlines)}</body></opml>"


@pytest.mark.slow
def test_each_subscription_is_told_with_what_became_of_it(service: Service, site: Site) -> None:
    listed = opml(
        folder(
            "Sea",
            f'<outline text="Quay" xmlUrl="{site.address}/feed"/>',
            f'<outline text="Pier" htmlUrl="{site.address}/articles"/>',
            f'<outline text="Nowhere" htmlUrl="{site.address}/nowhere"/>',
            '<outline text="Odd" xmlUrl="javascript:alert(1)"/>',
        )
    )
    answer = sends(service, listed, "?name=mine.opml")
    assert (answer.status_code, answer.mimetype) == (200, "application/json")
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Accel-Buffering"] == "no"
    told = answer.json
    assert told["file"] == "mine.opml"
    rows = {row["title"]: row for row in told["subscriptions"]}
    assert {title: row["outcome"] for title, row in rows.items()} == {
        "Quay": "made",
        "Odd": "failed",
        "Pier": "made",
        "Nowhere": "failed",
    }
    assert {row["folder"] for row in rows.values()} == {"Sea"}
    assert "404" in rows["Nowhere"]["reason"]
    assert rows["Odd"]["reason"]
    assert [rows["Quay"]["source"], rows["Pier"]["source"]] == topics(service)["sea"][1]
    again = sends(service, listed, "?name=mine.opml").json["subscriptions"]
    assert [row["outcome"] for row in again] == ["there", "failed", "there", "failed"]


def test_one_topic_takes_all_where_it_is_named(service: Service) -> None:
    sends(
        service, opml(folder("A", FEED.format("quay")), folder("B", FEED.format("pier"))), "?topic=All%20mine"
    )
    assert topics(service) == {"all-mine": ("All mine", ["quay-example", "pier-example"])}
    assert "Imported from subscriptions.opml." in service.file("quay-example")


def test_a_list_in_another_encoding_is_read_as_it_says(service: Service) -> None:
    text = f'<?xml version="1.0" encoding="iso-8859-1"?>{opml(folder("Häfen", FEED.format("quay")))}'
    sends(service, text.encode("iso-8859-1"))
    assert topics(service) == {"h-fen": ("Häfen", ["quay-example"])}


def test_a_large_list_is_taken(service: Service) -> None:
    feeds = "".join(FEED.format(f"site{n}") + f"<!-- {'x' * 150} -->" for n in range(300))
    answer = sends(service, opml(feeds))
    assert len(answer.json["subscriptions"]) == 300


@pytest.mark.parametrize(
    ("content", "code", "said"),
    [
        pytest.param("<rss/>", 400, "subscriptions.opml: is no OPML", id="no list"),
        pytest.param("", 400, "subscriptions.opml: is empty", id="nothing"),
        pytest.param('{"opml": "<opml/>"}', 400, "subscriptions.opml: is no well-formed XML", id="JSON"),
        pytest.param("<opml/>", 400, "names no feed", id="a list of nothing"),
        pytest.param(
            '<!DOCTYPE opml [<!ENTITY a "b">]><opml>&a;</opml>', 400, "subscriptions.opml: ", id="a trap"
        ),
        pytest.param(" " * (LARGEST + 1), 413, "is larger than 1 MB (split it)", id="too large"),
    ],
)
def test_what_is_wrong_is_one_sentence_and_nothing_is_written(
    service: Service, content: str, code: int, said: str
) -> None:
    before = service.topics()
    answer = sends(service, content)
    assert (answer.status_code, set(answer.json)) == (code, {"error"}), answer.text
    assert said in answer.json["error"]
    assert "\n" not in answer.json["error"]
    assert (written(service), service.topics()) == ([], before)


def test_under_a_configuration_with_mistakes_nothing_is_written(service: Service) -> None:
    (service.directory / "sources" / "broken.toml").write_text("title = ")
    answer = sends(service, opml(FEED.format("quay")))
    assert (answer.status_code, set(answer.json)) == (400, {"error"})
    assert written(service) == ["broken"]


def test_strangers_send_nothing(service: Service) -> None:
    client, listed = service.client(), opml(FEED.format("quay"))
    assert client.post(PATH, data=listed).status_code == 401
    wrong = {"Authorization": "Bearer sesame"}
    codes = [client.post(PATH, data=listed, headers=wrong).status_code for _ in range(11)]
    assert codes == [403] * 10 + [429]
    assert written(service) == []
    told = service.asks("GET", PATH)
    assert (told.status_code, told.json) == (405, {"error": "/api/import takes POST, not GET"})


def test_a_name_from_outside_is_one_line_and_stands_in_the_log(
    service: Service, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, "feedsvc.desk"):
        answer = sends(service, opml(FEED.format("quay")), "?name=a%0Ab%22.opml")
    assert json.loads(answer.text)["file"] == 'a b".opml'
    told = [r.fields for r in caplog.records if r.name == "feedsvc.desk"]  # type: ignore[attr-defined]
    assert [(f["act"], f["on"], f["outcome"]) for f in told] == [("import", 'a b".opml', "done")]
    assert service.load().source("quay-example")


def test_who_has_gone_meanwhile_leaves_the_source_that_was_made_in_the_log(
    caplog: pytest.LogCaptureFixture,
) -> None:
    made = Brought(outline=OpmlOutline(title="Pier"), outcome="made", slug="pier")
    with caplog.at_level(logging.INFO, "feedsvc.desk"):
        steps = logged(iter([made]), "mine.opml", "me")
        assert next(steps) == made
        steps.close()  # type: ignore[attr-defined]
    told = [r.fields for r in caplog.records if r.name == "feedsvc.desk"]  # type: ignore[attr-defined]
    assert [(f["on"], f["outcome"]) for f in told] == [("mine.opml: pier", "done")]
