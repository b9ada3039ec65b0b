"""What style sheets and screen readers have for themselves is not shown, and what only looks like it is."""

from __future__ import annotations

import time

import pytest

from feedsvc.clean.aids import has_aids, without_aids
from feedsvc.clean.html import clean_html, content_and_text, markup_to_text
from feedsvc.clean.wording import html_to_text

BASE = "https://h.example/1"
FORMULA = '<span class="katex"><span><math><mi>x</mi></math></span><span class="katex-html" aria-hidden="true"><span>x</span><span><span>2</span></span></span></span>'
NUMBERED = '<td class="gutter"><div><pre><span>1\n</span><span>2\n</span></pre></div></td>'


@pytest.mark.parametrize(
    ("markup", "shown"),
    [
        pytest.param('<h2>Why <a href="#why" title="Link">¶</a></h2>', "<h2>Why </h2>", id="after a heading"),
        pytest.param('<h2>Why<a href="#why"> &#182;</a></h2>', "<h2>Why</h2>", id="by a reference"),
        pytest.param("<h3><a href='/1#why'>#</a> Why</h3>", "<h3> Why</h3>", id="before a heading"),
        pytest.param(
            '<p>Plan<span class="a sr-only"> (new window)</span></p>', "<p>Plan</p>", id="a note to listeners"
        ),
        pytest.param(
            "<p>[embed]http://a.example/[/embed]</p>",
            '<p><a href="http://a.example/">http://a.example/</a></p>',
            id="a code for an address",
        ),
        pytest.param(
            '[vc_row][vc_column width="1/2"]<p>Quay</p>[/vc_column][/vc_row]',
            "<p>Quay</p>",
            id="codes of a builder",
        ),
        pytest.param(
            '<p>[caption width="3"]The quay[/caption] [gallery ids="1"]</p>',
            "<p>The quay </p>",
            id="codes of a blog",
        ),
        pytest.param(f"<p>So {FORMULA} holds</p>", "<p>So <math><mi>x</mi></math> holds</p>", id="a twin"),
        pytest.param(
            f"<table><tr>{NUMBERED}<td><pre>a = 1\nb = 2</pre></td></tr></table>",
            "<table><tbody><tr><td><pre>a = 1\nb = 2</pre></td></tr></tbody></table>",
            id="numbers of lines",
        ),
    ],
)
def test_an_aid_is_compared_and_not_shown(markup: str, shown: str) -> None:
    content, text = content_and_text(markup, BASE)
    assert content == shown
    assert text == html_to_text(clean_html(markup, BASE, embeds=False))


@pytest.mark.parametrize(
    "markup",
    [
        pytest.param('<p>C<a href="/c#">#</a> is new</p>', id="a sign in a sentence"),
        pytest.param('<h2>Why <a href="/other">#</a></h2>', id="a link to another page"),
        pytest.param('<a href="/2"><span class="sr-only">Download</span></a>', id="all that a link says"),
        pytest.param('<h2 class="sr-only">Footnotes</h2>', id="a heading"),
        pytest.param('<p>Plan <span class="sr-onlyness">here</span></p>', id="a class of another name"),
        pytest.param('<span class="katex-html">x2</span>', id="a formula that stands there drawn alone"),
        pytest.param('<p>Write [gallery ids="1"] there</p>', id="a code that a sentence names"),
        pytest.param("<td><pre>0</pre></td><td><code>NOP</code></td>", id="a number of a row"),
        pytest.param('<p><span class="sr-only">Not allowed:</span> paint</p>', id="a note that says of what"),
        pytest.param("<p>[sic] [gallery] [caption: a quay] [vc]</p>", id="words in brackets"),
        pytest.param("<p>Write <code>[embed]…[/embed]</code></p>", id="a code that the text is about"),
        pytest.param("</math><span class=katex-html>x", id="one that never ends"),
        pytest.param("<table><tr><td><pre>1 2</pre></td><td>x</td></tr></table>", id="numbers beside words"),
        pytest.param("<tr><td><pre>2024 2025</pre></td><td><pre>x y</pre></td></tr>", id="years"),
        pytest.param("<tr><td><pre>3 7</pre></td><td><pre>x y</pre></td></tr>", id="other numbers"),
        pytest.param("<p>Write [vc_row] or [caption id=1] into it</p>", id="codes that end nowhere"),
        pytest.param("<tr><td><pre>one</pre></td><td><pre>two</pre></td></tr>", id="two programs"),
    ],
)
def test_what_stays(markup: str) -> None:
    assert without_aids(markup) == markup


@pytest.mark.parametrize(
    "tag",
    [
        '<a href="#a">¶ ',
        '<span class="sr-only">x',
        "<td><div><pre>",
        "</math><span class=katex-html>",
        "<td><pre>1 999999</pre></td><td><pre>",
        "<h2> </h2>",
        '<a x href="#',
    ],
)
def test_no_aid_takes_long(tag: str) -> None:
    markup = (tag * 100_000)[:100_000] + "katex-html #</a>"
    started = time.process_time()
    without_aids(markup)
    assert has_aids(markup)
    assert time.process_time() - started < 3


def test_a_tag_that_says_it_is_drawn_again_and_again_takes_no_longer() -> None:
    markup = "</math><span " + "katex-html " * 20_000
    started = time.process_time()
    assert without_aids(markup) == markup
    assert time.process_time() - started < 3


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        pytest.param(
            '<p>Plan<span class="sr-only"> (new window)</span></p>', "Plan (new window)", id="a note"
        ),
        pytest.param("<p>[vc_row]Quay[/vc_row]</p>", "[vc_row]Quay[/vc_row]", id="a code"),
        pytest.param(
            '<p>See</p><script src="https://gist.github.com/ann/7.js"></script>', "See", id="a program"
        ),
    ],
)
def test_a_summary_has_the_words_that_it_had(markup: str, words: str) -> None:
    assert markup_to_text(markup) == words, "or each story would be edited whose summary is compared"
