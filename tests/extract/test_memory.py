"""A page read again: only what changed is cleaned and sent, and the whole is what a first reading gives."""

from __future__ import annotations

import tracemalloc
from datetime import datetime, timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from feedsvc.extract import memory as memory_module
from feedsvc.extract.base import ExtractSettings
from feedsvc.extract.cleanedbefore import NO_KEY, key_of, reread
from feedsvc.extract.memory import Memory, Packed
from feedsvc.extract.pipeline import run
from feedsvc.extract.rawstory import RawStory
from feedsvc.extract.wire import Nonsense
from feedsvc.models import Extraction, Page, ParsedStory, Reread
from tests.extract.helpers import NOW, PAGES, make_page, make_settings, read_case

PLACE = "harbour harbour.example"
LIST = {"item": "li", "title": "a", "link": "a@href", "content": ".c", "date": "time"}
WORDS = "Ships wait. " * 100
FIRST = sorted({path.parents[1].name: path.parent for path in PAGES.glob("*/*/meta.toml")}.items())


def item(n: int, words: str = "Ships wait.", when: str = "2026-03-01 08:00") -> str:
    return f'<li><a href="/q-{n}.html">Quay {n} opens</a><time>{when}</time><div class="c">{words}</div></li>'


def page_of(*items: str) -> Page:
    return make_page(f"<html lang=en><body><ul>{''.join(items)}</ul></body></html>")


def stories_of(*items: str) -> tuple[ParsedStory, ...]:
    return run(page_of(*items), settings_of(), NOW).stories


def settings_of(**given: Any) -> ExtractSettings:
    return make_settings(**{"extractor": "selectors", "options": LIST, **given})


def again(
    memory: Memory, page: Page, settings: ExtractSettings, now: datetime = NOW
) -> tuple[Reread, Extraction]:
    """What a child tells of a page, and what that makes with what is remembered."""
    known = memory.of(PLACE)
    told = reread(page, settings, now, tuple(known))
    return told, memory.whole(PLACE, known, told)


@pytest.mark.parametrize("folder", [folder for _, folder in FIRST], ids=[name for name, _ in FIRST])
def test_a_page_read_again_gives_what_it_gave_and_sends_nothing(folder: Any) -> None:
    page, settings, now = read_case(folder)
    memory = Memory()
    first, whole = again(memory, page, settings, now)
    assert first.extraction.stories == whole.stories
    second, same = again(memory, page, settings, now)
    assert second.extraction.stories == ()
    assert whole == same == run(page, settings, now)


OTHER = {
    "a new story": page_of(item(4), item(1), item(2), item(3)),
    "other words": page_of(item(1), item(2, "Ships leave."), item(3)),
    "another link": page_of(item(1), item(2).replace("/q-2", "/r-2"), item(3)),
    "another date": page_of(item(1), item(2, when="2026-03-02 08:00"), item(3)),
}


@pytest.mark.parametrize("name", OTHER)
def test_only_a_story_that_changed_is_sent(name: str) -> None:
    memory = Memory()
    again(memory, page_of(item(1), item(2), item(3)), settings_of())
    told, whole = again(memory, OTHER[name], settings_of())
    assert len(told.extraction.stories) == 1
    assert whole == run(OTHER[name], settings_of(), NOW)


def test_stories_that_go_and_blocks_that_repeat_stay_in_order() -> None:
    memory = Memory()
    again(memory, page_of(item(1), item(2), item(3)), settings_of())
    page = page_of(item(3), item(9), item(1), item(9), item(3))
    assert again(memory, page, settings_of())[1] == run(page, settings_of(), NOW)
    assert len(memory.of(PLACE)) == 4  # with the one that has gone, which may come again


def test_a_page_that_turns_over_keeps_little_of_what_has_gone() -> None:
    memory, most = Memory(), 0
    for turn in range(30):
        page = page_of(*(item(n) for n in range(turn, turn + 10)))
        told, whole = again(memory, page, settings_of())
        assert (len(told.extraction.stories), whole) == (1 if turn else 10, run(page, settings_of(), NOW))
        most = max(most, len(memory.of(PLACE)))
    assert 10 < most <= memory_module.GONE * 10


def test_a_page_whose_stories_all_change_keeps_only_the_new_ones() -> None:
    memory = Memory()
    again(memory, page_of(item(1), item(2), item(3)), settings_of())
    again(memory, page_of(item(4), item(5), item(6)), settings_of())
    assert len(memory.of(PLACE)) == 3


def test_a_page_that_becomes_too_large_with_what_has_gone_is_packed_anew(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    memory = Memory()
    again(memory, page_of(*map(item, range(10))), settings_of())
    known = memory.of(PLACE)
    monkeypatch.setattr(memory_module, "LARGEST", len(Packed().beside(known)) + 40)
    told, _ = again(memory, page_of(*map(item, range(1, 11))), settings_of())
    assert len(told.extraction.stories) == 1
    assert len(memory.of(PLACE)) == 10


ANEW: dict[str, tuple[dict[str, Any], timedelta]] = {
    "another language": ({"language": "nb"}, timedelta()),
    "another number in its link": ({"article_id": r"q-(\d)"}, timedelta()),
    "another zone": ({"timezone": "Europe/Oslo"}, timedelta()),
    "ages that grow": ({}, timedelta(hours=1)),
}


@pytest.mark.parametrize("name", ANEW)
def test_what_is_read_otherwise_is_cleaned_anew(name: str) -> None:
    given, later = ANEW[name]
    page = page_of(item(1, when="2 hours ago" if later else "2026-03-01 08:00"))
    memory = Memory()
    again(memory, page, settings_of())
    told, whole = again(memory, page, settings_of(**given), NOW + later)
    assert len(told.extraction.stories) == 1
    assert whole == run(page, settings_of(**given), NOW + later)


def test_nothing_is_remembered_of_another_page() -> None:
    memory = Memory()
    again(memory, page_of(item(1)), settings_of())
    assert memory.of("town harbour.example") == {}


def test_what_is_kept_takes_no_more_room_than_it_says() -> None:
    known = {bytes([n]): story for n, story in enumerate(stories_of(*(item(n, WORDS) for n in range(40))))}
    tracemalloc.start()
    packed = Packed().beside(known)
    held, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert held < len(packed) + 2_000 < 40 * len(WORDS)


def test_a_page_too_large_is_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory_module, "LARGEST", 50)
    memory = Memory()
    again(memory, page_of(item(1), item(2)), settings_of())
    assert memory.of(PLACE) == {}


def test_what_cannot_be_written_down_has_no_key_and_is_always_sent() -> None:
    assert key_of(RawStory(title="Quay \ud83d"), "", settings_of(), None) == NO_KEY
    told = Reread(extraction=run(page_of(item(1)), settings_of(), NOW), keys=(NO_KEY,))
    memory = Memory()
    assert memory.whole(PLACE, {}, told) == told.extraction
    assert memory.of(PLACE) == {}


@pytest.mark.parametrize(
    ("keys", "stories"),
    [
        pytest.param((b"a", b"b"), 1, id="more keys than stories"),
        pytest.param((b"a",), 2, id="more stories than keys"),
        pytest.param((), 1, id="no keys"),
    ],
)
def test_stories_without_their_keys_are_nonsense(keys: tuple[bytes, ...], stories: int) -> None:
    found = run(page_of(item(1), item(2)), settings_of(), NOW)
    told = Reread(extraction=replace(found, stories=found.stories[:stories]), keys=keys)
    with pytest.raises(Nonsense):
        Memory().whole(PLACE, {}, told)
