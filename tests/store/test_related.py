"""What a story has in common with others is found on both engines, in one look."""

from __future__ import annotations

import pytest

from feedsvc.errors import StoreUnavailable
from feedsvc.store import Store
from tests.builders import make_changes, make_new, make_story, story_id
from tests.store.helpers import bring, furnish, poll


@pytest.fixture
def library(store: Store) -> Store:
    furnish(store, sources=["world", "live"])
    new = (
        make_new(1, title="Kingfisher returns", authors=("Li Wei",), sections=("Birds",)),
        make_new(2, title="A kingfisher in winter", authors=(), sections=()),
        make_new(3, title="Ferries", authors=("Li Wei",), sections=()),
        make_new(4, title="Herons", authors=(), sections=("Birds",)),
        make_new(5, title="Quays", authors=(), sections=()),
    )
    poll(store, make_changes(new=new))
    poll(store, make_changes(new=(make_new(6, source="live", title="Elsewhere", authors=()),)), source="live")
    return store


def alike(store: Store, number: int, *phrases: str) -> set[int]:
    story = store.story(story_id(number))
    assert story is not None
    found = store.alike(story, [tuple(phrase.split()) for phrase in phrases])
    return {int(headline.id[-2:], 16) for headline in found}


def test_words_authors_and_places_are_what_stories_have_in_common(
    library: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert alike(library, 1, "kingfisher") == {2, 3, 4, 5}
    monkeypatch.setattr("feedsvc.store.related.MOST_NEIGHBOURS", 0)
    assert alike(library, 1, "kingfisher") == {2, 3}
    assert alike(library, 1) == {3}
    assert alike(library, 5, "a kingfisher") == {2}
    assert alike(library, 5) == set()


def test_no_more_than_so_many_are_looked_at(library: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    assert len(alike(library, 6, "kingfisher", "ferries", "herons")) == 4
    monkeypatch.setattr("feedsvc.store.related.MOST_ALIKE", 2)
    assert len(alike(library, 6, "kingfisher", "ferries", "herons")) == 2


def test_what_left_or_was_withdrawn_is_like_nothing(library: Store) -> None:
    poll(library, make_changes(withdrawn=(story_id(2),)))
    assert 2 not in alike(library, 1, "kingfisher")


def test_a_headline_is_what_a_list_says(library: Store) -> None:
    story = library.story(story_id(6))
    assert story is not None
    (headline, *_) = [h for h in library.alike(story, [("kingfisher",)]) if h.id == story_id(1)]
    assert (headline.title, headline.authors, headline.sections) == (
        "Kingfisher returns",
        ("Li Wei",),
        ("Birds",),
    )
    assert headline.published == make_story(1).published


def test_a_story_without_anything_is_like_none(library: Store) -> None:
    lone = make_story(9, authors=(), sections=(), sources=())
    assert library.alike(lone, []) == []


def test_a_look_that_takes_too_long_is_given_up(sqlite_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """On PostgreSQL the server ends it by its own clock."""
    furnish(sqlite_store)
    bring(sqlite_store, *range(1, 60))
    monkeypatch.setattr("feedsvc.store.related.PATIENCE", -1)
    monkeypatch.setattr("feedsvc.store.search.STEPS", 1)
    with pytest.raises(StoreUnavailable):
        alike(sqlite_store, 1, "lanterns")
