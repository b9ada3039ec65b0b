"""Stories without links whose titles have but another counter."""

from __future__ import annotations

from typing import Any

import pytest

from feedsvc.decide.knownbykeys import remember_keys
from feedsvc.decide.listing import listing
from feedsvc.decide.recounted import recounted
from tests.builders import NOW, make_parsed, story_id
from tests.decide.helpers import WORLD, World, known_all

BARE: dict[str, Any] = {
    "url": None,
    "article": None,
    "authors": (),
    "published": None,
    "text": "",
    "summary": "",
}
WORDS = ("Quay opens", "Ferry sails", "Crane falls", "Lamp is lit", "Tug is sold", "Silo burns")


def found(before: Any, after: Any, *beside: Any) -> Any:
    window = remember_keys(known_all([make_parsed(1, **BARE | before), *beside]), WORLD)
    page = listing([make_parsed(1, **BARE | after), *beside], WORLD)
    pairs = recounted(page, dict(enumerate(window[1:], 1)), window)
    return pairs[0].story.id if 0 in pairs else None


@pytest.mark.parametrize(
    ("before", "after", "same"),
    [
        pytest.param({}, {}, True, id="more answers"),
        pytest.param({"title": "Quay opens - 3 hours ago"}, {"title": "Quay opens"}, True, id="an age"),
        pytest.param({}, {"title": "Quay closes (4 comments)"}, False, id="other words"),
        pytest.param({"title": "Quay (3 comments)"}, {"title": "Quay (4 comments)"}, False, id="hardly a title"),
        pytest.param({"title": "Quay opens (3)"}, {"title": "Quay opens (4)"}, False, id="a number alone"),
        pytest.param({"published": NOW}, {"published": NOW.replace(day=1)}, False, id="another day"),
        pytest.param({"authors": ("Lee",)}, {"authors": ("Poe",)}, False, id="another author"),
        pytest.param({"text": "Ships no longer wait."}, {"text": "Nobody came at all."}, False, id="another text"),
        pytest.param({"text": "Ships no longer wait."}, {"text": "Ships no longer wait."}, True, id="its text"),
        pytest.param({"url": "https://news.example/a"}, {}, False, id="a link before"),
        pytest.param({}, {"url": "https://news.example/a"}, False, id="a link now"),
    ],
)  # fmt: skip
def test_a_story_with_another_counter_is(before: Any, after: Any, same: bool) -> None:
    counted = {"title": "Quay opens (3 comments)"} | before, {"title": "Quay opens (4 comments)"} | after
    assert found(*counted) == (story_id(1) if same else None)


def test_a_title_that_two_stories_bear_tells_nothing() -> None:
    twin = make_parsed(2, **BARE | {"title": "Quay opens (9 comments)", "text": "Another quay."})
    assert found({"title": "Quay opens (3 comments)"}, {"title": "Quay opens (4 comments)"}, twin) is None


@pytest.mark.parametrize("title", ["{1}. {0}", "{0} ({1})"])
def test_ranks_and_answers_of_a_list_without_links_announce_nothing(title: str) -> None:
    world = World()
    for shift in (0, 1, 5):
        page = [
            make_parsed(n, **BARE | {"title": title.format(word, (n + shift) % 6 + 1)})
            for n, word in enumerate(WORDS)
        ]
        seen = world.poll(page)
        assert (len(seen.new), len(seen.edits)) == (0 if shift else 6, 0)
