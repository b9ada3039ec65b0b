"""Pages that show nothing and lead to another one."""

from __future__ import annotations

import time

import pytest

from feedsvc.errors import ExtractError
from feedsvc.extract.movedpage import moved_to
from feedsvc.extract.pipeline import run
from feedsvc.models import Page
from tests.extract.helpers import NOW, make_page, make_settings

HERE = "https://pier.example/old"
NEWS = "https://pier.example/news/"


def page(head: str = "", body: str = "You are being redirected.", url: str = HERE) -> Page:
    return make_page(f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>", url=url)


def meta(content: str) -> str:
    return f'<meta http-equiv="refresh" content="{content}">'


@pytest.mark.parametrize(
    ("head", "there"),
    [
        pytest.param(meta("0; url=/news/"), NEWS, id="at once"),
        pytest.param(meta("0;URL='/news/'"), NEWS, id="quoted"),
        pytest.param(meta("5, /news/"), NEWS, id="without a name"),
        pytest.param("<META CONTENT='0;url=/news/' HTTP-EQUIV=Refresh>", NEWS, id="capitals, turned round"),
        pytest.param(meta("0; url=/n?a=1&amp;b=2"), "https://pier.example/n?a=1&b=2", id="a query"),
        pytest.param(
            meta("0; url=https://www.pier.example/news/"), "https://www.pier.example/news/", id="www."
        ),
        pytest.param("<base href='/a/'>" + meta("0; url=b"), "https://pier.example/a/b", id="below a base"),
        pytest.param("<script>location.replace('/news/')</script>", NEWS, id="a script"),
        pytest.param(
            '<script>window.location.href = "/news/";</script>', NEWS, id="a script's way to say it"
        ),
        pytest.param("<script>setTimeout(function() { location='/news/' }, 0);</script>", NEWS, id="soon"),
        pytest.param("<meta http-equiv=refresh content=0;url=/news/>", NEWS, id="without quotation marks"),
        pytest.param("<script>\n<!--\nwindow.top.location = '/news/';\n//-->\n</script>", NEWS, id="hidden"),
        pytest.param(
            "<script>$(function(){location.replace('/news/');});</script>", NEWS, id="once it is there"
        ),
        pytest.param(
            "<script>$(document).ready(function(){location='/news/'})</script>", NEWS, id="the same"
        ),
        pytest.param("<script>$('a').click(function(){location='/out'})</script>", None, id="at a press"),
        pytest.param(
            "<script>if (!window.fetch) { location.href = '/old-browsers' }</script>", None, id="old browsers"
        ),
        pytest.param("<script>function out() { location = '/logout' }</script>", None, id="a way out"),
        pytest.param(f"<script>document.write('{meta('0; url=/news/')}')</script>", None, id="in a script"),
        pytest.param("<button onclick=\"location='/about'\">About</button>", None, id="a button"),
        pytest.param("<script>location='/a'</script><script>location='/b'</script>", None, id="two scripts"),
        pytest.param(meta("300; url=/news/"), None, id="in five minutes"),
        pytest.param(meta("0"), None, id="itself"),
        pytest.param(meta("0; url=/old"), None, id="itself by name"),
        pytest.param(meta("0; url=https://other.example/"), None, id="another site"),
        pytest.param(meta("0; url=/"), None, id="the site's front"),
        pytest.param(meta("0; url=javascript:x"), None, id="no address"),
        pytest.param(f"<noscript>{meta('0; url=/news/')}</noscript>", None, id="for who runs no scripts"),
        pytest.param(f"<!-- {meta('0; url=/news/')} -->", None, id="in a comment"),
        pytest.param("<script>location='/a';location='/b'</script>", None, id="one of two ways"),
        pytest.param("<title>Please log in</title>" + meta("0; url=/login"), None, id="a login"),
        pytest.param("<title>Just a moment...</title>" + meta("5; url=/old?x"), None, id="a captcha"),
        pytest.param("", None, id="nothing"),
    ],
)
def test_a_page_that_shows_nothing_leads_to(head: str, there: str | None) -> None:
    assert moved_to(page(head)) == there


@pytest.mark.parametrize(
    ("frames", "there"),
    [
        pytest.param(
            '<frame src="/m" name="menu"><frame src="/news/" name="main">', NEWS, id="beside a menu"
        ),
        pytest.param("<frame src=top.html><frame src='/news/'>", NEWS, id="below a line"),
        pytest.param('<frame src="/news/">', NEWS, id="alone"),
        pytest.param('<frame src="/a"><frame src="/b">', None, id="two pages"),
        pytest.param('<frame src="/m" name="nav"><frame name="main">', None, id="an empty one"),
        pytest.param('<frame src="https://far.example/" name="main">', None, id="another site"),
    ],
)
def test_a_page_of_frames_leads_to_the_one_with_its_words(frames: str, there: str | None) -> None:
    body = f"<html><frameset>{frames}<noframes>{'Get a browser. ' * 60}</noframes></frameset></html>"
    assert moved_to(make_page(body, url=HERE)) == there


@pytest.mark.parametrize(
    ("body", "url", "there"),
    [
        pytest.param("<body onload=\"location.replace('/news/')\">", HERE, NEWS, id="as it is loaded"),
        pytest.param(meta(f"0; url={HERE}"), HERE.replace("https", "http"), HERE, id="to where it is safe"),
        pytest.param(meta(f"0; url={HERE.replace('https', 'http')}"), HERE, None, id="not back"),
    ],
)
def test_a_page_may_also_lead(body: str, url: str, there: str | None) -> None:
    assert moved_to(make_page(f"<html>{body}</html>", url=url)) == there


def test_the_front_of_a_site_may_lead_to_its_front_in_a_language() -> None:
    assert moved_to(page(meta("0; url=/en/"), url="https://pier.example/")) == "https://pier.example/en/"


def test_a_page_that_shows_something_leads_nowhere() -> None:
    assert moved_to(page(meta("0; url=/news/"), "Words of the harbour. " * 30)) is None
    assert moved_to(page(meta("0; url=/news/") + f"<style>{'a' * 90_000}</style>")) is None
    assert moved_to(make_page(meta("0; url=/news/"), media_type="application/json", url=HERE)) is None


@pytest.mark.parametrize("extractor", ["auto", "upstream"])
def test_a_source_is_read_where_its_page_leads(extractor: str) -> None:
    found = run(page(meta("0; url=/news/")), make_settings(extractor=extractor), NOW)
    assert (found.next_url, found.stories) == (NEWS, ())


def test_an_application_is_still_one_that_only_scripts_fill() -> None:
    shell = "<div id=app></div><script src='/app.js'></script>"
    unless = "<script>window.Promise || (location.href = '/browser-update')</script>"
    with pytest.raises(ExtractError) as caught:
        run(page(unless, shell), make_settings(extractor="auto"), NOW)
    assert caught.value.kind == "javascript"


def test_a_page_with_stories_is_read_itself() -> None:
    items = "".join(
        f"<li><a href='/n/{n}'>Harbour story number {n}</a> 2026-03-0{n}</li>" for n in range(1, 5)
    )
    found = run(page(meta("0; url=/news/"), f"<ul>{items}</ul>"), make_settings(extractor="auto"), NOW)
    assert len(found.stories) == 4
    assert found.next_url is None


def test_a_page_that_leads_nowhere_is_an_error() -> None:
    with pytest.raises(ExtractError):
        run(page(meta("0; url=/")), make_settings(extractor="auto"), NOW)


def test_hostile_signposts_are_read_in_time() -> None:
    began = time.process_time()
    for part in (
        "<meta ",
        "<frame ",
        "<script><!--",
        "<body onload",
        "<!--",
        "<noscript ",
        "<title>",
        "location=",
        "content='0; url= ",
    ):
        moved_to(page(part * 7_000, ""))
    assert time.process_time() - began < 2
