from __future__ import annotations

import pytest

from feedsvc.fetch.cookies import LONGEST, MOST, ROOM, Cookies
from feedsvc.fetch.targets import parse_target

PAGE = parse_target("https://news.example/world/")


def sent(told: list[str], url: str = "https://news.example/world/") -> str:
    """What goes to `url` after the page has set these cookies."""
    cookies = Cookies()
    cookies.take(PAGE, told)
    return cookies.sent_to(parse_target(url))


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        pytest.param(["a=1; Path=/", "b=2"], "a=1; b=2", id="two"),
        pytest.param(["a=1", "a=2"], "a=2", id="set again"),
        pytest.param(["a=1", "a=; Max-Age=0"], "", id="taken back by age"),
        pytest.param(["a=1", "a=; expires=Thu, 01 Jan 1970 00:00:00 GMT"], "", id="taken back by date"),
        pytest.param(["a", "=1", "a=1\r\nHost: x", "ä=1"], "", id="malformed"),
        pytest.param(["a=" + "x" * LONGEST], "", id="too long"),
    ],
)
def test_what_a_redirect_sets_is_sent_back(told: list[str], expected: str) -> None:
    assert sent(told) == expected


def test_no_more_than_the_newest_cookies_are_kept() -> None:
    kept = sent([*(f"c{n}=1" for n in range(MOST + 5)), "c6=2", "session=1"]).split("; ")
    assert len(kept) == MOST
    assert kept[-2:] == ["c6=2", "session=1"]


def test_a_site_that_sets_large_ones_is_sent_no_more_than_servers_read() -> None:
    kept = sent([*(f"c{n}={'x' * 4000}" for n in range(400)), "session=1"])
    assert len(kept) <= ROOM
    assert kept.endswith("; session=1")


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        pytest.param("https://news.example/other", "a=1; b=2", id="the same host"),
        pytest.param("https://www.news.example/", "a=1; b=2", id="www is none"),
        pytest.param("http://news.example/", "a=1", id="secure ones stay on https"),
        pytest.param("https://news.example:8443/", "", id="another port"),
        pytest.param("https://else.example/", "", id="another host"),
    ],
)
def test_a_cookie_goes_to_the_site_that_set_it(url: str, expected: str) -> None:
    assert sent(["a=1", "b=2; Secure"], url) == expected
