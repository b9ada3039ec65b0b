"""`auto`: what it chooses and why; the site styles are golden pages (tests/pages/auto)."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from feedsvc.extract.auto.changelog import releases
from feedsvc.extract.auto.walk import outline
from feedsvc.extract.datetext import find_date
from feedsvc.extract.dom import parse_html
from feedsvc.extract.pipeline import run
from tests.extract.helpers import NOW, PAGES, as_json, make_page, make_settings, read_case
from tests.extract.strategies import HOSTILE, extract, refusal

TITLES = [
    "Second quay opens after three years",
    "Night ferries return to the islands",
    "Orchards test drones against frost",
    "Old mint becomes a public library",
]
LATER = datetime(2026, 11, 22, tzinfo=UTC)
STYLES = sorted((PAGES / "auto").iterdir())


def listing(lines: list[str], around: str = "<ul>{}</ul>") -> str:
    return around.format("".join(lines))


def dated(titles: list[str] = TITLES, prefix: str = "/n") -> str:
    return listing(
        [f'<li>2026-03-0{n + 1} <a href="{prefix}/{n}">{t}</a></li>' for n, t in enumerate(titles)]
    )


def titles_of(page: str) -> list[str | None]:
    return [story.title for story in extract("auto", page).stories]


def test_there_are_more_than_ten_site_styles() -> None:
    assert len(STYLES) >= 25


@pytest.mark.parametrize("folder", STYLES, ids=lambda folder: folder.name)
@pytest.mark.no_cover
def test_proposed_selectors_find_the_same_stories(folder: object) -> None:
    page, settings, now = read_case(folder)  # type: ignore[arg-type]
    found = run(page, settings, now)
    for proposal in [p for p in found.proposals if p.extractor == "selectors"]:
        own = make_settings(extractor="selectors", options=proposal.options, timezone=settings.timezone)
        again = run(page, own, now)
        assert [(s.title, s.url, s.published) for s in again.stories] == [
            (s.title, s.url, s.published) for s in found.stories
        ]
        pairs = list(zip(again.stories, found.stories, strict=True))
        for name, field in (("author", "authors"), ("section", "section"), ("image", "images")):
            same = sum(getattr(a, field) == getattr(b, field) for a, b in pairs)
            assert name not in proposal.options or same >= 0.9 * len(pairs), name


DATELINE = "<h2>Version 5.{n}</h2><p><em>November 1{n}, 2026</em></p><ul><li>Opens <a href='/d{n}'>far more kinds of old files</a></li></ul>"
BRACKETS = (
    "<h2>[5.{n}] - 2026-11-1{n}</h2><h3>Added</h3><p>Opens more files.</p><h3>Fixed</h3><p>Closes them.</p>"
)
ANCHORED = "<h2 id=v{n}><a href='#v{n}'>5.{n}</a> <small>(2026-11-1{n})</small></h2><p>Opens more files.</p>"
WRAPPED = "<div class=r><h3>v5.{n}</h3><time datetime=2026-11-1{n}>x</time><p>Opens more files.</p></div>"


@pytest.mark.parametrize(
    ("release", "title"),
    [
        pytest.param(DATELINE, "Version 5.3", id="date below"),
        pytest.param(BRACKETS, "5.3", id="subheadings"),
        pytest.param(ANCHORED, "5.3", id="link to itself"),
        pytest.param(WRAPPED, "v5.3", id="elements of their own"),
    ],
)
def test_releases_without_pages_are_stories_without_links(release: str, title: str) -> None:
    page = "<main><h1>Changes</h1>" + "".join(release.replace("{n}", str(n)) for n in (3, 2, 1))
    first, *others = extract("auto", page + "</main>").stories
    assert (first.title, first.link, len(others)) == (title, None, 2)
    assert "2026" in str(first.published)
    assert "Opens" in str(first.content)
    assert "2026" not in str(first.content)


@pytest.mark.parametrize(
    ("release", "title"),
    [
        (
            "<h2>Version 5.{n} – Offline maps</h2><p><em>November 1{n}, 2026</em></p><ul><li>New.</li></ul>",
            "Version 5.3 – Offline maps",
        ),
        ("<h2>v5.{n}: Maps</h2><p>Released November 1{n}, 2026</p><ul><li>New.</li></ul>", "v5.3: Maps"),
        ("<h2>Ferry 5.{n} - Maps</h2><p>November 1{n}, 2026</p><ul><li>New.</li></ul>", "Ferry 5.3 - Maps"),
        ("<h2>5.0.{n} Maps</h2><h3>More</h3><p>November 1{n}, 2026</p><ul><li>New.</li></ul>", "5.0.3 Maps"),
    ],
)
def test_a_release_may_have_a_headline_after_its_version(release: str, title: str) -> None:
    page = "".join(release.replace("{n}", str(n)) for n in (3, 2, 1))
    found = extract("auto", f"<h1>What is new</h1><div>{page}</div>").stories
    assert (len(found), found[0].title, found[0].link) == (3, title, None)
    assert found[0].published == "November 13, 2026"
    assert "New." in (found[0].content or "")


@pytest.mark.parametrize(
    "changed",
    [
        "Updated 2026-03-1{n}",
        "Zuletzt aktualisiert: 1{n}.03.2026",
        '<b class="post-update"><i class="fa"></i><i class="day">2026.03.1{n}</i></b>',
    ],
)
def test_the_day_of_a_change_is_not_that_of_a_story_that_says_its_own(changed: str) -> None:
    days = "<p>" + changed + "</p><p>2026-03-0{n}</p>"
    cards = [f'<li><a href="/n/{n}">{t}</a>{days.replace("{n}", str(n))}' for n, t in enumerate(TITLES, 1)]
    stories = extract("auto", f"<main><ul>{''.join(cards)}</ul></main>").stories
    assert [story.published for story in stories] == [f"2026-03-0{n}" for n in range(1, 5)]


def test_a_box_called_a_change_that_holds_more_says_nothing_of_its_first_day() -> None:
    days = '<p class="post-update"><i class="day">2026-03-0{n}</i> seen <i class="day">2026-03-1{n}</i></p>'
    cards = [f'<li><a href="/n/{n}">{t}</a>{days.replace("{n}", str(n))}' for n, t in enumerate(TITLES, 1)]
    stories = extract("auto", f"<main><ul>{''.join(cards)}</ul></main>").stories
    assert [story.published for story in stories] == [f"2026-03-0{n}" for n in range(1, 5)]


@pytest.mark.parametrize(
    "given", ["Invalid Date", "{{ day }}", "0001-01-01T00:00:00", "1970-01-01T00:00:00Z"]
)
def test_a_day_that_is_shown_counts_where_a_program_wrote_none(given: str) -> None:
    day = f'<time datetime="{given}">{{n}} March 2026</time>'
    cards = [f'<li><a href="/n/{n}">{t}</a>{day.replace("{n}", str(n))}' for n, t in enumerate(TITLES, 1)]
    stories = extract("auto", f"<main><ul>{''.join(cards)}</ul></main>").stories
    assert [story.published for story in stories] == [f"{n} March 2026" for n in range(1, 5)]


@pytest.mark.parametrize(
    "title",
    [
        '<h3><a href="{href}"><b class="badge">NEW</b> {t}</a></h3>',
        '<h3><a href="{href}"><b class="sr-only">Article:</b> {t}</a></h3>',
        '<h3><a href="{href}"><b style="display:none">{href}</b>{t}</a></h3>',
        '<a href="{href}"><b style="display: none">{href}</b>{t}</a>',
        '<a href="{href}">{t} <b hidden>{href}</b></a>',
        '<a href="{href}">·{t}</a>',
        '<a href="{href}">・ {t}</a>',
    ],
)
def test_what_is_marked_or_hidden_beside_a_title_is_no_part_of_it(title: str) -> None:
    cards = [f"<li>{title.format(href=f'/n/{n}', t=t)} 2026-03-0{n}</li>" for n, t in enumerate(TITLES, 1)]
    assert titles_of(f"<main><ul>{''.join(cards)}</ul></main>") == TITLES


@pytest.mark.parametrize("dot", ["", "·", "• "])
def test_a_title_that_the_page_cuts_is_whole_behind_a_dot(dot: str) -> None:
    cards = [
        f'<li><a href="/n/{n}" title="{t}">{dot}{t[:18]}...</a> 2026-03-0{n}' for n, t in enumerate(TITLES, 1)
    ]
    assert titles_of(f"<main><ul>{''.join(cards)}</ul></main>") == TITLES


def test_a_dot_in_a_title_stays() -> None:
    told = [f"{title} · Part 2" for title in TITLES]
    cards = [f'<li><a href="/n/{n}">{t}</a> 2026-03-0{n}' for n, t in enumerate(told, 1)]
    assert titles_of(f"<main><ul>{''.join(cards)}</ul></main>") == told


def test_a_mark_of_news_is_no_section() -> None:
    label = '<b class="label">{}</b>'
    marks = [label.format(word) for word in ("New", "Ports", "Neu!", "HOT")]
    cards = [f'<li>{m}<a href="/n/{n}">{t}</a>' for n, (m, t) in enumerate(zip(marks, TITLES, strict=True))]
    stories = extract("auto", f"<main><ul>{''.join(cards)}</ul></main>").stories
    assert [story.section for story in stories] == [None, "Ports", None, None]


def test_a_release_that_goes_on_elsewhere_is_linked() -> None:
    line = "<h2>5.0.{n} Offline maps</h2><p>2026-11-1{n}</p><p>New. <a href='/r/{n}'>Read more »</a></p>"
    stories = extract("auto", "".join(line.replace("{n}", str(n)) for n in (3, 2, 1))).stories
    assert [story.link for story in stories] == ["/r/3", "/r/2", "/r/1"]


@pytest.mark.parametrize(
    "heading", ["3.{n} million homes are dark", "Why 3.{n} is enough", "Version control in 3.{n} steps"]
)
def test_a_headline_with_a_number_is_no_release(heading: str) -> None:
    texts = [f"<h2>{heading.replace('{n}', str(n))}</h2><p>May {n}, 2026</p><p>New.</p>" for n in (3, 2, 1)]
    assert not releases(outline(parse_html(make_page("".join(texts)))))


def test_few_versions_among_other_headlines_are_no_releases() -> None:
    versions = "".join(f"<h2>v5.{n}: Maps</h2><p>May {n}, 2026</p><p>New.</p>" for n in (3, 2, 1))
    others = "".join(f"<h2>Notes of a sailor {letter}</h2><p>Old.</p>" for letter in "abc")
    assert not releases(outline(parse_html(make_page(versions + others))))


def test_releases_with_pages_are_linked() -> None:
    line = "<h2>5.{n}</h2><p>2026-11-1{n}</p><p>Opens more files. <a href='/r/{n}'>All about 5.{n} in full</a></p>"
    stories = extract("auto", "".join(line.replace("{n}", str(n)) for n in (3, 2, 1))).stories
    assert [story.link for story in stories] == ["/r/3", "/r/2", "/r/1"]


@pytest.mark.parametrize(
    "furniture",
    [
        pytest.param("<nav>{}</nav>", id="navigation"),
        pytest.param("<footer>{}</footer>", id="footer"),
        pytest.param("<aside>{}</aside>", id="aside"),
        pytest.param('<div class="sidebar">{}</div>', id="sidebar"),
        pytest.param('<div id="main-menu">{}</div>', id="menu"),
        pytest.param('<div role="navigation">{}</div>', id="role"),
        pytest.param('<div class="most-read">{}</div>', id="most read"),
        pytest.param("<div hidden>{}</div>", id="hidden"),
    ],
)
def test_lists_of_furniture_are_not_chosen(furniture: str) -> None:
    other = dated([f"Another long headline that is not news, number {n}" for n in range(9)], "/old")
    assert titles_of(furniture.format(other) + dated()) == TITLES
    assert titles_of(dated() + furniture.format(other)) == TITLES


def test_it_says_what_it_tried_and_why_it_chose() -> None:
    attempts = extract("auto", dated()).attempts
    assert attempts[0].startswith("auto: jsonld: the page declares no article")
    assert attempts[1].startswith("auto: byline: no line of the form")
    assert attempts[2].startswith("auto: structure: 4 blocks li (100% dated")
    assert attempts[-1] == "auto: chose structure (4 stories): the page repeats this structure"


def test_a_linked_feed_is_named() -> None:
    link = '<link rel="alternate" type="application/rss+xml" href="/feed.xml">'
    found = extract("auto", link + dated())
    assert found.feeds == ("/feed.xml",)
    assert "auto: the page links a feed: /feed.xml" in found.attempts


def test_the_same_as_selectors_is_a_value_and_a_sentence() -> None:
    found = extract("auto", dated())
    (proposal,) = found.proposals
    assert (proposal.extractor, proposal.options["title"]) == ("selectors", "a")
    sentence = f"auto: the same as selectors: {json.dumps(proposal.options, ensure_ascii=False)}"
    assert sentence in found.attempts


def test_declared_stories_win_when_there_are_as_many() -> None:
    items = [
        {"@type": "NewsArticle", "headline": f"{t} today", "url": f"/n/{n}", "datePublished": "2026-03-04"}
        for n, t in enumerate(TITLES)
    ]
    found = extract("auto", f'<script type="application/ld+json">{json.dumps(items)}</script>{dated()}')
    assert found.strategy == "jsonld"
    assert "declares enough dated stories" in found.attempts[-1]


def test_a_declared_single_story_does_not_hide_a_list() -> None:
    one = '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "About us"}</script>'
    assert titles_of(one + dated()) == TITLES


def test_the_choice_is_the_same_every_time() -> None:
    page = dated() + dated([t[::-1] for t in TITLES], "/m")
    assert len({tuple(titles_of(page)) for _ in range(5)}) == 1


@pytest.mark.parametrize("folder", STYLES, ids=lambda folder: folder.name)
@pytest.mark.no_cover
def test_white_space_between_elements_changes_nothing(folder: object) -> None:
    page, settings, now = read_case(folder)  # type: ignore[arg-type]
    if page.media_type != "text/html":
        return
    text = (
        page.text.replace("</li>", "</li>\n\n")
        .replace("<article", "\n  <article")
        .replace("</tr>", "</tr>\t")
    )
    spaced = make_page(text, url=page.url)
    assert as_json(run(spaced, settings, now))["stories"] == as_json(run(page, settings, now))["stories"]


def test_a_page_that_ends_early_loses_its_last_story() -> None:
    page = f"<html><body><div>{dated()}"
    found = extract("auto", page[: page.index(TITLES[3]) + 12] + "<b")
    assert found.truncated
    assert [s.title for s in found.stories] == TITLES[:3]


@pytest.mark.parametrize(
    "page",
    [
        pytest.param(listing([f'<li><a href="/{n}">Menu {n}</a></li>' for n in range(20)]), id="short links"),
        pytest.param("<p>" + "A long text without any link. " * 200, id="prose"),
        pytest.param(listing(['<li><a href="#x">A headline that leads nowhere</a></li>'] * 9), id="anchors"),
        pytest.param(
            listing(['<li><a href="/x">The same story again and again</a></li>'] * 9), id="one link"
        ),
        pytest.param(
            listing(['<li><a href="javascript:x()">A headline of a script</a></li>'] * 9), id="script"
        ),
    ],
)
def test_a_page_without_stories_has_none(page: str) -> None:
    assert "structure: no repeated blocks" in refusal("auto", page)


@pytest.mark.parametrize("body", HOSTILE)
def test_a_hostile_page_is_refused_in_words(body: bytes) -> None:
    assert refusal("auto", body)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("By Ann Lee | 20 Nov 2026 | World", ("20 Nov 2026", True)),
        ("2026-11-20 09:30", ("2026-11-20 09:30", True)),
        ("2026年11月20日 09:30", ("2026年11月20日 09:30", True)),
        ("2026년 11월 20일", ("2026년 11월 20일", True)),
        ("20.11.2026", ("20.11.2026", True)),
        ("November 20th, 2026 at 3:15 pm", ("November 20th, 2026 at 3:15 pm", True)),
        ("4. März 2026, 12:30 Uhr", ("4. März 2026, 12:30", True)),
        ("Le 20 novembre 2026 à 10h30", ("20 novembre 2026 à 10h30", True)),
        ("20 de noviembre de 2026", ("20 de noviembre de 2026", True)),
        ("20 ноября 2026", ("20 ноября 2026", True)),
        ("Fri, 20 Nov 2026 16:05:00 +0900", ("20 Nov 2026 16:05:00 +0900", True)),
        ("Nov. 20, 2026 at 4:05 p.m. EST", ("Nov. 20, 2026 at 4:05 p.m. EST", True)),
        ("Nov. 20, 2026 at 4:05 p.m. ET", ("Nov. 20, 2026 at 4:05 p.m. ET", True)),
        ("20 Nov 2026 16:05 (GMT+2)", ("20 Nov 2026 16:05 (GMT+2)", True)),
        ("20.11.2026 16:05 Uhr MEZ", ("20.11.2026 16:05 Uhr MEZ", True)),
        ("2026-11-20 16:05 JST", ("2026-11-20 16:05 JST", True)),
        ("2026-11-20 16:05:00+00", ("2026-11-20 16:05:00+00", True)),
        ("2026/11/20 16:05 JST", ("2026/11/20 16:05 JST", True)),
        ("20 Nov 2026 16:05 ESTATE SALE", ("20 Nov 2026 16:05", True)),
        ("20 Nov 2026 16:05 EST-based", ("20 Nov 2026 16:05", True)),
        ("20 novembre 2026 à 10h30 est publié", ("20 novembre 2026 à 10h30", True)),
        ("20 Nov 2026 16:05 MET police", ("20 Nov 2026 16:05", True)),
        ("20 Nov 2026 16:05 ET 17:30", ("20 Nov 2026 16:05", True)),
        ("20 Nov 2026 10:00-12:00", ("20 Nov 2026 10:00", True)),
        ("[11-20]", ("11-20", False)),
        ("3 hours ago", ("3 hours ago", False)),
        ("vor 3 Stunden", ("vor 3 Stunden", False)),
        ("5分钟前", ("5分钟前", False)),
        ("11月20日 10:30", ("11月20日 10:30", False)),
        ("May 5", ("May 5", False)),
        ("27.04.26", ("27.04.26", True)),
        ("6/30/26", ("6/30/26", True)),
        ("11. 3. 2016 v obci", ("11. 3. 2016", True)),
        ("令和6年3月4日 お知らせ", ("令和6年3月4日", True)),
        ("民國113年3月4日", ("民國113年3月4日", True)),
        ("Ida, Yesterday, 13:41", ("Yesterday, 13:41", False)),
        ("昨天 12:30", ("昨天 12:30", False)),
        ("hoje às 13:41", ("hoje às 13:41", False)),
        ("1 day, 3 hours ago", ("1 day, 3 hours ago", False)),
        ("6 hari yang lalu", ("6 hari yang lalu", False)),
        ("1 minggu, 3 hari yang lalu", ("1 minggu, 3 hari yang lalu", False)),
        ("6 ngày trước", ("6 ngày trước", False)),
        ("3 päivää sitten", ("3 päivää sitten", False)),
        ("acum 3 ore", ("acum 3 ore", False)),
        ("منذ 3 أيام", ("منذ 3 أيام", False)),
        ("3시간 전", ("3시간 전", False)),
        ("2.10.14", None),
        ("widget 12.04.26", None),
        ("rooms 6/30/26 of the house", None),
        ("chapter 3-4", None),
        ("no date, 12 items", None),
    ],
)
def test_a_date_in_a_text(text: str, found: tuple[str, bool] | None) -> None:
    assert find_date(text) == found


def test_reasons_are_given_for_each_field() -> None:
    story = run(make_page(dated()), make_settings(extractor="auto"), NOW).stories[0]
    assert story.reasons == {
        "title": "link text",
        "link": "the block's main link",
        "date": "text '2026-03-01'",
    }


def test_one_title_on_all_links_is_no_reason_to_take_other_words_for_titles() -> None:
    rows = [
        f"<li>0{n}.03.2026: <a href=/{n}>The same headline for all</a> (PDF, {n}00 kB)</li>"
        for n in range(1, 8)
    ]
    found = extract("auto", f"<ul>{''.join(rows)}</ul>")
    assert {story.title for story in found.stories} == {"The same headline for all"}


def test_a_date_between_other_words_keeps_the_zone_it_carries() -> None:
    lines = [
        f'<li><a href="/{n}">{t}</a> <span>Posted 20 November 2026 16:05 EST</span></li>'
        for n, t in enumerate(TITLES)
    ]
    found = run(make_page(listing(lines)), make_settings(extractor="auto", timezone="UTC"), LATER)
    assert {story.published for story in found.stories} == {datetime(2026, 11, 20, 21, 5, tzinfo=UTC)}
