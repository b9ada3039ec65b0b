"""Who wrote a story, and what sums it up, is read from its block however the list says so."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from feedsvc.extract.pipeline import run
from feedsvc.models import ParsedStory
from tests.extract.helpers import make_page, make_settings
from tests.extract.listings.fronts import VALUES as NEWS
from tests.extract.listings.listing import rows

LATER = datetime(2026, 3, 4, 12, tzinfo=UTC)
HEAD = "<tr><th>No.</th><th>Title</th><th>{}</th><th>Date</th></tr>"
ROW = '<tr><td>{id}</td><td><a href="/n/{id}">{title}</a></td><td>Ann Lee</td><td>{iso}</td></tr>'
CARD = '<article><h2><a href="/n/{{id}}">{{title}}</a></h2>{}<time>{{iso}}</time></article>'
PEOPLE = '<span class="name first">Ann Lee</span>, <span class="name">Bo Wu</span>'


def stories_of(body: str) -> tuple[ParsedStory, ...]:
    page = make_page(f"<!doctype html><html><body><main><h1>News</h1>{body}</main></body></html>")
    return run(page, make_settings(extractor="auto", timezone="UTC", article_id=None), LATER).stories


def first_of(body: str) -> ParsedStory:
    return stories_of(body)[0]


@pytest.mark.parametrize(
    "head",
    ["Author", "Author(s)", "Written by", "Verfasserin", "Auteur", "작성자", "글쓴이", "發布單位", "投稿者"],
)
def test_a_column_of_authors_names_them(head: str) -> None:
    assert first_of(f"<table>{HEAD.format(head)}{rows(ROW, NEWS)}</table>").authors == ("Ann Lee",)


@pytest.mark.parametrize("columns", ["rowspan=2", "rowspan=2 colspan=2"])
def test_a_column_of_authors_stands_where_it_is_headed_below_cells_that_reach_down(columns: str) -> None:
    heads = "".join(f"<th>{head}</th>" for head in ("Day", "Hour", "Title", "Author", "Hall"))
    day = f"<td {columns}>{{iso}}</td>" + ("" if "colspan" in columns else "<td rowspan=2>9</td>")
    first = f'<tr>{day}<td><a href="/n/{{id}}">{{title}}</a></td><td>Ann Lee</td><td>Great Hall</td></tr>'
    second = '<tr><td><a href="/m/{id}">{title}, again</a></td><td>Bo Wu</td><td>Old Hall</td></tr>'
    table = f"<table><tr>{heads}</tr>{rows(first + second, NEWS)}</table>"
    assert {story.authors for story in stories_of(table)} == {("Ann Lee",), ("Bo Wu",)}


@pytest.mark.parametrize("head", ["Judge", "Status", "County", "Authority", "Views"])
def test_another_column_names_no_author(head: str) -> None:
    assert first_of(f"<table>{HEAD.format(head)}{rows(ROW, NEWS)}</table>").authors == ()


@pytest.mark.parametrize(
    ("said", "authors"),
    [
        ("<p><span>Oleh Ann Lee</span></p>", ("Ann Lee",)),
        ("<p><span>Autor: Ann Lee</span></p>", ("Ann Lee",)),
        ("<p><span>Yazar: Ann Lee</span></p>", ("Ann Lee",)),
        ("<p><span>Tác giả: Ann Lee</span></p>", ("Ann Lee",)),
        ("<p><span>Szerző: Ann Lee</span></p>", ("Ann Lee",)),
        ("<dl><dt>Author</dt><dd>Ann Lee</dd></dl>", ("Ann Lee",)),
        ("<p><b>Author:</b> <i>Ann Lee</i></p>", ("Ann Lee",)),
        ("<p>By <span>Ann Lee</span>, <span>today</span></p>", ("Ann Lee",)),
        ('<p><a href="/users/7/ann-lee">Ann Lee</a></p>', ("Ann Lee",)),
        (f'<div class="authors">{PEOPLE.replace("name", "author")}</div>', ("Ann Lee", "Bo Wu")),
        ('<p><b class="authorName">Ann Lee</b> <i class="authorTitle">Editor</i></p>', ("Ann Lee",)),
        ('<p><a class="username" href="/u/1">Ann Lee</a></p><p>Last: <a class="username" href="/u/2">Bo</a></p>', ("Ann Lee",)),
        ('<p style="display:none"><b class="username">Bo</b></p><p><b class="username">Ann Lee</b></p>', ("Ann Lee",)),
        ('<p class="author">Added by <a href="/x">Ann Lee</a></p>', ("Ann Lee",)),
        ('<p><a rel="noopener author" href="/staff/9">Ann Lee</a></p>', ("Ann Lee",)),
        ("<p>Author: Ann Lee</p>", ("Ann Lee",)),
        ('<p class="author">Author: Ann Lee</p>', ("Ann Lee",)),
        ("<p>Autor: anna</p>", ("anna",)),
        ("<p>by annlee</p>", ("annlee",)),
        ("<p>Posted by the harbour master</p>", ("the harbour master",)),
        ("<p>By Jean-Luc d’Orme</p>", ("Jean-Luc d’Orme",)),
        ("<p>Publié le 3 mars 2026 par Ann Lee</p>", ("Ann Lee",)),
        ('<p class="byline">Publié le 3 mars 2026 par Ann Lee</p>', ("Ann Lee",)),
        ("<p>3. März 2026, von Ann Lee und Bo Wu</p>", ("Ann Lee", "Bo Wu")),
        ('<p class="author">3 March 2026 by Ann Lee</p>', ("Ann Lee",)),
        ("<p>It shall be built until 3 March 2026 by Ann Lee</p>", ()),
        ('<p class="byline">Last updated: 3 March 2026</p>', ()),
        ('<p class="byline">Veröffentlicht am 3. März 2026</p>', ()),
        ('<p class="byline">Opublikowano 3 marca 2026</p>', ()),
        ('<p class="author">Tuesday, 3 March 2026</p>', ()),
        ('<p class="author">Harbourer, 3 March 2026</p>', ("Harbourer",)),
        ("<p>Von Ann von der Lee</p>", ("Ann von der Lee",)),
        ("<p>Par Ann Lee avec ABC</p>", ("Ann Lee avec ABC",)),
        ("<p>By popular demand</p>", ()),
        ("<p>Por fin abre el muelle</p>", ()),
        ("<p>Par ailleurs</p>", ()),
        ("<p>Von der Quelle bis zur Mündung</p>", ()),
        ("<p><span>Autorennen am Kanal</span></p>", ()),
        ("<p><i>Author</i> <i>unknown to us</i></p>", ()),
        ("<p><span>Read by</span> <span>many</span></p>", ()),
        ('<p><a href="/users/7/ann-lee/edit">Ann Lee</a></p>', ()),
    ],
)  # fmt: skip
def test_a_byline_of_a_card_names_its_authors(said: str, authors: tuple[str, ...]) -> None:
    assert first_of(rows(CARD.format(said), NEWS)).authors == authors


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("By Tuan Le", ("Tuan Le",)),
        ("By Tuan Le on March 3, 2026", ("Tuan Le",)),
        ("By Kim Il Seong", ("Kim Il Seong",)),
        ("By Mohamed el Dakar", ("Mohamed el Dakar",)),
        ("By Sophie in ’t Hof", ("Sophie in ’t Hof",)),
        ("By Ann Lee in Ports", ("Ann Lee",)),
        ("BY ANN LEE ON SUNDAY", ("ANN LEE",)),
        ("Par Ann Lee le mardi 3 mars 2026", ("Ann Lee",)),
        ("Por Ann Lee el 3 de marzo de 2026", ("Ann Lee",)),
        ("Por Ann Lee el martes", ("Ann Lee",)),
        ("Por José Ortiz y Gallo", ("José Ortiz y Gallo",)),
        ("Por Ana Rocha e Selva, Bo Wu", ("Ana Rocha e Selva", "Bo Wu")),
        ("Por Ann Lee y Bo Wu", ("Ann Lee", "Bo Wu")),
        ("Por Ann y Bo", ("Ann", "Bo")),
        ("Av Ann Lee och Bo Wu", ("Ann Lee", "Bo Wu")),
        ("Door Ann Lee en Bo Wu", ("Ann Lee", "Bo Wu")),
    ],
)
def test_a_line_of_names_is_parted_between_them_alone(line: str, authors: tuple[str, ...]) -> None:
    assert first_of(rows(CARD.format(f'<p class="byline">{line}</p>'), NEWS)).authors == authors


def test_a_picture_of_any_width_hides_no_story() -> None:
    card = CARD.format(
        '<img src="/wide-{id}.jpg" width="' + "9" * 5_000 + '"><img src="/dot.png" width="047">'
    )
    wide = f"https://news.example/wide-{NEWS[0]['id']}.jpg"
    assert [image.url for image in first_of(rows(card, NEWS)).images] == [wide]


def test_a_card_that_is_called_a_summary_as_a_whole_is_none() -> None:
    card = (
        '<div class="post-summary"><div class="post-summary--main"><h3><a href="/n/{id}">{title}</a></h3>'
        '<div class="post-summary--excerpt">{text}</div><time>{iso}</time></div></div>'
    )
    assert first_of(rows(card, NEWS)).summary == NEWS[0]["text"]


def test_a_line_with_the_day_sums_nothing_up() -> None:
    line = "<p><time>{iso}</time> | Department of the harbour | news releases</p><p>{text}</p>"
    card = f'<article><h3><a href="/n/{{id}}">{{title}}</a></h3>{line}</article>'
    assert first_of(rows(card, NEWS)).summary == NEWS[0]["text"]


@pytest.mark.parametrize(
    "text",
    [
        "Von Montag an fährt die Fähre wieder, wie der Hafen am Abend mitteilte.",
        "By the harbour a new light was lit on Monday, and many came to see it shine.",
    ],
)
def test_a_text_may_begin_with_the_words_of_a_byline(text: str) -> None:
    card = f'<article><h2><a href="/n/{{id}}">{{title}}</a></h2><p>{text}</p><time>{{iso}}</time></article>'
    found = first_of(rows(card, NEWS))
    assert (found.summary, found.authors) == (text, ())


def test_what_is_said_of_an_author_sums_nothing_up() -> None:
    said = '<div class="author__intro"><b>Ann Lee</b> <i>Keeper of the harbour’s log</i></div><p>{text}</p>'
    card = f'<article><h2><a href="/n/{{id}}">{{title}}</a></h2>{said}<time>{{iso}}</time></article>'
    assert first_of(rows(card, NEWS)).summary == NEWS[0]["text"]


@pytest.mark.parametrize("begins", ["", "港口 "])
def test_a_long_summary_without_spaces_is_cut_between_characters(begins: str) -> None:
    text = begins + "渡轮恢复通航，码头今天重新开放。" * 60
    card = f'<article><h2><a href="/n/{{id}}">{{title}}</a></h2><p>{text}</p><time>{{iso}}</time></article>'
    summary = first_of(rows(card, NEWS)).summary
    assert 500 < len(summary) <= 600
    assert summary.endswith("…")
