from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from feedsvc.decide.listing import listing
from feedsvc.models import Image
from tests.builders import NOW, make_parsed
from tests.decide.helpers import WORLD

LONG = (
    "The old crane at the pier was taken down in the night, and by noon nobody could say who had ordered it."
)
BARE = {"url": None, "article": None}
CHANGES = {"url": "https://news.example/log", "article": None, "authors": (), "published": None}
"""Of a page to which all its stories lead."""
EPISODE = {"title": "Morning tide", "text": "", "summary": "The tides of the day."}
SOUND, OTHER_SOUND = (Image(url=f"https://news.example/{n}.mp3", media_type="audio/mpeg") for n in "12")
SHORT = {"guid": "https://news.example/log", "text": "", "summary": "See the page of states."}
SAID = SHORT | {
    "guid": "g1",
    "summary": "Divers look at the piles of the quay, and no ship may lie there until they have done so.",
}


def titles(*stories: Any) -> Any:
    return [block.story.title for block in listing(stories, WORLD)]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param({}, {}, id="the same block"),
        pytest.param({}, {"title": "Another headline", "text": "Other words."}, id="same article number"),
        pytest.param({"article": None}, {"article": None, "text": ""}, id="same link, same title"),
        pytest.param(
            {"article": None, "text": LONG},
            {"article": None, "text": LONG, "title": "Crane"},
            id="same link and text",
        ),
        pytest.param(
            {"article": None, "guid": "g1"}, {"article": None, "guid": "g2"}, id="told twice, other guids"
        ),
        pytest.param(
            CHANGES | {"title": "Crane festival begins"},
            CHANGES | {"title": "1. Crane festival begins"},
            id="a number before one of the titles",
        ),
        pytest.param(
            CHANGES | EPISODE | {"published": NOW, "images": (SOUND,)},
            CHANGES | EPISODE | {"published": NOW - timedelta(days=1), "images": (SOUND, OTHER_SOUND)},
            id="an episode of one file",
        ),
        pytest.param(
            CHANGES | {"published": NOW}, CHANGES | {"published": NOW - timedelta(days=2)}, id="days apart"
        ),
        pytest.param(
            BARE | {"text": "", "summary": "The lock is shut…"},
            BARE | {"text": "", "summary": "The lock is shut until Monday."},
            id="same title, one summary cut",
        ),
        pytest.param(
            BARE | {"text": ""}, BARE | {"text": "", "summary": ""}, id="same title, one without a summary"
        ),
        pytest.param(BARE, BARE, id="same words and byline, no links"),
        pytest.param(BARE, {}, id="same words and byline, one link"),
        pytest.param(
            BARE | {"authors": (), "published": None}, BARE | {"authors": (), "published": None}, id="undated"
        ),
        pytest.param(
            {"article": None, "text": LONG},
            {"article": None, "text": LONG, "url": "https://news.example/tech/same.html"},
            id="same long text under two links",
        ),
        pytest.param(
            {"article": None, "text": "", "url": "https://news.example/crane"},
            {"article": None, "text": "", "url": "https://news.example/amp/crane"},
            id="the page for telephones beside it",
        ),
        pytest.param(
            CHANGES | {"guid": "g1", "title": "Quay shut", "published": NOW},
            CHANGES | {"guid": "g1", "title": "Quay shut (updated)", "published": NOW - timedelta(hours=9)},
            id="an earlier state beside it, by its guid",
        ),
    ],
)
def test_one_story_shown_twice_is_one_entry(first: Any, second: Any) -> None:
    assert len(titles(make_parsed(1, **first), make_parsed(1, **second))) == 1


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param(
            {}, {"url": "https://news.example/b-1002.html", "article": "1002"}, id="two article numbers"
        ),
        pytest.param(
            {"article": None},
            {"article": None, "title": "Ferry strike begins", "text": "No ship left."},
            id="same link only",
        ),
        pytest.param(
            {"article": None, "text": ""},
            {"article": None, "text": "", "url": "https://news.example/b"},
            id="same title under two links",
        ),
        pytest.param(
            CHANGES | {"title": "Version 1.4"}, CHANGES | {"title": "Version 1.3"}, id="only numbers differ"
        ),
        pytest.param(
            CHANGES | SHORT | {"title": "Quay shut", "published": NOW},
            CHANGES | SHORT | {"title": "Quay shut (over)", "published": NOW - timedelta(hours=9)},
            id="one guid for all, and hardly a text",
        ),
        pytest.param(
            CHANGES | SAID | {"title": "Quay shut", "published": NOW},
            CHANGES | SAID | {"title": "Quay shut (over)", "published": NOW - timedelta(days=9)},
            id="one guid for all, days apart",
        ),
        pytest.param(
            CHANGES | {"guid": "g1", "title": "Quay shut", "published": NOW},
            CHANGES
            | {"guid": "g1", "title": "Lock opened", "published": NOW - timedelta(hours=9), "text": LONG},
            id="one guid, other titles",
        ),
        pytest.param(
            CHANGES | {"guid": "g1", "title": "Quay", "published": NOW, "text": LONG},
            CHANGES
            | {
                "guid": "g1",
                "title": "Quay of today",
                "published": NOW - timedelta(hours=9),
                "text": "Shut.",
            },
            id="one guid, other texts",
        ),
        pytest.param(
            CHANGES | {"url": "https://news.example/log#v4", "text": LONG},
            CHANGES | {"url": "https://news.example/log#v3"},
            id="same title, other places on a page, other texts",
        ),
        pytest.param(
            CHANGES | {"guid": "g1", "title": "The new version of the tool by Ann", "text": LONG},
            CHANGES | {"guid": "g2", "title": "The new version of the tool by Bo"},
            id="other guids, titles much alike",
        ),
        pytest.param(
            CHANGES | {"published": NOW, "text": LONG},
            CHANGES | {"published": NOW - timedelta(days=2)},
            id="same title and link, days apart, other texts",
        ),
        pytest.param(
            CHANGES | EPISODE | {"published": NOW, "images": (SOUND,)},
            CHANGES | EPISODE | {"published": NOW - timedelta(days=1), "images": (OTHER_SOUND,)},
            id="episodes of one title and page",
        ),
        pytest.param(
            BARE | {"text": "", "summary": "The lock is shut."},
            BARE | {"text": "", "summary": "The quay is shut."},
            id="same title, other summaries",
        ),
        pytest.param(
            BARE | {"text": "", "summary": "Rain"},
            BARE | {"text": "", "summary": "Sun"},
            id="same title, one word",
        ),
        pytest.param(BARE, BARE | {"text": "Quite another matter."}, id="same title, other text"),
        pytest.param(BARE, BARE | {"title": "Ferry strike begins"}, id="same text, other title"),
        pytest.param(BARE, BARE | {"published": NOW}, id="same words, other minute"),
        pytest.param(BARE, BARE | {"authors": ("Ola Berg",)}, id="same words, other author"),
    ],
)
def test_two_stories_stay_two_entries(first: Any, second: Any) -> None:
    assert len(titles(make_parsed(1, **first), make_parsed(1, **second))) == 2


def test_the_fuller_block_is_kept_in_the_place_of_the_first_under_the_names_of_both() -> None:
    teaser = make_parsed(1, text="", url="https://news.example/short-1001.html")
    page = listing([teaser, make_parsed(2), make_parsed(1), teaser], WORLD)
    assert [block.story.text for block in page] == [make_parsed(1).text, make_parsed(2).text]
    assert "url:news.example/short-1001.html" in page[0].strong
    assert [block.place for block in page] == [0, 1]


def test_a_link_that_several_stories_share_names_none_of_them() -> None:
    shared = {"url": "https://news.example/live/", "article": None}
    page = listing(
        [make_parsed(n, title=t, text=t, **shared) for n, t in enumerate(("Ox", "Hen", "Cow"), 1)], WORLD
    )
    assert [block.strong for block in page] == [frozenset()] * 3
