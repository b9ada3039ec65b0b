from __future__ import annotations

import locale
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from msgspec.structs import replace

from feedsvc.errors import RenderError
from feedsvc.models import Tombstone
from feedsvc.render import FORMATS
from tests.builders import NOW, make_story, story_id
from tests.render.cases import EVERYTHING, XML
from tests.render.helpers import (
    BASE,
    CTX,
    NS,
    XML_LANG,
    attributes,
    channel_for,
    child,
    items,
    parse,
    render,
    render_whole,
)
from tests.render.validator import complaints


def test_an_atom_feed_names_itself_its_page_its_hub_and_its_archives() -> None:
    feed = parse(render([], "atom", channel_for("atom", **EVERYTHING)))

    assert [(n.get("rel"), n.get("href")) for n in feed.findall("a:link", NS)] == [
        ("alternate", f"{BASE}/topics/world"),
        ("self", f"{BASE}/feeds/world.atom"),
        ("hub", "https://hub.example/"),
        ("current", f"{BASE}/feeds/world.atom"),
        ("prev-archive", f"{BASE}/feeds/world/archive/1.atom"),
        ("next-archive", f"{BASE}/feeds/world/archive/3.atom"),
    ]
    assert feed.find("fh:archive", NS) is not None
    assert feed.get(XML_LANG) == "en"
    assert feed.findtext("a:icon", None, NS) == "https://feeds.example/icon.png"


def test_an_rss_channel_has_the_same_links_and_its_page_as_link() -> None:
    channel = child(parse(render([], "rss", channel_for("rss", **EVERYTHING, ttl=15))), "channel")

    assert channel.findtext("link") == f"{BASE}/topics/world"
    assert [n.get("rel") for n in channel.findall("a:link", NS)] == [
        "self",
        "hub",
        "current",
        "prev-archive",
        "next-archive",
    ]
    assert channel.find("fh:archive", NS) is not None
    assert channel.findtext("ttl") == "15"
    assert channel.findtext("language") == "en"
    assert channel.findtext("image/url") == "https://feeds.example/icon.png"


def test_an_icon_that_rss_does_not_know_is_left_out_there() -> None:
    channel = channel_for("rss", icon="https://feeds.example/icon.svg")

    assert b"<image>" not in render([], "rss", channel)
    assert b"icon.svg" in render([], "atom", channel)


@pytest.mark.parametrize("fmt", XML)
def test_a_subscription_document_is_no_archive(fmt: str) -> None:
    assert b"fh:archive" not in render([make_story()], fmt)


def test_a_withdrawn_story_leaves_a_tombstone_in_atom() -> None:
    gone = (Tombstone(id=story_id(4), when=NOW),)
    feed = parse(render([make_story()], "atom", channel_for("atom", tombstones=gone)))

    assert attributes(feed, "at:deleted-entry") == {
        "ref": f"urn:uuid:{story_id(4)}",
        "when": "2026-03-04T05:06:00+00:00",
    }
    assert b"tombstones" not in render([make_story()], "atom")


@pytest.mark.parametrize("fmt", XML)
def test_entries_keep_the_order_they_are_given_in(fmt: str) -> None:
    body = render([make_story(n) for n in (2, 1, 3)], fmt)

    assert [i.id for i in items(body, fmt)] == [f"urn:uuid:{story_id(n)}" for n in (2, 1, 3)]


@pytest.mark.parametrize("fmt", FORMATS)
def test_an_empty_topic_is_a_valid_empty_feed(fmt: str) -> None:
    channel = channel_for(fmt, subtitle="")

    assert complaints(render([], fmt, channel), channel.self_url, NOW) == []
    assert items(render([], fmt, channel), fmt) == []


@pytest.mark.parametrize("fmt", XML)
def test_no_clock_is_read_into_a_document(fmt: str, monkeypatch: pytest.MonkeyPatch) -> None:
    class Anything(type):
        def __instancecheck__(cls, value: object) -> bool:
            return isinstance(value, datetime)

    class Clock(metaclass=Anything):
        @staticmethod
        def now(tz: object = None) -> datetime:
            return datetime(1999, 1, 1, tzinfo=UTC)

    before = render([make_story()], fmt)
    monkeypatch.setattr("feedgen.feed.datetime", Clock)
    monkeypatch.setattr("feedgen.entry.datetime", Clock)

    assert render_whole([make_story()], fmt, channel_for(fmt)) == before


@pytest.mark.parametrize("fmt", FORMATS)
@pytest.mark.parametrize("name", ["published", "updated"])
def test_a_naive_date_costs_only_its_own_story(fmt: str, name: str) -> None:
    dates: dict[str, Any] = {name: datetime(2026, 1, 1)}  # noqa: DTZ001
    naive = replace(make_story(5), **dates)

    with pytest.raises(RenderError, match="cannot be rendered") as caught:
        FORMATS[fmt].fragment(naive, CTX)

    assert caught.value.story == story_id(5)


@pytest.mark.parametrize("fmt", FORMATS)
def test_a_hostile_channel_does_not_stop_a_document(fmt: str) -> None:
    channel = channel_for(
        fmt,
        title="a\x00]]><b>\ud800",
        subtitle="\x0b",
        language="x y",
        icon="javascript:1",
        hub="ftp://x",
        author="",
        updated=NOW.astimezone(None),
    )

    assert items(FORMATS[fmt].document(channel, [FORMATS[fmt].fragment(make_story(), CTX)]), fmt)


def test_rendering_in_threads_never_touches_the_locale(monkeypatch: pytest.MonkeyPatch, german: bool) -> None:
    """Where a German locale is installed it is set; everywhere a touch would be seen."""
    stories = [make_story(n) for n in range(1, 20)]
    touched: list[object] = []
    bodies: list[bytes] = []
    monkeypatch.setattr(locale, "setlocale", lambda *given: touched.append(given))
    threads = [
        threading.Thread(target=lambda: bodies.append(render_whole(stories, "rss", channel_for("rss"))))
        for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert touched == []
    assert len(bodies) == 8
    assert set(bodies) == {render(stories, "rss")}
    assert b"Wed, 04 Mar 2026 04:06:00 +0000" in bodies[0]
    assert not german or f"{NOW:%a}" == "Mi"


@pytest.fixture
def german() -> Iterator[bool]:
    """Whether the process speaks German during the test."""
    restore = locale.setlocale  # the test puts a spy in its place, and that one may still stand at the end
    before = restore(locale.LC_ALL)
    yield any(map(_set_locale, ("de_DE.UTF-8", "de_DE.utf8", "de_DE")))
    restore(locale.LC_ALL, before)


def _set_locale(name: str) -> bool:
    try:
        locale.setlocale(locale.LC_ALL, name)
    except locale.Error:
        return False
    return True
