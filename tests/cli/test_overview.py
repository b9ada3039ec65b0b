from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from feedsvc.cli.overview import overview
from feedsvc.cli.root import COMMANDS, cli, first_sentence
from tests.cli.conftest import Site

NOW = datetime(2026, 3, 4, 5, 6, tzinfo=UTC)


def source(slug: str, state: str = "ok", **given: Any) -> dict[str, Any]:
    usual = {
        "slug": slug,
        "url": f"https://news.example/{slug}/",
        "state": state,
        "stories": 7,
        "last_success": "2026-03-04T03:06:00Z",
        "last_change": "2026-03-01T03:06:00Z",
        "next_poll": "2026-03-04T05:15:00Z",
        "error": None,
        "held": [],
    }
    return usual | given


def topic(slug: str, stories: int = 3) -> dict[str, Any]:
    return {"slug": slug, "title": slug.title(), "stories": stories, "updated": "2026-03-04T05:05:30Z"}


def lines(*sources: dict[str, Any], topics: tuple[Any, ...] = (), width: int = 80) -> list[str]:
    return overview({"sources": list(sources), "topics": list(topics)}, NOW, width)


def test_the_worst_comes_first_and_neighbours_share_the_line_of_their_reason() -> None:
    broken = [
        source(s, "failing", error=f"dns: https://news.example/{s}/: news.example cannot be resolved")
        for s in ("pier", "quay", "dock")
    ]
    held = source("flood", "held", held=["50 unseen stories"], error="50 unseen stories")
    shown = lines(source("well"), *broken, held, source("new", "new", last_success=None))
    assert shown[0] == "6 sources: 3 failing, 1 held, 1 new, 1 ok; 42 stories"
    assert [line.split()[0] for line in shown[2:]] == [
        *("pier", "quay", "dock", "dns:"),
        *("flood", "held", "new", "well"),
    ]
    assert shown[5] == "  dns: news.example cannot be resolved"
    assert shown[2].split("  ")[-3:] == ["2 h ago", "3 d ago", "in 9 min"]


def test_a_first_failure_is_told_before_those_that_are_well() -> None:
    shown = lines(source("well"), source("slow", failures=1, error="timeout: nothing came"))
    assert [line.split()[0] for line in shown[2:]] == ["slow", "timeout:", "well"]


@pytest.mark.parametrize("width", [60, 80, 120])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    long = "a-very-long-name-" * 4 + "pier"
    shown = lines(
        source(long, "failing", error="http: " + "far away " * 40, stories=1_234_567),
        source("well"),
        topics=(topic(long), *(topic(f"none-{n}", 0) for n in range(40))),
        width=width,
    )
    assert max(map(len, shown)) <= width
    assert [line for line in shown if line.endswith("…")]


def test_a_narrow_terminal_loses_columns_before_names() -> None:
    shown = lines(source("a-name-of-thirty-letters-or-so"), width=60)
    assert shown[1].split() == ["source", "state", "stories", "next", "poll"]
    assert shown[2].startswith("a-name-of-thirty-letters-or-so  ok")
    assert lines(source("pier"), width=60)[1].split()[3:5] == ["read", "changed"]


def test_a_long_reason_is_told_in_three_lines_and_what_to_do_first() -> None:
    shown = lines(source("pier", "held", held=["nothing on the page is a story " * 20]), width=60)[3:]
    assert len(shown) == 3
    assert shown[0].startswith("  held (feedsvc review pier): nothing on")
    assert shown[1].startswith("    ")
    assert shown[2].endswith(" …")


def test_a_title_of_wide_signs_is_cut_where_the_terminal_ends() -> None:
    chinese = topic("boats") | {"title": "港口日报" * 20}
    (*_, last) = lines(topics=(chinese,), width=60)
    assert last.endswith("报…")
    assert len(last) + last.count("港") + last.count("口") + last.count("日") + last.count("报") == 60


def test_a_title_of_wide_signs_stands_whole_where_there_is_room() -> None:
    (*_, last) = lines(topics=(topic("boats") | {"title": "港口日报"},), width=60)
    assert last == "boats        3  0 min ago  港口日报"


def test_topics_without_stories_share_a_line() -> None:
    shown = lines(topics=(topic("boats"), topic("kites", 0), topic("moon", 0)))
    assert shown[-2:] == ["boats        3  0 min ago  Boats", "2 without stories: kites, moon"]


def test_below_topics_it_says_once_more_what_needs_a_look() -> None:
    troubled = (source("well"), source("slow", error="timeout: nothing came"), source("quiet", "stale"))
    shown = lines(*troubled, source("lost", "failing", error="dns: away"), topics=(topic("boats"),))
    assert shown[-2:] == ["", "3 sources need a look: lost, quiet, slow"]
    assert lines(source("late", "late"), topics=(topic("boats"),))[-1] == "1 source needs a look: late"
    assert lines(source("well"), topics=(topic("boats"),))[-1].startswith("boats")
    assert lines(source("late", "late"))[-1].startswith("late")


def test_what_is_switched_off_needs_no_look() -> None:
    off = source("off", "disabled", error="status: the server answered 404 (not found)")
    shown = lines(off, source("well"), topics=(topic("boats"),))
    assert [line.split()[0] for line in shown[2:5]] == ["well", "off", "status:"]
    assert "need" not in shown[-1]


def test_a_page_cannot_write_to_the_terminal() -> None:
    hostile = topic("boats") | {"title": "\x1b[1mBoats"}
    assert "\x1b" not in "".join(lines(source("a", "failing", error="\x1b[31mred"), topics=(hostile,)))


def test_status_fits_80_columns_where_there_is_no_terminal(site: Site) -> None:
    site.has_source("page")
    site.has_source("another-source-with-a-very-long-name-of-its-own-and-some-more")
    (site.directory / "pages" / "page.html").unlink()
    site.run("poll")
    assert max(map(len, site.run("status").out.splitlines())) <= 80


def test_the_help_says_of_each_command_what_the_command_says() -> None:
    context = cli.make_context("feedsvc", ["--help"], resilient_parsing=True)
    for name in COMMANDS:
        command = cli.get_command(context, name)
        assert command is not None
        assert command.get_short_help_str(200) == first_sentence(name)


def test_a_wall_is_told_with_what_can_be_done() -> None:
    walled = source("quay", "failing", error="status: the server answered 403 (DataDome)", wall="datadome")
    shown = lines(walled, width=200)
    assert shown[3].endswith("403 (DataDome)")
    assert "feedsvc letter quay" in shown[4]
