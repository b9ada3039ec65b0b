"""Topics: places in their histories, versions, rules decided again, renames and removals."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from msgspec.structs import replace

from feedsvc.models import Changes, ModifiedStory, Story, TopicState
from feedsvc.store import Store
from tests.builders import NOW, make_changes, make_new, make_sighting, make_story, story_id
from tests.store.helpers import MINUTE, bring, furnish, make_document, make_topic, poll

ALL = frozenset({"all"})


def topic(store: Store, slug: str = "all") -> TopicState:
    state = store.topic_state(slug)
    assert state is not None
    return state


def places(store: Store, slug: str = "all", **given: int) -> list[tuple[int, str]]:
    return [(m.seq, m.story[-1]) for m in store.members(slug, **given) if not m.left]


def moved(store: Store, number: int, **given: Any) -> ModifiedStory:
    story = store.story(story_id(number))
    assert story is not None
    return ModifiedStory(story=replace(story, **given), sighting=make_sighting(digest=story.digest))


def everywhere(*slugs: str) -> Callable[[Story], set[str]]:
    return lambda story: set(slugs)


def test_a_new_topic_is_stale_and_empty(store: Store) -> None:
    furnish(store)
    state = topic(store)
    assert (state.version, state.published_version, state.seq, state.created_at) == (1, 0, 0, NOW)
    assert store.stale_topics() == [state]
    assert store.topic_state("nothing") is None


def test_new_stories_take_places_oldest_first(store: Store) -> None:
    furnish(store)
    assert bring(store, 2, 3, 1) == ALL
    bring(store, 4)
    assert places(store) == [(1, "3"), (2, "2"), (3, "1"), (4, "4")]
    state = topic(store)
    assert (state.version, state.seq, state.stories, state.updated) == (3, 4, 4, make_story(1).updated)


def test_members_are_cut_by_place(store: Store) -> None:
    furnish(store)
    bring(store, 1, 2, 3, 4, 5)
    assert [m.seq for m in store.members("all", after_seq=1, upto_seq=3)] == [2, 3]
    assert [m.seq for m in store.members("all", newest=2)] == [4, 5]
    assert store.members("other") == []


def test_only_joined_topics_are_touched(store: Store) -> None:
    furnish(store, topics=["all", "other"])
    assert bring(store, 1) == ALL
    assert topic(store, "other").version == 1
    assert bring(store, 2, joins={}) == frozenset()
    assert topic(store).version == 2


def test_an_edited_story_touches_its_topics_and_nothing_else_moves(store: Store) -> None:
    furnish(store)
    bring(store, 1, 2)
    version = topic(store).version
    assert poll(store, Changes(modified=(moved(store, 1, title="New"),))) == ALL
    assert [m.story for m in store.changed_members("all", version)] == [story_id(1)]
    assert places(store) == [(1, "2"), (2, "1")]
    assert topic(store).stories == 2


def test_a_story_that_moves_away_keeps_its_place_empty_and_finds_it_again(store: Store) -> None:
    furnish(store, topics=["all", "other"])
    bring(store, 1, 2)
    away = {story_id(2): frozenset({"other"})}
    touched = poll(store, Changes(modified=(moved(store, 2, sections=("Other",)),)), joins=away)
    assert touched == {"all", "other"}
    assert (places(store), places(store, "other")) == ([(2, "1")], [(1, "2")])
    assert [m.left for m in store.members("all")] == [True, False]
    assert (topic(store).stories, topic(store, "other").stories) == (1, 1)
    back = {story_id(2): ALL}
    poll(store, Changes(modified=(moved(store, 2, sections=("World",)),)), joins=back)
    assert (places(store), places(store, "other")) == ([(1, "2"), (2, "1")], [])
    assert store.story_topics(story_id(2)) == ["all"]


def test_an_edit_of_a_story_that_has_moved_away_does_not_touch_the_topic_it_left(store: Store) -> None:
    furnish(store, topics=["all", "other"])
    bring(store, 1, 2)
    away = {story_id(2): frozenset({"other"})}
    poll(store, Changes(modified=(moved(store, 2, sections=("Other",)),)), joins=away)
    before = topic(store).version
    edit = Changes(modified=(moved(store, 2, title="Lanterns, counted elsewhere"),))
    assert poll(store, edit, joins=away) == {"other"}
    assert topic(store).version == before


def test_a_withdrawn_story_leaves_a_tombstone_and_may_return(store: Store) -> None:
    furnish(store)
    bring(store, 1, 2)
    assert poll(store, make_changes(vanished=(story_id(1),), withdrawn=(story_id(1),))) == ALL
    gone = store.members("all")[1]
    assert gone.left
    assert gone.withdrawn_at is not None
    assert topic(store).stories == 1
    updated = make_story(1).updated
    poll(store, Changes(modified=(moved(store, 1, withdrawn_at=None),)))
    back = store.members("all")[1]
    assert (back.left, back.withdrawn_at, back.updated, topic(store).stories) == (False, None, updated, 2)


def test_a_section_opens_a_topic_of_its_own(store: Store) -> None:
    furnish(store)
    joins = {story_id(1): frozenset({"all", "world", "unknown"})}
    touched = poll(store, make_changes(1), joins=joins, auto_titles={"world": "World"})
    assert touched == {"all", "world"}
    state = topic(store, "world")
    assert (state.title, state.auto, state.stories) == ("World", True, 1)
    assert store.topic_state("unknown") is None
    store.sync_topics([make_topic("all")], everywhere("all"), NOW, auto=True)
    assert not topic(store, "world").removed
    store.sync_topics([make_topic("all")], everywhere("all"), NOW, auto=False)
    assert topic(store, "world").removed


# -- configuration -------------------------------------------------------------------------------------


def test_unchanged_topics_cost_nothing(store: Store) -> None:
    furnish(store)
    bring(store, 1)
    before = store.topic_states()
    store.sync_topics([make_topic("all")], lambda story: pytest.fail("was asked"), NOW)
    assert store.topic_states() == before


def test_a_new_topic_receives_the_whole_history_oldest_first(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("feedsvc.store.again.SYNC_BATCH", 2)
    furnish(store)
    bring(store, 3, 1)
    bring(store, 2, 5, 4)
    configured = [make_topic("all"), make_topic("odd")]
    store.sync_topics(configured, lambda s: {"odd"} if int(s.id[-1]) % 2 else set(), NOW)
    assert places(store, "odd") == [(1, "5"), (2, "3"), (3, "1")]
    assert topic(store, "odd").stories == 3
    assert len(places(store)) == 5, "topics whose rules stand are not decided again"


def test_changed_rules_decide_every_story_again(store: Store) -> None:
    furnish(store)
    bring(store, 1, 2)
    version = topic(store).version
    changed = [make_topic("all", sections=("World",))]
    store.sync_topics(changed, lambda s: {"all"} if s.id == story_id(1) else set(), NOW)
    assert places(store) == [(2, "1")]
    assert topic(store).version > version
    store.sync_topics(changed, lambda story: pytest.fail("was asked"), NOW)


def test_an_interrupted_decision_is_taken_up_again(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("feedsvc.store.again.SYNC_BATCH", 1)
    furnish(store)
    bring(store, 1, 2)
    asked = iter([{"new"}])
    configured = [make_topic("all"), make_topic("new")]
    with pytest.raises(StopIteration):
        store.sync_topics(configured, lambda story: next(asked), NOW)
    assert len(places(store, "new")) == 1
    store.sync_topics(configured, everywhere("new"), NOW)
    assert [seq for seq, _ in places(store, "new")] == [1, 2]


FACES = [
    pytest.param({"title": "Renamed"}, "", id="title"),
    pytest.param({"description": "More words"}, "", id="description"),
    pytest.param({"hub": "https://hub.example/"}, "", id="hub"),
    pytest.param({"entries": 10}, "", id="entries"),
    pytest.param({}, "renderer 2", id="renderer"),
]


@pytest.mark.parametrize(("face", "fingerprint"), FACES)
def test_a_changed_face_counts_a_version(store: Store, face: dict[str, object], fingerprint: str) -> None:
    furnish(store)
    before = topic(store).version
    for _ in range(2):
        store.sync_topics(
            [make_topic("all", **face)], lambda story: pytest.fail("was asked"), NOW, fingerprint=fingerprint
        )
    assert topic(store).version == before + 1


def test_a_removed_topic_loses_its_documents_and_keeps_its_history(store: Store) -> None:
    furnish(store)
    bring(store, 1)
    store.put_documents("all", 2, [make_document()], now=NOW)
    version = store.documents_version()
    store.sync_topics([], everywhere(), NOW)
    assert topic(store).removed
    assert store.document("/feeds/all.atom") is None
    assert store.documents_version() > version
    assert store.stale_topics() == []
    assert bring(store, 2) == frozenset()
    store.sync_topics([make_topic("all")], everywhere("all"), NOW)
    assert not topic(store).removed
    assert [seq for seq, _ in places(store)] == [1, 2]


def test_a_renamed_topic_keeps_its_history(store: Store) -> None:
    furnish(store)
    bring(store, 1, 2)
    store.put_documents("all", 2, [make_document()], now=NOW, archived=1)
    before = topic(store)
    store.sync_topics([make_topic("everything", former=("all",))], everywhere("everything"), NOW)
    after = topic(store, "everything")
    assert store.topic_state("all") is None
    assert (after.seq, after.stories, after.archived) == (before.seq, before.stories, 1)
    assert after in store.stale_topics()
    assert store.document("/feeds/all.atom") is None
    assert places(store, "everything") == [(1, "2"), (2, "1")]


def test_topics_take_turns_without_deadlock(store: Store) -> None:
    import threading

    slugs = ["a", "b", "c"]
    sources = [f"s{n}" for n in range(4)]
    furnish(store, sources=sources, topics=slugs)

    def run(source: int) -> None:
        for turn in range(5):
            new = make_new(source * 10 + turn + 1, source=sources[source])
            order = frozenset(slugs if source % 2 else reversed(slugs))
            poll(store, make_changes(new=(new,)), source=sources[source], joins={new.story.id: order})

    threads = [threading.Thread(target=run, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for slug in slugs:
        assert [m.seq for m in store.members(slug)] == list(range(1, 21))
        assert (topic(store, slug).stories, topic(store, slug).version) == (20, 21)


def test_the_latest_update_of_a_topic_is_known(store: Store) -> None:
    furnish(store)
    bring(store, 1)
    poll(store, Changes(modified=(moved(store, 1, updated=NOW + MINUTE),)))
    assert topic(store).updated == NOW + MINUTE
