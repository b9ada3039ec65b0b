"""Against which address a page's links are resolved."""

from __future__ import annotations

import time

import pytest

from feedsvc.extract.pagebase import base_url
from feedsvc.models import Page
from tests.builders import NOW

URL = "https://pier.example/a/list"


def page(head: str, *, charset: str = "utf-8", url: str = URL) -> Page:
    markup = f"<!DOCTYPE html><html><head><title>Pier</title>{head}</head><body></body></html>"
    content = markup.encode(charset)
    return Page(
        url=url, content=content, media_type="text/html", charset=charset, fetched_at=NOW, requested_url=url
    )


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        pytest.param("<base href='/b/'>", "https://pier.example/b/", id="path"),
        pytest.param("<Base Href=/b/>", "https://pier.example/b/", id="one capital"),
        pytest.param(
            "<script src=a /><base href=/b/>", "https://pier.example/b/", id="behind an ended script"
        ),
        pytest.param("<BASE HREF=/b/>", "https://pier.example/b/", id="capitals, bare"),
        pytest.param('<base href=" /b/ ">', "https://pier.example/b/", id="blanks"),
        pytest.param("<base target=_top><base href=/b/>", "https://pier.example/b/", id="behind a target"),
        pytest.param("<base href=/b/><base href=/c/>", "https://pier.example/b/", id="the first of two"),
        pytest.param("<base href=//cdn.example/>", "https://cdn.example/", id="another host"),
        pytest.param(
            f"<style>{'a{b:c}' * 5000}</style><base href=/b/>", "https://pier.example/b/", id="late"
        ),
        pytest.param("<!-- <base href=/b/> -->", URL, id="in a comment"),
        pytest.param("<script>s='<base href=/b/>'</script>", URL, id="in a script"),
        pytest.param("<script>a</script><base href=/b/>", "https://pier.example/b/", id="behind a script"),
        pytest.param("<base href=''>", URL, id="empty"),
        pytest.param("<base href='data:text/plain,x'>", URL, id="no address of the web"),
        pytest.param("<base href='http://localhost:3000/'>", URL, id="on its maker's machine"),
        pytest.param("", URL, id="none"),
    ],
)
def test_links_belong_to_the_first_base_that_a_browser_sees(head: str, expected: str) -> None:
    assert base_url(page(head)) == expected


@pytest.mark.parametrize("charset", ["utf-16", "utf-16-le", "utf-16-be"])
def test_a_base_is_read_in_utf16(charset: str) -> None:
    assert base_url(page("<base href='/b/'>", charset=charset)) == "https://pier.example/b/"


def test_a_page_of_one_s_own_machine_keeps_its_base() -> None:
    at_home = page("<base href='http://localhost/b/'>", url="http://127.0.0.1/a")
    assert base_url(at_home) == "http://localhost/b/"


def test_hostile_heads_are_read_in_time() -> None:
    began = time.process_time()
    for part in ("<!--", "<script>", "<style ", "</script", "<base "):
        base_url(page(part * 25_000 + "<base href=/b/>"))
    assert time.process_time() - began < 2
