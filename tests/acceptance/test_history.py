"""A topic's whole history: archives, renames, removals, new topics over old stories."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import feedparser
import pytest

from feedsvc.config import PublishOptions, TopicConfig
from feedsvc.decide import windows
from tests.acceptance.conftest import Program, both_engines
from tests.builders import NOW
from tests.living import invent

HOUR = timedelta(hours=1)


def dated(n: Any) -> Any:
    """Story `n`, two days after the one before it, so that a week holds few."""
    return invent(n, published=NOW - timedelta(days=2 * (60 - n)))


@pytest.fixture
def topic(program: Program) -> Any:
    """A program with small archive pages over a page that scrolls."""
    program.publish = PublishOptions(entries=5)
    program.site.shows("/world-live/", *(dated(n) for n in range(1, 11)))
    program.watches("world", "/world-live/")
    program.polls()
    return program


def scrolls(program: Program, first: Any, last: Any) -> None:
    """Publish stories on a page of ten, three between two polls."""
    for n in range(first, last + 1):
        program.site.publishes("/world-live/", dated(n))
        del program.site.pages["/world-live/"][10:]
        if n == last or (n - first) % 3 == 2:
            program.polls(after=timedelta(minutes=47))


def titles(parsed: Any) -> Any:
    return [e.title for e in parsed.entries]


def link(parsed: Any, rel: Any) -> Any:
    return next((urlsplit(x.href).path for x in parsed.feed.links if x.rel == rel), None)


def walk(program: Program, meanwhile: Any = lambda step: None) -> Any:
    """Every title met on the way from the subscription document back through the archives."""
    met, path, step = [], "/feeds/all.atom", 0
    while path:
        parsed = feedparser.parse(program.store.document(path).body)
        met += titles(parsed)
        path = link(parsed, "prev-archive")
        meanwhile(step)
        step += 1
    return met


def test_a_walk_meets_every_story_once(topic: Program) -> None:
    scrolls(topic, 11, 40)
    met = walk(topic)
    assert len(met) == len(set(met)) == 40


@both_engines
def test_a_walk_loses_and_repeats_nothing_while_stories_arrive(topic: Program) -> None:
    scrolls(topic, 11, 36)
    met = walk(
        topic, meanwhile=lambda step: scrolls(topic, 37 + 3 * step, 39 + 3 * step) if step < 4 else None
    )
    assert len(met) == len(set(met)) == 36


@both_engines
def test_full_archive_pages_never_change(topic: Program) -> None:
    scrolls(topic, 11, 24)
    before = {n: topic.document(f"all/archive/{n}.rss") for n in (1, 2, 3, 4)}
    scrolls(topic, 25, 40)
    assert {n: topic.document(f"all/archive/{n}.rss") for n in (1, 2, 3, 4)} == before


def test_a_story_more_rewrites_no_archive_page(topic: Program) -> None:
    scrolls(topic, 11, 22)
    before = {h.path: h.etag for h in topic.store.document_heads()}
    scrolls(topic, 23, 23)
    changed = {h.path for h in topic.store.document_heads() if before.get(h.path) != h.etag}
    assert changed == {f"/feeds/all.{fmt}" for fmt in ("atom", "rss", "json")}


def test_no_link_of_an_archive_page_is_dead(topic: Program) -> None:
    scrolls(topic, 11, 24)
    pages = [feedparser.parse(topic.body(f"all/archive/{n}.atom")) for n in (1, 2, 3, 4, 5)]
    linked = {link(page, rel) for page in pages for rel in ("prev-archive", "next-archive")} - {None}
    assert linked <= {h.path for h in topic.store.document_heads()}
    assert [len(page.entries) for page in pages] == [5, 5, 5, 5, 0]


def test_there_is_no_archive_while_the_subscription_document_holds_everything(program: Program) -> None:
    program.publish = PublishOptions(entries=5)
    program.site.shows("/world-live/", *(dated(n) for n in range(1, 8)))
    program.watches("world", "/world-live/")
    program.polls()
    assert not [h.path for h in program.store.document_heads() if "/archive/" in h.path]
    assert link(program.feed(), "current") is None


def test_an_edit_rewrites_its_archive_page_and_nothing_else(topic: Program) -> None:
    scrolls(topic, 11, 40)
    paths = [h.path for h in topic.store.document_heads() if h.path != "/feeds.opml"]
    before = {p: topic.store.document(p) for p in paths}
    old = dated(3)
    topic.site.shows("/old/", old, dated(4))
    topic.watches("old", "/old/")
    topic.restarts()
    topic.polls("old")
    topic.site.edits(3, paragraphs=("A new beginning for district 3.", *old.paragraphs[1:]))
    assert topic.polls("old", after=2 * HOUR).edited == 1
    changed = {p for p in paths if topic.store.document(p) != before[p]}
    assert changed == {f"/feeds/all/archive/1.{fmt}" for fmt in ("atom", "rss", "json")}


def test_archive_documents_say_what_they_are(topic: Program) -> None:
    scrolls(topic, 11, 30)
    body = topic.body("all/archive/2.atom").decode()
    parsed = feedparser.parse(body)
    assert "<fh:archive" in body
    assert link(parsed, "current") == "/feeds/all.atom"
    assert link(parsed, "prev-archive") == "/feeds/all/archive/1.atom"
    assert link(parsed, "next-archive") == "/feeds/all/archive/3.atom"


@both_engines
def test_a_new_topic_is_filled_from_what_is_stored(topic: Program) -> None:
    topic.has_topic("eleven", keywords=["district 7"])
    topic.restarts()
    topic.housekeeper.tidy()
    assert titles(topic.feed("eleven.atom")) == [dated(7).headline]


@both_engines
def test_a_renamed_topic_answers_301_and_keeps_its_ids(topic: Program) -> None:
    before = topic.feed()
    topic.topics[:] = [TopicConfig(slug="everything", title="All", former=("all",))]
    topic.restarts()
    topic.housekeeper.tidy()
    after = topic.feed("everything.atom")
    assert after.feed.id == before.feed.id
    assert [e.id for e in after.entries] == [e.id for e in before.entries]
    answer = topic.client().get("/feeds/all.atom?q=kiln")
    assert (answer.status_code, answer.location) == (
        301,
        "/feeds/everything.atom?q=kiln",
    )


@both_engines
def test_a_removed_topic_is_gone(topic: Program) -> None:
    topic.topics[:] = [TopicConfig(slug="other", title="Other")]
    topic.restarts()
    topic.housekeeper.tidy()
    client = topic.client()
    assert client.get("/feeds/all.atom").status_code == 410
    assert client.get("/feeds/never.atom").status_code == 404
    assert client.get("/feeds/other.atom").status_code == 200


def test_another_base_url_changes_links_but_no_id(topic: Program) -> None:
    before = topic.feed()
    topic.base_url = "https://news.example"
    topic.restarts()
    topic.housekeeper.tidy()
    after = topic.feed()
    assert [e.id for e in after.entries] == [e.id for e in before.entries]
    assert after.feed.id == before.feed.id
    assert link(after, "self") == "/feeds/all.atom"
    assert "https://news.example/feeds/all.atom" in topic.body().decode()


def test_old_stories_that_come_late_do_not_push_the_news_out(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(windows, "MOST", 20)
    program.publish = PublishOptions(entries=5)
    news = [invent(n, published=NOW - timedelta(hours=10 * (15 - n))) for n in range(1, 16)]
    old = [invent(n, published=NOW - timedelta(days=400, hours=n)) for n in range(101, 161)]
    program.site.shows("/world-live/", *news)
    program.site.shows("/old/", *old)
    program.watches("world", "/world-live/")
    program.watches("old", "/old/")
    program.polls()
    assert program.polls("old").new == 60
    assert {s.headline for s in news} <= set(titles(program.feed()))
    program.site.publishes("/world-live/", invent(16, published=NOW))
    program.polls(after=HOUR)
    assert {s.headline for s in [*news, invent(16)]} <= set(titles(program.feed()))
    assert {s.headline for s in [*news, *old]} <= set(walk(program))


@both_engines
def test_withdrawn_stories_are_made_up_for_from_the_archives(program: Program) -> None:
    program.publish = PublishOptions(entries=5)
    program.site.shows("/world-live/", *(dated(n) for n in range(1, 11)))
    program.watches("world", "/world-live/", vanish="withdraw")
    program.polls()
    scrolls(program, 11, 40)
    for _ in range(3):
        del program.site.pages["/world-live/"][1:3]
        assert program.polls().withdrawn == 2
    assert len(titles(program.feed())) == 5
    program.site.publishes("/world-live/", dated(41))
    program.polls()
    assert titles(program.feed())[0] == dated(41).headline


@pytest.mark.parametrize("former", [("one", "two"), ("two", "one")])
def test_a_topic_renamed_again_keeps_its_id_in_whatever_order_its_old_names_stand(
    topic: Program, former: Any
) -> None:
    before = topic.feed().feed.id
    for slug, names in (("one", ("all",)), ("two", ("all", "one")), ("three", ("all", *former))):
        topic.topics[:] = [TopicConfig(slug=slug, title="All", former=names)]
        topic.restarts()
        topic.housekeeper.tidy()
        assert topic.feed(f"{slug}.atom").feed.id == before
