"""Rows without a link among rows whose links say but the name of a paper."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from tests.extract.strategies import extract

Row = tuple[str, str, str]
"""Day, words, and where the paper is; empty where there is none."""
ROWS: Sequence[Row] = (
    ("March 18, 2099", "Harbour board", ""),
    ("March 20, 2024", "Planning board", ""),
    ("March 13, 2024", "Budget committee", "/a/3.pdf"),
    ("March 6, 2024", "Friends of the library", "/a/2.pdf"),
    ("February 21, 2024", "Zoning appeals", ""),
    ("February 14, 2024", "Parks committee", "/a/1.pdf"),
    ("February 7, 2024", "Bridges and lamps", "/a/0.pdf"),
    ("January 1, 2024", "Older papers are in the town archive", ""),
)
PAST = [(words, link or None) for _, words, link in ROWS[2:-1]]


def paper(link: str) -> str:
    return link and f'<a href="{link}">Agenda</a>'


def table(day: str, words: str, link: str) -> str:
    return f"<tr><td>{day}</td><td>{words}</td><td>{paper(link)}</td></tr>"


def line(day: str, words: str, link: str) -> str:
    return f"<li>{day} – {words} {paper(link)}</li>"


def cells(day: str, words: str, link: str) -> str:
    even = " even" * (len(words) % 2)
    return f'<ul class="day{even}"><li>{day}</li><li>1 pm</li><li>{words}</li><li>{paper(link)}</li></ul>'


def titled(day: str, words: str, link: str) -> str:
    return f"<li>{day} {f'<a href={link}>{words}</a>' if link else words}</li>"


def undated(day: str, words: str, link: str) -> str:
    return f"<tr><td>{day if link else 'To be told'}</td><td>{words}</td><td>{paper(link)}</td></tr>"


def read(row: Callable[[str, str, str], str]) -> list[tuple[str | None, str | None]]:
    rows = "".join(row(*one) for one in ROWS)
    tag = "table" if rows.startswith("<tr") else "div" if rows.startswith("<ul") else "ul"
    page = f"<body><main><h1>Meetings</h1><{tag}>{rows}</{tag}></main></body>"
    return [(story.title, story.link) for story in extract("auto", page).stories]


@pytest.mark.parametrize("row", [table, line, cells])
def test_a_row_without_a_paper_is_a_story_among_those_with_one_and_not_before_or_behind_them(
    row: Callable[..., str],
) -> None:
    assert read(row) == PAST


@pytest.mark.parametrize("row", [titled, undated])
def test_a_row_without_link_or_day_is_none_where_the_words_lead_or_a_day_is_missing(
    row: Callable[..., str],
) -> None:
    assert read(row) == [(words, link) for words, link in PAST if link]
