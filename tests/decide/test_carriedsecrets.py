"""What is secret in a source's address is left out of the links that repeat it."""

from __future__ import annotations

import pytest

from feedsvc.decide.carriedsecrets import with_carried
from tests.builders import make_parsed

LIST = "https://news.example/list"


@pytest.mark.parametrize(
    ("query", "link", "marks"),
    [
        pytest.param("?token=5f3a91c0", "/a?token=5f3a91c0", ("?token",), id="its token"),
        pytest.param(
            "?page=2&api_key=5f3a91c0", "/a?api_key=5f3a91c0&n=1", ("?api_key",), id="beside others"
        ),
        pytest.param(";sid=5f3a91c0", "/a;sid=5f3a91c0", (";sid",), id="behind a semicolon"),
        pytest.param("?api%5Fkey=5f3a91c0", "/a?api%5Fkey=5f3a91c0", ("?api%5Fkey",), id="escaped"),
        pytest.param("?token=5f3a91c0", "/a?token=90ab77e1", (), id="another token"),
        pytest.param("?page=12345678", "/a?page=12345678", (), id="no secret"),
        pytest.param("?token=5f3a91c0", "/a", (), id="not repeated"),
        pytest.param("?token=5f3a91c0", None, (), id="no link"),
        pytest.param("", "/a?token=5f3a91c0", (), id="a link's own token"),
    ],
)
def test_a_mark_is_what_is_secret_in_the_address_and_repeated(
    query: str, link: str | None, marks: object
) -> None:
    url = f"https://news.example{link}" if link else None
    assert with_carried((), LIST + query, [make_parsed(1, url=url)]) == marks


def test_what_was_a_mark_stays_one_and_nothing_is_one_twice() -> None:
    story = make_parsed(1, url="https://news.example/a?token=5f3a91c0")
    assert with_carried(("?s", "?token"), f"{LIST}?token=5f3a91c0", [story]) == ("?token", "?s")
    assert with_carried(("?s",), LIST, [story]) == ("?s",)


@pytest.mark.parametrize(
    ("link", "marks"),
    [
        pytest.param("/a;jsessionid=90ab77e1f0", (";jsessionid",), id="behind a semicolon"),
        pytest.param("/a?PHPSESSID=90ab77e1f0&n=1", ("?PHPSESSID",), id="in the query"),
        pytest.param("/a?n=1&90ab77e1f0", ("?[1]",), id="without a name"),
        pytest.param("/a?s=k9%2Bx41%2F7", ("?s",), id="escaped"),
        pytest.param("/90ab77e1f0/a", (), id="in the path, which leads nowhere without it"),
        pytest.param("/a?theme=darkblue", (), id="a word"),
        pytest.param("/a?n=20260301", (), id="a date"),
        pytest.param("/a?v=a1", (), id="too short"),
        pytest.param("/a?PHPSESSID=1f0e77ab90", (), id="somebody else's"),
        pytest.param(None, (), id="no link"),
    ],
)
def test_a_mark_is_what_a_link_has_of_a_cookie(link: str | None, marks: object) -> None:
    cookies = ["90ab77e1f0", "k9+x41/7", "darkblue", "20260301", "a1"]
    url = f"https://news.example{link}" if link else None
    assert with_carried((), LIST, [make_parsed(1, url=url)], cookies) == marks
