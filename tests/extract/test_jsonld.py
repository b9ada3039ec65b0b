"""`jsonld`: stories that a page declares for search engines."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.extract.strategies import HOSTILE, extract, refusal


def declare(*blocks: Any) -> str:
    texts = [block if isinstance(block, str) else json.dumps(block) for block in blocks]
    return "".join(f'<script type="application/ld+json">{text}</script>' for text in texts)


STORY = {"@type": "NewsArticle", "headline": "Quay", "url": "/q"}


@pytest.mark.parametrize(
    "value",
    [
        pytest.param(STORY, id="alone"),
        pytest.param([STORY], id="in a list"),
        pytest.param({"@graph": [{"@type": "WebSite", "name": "Post"}, STORY]}, id="in a graph"),
        pytest.param({"@type": "WebPage", "mainEntity": STORY}, id="main entity of a page"),
        pytest.param({"@type": "ItemList", "itemListElement": [{"@type": "ListItem", "item": STORY}]}, id="list"),
        pytest.param({"@type": "Blog", "blogPost": [STORY]}, id="in a blog"),
        pytest.param({**STORY, "@type": "https://schema.org/ReportageNewsArticle"}, id="a kind of article"),
        pytest.param({**STORY, "@type": ["Thing", "BlogPosting"]}, id="of two types"),
        pytest.param(json.dumps(STORY).replace('"', "&quot;"), id="escaped"),
        pytest.param(f"<!-- {json.dumps(STORY)} -->", id="in a comment"),
        pytest.param(f"//<![CDATA[\n{json.dumps(STORY)}\n//]]>", id="in CDATA"),
        pytest.param('{"@type": "NewsArticle", "headline": "Quay", "url": "/q", "x": "a\nb"}', id="raw newline"),
        pytest.param({"@type": "ItemList", "itemListElement": [{"@type": "ListItem", "url": "/q", "name": "Quay"}]},
                     id="list of names"),
    ],
)  # fmt: skip
def test_an_article_is_found(value: Any) -> None:
    (story,) = extract("jsonld", declare(value)).stories
    assert (story.title, story.link) == ("Quay", "/q")


def test_a_broken_block_is_left_out_and_named() -> None:
    found = extract("jsonld", declare("{oops", STORY))
    assert found.attempts == ("jsonld: 1 stories in JSON-LD; block 1 is no readable JSON and was left out",)


def test_breadcrumbs_are_no_stories() -> None:
    crumbs = {
        "@type": "BreadcrumbList",
        "itemListElement": [{"@type": "ListItem", "name": "Home", "item": "/"}],
    }
    assert len(extract("jsonld", declare(crumbs, STORY)).stories) == 1


def test_of_two_descriptions_of_one_story_the_fuller_one_is_taken() -> None:
    fuller = {**STORY, "headline": "Quay opens", "datePublished": "2026-03-04"}
    (story,) = extract("jsonld", declare(STORY, fuller)).stories
    assert (story.title, story.published) == ("Quay opens", "2026-03-04")


@pytest.mark.parametrize(
    ("author", "names"),
    [
        pytest.param("Ann Lee", ("Ann Lee",), id="text"),
        pytest.param({"@type": "Person", "name": "Ann Lee"}, ("Ann Lee",), id="person"),
        pytest.param([{"name": "Ann Lee"}, {"name": "Bo Ek"}], ("Ann Lee", "Bo Ek"), id="two"),
        pytest.param({"name": ["Ann Lee", "Bo Ek"]}, ("Ann Lee", "Bo Ek"), id="one with two names"),
        pytest.param("https://post.example/ann", (), id="an address is no name"),
        pytest.param([None, 3, {"name": None}], (), id="junk"),
    ],
)
def test_authors_are_names(author: Any, names: tuple[str, ...]) -> None:
    assert extract("jsonld", declare({**STORY, "author": author})).stories[0].authors == names


def test_updates_of_a_live_blog_are_stories_without_the_blog_s_link() -> None:
    blog = {
        "@type": "LiveBlogPosting",
        "url": "https://p.example/live",
        "liveBlogUpdate": [
            {"@type": "BlogPosting", "headline": "One", "url": "https://p.example/live#1"},
            {"@type": "BlogPosting", "headline": "Two", "url": "https://p.example/two"},
        ],
    }
    one, two = extract("jsonld", declare(blog)).stories
    assert (one.link, one.guid) == (None, "https://p.example/live#1")
    assert two.link == "https://p.example/two"


def test_microdata_values_belong_to_the_item_they_stand_in() -> None:
    page = """<div itemscope itemtype="http://schema.org/NewsArticle"><b itemprop="headline">Quay</b>
    <span itemprop="publisher" itemscope itemtype="http://schema.org/Organization"><i itemprop="name">Post</i></span>
    <a itemprop="url" href="/q">x</a><img itemprop="image" src="/i.jpg"></div>"""
    (story,) = extract("jsonld", page).stories
    assert (story.title, story.link, story.images[0].url) == ("Quay", "/q", "/i.jpg")


def test_opengraph_serves_the_page_of_one_article_unless_it_is_switched_off() -> None:
    page = '<meta property="og:type" content="article"><meta property="og:title" content="Quay">'
    assert extract("jsonld", page).stories[0].link == "https://news.example/live/"
    assert "declares no article" in refusal("jsonld", page, opengraph=False)


@pytest.mark.parametrize("body", HOSTILE)
def test_a_hostile_page_is_refused_in_words(body: bytes) -> None:
    assert refusal("jsonld", body)
