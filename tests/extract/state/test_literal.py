"""JavaScript literals: what scripts write, and what no text may make the reader do."""

from __future__ import annotations

from typing import Any

import pytest

from feedsvc.extract.state.cursor import Unreadable
from feedsvc.extract.state.literal import MAX_DEPTH, read_literal


@pytest.mark.parametrize(
    ("text", "value"),
    [
        pytest.param('{"a": [1, true, null]}', {"a": [1, True, None]}, id="JSON"),
        pytest.param("{a: 'b', $c: [1,], 'd-e': 2, 7: 3}", {"a": "b", "$c": [1], "d-e": 2, "7": 3}, id="keys and commas"),
        pytest.param("{a: !0, b: !1, c: void 0, d: undefined}", {"a": True, "b": False, "c": None, "d": None}, id="minified"),
        pytest.param("[.5, -1, 0xff, 1e3, 12n]", [0.5, -1, 255, 1000.0, 12], id="numbers"),
        pytest.param(r"['it\'s', 'é\x41\u{1F600}\ud83d\ude00', `tick`]", ["it's", "éA😀😀", "tick"], id="texts"),
        pytest.param(r"['\ud83d']", ["\ufffd"], id="half a character"),
        pytest.param("[1, /* two */ 2, // three\n 3]", [1, 2, 3], id="comments"),
        pytest.param("{a: 'b' + 'c', d: 'e' + f}", {"a": "bc", "d": None}, id="sums"),
        pytest.param("[new Date(1772607600000), new Date('2026-03-04')]", [1772607600000, "2026-03-04"], id="dates"),
        pytest.param("[new Set([1]), new Map([['a', 2]])]", [[1], {"a": 2}], id="sets and maps"),
        pytest.param("""JSON.parse('{"a":"it\\\\u0027s"}')""", {"a": "it's"}, id="JSON in a text"),
        pytest.param('JSON.parse(decodeURIComponent("%7B%22a%22%3A1%7D"))', {"a": 1}, id="encoded"),
        pytest.param('JSON.parse(atob("eyJhIjoxfQ"))', {"a": 1}, id="base64"),
        pytest.param('(function(a,b){b.by=a;return {x:[a,b]}}("Ann",{}))', {"x": ["Ann", {"by": "Ann"}]}, id="Nuxt"),
        pytest.param("(function(a){a[0]={x:1};a[1]=2;return a})([])", [{"x": 1}, 2], id="filled before"),
        pytest.param("(function(a,b){a[1]=2;b.x=3;return [a,b]}(Array(2),Object.create(null)))", [[None, 2], {"x": 3}], id="filled places"),
        pytest.param('((a)=>{return {x:a}})("Ann")', {"x": "Ann"}, id="arrow"),
        pytest.param("$R[0]={x:$R[1]=['Ann'],y:$R[1],z:$R[7],me:$R[0]}", {"x": ["Ann"], "y": ["Ann"], "z": None, "me": None}, id="seroval"),
        pytest.param("{a: $R[0]==1, b: $R[2]=>3, $R: 4}", {"a": None, "b": None, "$R": 4}, id="what only looks like seroval"),
        pytest.param("{a: function(x){return {b: 1}}, b() {return 2}, c: (x) => ({y: x}), d: 1}", {"a": None, "c": None, "d": 1}, id="functions"),
        pytest.param("{data() {const x = 1; return {a: [1]}}, b: 2}", {"data": {"a": [1]}, "b": 2}, id="a component's data"),
        pytest.param("{data: function () {return {a: 1}}, b: 2}", {"data": {"a": 1}, "b": 2}, id="the same as a function"),
        pytest.param("{a: x ? 1 : 2, b: load({c: 1}), ...rest, [k]: 1, e: /[,}]/.test(q), f: 1}", {"a": None, "b": None, "e": None, "f": 1}, id="what must be run"),
    ],
)  # fmt: skip
def test_a_literal_is_read_as_a_browser_reads_it(text: str, value: Any) -> None:
    found, end = read_literal(f"{text}; more()")
    assert found == value
    assert end == len(text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param("{", id="no end"),
        pytest.param("{a: 'b", id="text without an end"),
        pytest.param(");", id="no beginning"),
        pytest.param("(function(a){return a}(", id="function without an end"),
        pytest.param("[" * (MAX_DEPTH + 9) + "'a'", id="deep"),
        pytest.param("[" * 100_000, id="deep JSON"),
        pytest.param("(function(){return (function(){return (function(){return (function(){return 1}())}())}())}())", id="functions in functions"),
        pytest.param("[" + "a," * 400_000, id="long"),
    ],
)  # fmt: skip
@pytest.mark.no_cover
def test_what_is_none_is_refused(text: str) -> None:
    with pytest.raises(Unreadable):
        read_literal(text)
