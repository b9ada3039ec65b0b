"""Any page as a source, over real sockets: what its operator sees when it changes, breaks and is mended."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from html import escape
from pathlib import Path
from typing import Any

import pytest

from feedsvc.extract.pipeline import run
from feedsvc.models import State
from feedsvc.operate.golden import record_case
from feedsvc.operate.replay import replay
from feedsvc.operate.review import review
from tests.acceptance.conftest import Program
from tests.builders import NOW
from tests.extract.helpers import as_json, read_case
from tests.living import invent

HOUR = timedelta(hours=1)
SELECTORS = {"item": "li.news", "title": "a", "link": "a@href", "date": "time", "summary": "p"}


def listing(stories: Any, *, dated: Any = True, linked: Any = True) -> Any:
    """A page of a style of its own: a list of teasers."""
    items = "".join(
        f'<li class="news"><time>{s.published:%Y-%m-%d %H:%M}</time> '
        f"<a{f' href={s.path}' if linked else ''}>{escape(s.headline)}</a><p>{escape(s.paragraphs[0])}</p></li>"
        if dated
        else f'<li class="news"><a href="{s.path}">{escape(s.headline)}</a><p>{escape(s.paragraphs[0])}</p></li>'
        for s in stories
    )
    return f"<html><head><title>News</title></head><body><ul>{items}</ul></body></html>".encode()


def several(first: Any, last: Any) -> Any:
    """Stories first … last, newest on top."""
    return [invent(n, published=NOW - HOUR * (60 - n)) for n in range(last, first - 1, -1)]


def shows(program: Program, stories: Any, path: Any = "/news", **how: Any) -> None:
    """Let the page list these stories."""
    program.site.answers(path, 200, listing(stories, **how))


def bodies(program: Program) -> Any:
    """The bytes of the subscription documents."""
    return [program.body(f"all.{ending}") for ending in ("atom", "rss", "json")]


@pytest.fixture
def news(program: Program) -> Any:
    """A program over ten teasers read by selectors, polled once."""
    shows(program, several(1, 10))
    program.watches("world", "/news", extractor="selectors", options=SELECTORS)
    program.polls()
    return program


@pytest.mark.parametrize(
    ("page", "told"),
    [
        pytest.param(listing(several(1, 10), dated=False), "0% of the stories have dates", id="lost dates"),
        pytest.param(listing(several(1, 10), linked=False), "0% of the stories have links", id="lost links"),
        pytest.param(listing([replace(s, headline="") for s in several(1, 10)]), "have titles", id="lost titles"),
        pytest.param(listing([replace(s, headline="One") for s in several(11, 30)]), "same title", id="one story"),
        pytest.param(b"<html><body><p>We are moving.", "matches nothing", id="redesign"),
    ],
)  # fmt: skip
def test_what_a_page_always_had_and_lost_is_held_and_changes_no_byte(
    news: Program, page: Any, told: str
) -> None:
    before = bodies(news)
    news.site.answers("/news", 200, page)
    report = news.polls()
    assert report.outcome == "held"
    assert told in (report.error or "")
    assert bodies(news) == before


PROSE = "The harbour of district {n} opened a second quay at 10:05. Ships no longer wait, and its master sold 31 berths."
ARTICLES = {
    "item": "article", "title": "h2", "link": "h2 a", "date": "time@datetime", "author": ".by", "section": ".sec",
    "summary": ".sum",
}  # fmt: skip


def article(n: Any, body: Any) -> Any:
    """A story of a page that is read by what its parts are called."""
    return (
        f'<article><h2><a href="/s/{n}">{escape(invent(n).headline)}</a></h2>'
        f'<time datetime="{NOW - HOUR * n:%Y-%m-%dT%H:%M:%SZ}">x</time><span class="by">Ann Lee</span>'
        f'<span class="sec">World</span>{body}</article>'
    )


@pytest.fixture
def articles(program: Program) -> Any:
    """A program over eight articles, polled once; it shows them with something replaced."""

    def shows(
        old: Any = "", new: Any = "", *, body: Any = '<p class="sum">{prose}</p>', options: Any = ARTICLES
    ) -> Any:
        page = "".join(article(n, body.format(prose=PROSE.format(n=n), n=n)) for n in range(8))
        program.site.answers("/live", 200, f"<html><body>{page.replace(old, new)}</body></html>".encode())
        if not program.sources:
            program.watches("world", "/live", extractor="selectors", options=options)
        return program.polls(after=3 * HOUR)

    program.shows = shows
    return program


@pytest.mark.parametrize("bare", ["<a data-was", "<a data-href"])
def test_links_that_lost_their_addresses_are_held(articles: Program, bare: str) -> None:
    articles.shows()
    before = bodies(articles)
    report = articles.shows("<a href", bare)
    assert report.outcome == "held"
    assert "0% of the stories have links" in report.error
    assert bodies(articles) == before


def test_another_site_at_the_address_is_not_believed_because_days_have_passed(program: Program) -> None:
    def shows(*numbers: int, token: int = 0) -> Any:
        rows = "".join(f'<li><a href="/s/{n}">{escape(invent(n).headline)}</a></li>' for n in numbers)
        program.site.answers(
            "/live", 200, f"<html><body><!-- {token} --><ul>{rows}</ul></body></html>".encode()
        )
        return program.polls(after=11 * HOUR)

    program.site.answers("/live", 200, b"<p>")
    program.watches(
        "world", "/live", extractor="selectors", options={"item": "li", "title": "a", "link": "a@href"}
    )
    shows(*range(12))
    before = bodies(program)
    for turn in range(6):
        assert shows(*range(50, 60), token=turn).outcome == "held", turn
    assert bodies(program) == before
    assert shows(*range(12)).outcome in ("ok", "unchanged")


@pytest.mark.parametrize(
    ("lost", "left"),
    [
        pytest.param('<span class="by">Ann Lee</span>', "", id="bylines"),
        pytest.param('class="sum"', "", id="teasers"),
        pytest.param('<span class="sec">World</span>', "", id="sections"),
    ],
)
def test_what_a_page_shows_no_more_announces_no_story_again_nor_does_its_return(
    articles: Program, lost: str, left: str
) -> None:
    articles.shows()
    before = bodies(articles)
    for change in ((lost, left), (lost, left), ("", "")):
        assert articles.shows(*change).edited == 0
        assert bodies(articles) == before


@pytest.mark.parametrize(
    ("body", "changes"),
    [
        pytest.param(
            '<div class="body"><p>{prose} X{n}</p></div>',
            ["3 comments", "4 comments", "Photo: Ann", "Photo: Bob", "Read more »", "vor 5 Minuten"],
            id="behind the prose",
        ),
        pytest.param(
            '<div class="body"><p>{prose}</p><p>X{n}</p></div>',
            ["No comments", "1 comment", "♥ 12", "Photo by Ann Poe", "Updated 10:05", "yesterday", "5m", "3時間前"],
            id="on a line of its own",
        ),
        pytest.param(
            '<div class="body"><p>{prose}</p>X{n}</div>',
            ["<h4>Related</h4><ul><li><a href='/a'>A ferry</a></ul>", "<p>See also: <a href='/b'>Two kilns</a></p>"],
            id="related headlines",
        ),
        pytest.param(
            '<p class="sum">{prose} <span>X{n}</span></p>', ["3 comments", "4 comments"], id="in a teaser"
        ),
    ],
)  # fmt: skip
def test_what_changes_by_itself_in_a_story_is_no_edit(articles: Program, body: str, changes: Any) -> None:
    options = ARTICLES if "sum" in body else ARTICLES | {"content": ".body"}

    def shows(*change: Any) -> Any:
        return articles.shows(*change, body=body, options=options)

    shows("X3", "")
    before = {t: (e.id, e.updated) for t, e in articles.entries().items()}
    for change in changes:
        assert shows("X3", change).edited == 0, change
    assert {t: (e.id, e.updated) for t, e in articles.entries().items()} == before
    assert shows("X3", "<b>It was sold at 10:05.</b>").edited == 1


def test_a_sitemap_index_leads_to_its_newest_sitemap(program: Program) -> None:
    def sitemap(stories: Any) -> Any:
        rows = "".join(f"<url><loc>{program.site.base}{s.path}</loc></url>" for s in stories)
        return f"<urlset>{rows}</urlset>".encode()

    index = f"<sitemapindex><sitemap><loc>{program.site.base}/part.xml</loc></sitemap></sitemapindex>"
    program.site.answers("/index.xml", 200, index.encode(), "application/xml")
    program.site.answers("/part.xml", 200, sitemap(several(1, 3)), "application/xml")
    program.watches("world", "/index.xml", extractor="sitemap")
    assert program.polls().new == 3
    assert program.polls().outcome == "unchanged"
    program.site.answers("/part.xml", 200, sitemap(several(1, 5)), "application/xml")
    assert program.polls().new == 2
    program.site.heals("/part.xml")
    before = program.body()
    assert program.polls().outcome == "failed"
    assert program.body() == before


def test_a_corrected_extractor_repairs_history_without_new_ids(program: Program) -> None:
    shows(program, several(1, 10))
    program.watches("world", "/news", extractor="selectors", options=SELECTORS | {"title": "p"})
    program.polls()
    wrong = set(program.ids().values())
    program.sources[0] = replace(program.sources[0], options=SELECTORS)
    program.restarts()
    program.clock.now += HOUR
    shown = replay(program.poller, program.store, "world", apply=False)
    assert [(r.new, r.edited) for r in shown] == [(0, 10)]
    assert replay(program.poller, program.store, "world", apply=True)[0].edited == 10
    assert program.ids().keys() == {s.headline for s in several(1, 10)}
    assert set(program.ids().values()) == wrong
    assert program.polls().edited == 0


def test_a_replay_brings_nothing_of_what_was_rejected(news: Program) -> None:
    old = [invent(n, published=NOW - HOUR * (2000 + n)) for n in range(100, 130)]
    shows(news, [*old, *several(1, 10)])
    assert news.polls().outcome == "held"
    review(news.poller, news.store, "world", "reject")
    shows(news, several(1, 10))
    news.polls()
    before = bodies(news)
    reports = replay(news.poller, news.store, "world", apply=True)
    assert [r.new for r in reports] == [0, 0]
    assert any("left out" in (r.error or "") for r in reports)
    assert bodies(news) == before


def test_a_recorded_page_is_a_golden_case(news: Program, tmp_path: Path) -> None:
    page = listing(several(1, 10)).replace(b"</time>", b"</time><i>2 hours ago</i>")
    news.site.answers("/news", 200, page)
    news.sources[0] = replace(news.sources[0], options=SELECTORS | {"date": "i"})
    news.restarts()
    news.polls()
    fetched = news.clock()
    news.clock.now += 30 * HOUR
    folder = record_case(news.poller, news.store, "world", tmp_path)
    found = json.loads(json.dumps(as_json(run(*read_case(folder)))))
    assert found == json.loads((folder / "expected.json").read_text("utf-8"))
    assert {s["published"] for s in found["stories"]} == {(fetched - 2 * HOUR).isoformat()}


def test_a_withdrawn_story_leaves_a_tombstone_and_comes_back_as_itself(program: Program) -> None:
    shows(program, several(1, 10))
    program.watches("world", "/news", extractor="selectors", options=SELECTORS, vanish="withdraw")
    program.polls()
    first = program.ids()
    gone = several(7, 7)[0].headline
    shows(program, [s for s in several(1, 10) if s.headline != gone])
    assert program.polls().withdrawn == 1
    assert gone not in program.ids()
    assert f'ref="{first[gone]}"'.encode() in program.body()
    assert b"deleted-entry" in program.body()
    for ending in ("rss", "json"):
        assert first[gone].encode() not in program.body(f"all.{ending}")
    shows(program, several(1, 10))
    assert program.polls().new == 0
    assert program.ids() == first
    assert b"deleted-entry" not in program.body()


def test_each_new_story_s_own_page_is_fetched_once(program: Program) -> None:
    def publishes(story: Any) -> None:
        text = "".join(
            f"<p>{escape(p)} The full report of case {story.number} follows.</p>" for p in story.paragraphs
        )
        body = f"<html><body><nav>Menu</nav><article><h1>{story.headline}</h1>{text}</article></body></html>"
        program.site.answers(story.path, 200, body.encode())

    stories = several(1, 4)
    for story in stories[1:]:
        publishes(story)
    shows(program, stories[1:])
    program.watches("world", "/news", extractor="selectors", options=SELECTORS, full_text=True)
    program.polls()
    publishes(stories[0])
    shows(program, stories)
    program.polls()
    program.polls()
    asked = [path for path, _ in program.site.requests if path.endswith(".html")]
    assert sorted(asked) == sorted(s.path for s in stories)
    for story in stories:
        assert f"case {story.number} follows" in program.entries()[story.headline].content[0].value


def test_operators_are_told_once_of_each_turn_and_subscribers_never(news: Program) -> None:
    told: list[str] = []

    def notifier(title: str, body: str) -> bool:
        told.append(title)
        return True

    news.housekeeper._notifier = notifier

    def polls(times: Any = 1, after: Any = HOUR) -> None:
        for _ in range(times):
            news.polls(after=after)
            news.housekeeper.tidy()

    before = bodies(news)
    news.site.answers("/news", 503)
    polls(5)
    news.site.heals("/news")
    shows(news, several(1, 10))
    polls(2)
    news.site.answers("/news", 200, b"<html><title>Just a moment...</title></html>")
    polls(5)
    shows(news, several(1, 10))
    polls(2)
    assert [t.removeprefix("feedsvc: world ") for t in told] == [
        "is failing",
        "has recovered",
        "is held for review",
        "has recovered",
    ]
    assert bodies(news) == before


def test_a_source_without_news_is_stale_once_and_recovers(program: Program) -> None:
    shows(program, several(1, 10))
    program.watches("world", "/news", extractor="selectors", options=SELECTORS, expect=timedelta(hours=48))
    program.polls()
    for _ in range(6):
        program.polls(after=12 * HOUR)
    assert program.store.source_state("world").state is State.STALE
    shows(program, [invent(70, published=program.clock.now), *several(1, 10)])
    program.polls()
    assert [t.after for t in program.store.transitions()] == [State.OK, State.STALE]


def test_a_story_is_one_story_when_a_redesign_dates_it_to_the_day(program: Program) -> None:
    shows(program, several(1, 8))
    program.watches("world", "/news", extractor="auto")
    program.polls()
    first = program.ids()
    fresh = invent(70, published=program.clock.now)
    rows = "".join(
        f"<tr><td>{s.published:%d.%m.%Y}</td><td><a href=/new/{s.number}>{s.headline}</a></td></tr>"
        for s in [fresh, *several(1, 8)]
    )
    program.site.answers("/news", 200, f"<html><body><table>{rows}</table></body></html>".encode())
    assert program.polls().new == 1
    assert first.items() < program.ids().items()


def test_snapshots_are_bounded(news: Program) -> None:
    for n in range(11, 23):
        shows(news, several(n - 9, n))
        news.polls()
    assert 5 <= len(news.store.snapshots("world")) <= 10


def test_a_teaser_is_a_summary_until_its_article_is_had(program: Program) -> None:
    rows = [{"t": "Second quay opens", "l": "/quay-2", "c": "<p>Ships no longer wait for [...]</p>"}]
    options = {"items": "@", "title": "t", "link": "l", "content": "c"}
    program.site.answers("/news", 200, json.dumps(rows).encode(), "application/json")
    program.watches("world", "/news", extractor="json", options=options)
    assert program.polls().new == 1
    (item,) = json.loads(program.body("all.json"))["items"]
    assert (item["content_text"], "content_html" in item) == ("Ships no longer wait for…", False)

    words = "Ships no longer wait for a berth in the roads, said the harbour master on Monday morning."
    body = "".join(f"<p>{words}</p>" for words in (words, *invent(3).paragraphs))
    article = f"<html><body><article><h1>Third quay opens</h1>{body}</article></body></html>"
    rows.append({"t": "Third quay opens", "l": "/quay-3", "c": "<p>Ships no longer wait for…</p>"})
    program.site.answers("/quay-3", 200, article.encode())
    program.site.answers("/news", 200, json.dumps(rows).encode(), "application/json")
    program.sources[0] = replace(program.sources[0], full_text=True)
    program.restarts()
    assert (program.polls().new, program.polls().outcome) == (1, "unchanged")
    items = {item["title"]: item for item in json.loads(program.body("all.json"))["items"]}
    assert words in items["Third quay opens"]["content_html"]
    assert items["Third quay opens"]["summary"] == "Ships no longer wait for…"

    program.site.answers("/news", 200, json.dumps(rows, indent=1).encode(), "application/json")
    before = bodies(program)
    assert (program.polls().edited, program.polls().edited) == (0, 0)
    assert bodies(program) == before
