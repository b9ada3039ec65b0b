"""The article on a story's own page."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from feedsvc.errors import ExtractError
from feedsvc.extract.article import article
from tests.extract.helpers import NOW, make_page, make_settings
from tests.extract.strategies import HOSTILE

WORDS = [
    "The vote ended a dispute that had kept ships waiting in the roads for most of a decade, members said.",
    "Work on the foundations begins in April and will take two summers, the harbour master told reporters.",
    "Fishermen asked that the old slip stay open, and the council promised to look into it before autumn.",
    "The cost is to be borne by a toll on containers, which shipping lines have already called too high.",
]
MENU = "<nav>" + "".join(f'<a href="/m/{n}">Menu entry {n}</a> ' for n in range(20)) + "</nav>"
PAGE = f"""<html><head><title>Post</title><meta property="og:type" content="article">
<meta property="og:title" content="Second quay opens"><meta name="author" content="Ann Lee">
<meta property="article:published_time" content="2026-03-03T08:00:00+01:00"></head><body>{MENU}<main><article>
<h1>Second quay opens</h1><p class="by">By Ann Lee, 3 March 2026</p>{"".join(f"<p>{w}</p>" for w in WORDS)}
<p>See <a href="/plan">the plan</a>.</p><script>evil()</script></article></main>
<footer><p>Copyright of the Post, all rights reserved.</p></footer></body></html>"""


def test_the_body_comes_without_menus_headline_and_byline() -> None:
    story = article(make_page(PAGE), make_settings(), NOW)
    assert story.text.splitlines()[0] == WORDS[0]
    assert all(words in story.text for words in WORDS)
    assert not any(word in story.text for word in ("Menu", "Copyright", "evil", "By Ann Lee"))
    assert '<a href="https://news.example/plan">the plan</a>' in story.content


def test_title_authors_and_date_come_with_it() -> None:
    story = article(make_page(PAGE), make_settings(), NOW)
    assert (story.title, story.authors) == ("Second quay opens", ("Ann Lee",))
    assert story.published == datetime(2026, 3, 3, 7, tzinfo=UTC)
    assert story.url == "https://news.example/live/"


@pytest.mark.parametrize("body", [*HOSTILE, pytest.param(b"<p>Short.</p>", id="a notice")])
def test_a_page_without_an_article_is_told(body: bytes) -> None:
    with pytest.raises(ExtractError, match="full_text: "):
        article(make_page(body), make_settings(), NOW)


def told_with(body: str, head: str = "") -> str:
    """The content of the article with this body in its middle."""
    page = PAGE.replace('<p>See <a href="/plan">the plan</a>.</p>', body).replace("<head>", f"<head>{head}")
    return article(make_page(page, url="https://news.example/2026/boat/"), make_settings(), NOW).content


@pytest.mark.parametrize(
    ("head", "href", "address"),
    [
        pytest.param("", "map.html", "https://news.example/2026/boat/map.html", id="beside the page"),
        pytest.param("", "#fn1", "https://news.example/2026/boat/#fn1", id="on the page"),
        pytest.param("", "/map.html", "https://news.example/map.html", id="from the root"),
        pytest.param(
            '<base href="https://pics.example/x/">', "map.html", "https://pics.example/x/map.html", id="base"
        ),
    ],
)
def test_a_relative_link_leads(head: str, href: str, address: str) -> None:
    assert f'<a href="{address}">the map</a>' in told_with(
        f'<p>See <a href="{href}">the map</a> of it.</p>', head
    )


@pytest.mark.parametrize(
    ("body", "kept"),
    [
        pytest.param(
            "<p>Call <code>moor()</code> and then <code>wait()</code>.</p>",
            "<p>Call <code>moor()</code> and then <code>wait()</code>.</p>",
            id="inline",
        ),
        pytest.param(
            "<pre><code class='py'>def a():\n    return 1</code></pre>",
            "<pre><code>def a():\n    return 1</code></pre>",
            id="a block",
        ),
        pytest.param("<p>Press <kbd>q</kbd> to end it.</p>", "Press <kbd>q</kbd> to end it.", id="a key"),
    ],
)
def test_code_stays_as_it_is(body: str, kept: str) -> None:
    assert kept in told_with(body)


def test_a_lazy_picture_of_an_article_is_shown() -> None:
    body = '<p>Look: <img src="data:image/gif;base64,R0" data-lazy-src="a.jpg" alt="quay"> there.</p>'
    assert 'src="https://news.example/2026/boat/a.jpg"' in told_with(body)


@pytest.mark.parametrize(
    ("title", "headline"),
    [
        pytest.param("Second quay opens | The Pier", "Second quay opens", id="the site's name"),
        pytest.param("Second quay opens", "The Pier", id="nothing that the title says"),
        pytest.param("Old slip stays - The Pier", "The Pier", id="the site's name above other news"),
        pytest.param("The Pier", "The Pier", id="all of the title"),
    ],
)
def test_a_heading_alone_is_the_headline_unless_it_is(title: str, headline: str) -> None:
    words = (
        "<p>The harbour office said that ships may moor there from May on, at night as well as by day.</p>"
    )
    body = f"<h1>The Pier</h1><article><h2>Second quay opens</h2>{words * 3}</article>"
    page = make_page(f"<html><head><title>{title}</title></head><body>{body}</body></html>")
    assert article(page, make_settings(timezone="UTC"), NOW).title == headline


@pytest.mark.parametrize("media_type", ["text/plain", "text/markdown"])
def test_a_page_of_plain_text_keeps_its_paragraphs(media_type: str) -> None:
    page = make_page("Quay opens\n\n" + "\n\n".join(WORDS) + "\n* One <b\n* Two", media_type=media_type)
    story = article(page, make_settings(timezone="UTC"), NOW)
    assert story.content.startswith(f"<p>Quay opens</p><p>{WORDS[0]}</p><p>")
    assert story.content.endswith("<br>* One &lt;b<br>* Two</p>")


def test_a_page_that_is_only_labelled_as_plain_text_is_read_as_any_other() -> None:
    story = article(make_page(PAGE, media_type="text/plain"), make_settings(), NOW)
    assert story.text.splitlines()[0] == WORDS[0]


@pytest.mark.parametrize(
    ("language", "line", "authors", "day"),
    [
        pytest.param("en-GB", "Posted on 04/03/2026 by Ann Lee", ("Ann Lee",), 4, id="day first"),
        pytest.param("en-US", "Posted on 03/04/2026 by Ann Lee", ("Ann Lee",), 4, id="month first"),
        pytest.param("en", "4 March 2026 | By Ann Lee and Bo Ray", ("Ann Lee", "Bo Ray"), 4, id="in words"),
        pytest.param("en", "Opened 4 March 2026 by the mayor of the old town", (), None, id="a sentence"),
        pytest.param(
            "en", "It was founded on 4 March 2020 by two brothers, they say", (), None, id="another"
        ),
        pytest.param("en", "It was founded on 4 March 2020 by Ann Lee, they say", (), None, id="a third"),
    ],
)
def test_a_line_below_the_headline_tells(
    language: str, line: str, authors: tuple[str, ...], day: int | None
) -> None:
    words = "".join(f"<p>{words}</p>" for words in WORDS)
    body = f"<h1>Quay opens</h1><p>{line}</p>{words}"
    page = make_page(f'<html lang="{language}"><title>Quay opens</title><body>{body}</body></html>')
    story = article(page, make_settings(timezone="UTC"), NOW)
    assert story.authors == authors
    assert (story.published.day, story.published.month) == (day, 3) if day and story.published else not day


@pytest.mark.parametrize(
    ("title", "headline"),
    [
        pytest.param("The Pier: Second quay opens", "Second quay opens", id="behind the site's name"),
        pytest.param("Second quay opens | The Pier", "Second quay opens", id="before it"),
        pytest.param("Old slip stays | The Pier", "Old slip stays | The Pier", id="another title"),
        pytest.param("Second quay opens today", "Second quay opens today", id="a longer one"),
        pytest.param(
            "News | Second quay opens", "News | Second quay opens", id="where the site's name stands as well"
        ),
    ],
)
def test_a_heading_of_any_size_is_the_headline_where_the_title_says_so(title: str, headline: str) -> None:
    words = "".join(f"<p>{words}</p>" for words in WORDS)
    foot = '<div class="post-footer"><span class="post-author vcard">Posted by <span class="fn">Ann Lee</span></span> <abbr class="published" title="2026-03-04T08:00:00Z">8:00</abbr></div>'
    body = f'<div class="post"><h3>The Pier</h3><h3>Second quay opens</h3><div class="post-body">{words}</div>{foot}</div>'
    story = article(
        make_page(f"<html><head><title>{title}</title></head><body>{body}</body></html>"),
        make_settings(timezone="UTC"),
        NOW,
    )
    assert (story.title, story.authors) == (headline, ("Ann Lee",))
    assert story.published == datetime(2026, 3, 4, 8, tzinfo=UTC)


def test_the_foot_of_the_page_tells_nothing_of_the_article() -> None:
    words = "".join(f"<p>{words}</p>" for words in WORDS)
    foot = '<div class="site-footer"><span class="post-author"><span class="fn">Bo Ray</span></span></div>'
    page = make_page(f"<html><head><title>Quay</title></head><body><div>{words}</div>{foot}</body></html>")
    assert article(page, make_settings(timezone="UTC"), NOW).authors == ()


@pytest.mark.parametrize(
    "head",
    [
        "<title>Quay</title>",
        "<meta charset=utf-8><title>Quay</title>",
        "<!doctype html><title>Quay</title>",
        "",
    ],
)
def test_a_page_may_leave_out_the_tags_that_browsers_add(head: str) -> None:
    words = "".join(f"<p>{words}" for words in WORDS)
    story = article(make_page(f"{head}<article><h1>Quay opens</h1>{words}</article>"), make_settings(), NOW)
    assert story.text.splitlines() == WORDS


@pytest.mark.parametrize(
    ("title", "headings", "headline"),
    [
        pytest.param(
            "Report: Second quay opens",
            "<h1>Second quay opens</h1><h2>Report</h2>",
            "Second quay opens",
            id="a part that is called like the kind of story",
        ),
        pytest.param(
            "Fees - The Post of Lower Town",
            "<h2>The Post of Lower Town</h2><h3>Fees</h3>",
            "Fees - The Post of Lower Town",
            id="a long name of the site behind",
        ),
        pytest.param(
            "The Post of Lower Town | Fees",
            '<h2><a href="/">The Post of Lower Town</a></h2><h3>Fees</h3>',
            "The Post of Lower Town | Fees",
            id="one before that leads to its front",
        ),
        pytest.param(
            "Second quay opens | The Post",
            '<h2><a href="#top">Second quay opens</a></h2>',
            "Second quay opens",
            id="a headline that leads to itself",
        ),
    ],
)
def test_no_other_heading_of_the_title_is_the_headline(title: str, headings: str, headline: str) -> None:
    words = "".join(f"<p>{words}</p>" for words in WORDS)
    body = f"<div>{headings}{words}</div>"
    page = make_page(f"<html><head><title>{title}</title></head><body>{body}</body></html>")
    assert article(page, make_settings(timezone="UTC"), NOW).title == headline
