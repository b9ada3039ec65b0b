"""A page that writes another session into its links at every poll: the same stories, the same ids, no byte."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

import pytest

from feedsvc.poll import decision
from tests.acceptance.conftest import Program, both_engines
from tests.living import LivingStory, invent

SESSIONS = (
    "5f3d2c1b0a9e8d7c6b5a",
    "AbC-9xK2LmQpRsTuVwXy",
    "k3j4h5g6",
    "lit3py55t21z5v55vlm25s55",
    "99aa00bb11",
)
SHAPES: dict[str, Callable[[str, str], str]] = {
    "query": lambda path, mark: f"{path}?sess={mark}",
    "matrix": lambda path, mark: f"{path};sid={mark}",
    "path": lambda path, mark: f"/(S({mark})){path}",
    "some links": lambda path, mark: f"{path}?s={mark}" if int(path[-7], 36) % 2 else path,
}


def page_of(stories: list[LivingStory], shape: Callable[[str, str], str], mark: str) -> bytes:
    items = "".join(
        f'<li class="news"><a href="{escape(shape(s.path, mark))}">{escape(s.headline)}</a></li>'
        for s in stories
    )
    return f"<html><body><main><ul>{items}</ul></main></body></html>".encode()


def shows(program: Program, stories: list[LivingStory], shape: Callable[[str, str], str], mark: str) -> None:
    program.site.answers("/news", 200, page_of(stories, shape, mark))


@pytest.mark.parametrize("kind", SHAPES)
@both_engines
def test_a_session_in_every_link_makes_no_story_another(program: Program, kind: str) -> None:
    options = {"item": "li.news", "title": "a", "link": "a@href"}
    program.watches("world", "/news", extractor="selectors", options=options)
    stories = [invent(n) for n in range(25, 0, -1)]
    shows(program, stories, SHAPES[kind], SESSIONS[0])
    program.polls()
    first = program.ids()
    assert len(first) == 25
    shows(program, stories, SHAPES[kind], SESSIONS[1])
    program.polls()
    assert program.ids() == first
    state = program.store.source_state("world")
    assert state is not None
    assert len(state.history.marks) == 1
    before = program.body()
    for mark in SESSIONS[2:]:
        shows(program, stories, SHAPES[kind], mark)
        assert program.polls().outcome == "unchanged"
    assert program.body() == before
    shows(program, [invent(26), *stories], SHAPES[kind], "zz88yy77xx66")
    assert program.polls().new == 1
    assert {title: program.ids()[title] for title in first} == first
    assert kind == "path" or "zz88yy77xx66" not in program.body().decode()
    shows(program, stories[:5], SHAPES[kind], "abc123def456")  # most have left, and come back
    program.polls()
    shows(program, [invent(26), *stories], SHAPES[kind], "0a1b2c3d4e5f")
    program.polls()
    assert len(program.ids()) == 26


TOKEN = "5f3a91c0d2"


@pytest.mark.parametrize("known_with_it", [False, True], ids=["new source", "stored with it before"])
def test_a_token_of_the_source_s_address_is_in_none_of_its_links(
    known_with_it: bool, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    options = {"item": "li.news", "title": "a", "link": "a@href"}
    program.watches("world", f"/news?token={TOKEN}", extractor="selectors", options=options)
    stories = [invent(n) for n in range(9, 0, -1)]

    def linked(path: str, mark: str) -> str:
        return f"{path}?token={mark}"

    program.site.answers(f"/news?token={TOKEN}", 200, page_of(stories, linked, TOKEN))
    if known_with_it:
        monkeypatch.setattr(decision, "with_carried", lambda marks, *_: tuple(marks))
    program.polls()
    assert (TOKEN in program.body().decode()) is known_with_it
    before = {title: (entry.id, entry.updated) for title, entry in program.entries().items()}
    assert len(before) == 9
    monkeypatch.undo()
    program.site.answers(f"/news?token={TOKEN}", 200, page_of([invent(10), *stories], linked, TOKEN))
    assert program.polls().new == 1
    assert before.items() <= {title: (e.id, e.updated) for title, e in program.entries().items()}.items()
    assert TOKEN not in program.body().decode()
