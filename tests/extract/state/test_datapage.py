"""Files of data beside a page: which one it names, and what they hold."""

from __future__ import annotations

import json
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser

from feedsvc.errors import ExtractError
from feedsvc.extract.pipeline import run
from feedsvc.extract.state.datapage import data_of, leads_to
from tests.extract.helpers import NOW, make_page, make_settings

URL = "https://news.example/live/"
POSTS = [{"title": f"A story of the harbour, {n}", "url": f"/n/{n}", "date": "2026-03-04"} for n in range(3)]
FLAT: list[Any] = [{"data": 1}, {"posts": 2}, [3, 7, 11]]
for post in POSTS:
    at = len(FLAT)
    FLAT += [{"title": at + 1, "url": at + 2, "date": at + 3}, *post.values()]
NUXT = '<div id="__nuxt"></div><script type="application/json" id="__NUXT_DATA__" data-src="/live/_payload.json?4f">[{"path":1},"/"]</script><script type="module" src="/_nuxt/a.js"></script>'


@pytest.mark.parametrize(
    ("text", "value"),
    [
        pytest.param('{"a": [1]}', {"a": [1]}, id="JSON"),
        pytest.param('[{"a": 1}, "x"]', {"a": "x"}, id="flat"),
        pytest.param('[["Reactive", 1], {"a": 2}, "x"]', {"a": "x"}, id="flat and wrapped"),
        pytest.param('[{"a": 7}, {"a": 9}]', [{"a": 7}, {"a": 9}], id="a list of numbers"),
        pytest.param('{"type": "data", "nodes": [null, {"data": [{"a": 1}, "x"]}]}', [{"a": "x"}], id="SvelteKit"),
        pytest.param("{", None, id="no end"),
        pytest.param("[" * 99_999, None, id="deep"),
    ],
)  # fmt: skip
def test_a_file_of_data_is_read(text: str, value: Any) -> None:
    assert data_of(text) == value


@pytest.mark.parametrize(
    ("markup", "there"),
    [
        pytest.param(NUXT, "https://news.example/live/_payload.json?4f", id="Nuxt"),
        pytest.param('<link as="fetch" rel="preload" href="/page-data/live/page-data.json">', "https://news.example/page-data/live/page-data.json", id="Gatsby"),
        pytest.param('<link as="fetch" rel="preload" href="/page-data/app-data.json">', None, id="the same for every page"),
        pytest.param('<link as="fetch" rel="preload" href="https://other.example/a.json">', None, id="another site"),
        pytest.param('<link as="fetch" rel="preload" href="/model.bin">', None, id="no JSON"),
        pytest.param('<link as="script" rel="preload" href="/a.json">', None, id="no data"),
    ],
)  # fmt: skip
def test_the_page_names_its_file(markup: str, there: str | None) -> None:
    assert leads_to(LexborHTMLParser(markup), URL) == there


def test_auto_leads_to_the_file_and_reads_it_there() -> None:
    settings = make_settings(extractor="auto", url=URL, article_id=None)
    first = run(make_page(NUXT), settings, NOW)
    assert (first.stories, first.next_url) == ((), "https://news.example/live/_payload.json?4f")
    data = make_page(json.dumps(FLAT), media_type="application/json", url=str(first.next_url))
    found = run(data, settings, NOW)
    assert [(s.title, s.url) for s in found.stories] == [
        (p["title"], f"https://news.example{p['url']}") for p in POSTS
    ]
    (options,) = [one.options for one in found.proposals if one.extractor == "state"]
    own = make_settings(extractor="state", options=options, url=URL, article_id=None)
    assert run(make_page(NUXT), own, NOW).next_url == first.next_url
    assert run(data, own, NOW).stories == found.stories


def test_a_wall_leads_nowhere() -> None:
    with pytest.raises(ExtractError, match="captcha"):
        run(
            make_page(
                f"<title>Just a moment...</title><h1>Just a moment...</h1><ul>{'<li><a href=/a>Verify that you are human</a></li>' * 4}</ul>{NUXT}".replace(
                    "__nuxt", "x"
                )
            ),
            make_settings(extractor="auto"),
            NOW,
        )
