"""Pages damaged on their way: a wrong charset, a few wrong bytes, an early end; readers see none of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from tests.acceptance.conftest import Program, both_engines
from tests.living import DESIGNS, LivingSite, invent

HOUR = timedelta(hours=1)
UTF8 = "text/html; charset=utf-8"
PATH = "/world-live/"


def accented(n: Any) -> Any:
    """Story `n` with the signs that differ from charset to charset."""
    story = invent(n)
    return replace(story, paragraphs=(*story.paragraphs, f"It’s café no. {n}, “the last,” said Zoé."))


STORIES = [accented(n) for n in range(1, 11)]


@pytest.fixture
def world(program: Program, site: LivingSite) -> Any:
    site.shows(PATH, *STORIES)
    program.watches("world", PATH)
    program.polls()
    return program


def html(site: LivingSite) -> Any:
    return DESIGNS["plain"](PATH, site.pages[PATH], site.base)


@pytest.mark.parametrize(
    ("charset", "label"),
    [
        pytest.param("cp1252", UTF8, id="cp1252 called UTF-8"),
        pytest.param("gb18030", UTF8, id="gb18030 called UTF-8"),
        pytest.param("utf-8", "text/html; charset=koi8-r", id="UTF-8 called KOI8-R"),
        pytest.param("utf-8", "text/html; charset=iso-8859-1", id="UTF-8 called Latin-1"),
    ],
)
def test_a_wrong_label_changes_no_byte(world: Program, charset: str, label: Any) -> None:
    before = world.document()
    world.site.answers(PATH, 200, html(world.site).encode(charset), label)
    assert world.polls(after=HOUR).edited == 0
    assert world.document() == before
    world.site.heals(PATH)
    assert world.polls(after=HOUR).edited == 0
    assert world.document() == before


@pytest.mark.parametrize(
    "damage", [("é".encode(), b"\xe9"), ("’".encode(), b"\xe2\x80"), ("fé".encode(), b"f\xff")]
)
def test_a_damaged_character_changes_no_byte(world: Program, damage: Any) -> None:
    before = world.document()
    good = html(world.site).encode()
    for times in (1, 3):
        world.site.answers(PATH, 200, good.replace(*damage, times), UTF8)
        assert world.polls(after=7 * HOUR).edited == 0
        assert world.document() == before


@both_engines
def test_a_story_first_seen_damaged_is_mended_at_the_next_poll(program: Program, site: LivingSite) -> None:
    site.shows(PATH, *STORIES)
    program.watches("world", PATH)
    body = html(site).encode()
    site.answers(PATH, 200, body.replace("Zoé".encode(), b"Zo\xe9", 1), UTF8)
    program.polls()
    assert "\ufffd" in program.body().decode()
    site.heals(PATH)
    assert program.polls().edited == 0
    assert "\ufffd" not in program.body().decode()


def plain_text(stories: Any) -> Any:
    return "\n\n\n".join(
        f"{s.headline}\n{s.byline}\n\n" + "\n\n".join(s.paragraphs) + f"\n\nContact reporter {s.authors[0]} ("
        for s in sorted(stories, key=lambda s: s.published, reverse=True)
    )


def test_plain_text_that_ends_early_changes_no_byte_wherever_it_ends(
    program: Program, site: LivingSite
) -> None:
    text = plain_text(STORIES)
    site.answers(PATH, 200, text.encode(), "text/plain; charset=utf-8")
    program.watches("world", PATH)
    program.polls()
    before = program.document()
    middle = text.index(STORIES[4].byline)
    for end in range(middle - 60, middle + 200, 13):
        site.answers(PATH, 200, text.encode()[:end], "text/plain; charset=utf-8")
        assert program.polls(after=7 * HOUR).edited == 0
        assert program.document() == before
    site.answers(PATH, 200, text.encode(), "text/plain; charset=utf-8")
    program.polls(after=HOUR)
    assert program.document() == before


def test_half_a_story_seen_first_is_whole_after_the_next_poll(program: Program, site: LivingSite) -> None:
    text = plain_text(STORIES)
    end = text.index("said Zoé", text.index(STORIES[4].byline))
    site.answers(PATH, 200, text[:end].encode(), "text/plain; charset=utf-8")
    program.watches("world", PATH)
    program.polls()
    site.answers(PATH, 200, text.encode(), "text/plain; charset=utf-8")
    program.polls()
    for story in STORIES[4:]:
        assert story.paragraphs[-1] in program.entries()[story.headline].content[0].value
