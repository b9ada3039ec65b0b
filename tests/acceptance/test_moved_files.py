"""Episodes whose files move between two polls, or that a feed lists once for each copy of their file."""

from __future__ import annotations

from typing import Any

import pytest

HEAD = (
    '<?xml version="1.0"?><rss version="2.0"><channel><title>Pier</title><link>https://pier.example/</link>'
)
FILE = "https://a.example/pods/7.mp3"
COPY = "https://b.example/pods/7.mp3"
OWN = "<link>https://pier.example/7</link>"
SHOW = "<link>https://pier.example/show</link>"
GUID = '<guid isPermaLink="false">g-7</guid>'


def episode(file: str, named: str = SHOW, minute: int = 0) -> str:
    """One episode; all of them bear one title, and are told of in one sentence."""
    return (
        f"<item><title>Tides</title>{named}<pubDate>Wed, 04 Mar 2026 03:{minute:02}:00 GMT</pubDate>"
        "<description>Of tides and of the ships that came with them.</description>"
        f'<enclosure url="{file}" type="audio/mpeg" length="5"/></item>'
    )


def shows(program: Any, *items: str) -> Any:
    """Polls the feed with these items; a number makes it another document each time."""
    program.turn = getattr(program, "turn", 0) + 1
    body = f"{HEAD}<ttl>{program.turn}</ttl>{''.join(items)}</channel></rss>"
    program.site.answers("/feed", 200, body.encode(), "application/rss+xml")
    return program.polls()


@pytest.mark.parametrize("minute", [0, 5])
@pytest.mark.parametrize("file", [COPY, f"{FILE}?token=9"])
@pytest.mark.parametrize("named", [OWN, GUID, OWN + GUID])
def test_an_episode_whose_file_has_moved_is_one(program: Any, named: str, file: str, minute: int) -> None:
    program.watches("world", "/feed", extractor="upstream", article_id=None)
    assert shows(program, episode(FILE, named)).new == 1
    before = program.feed().entries[0].id
    assert shows(program, episode(file, named, minute)).new == 0
    assert [entry.id for entry in program.feed().entries] == [before]


@pytest.mark.parametrize(
    ("one", "other", "stories"),
    [
        pytest.param(FILE, COPY, 1, id="another host"),
        pytest.param(f"{FILE}?token=1", f"{FILE}?token=2", 1, id="another query"),
        pytest.param(f"https://count.example/r/{FILE[8:]}", FILE, 1, id="past a counter"),
        pytest.param(FILE, "https://a.example/pods/8.mp3", 2, id="another file"),
        pytest.param(FILE, "https://b.example/pods/8.mp3", 2, id="another file elsewhere"),
        pytest.param("https://a.example/7/audio.mp3", "https://a.example/8/audio.mp3", 2, id="another folder"),
        pytest.param("https://a.example/8/audio.mp3", "https://a.example/audio.mp3", 2, id="no folder"),
        pytest.param("https://a.example/get?id=7", "https://a.example/get?id=8", 2, id="no name but its number"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("named", [SHOW, GUID])
def test_of_items_of_one_name_those_with_copies_of_one_file_are_one(
    program: Any, named: str, one: str, other: str, stories: int
) -> None:
    program.watches("world", "/feed", extractor="upstream", article_id=None)
    items = episode(one, named), episode(other, named, 5)
    assert shows(program, *items).new == stories
    assert shows(program, *items).new == 0
    assert len(program.feed().entries) == stories
