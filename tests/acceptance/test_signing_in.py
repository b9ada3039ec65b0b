"""Sources whose page is for members: signed in once, again when the site forgets it, and never hammered."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest

from feedsvc.config import LoginOptions, SourceConfig
from feedsvc.errors import SignedOut
from feedsvc.models import Validators
from tests.acceptance.conftest import ARTICLE, BEIJING, Program
from tests.living import invent
from tests.members import PASSWORD, SESSION, USER, MemberSite, serving


@pytest.fixture
def members() -> Iterator[MemberSite]:
    with serving(MemberSite()) as site:
        yield site


def watched(program: Program, members: MemberSite, path: str = "/list", **given: Any) -> SourceConfig:
    """A source of the members' list, with the right password unless told otherwise."""
    login = LoginOptions(
        url=f"{members.base}/login",
        form={"user": USER, "password": PASSWORD} | given.pop("form", {}),
        success="a.logout",
        variables=("SITE_USER", "SITE_PASSWORD"),
    )
    defaults: dict[str, Any] = {
        "title": "Members",
        "extractor": "byline",
        "timezone": BEIJING,
        "every": timedelta(minutes=10),
        "article_id": ARTICLE,
        "login": login,
    }
    source = SourceConfig(slug="world", url=members.base + path, **(defaults | given))
    program.sources[:] = [source]
    return source


def paths(members: MemberSite, method: str = "GET") -> list[str]:
    """What was asked for, robots.txt left out."""
    return [a.path for a in members.asked if a.method == method and a.path != "/robots.txt"]


def cookies_at(members: MemberSite, chosen: Any) -> list[str]:
    return [a.headers.get("Cookie", "") for a in members.asked if chosen(a)]


@pytest.mark.parametrize("refuses", ["form", "status", "redirect", "teaser"])
def test_a_login_is_made_once_and_again_when_the_site_forgets_it(
    program: Program, members: MemberSite, refuses: str
) -> None:
    members.refuses = refuses
    watched(program, members)
    assert (program.polls().new, members.logins) == (3, 1)
    members.publishes(9)
    assert (program.polls().new, members.logins) == (1, 1)
    members.forgets()
    members.publishes(10)
    assert (program.polls().new, members.logins) == (1, 2)
    assert (program.polls().outcome, members.logins) == ("unchanged", 2)


def test_the_form_is_sent_as_a_browser_sends_it(program: Program, members: MemberSite) -> None:
    watched(program, members)
    program.polls()
    (sent,) = (asked for asked in members.asked if asked.method == "POST")
    assert sent.form == {"word": "word1", "user": USER, "password": PASSWORD, "go": "Enter"}
    assert sent.headers["Content-Type"] == "application/x-www-form-urlencoded"
    assert sent.headers["Origin"] == members.base
    assert sent.headers["Referer"] == f"{members.base}/login"
    assert paths(members) == ["/login", "/account", "/list"]


def test_success_may_stand_on_the_answer_alone_or_on_the_list_alone(
    program: Program, members: MemberSite
) -> None:
    members.after = "/list"
    watched(program, members)
    members.greets = False
    refused = program.polls()
    assert "does not let ${SITE_USER} and ${SITE_PASSWORD} in" in (refused.error or "")
    members.after = "/account"
    assert program.polls(after=timedelta(hours=1)).new == 3
    members.publishes(9)
    logins = members.logins
    assert (program.polls().new, members.logins) == (1, logins)
    members.forgets()
    members.publishes(10)
    assert (program.polls().new, members.logins) == (1, logins + 1)


def test_a_wrong_password_is_tried_less_and_less_and_the_feed_stays(
    program: Program, members: MemberSite
) -> None:
    watched(program, members)
    program.polls()
    before = program.body()
    members.password = "another one"
    members.forgets()
    # Minutes since the poll before, and the logins by then: pauses of a quarter, of an hour, of a day.
    for minutes, logins in ((1, 2), (14, 2), (2, 3), (58, 3), (3, 4), (24 * 60 - 1, 4), (2, 5)):
        report = program.polls(after=timedelta(minutes=minutes))
        assert (report.outcome, members.logins) == ("failed", logins), minutes
    assert program.body() == before
    state = program.store.source_state("world")
    assert (state.history.refused, state.history.wall) == (4, "signed-out")
    assert "${SITE_USER} and ${SITE_PASSWORD}" in state.error
    assert "feedsvc poll world tries at once" in state.error


def test_what_was_refused_is_known_to_other_processes_until_the_file_changes(
    program: Program, members: MemberSite
) -> None:
    source = watched(program, members, form={"password": "wrong"}, cookies={"session": "old"})
    program.polls()
    program.restarts()
    report = program.polls(after=timedelta(minutes=1))
    assert (members.logins, "the next try is at" in (report.error or "")) == (1, True)
    members.refuses = "busy"
    assert program.polls(after=timedelta(minutes=1)).outcome == "failed"
    assert program.store.source_state("world").history.wall == ""
    assert source.login is not None
    right = replace(source.login, form={"user": USER, "password": PASSWORD})
    program.sources[:] = [replace(source, login=right)]
    program.restarts()
    state = program.store.source_state("world")
    assert (state.history.refused, state.next_poll) == (0, program.clock())
    members.refuses = "form"
    assert program.polls(after=timedelta(minutes=1)).new == 3


def test_a_link_that_holds_the_session_is_published_without_it(program: Program, members: MemberSite) -> None:
    members.carries = True
    watched(program, members)
    assert program.polls().new == 3
    assert {urlsplit(entry.link).path for entry in program.feed().entries} == {
        s.path for s in members.stories
    }
    assert SESSION.encode() not in program.body()
    members.carries = False
    assert program.polls().new == 0


@pytest.mark.parametrize("restarts", [False, True], ids=["one process", "another process"])
def test_sources_of_one_account_wait_together(program: Program, members: MemberSite, restarts: bool) -> None:
    first = watched(program, members)
    assert first.login is not None
    members.password = "another one"
    other = replace(first.login, success="a.logout[href]")
    program.sources.append(replace(first, slug="second", login=other))
    program.polls()
    if restarts:
        program.restarts()
    report = program.polls("second", after=timedelta(minutes=1))
    assert (report.outcome, members.logins) == ("failed", 1)
    assert "has refused ${SITE_USER} and ${SITE_PASSWORD} once" in (report.error or "")
    assert program.store.source_state("second").history.refused == 0
    members.password = PASSWORD
    assert program.polls("second", after=timedelta(hours=1)).new == 3


def test_sources_of_one_account_send_a_wrong_password_once(program: Program, members: MemberSite) -> None:
    first = watched(program, members)
    members.password = "another one"
    sources = [replace(first, slug=f"s{n}") for n in range(4)]
    program.sources[:] = sources
    program.starts()
    threads = [threading.Thread(target=program.poller.poll, args=(source.slug,)) for source in sources]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert members.logins == 1


def test_an_operator_who_insists_tries_at_once(program: Program, members: MemberSite) -> None:
    members.password = "another one"
    watched(program, members)
    program.polls()
    members.password = PASSWORD
    assert program.polls(after=timedelta(minutes=1)).outcome == "failed"
    assert program.poller.poll("world", insists=True).new == 3
    assert program.store.source_state("world").history.refused == 0


@pytest.mark.parametrize("restarts", [False, True], ids=["one process", "another process"])
def test_dry_runs_from_a_crontab_lock_no_account(
    program: Program, members: MemberSite, restarts: bool
) -> None:
    members.password = "another one"
    watched(program, members)
    program.starts()
    for _ in range(5):
        report = program.poller.poll("world", dry_run=True, insists=True)
        assert (report.outcome, members.logins) == ("failed", 1)
        program.clock.advances(minutes=1)
        if restarts:
            program.restarts()
    state = program.store.source_state("world")
    assert (state.history.refused, state.failures, state.last_poll) == (1, 0, None)
    program.clock.advances(minutes=10)
    program.poller.poll("world", dry_run=True, insists=True)
    assert (members.logins, program.store.source_state("world").history.refused) == (2, 2)


def test_what_a_dry_run_was_refused_is_forgotten_with_the_password(
    program: Program, members: MemberSite
) -> None:
    source = watched(program, members, form={"password": "an old one"})
    program.starts()
    program.poller.poll("world", dry_run=True)
    assert source.login is not None
    form = {**source.login.form, "password": PASSWORD}
    program.sources[:] = [replace(source, login=replace(source.login, form=form))]
    program.restarts()
    assert program.polls().new == 3


@pytest.mark.parametrize(
    ("door", "told"),
    [
        pytest.param("captcha", "asks for a captcha, which is for people (sign in with a browser", id="captcha"),
        pytest.param("elsewhere", "sends passwords to another site, which is refused", id="elsewhere"),
        pytest.param("get", "would put the password into an address", id="by an address"),
        pytest.param("loops", "cannot be had: redirect: ", id="loops"),
        pytest.param("scripts", "has no form that asks for a password, and none with user, password", id="scripts"),
        pytest.param("other names", "has a form with the fields go, pass, user, word, and none with", id="names"),
        pytest.param("busy", "cannot be had: status: ", id="busy"),
    ],
)  # fmt: skip
def test_a_door_that_cannot_be_used_gets_no_password(
    program: Program, members: MemberSite, door: str, told: str
) -> None:
    members.door = door
    watched(program, members)
    report = program.polls()
    assert (report.outcome, members.logins) == ("failed", 0)
    assert f"signed out: {members.base}/login {told}" in (report.error or "")
    assert program.store.source_state("world").history.refused == 0


def test_a_site_that_is_away_is_not_called_signed_out(program: Program, members: MemberSite) -> None:
    with socket.socket() as deaf:
        deaf.bind(("127.0.0.1", 0))  # and listens to nobody
        members.base = f"http://127.0.0.1:{deaf.getsockname()[1]}"
        watched(program, members)
        assert (program.polls().error or "").startswith("connect: ")
    assert program.store.source_state("world").history.wall == ""


def test_a_site_that_breaks_when_it_is_sent_the_password_is_sent_it_rarely(
    program: Program, members: MemberSite
) -> None:
    members.door = "breaks"
    watched(program, members)
    assert "cannot be used: status: " in (program.polls().error or "")
    assert (members.logins, program.store.source_state("world").history.refused) == (1, 1)
    program.polls(after=timedelta(minutes=14))
    assert members.logins == 1
    program.polls(after=timedelta(minutes=2))
    assert (members.logins, program.store.source_state("world").history.refused) == (2, 2)


def test_a_password_that_nothing_shows_to_be_right_is_sent_rarely_where_the_list_breaks(
    program: Program, members: MemberSite
) -> None:
    members.password, members.refuses = "another one", "busy"
    watched(program, members)
    assert "cannot be used: status: " in (program.polls().error or "")
    assert (members.logins, program.store.source_state("world").history.refused) == (1, 1)
    program.polls(after=timedelta(minutes=14))
    assert members.logins == 1


def test_a_login_that_leads_to_another_site_ends_there(program: Program, members: MemberSite) -> None:
    members.after = f"{members.elsewhere}/account"
    watched(program, members)
    report = program.polls()
    assert "it leads to another site (localhost:" in (report.error or "")
    assert {asked.host for asked in members.asked} == {"127.0.0.1"}
    program.polls(after=timedelta(minutes=14))
    assert (members.logins, program.store.source_state("world").history.refused) == (1, 1)


def test_a_page_that_redirects_to_another_site_takes_no_cookie_there(
    program: Program, members: MemberSite
) -> None:
    watched(program, members, "/moved", cookies={"theme": "dark"})
    program.polls()
    there = cookies_at(members, lambda asked: asked.host == "localhost" and asked.path == "/list")
    assert there
    assert set(there) == {""}
    assert f"theme=dark; session={SESSION}" in "".join(
        cookies_at(members, lambda asked: asked.path == "/moved")
    )


def test_robots_are_asked_by_a_stranger_and_articles_by_a_member(
    program: Program, members: MemberSite
) -> None:
    members.stories = [invent(1)]
    watched(program, members, full_text=True, cookies={"theme": "dark"})
    program.polls()
    assert set(cookies_at(members, lambda asked: asked.path == "/robots.txt")) == {""}
    (article,) = cookies_at(members, lambda asked: asked.path == invent(1).path)
    assert article.startswith(f"theme=dark; session={SESSION}")


def test_success_that_strangers_see_is_a_mistake(program: Program, members: MemberSite) -> None:
    source = watched(program, members)
    assert source.login is not None
    program.sources[:] = [replace(source, login=replace(source.login, success="form"))]
    report = program.polls()
    assert (members.logins, "for strangers, too (mend login.success)" in (report.error or "")) == (0, True)


def test_cookies_of_the_file_are_enough_while_they_last(program: Program, members: MemberSite) -> None:
    members.sessions.add("given")
    watched(program, members, cookies={"session": "given"})
    assert (program.polls().new, members.logins) == (3, 0)
    members.forgets()
    members.publishes(9)
    assert (program.polls().new, members.logins) == (1, 1)


def test_other_cookies_are_tried_at_once(program: Program, members: MemberSite) -> None:
    members.refuses = "status"
    source = watched(program, members, login=None, cookies={"session": "old"})
    for _ in range(3):
        assert program.polls().outcome == "failed"
    members.sessions.add("given")
    program.sources[:] = [replace(source, cookies={"session": "given"})]
    program.restarts()
    assert program.store.source_state("world").next_poll == program.clock()
    assert program.polls().new == 3


def test_who_only_looks_waits_as_a_poll_does(program: Program, members: MemberSite) -> None:
    members.password = "another one"
    source = watched(program, members)
    program.polls()
    state = program.store.source_state("world")
    with pytest.raises(SignedOut, match="tries at once"):
        program.poller.pages.fetch(source, state, Validators())
    assert members.logins == 1


def test_one_thread_at_a_time_signs_in(program: Program, members: MemberSite) -> None:
    source = watched(program, members)
    program.starts()
    state = program.store.source_state("world")

    def asks() -> None:
        program.poller.pages.fetch(source, state, Validators())

    threads = [threading.Thread(target=asks) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (members.logins, paths(members).count("/list")) == (1, 4)
