"""`auto` on pages that look nearly like lists: nothing is invented there, and nothing is led astray."""

from __future__ import annotations

import pytest

from tests.extract.strategies import extract, refusal

TEXT = "The harbour master said that the new quay would take the larger boats from next week on. " * 4
RELATED = """<ul><li><a href="/n/2">Ferry fares to rise again</a> <time>20 Nov 2026</time></li>
<li><a href="/n/3">Old lighthouse sold to a baker</a> <time>19 Nov 2026</time></li></ul>"""
OFFICES = """<table><tr><td><a href="/o/1">North office of the port</a></td><td>1 May 2019</td></tr>
<tr><td><a href="/o/2">South office of the port</a></td><td>3 June 2021</td></tr></table>"""
FILES = """<table><tr><td><a href="a.zip">harbour-tool.zip</a></td><td>2026-03-04</td></tr>
<tr><td><a href="b.zip">harbour-docs.zip</a></td><td>2026-03-01</td></tr></table>"""
HOLIDAYS = "".join(f"<h3>{day} December 2026</h3><p>Closed all day for everyone.</p>" for day in (24, 25, 26))
TITLES = ("Lantern festival", "Harbour concert", "Ferrymen's gallery")


@pytest.mark.parametrize(
    "page",
    [f"<h1>Quay opens</h1><p>{TEXT}</p><h3>Read also</h3>{RELATED}", OFFICES, FILES, HOLIDAYS],
    ids=["related stories", "oldest first", "files", "holidays to come"],
)
def test_what_is_no_list_gives_no_stories(page: str) -> None:
    assert "no repeated blocks look like stories" in refusal("auto", f"<main>{page}</main>")


def test_two_stories_that_are_all_of_the_content_are_a_list() -> None:
    assert len(extract("auto", f"<main><h1>News</h1>{RELATED}</main>").stories) == 2


def told(card: str) -> list[tuple[str | None, str | None, object]]:
    """Titles, links and dates of three such cards."""
    cards = [card.replace("{n}", str(n)).replace("{title}", title) for n, title in enumerate(TITLES, 1)]
    return [(s.title, s.link, s.published) for s in extract("auto", f"<main>{''.join(cards)}</main>").stories]


def test_a_script_that_passes_a_story_on_is_not_its_link() -> None:
    click = "window.open('https://friends.example/post?u=/n/{n}'); return false"
    card = f"""<div><a href="#" onclick="{click}">Share this with everyone</a><h3>{{title}}</h3>
        <p>{{n}} March 2026</p><a href="/n/{{n}}">Read more</a></div>"""
    assert [link for _, link, _ in told(card)] == ["/n/1", "/n/2", "/n/3"]


def test_an_address_that_begins_with_a_count_of_readers_is_told_by_the_rest() -> None:
    card = '<p><a href="/?utm_source=list&utm_medium=web&p={n}">{title}</a> {n} March 2026</p>'
    assert [title for title, _, _ in told(card)] == list(TITLES)


def test_a_title_of_two_words_stays_before_a_date_and_what_follows() -> None:
    card = '<a href="/e/{n}"><span>{title}</span><span>{n} March 2026</span><span>Beside the room of the {title}</span></a>'
    assert [title for title, _, _ in told(card)] == list(TITLES)


def test_a_line_before_paragraphs_that_tells_otherwise_is_none_of_them() -> None:
    before = 'Welcome to <a href="/about">our small harbour</a>, last changed 1 May 2026.'
    lines = "".join(
        f'<p>{n} March 2026 <a href="/n/{n}">{title}</a></p>' for n, title in enumerate(TITLES, 1)
    )
    stories = extract("auto", f"<main>{before}{lines}</main>").stories
    assert [story.title for story in stories] == list(TITLES)


def test_numbers_of_issues_beside_months_are_no_days() -> None:
    head = "<tr><th>Issue</th><th>Month</th><th>Title</th></tr>"
    rows = "".join(
        f'<tr><td>{n + 11}</td><td>May</td><td><a href="/n/{n}">{title} in old pictures</a></td></tr>'
        for n, title in enumerate(TITLES)
    )
    assert {s.published for s in extract("auto", f"<table>{head}{rows}</table>").stories} == {None}


@pytest.mark.parametrize("given", ["1342797581", "20120720T151941Z"])
def test_a_moment_written_for_programs_alone_is_not_the_day_that_is_shown(given: str) -> None:
    card = f'<article><h3><a href="/n/{{n}}">{{title}}</a></h3><time datetime="{given}">20 July 2012</time></article>'
    assert {date for _, _, date in told(card)} == {given}
