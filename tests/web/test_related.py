"""Which stories stand beside one."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from feedsvc.models import Headline
from feedsvc.web.related import MOST_RELATED, related_to, telling_phrases
from tests.builders import NOW, make_story


def headline(id: str, title: str, age: int = 0, **given: Any) -> Headline:
    usual: dict[str, Any] = {"authors": (), "sections": (), "published": NOW - age * timedelta(hours=1)}
    return Headline(id=id, title=title, **(usual | given))


def test_rare_words_count_more_than_common_ones_and_authors_more_than_sections() -> None:
    story = make_story(title="Kingfisher seen near ferry", authors=("Ann",), sections=("Town",))
    headlines = [
        headline("section", "Another", sections=("Town",)),
        headline("common", "Ferry late"),
        headline("also common", "Ferry early", age=1),
        headline("author", "Something", authors=("Ann",), sections=("Town",)),
        headline("rare", "A kingfisher again", age=9),
        headline("nothing", "Else"),
    ]
    found = [h.id for h in related_to(story, headlines)]
    assert found == ["rare", "author", "common", "also common", "section"]
    assert len(found) == MOST_RELATED


@pytest.mark.parametrize(
    ("title", "phrases"),
    [
        pytest.param("The ferry and the pier", [("ferry",), ("pier",)], id="long words"),
        pytest.param("a b c", [], id="nothing tells"),
        pytest.param("北京 fog", [("北", "京")], id="neighbours where no spaces part words"),
        pytest.param("", [], id="no title"),
    ],
)
def test_a_titles_longest_words_tell_what_it_is_about(title: str, phrases: list[tuple[str, ...]]) -> None:
    assert telling_phrases(title) == phrases


def test_titles_without_spaces_are_alike_by_their_pairs() -> None:
    story = make_story(title="人工智能的春天", authors=(), sections=())
    found = related_to(story, [headline("other", "手机新闻"), headline("same", "智能手机", age=5)])
    assert [h.id for h in found] == ["same", "other"]
