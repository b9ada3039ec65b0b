"""A feed that its server cuts off, once or at every poll: what left it, and what was only not sent."""

from __future__ import annotations

from typing import Any

import pytest

HEAD = (
    '<?xml version="1.0"?><rss version="2.0"><channel><title>Pier</title><link>https://pier.example/</link>'
)


def item(number: int) -> str:
    """The story of that hour."""
    return (
        f"<item><title>Ship {number} comes in</title><link>https://pier.example/{number}</link>"
        f"<pubDate>Wed, 04 Mar 2026 00:{number:02}:00 GMT</pubDate><description>Of it.</description></item>"
    )


def feed(*numbers: int, cut: bool) -> bytes:
    """These stories, to the end or into the last one."""
    items = "".join(map(item, numbers))
    return f"{HEAD}{items[:-30] if cut else items + '</channel></rss>'}".encode()


@pytest.fixture
def shows(program: Any) -> Any:
    """Polls the feed with these stories on it."""
    program.watches("world", "/feed", extractor="upstream", article_id=None, vanish="withdraw")

    def polls(*numbers: int, cut: bool) -> Any:
        program.site.answers("/feed", 200, feed(*numbers, cut=cut), "application/rss+xml")
        return program.polls()

    return polls


def test_what_an_editor_takes_from_a_feed_that_is_always_cut_is_withdrawn(shows: Any) -> None:
    assert shows(8, 7, 6, 5, 4, 3, 2, 1, cut=True).new == 7
    report = shows(9, 8, 7, 5, 4, 3, 2, 1, cut=True)
    assert (report.ok, report.new, report.withdrawn) == (True, 1, 1)


def test_what_is_below_the_end_of_a_feed_that_is_always_cut_stays(shows: Any) -> None:
    shows(8, 7, 6, 5, 4, 3, 2, 1, cut=True)
    for last in (4, 6, 3):
        assert shows(*range(9, last - 1, -1), cut=True).withdrawn == 0
    assert shows(*range(10, 1, -1), cut=False).withdrawn == 0


def test_what_a_feed_that_is_cut_once_lacks_has_not_left_it(shows: Any) -> None:
    shows(8, 7, 6, 5, 4, 3, 2, 1, cut=False)
    assert shows(8, 7, 5, 4, 3, 2, 1, cut=True).withdrawn == 0
    assert shows(9, 8, 7, 6, 5, 4, 3, 2, 1, cut=False).withdrawn == 0
