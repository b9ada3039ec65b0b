"""The forms in which frameworks write values: flat lists, rows, caches."""

from __future__ import annotations

from typing import Any

import pytest

from feedsvc.extract.state.caches import joined
from feedsvc.extract.state.devalue import settled, unflattened
from feedsvc.extract.state.flight import numbered_rows, rows
from feedsvc.extract.state.livewire import snapshot


@pytest.mark.parametrize(
    ("flat", "value"),
    [
        pytest.param([{"a": 1, "b": -1}, [2, 2], "x"], {"a": ["x", "x"], "b": None}, id="places"),
        pytest.param([["ShallowReactive", 1], {"a": 2}, ["Ref", 3], 5], {"a": 5}, id="wrapped"),
        pytest.param([["Date", "2026-03-04"]], "2026-03-04", id="date"),
        pytest.param([["Set", 1, 2], "x", "y"], ["x", "y"], id="set"),
        pytest.param([["Map", 1, 2], "k", "v"], {"k": "v"}, id="map"),
        pytest.param([["null", "k", 1], "v"], {"k": "v"}, id="object without a prototype"),
        pytest.param([{"_1": 2}, "posts", [3], {"_4": 5}, "title", "x"], {"posts": [{"title": "x"}]}, id="turbo-stream"),
        pytest.param([{"a": 99, "b": True}], {"a": None, "b": None}, id="no such place"),
        pytest.param([["Ref", 0]], None, id="itself"),
        pytest.param([], None, id="empty"),
        pytest.param({"a": 1}, None, id="no list"),
    ],
)  # fmt: skip
def test_a_flat_list_becomes_the_value_it_was(flat: Any, value: Any) -> None:
    assert unflattened(flat) == value


def test_a_circle_in_a_flat_list_stays_one() -> None:
    found = unflattened([{"self": 0}])
    assert found["self"] is found


def test_the_properties_of_an_island_are_unwrapped() -> None:
    props = {"posts": [1, [[0, {"title": [0, "x"], "at": [3, "2026-03-04"]}]]], "open": [0, True], "n": [0]}
    assert settled(props) == {"posts": [{"title": "x", "at": "2026-03-04"}], "open": True, "n": 0}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param('5:{"a":"$6"}\n6:[1]\n', {"5": {"a": [1]}, "6": [1]}, id="another row"),
        pytest.param('5:{"a":"$6:0:b"}\n6:[{"b":2}]\n', {"5": {"a": 2}, "6": [{"b": 2}]}, id="a place in it"),
        pytest.param('5:["$D2026-03-04","$$x","$undefined","$n7"]\n', {"5": ["2026-03-04", "$x", None, "7"]}, id="signs"),
        pytest.param('5:T4,a\nb"6:[1]\n7:"$5"\n', {"5": 'a\nb"', "6": [1], "7": 'a\nb"'}, id="text of so many bytes"),
        pytest.param('1:I["x"]\n2:HL["y"]\n:N1\n3:[1]\n4:{\n', {"3": [1], "4": None}, id="modules, hints and halves"),
        pytest.param('5:["$","ul",null,{"children":[["$","$L7","a",{"post":"$6"}]]}]\n6:{"t":1}\n', {"5": {"children": [{"post": {"t": 1}}]}}, id="elements are their properties"),
        pytest.param('5:["$","p",null,{"a":1}]\n6:["$5:props:a","$5:3:a"]\n', {"6": [1, 1]}, id="a place in an element"),
        pytest.param('5:{"a":"$5:a"}\n', {"5": {"a": "$5:a"}}, id="itself"),
    ],
)  # fmt: skip
def test_rows_are_put_together(text: str, found: dict[str, Any]) -> None:
    got = numbered_rows([text[:7], text[7:]])
    assert {key: got.get(key) for key in found} == found
    assert rows([text]) == list(got.values())


def test_a_cache_is_put_together_and_ends() -> None:
    cache = {
        "ROOT_QUERY": {"posts": [{"__ref": "P:1"}]},
        "P:1": {"title": "x", "by": {"__ref": "U:1"}},
        "U:1": {"name": "Ann", "posts": [{"__ref": "P:1"}]},
    }
    (post,) = joined({"props": {"apollo": cache}})["props"]["apollo"]["ROOT_QUERY"]["posts"]
    assert (post["title"], post["by"]["name"], post["by"]["posts"][0]["by"]) == ("x", "Ann", None)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        pytest.param('{"posts":[[[{"t":1},{"s":"arr"}],[{"t":2},{"s":"arr"}]],{"s":"arr"}]}', {"posts": [{"t": 1}, {"t": 2}]}, id="pairs in pairs"),
        pytest.param('{"pair":[1,{"a":2}],"size":[{"t":1},{"s":5}]}', {"pair": [1, {"a": 2}], "size": [{"t": 1}, {"s": 5}]}, id="other pairs"),
        pytest.param('{"posts":[null,{"class":"Post","keys":[1,2],"s":"elcln"}]}', {"posts": None}, id="rows of a database"),
        pytest.param("{posts:1}", None, id="no JSON"),
        pytest.param("[" * 100_000, None, id="deep"),
    ],
)  # fmt: skip
def test_a_snapshot_is_freed_of_its_marks(text: str, value: Any) -> None:
    assert snapshot(text) == value
