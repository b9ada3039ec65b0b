"""One host, one spelling: what names a story, what is fetched and what is published never differ."""

from __future__ import annotations

import pytest

from feedsvc.clean.hosts import ascii_host
from feedsvc.clean.urls import canonical_url
from feedsvc.errors import FetchError
from feedsvc.fetch.targets import parse_target
from feedsvc.render.text import web_url


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        pytest.param("straße.example", "xn--strae-oqa.example", id="sharp s is not ss"),
        pytest.param("STRASSE.example", "strasse.example", id="ss is not sharp s"),
        pytest.param("Straẞe.example", "xn--strae-oqa.example", id="capital sharp s"),
        pytest.param("βόλος.example", "xn--nxasmm1c.example", id="final sigma is not sigma"),
        pytest.param("βόλοσ.example", "xn--nxasmq6b.example", id="sigma"),
        pytest.param("نامه\u200cای.example", "xn--mgba3gch31f060k.example", id="non-joiner in Persian"),
        pytest.param("क्\u200dष.example", "xn--11b2ezcw70k.example", id="joiner in Devanagari"),
        pytest.param("BÜCHER.example", "xn--bcher-kva.example", id="upper case"),
        pytest.param("bücher.example.", "xn--bcher-kva.example", id="trailing dot"),
        pytest.param("新闻.example", "xn--efvy88h.example", id="Chinese"),
        pytest.param("xn--strae-oqa.example", "xn--strae-oqa.example", id="ASCII already"),
        pytest.param("bücher.example:8080", "xn--bcher-kva.example:8080", id="with a port"),
    ],
)
def test_identity_fetch_and_documents_mean_the_same_host(host: str, expected: str) -> None:
    url = f"http://{host}/a"
    assert canonical_url(url) == parse_target(url).url == f"http://{expected}/a"
    assert (web_url(url) or "").lower().replace("./", "/") == f"http://{expected}/a"


@pytest.mark.parametrize(
    ("host", "rule"),
    [
        pytest.param("i❤.example", "address", id="emoji"),
        pytest.param("💩.example", "address", id="emoji alone"),
        pytest.param("a\u200d.example", "url", id="a joiner that joins nothing"),
        pytest.param("a_ü.example", "url", id="underscore in an international name"),
        pytest.param("-ü.example", "url", id="hyphen at the start"),
        pytest.param("ab--ü.example", "url", id="hyphens where the prefix has them"),
        pytest.param("ü..example", "url", id="empty label"),
        pytest.param("ü" * 70 + ".example", "url", id="long label"),
        pytest.param("\u0301a.example", "url", id="a mark without a letter"),
        pytest.param("aא.example", "url", id="two directions in one label"),
    ],
)
def test_what_is_no_host_names_nothing_and_is_fetched_nowhere(host: str, rule: str) -> None:
    with pytest.raises(FetchError) as caught:
        parse_target(f"http://{host}/")
    assert (caught.value.rule, str(caught.value).count("\n")) == (rule, 0)
    assert canonical_url(f"http://{host}/") is None
    assert web_url(f"http://{host}/") is None


@pytest.mark.parametrize(
    ("host", "meant"),
    [
        pytest.param("ｎｅｗｓ.example", "news.example", id="full width"),
        pytest.param("例え。example", "xn--r8jz45g.example", id="ideographic full stop"),
        pytest.param("１２７.0.0.1", "127.0.0.1", id="full-width digits"),
        pytest.param("①.0.0.1", "1.0.0.1", id="circled digits"),
        pytest.param("ⓛocalhost", "localhost", id="circled letter"),
        pytest.param("locaLhoſt", "localhost", id="long s"),
    ],
)
def test_look_alikes_are_read_in_links_and_never_fetched(host: str, meant: str) -> None:
    assert ascii_host(host) == meant
    with pytest.raises(FetchError) as caught:
        parse_target(f"http://{host}/")
    assert caught.value.rule == "address"


@pytest.mark.parametrize("host", ["1.2.3.4", "NEWS.example", "a_b.example", "[::1]", "xn--zzzz.example", ""])
def test_ascii_is_only_put_in_lower_case(host: str) -> None:
    assert ascii_host(host) == host.lower()
