"""One poll, one transaction: what it writes and what it refuses."""

from __future__ import annotations

import threading
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from msgspec.structs import replace

from feedsvc.errors import KeyTaken
from feedsvc.models import (
    Changes,
    Hold,
    ModifiedStory,
    Outcome,
    PolledDay,
    Revision,
    Sighting,
    Snapshot,
    State,
    Story,
    Transition,
)
from feedsvc.store import Store, open_store
from tests.builders import (
    NOW,
    make_changes,
    make_new,
    make_page,
    make_parsed,
    make_sighting,
    make_story,
    story_id,
)
from tests.store.helpers import MINUTE, SECOND, bring, furnish, make_record, poll, take


def stored(store: Store, number: int) -> Story:
    story = store.story(story_id(number))
    assert story is not None
    return story


def edit(store: Store, number: int, **given: Any) -> ModifiedStory:
    """An edit that readers see."""
    before = stored(store, number)
    after = replace(before, digest="1:edited", updated=NOW, edited_at=NOW, **given)
    revision = Revision(
        story=before.id,
        number=before.revision,
        title=before.title,
        content=before.content,
        digest=before.digest,
        seen_at=before.updated,
    )
    return ModifiedStory(story=after, revision=revision, sighting=make_sighting(digest="1:edited", since=NOW))


def test_a_story_is_read_back_as_it_was_brought(store: Store) -> None:
    furnish(store)
    bring(store, 1)
    assert stored(store, 1) == make_story(1, stamp=1)
    assert store.story("00000000-0000-0000-0000-000000000000") is None


def test_stories_come_in_the_order_asked_for(store: Store) -> None:
    furnish(store)
    bring(store, 1, 2, 3)
    wanted = [story_id(2), story_id(9), story_id(3)]
    assert [story.id for story in store.stories(wanted)] == [story_id(2), story_id(3)]


def test_all_stories_can_be_walked_oldest_first(store: Store) -> None:
    furnish(store)
    bring(store, 1, 2, 3, 4, 5)
    assert [id for id, _ in store.story_stamps()] == [story_id(n) for n in (5, 4, 3, 2, 1)]


def test_a_poll_with_nothing_new_writes_the_source_row_only(database_url: str, store: Store) -> None:
    furnish(store)
    bring(store, 1)
    record = make_record(store, take(store), outcome=Outcome.UNCHANGED)
    written: list[str] = []
    engine = store._engine

    def listen(connection: Any, *_rest: object) -> None:
        if store.on_sqlite:
            connection.set_trace_callback(lambda statement: note(None, None, statement))

    def note(_c: object, _cursor: object, statement: str, *_rest: object) -> None:
        if not statement.lstrip().startswith(("SELECT", "BEGIN", "COMMIT", "PRAGMA")):
            written.append(statement.split()[1])

    sa.event.listen(engine, "checkout", listen)
    sa.event.listen(engine, "before_cursor_execute", note)
    assert store.record_poll(record) == frozenset()
    assert written == ["sources"]


# -- known stories -------------------------------------------------------------------------------------


def test_known_are_the_stories_under_the_keys_and_those_standing_on_the_page(store: Store) -> None:
    furnish(store, sources=["world", "live"])
    bring(store, 1, 2)
    bring(store, 3, 4, source="live")
    gone = make_changes(scrolled=(story_id(2),))
    poll(store, gone)
    by_window = store.known_stories("world", [], [])
    by_strong = store.known_stories("world", ["article:news.example:1003"], [])
    weak = f"byline:live:mei tan|{make_story(4).published:%Y-%m-%dT%H:%M}"
    by_weak = store.known_stories("world", [], [weak])
    assert {k.id for k in by_window} == {story_id(1)}
    assert {k.id for k in by_strong} == {story_id(1), story_id(3)}
    assert {k.id for k in by_weak} == {story_id(1), story_id(4)}


def test_a_known_story_carries_what_comparison_needs(store: Store) -> None:
    furnish(store)
    bring(store, 1)
    poll(store, Changes(modified=(edit(store, 1, title="Corrected"),)))
    (known,) = store.known_stories("world", [], [])
    assert (known.title, known.digest, known.revisions) == ("Corrected", "1:edited", (make_story(1).digest,))
    assert known.keys >= make_new(1).strong_keys | make_new(1).weak_keys
    assert known.sightings == (make_sighting(digest="1:edited", since=NOW),)
    assert (known.published, known.authors, known.edited_at) == (make_story(1).published, ("Mei Tan",), NOW)


def test_a_key_of_any_length_is_found_again(store: Store) -> None:
    furnish(store)
    long = "url:news.example/" + "人" * 3000
    new = replace(make_new(1), strong_keys=frozenset({long}))
    poll(store, make_changes(new=(new,)))
    (known,) = store.known_stories("other", [long], [])
    assert long in known.keys
    assert store.known_stories("other", [long + "x"], []) == []


def test_taken_times_are_those_inside_the_minutes(store: Store) -> None:
    furnish(store)
    bring(store, 1, 2)
    published = make_story(1).published
    assert store.taken_times([published]) == {published}
    assert store.taken_times([published - MINUTE, published + MINUTE]) == set()
    assert store.taken_times([]) == set()


# -- edits ---------------------------------------------------------------------------------------------


def test_an_edit_keeps_the_earlier_version(store: Store) -> None:
    furnish(store)
    bring(store, 1)
    before = stored(store, 1)
    poll(store, Changes(modified=(edit(store, 1, content="<p>new</p>"),)))
    after = stored(store, 1)
    (revision,) = store.revisions(before.id)
    assert (after.content, after.revision, after.updated) == ("<p>new</p>", 2, NOW)
    assert (revision.number, revision.content, revision.seen_at) == (1, before.content, before.updated)
    assert after.first_seen == before.first_seen


def test_a_silent_change_leaves_no_revision(store: Store) -> None:
    furnish(store, sources=["world", "live"])
    bring(store, 1)
    seen_too = Sighting(source="live", section="Live", digest=make_story(1).digest, since=NOW + MINUTE)
    silent = ModifiedStory(story=replace(stored(store, 1), sections=("World", "Live")), sighting=seen_too)
    poll(store, Changes(modified=(silent,)), source="live")
    assert stored(store, 1).sections == ("World", "Live")
    assert stored(store, 1).sources == ("world", "live")
    assert store.revisions(story_id(1)) == []
    live = store.source_state("live")
    assert live is not None
    assert live.stories == 1


def test_gone_and_returned_is_noted_in_the_sighting(store: Store) -> None:
    furnish(store)
    bring(store, 1, 2)
    poll(store, make_changes(scrolled=(story_id(1),), vanished=(story_id(2),)))
    keys = ["article:news.example:1001", "article:news.example:1002"]
    gone = {k.id: k.sightings[0].gone for k in store.known_stories("world", keys, [])}
    assert gone == {story_id(1): "scrolled", story_id(2): "vanished"}
    back = ModifiedStory(story=stored(store, 1), sighting=make_sighting(digest=make_story(1).digest))
    poll(store, Changes(modified=(back,)))
    assert [k.id for k in store.known_stories("world", [], [])] == [story_id(1)]


# -- conflicts -----------------------------------------------------------------------------------------


def test_two_sources_that_bring_the_same_new_story_store_it_once(store: Store) -> None:
    furnish(store, sources=["world", "live"])
    claims = [take(store, source) for source in ("world", "live")]
    other = make_new(1, source="live", id=story_id(77))
    records = [
        make_record(store, claims[0], make_changes(1)),
        make_record(store, claims[1], make_changes(new=(other,))),
    ]
    store.record_poll(records[0])
    with pytest.raises(KeyTaken):
        store.record_poll(records[1])
    assert store.counts()["stories"] == 1
    assert store.renew(claims[1], NOW + MINUTE), "the claim still stands, so that it can decide again"


def test_of_many_at_once_one_brings_the_story(store: Store) -> None:
    names = [f"s{n}" for n in range(6)]
    furnish(store, sources=names)
    outcomes: list[str] = []

    def run(number: int) -> None:
        new = make_new(1, source=names[number], id=story_id(100 + number))
        try:
            poll(store, make_changes(new=(new,)), source=names[number])
            outcomes.append("stored")
        except KeyTaken:
            outcomes.append("taken")

    threads = [threading.Thread(target=run, args=(n,)) for n in range(len(names))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["stored"] + ["taken"] * 5
    assert [m.seq for m in store.members("all")] == [1]


def test_a_key_of_a_story_held_to_be_another_one_hinders_nobody(store: Store) -> None:
    furnish(store)
    bring(store, 1)
    other = make_new(2, id=story_id(2))
    same_key = replace(other, strong_keys=make_new(1).strong_keys)
    poll(store, make_changes(new=(same_key,)), stamps={story_id(1): 1})
    assert store.counts()["stories"] == 2


def test_a_decision_on_an_older_state_of_a_story_is_refused(store: Store) -> None:
    furnish(store, sources=["world", "live"])
    bring(store, 1)
    late = edit(store, 1, title="Late")
    poll(store, Changes(modified=(edit(store, 1, title="First"),)))
    with pytest.raises(KeyTaken):
        poll(store, Changes(modified=(late,)), source="live")
    assert stored(store, 1).title == "First"


def test_nothing_is_written_of_a_record_that_fails_half_way(store: Store) -> None:
    furnish(store)
    bring(store, 1)
    stale = replace(edit(store, 1), story=replace(stored(store, 1), stamp=99))
    with pytest.raises(KeyTaken):
        poll(store, Changes(new=(make_new(2),), modified=(stale,)))
    assert store.counts()["stories"] == 1
    assert [m.seq for m in store.members("all")] == [1]


# -- beside the stories --------------------------------------------------------------------------------


def test_the_history_of_a_source_is_bounded_and_newest_first(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("feedsvc.store.pastpolls.MOST_POLLS", 3)
    furnish(store)
    for number in range(5):
        bring(store, number + 1)
    poll(store, outcome=Outcome.NOT_MODIFIED)
    lines = store.polls("world", 10)
    assert store.polls("world", 10, offset=1) == lines[1:]
    assert [line.new for line in lines] == [1, 1, 1]
    assert {line.outcome for line in lines} == {"ok"}


def test_polls_are_counted_by_outcome(store: Store) -> None:
    furnish(store)
    bring(store, 1)
    poll(store, outcome=Outcome.UNCHANGED)
    poll(store, outcome=Outcome.UNCHANGED)
    assert store.outcomes() == {"world": {"ok": 1, "unchanged": 2}}


def test_a_hold_is_kept_and_cleared(store: Store) -> None:
    furnish(store)
    hold = Hold(source="world", held_at=NOW, reasons=("flood",), stories=(make_parsed(1), make_parsed(2)))
    poll(store, hold=hold, outcome=Outcome.HELD)
    assert store.hold("world") == hold
    poll(store, clear_hold=True)
    assert store.hold("world") is None


def test_snapshots_are_kept_within_count_and_bytes(database_url: str, store: Store) -> None:
    store.snapshot_count, store.snapshot_bytes = 3, 100_000
    furnish(store)
    pages = [make_page(f"<p>{n}</p>", fetched_at=NOW + n * SECOND) for n in range(5)]
    for number, page in enumerate(pages):
        poll(store, snapshot=Snapshot(source="world", digest=str(number), page=page))
    assert [s.page for s in store.snapshots("world")] == pages[:1:-1]
    kept = store.kept_pages("world")
    assert list(kept.values()) == [page.fetched_at for page in pages[:1:-1]]
    assert [store.snapshot("world", digest) for digest in kept] == store.snapshots("world")
    assert store.snapshot("elsewhere", next(iter(kept))) is None
    store.snapshot_bytes = 1
    poll(store, snapshot=Snapshot(source="world", digest="new", page=make_page(fetched_at=NOW + MINUTE)))
    assert store.snapshots("world") == []


def test_transitions_are_told_newest_first_and_bounded(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("feedsvc.store.transitions.MOST_TRANSITIONS", 2)
    furnish(store)
    told = [
        Transition(source="world", before=State.OK, after=State.FAILING, at=NOW + n * SECOND, reason=str(n))
        for n in range(4)
    ]
    for transition in told:
        poll(store, transition=transition)
    assert store.transitions() == [told[3], told[2]]
    assert store.transitions(limit=1) == [told[3]]


def test_hostile_text_is_stored_without_harm(store: Store) -> None:
    furnish(store)
    title = "a\x00b \ud800 'x'; DROP TABLE stories; -- \U0001f409"
    poll(store, make_changes(new=(make_new(1, title=title, authors=(title,)),)))
    assert stored(store, 1).title == "ab ? 'x'; DROP TABLE stories; -- \U0001f409"


def test_a_hundred_thousand_years_do_not_matter(store: Store) -> None:
    furnish(store)
    old = NOW.replace(year=1, month=1, day=1)
    poll(store, make_changes(new=(make_new(1, published=old), make_new(2, published=NOW.replace(year=9999)))))
    assert stored(store, 1).published == old
    assert stored(store, 2).published - old > timedelta(days=3_600_000)


def test_what_one_process_wrote_another_reads(database_url: str, store: Store) -> None:
    furnish(store)
    bring(store, 1)
    other = open_store(database_url)
    assert other.story(story_id(1)) == stored(store, 1)
    other.close()


def test_the_polls_of_a_source_are_counted_by_day(store: Store) -> None:
    furnish(store)
    day = timedelta(days=1)
    for after, outcome, new in (
        (0 * day, "ok", 2),
        (MINUTE, "ok", 1),
        (3 * day, "failed", 0),
        (3 * day, "held", 0),
    ):
        changes = Changes(new=tuple(make_new(10 * new + n) for n in range(new)))
        times = {"started": NOW + after, "finished": NOW + after + (1 + new) * SECOND}
        claim = take(store)
        store.record_poll(make_record(store, claim, changes=changes, outcome=Outcome(outcome), **times))
    first = int(NOW.timestamp()) // 86400
    found = store.polled_days(["world", "nowhere"], NOW - day)
    assert found == {
        "world": [
            PolledDay(number=first, new=3, failed=0, held=0, polls=2, took=2.5 * SECOND),
            PolledDay(number=first + 3, new=0, failed=1, held=1, polls=2, took=1 * SECOND),
        ]
    }
    assert store.polled_days(["world"], NOW + 9 * day) == store.polled_days([], NOW) == {}
