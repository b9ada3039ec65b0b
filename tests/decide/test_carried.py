"""What is secret in a source's address is left out of the links that repeat it."""

from __future__ import annotations

import pytest

from feedsvc.decide.carried import with_carried
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
