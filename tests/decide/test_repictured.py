"""Stories of which only the pictures have changed."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from feedsvc.decide.repictured import looks_now, others_shown, remembered, with_pictures, worth_comparing
from feedsvc.models import Changes, Image, Look, NewStory, ParsedStory, Sighting
from tests.builders import NOW, make_parsed, make_story, story_id

WORDS = "The quay is open."
ID = story_id(1)


def content(*names: str) -> str:
    return f"<p>{WORDS}</p>" + "".join(f'<img src="https://p.example/{name}">' for name in names)


def sound(host: str) -> Image:
    return Image(url=f"https://{host}/1.mp3", media_type="audio/mpeg")


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
        pytest.param({"content": content("a-600x400.jpg")}, {"content": content("a-300x200.jpg")}, set(), id="in another size"),
        pytest.param({"content": content("a@2x.jpg")}, {"content": content("a.jpg")}, set(), id="for finer screens"),
        pytest.param({"content": content("600x400.jpg")}, {"content": content("300x200.jpg")}, {"content"}, id="named by a size"),
        pytest.param({"content": content("a-2.jpg")}, {"content": content("a-1.jpg")}, {"content"}, id="numbered"),
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
        pytest.param({"images": (sound("q.example"),)}, {"images": (sound("p.example"),)}, {"images"}, id="an episode that moved"),
        pytest.param({"images": (sound("b.p.example"),)}, {"images": (sound("a.p.example"),)}, set(), id="an episode on another server"),
        pytest.param(
            {"images": (Image(url="https://q.example/a.jpg"),)},
            {"images": (Image(url="https://p.example/a.jpg"),)},
            set(),
            id="a picture on another site",
        ),
        pytest.param(
            {"images": (Image(url="https://p.example/a-600x400.jpg"),)},
            {"images": (Image(url="https://p.example/a-300x200.jpg"),)},
            set(),
            id="beside the text in another size",
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


def test_only_stories_that_look_otherwise_than_the_stored_ones_are_read_whole() -> None:
    views = {story_id(n): make_parsed(n, text=WORDS, content=content("b.jpg")) for n in (1, 2)}
    stored = {
        story_id(n): Look(text=WORDS, content=content(name), images=())
        for n, name in ((1, "a.jpg"), (2, "b.jpg"))
    }
    assert others_shown(Changes(views=views), stored) == (ID,)


def test_only_stories_that_show_something_are_compared() -> None:
    views = {ID: make_parsed(1), story_id(2): make_parsed(2, content="", images=())}
    assert worth_comparing(looks_now(Changes(views=views)), "") == (ID,)


BEFORE = make_parsed(1, text=WORDS, content=content("a.jpg"), images=(Image(url="https://p.example/a.jpg"),))


@pytest.mark.parametrize(
    ("now", "compared"),
    [
        pytest.param(BEFORE, (), id="as it looked"),
        pytest.param(replace(BEFORE, title="Quay opens"), (), id="another headline"),
        pytest.param(replace(BEFORE, content=content("b.jpg")), (ID,), id="another picture"),
        pytest.param(replace(BEFORE, images=(Image(url="https://p.example/b.jpg"),)), (ID,), id="beside it"),
        pytest.param(replace(BEFORE, text="The quay is shut."), (ID,), id="other words"),
    ],
)
def test_a_story_that_looks_as_when_it_was_compared_is_not_compared_again(
    now: ParsedStory, compared: tuple[str, ...]
) -> None:
    told = remembered(looks_now(Changes(views={ID: BEFORE})), Changes())
    assert worth_comparing(looks_now(Changes(views={ID: now})), told) == compared


def test_a_new_story_is_stored_as_it_looks() -> None:
    shown = {"text": WORDS, "content": content("a.jpg"), "images": ()}
    new = NewStory(
        story=make_story(1, **shown),
        strong_keys=frozenset(),
        weak_keys=frozenset(),
        sighting=Sighting(source="world", section=None, digest="", since=NOW),
    )
    told = remembered({}, Changes(new=(new,)))
    assert worth_comparing(looks_now(Changes(views={ID: make_parsed(1, **shown)})), told) == ()


def test_another_story_that_looks_the_same_is_compared() -> None:
    told = remembered(looks_now(Changes(views={story_id(2): BEFORE})), Changes())
    assert worth_comparing(looks_now(Changes(views={ID: BEFORE})), told) == (ID,)
