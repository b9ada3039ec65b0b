from __future__ import annotations

import pytest

from feedsvc.fetch.cookies import LONGEST, MOST, Cookies
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


def test_no_more_than_the_first_cookies_are_kept_and_those_can_still_change() -> None:
    kept = sent([*(f"c{n}=1" for n in range(MOST + 5)), "c0=2"]).split("; ")
    assert len(kept) == MOST
    assert kept[0] == "c0=2"


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
