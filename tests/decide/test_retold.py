"""A page that tells most of its known stories anew at once is not believed; single edits are."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from msgspec.structs import replace

from feedsvc.decide.retold import retold
from feedsvc.models import Changes, ModifiedStory, Story
from tests.builders import make_known, make_story, story_id

Edit = Callable[[Story, int], Story]


def reasons(edit: Edit, *fields: str, edited: int = 8, of: int = 8, **known: Any) -> list[str]:
    """What is said of a page with so many edited stories, of so many known ones."""
    stories = (make_story(n, title=TITLES[n]) for n in range(1, edited + 1))
    modified = [
        ModifiedStory(story=edit(story, n), fields=frozenset(fields)) for n, story in enumerate(stories, 1)
    ]
    seen = tuple(story_id(n) for n in range(edited + 1, of + 1))
    before = [make_known(n, **{"title": TITLES[n]} | known) for n in range(1, of + 1)]
    return list(retold(Changes(modified=tuple(modified), unmodified=seen), before))


TITLES = [
    "",
    *(
        f"The {word} of the old harbour opens"
        for word in ["quay", "ferry", "kiln", "comet", "saddle", "glacier", "violin", "basalt"]
    ),
]


def retitled(title: str) -> Edit:
    return lambda story, n: replace(story, title=title.format(n=n, title=story.title))


def alike(what: str) -> Edit:
    told: dict[str, Any] = {what: "Subscribe to read on."}
    return lambda story, _n: replace(story, **told)


@pytest.mark.parametrize(
    ("edit", "field", "told"),
    [
        pytest.param(alike("title"), "title", "8 of 8 known stories have one new title", id="one title"),
        pytest.param(alike("summary"), "summary", "8 of 8 known stories have one new summary", id="one teaser"),
        pytest.param(alike("text"), "text", "8 of 8 known stories have one new text", id="one text"),
        pytest.param(retitled("Words number {n} from below"), "title", "8 of 8 known stories have wholly other titles", id="others"),
    ],
)  # fmt: skip
def test_most_stories_told_anew_are_a_reason(edit: Edit, field: str, told: str) -> None:
    assert told in reasons(edit, field)


@pytest.mark.parametrize(
    ("edit", "fields", "more"),
    [
        pytest.param(retitled("Words number {n} from below"), ("title",), {"edited": 4}, id="half of them"),
        pytest.param(retitled("Words number {n} from below"), ("title",), {"edited": 3, "of": 3}, id="three"),
        pytest.param(retitled("{title} | The Harbour Post"), ("title",), {}, id="a name behind each title"),
        pytest.param(retitled("{title}, and all is well"), ("title",), {}, id="titles that go on"),
        pytest.param(retitled("Words number {n}"), ("summary",), {}, id="titles that stay as they are stored"),
        pytest.param(retitled("Words number {n} from below"), ("title",), {"title": ""}, id="titles where none were"),
        pytest.param(alike("text"), ("text",), {"text": "One text for all."}, id="texts that always were alike"),
        pytest.param(retitled("{title}"), (), {}, id="silent changes"),
    ],
)  # fmt: skip
def test_others_are_believed(edit: Edit, fields: tuple[str, ...], more: dict[str, Any]) -> None:
    assert reasons(edit, *fields, **more) == []
