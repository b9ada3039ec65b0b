"""The lists of a page to choose from: which comes first, which are the same, and what speaks against each."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import pytest

from feedsvc.extract.auto.survey import survey
from feedsvc.extract.pipeline import run
from feedsvc.models import Extraction, Page
from feedsvc.operate.candidates import candidates, document, kind
from feedsvc.operate.detect import detect
from feedsvc.operate.detection import Detection
from tests.extract.helpers import NOW, PAGES, make_page, make_settings, read_case


def detected(page: Page, like: str = "") -> Detection:
    def extract(name: str, options: Mapping[str, Any]) -> Extraction:
        return run(page, make_settings(extractor=name, options=options, article_id=None), NOW)

    return detect(page, extract, survey(page, like))


def listed(name: str, days: str, year: int = 2026) -> str:
    """A list of stories of these days of March."""
    items = "".join(
        f'<li><a href="/{name}/{day}">What the {name} desk has heard, number {day}</a> <time>{year}-03-{day}</time></li>'
        for day in days.split()
    )
    return f'<div class="{name}"><h2>{name}</h2><ul>{items}</ul></div>'


def page(*lists: str) -> Page:
    return make_page(f"<html><body>{''.join(lists)}</body></html>")


OLDER, NEWER = "01 02 03 04", "02 03 04 05"


@pytest.mark.parametrize(
    ("lists", "words"),
    [
        pytest.param((listed("port", OLDER), listed("fish", "01 02 03")), {"port", "fish"}, id="alike: both"),
        pytest.param((listed("port", OLDER),), {"port"}, id="one"),
    ],
)
def test_lists_that_are_made_alike_are_read_together(lists: tuple[str, ...], words: set[str]) -> None:
    best = detected(page(*lists)).best
    assert best is not None
    assert {story.title.split()[2] for story in best.found} == words


def as_table(name: str, days: str) -> str:
    rows = "".join(
        f'<tr><td><a href="/{name}/{day}">What the {name} desk has heard, number {day}</a></td><td>2026-03-{day}</td></tr>'
        for day in days.split()
    )
    return f'<aside class="sidebar"><table class="{name}">{rows}</table></aside>'


@pytest.mark.parametrize(
    ("first", "second", "chosen"),
    [
        pytest.param(OLDER, NEWER, "fish", id="the second holds the newest"),
        pytest.param(NEWER, OLDER, "port", id="the first holds the newest"),
        pytest.param(OLDER, "01 02 03 28", "port", id="what is to come is not new"),
        pytest.param("01 02 03 04 05 06 07", "05", "port", id="a shorter one is not as good"),
    ],
)
def test_of_two_lists_as_good_the_one_with_the_newest_is_best(first: str, second: str, chosen: str) -> None:
    found = detected(page(listed("port", first), as_table("fish", second)))
    assert found.best is not None
    assert found.best.titles[0].split()[2] == chosen


def test_a_list_as_good_is_warned_of() -> None:
    first, second, *_ = candidates(detected(page(listed("port", OLDER), as_table("fish", NEWER))))
    assert (first.warnings, second.warnings) == (("list 2 is as good",), ("list 1 is as good",))


def test_one_list_read_in_two_ways_is_one_candidate() -> None:
    found = detected(read_case(PAGES / "auto" / "cards")[0])
    assert {f.strategy for f in found.findings if f.stories} == {"selectors", "auto"}
    assert [c.finding.options["item"] for c in candidates(found)] == ["article.card", "ol > li"]


def test_a_list_that_is_declared_without_links_is_the_same_list() -> None:
    declared = ",".join(
        f'{{"@type":"NewsArticle","headline":"What the port desk has heard, number 0{n}"}}'
        for n in range(1, 5)
    )
    head = f'<script type="application/ld+json">[{declared}]</script>'
    found = detected(page(head, listed("port", OLDER)))
    assert {"jsonld", "selectors"} <= {f.strategy for f in found.findings if f.stories}
    assert [c.finding.linked for c in candidates(found)] == [4]


def test_words_of_a_story_bring_its_list_to_the_front() -> None:
    found = detected(page(listed("port", NEWER), as_table("fish", OLDER)))
    assert candidates(found)[0].finding.titles[0].split()[2] == "port"
    assert candidates(found, "the FISH desk has heard")[0].finding.titles[0].split()[2] == "fish"


@pytest.mark.parametrize(
    ("case", "said"),
    [
        ("auto/cards", "page"),
        ("upstream/rss", "feed"),
        ("sitemap/news", "sitemap"),
        ("auto/json-posts", "json"),
    ],
)
def test_the_kind_of_a_page_is_told(case: str, said: str) -> None:
    assert kind(detected(read_case(PAGES / case)[0])) == said


def test_a_wall_is_told_by_its_kind_and_its_list_with_a_warning() -> None:
    items = "".join(
        f"<li><a href='/{n}'>Terms of our service, chapter {n} of them all</a></li>" for n in range(9)
    )
    found = detected(make_page(f"<title>Log in</title><ul>{items}</ul>"))
    told = document(found, candidates(found))
    assert (told["kind"], found.best) == ("login", None)
    assert [c["warnings"][0] for c in told["candidates"]] == ["it is a login page"]


def test_a_finding_knows_its_newest_story() -> None:
    best = detected(page(listed("port", OLDER))).best
    assert best is not None
    assert best.newest(NOW) == datetime(2026, 3, 3, 16, tzinfo=UTC)
