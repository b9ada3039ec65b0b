"""What of an article's element is the article, and what only stands between its paragraphs."""

from __future__ import annotations

import json
from typing import Any

import pytest
from msgspec.structs import replace

from feedsvc.config import ArticleOptions
from feedsvc.errors import ExtractError
from feedsvc.extract.article import read_article
from feedsvc.extract.article.body import find_body, page_tree
from feedsvc.extract.article.nodes import text_of
from feedsvc.models import Article
from tests.extract.helpers import NOW, make_page, make_settings

WORDS = [
    "The vote ended a dispute that had kept ships waiting in the roads for most of a decade, members said.",
    "Work on the foundations begins in April and will take two summers, the harbour master told reporters.",
    "Fishermen asked that the old slip stay open, and the council promised to look into it before autumn.",
    "The cost is to be borne by a toll on containers, which shipping lines have already called too high.",
]
MENU = "<nav>" + "".join(f'<a href="/m/{n}">Menu entry {n}</a> ' for n in range(20)) + "</nav>"
URL = "https://news.example/2026/quay.html"


def read(
    middle: str = "",
    *,
    head: str = "",
    above: str = "",
    below: str = "",
    url: str = URL,
    first: str = "",
    options: ArticleOptions | None = None,
) -> Article:
    """The article with these blocks between its paragraphs, above and below them."""
    told = [f"<p>{words}</p>" for words in WORDS]
    body = f"<div class=story>{told[0]}{told[1]}{middle}{''.join(told[2:])}{below}</div>"
    page = f"<html><head><title>Quay</title>{head}</head><body>{MENU}<div><h1>Quay opens</h1>{above}{body}</div></body></html>"
    settings = make_settings(timezone="UTC", article=options or ArticleOptions())
    return read_article(make_page(page, url=url), settings, NOW, first)


STAYS = {
    "a table": ("<table><tr><th>Year</th></tr><tr><td>2026</td></tr></table>", "<tr><td>2026</td></tr>"),
    "a caption": (
        '<figure><img src="a.jpg"><figcaption>The quay</figcaption></figure>',
        "<figcaption>The quay</figcaption></figure>",
    ),
    "a definition": (
        "<dl><dt>Roads</dt><dd>Where ships wait</dd></dl>",
        "<dt>Roads</dt><dd>Where ships wait</dd>",
    ),
    "a quotation": (
        "<blockquote><p>We waited.</p></blockquote>",
        "<blockquote><p>We waited.</p></blockquote>",
    ),
    "a heading": ("<h2>The cost</h2>", "<h2>The cost</h2>"),
    "a nested list": (
        "<ul><li>One<ul><li>Two</li></ul></li></ul>",
        "<ul><li>One<ul><li>Two</li></ul></li></ul>",
    ),
    "code with spaces": ("<pre><code>if a:\n    b()\n\n\nc()</code></pre>", "if a:\n    b()\n\n\nc()"),
    "code in lines": ("<pre><div>if a:</div><div>    b()</div></pre>", "if a:\n    b()"),
    "code in a table": (
        "<table><tr><td class=lineno><pre>1\n2</pre></td><td><pre>a()\nb()</pre></td></tr></table>",
        "<pre>a()\nb()</pre>",
    ),
    "a formula": (
        "<p>As <math><mi>a</mi><mo>=</mo><mn>2</mn></math> says.</p>",
        "<mi>a</mi><mo>=</mo><mn>2</mn>",
    ),
    "a film": (
        '<iframe src="https://www.youtube.com/embed/abc123xyz"></iframe>',
        'src="https://i.ytimg.com/vi/abc123xyz/hqdefault.jpg"',
    ),
    "a hint of a manual": ('<aside class="admonition">Mind the gap.</aside>', "Mind the gap."),
    "notes": (
        '<section class="footnotes"><ol><li>Minutes of May.</li></ol></section>',
        "<li>Minutes of May.</li>",
    ),
    "blocks that are no paragraphs": (
        "<div>One line</div><div>Another</div>",
        "<p>One line</p><p>Another</p>",
    ),
    "links to other sites": (
        '<ul><li><a href="https://a.example/">Plan</a></li><li><a href="https://b.example/">Map</a></li></ul>',
        '<li><a href="https://b.example/">Map</a></li>',
    ),
    "a line with numbers of tickets": ('<p>Fixed <a href="/t/12">12</a>.</p>', ">12</a>.</p>"),
    "a paragraph on sharing": ("<p>Share a berth with others.</p>", "<p>Share a berth with others.</p>"),
    "a widget of a page builder": (
        '<div class="elementor-widget"><h3>Who pays</h3></div>',
        "<h3>Who pays</h3>",
    ),
    "answers that open": (
        "<details><summary>Why?</summary><p>Because.</p></details>",
        "<p>Why?</p><p>Because.</p>",
    ),
}
STAYS |= {
    "a program in a box named after its tools": (
        '<div class="code-toolbar"><pre><code>a()</code></pre><button>Copy</button></div>',
        "<pre><code>a()</code></pre>",
    ),
    "a program of lines without ends": (
        '<pre><code><span class="line">a()</span><span class="line">b()</span></code></pre>',
        "a()\nb()",
    ),
    "a program of lines with ends": (
        '<pre><code><span class="line">a()</span>\n<span class="line">b()</span></code></pre>',
        "<pre><code>a()\nb()</code></pre>",
    ),
    "a link to a page of a network": (
        '<p>See <a href="https://twitter.com/ann/status/7">what Ann says</a> about it.</p>',
        ">what Ann says</a>",
    ),
    "links to its own places among words": (
        '<ul><li><a href="#a">First</a>, which took ten years to come about</li><li><a href="#b">Second</a> of them</li></ul>',
        ">First</a>",
    ),
    "a program of lines that break": (
        '<pre><code><span class="line">a()</span><br><span class="line">b()</span><br></code></pre>',
        "<pre><code>a()<br>b()<br></code></pre>",
    ),
    "a link to share by in a sentence": (
        '<p>Tell the master of the harbour <a href="https://twitter.com/intent/tweet?text=x">on Twitter</a>, or by letter.</p>',
        ">on Twitter</a>, or by letter.",
    ),
    "a short sentence with one": (
        '<p>Tell us <em><a href="https://twitter.com/intent/tweet?text=x">here</a></em> what you think.</p>',
        ">here</a></em> what you think.",
    ),
    "a quotation that is one": (
        '<blockquote><p><a href="https://twitter.com/intent/tweet?text=x">“A quay is never only a quay; it is a promise to the sea.”</a></p></blockquote>',
        "a promise to the sea",
    ),
    "a way to write to somebody": (
        '<p><a href="https://api.whatsapp.com/send?phone=123">Ask the council</a></p>',
        ">Ask the council</a>",
    ),
    "how long songs are": (
        "<div><div>The tide</div><div>3:45 min</div></div><ul><li>The quay <span>14:10 min</span></li></ul>",
        "<p>The tide</p><p>3:45 min</p><ul><li>The quay 14:10 min</li></ul>",
    ),
    "how long what is listed takes": (
        "<ul><li>Report <span>5 min read</span></li></ul>",
        "<ul><li>Report 5 min read</li></ul>",
    ),
    "a button that a sentence names": (
        "<p>Then press <span>Play audio</span> and wait.</p>",
        "press Play audio and wait",
    ),
    "a list that scripts make links of": (
        '<p>You need</p><ul><li><a href="#">Ropes</a></li><li><a href="#">Sails</a></li></ul>',
        ">Ropes</a>",
    ),
    "a list that leads to nothing below": (
        '<ul><li><a href="#t1">Ropes</a></li><li><a href="#t2">Sails</a></li></ul>',
        ">Ropes</a>",
    ),
    "a report in several languages": (
        '<p>It is here</p><ul><li><a hreflang="fr" href="/fr.pdf">Français</a></li><li><a hreflang="de" href="/de.pdf">Deutsch</a></li></ul>',
        ">Deutsch</a>",
    ),
    "works in several languages": (
        '<ul><li><a hreflang="fr" href="/fr">Le quai et la mer, une histoire</a></li><li><a hreflang="de" href="/de">Der Kai und das Meer</a></li></ul>',
        ">Der Kai und das Meer</a>",
    ),
    "a sentence that tells more": (
        '<p>More about the slip: <a href="/slip">it was built in the year of the flood</a>.</p>',
        ">it was built in the year of the flood</a>.",
    ),
    "a sentence on reading": ("<p>It is a 5 min read, they say.</p>", "<p>It is a 5 min read, they say.</p>"),
    "a line that tells more": (
        '<p>More from the pier: it is <a href="/b">cold there</a> in all of the long winter.</p>',
        "More from the pier",
    ),
    "a question on a button and its answer": (
        '<h3><button aria-controls="a">Who pays?</button></h3><div id="a" hidden><p>The lines do.</p></div>',
        "<h3>Who pays?</h3><p>The lines do.</p>",
    ),
    "an answer that only follows its button": (
        '<h3><button aria-expanded="false">Who pays?</button></h3><div hidden><p>The lines do.</p></div>',
        "<h3>Who pays?</h3><p>The lines do.</p>",
    ),
    "a picture of a site's own element": (
        '<figure><lazy-image src="/a.jpg" alt="Quay"></lazy-image></figure>',
        '<img src="https://news.example/a.jpg" alt="Quay"',
    ),
    "who is quoted": (
        "<blockquote><p>The sea takes all of it.</p><footer>Old <cite>Bo Ek</cite></footer></blockquote>",
        "Old <cite>Bo Ek</cite>",
    ),
    "a formula that a script would draw": (
        '<p>It needs <script type="math/tex">x &lt; 2</script> metres.</p>',
        "It needs <math><mtext>x &lt; 2</mtext></math> metres.",
    ),
}
GOES = {
    "the label of an advertisement": "<div>Advertisement</div><p>— ANZEIGE —</p><p><span>Publicité</span></p>",
    "a table of contents": '<p><b>In this article</b></p><ul><li><a href="#a">First</a></li><li><a href="#b">Second</a></li></ul>',
    "contents without a label": '<ul><li><a href="#a">First</a></li><li><a href="#b">Second</a></li></ul><p id="a"></p><p id="b"></p>',
    "what a button beside the text uncovers": '<h3><button aria-controls="z">Comments (12)</button></h3><div id="z" hidden><p>Bo hates it.</p></div>',
    "ways to share that a button uncovers": '<h3><button aria-expanded="false">Share</button></h3><div hidden><p>Copy it.</p></div>',
    "other languages": '<ul><li><a hreflang="de" href="/de">Deutsch</a></li><li><a hreflang="fr" href="/fr">Français</a></li></ul>',
    "a way to share a quotation": '<p><a href="https://twitter.com/intent/tweet?text=x">Click to tweet</a></p>',
    "another": '<p><a href="//www.facebook.com/sharer.php?u=x">Tell it</a></p>',
    "how long it takes": "<p>5 min read</p><div>Listen to this article</div><span>Lesezeit: 3 Min.</span>",
    "a line to another of its kind": '<p>MORE FROM THE PIER: <a href="/b">Ferry is late again in the fog</a></p>',
    "where it goes on": "<p>Article continues below</p><p>Story continues after this advertisement</p>",
    "a button beside a heading": "<h3><button>Copy</button></h3><p hidden>Copied it for nobody.</p>",
    "a hidden note": '<div><button aria-expanded="false">More</button></div><p hidden>Nobody sees this.</p>',
    "a box to subscribe": '<div class="newsletter-signup"><p>Get our letter every morning.</p></div>',
    "buttons to share": '<ul class="share-tools"><li><a href="/x">Post</a></li></ul>',
    "a box beside it": "<aside><p>Ten quays you must see.</p></aside>",
    "other stories under a heading": '<h3>Related articles</h3><ul><li><a href="/b">Bridge closes</a></li></ul>',
    "cards under a heading": (
        '<h3>You may also like</h3><div><div><a href="/b">Bridge closes</a><p>It rained on Monday.</p></div>'
        '<div><a href="/c">Ferry late</a><p>It blew on Tuesday.</p></div></div>'
    ),
    "a line that leads to another": '<p>Read also: <a href="/b">Bridge closes</a></p>',
    "an advertisement": '<div class="ad-slot"><span>Advertisement</span></div>',
    "hidden words": '<p style="display: none">Nobody sees this one.</p>',
    "an anchor": '<h2>Cost <a class="headerlink" href="#cost">¶</a></h2>',
    "numbers of pages": '<p class=x>Pages: 1 <a href="/other/2">2</a> <a href="/other/3">3</a></p>',
    "comments": '<section id="comments"><p>First! I was here before all of you.</p></section>',
    "scripts": "<script>evil()</script><style>p { color: red }</style>",
}


@pytest.mark.parametrize(("middle", "kept"), STAYS.values(), ids=STAYS)
def test_it_stays(middle: str, kept: str) -> None:
    story = read(middle).story
    assert kept in story.content
    assert all(words in story.text for words in WORDS)


@pytest.mark.parametrize("middle", GOES.values(), ids=GOES)
def test_it_goes(middle: str) -> None:
    story = read(middle).story
    assert story.text.replace("Cost", "").split("\n") == [*WORDS] or story.text.split("\n") == [
        *WORDS[:2],
        "Cost",
        *WORDS[2:],
    ]


@pytest.mark.parametrize(
    ("above", "begins"),
    [
        pytest.param(
            "<p class=standfirst>Members voted late on Monday night, and all of them agreed.</p>",
            "Members",
            id="a standfirst",
        ),
        pytest.param(
            "<div class=byline>By Ann Lee, who has been here for many a year, 3 March 2026.</div>",
            "The vote",
            id="no byline",
        ),
        pytest.param("<p class=intro>Short.</p>", "The vote", id="no label"),
        pytest.param(
            "<div class=promo><p>Get our letter in your inbox every single morning.</p></div>",
            "The vote",
            id="no call",
        ),
    ],
)
def test_an_article_begins_with(above: str, begins: str) -> None:
    assert read(above=above).story.text.startswith(begins)


def test_a_list_of_links_at_the_end_goes_and_one_in_the_text_stays() -> None:
    links = '<ul><li><a href="/b">Bridge</a></li><li><a href="/c">Ferry</a></li></ul>'
    assert "Bridge" not in read(below=links).story.text
    assert "Bridge" in read(links).story.text


PARTS = {
    "parts called alike": ('<div class="body">', True),
    "a post with an author": ('<div class="body"><span class="author">Bo Ek</span>', False),
    "another class": ('<div class="teaser">', False),
    "another story": ('<div class="body"><h2>Bridge closes</h2>', False),
}


@pytest.mark.parametrize(("begin", "goes_on"), PARTS.values(), ids=PARTS)
def test_an_article_goes_on_behind_an_advertisement_in(begin: str, goes_on: bool) -> None:
    more = "<p>" + "The ferry will not stop there any more, as the harbour board decided. " * 3 + "</p>"
    first = f'<div class="body">{"".join(f"<p>{words}</p>" for words in WORDS)}</div>'
    page = page_tree(f"<main><h1>Quay opens</h1>{first}<div class=ad>Ad</div>{begin}{more}</div></main>")
    assert page is not None
    place = find_body(page, " ".join(WORDS))  # of which alone is known that they are the article
    assert place is not None
    assert ("any more" in text_of(place)) is goes_on


TOLD = {
    "JSON-LD first": (
        '<script type="application/ld+json">{"@type":"NewsArticle","headline":"Quay opens","author":"Bo Ek",'
        '"datePublished":"2026-03-01T08:00:00Z","image":"/ld.jpg"}</script>'
        '<meta name="author" content="Ann Lee"><meta property="og:image" content="/og.jpg">',
        ("Bo Ek", "2026-03-01", "/ld.jpg"),
    ),
    "then OpenGraph": (
        '<meta property="og:title" content="Quay opens"><meta property="article:published_time" content="2026-03-02">'
        '<meta name="author" content="Ann Lee"><meta property="og:image" content="/og.jpg">',
        ("Ann Lee", "2026-03-02", "/og.jpg"),
    ),
    "then other names": (
        '<meta name="parsely-author" content="Ann Lee"><meta name="parsely-pub-date" content="2026-03-02">'
        '<meta name="twitter:image" content="/tw.jpg">',
        ("Ann Lee", "2026-03-02", "/tw.jpg"),
    ),
    "of several the one of this page": (
        '<script type="application/ld+json">[{"@type":"Article","headline":"Other","url":"/other","author":"Bo Ek"},'
        '{"@type":"Article","headline":"Quay opens","url":"/2026/quay.html","author":"Ann Lee",'
        '"datePublished":"2026-03-02","image":"/ld.jpg"}]</script>',
        ("Ann Lee", "2026-03-02", "/ld.jpg"),
    ),
    "a headline escaped twice": (
        '<meta property="og:title" content="Quay &amp;amp; pier"><meta property="article:published_time" content="2026-03-02">',
        ("", "2026-03-02"),
    ),
    "JSON-LD with a comma too many": (
        '<script type="application/ld+json">{"@type":"NewsArticle","headline":"Quay opens","author":"Bo Ek",'
        '"datePublished":"2026-03-01T08:00:00Z",}</script>',
        ("Bo Ek", "2026-03-01"),
    ),
    "an address is no author, nor the site": (
        '<meta property="article:author" content="https://social.example/ann"><meta property="og:site_name" content="Post">'
        '<meta name="dc.creator" content="Post"><meta name="date" content="2026-03-02"><meta name="og:image" content="/a.jpg">',
        ("", "2026-03-02", "/a.jpg"),
    ),
}


@pytest.mark.parametrize(("head", "told"), TOLD.values(), ids=TOLD)
def test_a_page_says_of_itself(head: str, told: tuple[str, str, str]) -> None:
    story = read(head=head).story
    day = f"{story.published:%Y-%m-%d}" if story.published else ""
    pictures = [image.url.removeprefix("https://news.example") for image in story.images]
    assert (" ".join(story.authors), day, *pictures) == told


@pytest.mark.parametrize(
    ("above", "authors", "day"),
    [
        pytest.param(
            '<a rel="author" href="/a">Ann Lee</a> <time datetime="2026-03-02T08:00Z">Monday</time>',
            ("Ann Lee",),
            "2026-03-02",
            id="the one time of the page",
        ),
        pytest.param(
            '<header><span class="author-name">Ann Lee</span> <time datetime="2026-03-02T08:00Z">Mon</time></header>',
            ("Ann Lee",),
            "2026-03-02",
            id="a header",
        ),
        pytest.param(
            '<p class="byline"><a href="/a">Ann Lee</a>, 2 March 2026</p>',
            ("Ann Lee",),
            "2026-03-02",
            id="a line",
        ),
        pytest.param(
            '<p class="byline"><a href="/a">Ann Lee</a> · Updated: 9 March 2026 | Published: 2 March 2026</p>',
            ("Ann Lee",),
            "2026-03-02",
            id="a line that begins with its change",
        ),
        pytest.param(
            '<p>By <a rel="author" href="/a">Ann Lee</a> · <time datetime="2026-03-02T08:00Z">2 March</time> · '
            'Last updated: <time datetime="2026-03-09">9 March</time></p>',
            ("Ann Lee",),
            "2026-03-02",
            id="a time and that of its change",
        ),
        pytest.param(
            '<p><a rel="author" href="/a">Ann Lee</a> <abbr class="published" title="2026-03-02T08:00Z">Monday</abbr></p>',
            ("Ann Lee",),
            "2026-03-02",
            id="a day under the mouse",
        ),
        pytest.param(
            '<p><a rel="author" href="/a">Ann Lee</a> <time datetime="2026-03-02">2 March</time> '
            '<time datetime="2026-03-09">9 March</time></p>',
            ("Ann Lee",),
            "",
            id="two times of which nothing tells",
        ),
        pytest.param(
            '<div class="comment"><a rel="author">Troll</a><p class="date">2 March 2026</p></div>',
            (),
            "",
            id="not a comment's",
        ),
    ],
)
def test_what_stands_beside_the_headline(above: str, authors: Any, day: str) -> None:
    story = read(above=above).story
    found = f"{story.published:%Y-%m-%d}" if story.published else ""
    assert (story.authors, found or day) == (authors, day)


FURTHER = {
    "a parameter": ('<a href="?page=2">2</a>', URL + "?page=2"),
    "a number behind the name": ('<a href="quay-2.html">2</a>', "https://news.example/2026/quay-2.html"),
    "a folder": ('<a href="/2026/quay.html/2">Next page</a>', URL + "/2"),
    "not the next story": ('<a rel="next" href="/2026/ferry.html">Ferry is late</a>', None),
    "not a page of comments": ('<a href="?page=2#comments">2</a>', None),
    "not in the comments": ('<div class="comments"><a href="?page=2">2</a></div>', None),
    "not a story of the same name": ('<a href="quay-2.html">Quay opens, part two</a>', None),
    "not on another host": ('<a href="https://evil.example/2026/quay.html?page=2">2</a>', None),
    "not the page after the next": ('<a href="?page=3">3</a>', None),
}


@pytest.mark.parametrize(("link", "following"), FURTHER.values(), ids=FURTHER)
def test_an_article_goes_on_at(link: str, following: str | None) -> None:
    assert read(below=f"<p>{link}</p>").next_url == following


def test_a_page_with_a_sidebar_is_not_beside_its_article() -> None:
    text = "".join(f"<p>{words}</p>" for words in WORDS)
    body = f'<div class="layout has-sidebar"><h1>Quay</h1><p class=byline><a>Ann Lee</a></p>{text}<p><a href="?page=2">2</a></p></div>'
    found = read_article(make_page(f"<html><body>{body}</body></html>", url=URL), make_settings(), NOW)
    assert (found.story.authors, found.next_url) == (("Ann Lee",), f"{URL}?page=2")


def test_a_later_page_goes_on_at_the_one_after_it() -> None:
    links = f'<p><a href="{URL}">1</a> <a href="?page=3">3</a></p>'
    assert read(below=links, url=f"{URL}?page=2", first=URL).next_url == f"{URL}?page=3"


@pytest.mark.parametrize(
    ("link", "whole"),
    [
        pytest.param('<a href="?view=all">Single page</a>', f"{URL}?view=all", id="a parameter"),
        pytest.param('<a href="/2026/quay.html/print">Print</a>', f"{URL}/print", id="a print view"),
        pytest.param('<a href="/all">All stories</a>', None, id="not all stories"),
    ],
)
def test_all_of_an_article_of_several_pages_is_at(link: str, whole: str | None) -> None:
    assert read(below=f'<p><a href="?page=2">2</a> {link}</p>').whole_url == whole
    assert read(below=f"<p>{link}</p>").whole_url is None


def posts(*texts: str, kind: str = "post") -> str:
    return (
        "<html><body><h1>Quay</h1><div id=topic>"
        + "".join(
            f'<div id="p{n}" class="{kind} bg{n % 2}"><div class="author">reader {n}</div><div class="content">{text}</div></div>'
            for n, text in enumerate(texts)
        )
        + "</div></body></html>"
    )


@pytest.mark.parametrize(
    ("fragment", "kind", "shown"),
    [
        pytest.param("", "post", [0], id="the first"),
        pytest.param("#p2", "post", [2], id="the one that the link names"),
        pytest.param("", "update", [0, 1, 2], id="all updates of a live page"),
    ],
)
def test_of_many_posts(fragment: str, kind: str, shown: list[int]) -> None:
    page = replace(make_page(posts(*WORDS[:3], kind=kind), url=URL), requested_url=URL + fragment)
    text = read_article(page, make_settings(timezone="UTC"), NOW).story.text
    assert [n for n in range(3) if WORDS[n] in text] == shown


@pytest.mark.parametrize(
    ("url", "day"),
    [
        pytest.param("https://news.example/2026/03/02/quay", "2026-03-02", id="a day"),
        pytest.param("https://news.example/2026/03/quay", "", id="a month"),
        pytest.param("https://news.example/2026/13/42/quay", "", id="no day"),
    ],
)
def test_the_day_in_an_article_s_address_is_its_own_where_nothing_else_is(url: str, day: str) -> None:
    story = read(url=url).story
    assert (f"{story.published:%Y-%m-%d}" if story.published else "") == day


def test_the_headline_of_the_one_article_is_its_title_on_a_page_with_others() -> None:
    told = "".join(f"<p>{words}</p>" for words in WORDS)
    page = f"<title>Quay opens | Post</title><h1>Post</h1><article><h1>Quay opens</h1>{told}</article>"
    assert read_article(make_page(page), make_settings(), NOW).story.title == "Quay opens"


def test_a_picture_is_an_article_where_the_page_says_so() -> None:
    head = '<meta property="og:image" content="https://news.example/strips/41_2x.png">'
    body = f'{MENU}<div id=comic><img src="/strips/41.png" alt="Quay" title="Mind the gap"></div>'
    story = read_article(
        make_page(f"<html><head><title>Strip</title>{head}</head><body>{body}</body></html>"),
        make_settings(timezone="UTC"),
        NOW,
    ).story
    assert 'src="https://news.example/strips/41.png"' in story.content


def test_who_wrote_it_goes_with_a_picture_that_stands_beside() -> None:
    who = '<div class="entry-author"><img src="/ann.jpg"><p>Ann Lee lives by the sea.</p></div>'
    words = "".join(f"<p>{words}</p>" for words in WORDS)
    body = f"<article><h1>Quay opens</h1>{who}{words}</article>"
    story = read_article(
        make_page(f"<html><body>{body}</body></html>", url=URL), make_settings(timezone="UTC"), NOW
    ).story
    assert "ann.jpg" not in story.content
    assert "by the sea" not in story.text


def test_a_player_stays_with_its_label() -> None:
    player = '<div><span>Listen to this article</span><audio src="/a.mp3"></audio></div>'
    assert '<a href="https://news.example/a.mp3">Audio: a.mp3</a>' in read(player).story.content


def test_pieces_in_a_row_are_the_content() -> None:
    for middle, _ in STAYS.values():
        found = read(middle)
        assert "".join(piece.markup for piece in found.pieces) == found.story.content
        assert "\n".join(piece.text for piece in found.pieces if piece.text) == found.story.text


OWN = (
    "<div class=promo><p>Called a promotion, it is the text that the operator wants to have read by everybody.</p>"
    "<p class=ad>Buy a boat.</p></div><span id=when>2 March 2026</span><form>No form</form>"
)


@pytest.mark.parametrize(
    ("options", "text", "day"),
    [
        pytest.param(
            ArticleOptions(content="div.promo", remove=("p.ad",), date="#when"),
            "Called a promotion, it is the text that the operator wants to have read by everybody.",
            "2026-03-02",
            id="all of it",
        ),
        pytest.param(
            ArticleOptions(content="div.promo, p.ad"),
            "Called a promotion, it is the text that the operator wants to have read by everybody.\nBuy a boat.",
            "",
            id="an element inside another once",
        ),
        pytest.param(
            ArticleOptions(remove=("div.story p:first-child",)), "\n".join(WORDS[1:]), "", id="less"
        ),
        pytest.param(ArticleOptions(date="#none"), "\n".join(WORDS), "", id="no date there"),
    ],
)
def test_a_source_may_say_where_an_article_stands(options: ArticleOptions, text: str, day: str) -> None:
    story = read(below=OWN if options.content else "", options=options).story
    assert (story.text, f"{story.published:%Y-%m-%d}" if story.published else "") == (text, day)


def test_a_place_that_is_not_there_is_told() -> None:
    with pytest.raises(
        ExtractError, match=r"full_text: the page has nothing at article\.content 'div\.text'"
    ):
        read(options=ArticleOptions(content="div.text"))


def test_the_sound_of_an_episode_comes_with_its_notes() -> None:
    story = read(
        above='<div class="x"></div>', middle='<div class="player"><audio src="/e/1.mp3"></audio></div>'
    ).story
    assert [(image.url, image.media_type) for image in story.images] == [
        ("https://news.example/e/1.mp3", "audio/mpeg")
    ]


def test_the_text_that_a_page_only_declares_is_its_article() -> None:
    text = " ".join(WORDS)
    data = f'{{"@type":"NewsArticle","headline":"Quay opens","articleBody":"{text}"}}'
    page = f'<html><head><script type="application/ld+json">{data}</script></head><body><div id=app></div></body></html>'
    found = read_article(make_page(page, url=URL), make_settings(), NOW).story
    assert (found.text, found.title) == (text, "Quay opens")


LONG = "".join(f"<p>{words}</p>" for words in WORDS)
BLOCKS = [{"_type": "block", "children": [{"_type": "span", "text": words}]} for words in WORDS]


@pytest.mark.parametrize(
    ("post", "text"),
    [
        pytest.param({"content": LONG, "teaser": "<p>The vote.</p>"}, "\n".join(WORDS), id="markup"),
        pytest.param({"body": BLOCKS}, "\n".join(WORDS), id="blocks"),
        pytest.param({"content": LONG, "next": {"content": LONG[:-60] + "</p>"}}, "", id="several"),
        pytest.param({"content": "<p>Short.</p>"}, "", id="none"),
        pytest.param({"cookieBanner": {"text": LONG}}, "", id="only furniture"),
        pytest.param(
            {"content": LONG, "author": {"bio": LONG + LONG}}, "\n".join(WORDS), id="beside an author's life"
        ),
    ],
)
def test_an_article_that_only_scripts_carry_is_read(post: dict[str, Any], text: str) -> None:
    state = json.dumps({"props": {"pageProps": {"post": {"title": "Quay opens", **post}}}})
    page = f'<title>Quay</title><div id=__next></div><script id="__NEXT_DATA__" type="application/json">{state}</script>'
    try:
        found = read_article(make_page(page, url=URL), make_settings(), NOW).story.text
    except ExtractError:
        found = ""
    assert found == text


def test_short_lines_between_paragraphs_stay_whatever_they_are_called() -> None:
    assert "Open on Monday" in read('<div class="info">Open on Monday</div>').story.text
    assert "Open on Monday" not in read(below='<div class="meta">Open on Monday</div>').story.text


@pytest.mark.parametrize(
    ("line", "authors", "day"),
    [
        pytest.param("by Ann Lee, March 2, 2026", ("Ann Lee",), "2026-03-02", id="both in one line"),
        pytest.param(
            "By <a href=/a>Ann Lee</a> and <b>Bo Ek</b>", ("Ann Lee",), "", id="a name that is a link"
        ),
        pytest.param(
            "Von Ann van Lee und Bo Ek | 2. März 2026", ("Ann van Lee", "Bo Ek"), "2026-03-02", id="two names"
        ),
        pytest.param("Monday, 2 March 2026", (), "2026-03-02", id="a day"),
        pytest.param(
            "By the time they came on 2 March 2026 the ships had left the harbour.", (), "", id="a sentence"
        ),
        pytest.param("By land or sea", (), "", id="words"),
    ],
)
def test_the_line_below_a_headline_that_nothing_marks(line: str, authors: Any, day: str) -> None:
    story = read(above=f"<font size=1>{line}</font>").story
    assert (story.authors, f"{story.published:%Y-%m-%d}" if story.published else "") == (authors, day)


def test_a_letter_in_an_archive_keeps_its_lines() -> None:
    page = f"<html><body><h1>Quay</h1>{MENU}<hr><pre>{WORDS[0]}\n\n    {WORDS[1]}\n{WORDS[2]}</pre></body></html>"
    found = read_article(make_page(page, url=URL), make_settings(), NOW).story
    assert found.content == f"<pre>{WORDS[0]}\n\n    {WORDS[1]}\n{WORDS[2]}</pre>"
