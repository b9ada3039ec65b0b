"""robots.txt is asked for, obeyed, remembered (RFC 9309)."""

from __future__ import annotations

import time
from datetime import timedelta

import pytest
from protego import Protego

from feedsvc.errors import FetchError
from feedsvc.fetch import Fetcher
from feedsvc.fetch.robots import LETTER, MAX_ROBOTS, read_rules
from feedsvc.models import Validators
from tests.attacks.server import HostileServer, Wire, redirect, response
from tests.builders import NOW
from tests.fakes import FakeClock
from tests.fetch.helpers import make_fetcher, make_source

AGENT = "feedsvc"


def robots(text: str) -> bytes:
    """A robots.txt as a response."""
    return response(text.encode(), content_type="text/plain")


def parsed(content: bytes) -> Protego:
    """What a file says to us."""
    rules = read_rules(200, content, now=NOW, agent=AGENT).robots
    assert rules is not None
    return rules


def refusal(fetcher: Fetcher, url: str) -> FetchError:
    """The error that fetching this URL ends with."""
    with pytest.raises(FetchError) as caught:
        fetcher.fetch(make_source(url, robots="obey"), Validators())
    return caught.value


@pytest.mark.parametrize(
    ("text", "path", "allowed"),
    [
        pytest.param("User-agent: *\nDisallow: /", "/x", False, id="everything"),
        pytest.param("User-agent: *\nDisallow:", "/x", True, id="nothing"),
        pytest.param("User-agent: *\nDisallow: /a\nAllow: /a/b", "/a/b/c", True, id="longest wins"),
        pytest.param("User-agent: *\nDisallow: /a", "/b", True, id="elsewhere"),
        pytest.param(
            "User-agent: feedsvc\nDisallow: /\n\nUser-agent: *\nAllow: /", "/x", False, id="by name"
        ),
        pytest.param(
            "User-agent: *\nDisallow: /\n\nUser-agent: FeedSvc\nAllow: /", "/x", True, id="name, case"
        ),
        pytest.param("User-agent: feedsvc-images\nDisallow: /", "/x", True, id="longer name"),
        pytest.param("User-agent: other\nDisallow: /", "/x", True, id="somebody else"),
        pytest.param("User-agent: a\nUser-agent: *\nDisallow: /", "/x", False, id="shared group"),
        pytest.param("User-agent: *\nDisallow: /*.php$", "/a.php", False, id="pattern"),
        pytest.param("\ufeffUser-agent: *\nDisallow: /", "/x", False, id="BOM"),
        pytest.param("<html><body>Not found</body></html>", "/x", True, id="HTML"),
        pytest.param("", "/x", True, id="empty"),
    ],
)
def test_rules_are_obeyed(
    server: HostileServer, fetcher: Fetcher, text: str, path: str, allowed: bool
) -> None:
    server.answers("/robots.txt", robots(text))
    url = server.answers(path, response())
    if allowed:
        assert fetcher.fetch_url(url).content
    else:
        assert refusal(fetcher, url).rule == "robots"
        assert server.paths() == ["/robots.txt"]


def test_a_source_may_ignore_them(server: HostileServer, fetcher: Fetcher) -> None:
    server.answers("/robots.txt", robots("User-agent: *\nDisallow: /"))
    fetcher.fetch(make_source(server.answers("/x", response()), robots="ignore"), Validators())
    assert server.paths() == ["/x"]


def test_every_hop_of_a_redirect_is_checked(server: HostileServer, fetcher: Fetcher) -> None:
    server.answers("/robots.txt", robots("User-agent: *\nDisallow: /secret"))
    server.answers("/secret", response())
    assert refusal(fetcher, server.answers("/x", redirect("/secret"))).rule == "robots"


@pytest.mark.parametrize("status", ["400 B", "401 U", "403 F", "404 N", "410 G", "429 T"])
def test_4xx_forbids_nothing(server: HostileServer, fetcher: Fetcher, status: str) -> None:
    server.answers("/robots.txt", response(b"User-agent: *\nDisallow: /", status=status))
    assert fetcher.fetch_url(server.answers("/x", response())).content


@pytest.mark.parametrize("status", ["500 O", "502 B", "503 U"])
def test_5xx_forbids_everything_for_now(server: HostileServer, fetcher: Fetcher, status: str) -> None:
    server.answers("/robots.txt", response(b"", "Retry-After: 90", status=status))
    error = refusal(fetcher, server.answers("/x", response()))
    assert (error.rule, error.permanent, error.retry_after) == ("robots", False, timedelta(seconds=90))


def test_broken_answers_forbid_everything_for_now(server: HostileServer, fetcher: Fetcher) -> None:
    server.answers("/robots.txt", b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nUser")
    assert refusal(fetcher, server.answers("/x", response())).rule == "robots"


def test_a_host_that_is_away_is_named_by_its_own_fault(server: HostileServer, fetcher: Fetcher) -> None:
    server.stop()
    assert refusal(fetcher, server.url("/x")).rule == "connect"


def test_a_circle_of_redirects_counts_as_none(server: HostileServer, fetcher: Fetcher) -> None:
    server.answers("/robots.txt", redirect("/robots.txt"))
    assert fetcher.fetch_url(server.answers("/x", response())).content


def test_redirects_are_followed(server: HostileServer, fetcher: Fetcher) -> None:
    server.answers("/robots.txt", redirect("/real"))
    server.answers("/real", robots("User-agent: *\nDisallow: /"))
    assert refusal(fetcher, server.answers("/x", response())).rule == "robots"


def test_they_are_asked_once_a_day(server: HostileServer) -> None:
    clock = FakeClock()
    fetcher = make_fetcher(clock=clock)
    server.answers("/robots.txt", robots("User-agent: *\nAllow: /"))
    url = server.answers("/x", response())
    for hours in (0, 12, 11, 2):
        clock.advances(hours=hours)
        fetcher.fetch_url(url)
    assert server.paths().count("/robots.txt") == 2
    fetcher.close()


def test_old_rules_hold_while_new_ones_cannot_be_had(server: HostileServer) -> None:
    clock = FakeClock()
    fetcher = make_fetcher(clock=clock)
    server.answers("/robots.txt", robots("User-agent: *\nDisallow: /secret"))
    url = server.answers("/x", response())
    fetcher.fetch_url(url)
    server.answers("/robots.txt", response(b"", status="503 U"))
    clock.advances(hours=25)
    assert fetcher.fetch_url(url).content
    assert refusal(fetcher, server.answers("/secret", response())).rule == "robots"
    clock.advances(days=31)
    assert refusal(fetcher, url).rule == "robots"
    fetcher.close()


def test_a_refusal_is_forgotten_after_a_minute(server: HostileServer) -> None:
    clock = FakeClock()
    fetcher = make_fetcher(clock=clock)
    server.answers("/robots.txt", response(b"", status="503 U"))
    url = server.answers("/x", response())
    assert refusal(fetcher, url).rule == refusal(fetcher, url).rule == "robots"
    assert server.paths() == ["/robots.txt"]
    server.answers("/robots.txt", robots(""))
    clock.advances(minutes=2)
    assert fetcher.fetch_url(url).content
    fetcher.close()


def test_a_file_that_is_too_long_is_cut(server: HostileServer, fetcher: Fetcher) -> None:
    def endless(wire: Wire) -> None:
        wire.sends(b"HTTP/1.1 200 OK\r\n\r\nUser-agent: *\nDisallow: /secret\n")
        wire.repeats(b"Disallow: /other\n" * 1000)

    server.answers("/robots.txt", endless)
    assert fetcher.fetch_url(server.answers("/x", response())).content
    assert refusal(fetcher, server.url("/secret")).rule == "robots"


def test_half_a_line_where_a_long_file_is_cut_forbids_nothing() -> None:
    rules = b"User-agent: *\nDisallow: /secret\n"
    padding = b"# " + b"x" * (MAX_ROBOTS - len(rules) - len(b"\nDisallow: /") - 2)
    robots = parsed(rules + padding + b"\nDisallow: /other\n")
    assert robots.can_fetch("https://news.example/page", "feedsvc")
    assert not robots.can_fetch("https://news.example/secret", "feedsvc")


def test_a_sources_headers_are_not_sent_for_it(server: HostileServer, fetcher: Fetcher) -> None:
    url = server.answers("/x", response())
    fetcher.fetch(make_source(url, robots="obey", headers={"Authorization": "x"}), Validators())
    assert [b"Authorization" in request for _, request in server.requests] == [False, True]


@pytest.mark.parametrize(
    ("line", "seconds"),
    [
        ("2.5", 2.5),
        ("0", 0),
        ("3600", 60),
        ("1e300", 60),
        ("-5", 0),
        ("nan", 0),
        ("inf", 0),
        ("soon", 0),
        ("", 0),
    ],
)
def test_crawl_delay_is_capped(line: str, seconds: float) -> None:
    text = f"User-agent: *\nCrawl-delay: {line}\nDisallow: /a".encode()
    assert read_rules(200, text, now=NOW, agent=AGENT).delay(AGENT) == timedelta(seconds=seconds)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("User-agent: a1\n" * 15000 + "Disallow: /a\n" * 20000, id="many names"),
        pytest.param(
            "".join(f"User-agent: a{n}\n" for n in range(12000)) + "Disallow: /a\n" * 20000, id="names"
        ),
        pytest.param("User-agent: *\nDisallow: /" + "*a" * 250_000 + "b$\n", id="stars on one line"),
        pytest.param("User-agent: *\n" + ("Disallow: /" + "*a" * 900 + "*b$\n") * 280, id="lines of stars"),
        pytest.param("User-agent: *\n" + "Disallow: /%\n" * 40000, id="escapes"),
        pytest.param("\0" * MAX_ROBOTS, id="zeros"),
        pytest.param("#" * MAX_ROBOTS, id="comment"),
        pytest.param(":" * MAX_ROBOTS, id="colons"),
        pytest.param(
            "User-agent: *\n" + "Crawl-delay: x\nRequest-rate: 1/s 9\nVisit-time: a\n" * 9000, id="others"
        ),
    ],
)
def test_hostile_files_cost_little(text: str) -> None:
    started = time.process_time()
    rules = parsed(text.encode())
    rules.can_fetch("http://a.example/" + "a" * 2000, AGENT)
    assert time.process_time() - started < 2.0


OTHERS = "User-agent: one\nUser-agent: two\nDisallow: /\n\n"
GROUPS = [
    pytest.param(OTHERS + "User-agent: *\nDisallow: /a\n", True, id="others, then all"),
    pytest.param("User-agent: *\nDisallow: /a\n\n" + OTHERS, True, id="all, then others"),
    pytest.param("User-agent: one\nUser-agent: *\nDisallow: /a\n", True, id="named together"),
    pytest.param("User-agent: *\nUser-agent: one\nDisallow: /a\n", True, id="named together, all first"),
    pytest.param(
        "User-agent: *\n# hm\nFoo: bar\nUser-agent: one\nDisallow: /a\n", False, id="a line between"
    ),
    pytest.param("User-agent: *\nDisallow:\nUser-agent: one\nDisallow: /a\n", False, id="nothing forbidden"),
    pytest.param(OTHERS + "User  agent *\nDisallow: /a\n", True, id="written in an odd way"),
    pytest.param(OTHERS + "User-agent: feedsvc\nUser-agent: x\nDisallow: /a\n", True, id="our name"),
]


@pytest.mark.parametrize(("text", "forbidden"), GROUPS)
def test_what_is_said_to_others_alone_changes_nothing(text: str, forbidden: bool) -> None:
    rules = parsed(text.encode())
    assert rules.can_fetch("https://news.example/a", AGENT) is not forbidden
    assert rules.can_fetch("https://news.example/b", AGENT)


def test_what_is_said_to_others_alone_takes_no_memory() -> None:
    others = "".join(f"User-agent: bot{n}\nDisallow: /\n" for n in range(1000))
    text = "User-agent: *\nDisallow: /a\n"
    few, many = (read_rules(200, t.encode(), now=NOW, agent=AGENT).size for t in (text, text + others))
    assert many < few + 3 * len("User-agent: somebody-else") * LETTER
