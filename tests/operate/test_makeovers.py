"""Sites that change as sites do: what is proposed, what is never taken for the list, and what is fetched for it."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from feedsvc.errors import FeedsvcError
from feedsvc.models import Outcome, Page, State
from feedsvc.operate import mending, proposal
from feedsvc.operate.case import NoRepair
from feedsvc.operate.elsewhere import may_read
from feedsvc.operate.review import review
from tests.operate.makeovers.before import FORMERS, Former, framed, rss
from tests.operate.makeovers.data import MOVES, Answers, sitemap_moved
from tests.operate.makeovers.newsroom import HOST, NOW, Edition, edition
from tests.operate.makeovers.pages import MAKEOVERS, Makeover, feed_beside, feed_only, plain_list, undated
from tests.operate.makeovers.trial import (
    FEED,
    Site,
    begun,
    local,
    moved_of,
    pages_of,
    try_makeover,
    try_move,
    try_wall,
)
from tests.operate.makeovers.walls import WALLS

BY_NAME = {former.name: former for former in FORMERS}
TOLD = ("busy page", "kicker inside the headline", "featured and rest", "featured list and rest")
SAMPLE = [(n, makeover) for n, makeover in enumerate(MAKEOVERS) if n % 6 == 0 or makeover.name in TOLD]


@pytest.mark.slow
@pytest.mark.no_cover
@pytest.mark.parametrize(("number", "makeover"), SAMPLE, ids=[makeover.name for _, makeover in SAMPLE])
def test_a_page_made_over_is_mended(number: int, makeover: Makeover, tmp_path: Path) -> None:
    sources = pages_of(makeover)
    got = try_makeover(makeover, sources[number % len(sources)], number, tmp_path)
    assert (got.right, got.twice, got.lost) == (True, 0, 0), got


@pytest.mark.slow
@pytest.mark.no_cover
@pytest.mark.parametrize("name", MOVES)
def test_data_in_another_shape_or_place_is_mended(name: str, tmp_path: Path) -> None:
    got = try_move(name, moved_of(name)[0], 7, tmp_path)
    assert (got.right, got.twice, got.lost) == (True, 0, 0), got


@pytest.mark.slow
@pytest.mark.no_cover
@pytest.mark.parametrize("name", WALLS)
def test_a_page_that_stands_in_for_the_list_is_not_taken_for_it(name: str, tmp_path: Path) -> None:
    got = try_wall(name, BY_NAME["wordpress"], 11, tmp_path)
    assert (got.right, got.sure, got.twice, got.lost) == (True, False, 0, 0), got


Make = Callable[..., tuple[Site, Edition]]


@pytest.fixture
def made(tmp_path: Path) -> Iterator[Make]:
    """Makes sites whose source was polled; their databases are closed afterwards."""
    sites: list[Site] = []

    def make(former: Former | str = "wordpress", heal: str = "ask") -> tuple[Site, Edition]:
        former = BY_NAME[former] if isinstance(former, str) else former
        stories = local(edition(3, former.language), former)
        sites.append(begun(tmp_path / "site", former, stories, heal))
        return sites[-1], stories

    yield make
    for site in sites:
        site.store.close()


def shows_only_a_feed(site: Site, stories: Edition, draw: Any = feed_only) -> Any:
    page = draw(stories.third, site.former.link)
    feed = (rss(stories.third, site.former.link), "application/rss+xml")
    site.shows(Answers(by_path={site.former.path: (page, "text/html"), FEED: feed}), NOW)
    return site.polls()


def test_a_page_that_shows_no_list_any_more_is_replaced_by_the_feed_that_it_links(made: Make) -> None:
    site, stories = made()
    report = shows_only_a_feed(site, stories)
    assert report.outcome is Outcome.HELD
    assert f"upstream finds 11 of 11 known stories at {HOST}{FEED}" in report.error
    repair, page = proposal.look(site.poller, site.store, "pier")
    assert (repair.values()["before"]["url"], repair.values()["after"]["url"]) == (
        site.source.url,
        HOST + FEED,
    )
    assert page.url == HOST + FEED
    assert mending.heal(site.poller, site.store, "pier")[1].ok
    values = tomllib.loads(site.file.read_text("utf-8"))
    assert (values["url"], values["extractor"], values["options"]) == (HOST + FEED, "upstream", {})


def test_a_poll_asks_for_one_feed_and_but_once_for_the_same_page(made: Make) -> None:
    site, stories = made()
    site.web.requests.clear()
    shows_only_a_feed(site, stories)
    shows_only_a_feed(site, stories)
    assert [url for url, _ in site.web.requests] == [site.source.url, HOST + FEED, site.source.url]


def test_auto_takes_the_feed_over_and_reads_it_from_then_on(made: Make) -> None:
    site, stories = made(heal="auto")
    assert shows_only_a_feed(site, stories).ok
    site.web.requests.clear()
    assert shows_only_a_feed(site, stories).ok
    assert [url for url, _ in site.web.requests] == [HOST + FEED]


def test_a_list_that_is_sure_asks_for_no_feed(made: Make) -> None:
    site, stories = made()
    page = plain_list(stories.third, site.former.link)
    link = f'<link rel="alternate" type="application/rss+xml" href="{FEED}">'
    site.shows(
        Answers(by_path={site.former.path: (page.replace("</head>", f"{link}</head>"), "text/html")}), NOW
    )
    site.web.requests.clear()
    assert site.polls().outcome is Outcome.HELD
    assert [url for url, _ in site.web.requests] == [site.source.url]


def test_a_feed_is_better_than_the_few_headlines_that_are_left(made: Make) -> None:
    site, stories = made()
    shows_only_a_feed(site, stories, feed_beside)
    repair, _ = proposal.look(site.poller, site.store, "pier")
    assert (repair.after.extractor, repair.is_sure) == ("upstream", True)


def test_a_feed_without_the_known_stories_is_none_of_it(made: Make) -> None:
    site, stories = made()
    other = [
        replace(item, title=f"Comment {item.number}", number=item.number - 1, slug="c")
        for item in stories.third
    ]
    feed = (rss(other, lambda item: f"/c/{item.number}"), "application/rss+xml")
    page = feed_only(stories.third, site.former.link)
    site.shows(Answers(by_path={site.former.path: (page, "text/html"), FEED: feed}), NOW)
    assert "can be mended" not in (site.polls().error or "")
    with pytest.raises(NoRepair, match="hardly any"):
        proposal.look(site.poller, site.store, "pier")


@pytest.mark.parametrize(
    ("given", "address", "may"),
    [
        pytest.param({}, "https://feeds.example/pier", True, id="another site"),
        pytest.param({}, "file:///etc/feed", False, id="no page of the web"),
        pytest.param(
            {"headers": {"X-Key": "k"}}, "https://feeds.example/pier", False, id="a secret of the old one"
        ),
        pytest.param({"headers": {"X-Key": "k"}}, f"{HOST}/feed", True, id="a secret of the same one"),
        pytest.param({"params": {"q": "x"}}, f"{HOST}/feed", False, id="asked with parameters"),
        pytest.param({"body": "q=x"}, f"{HOST}/feed", False, id="posted"),
    ],
)
def test_what_is_told_a_site_goes_to_no_other_one(given: Any, address: str, may: bool, made: Make) -> None:
    site, _ = made()
    assert may_read(replace(site.source, **given), address) is may


def test_a_sitemap_that_moved_is_found_by_robots_txt(made: Make) -> None:
    site, stories = made("sitemap")
    site.shows(sitemap_moved(stories.third, site.former), NOW)
    assert site.polls().outcome is Outcome.FAILED
    repair, page = proposal.look(site.poller, site.store, "pier")
    assert (repair.after.url, repair.after.extractor, repair.is_sure) == (
        f"{HOST}/maps/news.xml",
        "sitemap",
        True,
    )
    assert isinstance(page, Page)


def test_a_feed_that_is_gone_is_found_on_the_front_page(made: Make) -> None:
    site, stories = made("rss")
    head = '<link rel="alternate" type="application/rss+xml" href="/neu.xml">'
    feed = (rss(stories.third), "application/rss+xml")
    site.shows(
        Answers(by_path={"/": (framed("<p>Hello.</p>", head=head), "text/html"), "/neu.xml": feed}), NOW
    )
    repair, _ = proposal.look(site.poller, site.store, "pier")
    assert repair.after.url == f"{HOST}/neu.xml"


def test_a_feed_that_is_gone_gives_way_to_the_page_that_was_read_before_it(made: Make) -> None:
    site, stories = made(heal="auto")
    shows_only_a_feed(site, stories)
    site.web.fails(HOST + FEED, "status", status=410)
    site.web.serves(site.source.url, site.former.draw(stories.third))
    repair, _ = proposal.look(site.poller, site.store, "pier")
    assert (repair.after.url, repair.after.options) == (site.source.url, site.former.options)


@pytest.mark.parametrize("former", ["sitemap", "rss"])
def test_what_is_gone_and_nowhere_else_says_so(former: str, made: Make) -> None:
    site, _ = made(former)
    site.shows(Answers(), NOW)
    with pytest.raises(NoRepair, match="nothing was found that takes its place"):
        proposal.look(site.poller, site.store, "pier")


def test_a_page_that_cannot_be_had_for_now_is_no_redesign(made: Make) -> None:
    site, _ = made()
    site.web.fails(site.source.url)
    with pytest.raises(FeedsvcError, match="connect"):
        proposal.look(site.poller, site.store, "pier")


def written(stories: Edition) -> int:
    """How many stories there have been."""
    return len({i.number for i in (*stories.first, *stories.second, *stories.third)})


def test_a_redesign_is_accepted_by_its_repair(made: Make) -> None:
    site, stories = made()
    site.shows(
        Answers(by_path={site.former.path: (plain_list(stories.third, site.former.link), "text/html")}), NOW
    )
    site.polls()
    assert review(site.poller, site.store, "pier", "accept").ok
    assert len(site.titles()) == written(stories)
    assert "# Until 2026-03-09 the page was read so:" in site.file.read_text("utf-8")
    assert site.store.hold("pier") is None


def test_a_page_that_lost_its_dates_alone_is_accepted_as_it_is(made: Make) -> None:
    site, stories = made("auto")
    site.shows(
        Answers(by_path={site.former.path: (undated(stories.third, site.former.link), "text/html")}), NOW
    )
    site.polls()
    with pytest.raises(NoRepair, match="feedsvc review pier accept publishes what is held"):
        proposal.look(site.poller, site.store, "pier")
    assert review(site.poller, site.store, "pier", "accept").ok


def test_an_empty_page_is_not_accepted_and_says_what_else_there_is(made: Make) -> None:
    site, _ = made()
    site.shows(Answers(by_path={site.former.path: (framed("<p>Nothing.</p>"), "text/html")}), NOW)
    site.polls()
    with pytest.raises(FeedsvcError, match="feedsvc heal pier looks for another way"):
        review(site.poller, site.store, "pier", "accept")


def test_two_redesigns_and_the_way_back_are_mended_in_turn(made: Make) -> None:
    site, stories = made(heal="auto")
    drawn = (lambda items: plain_list(items, site.former.link), site.former.draw)
    for hour, draw in enumerate(drawn):
        site.shows(
            Answers(by_path={site.former.path: (draw(stories.third), "text/html")}),
            NOW + timedelta(hours=hour),
        )
        assert site.polls().ok
    text = site.file.read_text("utf-8")
    assert text.count("# Until 2026-03-09") == 2
    assert tomllib.loads(text)["options"] == site.former.options
    assert len(site.titles()) == written(stories)
    assert [t.after for t in site.store.transitions()[:2]] == [State.OK, State.OK]
