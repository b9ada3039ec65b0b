"""Markup of strangers becomes harmless, absolute, bounded."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedsvc.clean.embeds import media_files
from feedsvc.clean.html import MAX_OUTPUT, clean_html, content_and_text, markup_to_text, text_to_html
from feedsvc.clean.wording import html_to_text

BASE = "https://news.example/live/"


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        pytest.param("<p>x<script>alert(1)</script></p>", "<p>x</p>", id="script"),
        pytest.param("<style>p{}</style><p>x</p>", "<p>x</p>", id="style"),
        pytest.param("<p onclick='x()' style='x' class='y' id='z'>a</p>", "<p>a</p>", id="handlers"),
        pytest.param("<iframe srcdoc='<b>x</b>'>y</iframe>z", "z", id="iframe"),
        pytest.param("<form><input name=a>x</form>y", "y", id="form"),
        pytest.param("<svg><script>x</script></svg>y", "y", id="svg"),
        pytest.param("<a href='javascript:x()'>a</a>", "a", id="javascript-link"),
        pytest.param("<a href=' JaVa\tScript:x()'>a</a>", "a", id="disguised-javascript"),
        pytest.param("<a href='data:text/html,x'>a</a>", "a", id="data-link"),
        pytest.param("<a href='file:///etc/passwd'>a</a>", "a", id="file-link"),
        pytest.param("<a href='http://[::1'>a</a>", "a", id="broken-link"),
        pytest.param("<img src='data:image/png;base64,x'>", "", id="data-image"),
        pytest.param("<a href='../b'>a</a>", '<a href="https://news.example/b">a</a>', id="relative"),
        pytest.param("<a href='//h.example/b'>a</a>", '<a href="https://h.example/b">a</a>', id="schemeless"),
        pytest.param("<p>a &amp;lt; b]]></p>", "<p>a &amp;lt; b]]&gt;</p>", id="entities-once"),
        pytest.param("<p>\x00a\x0bb\ud800\uffff</p>", "<p>a b</p>", id="controls"),
        pytest.param("<p>&#5a&#x202E;b&#x9d;c&shy;d</p>", "<p>abcd</p>", id="controls by reference"),
        pytest.param("<p> </p><p>a</p><p>&nbsp;</p>", "<p>a</p>", id="empty-paragraphs"),
        pytest.param("<p>to <a href='mailto:a@b.example'>a@b.example</a></p>", "<p>to</p>", id="addresses"),
        pytest.param("<!-- x --><p>unclosed <b>bold", "<p>unclosed <b>bold</b></p>", id="unclosed"),
        pytest.param("plain & simple", "plain &amp; simple", id="text"),
    ],
)
def test_markup_is_made_harmless(raw: str, clean: str) -> None:
    assert clean_html(raw, BASE) == clean


@given(st.lists(st.sampled_from(
    ["<p>", "</p>", "<b>", "<a href='javascript:1'>", "<a href=/x>", "</a>", "<script>", "</script>", "<svg>", "<img src=x onerror=1>",
     "text", "&lt;script&gt;", "<!--", "-->", "<![CDATA[", "]]>", "\x00", "a@b.example", "<iframe srcdoc='<script>'>", "<style>", '"', "'", "<math>", "<mtext>"]
), max_size=30))  # fmt: skip
def test_no_combination_lets_anything_active_through(pieces: list[str]) -> None:
    clean = clean_html("".join(pieces), BASE)
    tags = re.findall(r"<(?:[^<>\"]|\"[^\"]*\")*>", clean)
    assert not any(
        re.search(r"script|iframe|svg|style|\son\w+=|javascript:|srcdoc", tag, re.I) for tag in tags
    )
    assert "\x00" not in clean
    assert clean_html(clean, BASE) == clean


@given(st.text(st.characters(codec=None, exclude_categories=()), max_size=200))
def test_any_text_comes_back_from_paragraphs(raw: str) -> None:
    assert html_to_text(text_to_html([raw])) == html_to_text(
        text_to_html([html_to_text(text_to_html([raw]))])
    )


@pytest.mark.parametrize(
    "markup",
    ["<b><i><a>" * 20_000, "<div>" * 50_000, "x" * 3_000_000, "<p>" + "<font>" * 5000 + "x", "<" * 100_000, "<a href='" * 20_000],
    ids=["formatting", "div", "long", "font", "angles", "attributes"],
)  # fmt: skip
def test_a_bomb_gives_bounded_output(markup: str) -> None:
    assert len(clean_html(markup[:200_000], BASE)) <= MAX_OUTPUT + 1000


@pytest.mark.parametrize(
    "markup",
    ["<rt>", "<rtc><p>", "<rb>x</p>", "<table><td><ruby><table><td>" + "<rp>", "<figcaption>", "<hgroup>", "<search>", "<optgroup>"],
)  # fmt: skip
def test_elements_that_nest_without_an_end_come_back_as_text_at_once(markup: str) -> None:
    began = time.process_time()
    assert "<rt" not in clean_html(f"{markup}x" * 25_000, BASE)
    assert time.process_time() - began < 2  # a second where the parser gets them: a minute


def test_any_number_of_readings_without_ends_stays_in_their_rubies() -> None:
    assert clean_html("<ruby>漢<rt>かん</ruby>" * 3000, BASE).count("かん") == 3000
    assert clean_html("<p><ruby>漢<rt>かん</ruby>" * 3000, BASE).count("<p>") == 3000


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>one</p><p>two</p>", "one\ntwo"),
        ("<p>a <b>bold</b>er word</p>", "a bolder word"),
        ("a<br>b<hr>c", "a\nb\nc"),
        ("<ul><li>x</li><li>y</li></ul>", "x\ny"),
        ('<p>a<img alt="b > c" src="x">d</p>', "a\nd"),
        ("1 &lt; 2 &amp;amp; 3", "1 < 2 &amp; 3"),
        ("", ""),
    ],
)
def test_markup_as_text(markup: str, text: str) -> None:
    assert html_to_text(markup) == text


def test_unsafe_markup_as_text_has_no_script() -> None:
    assert markup_to_text("<p>a<script>b</script></p>") == "a"


SHOWN = ' referrerpolicy="no-referrer">'


@pytest.mark.parametrize(
    ("markup", "shown"),
    [
        pytest.param(
            '<img src="data:image/gif;base64,R0" data-src="/a.jpg" alt="b">',
            '<img src="https://h.example/a.jpg" alt="b"',
            id="data-src",
        ),
        pytest.param(
            '<img srcset="/s.jpg 320w, /m.jpg 1200w, /l.jpg 4000w">',
            '<img src="https://h.example/m.jpg"',
            id="the widest that is not too wide",
        ),
        pytest.param(
            '<picture><source srcset="/w.webp"><img alt="b"></picture>',
            '<img src="https://h.example/w.webp" alt="b"',
            id="picture",
        ),
        pytest.param(
            '<img class="lazy" src="/blur.jpg" data-src="/a.jpg"><noscript><img src="/a.jpg"></noscript>',
            '<img src="https://h.example/a.jpg"',
            id="once where a noscript repeats it",
        ),
        pytest.param(
            '<noscript>Switch it on. <img src="/a.jpg"></noscript>',
            '<img src="https://h.example/a.jpg"',
            id="only in a noscript",
        ),
        pytest.param(
            '<img src="/a.jpg?w=20&amp;blur=30" data-srcset="/a.jpg?w=800 800w">',
            '<img src="https://h.example/a.jpg?w=800"',
            id="a sketch of it",
        ),
        pytest.param(
            '<img src="/real.jpg?w=200" srcset="/other.jpg 2x">',
            '<img src="https://h.example/real.jpg?w=200"',
            id="a small one is no sketch",
        ),
        pytest.param(
            '<img src="/real.jpg" data-src="/other.jpg">',
            '<img src="https://h.example/real.jpg"',
            id="a real address stays",
        ),
        pytest.param(
            '<img src="/wait.gif" data-lazy-src="/a.jpg">',
            '<img src="https://h.example/a.jpg"',
            id="what is called lazy waits, whatever stands for it",
        ),
        pytest.param(
            '<img src="data:," data-img-src="/a.jpg">',
            '<img src="https://h.example/a.jpg"',
            id="data-img-src",
        ),
        pytest.param(
            '<responsive-image src="/a.jpg" alt="b"></responsive-image>',
            '<img src="https://h.example/a.jpg" alt="b"',
            id="an element of the site's own",
        ),
        pytest.param(
            '<a-img src="/other.jpg"><img src="/a.jpg"></a-img>',
            '<img src="https://h.example/a.jpg"',
            id="one that holds its picture",
        ),
        pytest.param(
            '<amp-img src="/a.jpg"><noscript><img src="/a.jpg"></noscript></amp-img>',
            '<img src="https://h.example/a.jpg"',
            id="one with what else is shown",
        ),
        pytest.param(
            '<x-imager src="/other.jpg"></x-imager><img src="/a.jpg">',
            '<img src="https://h.example/a.jpg"',
            id="no picture by its name",
        ),
        pytest.param(
            '<img src="/60/a.jpg?q=20"></div><noscript><img src="/900/a.jpg"></noscript>',
            '<img src="https://h.example/900/a.jpg"',
            id="one file in two sizes",
        ),
    ],
)
def test_a_lazy_picture_becomes_a_picture(markup: str, shown: str) -> None:
    assert clean_html(markup, "https://h.example/") == shown + SHOWN


def test_an_element_of_a_site_without_an_address_is_no_picture() -> None:
    assert clean_html('<p>Quay</p><map-image alt="b">c</map-image>', "https://h.example/1") == "<p>Quay</p>c"


@pytest.mark.parametrize("between", ["", "<p>Two</p>"])
def test_two_pictures_stay_two(between: str) -> None:
    pair = f'<img src="/60/a.jpg">{between}<noscript><img src="/60/b.jpg"></noscript>'
    assert clean_html(pair, "https://h.example/").count("<img") == 2


def test_a_film_in_one_piece_is_taken_before_one_in_many() -> None:
    film = '<video><source src="/v.m3u8"><source src="/v.mp4"></video>'
    assert 'href="https://h.example/v.mp4"' in clean_html(film, "https://h.example/")
    assert media_files(film) == [("/v.mp4", "video/mp4")]
    only = film.replace("v.mp4", "w.m3u8")
    assert 'href="https://h.example/v.m3u8"' in clean_html(only, "https://h.example/")


YOUTUBE = '<img src="https://i.ytimg.com/vi/abc123/hqdefault.jpg" alt="YouTube"' + SHOWN


@pytest.mark.parametrize(
    ("markup", "link"),
    [
        pytest.param(
            '<iframe src="https://www.youtube.com/embed/abc123"></iframe>',
            f'<a href="https://www.youtube.com/embed/abc123">{YOUTUBE}</a>',
            id="film with a known picture",
        ),
        pytest.param(
            '<iframe src="/map" title="The way"></iframe>',
            '<a href="https://h.example/map">The way</a>',
            id="frame with a title",
        ),
        pytest.param(
            '<video><source src="/v.mp4">No video</video>',
            '<a href="https://h.example/v.mp4">Video: v.mp4</a>',
            id="video",
        ),
        pytest.param(
            '<audio src="/a.mp3">',
            '<a href="https://h.example/a.mp3">Audio: a.mp3</a>',
            id="audio that is never closed",
        ),
        pytest.param(
            '<object data="/f.svg"></object>', '<a href="https://h.example/f.svg">f.svg</a>', id="object"
        ),
        pytest.param('<iframe src="javascript:alert(1)"></iframe>', "", id="script"),
        pytest.param('<iframe src="/t" width="0" height="0"></iframe>', "", id="counter"),
    ],
)
def test_an_embed_becomes_a_link_that_is_no_word_of_the_story(markup: str, link: str) -> None:
    content, text = content_and_text(f"<p>See</p>{markup}", "https://h.example/")
    assert content == "<p>See</p>" + (f"<p>{link}</p>" if link else "")
    assert text == "See"


def test_a_formula_stays_without_its_other_languages() -> None:
    content, text = content_and_text("<p>so <math><mi>x</mi><annotation>\\x</annotation></math></p>")
    assert (content, text) == ("<p>so <math><mi>x</mi></math></p>", "so")


@pytest.mark.parametrize(
    ("script", "formula"),
    [
        pytest.param('<script type="math/tex">x &lt; 2</script>', "<math><mtext>x &lt; 2</mtext></math>", id="escaped"),
        pytest.param('<script type="math/tex; mode=display">% <![CDATA[\na < b %]]></script>', '<math display="block"><mtext>a &lt; b</mtext></math>', id="guarded"),
        pytest.param('<script type="math/tex"> </script>', "", id="empty"),
        pytest.param('<script type="text/x-math/tex">x</script>', "", id="another script"),
    ],
)  # fmt: skip
def test_a_formula_that_a_script_would_draw_stays_and_is_no_word(script: str, formula: str) -> None:
    content, text = content_and_text(f"<p>so {script} it is</p>")
    assert (content, text) == (f"<p>so {formula} it is</p>", "so it is")


@pytest.mark.parametrize(
    "tag",
    ["<script type='math/tex'>", "<video>", "<img ", '<img "', "<noscript>", "<picture>", '<iframe src="'],
)
def test_no_markup_takes_long(tag: str) -> None:
    started = time.process_time()
    clean_html((tag * 100_000)[:100_000])
    assert time.process_time() - started < 3


@pytest.mark.parametrize(
    ("picture", "shown"),
    [
        pytest.param('<img src="/c" width="1" height="1">', "", id="counts readers"),
        pytest.param("<img src='/c' height=0 width=0>", "", id="counts them unseen"),
        pytest.param('<img src="/c" style="width:1px; height: 1px">', "", id="counts readers by its style"),
        pytest.param('<img src="/c" width="1" style="height:1px!important">', "", id="counts them both ways"),
        pytest.param('<img src="/c" style="display: none">', "", id="is not shown at all"),
        pytest.param('<img src="/c" width="1" height="1" data-src="/a.jpg">', "/a.jpg", id="is loaded later"),
        pytest.param('<img src="/rule.png" width="600" height="1">', "/rule.png", id="is a line"),
        pytest.param('<img src="/b.png" class="wp-smiley" alt="⛵">', "⛵", id="is drawn for a sign"),
        pytest.param('<img src="/b.png" class="emoji" alt=":boat:">', ":boat:", id="has a name for a sign"),
        pytest.param('<img src="/b.png" class="hero" alt="⛵">', "/b.png", id="is a picture of its own"),
    ],
)
def test_a_picture_that(picture: str, shown: str) -> None:
    content, text = content_and_text(f"<p>One {picture}</p>", "https://h.example/")
    assert shown in content
    assert ("<img" in content) == (shown not in ("", "⛵"))
    assert text == "One"


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        pytest.param('<div style="display:none;max-height:0">Preview</div>', "", id="a letter's preview"),
        pytest.param("<span hidden>Copied!</span>", "", id="a script's box"),
        pytest.param('<p style="color:red; display: none">Trap</p>', "", id="behind another style"),
        pytest.param('<p style="display:block">Shown</p>', "Shown", id="another display"),
        pytest.param('<p class="hidden">Shown</p>', "Shown", id="a class of that name"),
        pytest.param('<p title="hidden >">Shown</p>', "Shown", id="a word in an attribute"),
        pytest.param("<div hidden><div>Whole</div> story</div>", "Whole\nstory", id="what holds its own kind"),
        pytest.param(f"<span style='display:none'>{'Rest of it. ' * 20}</span>", "Rest of it. " * 19 + "Rest of it.", id="the rest of a text"),
    ],
)  # fmt: skip
def test_what_is_not_shown_is_no_part_of_a_story(markup: str, text: str) -> None:
    assert html_to_text(clean_html(f"<p>One</p>{markup}<p>Two</p>")) == "\n".join(
        filter(None, ("One", text, "Two"))
    )


def test_a_letter_s_preview_goes_however_long_it_is() -> None:
    preview = f"<table><tr><td><div style='display:none'>{'Read this. ' * 40}</div>"
    assert html_to_text(clean_html(f"{preview}<p>Dear all</p></td></tr></table>")) == "Dear all"


@pytest.mark.parametrize(
    "picture",
    [
        '<img src="/a.jpg" style="max-width:1px; height:1px">',
        '<img src="/a.jpg" style="width:1px; height:100px">',
        '<img src="/a.jpg" alt="A red door" style="display:none">',
        '<img src="/a.jpg" style="width:10px; height:1.5em">',
    ],
)
def test_a_picture_that_may_be_seen_stays(picture: str) -> None:
    assert "a.jpg" in clean_html(picture, BASE)


def test_a_list_goes_on_counting_where_it_did() -> None:
    listed = '<ol start="3" onclick="x"><li>Three</li><li value="7">Seven</li></ol>'
    assert clean_html(listed, BASE) == '<ol start="3"><li>Three</li><li value="7">Seven</li></ol>'
