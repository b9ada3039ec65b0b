"""Links of stories that have but slugs: from the sitemap, or none."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from feedsvc.errors import FetchError
from feedsvc.extract.pipeline import run
from feedsvc.models import Page
from feedsvc.operate.detect import detect
from feedsvc.operate.detection import Detection
from feedsvc.operate.slugs import with_sitemap
from feedsvc.operate.tries import Run
from tests.extract.helpers import NOW, make_page, make_settings

SLUGS = {"second-quay": "Second quay opens after years", "ferry-soon": "Ferry timetable changes soon", "fish-market": "Fish market moves to the quay"}  # fmt: skip
STATE = {"posts": [{"headline": t, "slug": s, "date": "2026-03-04"} for s, t in SLUGS.items()]}
WRAPPED = {"posts": [{"node": post} for post in STATE["posts"]]}
ORIGIN = "https://news.example"


def carrying(value: object) -> Page:
    return make_page(f'<div id="root"></div><script>window.S = {json.dumps(value)};</script>')


def reading(page: Page) -> Run:
    return lambda name, options: run(
        page, make_settings(extractor=name, options=options, article_id=None), NOW
    )


def sitemap(*places: str) -> Callable[[str], Run]:
    """Visits to a site whose sitemap, behind an index, has these addresses."""
    entries = "".join(f"<url><loc>{ORIGIN}{p}</loc><lastmod>2026-03-01</lastmod></url>" for p in places)
    index = f"<sitemapindex><sitemap><loc>{ORIGIN}/posts.xml</loc></sitemap></sitemapindex>"
    files = {f"{ORIGIN}/sitemap.xml": index, f"{ORIGIN}/posts.xml": f"<urlset>{entries}</urlset>"}

    def visit(url: str) -> Run:
        if not places:
            raise FetchError("the server answered 404", rule="status", status=404)
        return reading(make_page(files[url], media_type="application/xml", url=url))

    return visit


def detected(value: object, visit: Callable[[str], Run]) -> Detection:
    page = carrying(value)
    return with_sitemap(detect(page, reading(page)), reading(page), visit)


@pytest.mark.parametrize("value", [STATE, WRAPPED], ids=["plain", "wrapped"])
def test_links_are_made_as_the_sitemap_writes_them(value: object) -> None:
    found = detected(
        value, sitemap("/read/second-quay.html", "/read/fish-market.html", "/read/old-story.html")
    )
    assert found.best is not None
    assert [s.url for s in found.best.found] == [f"{ORIGIN}/read/{slug}.html" for slug in SLUGS]
    assert found.best in found.findings


@pytest.mark.parametrize(
    "visit",
    [
        pytest.param(sitemap(), id="no sitemap"),
        pytest.param(sitemap("/read/old-story.html", "/about"), id="none of them in it"),
        pytest.param(sitemap("/read/second-quay.html", "/a", "/b"), id="one may be chance"),
    ],
)
def test_without_proof_there_are_none(visit: Callable[[str], Run]) -> None:
    found = detected(STATE, visit)
    assert found.best is not None
    assert (found.best.linked, found.best.stories) == (0, 3)


def test_the_sitemap_is_asked_only_where_links_are_missing() -> None:
    def visit(url: str) -> Run:
        raise AssertionError(url)

    linked = {"posts": [{**post, "url": f"/n/{n}"} for n, post in enumerate(STATE["posts"])]}
    found = detected(linked, visit)
    assert found.best is not None
    assert found.best.linked == 3
