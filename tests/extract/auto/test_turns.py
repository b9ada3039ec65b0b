"""Stories whose parts stand side by side with those of all others: which part goes with which headline."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from feedsvc.extract.pipeline import run
from tests.extract.helpers import make_page, make_settings

NOW = datetime(2026, 11, 22, tzinfo=UTC)
TITLES = ["Second quay opens after years", "Report of 2025 published", "Open day", "Fish market moves on"]
DAYS = ["20 November 2026", "18 November 2026", "2 November 2026", "30 October 2026"]
TEXT = "<p>The whole town has spoken of it since the great storm of the other spring, and many came.</p>"
PICTURE = '<a href="/{n}"><img src="/{n}.jpg" alt=""></a>'
MORE = '<a class="more" href="/{n}">Read more</a>'
HEADLINES = {
    "h2": '<h2><a href="/{n}">{title}</a></h2>',
    "linked h3": '<a href="/{n}"><h3>{title}</h3></a>',
    "bold p": '<p class="hl"><strong><a href="/{n}">{title}</a></strong></p>',
    "p": '<p><a class="title" href="/{n}">{title}</a></p>',
}
BESIDE = {
    "span": '<span class="date">{day}</span>',
    "time": "<time>{day}</time>",
    "line": '<div class="meta">By Ann Lee | {day} | <a href="/c/9">News</a> | <a href="/{n}#comments">3</a></div>',
    "links": '<p class="meta">{day} &middot; <a href="/c/9">News</a>, <a href="/c/8">Harbour</a></p>',
}


def read(parts: str, days: list[str] = DAYS, start: str = "", end: str = "") -> list[tuple[str, str, str]]:
    """Title, address and day of the stories of one element that holds these parts of each."""
    told = [parts.format(n=n, title=t, day=d) for n, (t, d) in enumerate(zip(TITLES, days, strict=True))]
    body = f"<h1>News</h1><div id=content>{start}{' '.join(told)}{end}</div>"
    stories = run(make_page(body), make_settings(extractor="auto", timezone="UTC"), NOW).stories
    return [
        (s.title, (s.url or "")[-2:], f"{s.published:%d %B %Y}".lstrip("0") if s.published else "")
        for s in stories
    ]


RIGHT = [(title, f"/{n}", day) for n, (title, day) in enumerate(zip(TITLES, DAYS, strict=True))]


@pytest.mark.parametrize("line", BESIDE.values(), ids=BESIDE)
@pytest.mark.parametrize("headline", HEADLINES.values(), ids=HEADLINES)
@pytest.mark.parametrize(
    "order",
    ["{m}{h}", "{h}{m}", "{m}{h}{t}", "{h}{t}{m}", "{p}{h}{m}{t}", "{h}{p}{t}{more}{m}", "{p}{m}{h}{t}<hr>"],
)
def test_each_headline_has_what_stands_on_its_side_of_it(order: str, headline: str, line: str) -> None:
    assert read(order.format(m=line, h=headline, t=TEXT, p=PICTURE, more=MORE)) == RIGHT


@pytest.mark.parametrize(
    ("start", "end"), [("<time>22 November 2026</time>", ""), ("", "<p>22 November 2026</p>")]
)
def test_a_day_that_is_that_of_the_page_shifts_none(start: str, end: str) -> None:
    parts = HEADLINES["h2"] + (BESIDE["time"] if start else "<p>{day}</p>")
    assert read(parts, start=start, end=end) == RIGHT


def test_a_year_in_the_headline_before_is_not_that_of_the_next_day() -> None:
    days = [day.removesuffix(" 2026") for day in DAYS]
    assert read(BESIDE["links"] + HEADLINES["linked h3"], days) == RIGHT


def test_a_line_with_a_clock_above_each_headline_is_that_of_what_follows() -> None:
    days = [f"November {n}, 2026 3:45 PM" for n in (20, 18, 2, 1)]
    told = read(f"{BESIDE['line']}{HEADLINES['p']}", days)
    assert [day for *_, day in told] == [
        "20 November 2026",
        "18 November 2026",
        "2 November 2026",
        "1 November 2026",
    ]
    assert [(title, address) for title, address, _ in told] == [one[:2] for one in RIGHT]


@pytest.mark.parametrize("day", ["11/{d}/26", "{d}.11.26"])
def test_a_short_year_is_read_between_bars(day: str) -> None:
    days = [day.format(d=d) for d in ("20", "18", "13", "12")]
    assert [one[2][:2] for one in read(HEADLINES["h2"] + BESIDE["line"], days)] == ["20", "18", "13", "12"]


@pytest.mark.parametrize("headline", [HEADLINES["h2"], HEADLINES["p"]], ids=["h2", "p"])
@pytest.mark.parametrize("order", ["{m}{h}{t}", "{h}{t}{m}", "{p}{m}{h}{t}"])
@pytest.mark.parametrize("box", [True, False], ids=["a box", "a missing text"])
def test_a_box_between_two_stories_or_a_missing_part_shifts_nothing(
    order: str, headline: str, *, box: bool
) -> None:
    days = [*DAYS, "28 October 2026", "27 October 2026"]
    titles = [*TITLES, "Night ferries return at last", "Old mint becomes a library"]
    parts = order.format(m=BESIDE["time"], h=headline, t=TEXT, p=PICTURE)
    told = [parts.format(n=n, title=t, day=d) for n, (t, d) in enumerate(zip(titles, days, strict=True))]
    told[3] = told[3] if box else told[3].replace(TEXT, "")
    told.insert(5, '<div class="box"><h3>Get our letter</h3><a href="/letter">Sign up</a></div>' * box)
    body = f"<h1>News</h1><div id=content>{' '.join(told)}</div>"
    stories = run(make_page(body), make_settings(extractor="auto", timezone="UTC"), NOW).stories
    seen = [(s.title, f"{s.published:%d %B %Y}".lstrip("0")) for s in stories if s.published]
    assert seen == list(zip(titles, days, strict=True))


LONGER = [f"{title} {n} days before the end of winter" for n, title in enumerate(TITLES * 2, 10)]


@pytest.mark.parametrize(
    "texts", [(2, 2, 2, 2, 2, 2, 2, 1), (1, 3, 2, 1, 3, 2, 1, 3), (3, 1, 1, 2, 3, 1, 2, 2)]
)
@pytest.mark.parametrize("tag", ["h1", "h2"])
def test_paragraphs_of_links_have_no_text_above_them_and_not_the_heading_of_the_page(
    tag: str, texts: tuple[int, ...]
) -> None:
    parts = [
        f'<p><a href="/{n}">{title}</a></p>' + f"<p>Of {title}, {'as all could see ' * 3}.</p>" * count
        for n, (title, count) in enumerate(zip(LONGER, texts, strict=True))
    ]
    body = f"<div><{tag}>All the news of our harbour town</{tag}>{''.join(parts)}</div>"
    stories = run(make_page(body), make_settings(extractor="auto", timezone="UTC"), NOW).stories
    assert [story.title for story in stories] == LONGER
    assert all(story.summary.startswith(f"Of {story.title}" if story.summary else "") for story in stories)


def test_days_above_paragraphs_of_links_stay_theirs_however_many_texts_stand_between() -> None:
    counts = [1, 2, 3, 1, 2, 3, 1, 2]
    parts = [
        f'<p>{20 - n} November 2026</p><p><a href="/{n}">{title}</a></p>' + TEXT * count
        for n, (title, count) in enumerate(zip(LONGER, counts, strict=True))
    ]
    page = make_page(f"<div>{''.join(parts)}</div>")
    stories = run(page, make_settings(extractor="auto", timezone="UTC"), NOW).stories
    assert [story.published and story.published.day for story in stories] == [20 - n for n in range(8)]
