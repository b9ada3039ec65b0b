"""Polls, reviews, kept pages and alerts of sources in a browser without scripts."""

from __future__ import annotations

import html
import logging
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from msgspec import structs

from feedsvc.models import Outcome
from feedsvc.process import utc_now
from feedsvc.store.tables import sources
from tests.builder.conftest import TOKEN, Service, Site
from tests.builder.towns import ARTICLES, PAGES, TITLES, redesigned

pytestmark = pytest.mark.slow
PIER = """\
title = "Pier"
url = "{site}/articles"
extractor = "selectors"
[options]
item = "article.teaser"
title = "h2"
link = "h2 a"
date = "time@datetime"
"""


class Desk:
    """A signed-in operator at one source."""

    def __init__(self, service: Service) -> None:
        self.service = service
        self.client = service.client(cookies=True)
        self.client.post("/sign-in", data={"token": TOKEN})

    def reads(self, end: str = "") -> str:
        """The text of a page of the source, as a person reads it."""
        answer = self.client.get(f"/sources/pier{end}")
        assert answer.status_code == 200, answer.text
        return words_of(answer.text)

    def does(self, act: str, end: str = "", to: str = "pier", **more: str) -> Any:
        """The answer to a button."""
        found = re.search(r'name="csrf" value="([^"]*)"', self.client.get("/sources").text)
        assert found
        return self.client.post(f"/sources/{to}{end}", data={"csrf": found[1], "act": act, **more})


def words_of(text: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", text.partition("<main")[2])).split())


@pytest.fixture
def desk(service: Service, site: Site) -> Desk:
    """A source that was polled once."""
    (service.directory / "sources" / "pier.toml").write_text(PIER.replace("{site}", site.address))
    desk = Desk(service)
    assert desk.does("poll").status_code == 303
    return desk


@pytest.fixture
def changed(desk: Desk) -> Iterator[Desk]:
    """The same, held because its page has changed its shape since."""
    PAGES["/articles"] = redesigned(*ARTICLES)
    desk.does("poll")
    yield desk
    PAGES["/articles"] = ARTICLES


@pytest.fixture
def flooded(desk: Desk) -> Iterator[Desk]:
    """The same, held because of many old stories, one edited and one gone."""
    kind, body = ARTICLES
    new = "".join(
        f'<article class="teaser"><h2><a href="/n/{n}/x">Invented thing number {n}</a></h2>'
        '<time datetime="2020-01-02T10:00:00Z">2 Jan 2020</time></article>'
        for n in range(90)
    )
    shown = body.replace(TITLES[0], f"{TITLES[0]} and over the quay too").replace("</main>", f"{new}</main>")
    gone = re.sub(rf'<article class="teaser"><h2><a[^>]*>{TITLES[4]}.*?</article>', "", shown)
    PAGES["/articles"] = (kind, gone)
    desk.does("poll")
    yield desk
    PAGES["/articles"] = ARTICLES


def test_a_held_flood_stands_beside_what_is_known_and_is_accepted(flooded: Desk) -> None:
    told = flooded.reads("/review")
    assert "90 new" in told
    assert "more stories (feedsvc review pier --json" in told
    assert f"{TITLES[0]} and over the quay too" in told
    assert re.search(rf"{TITLES[4]} – gone|{TITLES[4]} {TITLES[4]} as known", told)
    assert "held for review" in flooded.reads()
    assert flooded.does("accept", "/review").status_code == 303
    assert "Nothing of this source is held" in flooded.reads("/review")
    assert "Invented thing number 1" in flooded.service.feed("all")


def test_a_review_misses_no_story_of_another_source(flooded: Desk, site: Site) -> None:
    """The same titles stand on another page of the site: what that one shows is not gone from here."""
    before = re.search(r"\d+ gone", flooded.reads("/review"))
    way = {"item": "tr", "title": "a", "link": "a@href", "date": "td"}
    notices = {"url": f"{site.address}/table", "extractor": "selectors", "options": way, "slug": "notices"}
    assert flooded.service.asks("POST", "/api/sources", notices).json["poll"]["new"] == len(TITLES)
    after = re.search(r"\d+ gone", flooded.reads("/review"))
    assert before
    assert after
    assert after[0] == before[0]


def test_a_held_flood_is_rejected(flooded: Desk) -> None:
    assert flooded.does("reject", "/review").status_code == 303
    assert "Nothing of this source is held" in flooded.reads("/review")
    assert "Invented" not in flooded.service.feed("all")
    answer = flooded.does("accept", "/review")
    assert answer.status_code == 400
    assert "nothing of pier is held" in words_of(answer.text)


@pytest.mark.parametrize(
    ("act", "told"),
    [
        ("poll", "Polled: nothing new."),
        ("disable", "Switched off. Its feeds keep what they have."),
        ("enable", "Switched on. It is polled within seconds."),
    ],
)
def test_a_button_says_that_it_was_done(desk: Desk, act: str, told: str) -> None:
    answer = desk.does(act)
    assert answer.status_code == 303
    assert told in words_of(desk.client.get(answer.headers["Location"]).text)
    assert told not in desk.reads()
    assert told not in desk.reads("?done=<b>")


def test_who_goes_back_is_not_told_what_was_undone_since(desk: Desk) -> None:
    off, on = (desk.does(act).headers["Location"] for act in ("disable", "enable"))
    assert "Switched" not in words_of(desk.client.get(off).text)
    assert "Switched on." in words_of(desk.client.get(on).text)
    desk.does("disable")
    assert "Switched" not in words_of(desk.client.get(on).text)
    assert "Switched off." in words_of(desk.client.get(off).text)


def test_what_is_switched_beside_a_mistake_elsewhere_is_saved_and_not_in_force(desk: Desk) -> None:
    desk.does("disable")
    desk.client = desk.service.make_worker().test_client()
    desk.client.post("/sign-in", data={"token": TOKEN})
    (desk.service.directory / "sources" / "apart.toml").write_text(f"{PIER}nothing = 1\n")
    told = desk.reads("?done=disable")
    assert "Saved, but not in force yet." in told
    assert "Switched off." not in told
    assert "Polled: nothing new." in desk.reads("?done=unchanged")


def test_topics_of_a_source_and_sources_of_a_topic_have_those_that_are_chosen_first(desk: Desk) -> None:
    folder = desk.service.directory
    (folder / "sources" / "aft.toml").write_text((folder / "sources" / "pier.toml").read_text())
    topics = "".join(f'[[topic]]\nslug = "t{n}"\ntitle = "T{n}"\nsources = ["aft"]\n' for n in range(9))
    quays = '[[topic]]\nslug = "quays"\ntitle = "Quays"\nsources = ["pier"]\n'
    (folder / "topics.toml").write_text(topics + quays)
    for path, name in (("/sources/pier/settings", "topic"), ("/topics/quays/settings", "source")):
        boxes = re.findall(rf'name="{name}" type="checkbox" value="([^"]+)"', desk.client.get(path).text)
        assert boxes[0] == {"topic": "quays", "source": "pier"}[name]
        assert len(boxes) == len(set(boxes)) == {"topic": 10, "source": 2}[name]


def test_sources_of_a_topic_that_have_the_same_title_are_told_apart(desk: Desk) -> None:
    folder = desk.service.directory / "sources"
    pier = (folder / "pier.toml").read_text()
    (folder / "aft.toml").write_text(pier)
    (folder / "mole.toml").write_text(pier.replace("Pier", "Mole"))
    labels = re.findall(r'<label for="source-\d+" dir="auto">([^<]*)<', desk.client.get("/new/topic").text)
    assert labels == ["Mole", "Pier (aft)", "Pier (pier)"]


def test_a_source_that_is_well_needs_no_repair_and_that_is_no_mistake(desk: Desk) -> None:
    answer = desk.does("repair")
    assert answer.status_code == 200
    assert "Its page is read as it was: there is nothing to mend." in words_of(answer.text)
    assert 'class="problem"' not in answer.text


def test_a_repair_stands_in_the_review_and_is_taken_over(changed: Desk) -> None:
    told = changed.reads("/review")
    assert f"Finds {len(TITLES)} of the {len(TITLES)} known stories" in told
    assert '"article.teaser" "li.entry"' in told
    assert "An empty page cannot be accepted: take over below how it can be read now." in told
    assert changed.does("heal", "/review").status_code == 303
    assert "li.entry" in changed.service.file("pier")


def test_a_source_that_wants_no_repair_is_offered_none(changed: Desk) -> None:
    file = changed.service.directory / "sources" / "pier.toml"
    file.write_text('heal = "off"\n' + file.read_text())
    assert "How its page can be read now" not in changed.reads("/review")


def test_polls_are_told_with_outcome_time_and_error_page_by_page(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("feedsvc.builder.sourcepages.POLLS", 2)
    store = desk.service.app.extensions["feedsvc"].store
    lines = store.polls("pier")
    failed = structs.replace(lines[0], outcome=Outcome.FAILED, error="the harbour is closed", new=0)
    many = [structs.replace(failed, error=f"closed for {n} days") for n in range(4)] + lines
    monkeypatch.setattr(store, "polls", lambda _slug, limit, offset: many[offset : offset + limit])
    first = desk.reads("/polls")
    assert "failed 0 0" in first
    assert re.search(r"\d+\.\d s closed for 0 days", first)
    assert ("Older" in first, "Newer" in first) == (True, False)
    last = desk.reads("/polls?page=3")
    assert f"news {len(TITLES)} 0" in last
    assert ("Older" in last, "Newer" in last) == (False, True)
    for odd in ("0", "-1", "x", "9999", "4", "²"):
        assert desk.client.get(f"/sources/pier/polls?page={odd}").status_code == 404


def test_kept_pages_are_read_again_with_the_difference_and_written(desk: Desk) -> None:
    file = desk.service.directory / "sources" / "pier.toml"
    file.write_text(file.read_text().replace('title = "h2"', 'title = "p"'))
    answer = desk.does("look", "/pages")
    told = words_of(answer.text)
    assert "Nothing was written yet" in told
    assert f"{len(TITLES)} changed stories All that is known of this" in told
    assert TITLES[0] in desk.service.feed("all")
    told = words_of(desk.does("apply", "/pages").text)
    assert "Written." in told
    assert TITLES[0] not in desk.service.feed("all")


def test_the_last_raw_page_is_text_and_a_download_that_no_browser_opens(desk: Desk) -> None:
    PAGES["/articles"] = (ARTICLES[0], ARTICLES[1].replace("</main>", "<script>alert(1)</script></main>"))
    desk.does("poll")
    PAGES["/articles"] = ARTICLES
    text = desk.client.get("/sources/pier/pages").text
    assert "&lt;article class=&#34;teaser&#34;&gt;" in text
    assert "<script>alert" not in text
    places = re.findall(r'href="(/sources/pier/pages/\w+)" download', text)
    answer = desk.client.get(places[0])
    assert b'<article class="teaser">' in answer.data
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="pier-20')
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"].startswith("sandbox;")
    assert answer.headers["Cache-Control"] == "no-store"
    assert desk.client.get("/sources/pier/pages/0123").status_code == 404
    assert desk.client.get("/sources/pier/pages?page=0123").status_code == 404
    assert desk.service.client().get(places[0]).status_code == 303


def test_where_no_page_is_kept_it_says_what_to_set(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    web = desk.service.app.extensions["feedsvc"]
    monkeypatch.setattr(web.store, "kept_pages", lambda _slug: {})
    assert "the next poll that brings something keeps one" in desk.reads("/pages")
    web.config = replace(web.config, snapshots=replace(web.config.snapshots, count=0))
    assert "Set [snapshots] count = 10" in desk.reads("/pages")


def test_the_list_of_sources_has_what_needs_a_look_first(desk: Desk) -> None:
    sources = desk.service.directory / "sources"
    (sources / "broken.toml").write_text("title = ")
    (sources / "apart.toml").write_text(PIER.replace("Pier", "Apart") + "nothing = 1\n")
    told = words_of(desk.client.get("/sources").text)
    assert "3 pages are watched" in told
    assert told.index("1 mistake in its file") < told.index("Pier")
    assert "broken.toml: line 1" in told


def test_a_source_that_cannot_be_read_stands_first_in_the_list_with_its_reason(
    desk: Desk, site: Site
) -> None:
    folder = desk.service.directory / "sources"
    (folder / "aft.toml").write_text(PIER.replace("{site}", site.address).replace("Pier", "Aft"))
    for slug in ("lost", "off"):
        text = PIER.replace("{site}/articles", f"{site.address}/{slug}").replace("Pier", slug.title())
        (folder / f"{slug}.toml").write_text(text)
        desk.does("poll", to=slug)
    desk.does("disable", to="off")
    told = words_of(desk.client.get("/sources").text)
    assert "Lost lost 0 stories not read yet new status: the server answered 404 (not found) Aft aft" in told
    assert told.count("the server answered") == 1
    assert "0 stories · not read yet" in words_of(desk.client.get("/sources/lost").text)


def test_admin_leads_to_the_sources(desk: Desk) -> None:
    answer = desk.client.get("/admin")
    assert (answer.status_code, answer.location) == (303, "/sources")


def test_a_source_is_removed_with_the_topic_that_it_alone_fills(desk: Desk) -> None:
    topics = desk.service.directory / "topics.toml"
    topics.write_text(topics.read_text() + '[[topic]]\nslug = "quays"\ntitle = "Quays"\nsources = ["pier"]\n')
    assert "with it the topic that no other source fills: Quays." in desk.reads()
    answer = desk.does("remove")
    told = words_of(desk.client.get(answer.headers["Location"]).text)
    assert "The source is removed, and polled no more. Sources There are none yet." in told
    assert not (desk.service.directory / "sources" / "pier.toml").exists()
    assert "quays" not in desk.service.topics()
    assert desk.client.get("/sources/pier").status_code == 404


def test_a_source_that_nobody_polls_is_late_at_the_desk_too(desk: Desk) -> None:
    web = desk.service.app.extensions["feedsvc"]
    with web.store._write() as tx:
        tx.execute(sources.update().values(next_poll=utc_now() - timedelta(days=1)))
    assert "overdue" in words_of(desk.client.get("/sources").text)
    assert "overdue" in desk.reads()


def test_a_channel_is_tested_and_its_address_shown_nowhere(desk: Desk, site: Site) -> None:
    web = desk.service.app.extensions["feedsvc"]
    places = ("hook/secret-one", "nowhere/secret-two")
    urls = tuple(f"{site.address.replace('http', 'json')}/{place}" for place in places)
    web.config = replace(web.config, alerts=replace(web.config.alerts, channels=urls))
    word = re.search(r'name="csrf" value="([^"]*)"', desk.client.get("/sources").text)
    assert word
    for channel, said in (("1", "json delivered"), ("2", "json not delivered"), ("3", "is no channel 3")):
        answer = desk.client.post("/sources", data={"csrf": word[1], "channel": channel})
        assert said in words_of(answer.text)
        assert "secret" not in answer.text
    assert [path for path in site.asked if "secret" in path] == [f"/{place}" for place in places]


def test_without_channels_it_says_what_to_set(desk: Desk) -> None:
    assert "Set [alerts] urls" in words_of(desk.client.get("/sources").text)


def test_every_button_is_logged_with_who_pressed_it(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, "feedsvc.desk"):
        for act in ("poll", "disable", "enable", "accept"):
            desk.does(act)
        desk.does("apply", "/pages")
        desk.service.asks("POST", "/api/sources/pier/poll")
    told = [r.fields for r in caplog.records if r.name == "feedsvc.desk"]  # type: ignore[attr-defined]
    acts = [(f["act"], f["outcome"]) for f in told]
    done = [(act, "done") for act in ("poll", "disable", "enable")]
    assert acts == [*done, ("accept", "refused"), ("replay", "done"), ("poll", "done")]
    assert {f["by"] for f in told} == {"operator from 127.0.0.1"}
    assert {f["on"] for f in told} == {"pier"}


@pytest.mark.parametrize("end", ["", "/settings", "/polls", "/review", "/pages"])
def test_every_page_is_small_private_and_of_an_operator_alone(desk: Desk, end: str) -> None:
    answer = desk.client.get(f"/sources/pier{end}")
    assert answer.headers["Cache-Control"] == "no-store"
    assert "script-src 'self'" in answer.headers["Content-Security-Policy"]
    assert len(answer.data) < 40_000
    assert " style=" not in answer.text
    assert desk.service.client().get(f"/sources/pier{end}").status_code == 303
    assert desk.client.get(f"/sources/nowhere{end}").status_code == 404


def test_a_mistake_in_another_file_stands_in_the_way_of_no_decision(flooded: Desk) -> None:
    """The service goes on under the configuration in force; so do reviews."""
    web = flooded.service.app.extensions["feedsvc"]
    web.config = flooded.service.load()
    (flooded.service.directory / "sources" / "broken.toml").write_text("title = ")
    assert "90 new" in flooded.reads("/review")
    assert flooded.does("accept", "/review").status_code == 303
    assert "Invented thing number 1" in flooded.service.feed("all")


def test_a_letter_to_the_page_s_owner_is_ready(desk: Desk) -> None:
    told = desk.reads()
    assert "A letter to the page’s owner" in told
    assert "User-agent: feedsvc Disallow: /articles" in told
    assert "A wall stands before the page" not in told


def test_every_page_of_the_desk_has_its_styles_and_the_first_form_does_without(desk: Desk) -> None:
    ends = (
        "/sources",
        "/sources/pier",
        "/sources/pier/settings",
        "/topics",
        "/new/topic",
        "/new/import",
        "/new",
    )
    styled = [path for path in ends if re.search(r"/static/desk\.\w+\.css", desk.client.get(path).text)]
    assert styled == list(ends[:-1])
