"""What a URL means, and how it is shown."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from feedsvc.errors import FetchError
from feedsvc.fetch.targets import MAX_URL, Target, one_line, parse_target, redact, redirect_target

RULES = ("ok", "url", "scheme", "port", "address", "redirect")


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        pytest.param("http://news.example", "http://news.example/", id="no path"),
        pytest.param("HTTP://News.Example/A", "http://news.example/A", id="case"),
        pytest.param("http://news.example:80/", "http://news.example/", id="own port"),
        pytest.param("https://news.example:443/", "https://news.example/", id="own port of https"),
        pytest.param("http://news.example:8080/", "http://news.example:8080/", id="other port"),
        pytest.param("http://news.example:/", "http://news.example/", id="empty port"),
        pytest.param("http://news.example./", "http://news.example/", id="trailing dot of a name"),
        pytest.param("http://news.example?q=1#part", "http://news.example/?q=1", id="query and fragment"),
        pytest.param("http://news.example/a b", "http://news.example/a%20b", id="space"),
        pytest.param("http://news.example/%41%2f", "http://news.example/%41%2f", id="escapes stay"),
        pytest.param(
            "http://news.example/新闻?q=é", "http://news.example/%E6%96%B0%E9%97%BB?q=%C3%A9", id="UTF-8"
        ),
        pytest.param("http://新闻.example/", "http://xn--efvy88h.example/", id="IDN"),
        pytest.param("http://BÜCHER.example/", "http://xn--bcher-kva.example/", id="IDN case"),
        pytest.param("http://a_b.example/", "http://a_b.example/", id="underscore"),
        pytest.param("http://93.184.216.34:8080/x", "http://93.184.216.34:8080/x", id="IPv4"),
        pytest.param("http://[2606:4700::0001]/", "http://[2606:4700::1]/", id="IPv6"),
        pytest.param("http://[2606:4700::1]:8080/", "http://[2606:4700::1]:8080/", id="IPv6 and port"),
        pytest.param("http://news.example/a@b", "http://news.example/a@b", id="at sign in path"),
    ],
)
def test_urls_are_read_strictly(url: str, expected: str) -> None:
    target = parse_target(url)
    assert target.url == expected
    assert parse_target(target.url) == target


@pytest.mark.parametrize(
    ("location", "expected"),
    [
        pytest.param("/c", "http://news.example:8080/c", id="absolute path"),
        pytest.param("c", "http://news.example:8080/a/c", id="relative"),
        pytest.param("../c", "http://news.example:8080/c", id="parent"),
        pytest.param("?q", "http://news.example:8080/a/b?q", id="query"),
        pytest.param("//other.example/c", "http://other.example/c", id="schemeless"),
        pytest.param("https://other.example", "https://other.example/", id="absolute"),
        pytest.param(" /c ", "http://news.example:8080/c", id="spaces around"),
        pytest.param("/c d", "http://news.example:8080/c%20d", id="space inside"),
    ],
)
def test_locations_are_resolved(location: str, expected: str) -> None:
    assert redirect_target(parse_target("http://news.example:8080/a/b"), location).url == expected


@pytest.mark.parametrize(
    ("first", "second", "trusted"),
    [
        pytest.param("http://a.example/x", "http://a.example/y", True, id="same origin"),
        pytest.param("http://a.example/x", "https://a.example/x", True, id="upgrade"),
        pytest.param("https://a.example/x", "http://a.example/x", False, id="downgrade"),
        pytest.param("http://a.example/x", "http://b.example/x", False, id="other host"),
        pytest.param("http://a.example/x", "http://www.a.example/x", False, id="sub-domain"),
        pytest.param("http://a.example/x", "http://a.example:8080/x", False, id="other port"),
    ],
)
def test_headers_go_only_to_the_origin_they_were_meant_for(first: str, second: str, trusted: bool) -> None:
    assert parse_target(first).trusts(parse_target(second)) is trusted


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        pytest.param("https://user:pw@news.example/a?key=s#f", "https://news.example/a?…", id="secrets"),
        pytest.param("https://news.example/a", "https://news.example/a", id="plain"),
        pytest.param("//u:p@x/", "//x/", id="schemeless"),
        pytest.param("https://a/\n\x1b[31m", "https://a/  [31m", id="escape sequences"),
        pytest.param("https://a@b@c/", "https://c/", id="two users"),
    ],
)
def test_urls_are_shown_without_secrets_on_one_line(url: str, shown: str) -> None:
    assert redact(url) == shown


@pytest.mark.parametrize(
    ("host", "meaning"),
    [
        pytest.param("0x7f.1", "127.0.0.1", id="what a C library reads"),
        pytest.param("0x7f.1.", "127.0.0.1", id="and with a full stop"),
        pytest.param("1.2.3.4.5", "an IPv4 address", id="what nobody reads"),
    ],
)
def test_an_odd_spelling_is_refused_with_its_meaning(host: str, meaning: str) -> None:
    with pytest.raises(FetchError, match=f"{host} is an odd spelling of {meaning}$") as caught:
        parse_target(f"http://{host}/")
    assert caught.value.rule == "address"


LONGEST = "http://news.example/" + "x" * (MAX_URL - 20)


@pytest.mark.parametrize(
    ("url", "said"),
    [
        pytest.param(f"{LONGEST}x", "it is longer than 8192 characters", id="long"),
        pytest.param("http://news.example/\t", "it holds a control character", id="a tab"),
        pytest.param("http://news.example\\a", "it holds a backslash", id="a backslash"),
        pytest.param("http://news.example#@a/", "it holds `#@`", id="an address behind a fragment"),
        pytest.param("GOPHER://news.example/", "gopher is not http or https", id="a scheme"),
    ],
)
def test_a_refused_url_says_why(url: str, said: str) -> None:
    with pytest.raises(FetchError) as caught:
        parse_target(url)
    assert str(caught.value) == said


def test_the_longest_url_is_read() -> None:
    assert parse_target(LONGEST).url == LONGEST


def test_a_host_that_is_too_long_in_ascii_is_refused() -> None:
    with pytest.raises(FetchError) as caught:
        parse_target(f"http://{'é' * 70}.example/")
    assert caught.value.rule == "url"


def test_long_texts_are_cut() -> None:
    assert one_line("x" * 1000, 10) == "x" * 9 + "…"
    assert len(one_line("x" * 1000)) == 300


ATOMS = [
    "http://",
    "https:",
    "//",
    "/",
    "\\",
    "@",
    "#",
    "?",
    ":",
    "[",
    "]",
    "::1",
    "127.0.0.1",
    ".",
    "%",
    "\t",
    "é",
    "0x7f",
]


def outcome(read: Callable[[str], Target], text: str) -> str:
    """The rule by which this text is refused, or ok where it gives a URL in ASCII."""
    try:
        return "ok" if read(text).url.isascii() else "not ASCII"
    except FetchError as error:
        return error.rule


@given(st.lists(st.sampled_from(ATOMS) | st.text(max_size=3), max_size=12).map("".join))
@example("http://[")
@example("http://[::1%25]:x")
@example("http://xn--a")
@example("http://\udcff")
def test_nothing_but_fetch_errors_escapes(text: str) -> None:
    base = Target("http", "news.example", 80, "/")
    for read in (parse_target, lambda url: redirect_target(base, url)):
        assert outcome(read, text) in RULES
    assert "\n" not in redact(text)


@pytest.mark.parametrize(
    ("url", "rule", "words"),
    [
        pytest.param("news.example/a", "url", "it is not http(s)://host/path", id="no scheme"),
        pytest.param(
            "http://ann@news.example/",
            "url",
            "it holds a user name (put credentials into the source's headers)",
            id="user",
        ),
        pytest.param("http://[::1/", "url", "its host cannot be read", id="half a bracket"),
        pytest.param("http://[fe80::1%eth0]/", "address", "the address is scoped", id="scoped"),
        pytest.param("http://[::g]/", "url", "its host is not an IPv6 address", id="no IPv6"),
        pytest.param("http://127%2e0.0.1/", "address", "its host is percent-encoded", id="escaped"),
        pytest.param("http://-news-.exa mple/", "url", "its host is not a name", id="no name"),
        pytest.param(
            "http://ⓔxample.com/", "address", "its host uses look-alike characters", id="look-alike"
        ),
        pytest.param(
            "http://xn--é.example/",
            "url",
            "its host is not an international name",
            id="no international name",
        ),
        pytest.param("http://a.example:x/", "port", "the port is not a number up to 65535", id="port word"),
        pytest.param("http://a.example:25/", "port", "port 25 is not a web port", id="mail"),
        pytest.param("http://a.example:0/", "port", "port 0 is not a web port", id="no port"),
        pytest.param(
            "http://a.example:65536/", "port", "port 65536 is not a web port", id="past the last port"
        ),
    ],
)
def test_what_is_wrong_with_a_url_is_told_and_may_be_mended(url: str, rule: str, words: str) -> None:
    with pytest.raises(FetchError) as caught:
        parse_target(url)
    assert caught.value.rule == rule
    assert str(caught.value) == words
    assert not caught.value.permanent


@pytest.mark.parametrize("port", [2, 65535])
def test_any_number_of_a_port_that_no_other_service_has_is_a_port(port: int) -> None:
    assert parse_target(f"http://a.example:{port}/").port == port


def test_a_name_has_as_many_characters_as_the_dns_can_carry() -> None:
    longest = ".".join(["a" * 63] * 3 + ["a" * 61])
    assert len(longest) == 253
    assert parse_target(f"http://{longest}/").host == longest
    with pytest.raises(FetchError, match="its host is not a name"):
        parse_target(f"http://{longest}a/")


@pytest.mark.parametrize(
    ("location", "rule", "words"),
    [
        pytest.param("", "redirect", "the Location header is not a URL", id="nothing"),
        pytest.param("http:/a", "redirect", "the Location header is not a URL", id="one slash"),
        pytest.param(
            "http://[::1",
            "redirect",
            "the Location header is refused: it cannot be read",
            id="half a bracket",
        ),
        pytest.param("ftp://a.example/", "scheme", "ftp is not http or https", id="another scheme"),
    ],
)
def test_a_location_that_is_refused_says_why(location: str, rule: str, words: str) -> None:
    with pytest.raises(FetchError) as caught:
        redirect_target(parse_target("http://news.example/"), location)
    assert (caught.value.rule, str(caught.value)) == (rule, words)


def test_only_blanks_around_a_location_are_dropped() -> None:
    base = parse_target("http://news.example/a/b")
    assert redirect_target(base, "  X-ray  ").url == "http://news.example/a/X-ray"
    with pytest.raises(FetchError):
        redirect_target(base, "\t/c")


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        pytest.param("http://a.example/b#part", "http://a.example/b", id="fragment"),
        pytest.param("http://a.example/b?token=1#part", "http://a.example/b?…", id="query"),
        pytest.param(
            "http://a.example/" + "x" * 283, "http://a.example/" + "x" * 283, id="just short enough"
        ),
        pytest.param("http://a.example/" + "x" * 284, "http://a.example/" + "x" * 282 + "…", id="too long"),
    ],
)
def test_an_address_is_shown_without_query_and_fragment_and_at_most_so_long(url: str, shown: str) -> None:
    assert redact(url) == shown
