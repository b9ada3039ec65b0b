from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from feedsvc.decide.digest import digest
from feedsvc.decide.withstored import complete
from feedsvc.models import Image, Related
from tests.builders import NOW, make_parsed, make_sighting, make_stories, make_story, story_id
from tests.decide.helpers import FINANCE, MINUTES, WORLD, World, decide, known_all, known_from

HOUR = timedelta(hours=1)
SECOND = timedelta(seconds=1)
LONG = (
    "The old crane at the pier was taken down in the night, and by noon nobody could say who had ordered it."
)
BARE = {"url": None, "article": None}
OLD, NEW = make_parsed(1), make_parsed(1, title="Lanterns put out")


# -- new stories -----------------------------------------------------------------------------------------


def test_unseen_stories_are_new_oldest_first_with_their_own_dates() -> None:
    changes = decide(make_stories(3), [])
    assert [n.story.published for n in changes.new] == [NOW - n * HOUR for n in (3, 2, 1)]
    assert [n.story.updated for n in changes.new] == [NOW - n * HOUR for n in (3, 2, 1)]
    assert [n.story.id for n in changes.new] == [story_id(1001), story_id(1002), story_id(1003)]


def test_a_new_story_carries_all_that_the_page_shows() -> None:
    parsed = make_parsed(
        1,
        guid="g",
        tags=("t",),
        language="de",
        related=(Related(title="More"),),
        images=(Image(url="https://a/b.jpg"),),
    )
    (new,) = decide([parsed], []).new
    for name in [
        "title",
        "url",
        "article",
        "guid",
        "authors",
        "summary",
        "content",
        "text",
        "related",
        "images",
        "tags",
        "language",
        "headline_given",
    ]:
        assert getattr(new.story, name) == getattr(parsed, name), name
    assert (new.story.sections, new.story.sources, new.story.first_seen) == (("World",), ("world",), NOW)
    assert (new.sighting.source, new.sighting.section, new.sighting.digest) == (
        "world",
        "World",
        digest(parsed),
    )
    assert new.story.digest == digest(parsed)


def test_a_story_without_section_has_no_label() -> None:
    assert decide([make_parsed(1, section=None)], []).new[0].story.sections == ()


def test_no_story_is_updated_before_it_was_published_where_only_earlier_seconds_are_free() -> None:
    taken = {NOW - n * SECOND for n in range(3)}
    (new,) = decide([make_parsed(1, published=NOW)], [], taken=taken).new
    assert new.story.updated == NOW - 3 * SECOND
    assert new.story.published <= new.story.updated


def test_equal_minutes_are_spread_in_page_order_over_the_seconds_still_free() -> None:
    page = [make_parsed(n, published=NOW - HOUR) for n in (1, 2, 3)]
    changes = decide(page, [], taken={NOW - HOUR, NOW - HOUR + 2 * SECOND})
    assert [(n.story.title[-1], n.story.updated - (NOW - HOUR)) for n in changes.new] == [
        ("3", 1 * SECOND),
        ("2", 3 * SECOND),
        ("1", 4 * SECOND),
    ]
    assert {n.story.published for n in changes.new} == {NOW - HOUR}


@pytest.mark.parametrize(
    ("published", "dated"),
    [
        pytest.param(None, False, id="undated"),
        pytest.param(datetime(1970, 1, 1, tzinfo=UTC), False, id="absurd"),
        pytest.param(NOW + 400 * HOUR, True, id="future"),
    ],
)
def test_stories_without_a_believable_date_count_back_from_now(published: Any, dated: bool) -> None:
    changes = decide([make_parsed(n, published=published) for n in (1, 2, 3)], [])
    assert [n.story.published for n in changes.new] == [NOW - 2 * SECOND, NOW - SECOND, NOW]
    assert {n.story.dated for n in changes.new} == {dated}


def test_a_page_without_stories_means_nothing() -> None:
    assert not decide([], known_all(make_stories(3)))


def test_a_new_story_takes_no_name_that_a_known_one_bears() -> None:
    known = known_from(make_parsed(1, article=None, text=LONG))
    other = make_parsed(
        1,
        article=None,
        title="Rice",
        text="Rice prices fell for a third week while the mills stood idle.",
        published=NOW,
    )
    (new,) = decide([other], [known]).new
    assert new.strong_keys == frozenset()


# -- unchanged -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "given",
    [
        pytest.param({}, id="nothing"),
        pytest.param({"text": OLD.text + "\n12 comments"}, id="a counter"),
        pytest.param({"related": (Related(title="More"),)}, id="related"),
        pytest.param({"section": "WORLD"}, id="case of the section"),
        pytest.param({"section": None}, id="section not shown"),
    ],
)
def test_what_is_no_edit_writes_nothing(given: Any) -> None:
    changes = decide([make_parsed(1, **given)], [known_from(OLD)])
    assert not changes
    assert changes.unmodified == (story_id(1),)


def test_a_changed_date_is_learnt_as_a_key_and_changes_nothing_else() -> None:
    known = known_from(OLD)
    (learnt,) = decide([replace(OLD, published=NOW)], [known]).modified
    assert (learnt.fields, learnt.sighting, len(learnt.weak_keys)) == (frozenset(), None, 1)
    assert learnt.story.published == known.published
    many = known.keys | {f"byline:news.example:mei tan|{n}" for n in range(40)}
    assert not decide([replace(OLD, published=NOW)], [replace(known, keys=many)])


def test_order_writes_nothing() -> None:
    stories = make_stories(6)
    assert not decide(reversed(stories), known_all(stories))


# -- edits -----------------------------------------------------------------------------------------------


def test_an_edit_keeps_id_and_published_and_moves_updated_once() -> None:
    known = known_from(OLD)
    (edit,) = decide([NEW], [known]).edits
    assert (edit.story.id, edit.story.published) == (known.id, known.published)
    assert (edit.story.title, edit.story.updated, edit.story.edited_at) == ("Lanterns put out", NOW, NOW)
    assert (edit.story.digest, edit.story.revision) == (digest(NEW), 2)
    assert edit.revision is not None
    assert (edit.revision.title, edit.revision.digest, edit.revision.seen_at) == (
        OLD.title,
        known.digest,
        known.updated,
    )
    assert edit.sighting is not None
    assert edit.sighting.digest == digest(NEW)
    assert edit.membership


def test_edits_of_one_poll_have_distinct_times() -> None:
    stories = make_stories(4)
    page = [replace(s, title=f"Edited {s.title}") for s in stories[:2]]
    changes = decide([*page, *stories[2:]], known_all(stories))
    assert sorted(m.story.updated for m in changes.edits) == [NOW - SECOND, NOW]


def test_an_edit_is_published_at_most_once_an_hour_and_then_found_again() -> None:
    known = known_from(OLD, edited_at=NOW - 59 * MINUTES)
    waiting = decide([NEW], [known])
    assert (waiting.deferred, waiting.modified, waiting.unmodified) == (1, (), (known.id,))
    later = decide([NEW], [known], now=NOW + MINUTES)
    assert (later.deferred, len(later.edits)) == (0, 1)


def test_an_edit_waits_while_the_clock_is_behind_the_last_update() -> None:
    known = known_from(OLD, updated=NOW + HOUR)
    changes = decide([NEW], [known])
    assert (changes.deferred, changes.edits) == (1, ())


def test_a_deferred_edit_of_a_moved_story_still_moves_it() -> None:
    known = known_from(OLD, edited_at=NOW)
    (moved,) = decide([replace(NEW, section="Finance")], [known]).modified
    assert moved.revision is None
    assert moved.story.sections == ("Finance",)
    assert moved.story.title == OLD.title
    assert moved.sighting is not None
    assert (moved.sighting.section, moved.sighting.digest) == ("Finance", known.digest)


def test_an_old_cached_copy_is_no_edit_until_it_was_shown_for_six_hours() -> None:
    world = World()
    world.poll([OLD])
    world.poll([NEW])
    face = world.face()
    waiting = world.poll([OLD])
    assert (waiting.deferred, waiting.edits) == (1, ())
    assert world.face() == face
    world.now += 5 * HOUR
    assert world.poll([OLD]).deferred == 1
    world.now += HOUR
    (revert,) = world.poll([OLD]).edits
    assert revert.story.title == OLD.title


def test_a_copy_that_comes_and_goes_never_becomes_an_edit() -> None:
    world = World()
    world.poll([OLD])
    world.poll([NEW])
    face = world.face()
    for _ in range(20):
        world.now += 2 * HOUR
        world.poll([OLD])
        world.poll([NEW])
    assert world.face() == face


def test_new_digest_rules_are_no_edit() -> None:
    known = known_from(OLD, digest="0:old", sightings=(make_sighting(digest="0:old"),))
    (renewed,) = decide([OLD], [known]).modified
    assert (renewed.fields, renewed.revision, renewed.membership) == (frozenset({"digest"}), None, False)
    assert renewed.story.digest == digest(OLD)
    half = known_from(OLD, digest=digest(NEW), sightings=(make_sighting(digest="0:old"),))
    (noted,) = decide([OLD], [half]).modified
    assert (noted.fields, noted.revision) == (frozenset(), None)


def test_the_very_words_under_an_older_digest_are_no_edit_and_others_are() -> None:
    before = digest(replace(OLD, text=f"{OLD.text}\nWith a line that counted once."))
    known = known_from(OLD, digest=before, sightings=(make_sighting(digest=before),))
    (renewed,) = decide([OLD], [known]).modified
    assert (renewed.fields, renewed.story.digest) == (frozenset({"digest"}), digest(OLD))
    told = replace(OLD, text=OLD.text.replace("e", "a"))
    assert len(decide([told], [known]).edits) == 1


def test_new_digest_rules_keep_no_title_from_being_mended() -> None:
    said = replace(OLD, title="AT&T buys")
    known = known_from(
        replace(said, title="AT&T; buys"), digest="0:old", sightings=(make_sighting(digest="0:old"),)
    )
    (mended,) = decide([said], [known]).modified
    assert (mended.story.title, mended.revision, mended.story.digest) == ("AT&T buys", None, digest(said))


@pytest.mark.parametrize("stored", ["Ships would [...]", "Ships would […] Read more", "Ships would…"])
def test_a_teaser_stored_as_content_is_no_edit_as_a_summary(stored: str) -> None:
    before = make_parsed(1, text=stored)
    after = make_parsed(1, text="Ships would…", content="", summary="Ships would…")
    world = World()
    world.poll([before])
    face = world.face()
    for _ in range(3):
        world.now += 2 * HOUR
        assert world.poll([after]).edits == ()
    assert world.face() == face


def test_authors_stored_in_one_line_are_the_same_people() -> None:
    joined = make_parsed(1, url=None, article=None, text="", authors=("Ann Lee and Mei Tan",))
    split = replace(joined, authors=("Mei Tan", "Ann Lee"))
    changes = decide([split], [known_from(joined)])
    assert (changes.new, changes.edits) == ((), ())


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param({"text": LONG}, {"text": ""}, id="text lost"),
        pytest.param({"text": LONG}, {"text": "The old crane at the pier was…"}, id="text cut"),
        pytest.param(
            {"text": LONG}, {"text": "The old crane at the pier was [...]"}, id="text cut in brackets"
        ),
        pytest.param(
            {"text": LONG},
            {"text": LONG, "title": "The old crane…", "headline_given": False},
            id="headline lost",
        ),
    ],
)
def test_a_poorer_view_is_noted_and_changes_nothing(before: Any, after: Any) -> None:
    (noted,) = decide([make_parsed(1, **after)], [known_from(make_parsed(1, **before))]).modified
    assert (noted.fields, noted.revision) == (frozenset(), None)


@pytest.mark.parametrize(
    "lost",
    [
        pytest.param({"authors": ()}, id="authors"),
        pytest.param({"summary": ""}, id="summary"),
        pytest.param({"summary": "", "authors": ()}, id="summary and authors"),
        pytest.param({"section": None, "images": (), "tags": (), "language": None}, id="all that is no text"),
    ],
)
def test_what_a_page_does_not_show_for_a_while_stays_and_its_return_is_no_edit(lost: Any) -> None:
    shown = {
        "text": "",
        "images": (Image(url="https://news.example/a.jpg"),),
        "tags": ("t",),
        "language": "en",
    }
    page = make_stories(8, **shown)
    world = World()
    world.poll(page)
    face = world.face()
    turns: tuple[dict[str, Any], ...] = (lost, lost, {}, {})
    for given in turns:
        world.now += 3 * HOUR
        changes = world.poll([replace(s, **given) for s in page])
        assert (changes.edits, changes.new, changes.deferred) == ((), (), 0)
        assert world.face() == face


@pytest.mark.parametrize(
    ("lost", "edited"),
    [
        pytest.param({"authors": ()}, {"text": LONG}, id="authors"),
        pytest.param({"text": "", "content": ""}, {"title": NEW.title}, id="text"),
        pytest.param({"images": ()}, {"text": LONG}, id="images"),
        pytest.param({"summary": ""}, {"text": LONG}, id="summary beside a text"),
        pytest.param({"summary": ""}, {"title": NEW.title, "text": "", "content": ""}, id="summary alone"),
    ],
)
def test_an_edit_beside_a_loss_is_announced_once_and_keeps_what_was_lost(lost: Any, edited: Any) -> None:
    before = replace(OLD, images=(Image(url="https://news.example/a.jpg"),))
    if not edited.get("text", OLD.text):
        before = replace(before, text="", content="")
    after = replace(before, **edited)
    world = World()
    world.poll([before])
    edits = []
    turns: tuple[dict[str, Any], ...] = (lost, lost, {}, {})
    for given in turns:
        world.now += 3 * HOUR
        edits.append(len(world.poll([replace(after, **given)]).edits))
    assert edits == [1, 0, 0, 0]
    (story,) = world.stories.values()
    for name in ("title", "authors", "summary", "content", "text", "images"):
        assert getattr(story, name) == getattr(after, name), name


def test_what_a_page_shows_at_last_is_adopted_without_announcing_it() -> None:
    world, bare = World(), replace(OLD, authors=(), text="", summary="")
    world.poll([bare])
    world.now += 3 * HOUR
    for given in ({"authors": OLD.authors}, {"summary": OLD.summary}, {}):
        assert not world.poll([replace(bare, **given)]).edits
    (story,) = world.stories.values()
    assert (story.authors, story.summary, story.updated) == (OLD.authors, OLD.summary, OLD.published)


def test_a_part_of_an_earlier_version_is_an_old_copy_too() -> None:
    world = World()
    world.poll([OLD])
    world.poll([NEW])
    assert world.poll([replace(OLD, authors=())]).edits == ()
    assert world.face()[story_id(1001)].title == NEW.title


def test_a_whole_text_ends_the_teaser_that_stood_for_it() -> None:
    teaser = replace(
        OLD, text="The old crane at the pier was…", content="", summary="The old crane at the pier was…"
    )
    world = World()
    world.poll([teaser])
    world.poll([replace(OLD, text=LONG, summary="")])
    (story,) = world.stories.values()
    assert (story.text, story.summary) == (LONG, "")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param({"text": ""}, {"text": LONG}, id="text at last"),
        pytest.param({"text": "The old crane at the pier was…"}, {"text": LONG}, id="the whole text"),
        pytest.param(
            {"text": LONG, "title": "The old crane…", "headline_given": False},
            {"text": LONG, "title": "Crane gone"},
            id="a headline at last",
        ),
    ],
)
def test_a_richer_view_is_adopted_without_announcing_it(before: Any, after: Any) -> None:
    known = known_from(make_parsed(1, **before))
    (grown,) = decide([make_parsed(1, **after)], [known]).modified
    assert (grown.revision, grown.story.updated) == (None, known.updated)
    assert (grown.story.text, grown.story.title) == (LONG, make_parsed(1, **after).title)
    assert grown.story.digest == digest(make_parsed(1, **after))


@pytest.mark.parametrize(
    ("after", "title", "text"),
    [
        pytest.param({"text": "", "title": "New"}, "New", LONG, id="headline edited, text not shown"),
        pytest.param(
            {"text": LONG + " It was sold.", "title": "The old crane…", "headline_given": False},
            OLD.title,
            LONG + " It was sold.",
            id="text edited, headline not shown",
        ),
    ],
)
def test_an_edit_keeps_what_the_page_no_longer_shows(after: Any, title: Any, text: Any) -> None:
    (edit,) = decide([make_parsed(1, **after, authors=())], [known_from(make_parsed(1, text=LONG))]).edits
    assert (edit.story.title, edit.story.text, edit.story.authors) == (title, text, ("Mei Tan",))


def test_a_headline_may_be_edited_where_it_is_the_opening_sentence() -> None:
    before = make_parsed(1, **BARE, text=LONG, title="The old crane…", headline_given=False)
    after = replace(before, text="Yesterday " + LONG, title="Yesterday The old…")
    (edit,) = decide([after], [known_from(before)]).edits
    assert edit.story.title == "Yesterday The old…"


def test_a_page_printed_another_way_is_not_a_mass_of_edits() -> None:
    stories = [make_parsed(n, text=f"{LONG} Pier {n}.") for n in range(1, 7)]
    redone = [replace(s, text=s.text + " Read on.") for s in stories]
    changes = decide(redone, known_all(stories))
    assert (len(changes.modified), changes.edits) == (6, ())
    assert all(m.story.text.endswith("Read on.") for m in changes.modified)


@pytest.mark.parametrize(
    ("said", "changed", "edits"),
    [
        pytest.param({"summary": LONG}, {"title": "Pier: {}"}, 0, id="all titles begin alike"),
        pytest.param({"summary": LONG}, {"summary": LONG + " Follow us."}, 0, id="all summaries end alike"),
        pytest.param({"summary": ""}, {"title": "{} | Pier"}, 0, id="titles alone, all end alike"),
        pytest.param({"summary": ""}, {"title": "What was lit"}, 6, id="titles alone, all others"),
        pytest.param({"summary": LONG}, {"summary": "Now it is day."}, 6, id="other summaries"),
        pytest.param({"summary": LONG}, {"title": "What was lit"}, 6, id="other titles above the summaries"),
    ],
)
def test_summaries_and_titles_printed_another_way_are_not_a_mass_of_edits(
    said: Any, changed: Any, edits: int
) -> None:
    stories = [make_parsed(n, **said, text="", content="") for n in range(1, 7)]
    page = [replace(s, **{name: text.format(s.title) for name, text in changed.items()}) for s in stories]
    assert len(decide(page, known_all(stories)).edits) == edits


@pytest.mark.parametrize(
    "edited",
    [pytest.param(4, id="too few"), pytest.param(6, id="not nearly all")],
)
def test_many_edits_are_edits(edited: int) -> None:
    stories = [make_parsed(n, text=f"{LONG} Pier {n}.") for n in range(1, 9)][: edited + 2]
    page = [replace(s, text=s.text + " Read on.") for s in stories[:edited]] + stories[edited:]
    assert len(decide(page, known_all(stories)).edits) == edited


def test_many_rewritten_stories_are_edits() -> None:
    stories = [make_parsed(n, text=f"{LONG} Pier {n}.") for n in range(1, 7)]
    page = [replace(s, text=f"Quite another text about pier {s.article} and its keeper.") for s in stories]
    assert len(decide(page, known_all(stories)).edits) == 6


# -- several sources ---------------------------------------------------------------------------------------


def test_a_second_source_adds_its_sighting_and_section_and_no_edit() -> None:
    known = known_from(OLD)
    (seen,) = decide([replace(NEW, section="Finance")], [known], FINANCE).modified
    assert (seen.revision, seen.story.title, seen.story.updated) == (None, OLD.title, known.updated)
    assert (seen.story.sections, seen.story.sources) == (("World", "Finance"), ("world", "finance"))
    assert seen.membership
    assert seen.sighting is not None
    assert (seen.sighting.source, seen.sighting.digest) == ("finance", digest(NEW))


def test_two_sources_that_phrase_a_story_differently_never_edit_in_turn() -> None:
    world = World()
    world.poll([OLD])
    world.poll([NEW], FINANCE)
    face = world.face()
    for _ in range(10):
        world.now += HOUR
        assert not world.poll([OLD]).edits
        assert not world.poll([NEW], FINANCE).edits
    assert world.face() == face


def test_an_edit_seen_by_one_source_is_not_published_again_when_the_other_shows_it() -> None:
    world = World()
    world.poll([OLD])
    world.poll([OLD], FINANCE)
    assert len(world.poll([NEW]).edits) == 1
    face = world.face()
    world.now += 12 * HOUR
    assert not world.poll([OLD], FINANCE).edits
    world.now += 12 * HOUR
    assert not world.poll([OLD], FINANCE).edits
    assert not world.poll([NEW], FINANCE).edits
    assert world.face() == face


def test_a_source_that_shows_another_view_does_not_edit_while_the_first_stands() -> None:
    third = replace(NEW, title="Lanterns lit again")
    world = World()
    world.poll([OLD])
    world.poll([NEW], FINANCE)
    assert not world.poll([third], FINANCE).edits
    assert world.poll([NEW, *make_stories(3)[1:]]).edits


def test_a_second_source_may_show_an_old_version_for_ever() -> None:
    known = known_from(
        NEW,
        revisions=(digest(OLD),),
        sightings=(make_sighting(digest=digest(NEW)), make_sighting(source="finance", digest=digest(NEW))),
    )
    (noted,) = decide([OLD], [known], FINANCE).modified
    assert noted.revision is None
    assert decide([OLD], [known], FINANCE).deferred == 0


def test_a_story_that_moves_to_another_section_changes_its_label_not_its_id() -> None:
    known = known_from(OLD)
    (moved,) = decide([replace(OLD, section="Finance")], [known]).modified
    assert (moved.story.id, moved.story.sections, moved.membership) == (known.id, ("Finance",), True)
    assert (moved.revision, moved.fields) == (None, frozenset({"sections"}))


def test_a_story_that_vanished_from_its_section_page_loses_that_label() -> None:
    stories = make_stories(5)
    also = make_sighting(source="finance", section="Finance", digest=digest(stories[2]))
    known = known_all(stories)
    known[2] = replace(known[2], sections=("World", "Finance"), sightings=(*known[2].sightings, also))
    changes = decide([s for s in stories if s is not stories[2]], known, vanish="withdraw")
    (unlabelled,) = changes.modified
    assert (unlabelled.story.sections, unlabelled.membership) == (("Finance",), True)
    assert (changes.vanished, changes.withdrawn) == ((known[2].id,), ())


# -- links -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "after", "url"),
    [
        pytest.param(BARE, {"article": None}, OLD.url, id="a link at last"),
        pytest.param(
            {"url": "http://news.example/a", "article": None},
            {"url": "https://news.example/a", "article": None},
            "https://news.example/a",
            id="https at last",
        ),
        pytest.param(
            {},
            {"url": "https://news.example/new-slug-1001.html"},
            "https://news.example/new-slug-1001.html",
            id="a new slug",
        ),
        pytest.param(
            {"article": None, "text": LONG},
            {"article": "9", "url": "https://news.example/9", "text": LONG},
            "https://news.example/9",
            id="a link with a number",
        ),
    ],
)
def test_a_new_link_is_taken_silently(before: Any, after: Any, url: Any) -> None:
    known = known_from(make_parsed(1, **before))
    (moved,) = decide([make_parsed(1, **after)], [known]).modified
    assert (moved.story.url, moved.revision, moved.story.updated, moved.membership) == (
        url,
        None,
        known.updated,
        False,
    )
    assert moved.story.article == make_parsed(1, **after).article


def test_a_link_that_changes_only_its_query_is_neither_taken_nor_learnt() -> None:
    known = known_from(make_parsed(1, article=None, url="https://news.example/a?s=1", text=LONG))
    assert not decide([make_parsed(1, article=None, url="https://news.example/a?s=2", text=LONG)], [known])


def test_a_second_source_s_link_is_learnt_but_not_taken() -> None:
    known = known_from(OLD)
    (seen,) = decide(
        [replace(OLD, url="https://news.example/finance/x-1001.html")], [known], FINANCE
    ).modified
    assert seen.story.url == OLD.url
    assert seen.strong_keys == {"url:news.example/finance/x-1001.html"}


def test_a_second_source_s_link_with_a_new_number_is_taken_because_the_site_was_redesigned() -> None:
    known = [*known_all([make_parsed(n) for n in (1, 2, 3)], FINANCE), known_from(make_parsed(4), 4)]
    page = [
        make_parsed(n, url=f"https://news.example/new/{n}-{9000 + n}.html", article=str(9000 + n))
        for n in (1, 2, 3, 4)
    ]
    changes = decide(page, known, FINANCE)
    assert not changes.new
    assert [m.story.url for m in changes.modified] == [story.url for story in page]


def test_links_do_not_flip_between_two_addresses() -> None:
    world, other = World(), replace(OLD, url="https://news.example/b-1001.html")
    world.poll([OLD])
    world.poll([other])
    face = world.face()
    for story in (OLD, other, OLD, other):
        assert not world.poll([story])
    assert world.face() == face


def test_a_guid_is_learnt_once() -> None:
    (learnt,) = decide([replace(OLD, guid="g")], [known_from(OLD)]).modified
    assert (learnt.story.guid, learnt.membership) == ("g", False)


def test_keys_of_another_story_are_not_taken() -> None:
    first, second = known_from(OLD), known_from(make_parsed(2, article=None), 2)
    page = [replace(OLD, url=second.url), make_parsed(2, article=None, url=None)]
    changes = decide(page, [first, second])
    assert all(not m.strong_keys for m in changes.modified)
    assert all(m.story.url in (OLD.url, second.url) and m.fields <= {"url"} for m in changes.modified)


def test_three_redesigns_in_a_row_make_no_duplicate() -> None:
    world = World()
    world.poll(make_stories(10))
    before = {s.id: (s.published, s.updated) for s in world.stories.values()}
    for design in range(1, 4):
        page = [
            replace(s, url=f"https://news.example/d{design}/{s.article}", article=f"{design}{s.article}")
            for s in make_stories(10)
        ]
        changes = world.poll(page)
        assert not world.verdict.reasons
        assert not changes.new
        assert {s.url for s in world.stories.values()} == {s.url for s in page}
    assert {s.id: (s.published, s.updated) for s in world.stories.values()} == before


# -- leaving and returning ------------------------------------------------------------------------------------


def test_a_story_taken_from_the_middle_vanished() -> None:
    stories = make_stories(7)
    changes = decide([*stories[:3], *stories[4:]], known_all(stories))
    assert (changes.vanished, changes.scrolled, changes.withdrawn) == ((story_id(4),), (), ())


def test_a_vanished_story_is_withdrawn_where_the_source_says_so() -> None:
    stories = make_stories(7)
    page = [*stories[:3], *stories[4:]]
    assert decide(page, known_all(stories), vanish="withdraw").withdrawn == (story_id(4),)
    already = known_all(stories, withdrawn_at=NOW - HOUR)
    assert decide(page, already, vanish="withdraw").withdrawn == ()


def test_a_returned_story_stands_again_under_its_id_unannounced() -> None:
    gone = make_sighting(digest=digest(OLD), gone="scrolled")
    known = known_from(OLD, sightings=(gone,))
    (back,) = decide([OLD], [known]).modified
    assert (back.story.id, back.revision, back.fields, back.membership) == (
        known.id,
        None,
        frozenset(),
        False,
    )
    assert back.sighting is not None
    assert (back.sighting.gone, back.sighting.since) == (None, gone.since)


def test_a_withdrawn_story_that_comes_back_is_in_the_feed_again_with_its_old_dates() -> None:
    gone = make_sighting(digest=digest(OLD), gone="vanished")
    known = known_from(OLD, sightings=(gone,), withdrawn_at=NOW - HOUR)
    (back,) = decide([OLD], [known]).modified
    assert (back.story.withdrawn_at, back.fields, back.membership) == (
        None,
        frozenset({"withdrawn_at"}),
        True,
    )
    assert (back.story.published, back.story.updated) == (known.published, known.updated)


# -- complete ------------------------------------------------------------------------------------------------


def test_complete_takes_everything_untouched_from_the_stored_story() -> None:
    stored = make_story(1, first_seen=NOW - 30 * HOUR, summary="Stored.", revision=4, stamp=9)
    known = known_from(OLD, stamp=7)
    changes = decide([replace(OLD, section="Finance")], [known])
    (moved,) = complete(changes, {known.id: stored}).modified
    assert moved.story == replace(stored, sections=("Finance",), stamp=7)
    assert complete(changes, {}) == changes


def test_complete_gives_the_revision_the_stored_content_and_number() -> None:
    stored = make_story(1, content="<p>Stored.</p>", revision=4)
    (edit,) = complete(decide([NEW], [known_from(OLD)]), {story_id(1): stored}).edits
    assert edit.revision is not None
    assert (edit.revision.content, edit.revision.number) == ("<p>Stored.</p>", 4)
    assert (edit.story.revision, edit.story.title, edit.story.first_seen) == (5, NEW.title, stored.first_seen)


def test_a_known_story_given_without_keys_is_known_by_its_fields() -> None:
    assert not decide([OLD], [known_from(OLD, keys=frozenset())])


@pytest.mark.parametrize("source", [WORLD, FINANCE], ids=["its own source", "another source"])
def test_deciding_twice_on_the_same_page_changes_nothing_the_second_time(source: Any) -> None:
    world, page = World(), make_stories(12)
    world.poll(page)
    world.poll(page, source)
    assert not world.poll(page, source)
