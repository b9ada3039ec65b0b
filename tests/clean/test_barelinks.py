"""An address in place of what it leads to becomes a link, and a sentence's or a program's stays a text."""

from __future__ import annotations

import time

import pytest

from feedsvc.clean.barelinks import with_bare_links, with_posts
from feedsvc.clean.html import content_and_text

FILM = "https://film.example/7?a=1&amp;t=9"
POST = "https://net.example/p/7"


def test_an_address_that_is_all_that_a_block_says_is_a_link() -> None:
    content, text = content_and_text(f"<p>See</p><figure><div>\n{FILM}\n</div></figure>")
    assert content == f'<p>See</p><figure>\n<a href="{FILM}">{FILM}</a>\n</figure>'
    assert text == "See\nhttps://film.example/7?a=1&t=9"


def test_an_address_behind_links_and_programs_is_a_link() -> None:
    before = '<a id="top"></a><pre><code>a = 1</code></pre>'
    assert with_bare_links(f"{before}<p>{FILM}</p>") == f'{before}<p><a href="{FILM}">{FILM}</a></p>'


@pytest.mark.parametrize(
    "markup",
    [
        pytest.param(f"<p>See {FILM}</p>", id="in a sentence"),
        pytest.param(f"<pre>{FILM}</pre>", id="in a program"),
        pytest.param("<p>http://</p>", id="none"),
        pytest.param(f"<pre><code><div>{FILM}</div></code></pre>", id="a line of a program"),
        pytest.param(f'<a href="/1"><div>Film</div><div>{FILM}</div></a>', id="in a link to it"),
        pytest.param("<p>https://film.example/a/long/wa…</p>", id="cut off"),
        pytest.param("<p>https://film.example/a/long/wa...</p>", id="cut off by points"),
        pytest.param("<p>https://film.example/{id}/list</p>", id="an example"),
        pytest.param("<p>http://localhost:4000/</p>", id="the reader's machine"),
        pytest.param(f'<p><a href="{FILM}">{FILM}</a></p>', id="linked already"),
    ],
)
def test_any_other_address_is_as_it_was(markup: str) -> None:
    assert with_bare_links(markup) == markup


@pytest.mark.parametrize(
    ("markup", "name"),
    [
        pytest.param(
            f'<blockquote class="instagram-media" data-instgrm-permalink="{POST}"><div></div></blockquote>',
            "Instagram",
            id="a permalink",
        ),
        pytest.param(f'<div class="fb-post" data-href="{POST}"></div>', "Facebook", id="an address of data"),
        pytest.param(
            f'<blockquote class="tiktok-embed" cite="{POST}"><section></section></blockquote>',
            "TikTok",
            id="what it cites",
        ),
    ],
)
def test_a_post_that_a_script_would_show_is_a_link_and_no_word(markup: str, name: str) -> None:
    content, text = content_and_text(f"<p>See</p>{markup}")
    assert f'<a href="{POST}">{name}</a>' in content
    assert text == "See"


@pytest.mark.parametrize(
    "markup",
    [
        pytest.param(
            f'<blockquote data-instgrm-permalink="{POST}"><a href="{POST}">By Ann</a></blockquote>',
            id="a post with its link",
        ),
        pytest.param('<div class="fb-post" data-href="/p/7"></div>', id="an address of the page itself"),
        pytest.param(f'<blockquote cite="{POST}">We waited.</blockquote>', id="a quotation"),
        pytest.param(f'<div class="fb-post-list" data-href="{POST}"></div>', id="a box of another name"),
    ],
)
def test_what_else_is_quoted_stays(markup: str) -> None:
    assert with_posts(markup) == markup


@pytest.mark.parametrize(
    "tag", ['<blockquote data-instgrm-permalink="http://x">', "<div fb-post ", "<p>https://x"]
)
def test_no_post_takes_long(tag: str) -> None:
    markup = (tag * 100_000)[:100_000]
    started = time.process_time()
    with_bare_links(with_posts(markup))
    assert time.process_time() - started < 3


def test_a_program_that_a_script_would_write_is_a_link() -> None:
    content, text = content_and_text(
        '<p>See</p><script src="https://gist.github.com/ann/7ab.js?file=a"></script>'
    )
    assert content == '<p>See</p><p><a href="https://gist.github.com/ann/7ab">gist.github.com</a></p>'
    assert text == "See"


@pytest.mark.parametrize(
    "src", ["https://gist.example/ann/7.js", "https://gist.github.com/ann/7.css", "/gist.js"]
)
def test_any_other_script_is_none(src: str) -> None:
    assert content_and_text(f'<p>See</p><script src="{src}"></script>')[0] == "<p>See</p>"
