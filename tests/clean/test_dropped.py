"""What dropped tags said stays: lines, directions, readings."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feedsvc.clean.html import clean_html, content_and_text
from feedsvc.clean.text import clean_text, closed, cut_text

LINES = [
    pytest.param("<div>One</div><div>Two</div>", "One<br>Two", "One\nTwo", id="boxes"),
    pytest.param(
        "<div><p>One</p></div> <div><p>Two</p></div>", "<p>One</p> <p>Two</p>", "One\nTwo", id="around blocks"
    ),
    pytest.param("<section><div>One</div></section>Two", "One<br>Two", "One\nTwo", id="in one another"),
    pytest.param("One<div></div><div> </div>Two", "One <br>Two", "One\nTwo", id="empty ones"),
    pytest.param("<div>One<br></div><div>Two</div>", "One<br>Two", "One\nTwo", id="behind a line's end"),
    pytest.param(
        "<div><b>One</b></div><i>Two</i>", "<b>One</b><br><i>Two</i>", "One\nTwo", id="inline elements"
    ),
    pytest.param(
        "<p>Read <a href='https://a.example/'><div>the plan</div></a>.</p>",
        '<p>Read <a href="https://a.example/"></a></p><a href="https://a.example/">the plan</a><br>.',
        "Read\nthe plan\n.",
        id="what ends a paragraph",
    ),
    pytest.param(
        "a<details><summary>More</summary>Body</details>b",
        "a<br>More<br>Body<br>b",
        "a\nMore\nBody\nb",
        id="details",
    ),
    pytest.param("x <span>y</span><font>z</font>", "x yz", "x yz", id="spans part nothing"),
    pytest.param("<pre>a <div>b</div></pre>", "<pre>a <br>b</pre>", "a\nb", id="code"),
    pytest.param(
        "<ruby>漢字<rt>かんじ</rt></ruby>です",
        "<ruby>漢字<rp>(</rp><rt>かんじ</rt><rp>)</rp></ruby>です",
        "漢字(かんじ)です",
        id="a reading",
    ),
    pytest.param(
        "<ruby>漢<rp>（</rp><rt>かん</rt><rp>）</rp></ruby>",
        "<ruby>漢<rp>（</rp><rt>かん</rt><rp>）</rp></ruby>",
        "漢（かん）",
        id="a reading in brackets",
    ),
    pytest.param('<p dir="rtl">مرحبا</p>', '<p dir="rtl">مرحبا</p>', "مرحبا", id="a direction"),
    pytest.param('<section dir="RTL">م</section>x', '<div dir="RTL">م</div>x', "م\nx", id="of a box"),
    pytest.param(
        'a <span dir="ltr">b</span> <span>c</span>', 'a <span dir="ltr">b</span> c', "a b c", id="of a span"
    ),
    pytest.param(
        "<bdi>ab</bdi>, <bdo dir=rtl>cd</bdo>", '<bdi>ab</bdi>, <bdo dir="rtl">cd</bdo>', "ab, cd", id="bdi"
    ),
    pytest.param('<div dir="x" onclick="y">z</div>', "z", "z", id="no direction"),
]


@pytest.mark.parametrize(("markup", "content", "text"), LINES)
def test_markup_reads_as_it_was_shown(markup: str, content: str, text: str) -> None:
    assert content_and_text(markup) == (content, text)
    assert clean_html(content) == content


PIECES = st.lists(
    st.sampled_from(
        ["<div>", "</div>", '<div dir="rtl">', '<span dir="ltr">', "</span>", "<p>", "</p>", "<b>", "</b>"]
    )
    | st.sampled_from(
        [
            "<details>",
            "</summary>",
            "<br>",
            "a",
            " ",
            "&lt;div&gt;",
            "<i dir='rtl'>",
        ]
    ),
    max_size=25,
).map("".join)


@settings(max_examples=200, deadline=None)
@given(PIECES)
def test_whatever_is_nested_how_is_sanitised_for_good(markup: str) -> None:
    once = clean_html(markup)
    assert clean_html(once) == once
    assert once.count("<div") == once.count("</div")
    assert once.count("<span") == once.count("</span")


RLI, FSI, PDI = "\u2067", "\u2068", "\u2069"


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        (f"a {RLI}b{PDI} c", f"a {RLI}b{PDI} c"),
        (f"a {RLI}b c", f"a {RLI}b c{PDI}"),
        (f"a{PDI} b{PDI}", "a b"),
        (f"{FSI}{RLI}a{PDI} b", f"{FSI}{RLI}a{PDI} b{PDI}"),
        ("a \u202eb\u202c c", "a b c"),
    ],
)
def test_isolates_stay_in_titles_and_end_there(given: str, kept: str) -> None:
    assert clean_text(given, isolates=True) == kept
    assert closed(kept) == kept
    assert clean_text(given) == kept.translate(dict.fromkeys(range(0x2066, 0x206A)))


def test_a_cut_text_ends_its_isolates() -> None:
    assert cut_text(f"one {RLI}two three four{PDI}", 12) == f"one {RLI}two…{PDI}"
