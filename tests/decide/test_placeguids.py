"""Guids that count the places of a feed."""

from __future__ import annotations

from typing import Any

import pytest

from feedsvc.decide.placeguids import count_places
from tests.builders import HOUR, NOW, make_parsed
from tests.decide.helpers import World

TITLES = ("Crane falls at the quay", "Ferry sails again", "Ships wait for it", "Lamp is lit", "Tug was sold")
NEWER = ("Silo burns down", "Quay opens again")


def feed(*titles: str, guid: str = "item-{}", **given: Any) -> list[Any]:
    plain = {"article": None, "url": None, "authors": (), "text": "", "summary": "", "content": ""}
    when = {title: NOW - n * HOUR for n, title in enumerate((*NEWER, *TITLES))}
    return [
        make_parsed(1, **{**plain, "title": t, "published": when.get(t), "guid": guid.format(n), **given})
        for n, t in enumerate(titles)
    ]


def test_stories_keep_their_names_while_guids_count_places() -> None:
    world = World()
    world.poll(feed(*TITLES))
    changes = world.poll(feed(NEWER[1], *TITLES[:4]))
    assert ([new.story.title for new in changes.new], changes.modified) == ([NEWER[1]], ())
    changes = world.poll(feed(*NEWER, *TITLES[:3]))
    assert [new.story.title for new in changes.new] == [NEWER[0]]
    assert not any(one.revision for one in changes.modified)
    assert world.verdict.reasons == ()
    before = world.face()
    assert world.poll(feed(*NEWER, *TITLES[:3])).new == ()
    assert world.face() == before


def test_guids_of_episodes_are_their_names() -> None:
    world = World()
    world.poll(feed(*TITLES, guid="{}"))
    changes = world.poll(feed("Crane fell at the quay", *TITLES[1:], "One more", guid="{}"))
    assert [new.story.title for new in changes.new] == ["One more"]
    assert [one.story.title for one in changes.modified if one.revision] == ["Crane fell at the quay"]


def test_two_titles_that_changed_places_are_too_few() -> None:
    world = World()
    world.poll(feed(*TITLES))
    assert world.poll(feed(TITLES[1], TITLES[0], *TITLES[2:])).new == ()


@pytest.mark.parametrize(
    ("guids", "counted"),
    [
        (["0", "1", "2"], True),
        (["item-1", "item-2", "item-3", "item-4"], True),
        (["https://pier.example/#1", "https://pier.example/#2", "https://pier.example/#3"], True),
        (["item-11", "item-12", "item-13"], False),
        (["3", "2", "1"], False),
        (["0", "2", "4"], False),
        (["a-0", "b-1", "c-2"], False),
        (["0", "1"], False),
        (["4711", "4712", "4713"], False),
        (["a", "b", "c"], False),
        ([None, "1", "2"], False),
        ([], False),
    ],
)
def test_guids_count_places(guids: Any, counted: bool) -> None:
    assert count_places(guids) is counted
