"""Stories that are shown as before are let through by short ways, and nothing is decided otherwise for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from feedsvc.decide import amend, digest, identity
from feedsvc.decide.changes import decide_changes
from feedsvc.decide.repictured import looks_now, remembered
from feedsvc.decide.retold import commonest
from feedsvc.models import Changes, ParsedStory
from tests.builders import make_parsed, story_id
from tests.decide.helpers import (
    FINANCE,
    MINUTES,
    WORLD,
    Source,
    World,
    decide,
    known_all,
    known_from,
    minting,
)
from tests.decide.test_properties import pages

MORE_THAN_ANY_RANK = 9.0


@contextmanager
def at_length() -> Iterator[None]:
    """Every hint is followed and every story amended, whether or not anything can come of it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(identity, "HINTED", MORE_THAN_ANY_RANK)
        patch.setattr(amend, "is_as_before", lambda _: False)
        yield


def told(changes: Changes) -> tuple[Changes, list[Any]]:
    """Everything that was decided, in its order, without how it looks: that is asked of one way alone."""
    return replace(changes, looks={}), list(changes.views.items())


@settings(max_examples=80, deadline=None)
@given(st.lists(st.tuples(pages(), st.sampled_from([WORLD, FINANCE]), st.integers(1, 3)), max_size=6))
def test_short_ways_lead_where_the_long_ones_do(
    history: Sequence[tuple[list[ParsedStory], Source, int]],
) -> None:
    world, looks = World(), dict[str, str]()
    for page, source in [(page, source) for page, source, times in history for _ in range(times)]:
        known, now, slug = world.known_for(page, source), world.now + 10 * MINUTES, source.slug
        short = decide_changes(source, page, known, now, mint=minting(), looks=looks.get(slug, ""))
        with at_length():
            assert told(decide_changes(source, page, known, now, mint=minting())) == told(short)
        changes = world.poll(page, source)
        if page and not world.verdict.reasons:
            looks[slug] = remembered(looks_now(changes), changes)


STORY = make_parsed(1)
LOOKS = remembered(looks_now(Changes(views={story_id(1): STORY})), Changes())


def texts_read(story: ParsedStory, looks: str = LOOKS, **known: Any) -> list[str]:
    """The texts, but for summaries beside them, that are read when a page shows this of the known story."""
    before, other = known_from(STORY, **known), make_parsed(2, text="")
    read: list[str] = []

    def essence(text: str) -> str:
        read.append(text)
        return text

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(digest, "essence", essence)
        decide([story, other], [before], looks=looks)
    return [text for text in read if text not in (other.summary, STORY.summary)]


OTHER = "The quay is shut."


@pytest.mark.parametrize(
    ("shown", "read"),
    [
        pytest.param({}, [], id="as before"),
        pytest.param(
            {"title": "Quay opens", "authors": ("Bo Lin",), "section": "Port"}, [], id="all but text"
        ),
        pytest.param({"text": OTHER}, [OTHER], id="another text"),
        pytest.param({"content": "<p>Read on.</p>"}, [STORY.text], id="other content"),
        pytest.param({"content": ""}, [STORY.text], id="a teaser"),
        pytest.param({"text": "", "summary": "In short."}, ["In short."], id="no text"),
    ],
)
def test_only_a_text_that_may_be_another_is_read(shown: dict[str, Any], read: list[str]) -> None:
    assert texts_read(replace(STORY, **shown)) == read


def test_a_text_is_read_where_nothing_is_remembered_of_it() -> None:
    assert texts_read(STORY, "") == [STORY.text]
    assert texts_read(STORY, LOOKS.upper()) == [STORY.text]
    assert texts_read(STORY, sightings=()) == [STORY.text]


def test_a_text_is_read_by_new_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    known = known_from(STORY)
    monkeypatch.setattr(digest, "VERSION", digest.VERSION + 1)
    assert texts_read(STORY, sightings=known.sightings) == [STORY.text]


def test_what_is_known_by_its_name_alone_is_held_against_nothing_else(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(identity, "candidates", lambda *_: pytest.fail("a hint was followed"))
    page = [make_parsed(n, title="Weather") for n in range(1, 5)]
    assert decide(page, known_all(page)).unmodified == tuple(map(story_id, range(1, 5)))


ALIKE = "The ferries of the harbour"


@pytest.mark.parametrize(
    ("texts", "copies"),
    [
        pytest.param([], 0, id="none"),
        pytest.param(["", "", ""], 0, id="empty ones"),
        pytest.param(["Quay", "Pier"], 1, id="different ones"),
        pytest.param(["Quay", "Pier", "QUAY", ""], 2, id="in capitals"),
        pytest.param(["Straße", "STRASSE", "Strasse"], 3, id="letters that fold to two"),
        pytest.param([f"{ALIKE} sail", f"{ALIKE} stay"], 1, id="the same beginning"),
        pytest.param([f"{ALIKE} sail", ALIKE, f"{ALIKE} SAIL", "Pier"], 2, id="the same beginning and more"),
        pytest.param(["ß" * 30 + "a", "ss" * 30 + "A", "ß" * 30], 2, id="a long beginning that folds"),
    ],
)
def test_the_commonest_text_is_counted_whatever_its_case(texts: list[str], copies: int) -> None:
    assert commonest(texts) == copies
