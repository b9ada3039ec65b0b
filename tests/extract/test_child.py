"""Pages are read in children that can be killed; what a hostile page may cost is bounded."""

from __future__ import annotations

import os
import resource
import signal
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, ClassVar
from unittest.mock import MagicMock

import pytest

from feedsvc.errors import ExtractError, ExtractorDied
from feedsvc.extract import EXTRACTORS, onechild
from feedsvc.extract import serve as serve_module
from feedsvc.extract.auto.auto import Auto
from feedsvc.extract.base import Extractor, ExtractSettings
from feedsvc.extract.child import ExtractorPool
from feedsvc.extract.onechild import most_of
from feedsvc.extract.wire import LENGTH, done
from feedsvc.models import Extraction, Page
from tests.extract.helpers import NOW, PAGES, make_page, make_settings, read_case
from tests.patience import PATIENCE

GOOD = make_page((PAGES / "byline" / "articles" / "page.html").read_bytes())
SETTINGS = make_settings()
DEADLINE = 0.5
"""Seconds of computing; far more than a good page takes."""
STARTING = 5.0
"""Seconds of computing that a new interpreter and the pages before may cost."""

BOMBS = {
    "unclosed formatting elements": "<b><i><u><a><font color=x>" * 1500,
    "half a megabyte of nested div": "<div>" * 100_000,
    "50,000 levels deep": "<div><p><span>" * 17_000,
    "nested bold divs": "<div><b>" * 50_000,
    "a third of a million attributes": f"<div {' '.join(f'a{n}=1' for n in range(333_333))}>",
    "unclosed attributes": "<p a='" * 100_000,
    "one endless line": "x " * 2_000_000,
    "times of day": "1:11 am / " * 300_000,
}


@pytest.fixture(scope="module")
def pool() -> Iterator[ExtractorPool]:
    with ExtractorPool(1, deadline=DEADLINE) as pool:
        yield pool


def good_page_is_read(pool: ExtractorPool) -> bool:
    return len(pool.extract(GOOD, SETTINGS, NOW).stories) == 3


def child_pids(pool: ExtractorPool) -> list[int]:
    children = [c for c in list(pool._idle._slots.queue) if c is not None]
    return [c.pid for c in children]


def nurseries(pool: ExtractorPool) -> list[int]:
    return [c._keeper.process.pid for c in list(pool._idle._slots.queue) if c is not None]


def running(pid: int) -> bool:
    try:
        return "Z" not in Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False


def has_mapped(pid: int, library: str) -> bool:
    return f"/{library}/" in Path(f"/proc/{pid}/maps").read_text()


def wait_until_gone(pid: int, seconds: float) -> bool:
    until = time.monotonic() + seconds
    while running(pid) and time.monotonic() < until:
        time.sleep(0.02)
    return not running(pid)


def test_a_child_gives_what_the_pipeline_gives(pool: ExtractorPool) -> None:
    page, settings, now = read_case(PAGES / "byline" / "articles")
    from feedsvc.extract.pipeline import run

    assert pool.extract(page, settings, now) == run(page, settings, now)


def test_a_child_is_reused(pool: ExtractorPool) -> None:
    good_page_is_read(pool)
    before = child_pids(pool)
    good_page_is_read(pool)
    assert child_pids(pool) == before


OTHERS = {
    "another source": (GOOD, make_settings(source="other")),
    "another host of the same source": (make_page(GOOD.content, url="https://cdn.example/"), SETTINGS),
}


@pytest.mark.parametrize(("page", "settings"), OTHERS.values(), ids=OTHERS.keys())
def test_what_read_a_page_reads_none_of_another_site(
    pool: ExtractorPool, page: Page, settings: ExtractSettings
) -> None:
    good_page_is_read(pool)
    before = child_pids(pool)
    assert len(pool.extract(page, settings, NOW).stories) == 3
    assert child_pids(pool) != before
    assert not any(map(running, before))


def test_a_second_child_finds_loaded_what_the_first_had_to_load() -> None:
    """So that full texts, or a strategy that comes later, do not cost each child their modules."""
    with ExtractorPool(1, deadline=DEADLINE) as pool:
        good_page_is_read(pool)
        assert not has_mapped(nurseries(pool)[0], "lxml")
        assert pool.article(GOOD, SETTINGS, NOW).story.text
        other = make_settings(source="other")
        assert len(pool.extract(GOOD, other, NOW).stories) == 3
        assert has_mapped(nurseries(pool)[0], "lxml")


def test_what_a_nursery_cannot_load_is_told_by_its_child() -> None:
    with ExtractorPool(1, deadline=DEADLINE) as pool:
        for source in ("one", "two", "three"):
            with pytest.raises(ExtractError, match="unknown extractor 'x'"):
                pool.extract(GOOD, make_settings(extractor="x", source=source), NOW)
        assert good_page_is_read(pool)


def test_an_answer_that_comes_before_it_was_asked_for_is_not_believed(pool: ExtractorPool) -> None:
    """So a child that a page took over could answer for the next page of its site."""
    good_page_is_read(pool)
    (child,) = pool._idle._slots.queue
    assert child is not None
    child._hang_up()
    child._socket, false = socket.socketpair()
    answer = done(Extraction(stories=(), strategy="byline"))
    with false:
        false.sendall(LENGTH.pack(len(answer)) + answer)
        assert good_page_is_read(pool)


def test_an_answer_is_bounded_by_what_its_page_can_give(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(onechild, "LEAST_ANSWER", 0)
    monkeypatch.setattr(onechild, "ANSWER_GROWTH", 0)
    with (
        ExtractorPool(1, deadline=STARTING) as pool,
        pytest.raises(ExtractorDied, match=r"byline: the extractor answered \d+ bytes; such a page gives"),
    ):
        good_page_is_read(pool)


@pytest.mark.parametrize(
    ("page", "most"),
    [
        pytest.param(0, 4 << 20, id="the smallest page"),
        pytest.param(1 << 20, 20 << 20, id="a megabyte"),
        pytest.param(8 << 20, 64 << 20, id="the largest page"),
    ],
)
def test_how_much_a_child_may_answer_follows_from_its_page(page: int, most: int) -> None:
    assert most_of(page) == most


def test_an_error_comes_back_as_the_error_it_was(pool: ExtractorPool) -> None:
    with pytest.raises(ExtractError, match="no stories") as caught:
        pool.extract(make_page("<p>none</p>"), SETTINGS, NOW)
    assert caught.value.source == "sample"
    assert caught.value.attempts


def test_what_auto_knows_of_a_page_without_stories_comes_with_its_error(pool: ExtractorPool) -> None:
    listed = "".join(
        f"<li><a href='/{n}'>Terms of our service in great detail, part {n}</a></li>" for n in range(9)
    )
    feed = '<link rel="alternate" type="application/rss+xml" href="feed.xml">'
    page = f"<head><title>Log in</title><base href='/b/'>{feed}</head><body><ul>{listed}</ul></body>"
    with pytest.raises(ExtractError) as caught:
        pool.extract(make_page(page), make_settings(extractor="auto"), NOW)
    assert (caught.value.kind, caught.value.feeds) == ("login", ("https://news.example/b/feed.xml",))
    assert caught.value.attempts[0] == "auto: the page links a feed: feed.xml"


def test_what_auto_proposes_comes_with_the_stories(pool: ExtractorPool) -> None:
    page, settings, now = read_case(PAGES / "auto" / "cards")
    (proposal,) = pool.extract(page, settings, now).proposals
    assert proposal.extractor == "selectors"
    assert proposal.options["item"]


def test_a_mistake_in_the_options_comes_back_as_an_error(pool: ExtractorPool) -> None:
    with pytest.raises(ExtractError, match="unknown key"):
        pool.extract(GOOD, make_settings(options={"colour": "red"}), NOW)


def test_a_busy_machine_costs_no_page(pool: ExtractorPool) -> None:
    good_page_is_read(pool)
    pid = child_pids(pool)[0]
    os.kill(pid, signal.SIGSTOP)
    threading.Timer(DEADLINE * 2, os.kill, (pid, signal.SIGCONT)).start()
    assert good_page_is_read(pool)
    assert child_pids(pool) == [pid]


def test_a_child_that_neither_computes_nor_answers_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(onechild, "PATIENCE", 1)
    with ExtractorPool(1, deadline=DEADLINE) as pool:
        good_page_is_read(pool)
        os.kill(child_pids(pool)[0], signal.SIGSTOP)
        with pytest.raises(ExtractorDied, match="took more than"):
            pool.extract(GOOD, SETTINGS, NOW)
        assert good_page_is_read(pool)


def computed_by_children() -> float:
    """Seconds of processor time of all children that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


@pytest.mark.parametrize("body", BOMBS.values(), ids=BOMBS.keys())
def test_a_parser_bomb_ends_at_the_deadline_and_the_next_page_is_read(pool: ExtractorPool, body: str) -> None:
    good_page_is_read(pool)
    began = computed_by_children()
    with pytest.raises((ExtractError, ExtractorDied)):
        pool.extract(make_page(body), SETTINGS, NOW)
    assert computed_by_children() - began < DEADLINE + STARTING
    assert good_page_is_read(pool)


@pytest.mark.parametrize("strategy", ["byline", "selectors", "jsonld", "upstream", "json", "sitemap", "auto"])
def test_nesting_is_refused_in_words_long_before_the_deadline(pool: ExtractorPool, strategy: str) -> None:
    options = {"selectors": {"item": "div", "title": "h2"}, "json": {"items": "a", "title": "b"}}
    settings = make_settings(extractor=strategy, options=options.get(strategy, {}))
    with pytest.raises(ExtractError, match=f"no stories: {strategy}: the page nests more than"):
        pool.extract(make_page("<DIV><x-y>" * 50_000), settings, NOW)


def test_a_death_names_the_strategy_and_the_source(pool: ExtractorPool) -> None:
    with pytest.raises(ExtractorDied, match=r"^jsonld: took more than") as caught:
        pool.extract(
            make_page(BOMBS["a third of a million attributes"]), make_settings(extractor="jsonld"), NOW
        )
    assert caught.value.source == "sample"


def test_a_story_s_own_page_is_read_in_a_child(pool: ExtractorPool) -> None:
    paragraphs = "".join(f"<p>{'The new quay was opened on Monday. ' * 4}({n})</p>" for n in range(4))
    page = make_page(f"<html><body><nav>Menu</nav><article><h1>Quay</h1>{paragraphs}</article></body></html>")
    pool.extract(GOOD, SETTINGS, NOW)
    story = pool.article(page, SETTINGS, NOW).story
    assert "(3)" in story.text
    assert "Menu" not in story.text
    with pytest.raises(ExtractError, match="full_text: the page nests"):
        pool.article(make_page("<div>" * 50_000), SETTINGS, NOW)


def test_a_child_that_needs_too_much_memory_is_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MALLOC_ARENA_MAX", "1")
    with ExtractorPool(1, memory=256 << 20, deadline=20.0) as pool:
        assert good_page_is_read(pool)
        with pytest.raises((ExtractorDied, ExtractError)):
            pool.extract(make_page("<p>a<b>" * 2_000_000), SETTINGS, NOW)
        assert good_page_is_read(pool)


def test_a_killed_child_is_an_error_once_and_then_replaced() -> None:
    with ExtractorPool(1) as pool:
        good_page_is_read(pool)
        pid = child_pids(pool)[0]
        os.kill(pid, signal.SIGKILL)
        assert wait_until_gone(pid, PATIENCE)
        assert good_page_is_read(pool)


def test_a_child_killed_at_work_is_told_by_its_signal() -> None:
    with ExtractorPool(1) as pool:
        good_page_is_read(pool)
        pid = child_pids(pool)[0]
        threading.Timer(0.3, os.kill, (pid, signal.SIGKILL)).start()
        with pytest.raises(ExtractorDied, match="died"):
            pool.extract(make_page(BOMBS["a third of a million attributes"]), SETTINGS, NOW)


def test_signals_of_the_terminal_do_not_stop_a_child() -> None:
    with ExtractorPool(1) as pool:
        good_page_is_read(pool)
        pid = child_pids(pool)[0]
        assert os.getpgid(pid) != os.getpgid(0)
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            os.kill(pid, number)
        time.sleep(0.05)
        assert good_page_is_read(pool)
        assert child_pids(pool) == [pid]


def test_threads_share_the_children() -> None:
    results: list[bool] = []
    with ExtractorPool(2) as pool:
        threads = [
            threading.Thread(target=lambda: results.append(good_page_is_read(pool))) for _ in range(12)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(child_pids(pool)) <= 2
    assert results == [True] * 12


def test_a_closed_pool_leaves_no_process_and_no_descriptor() -> None:
    before = set(os.listdir("/proc/self/fd"))
    pool = ExtractorPool(2)
    good_page_is_read(pool)
    pids = child_pids(pool)
    pool.close()
    pool.close()
    assert not any(running(pid) for pid in pids)
    assert set(os.listdir("/proc/self/fd")) <= before
    with pytest.raises(ExtractError, match="closed"):
        pool.extract(GOOD, SETTINGS, NOW)


def test_a_child_inherits_no_descriptor(tmp_path: Path) -> None:
    with open(tmp_path / "database", "w") as opened, ExtractorPool(1) as pool:
        os.set_inheritable(opened.fileno(), True)
        good_page_is_read(pool)
        held = [os.readlink(p) for p in Path(f"/proc/{child_pids(pool)[0]}/fd").iterdir()]
        assert not any("database" in name for name in held)


def test_a_child_is_replaced_after_so_many_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(onechild, "PAGES_PER_CHILD", 1)
    with ExtractorPool(1) as pool:
        good_page_is_read(pool)
        first = child_pids(pool)
        good_page_is_read(pool)
        assert child_pids(pool) != first


def test_a_child_is_started_while_its_page_is_still_on_the_way() -> None:
    with ExtractorPool(1) as pool:
        pool.prepare(SETTINGS.extractor)
        pool.prepare(SETTINGS.extractor)
        (started,) = nurseries(pool)
        assert good_page_is_read(pool)
        assert nurseries(pool) == [started]


def test_a_prepared_child_that_has_died_is_replaced() -> None:
    with ExtractorPool(1) as pool:
        pool.prepare(SETTINGS.extractor)
        (pid,) = nurseries(pool)
        os.kill(pid, signal.SIGKILL)
        assert wait_until_gone(pid, PATIENCE)
        assert good_page_is_read(pool)


def test_a_prepared_child_ends_with_its_pool() -> None:
    pool = ExtractorPool(1)
    pool.prepare(SETTINGS.extractor)
    (pid,) = nurseries(pool)
    pool.close()
    pool.prepare(SETTINGS.extractor)
    assert nurseries(pool) == []
    assert not running(pid)


def test_a_forked_process_reads_in_children_of_its_own() -> None:
    with ExtractorPool(1, deadline=STARTING) as pool:
        assert good_page_is_read(pool)
        ours = child_pids(pool)
        forked = os.fork()
        if forked == 0:
            own = good_page_is_read(pool) and child_pids(pool) != ours
            pool.close()
            os._exit(0 if own else 1)
        assert os.waitpid(forked, 0)[1] == 0
        assert good_page_is_read(pool)
        assert child_pids(pool) == ours


def read_until_killed(state: str, told: int) -> None:
    """What the parent does: it tells its child, and makes it busy or leaves it idle."""
    pool = ExtractorPool(1, deadline=DEADLINE)
    good_page_is_read(pool)
    os.write(told, f"{child_pids(pool)[0]}\n".encode())
    if state == "busy":
        pool.extract(make_page(BOMBS["a third of a million attributes"]), SETTINGS, NOW)
    time.sleep(PATIENCE)


@pytest.mark.parametrize("state", ["idle", "busy"])
def test_a_child_ends_when_its_parent_is_killed(state: str) -> None:
    reading, told = os.pipe()
    parent = os.fork()
    if parent == 0:
        try:
            read_until_killed(state, told)
        finally:
            os._exit(1)
    os.close(told)
    with open(reading) as said:
        pid = int(said.readline())
    time.sleep(0.2)
    os.kill(parent, signal.SIGKILL)
    os.waitpid(parent, 0)
    assert wait_until_gone(pid, 20.0)


def test_what_a_strategy_tries_is_loaded_before_its_page(monkeypatch: pytest.MonkeyPatch) -> None:
    class Loading(dict[str, type[Extractor[Any]]]):
        loaded: ClassVar[set[str]] = set()

        def __getitem__(self, name: str) -> type[Extractor[Any]]:
            self.loaded.add(name)
            return super().__getitem__(name)

    monkeypatch.setattr(serve_module, "EXTRACTORS", Loading(EXTRACTORS))
    serve_module.load("extract", "auto")
    assert Loading.loaded == {"auto", "byline"}


def test_what_is_loaded_before_a_page_is_all_that_it_looks_up(monkeypatch: pytest.MonkeyPatch) -> None:
    looked_up: list[str] = []

    def reading(name: str) -> type[Extractor[Any]]:
        looked_up.append(name)
        return EXTRACTORS[name]

    registry = MagicMock()
    registry.__getitem__.side_effect = reading
    monkeypatch.setattr("feedsvc.extract.auto.auto.EXTRACTORS", registry)
    Auto.make(make_settings(extractor="auto", article_id=None)).extract(GOOD)
    assert tuple(looked_up) == Auto.tries
