"""What stands beside a page's news and is none of it: events, vacancies, posts of a network."""

from __future__ import annotations

import pytest

from tests.extract.strategies import extract

NEWS = [
    "Second quay opens after years",
    "Ferry timetable changes",
    "Fish market moves on",
    "Open day",
    "New boats",
]
OTHERS = [
    "Concert in the harbour",
    "Meeting of the board",
    "Market day at the quay",
    "Carols by candle light",
]
EVENT = '<article><h3><a href="{at}{n}">{title}</a></h3><time>December {d}, 2026</time><p>With all who want to come.</p></article>'
ROW = '<li><span>December {d}, 2026</span> <a href="{at}{n}">{title}</a></li>'
JOB = '<li><a href="{at}{n}">{title}</a><br>Apply by December {d}, 2026</li>'
POST = '<div class="post"><a href="{at}{n}">@town</a> <p>{title}, as all may see here.</p><span>{d} hours ago</span></div>'


def news(card: str = '<li><span>November {d}, 2026</span> <a href="/{n}">{title}</a></li>') -> str:
    return "".join(card.format(n=n, d=20 - n, title=title) for n, title in enumerate(NEWS))


def others(card: str, at: str) -> str:
    return "".join(card.format(n=n, d=n + 3, title=title, at=at) for n, title in enumerate(OTHERS))


def read(body: str) -> list[str | None]:
    return [story.title for story in extract("auto", f"<div>{body}</div>").stories]


BESIDE = [
    pytest.param("<h3>Upcoming events</h3>", ROW, "/n/", id="headed so"),
    pytest.param("<h3>Veranstaltungen</h3>", ROW, "/n/", id="headed so in German"),
    pytest.param("<h3>At the quay</h3>", ROW, "/events/", id="in a folder of events"),
    pytest.param("<h2>Events</h2>", EVENT, "/event/", id="larger than the news"),
    pytest.param("<h3>Vacancies</h3>", JOB, "/jobs/", id="with days that end them"),
    pytest.param("<h3>Follow us</h3>", POST, "https://twitter.com/town/status/", id="posts of a network"),
]


@pytest.mark.parametrize("first", [True, False], ids=["before the news", "behind the news"])
@pytest.mark.parametrize(("heading", "card", "at"), BESIDE)
def test_what_stands_beside_news_is_no_news(heading: str, card: str, at: str, *, first: bool) -> None:
    beside = f"<div class='box'>{heading}<ul>{others(card, at)}</ul></div>"
    told = f"<div class='list'><ul>{news()}</ul></div>"
    assert read(beside + told if first else told + beside) == NEWS


@pytest.mark.parametrize(("heading", "card", "at"), BESIDE)
def test_where_nothing_else_is_there_it_is_what_the_page_tells(heading: str, card: str, at: str) -> None:
    assert len(read(f"{heading}<ul>{others(card, at)}</ul>")) == len(OTHERS)


CARD = '<div class="{kind}"><h3><a href="{at}{n}">{title}</a></h3><small>{d} {month} 2026</small></div>'


def boxes(heading: str, at: str, month: str = "May") -> str:
    """News and others in columns side by side, shown alike."""
    told = "".join(
        CARD.format(kind="n", at="/n/", n=n, title=t, d=20 - n, month="May") for n, t in enumerate(NEWS)
    )
    also = "".join(
        CARD.format(kind="e", at=at, n=n + 9, title=t, d=n + 3, month=month) for n, t in enumerate(OTHERS)
    )
    return f'<div class="col-8"><h2>News</h2>{told}</div><div class="col-4"><h2>{heading}</h2>{also}</div>'


@pytest.mark.parametrize(
    ("heading", "at"),
    [
        pytest.param("Upcoming events", "/n/", id="headed so"),
        pytest.param("At the quay", "/events/", id="in a folder of events"),
    ],
)
def test_a_column_of_others_that_looks_like_the_news_is_none(heading: str, at: str) -> None:
    assert read(boxes(heading, at)) == NEWS


def test_a_column_of_others_that_are_over_is_told_of_with_the_news() -> None:
    assert read(boxes("Events", "/n/", "February")) == [*NEWS, *OTHERS]


def test_a_second_column_of_news_is_read_with_the_first() -> None:
    assert read(boxes("From the quays", "/n/")) == [*NEWS, *OTHERS]


def test_a_page_of_events_is_read_beside_some_news() -> None:
    beside = f"<div><h2>News</h2><ul>{news()}</ul></div>"
    assert set(OTHERS) <= set(read(f"<h1>Events</h1><section>{others(EVENT, '/event/')}</section>{beside}"))


def test_a_page_that_calls_itself_one_of_events_is_read_beside_some_news() -> None:
    beside = f"<div><h2>News</h2><ul>{news()}</ul></div>"
    told = f"<section><h2>In December</h2>{others(EVENT, '/event/')}</section>"
    found = extract("auto", f"<title>Events – Harbour</title><div>{told}{beside}</div>").stories
    assert set(OTHERS) <= {story.title for story in found}


def test_a_second_list_of_news_goes_with_the_first() -> None:
    more = "<div><h3>Sports</h3><ul>" + others(ROW, "/sports/") + "</ul></div>"
    assert read(f"<div><h3>Town</h3><ul>{news()}</ul></div>{more}") == [*NEWS, *OTHERS]


TABLE = '<tr><td>November {d}, 2026</td><td><a href="{at}{n}">{title}</a></td></tr>'

OF_NEWS = [
    pytest.param("<h2>News &amp; Events</h2>", "/a/", id="news and events"),
    pytest.param("<h2>Nieuws en agenda</h2>", "/a/", id="news and events in Dutch"),
    pytest.param("<h2>Latest</h2>", "/news-and-events/", id="in a folder of both"),
    pytest.param("<h2>Agenda</h2>", "/agenda/paper.pdf?", id="papers of meetings"),
]


@pytest.mark.parametrize(("heading", "at"), OF_NEWS)
def test_news_called_news_and_events_are_news(heading: str, at: str) -> None:
    beside = f"<div><h2>Reports</h2><table>{others(TABLE, '/pub/')}</table></div>"
    told = f"<div>{heading}{news(EVENT.replace('{at}', at))}</div>"
    assert read(f"<h1>Harbour board</h1>{told}{beside}") == [*NEWS, *OTHERS]


@pytest.mark.parametrize(("card", "at"), [(JOB, "/jobs/"), (EVENT, "https://youtube.com/watch?v=a")])
def test_what_the_heading_of_the_page_heads_is_what_it_tells(card: str, at: str) -> None:
    beside = f"<div><h2>News</h2><table>{news(TABLE.replace('{at}', '/'))}</table></div>"
    assert set(OTHERS) <= set(read(f"<h1>With us</h1><ul>{others(card, at)}</ul>{beside}"))
