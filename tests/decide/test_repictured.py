"""Stories of which only the pictures have changed."""

from __future__ import annotations

from typing import Any

import pytest

from feedsvc.decide.repictured import with_pictures, worth_comparing
from feedsvc.models import Changes, Image
from tests.builders import make_parsed, make_story, story_id

WORDS = "The quay is open."
ID = story_id(1)


def content(*names: str) -> str:
    return f"<p>{WORDS}</p>" + "".join(f'<img src="https://p.example/{name}">' for name in names)


def seen(shown: dict[str, Any], stored: dict[str, Any]) -> Changes:
    """What becomes of the unmodified story 1 that is shown and stored so."""
    view, story = make_parsed(1, text=WORDS, **shown), make_story(1, **({"text": WORDS} | stored))
    return with_pictures(Changes(unmodified=(ID, story_id(2)), views={ID: view}), {ID: story})


@pytest.mark.parametrize(
    ("shown", "stored", "fields"),
    [
        pytest.param({"content": content("b.jpg")}, {"content": content("a.jpg")}, {"content"}, id="another"),
        pytest.param({"content": content("a.jpg", "b.jpg")}, {"content": content("a.jpg")}, {"content"}, id="more"),
        pytest.param({"content": content("a.jpg?t=2")}, {"content": content("a.jpg?t=1")}, set(), id="signed anew"),
        pytest.param({"content": content("x/a.jpg")}, {"content": content("y/a.jpg")}, set(), id="elsewhere"),
        pytest.param({"content": content()}, {"content": content("a.jpg")}, set(), id="fewer"),
        pytest.param(
            {"content": content("b.jpg")}, {"content": content("a.jpg"), "text": "More."}, set(), id="other words"
        ),
        pytest.param(
            {"content": "", "images": (Image(url="https://p.example/b.jpg"),)},
            {"content": content("a.jpg"), "images": (Image(url="https://p.example/a.jpg"),)},
            {"images"},
            id="beside the text",
        ),
    ],
)  # fmt: skip
def test_a_story_with_pictures_is_written(
    shown: dict[str, Any], stored: dict[str, Any], fields: set[str]
) -> None:
    changes = seen(shown, stored)
    assert [set(one.fields) for one in changes.modified] == ([fields] if fields else [])
    assert [one.revision for one in changes.modified] == ([None] if fields else [])
    assert changes.unmodified == ((story_id(2),) if fields else (ID, story_id(2)))


def test_only_stories_that_show_something_are_compared() -> None:
    views = {ID: make_parsed(1), story_id(2): make_parsed(2, content="", images=())}
    assert worth_comparing(Changes(views=views)) == (ID,)
