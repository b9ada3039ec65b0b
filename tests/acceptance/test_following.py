"""A page that only links its feed is read by the feed: within every limit, under the same ids, remembered."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from tests.acceptance.conftest import Program

RSS = "application/rss+xml"
PAGE = b'<html><head><link rel="alternate" type="%s" href="%s"></head><body><p>Hello.</p></body></html>'
ROWS = b"".join(
    b'<li><a href="/own/%d">A list of the page itself, number %d</a> 2026-03-0%d</li>' % (n, n, n)
    for n in range(1, 5)
)


def linking(feed: str = "/feed.xml") -> bytes:
    return PAGE % (RSS.encode(), feed.encode())


def rss(count: int) -> bytes:
    items = "".join(
        f"<item><title>Story {n} of the harbour</title><link>https://port.example/{n}</link><guid>g{n}</guid>"
        f"<pubDate>Tue, 03 Mar 2026 0{n}:00:00 GMT</pubDate></item>"
        for n in range(1, count + 1)
    )
    return f'<rss version="2.0"><channel><title>Port</title>{items}</channel></rss>'.encode()


def watched(program: Program, *, stories: int = 3, **given: Any) -> None:
    program.site.answers("/", 200, linking())
    program.site.answers("/feed.xml", 200, rss(stories), RSS)
    program.watches("world", "/", extractor="auto", **given)


def asked(program: Program) -> list[str]:
    """What the site was asked for since the last call, robots aside."""
    paths = [path for path, _ in program.site.requests if path != "/robots.txt"]
    program.site.requests.clear()
    return paths


def test_the_feed_is_read_at_once_and_alone_from_then_on(program: Program) -> None:
    watched(program)
    assert program.polls().new == 3
    assert asked(program) == ["/", "/feed.xml"]
    assert program.polls().outcome == "unchanged"
    program.site.answers("/feed.xml", 200, rss(4), RSS)
    program.restarts()
    assert program.polls().new == 1
    assert asked(program) == ["/feed.xml", "/feed.xml"]


def test_ids_are_those_of_a_source_of_the_feed_itself(program: Program) -> None:
    watched(program)
    program.polls()
    before = program.ids()
    program.sources.clear()
    program.watches("world", "/feed.xml", extractor="upstream")
    program.restarts()
    report = program.polls()
    assert (report.new, report.edited, program.ids()) == (0, 0, before)


def test_a_feed_that_is_gone_is_looked_for_on_its_page(program: Program) -> None:
    watched(program)
    program.polls()
    program.site.answers("/feed.xml", 404)
    program.site.answers("/", 200, linking("/new.xml"))
    program.site.answers("/new.xml", 200, rss(4), RSS)
    asked(program)
    assert program.polls().new == 1
    assert asked(program) == ["/feed.xml", "/", "/new.xml"]
    program.polls()
    assert asked(program) == ["/new.xml"]


def test_a_feed_in_trouble_is_a_failure_and_changes_nothing(program: Program) -> None:
    watched(program)
    program.polls()
    before = program.body()
    program.site.answers("/feed.xml", 503)
    asked(program)
    assert program.polls().outcome == "failed"
    assert (asked(program), program.body()) == (["/feed.xml"], before)


def test_a_page_whose_own_list_is_missing_is_held_and_its_feed_left_alone(program: Program) -> None:
    program.site.answers("/", 200, linking().replace(b"<p>Hello.</p>", b"<ul>" + ROWS + b"</ul>"))
    program.site.answers("/feed.xml", 200, rss(3), RSS)
    program.watches("world", "/", extractor="auto")
    program.polls()
    before = program.body()
    program.site.answers("/", 200, linking())
    report = program.polls()
    assert (report.outcome, program.body() == before) == ("held", True)
    assert "/feed.xml" not in asked(program)


def test_robots_keep_the_feed_from_being_read(program: Program) -> None:
    program.site.answers("/robots.txt", 200, b"User-agent: *\nDisallow: /feed.xml\n", "text/plain")
    watched(program)
    report = program.polls()
    assert report.outcome == "failed"
    assert "the feed that it links cannot be read: robots" in (report.error or "")
    assert asked(program) == ["/"]


def test_an_address_that_no_page_may_reach_is_no_feed(program: Program) -> None:
    program.site.answers("/", 200, linking("http://169.254.169.254/latest/feed.xml"))
    program.watches("world", "/", extractor="auto")
    report = program.polls()
    assert (report.outcome, "address" in (report.error or "")) == ("failed", True)


def test_headers_of_the_source_go_to_a_feed_of_its_own_origin_alone(program: Program) -> None:
    watched(program, headers={"X-Key": "secret"})

    def sent() -> list[str | None]:
        return [headers.get("X-Key") for path, headers in program.site.requests if path == "/feed.xml"]

    program.polls()
    assert sent() == ["secret"]
    other = program.site.base.replace("127.0.0.1", "localhost")
    program.site.answers("/page", 200, linking(f"{other}/feed.xml"))
    told = {"headers": {"X-Key": "secret"}, "params": {"key": "secret"}, "cookies": {"session": "secret"}}
    program.site.answers("/page?key=secret", 200, linking(f"{other}/feed.xml"))
    program.watches("other", "/page", extractor="auto", **told)
    program.restarts()
    program.site.requests.clear()
    program.polls("other")
    program.polls("other")
    assert sent() == [None, None]
    assert not [
        headers for path, headers in program.site.requests if "/feed.xml" in path and "Cookie" in headers
    ]
    assert "/feed.xml?key=secret" not in [path for path, _ in program.site.requests]


def test_another_address_of_the_source_forgets_the_feed(program: Program) -> None:
    watched(program)
    program.polls()
    program.sources.clear()
    program.site.answers("/news", 200, b"<ul>" + ROWS + b"</ul>")
    program.watches("world", "/news", extractor="auto")
    program.restarts()
    asked(program)
    program.polls(after=timedelta(hours=1))
    assert asked(program) == ["/news"]


def test_other_strategies_follow_no_feed(program: Program) -> None:
    watched(program)
    program.sources.clear()
    program.watches("world", "/", extractor="jsonld")
    assert program.polls().outcome == "failed"
    assert asked(program) == ["/"]
