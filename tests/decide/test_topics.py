from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest

from feedsvc.decide.topics import (
    MOST_SECTIONS,
    Matcher,
    auto_titles,
    left_out,
    rule_problems,
    section_slug,
    with_room,
)
from feedsvc.models import ParsedStory
from tests.builders import make_story


@dataclass(frozen=True, kw_only=True)
class Topic:
    slug: str = "t"
    sections: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()


STORY = make_story(
    1,
    title="Huawei opens a plant",
    text="The plant makes 5G chips.\nIt is large.",
    authors=("Mei Tan", "Ola Berg"),
    sections=("Business & Tech",),
    sources=("live", "tech"),
)


@pytest.mark.parametrize(
    ("rules", "belongs"),
    [
        pytest.param({}, True, id="no rule"),
        pytest.param({"keywords": ("Huawei",)}, True, id="keyword in the title"),
        pytest.param({"keywords": ("Nokia", "5g chips")}, True, id="one of the keywords in the text"),
        pytest.param({"keywords": ("Nokia",)}, False, id="no keyword"),
        pytest.param({"keywords": ("plant the",)}, False, id="keyword across title and text"),
        pytest.param({"keywords": ("/make[sd] 5G/",)}, True, id="pattern"),
        pytest.param({"keywords": ("/(/",)}, False, id="broken pattern matches nothing"),
        pytest.param({"authors": ("ola  berg",)}, True, id="author"),
        pytest.param({"authors": ("Berg",)}, False, id="part of an author"),
        pytest.param({"sections": ("business and tech",)}, True, id="section"),
        pytest.param({"sections": ("World",)}, False, id="another section"),
        pytest.param({"sources": ("tech",)}, True, id="source"),
        pytest.param({"sources": ("world",)}, False, id="another source"),
        pytest.param(
            {"keywords": ("Huawei",), "sections": ("World",)}, False, id="every given rule must match"
        ),
        pytest.param(
            {"keywords": ("Huawei",), "sources": ("live",), "authors": ("Mei Tan",)},
            True,
            id="all rules match",
        ),
        pytest.param({"exclude": ("chips",)}, False, id="excluded"),
        pytest.param({"keywords": ("Huawei",), "exclude": ("Nokia",)}, True, id="not excluded"),
        pytest.param({"keywords": ("Huawei",), "exclude": ("/plants?/",)}, False, id="excluded by a pattern"),
    ],
)
def test_which_stories_a_topic_takes(rules: Any, belongs: Any) -> None:
    assert Matcher([Topic(**rules)]).topics(STORY) == ({"t"} if belongs else set())


def test_a_story_belongs_to_every_topic_that_takes_it() -> None:
    topics = [
        Topic(slug="all"),
        Topic(slug="huawei", keywords=("Huawei",)),
        Topic(slug="both", keywords=("5G", "plant")),
    ]
    assert Matcher(topics).topics(STORY) == {"all", "huawei", "both"}


def test_the_summary_is_searched_where_there_is_no_text() -> None:
    matcher = Matcher([Topic(keywords=("teaser",))])
    assert matcher.topics(make_story(1, text="", summary="A teaser.")) == {"t"}


def test_sections_make_topics_of_their_own_where_configured() -> None:
    topics = [Topic(slug="world", keywords=("Nokia",))]
    story = make_story(1, sections=("World", "Business & Tech"))
    matcher = Matcher(topics, auto_sections=True)
    assert matcher.topics(story) == {"business-tech"}
    assert auto_titles([story], matcher) == {"business-tech": "Business & Tech"}
    assert Matcher(topics).topics(story) == set()


@pytest.mark.parametrize(
    ("section", "slug"),
    [
        pytest.param("World", "world", id="a word"),
        pytest.param("Politics & Law", "politics-law", id="punctuation"),
        pytest.param("Archive", "archive-section", id="a reserved word"),
        pytest.param("x" * 99, "x" * 60, id="long"),
    ],
)
def test_section_slugs(section: Any, slug: Any) -> None:
    assert section_slug(section) == slug


@pytest.mark.parametrize("section", ["国际", "—", "Économie"])
def test_labels_beyond_plain_letters_get_stable_slugs(section: str) -> None:
    assert section_slug(section) == section_slug(section.upper())
    assert section_slug(section).startswith("section-")


def test_problems_name_the_rule() -> None:
    topic = Topic(keywords=("ok", "/(/"), exclude=("",))
    assert [key for key, _ in rule_problems(topic)] == ["keywords", "exclude"]


def test_stories_with_words_to_leave_out_are_told() -> None:
    stories = [
        ParsedStory(title="Ferry is late"),
        ParsedStory(title="Market moves", summary="By ferry."),
        ParsedStory(title="Quay"),
    ]
    assert left_out(["ferry", "-", ""], stories) == [True, True, False]
    assert left_out([], stories) == [False, False, False]


@pytest.mark.parametrize(
    ("standing", "named", "kept"),
    [
        pytest.param(0, 300, MOST_SECTIONS, id="one page with many sections"),
        pytest.param(MOST_SECTIONS - 1, 300, 1, id="room for one more"),
        pytest.param(MOST_SECTIONS + 50, 300, 0, id="none where there are more already"),
        pytest.param(0, 7, 7, id="as many as there are"),
    ],
)
def test_sections_make_so_many_topics_and_no_more(standing: int, named: int, kept: int) -> None:
    there = {f"old-{n}" for n in range(standing)}
    titles = {f"new-{n}": f"New {n}" for n in range(named)} | {slug: slug.title() for slug in there}
    found = with_room(titles, there)
    assert there <= set(found), "what stands stays"
    assert len(found) == standing + kept
    assert kept == 0 or "new-0" in found
