"""Stories whose headline and slug are new behind an address that keeps its number."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from feedsvc.decide.knownbykeys import remember_keys
from feedsvc.decide.listing import listing
from feedsvc.decide.numbered import name_stories, number_of, numbered
from tests.builders import NOW, make_parsed, story_id
from tests.decide.helpers import WORLD, World, known_all

SITE = "https://news.example/news"
NOON = NOW.replace(hour=12, minute=0)
OLD = "Quotas cut by a third"


def story(n: int, **given: Any) -> Any:
    values = {"url": f"{SITE}/story-{n}-{1120000 + 37 * n}.html", "article": None, "authors": ()}
    return make_parsed(n, **values | given)


PAGE = tuple(story(n) for n in range(2, 8))
BEFORE = {"title": OLD, "url": f"{SITE}/quotas-1120037.html"}
OF_NOON = {"published": NOON, "text": "Boats may take less of each fish from May on."}
AFTER: dict[str, Any] = {"title": "Row in the fleet", "url": f"{SITE}/row-1120037.html", "text": "All else."}


def found(before: Any, after: Any, page: Any = PAGE) -> Any:
    window = remember_keys(known_all([story(1, **before), *page]), WORLD)
    listed = listing([story(1, **after), *page], WORLD)
    pairs = numbered(listed, dict(enumerate(window[1:], 1)), window, WORLD)
    return pairs[0].story.id if 0 in pairs else None


@pytest.mark.parametrize(
    ("before", "after", "same"),
    [
        pytest.param({}, {}, True, id="one minute"),
        pytest.param({"published": NOON}, {"published": NOON}, False, id="a full hour, and other words"),
        pytest.param(
            {"published": NOON}, {"published": NOON, "title": f"{OLD}: a row"}, False, id="a like title, other words"
        ),
        pytest.param(
            {"published": NOON, "text": "", "summary": ""},
            {"published": NOON, "title": f"{OLD}: a row", "text": "", "summary": ""},
            False,
            id="a like title, no words",
        ),
        pytest.param(OF_NOON, OF_NOON | {"title": f"{OLD}: a row"}, True, id="like words"),
        pytest.param(OF_NOON, OF_NOON | {"title": "Nurse"}, False, id="like words, and nothing of the title"),
        pytest.param({"published": None, "text": "All else."}, {"published": None}, False, id="no date"),
        pytest.param({}, {"published": None}, False, id="no date now"),
        pytest.param({}, {"title": "Flats from 1,120,037 crowns"}, False, id="a price"),
        pytest.param({}, {"published": NOW}, False, id="another minute"),
        pytest.param({}, {"url": f"{SITE}/row-1120038.html"}, False, id="another number"),
        pytest.param({}, {"url": "https://other.example/row-1120037.html"}, False, id="another site"),
        pytest.param({"article": "7"}, {"article": "8"}, False, id="the number that names it for good"),
        pytest.param({"guid": "g1"}, {"guid": "g2"}, False, id="guids are names"),
        pytest.param({"guid": f"{SITE}/a-1120037"}, {"guid": f"{SITE}/b-1120037"}, True, id="guids bear the number"),
        pytest.param({}, {"url": None}, False, id="no link"),
    ],
)  # fmt: skip
def test_a_story_behind_its_number_is(before: Any, after: Any, same: bool) -> None:
    assert found(BEFORE | before, AFTER | after) == (story_id(1) if same else None)


def test_words_of_a_form_name_no_story() -> None:
    form = "We offer thirty days of leave, a pension and a ticket."
    page = (story(2, text=form), *PAGE[1:])
    nurse = {"text": form, "published": NOON, "title": "Head nurse in a clinic"}
    assert found(BEFORE | nurse, AFTER | nurse | {"title": "Nurse in a clinic"})
    assert found(BEFORE | nurse, AFTER | nurse | {"title": "Nurse in a clinic"}, page) is None


def test_a_minute_of_several_stories_bears_nothing_out() -> None:
    assert found(BEFORE, AFTER, (story(2, published=story(1).published), *PAGE[1:])) is None


@pytest.mark.parametrize(
    "page",
    [
        pytest.param(PAGE[:3], id="a short list"),
        pytest.param((*PAGE[:5], story(7, url=f"{SITE}/about")), id="a link without a number"),
        pytest.param((*PAGE[:5], story(7, url=f"{SITE}/else-1120111.html")), id="a number that two bear"),
        pytest.param(tuple(PAGE[at] for at in (3, 0, 5, 1, 4, 2)), id="numbers in no order"),
    ],
)
def test_a_list_whose_numbers_may_be_of_something_else_tells_nothing(page: Any) -> None:
    assert found(BEFORE, AFTER, page) is None


@pytest.mark.parametrize(
    ("url", "number"),
    [
        (f"{SITE}/section-12345/story-98765", "98765"),
        (f"{SITE}/2026/03/20260304/story", ""),
        (f"{SITE}/202603041005-story", ""),
        (f"{SITE}/20260304100517/story", ""),
        (f"{SITE}/1772618717-story", ""),
        (f"{SITE}/list-04032026", ""),
        (f"{SITE}/story-4567#comment-99999", "4567"),
        ("https://news1234.example/story", ""),
        ("tag:news.example,2026:98765", "98765"),
        ("http://[", ""),
        (None, ""),
    ],
)
def test_the_number_of_an_address_is_no_day(url: str | None, number: str) -> None:
    assert number_of(url) == number


def test_a_list_of_numbers_of_its_own_names_its_stories() -> None:
    assert name_stories([f"{SITE}/a-{n}" for n in range(4001, 4006)])
    assert not name_stories([f"{SITE}/a-{n}" for n in range(4001, 4005)])


def test_an_edited_headline_and_slug_are_an_edit_and_the_next_story_is_new() -> None:
    world = World()
    world.poll([story(1, **BEFORE), *PAGE])
    seen = world.poll([story(1, **AFTER), *PAGE])
    assert (len(seen.new), len(seen.edits)) == (0, 1)
    world.now += timedelta(hours=2)
    seen = world.poll([story(9, **AFTER | {"published": world.now, "url": f"{SITE}/x-1120999.html"}), *PAGE])
    assert len(seen.new) == 1
