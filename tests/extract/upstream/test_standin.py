from __future__ import annotations

import pytest

from feedsvc.extract.upstream.standin import UNTITLED, content_base, stand_in, words_of
from feedsvc.models import Image

PIER = Image(url="https://news.example/the-long-pier.jpg")


@pytest.mark.parametrize(
    ("markup", "files", "link", "title"),
    [
        pytest.param('<img alt="A &amp; B">', (PIER,), None, "A & B", id="what the picture shows"),
        pytest.param(
            "", (PIER, Image(url="https://x.example/1.jpg", title="Pier")), None, "Pier", id="a file's title"
        ),
        pytest.param("", (PIER,), None, "The long pier", id="a file's name"),
        pytest.param(
            "", (), "https://news.example/2026/harbour-opens.html", "Harbour opens", id="the link's words"
        ),
        pytest.param("", (), "https://news.example/4711", UNTITLED, id="a link of numbers"),
        pytest.param("", (), None, None, id="nothing at all"),
    ],
)
def test_an_entry_without_title_and_words_is_called_after_what_it_has(
    markup: str, files: tuple[Image, ...], link: str | None, title: str | None
) -> None:
    assert stand_in(markup, files, link) == title


def test_an_address_that_is_none_has_no_words() -> None:
    assert words_of("http://[::1/pier.html") == ""


@pytest.mark.parametrize(
    ("given", "link", "home", "base"),
    [
        pytest.param("https://a.example/", "https://b.example/1", None, "https://a.example/", id="xml:base"),
        pytest.param(
            None, "https://www.b.example/1", "https://b.example/", "https://www.b.example/1", id="own link"
        ),
        pytest.param(
            None, "https://c.example/1", "https://b.example/", "https://b.example/", id="another site"
        ),
        pytest.param(None, "http://[::1/1", "https://b.example/", "https://b.example/", id="a broken link"),
        pytest.param(None, None, "", None, id="nothing known"),
    ],
)
def test_relative_links_begin_where_the_entry_says(
    given: str | None, link: str | None, home: str | None, base: str | None
) -> None:
    assert content_base(given, link, home) == base
