"""JSON as servers really send it, and what is no JSON."""

from __future__ import annotations

import json
import sys
from typing import Any

import pytest

from feedsvc.extract.base import UseFallback
from feedsvc.extract.jsonvalue import MAX_LINES, is_json, read_value
from tests.extract.strategies import extract

VALUE = {"a": [1, "x"]}
TEXT = json.dumps(VALUE)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(TEXT, id="alone"),
        pytest.param("\ufeff \n" + TEXT, id="byte-order mark"),
        pytest.param(")]}',\n" + TEXT, id="guard"),
        pytest.param("])}while(1);</x>" + TEXT, id="guard with an element"),
        pytest.param("for(;;);" + TEXT, id="endless loop"),
        pytest.param("while (1);" + TEXT, id="another loop"),
        pytest.param("{} && " + TEXT, id="empty object"),
        pytest.param("/**/ typeof show === 'function' && show(" + TEXT + ");", id="call that asks first"),
        pytest.param("google.visualization.Query.setResponse(" + TEXT + ");", id="call by a long name"),
        pytest.param("var shown_posts = " + TEXT + ";", id="a variable"),
        pytest.param("window.posts=" + TEXT, id="a property"),
        pytest.param("/*O_o*/\ncb(" + TEXT + ")", id="comment and call"),
        pytest.param(TEXT + "\n// the end", id="comment behind it"),
    ],
)
def test_what_stands_around_a_value_is_stepped_over(text: str) -> None:
    assert is_json(text)
    assert read_value(text, "the page") == VALUE


@pytest.mark.parametrize(
    ("text", "value"),
    [
        pytest.param('{"n": 1}\n{"n": 2}\n', [{"n": 1}, {"n": 2}], id="lines"),
        pytest.param('\x1e{"n": 1}\n\x1e{"n": 2}\n', [{"n": 1}, {"n": 2}], id="text sequence"),
        pytest.param('{"n": 1}\r\n{"n": 2}\r\n{"n":', [{"n": 1}, {"n": 2}], id="last line half written"),
        pytest.param('{"n": 1}', {"n": 1}, id="one line"),
        pytest.param('[{"n": 1}]\n[{"n": 2}]', [{"n": 1}], id="a list is whole"),
        pytest.param("[NaN, Infinity, -Infinity, 1e999]", [None] * 4, id="no numbers"),
        pytest.param("[1" + "0" * 5000 + "]", ["1" + "0" * 5000], id="huge number"),
        pytest.param('["a\nb"]', ["a\nb"], id="line end in a text"),
        pytest.param('["\\ud83d\\ude00"]', ["😀"], id="halves of a pair"),
        pytest.param(
            '{"a": [{"n": 1},], /* more */ b: \'x\'}', {"a": [{"n": 1}], "b": "x"}, id="a script's literal"
        ),
        pytest.param('{"d": "[{\\"n\\": 1}]"}', {"d": [{"n": 1}]}, id="JSON in a text"),
        pytest.param('"[{\\"n\\": 1}]"', [{"n": 1}], id="all of it in a text"),
        pytest.param('{"d": "[{\\"n\\": 1"}', {"d": '[{"n": 1'}, id="a text that is half of JSON"),
        pytest.param('{"d": "[sic]"}', {"d": "[sic]"}, id="a text in brackets"),
    ],
)
def test_it_is_read_as(text: str, value: Any) -> None:
    assert read_value(text, "the page") == value


@pytest.mark.parametrize(
    "text", ["", "<p>", "var x", "show(1)", "{", "[1,", "{a:1", "[1,] and more", "show()", "<html>{}</html>"]
)
def test_what_is_none_is_refused(text: str) -> None:
    with pytest.raises(UseFallback):
        read_value(text, "the page")


@pytest.mark.parametrize("opening", ["[", '{"a":', '[{"a":'])
def test_deep_nesting_is_refused_in_words(opening: str) -> None:
    with pytest.raises(UseFallback, match="nested too deep"):
        read_value(opening * (2 * sys.getrecursionlimit()), "the page")


def test_no_more_lines_than_enough_are_read() -> None:
    assert len(read_value('{"n": 1}\n' * (MAX_LINES + 9), "the page")) == MAX_LINES


@pytest.mark.parametrize(
    "noise", ["(" * 9000, "/*" * 9000, "a." * 9000, "//\n" * 9000, "for(;;);" * 2000, " " * 9000]
)
def test_what_could_stand_before_costs_no_time(noise: str) -> None:
    assert not is_json(noise)


def test_one_odd_value_costs_no_other_story() -> None:
    page = '[{"t": "one \\ud83d", "d": NaN}, {"t": 12345678901234567890123456789012345678901234567890}, {"t": "two", "d": 1e400}]'
    found = extract("json", page, items="@", title="t", date="d")
    assert [story.published for story in found.stories] == [None] * 3
    assert found.stories[2].title == "two"


def test_markup_in_json_whose_ends_are_written_with_a_backslash_is_not_deep() -> None:
    html = "<div><b>x</b></div>" * 6000
    page = json.dumps([{"t": "Second quay", "c": html}]).replace("</", "<\\/")
    assert extract("json", page, items="@", title="t", content="c").stories
