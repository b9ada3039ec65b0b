"""What of a page's markup ends a line, and what is none."""

from __future__ import annotations

import pytest

from feedsvc.extract.byline.walk import html_lines


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        pytest.param("a<div></div>b", ["a", "b"], id="an empty block parts"),
        pytest.param("a<br>b<hr>c", ["a", "b", "c"], id="breaks part"),
        pytest.param("a<button><div>x</div></button>b", ["ab"], id="a button's inside does not part"),
        pytest.param("a<p hidden>x</p>b", ["a", "b"], id="a hidden block parts"),
        pytest.param("a<span hidden>x<i>y</i></span>b", ["ab"], id="a hidden word does not part"),
        pytest.param("a<script>x</script><!-- y -->b", ["ab"], id="scripts and comments do not part"),
        pytest.param("<b>a</b>\n<i>b</i><i>c</i>", ["a bc"], id="white space between elements counts once"),
        pytest.param("<p>a</p>\n<p>\xa0&#8203;</p>\n<p> b\n c</p>", ["a", "b c"], id="blank lines are none"),
        pytest.param("<ul><li>a<ul><li>b</ul>c</ul>", ["a", "b", "c"], id="text behind an inner block"),
        pytest.param(
            "<p style='color:red;DISPLAY : none'>x</p>a", ["x", "a"], id="odd styles are left alone"
        ),
        pytest.param("<p style='display: none'><b>x</b></p>a", ["a"], id="not displayed"),
        pytest.param("<p class='hidden md:block'>a</p>", ["a"], id="a class named hidden is only a name"),
        pytest.param("<p>1 &amp;lt; 2 &lt; 3</p>", ["1 &lt; 2 < 3"], id="references are read once"),
    ],
)
def test_lines_are_what_a_reader_sees(markup: str, expected: list[str]) -> None:
    assert [line.text for line in html_lines(markup)] == expected


def test_a_link_around_blocks_leads_from_each_of_them() -> None:
    lines = html_lines('<a href=" /x&amp;y "><h2>a</h2><p>b <b>c</b></p></a><p>d</p>')
    assert [(line.href, line.linked, line.level) for line in lines] == [
        ("/x&y", True, 2),
        ("/x&y", True, 0),
        (None, False, 0),
    ]


def test_lines_share_a_link_where_one_element_is_around_both() -> None:
    lines = html_lines('<a href="/x-1"><p>a</p><p>b</p><img src="/c.png"></a><p><a href="/x-1">d</a><p>e<p>f')
    assert [line.shares_link(lines[0]) for line in lines] == [True, True, True, False, False, False]
    assert not lines[4].shares_link(lines[5])


def test_an_element_holds_the_lines_in_it_and_no_others() -> None:
    lines = html_lines("<div>a<p>b</p><div>c</div>d</div><p>e</p>")
    outer = lines[0].block
    assert [lines.holds(outer, line) for line in lines] == [True, True, True, True, False]
    assert [lines.holds(lines[1].block, line) for line in lines] == [False, True, False, False, False]


@pytest.mark.slow
@pytest.mark.no_cover
def test_lines_of_deeply_nested_elements_are_read_in_time() -> None:
    lines = html_lines("<div>" * 20_000 + "a<p>b")
    assert [line.text for line in lines] == ["a", "b"]
