"""A living page over many polls: what readers see of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from feedsvc.models import State
from tests.acceptance.conftest import Program, both_engines
from tests.living import DESIGNS, LivingSite, invent

STORIES = [invent(n) for n in range(1, 13)]
HOUR = timedelta(hours=1)


@pytest.fixture
def world(program: Program, site: LivingSite) -> Any:
    """A program that has polled a page of twelve stories once."""
    site.shows("/world-live/", *STORIES)
    program.watches("world", "/world-live/")
    program.polls()
    return program


def test_every_story_is_one_entry_with_its_own_facts(world: Program) -> None:
    entries = world.entries()
    assert set(entries) == {s.headline for s in STORIES}
    for story in STORIES:
        entry = entries[story.headline]
        assert entry.link == world.site.base + story.path
        assert [a.name for a in entry.authors] == list(story.authors)
        assert entry.published_parsed[:5] == story.published.timetuple()[:5]
        assert [t.label for t in entry.tags] == [story.section]
        for paragraph in story.paragraphs:
            assert paragraph.split("“")[0] in entry.content[0].value
        assert "Contact" not in entry.content[0].value


def test_unchanged_content_gives_the_same_bytes(world: Program) -> None:
    before = world.document()
    for _ in range(3):
        assert world.polls().outcome in ("unchanged", "not-modified")
    assert world.document() == before


@pytest.mark.parametrize("design", [d for d in DESIGNS if d != "plain"])
def test_a_new_design_changes_no_byte(world: Program, design: Any) -> None:
    before = world.body()
    world.site.design = design
    world.polls()
    assert world.body() == before


@both_engines
def test_new_stories_appear_once_whatever_the_design(world: Program) -> None:
    for n, design in enumerate(["plain", "table", "articles", "table", "plain"], start=13):
        world.site.design = design
        world.site.publishes("/world-live/", invent(n))
        assert world.polls().new == 1
    ids = [e.id for e in world.feed().entries]
    assert len(ids) == len(set(ids)) == 17
    assert world.feed().entries[0].title == invent(17).headline


@both_engines
def test_an_edited_story_keeps_id_and_published_and_is_updated_later(world: Program) -> None:
    before = world.entries()[STORIES[3].headline]
    world.site.edits(4, paragraphs=("All of it was rewritten in district 4.", *STORIES[3].paragraphs[1:]))
    assert world.polls(after=2 * HOUR).edited == 1
    after = world.entries()[STORIES[3].headline]
    assert after.id == before.id
    assert after.published == before.published
    assert after.updated_parsed > before.updated_parsed
    assert "rewritten" in after.content[0].value


def test_a_second_edit_within_the_hour_waits_and_is_not_forgotten(world: Program) -> None:
    world.site.edits(4, paragraphs=("The first correction of district 4.", *STORIES[3].paragraphs[1:]))
    assert world.polls(after=2 * HOUR).edited == 1
    world.site.edits(4, paragraphs=("The second correction of district 4.", *STORIES[3].paragraphs[1:]))
    assert world.polls().edited == 0
    assert "first correction" in world.body().decode()
    assert world.polls(after=HOUR).edited == 1, "the page is the same, its edit was waiting"
    assert "second correction" in world.body().decode()


def test_a_changed_headline_and_slug_is_the_same_story(world: Program) -> None:
    before = world.ids()[STORIES[5].headline]
    world.site.edits(6, headline="Another headline altogether", slug="another-headline")
    world.polls(after=2 * HOUR)
    assert world.ids()["Another headline altogether"] == before
    assert len(world.entries()) == len(STORIES)


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"related": "A tale of two kilns"}, id="a related headline"),
        pytest.param({"slug": "a-new-slug"}, id="the slug"),
    ],
)
def test_furniture_and_slugs_are_no_edits(world: Program, change: Any) -> None:
    before = {t: (e.id, e.updated) for t, e in world.entries().items()}
    world.site.edits(2, **change)
    world.polls(after=2 * HOUR)
    assert {t: (e.id, e.updated) for t, e in world.entries().items()} == before


def test_another_order_and_an_old_copy_change_nothing(world: Program) -> None:
    before = world.body()
    world.site.pages["/world-live/"].reverse()
    world.polls(after=HOUR)
    world.site.pages["/world-live/"] = world.site.pages["/world-live/"][:6]
    world.polls(after=HOUR)
    assert world.body() == before


@both_engines
def test_a_story_on_two_pages_is_one_entry(world: Program) -> None:
    world.site.shows("/live/", *STORIES, *(invent(n, section="Finance") for n in range(20, 24)))
    world.watches("live", "/live/")
    world.has_topic("finance", sections=["Finance"])
    before = world.ids()
    world.restarts()
    world.polls("live")
    assert len(world.entries()) == 16
    assert before.items() <= world.ids().items()
    assert len(world.entries("finance.atom")) == 4


@both_engines
def test_a_story_that_moves_changes_topics_but_not_its_id(program: Program, site: LivingSite) -> None:
    site.shows("/live/", *STORIES)
    program.watches("live", "/live/")
    program.has_topic("world", sections=["World"])
    program.has_topic("finance", sections=["Finance"])
    program.polls("live")
    before = program.ids("world.atom")[STORIES[0].headline]
    site.edits(1, section="Finance")
    program.polls("live", after=2 * HOUR)
    assert program.ids("finance.atom") == {STORIES[0].headline: before}
    assert STORIES[0].headline not in program.ids("world.atom")
    assert program.ids()[STORIES[0].headline] == before


def test_stopping_and_starting_changes_no_byte(world: Program) -> None:
    documents = {h.path: world.store.document(h.path) for h in world.store.document_heads()}
    world.restarts()
    world.polls()
    world.housekeeper.tidy()
    assert {h.path: world.store.document(h.path) for h in world.store.document_heads()} == documents


def test_another_interval_is_shown_by_the_topics_of_that_source_alone(
    world: Program, site: LivingSite
) -> None:
    site.shows("/live/", *(invent(n) for n in range(20, 24)))
    world.watches("live", "/live/", every=HOUR)
    for slug in ("world", "live"):
        world.has_topic(slug, sources=[slug])
    world.restarts()
    world.polls("live")
    world.housekeeper.tidy()
    before = {slug: world.body(f"{slug}.rss") for slug in ("all", "world", "live")}
    versions = {t.slug: t.version for t in world.store.topic_states()}
    world.sources[1] = replace(world.sources[1], every=timedelta(minutes=20))
    world.restarts()
    world.clock.advances(minutes=1)
    world.housekeeper.tidy()
    after = {slug: world.body(f"{slug}.rss") for slug in before}
    assert [slug for slug in before if before[slug] != after[slug]] == ["live"]
    assert after["live"] == before["live"].replace(b"<ttl>60</ttl>", b"<ttl>20</ttl>")
    assert {t.slug: t.version - versions[t.slug] for t in world.store.topic_states()} == {
        "all": 0,
        "world": 0,
        "live": 1,
    }


BAD_PAGES = {
    "nothing at all": (200, b"", "text/html"),
    "an empty page": (200, b"<html><body></body></html>", "text/html"),
    "a captcha": (
        200,
        b"<html><title>Just a moment...</title><body><h1>Verify you are human</h1>"
        b"<div id=cf-challenge class=g-recaptcha></div></body></html>",
        "text/html",
    ),
    "a soft 404": (200, b"<html><title>404 Not Found</title><h1>Page not found</h1></html>", "text/html"),
    "a login page": (
        200,
        b"<html><title>Log in</title><form><input type=password name=p></form></html>",
        "text/html",
    ),
    "an error with stories in it": (500, b"<h1>By A / Jan 01, 2026 01:00 AM / World</h1>", "text/html"),
    "not found": (404, b"gone fishing", "text/html"),
    "too many requests": (429, b"slow down", "text/html"),
    "a binary": (200, b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, "text/html"),
}


@pytest.mark.parametrize("bad", BAD_PAGES)
def test_a_bad_page_changes_no_byte_and_recovery_announces_nothing(world: Program, bad: Any) -> None:
    before = world.document()
    status, body, media_type = BAD_PAGES[bad]
    world.site.answers("/world-live/", status, body, media_type)
    for _ in range(5):
        report = world.polls(after=HOUR)
        assert not report.ok
        assert report.error
        assert "\n" not in report.error
        assert world.document() == before
    assert world.store.source_state("world").state in (State.FAILING, State.HELD)
    world.site.heals("/world-live/")
    assert world.polls(after=HOUR).ok
    assert world.store.source_state("world").state is State.OK
    assert world.document() == before


@both_engines
def test_a_flood_of_old_stories_is_held_and_can_be_accepted_or_rejected(world: Program) -> None:
    from feedsvc.operate.review import review

    before = world.document()
    flood = [
        invent(n, published=STORIES[0].published - timedelta(days=30, minutes=n)) for n in range(100, 160)
    ]
    world.site.shows("/world-live/", *flood)
    assert world.polls().outcome == "held"
    assert world.document() == before
    assert world.store.hold("world").stories
    review(world.poller, world.store, "world", "reject")
    assert world.store.hold("world") is None
    assert world.polls().ok
    assert world.document() == before
    world.site.publishes("/world-live/", invent(900))
    assert world.polls().outcome == "held"
    report = review(world.poller, world.store, "world", "accept")
    assert report.new == 61
    assert len(world.store.story_stamps()) == 73


def test_three_redesigns_in_a_row_repeat_nothing(world: Program) -> None:
    before = world.ids()
    for n, design in enumerate(["table", "articles", "plain"], start=1):
        world.site.design = design
        shown = world.site.pages["/world-live/"]
        world.site.pages["/world-live/"] = [
            replace(s, number=s.number + 1_000_000 * n, slug=f"v{n}-{s.slug}") for s in shown
        ]
        report = world.polls(after=3 * HOUR)
        assert report.new == 0
        assert report.outcome != "held"
    assert world.ids() == before


def test_a_story_that_scrolls_off_stays_in_the_feed(world: Program) -> None:
    for n in range(13, 25):
        world.site.publishes("/world-live/", invent(n))
        del world.site.pages["/world-live/"][12:]
        world.polls(after=HOUR)
    assert len(world.entries()) == 24


def test_a_store_that_lost_the_latest_stories_gives_them_the_same_ids_again(
    world: Program, tmp_path: Path
) -> None:
    world.site.publishes("/world-live/", invent(13))
    world.polls()
    before = world.ids()
    world.stops()
    world.url = f"sqlite:///{tmp_path}/another.db"
    world.polls()
    assert world.ids() == before
