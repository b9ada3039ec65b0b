"""Parts of addresses that change for all links of a page are learnt to say nothing; all others stay."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedsvc.decide.addressparts import is_random, parts_of, without
from feedsvc.decide.sessionmarks import MOST, also_unmarked, learn, unmarked, with_marks
from feedsvc.models import History, KnownStory, ParsedStory
from tests.builders import HOUR, NOW, make_parsed
from tests.decide.helpers import known_all

Address = Callable[[int, str], str]
SITE = "https://harbour.example"
SHAPES: dict[str, tuple[Address, str]] = {
    "a query": (lambda n, mark: f"{SITE}/{n}?sess={mark}", "?sess"),
    "a query beside another": (lambda n, mark: f"{SITE}/news?id={n}&s={mark}", "?s"),
    "a query without a name": (lambda n, mark: f"{SITE}/{n}?{mark}", "?[0]"),
    "behind a semicolon": (lambda n, mark: f"{SITE}/{n};sid={mark}", ";sid"),
    "behind a semicolon, without a name": (lambda n, mark: f"{SITE}/{n};{mark}?a=b", ";"),
    "a part of the path": (lambda n, mark: f"{SITE}/{mark}000/{n}", "/1"),
    "ASP.NET's": (lambda n, mark: f"{SITE}/(S({mark}))/{n}.aspx", "/1"),
}


def shown(shape: Address, mark: str, count: int = 4, **given: Any) -> tuple[ParsedStory, ...]:
    plain: dict[str, Any] = {"article": None} | given
    return tuple(make_parsed(n, url=shape(n, mark), **plain) for n in range(1, count + 1))


def known(shape: Address, mark: str, count: int = 4, **given: Any) -> list[KnownStory]:
    return known_all(shown(shape, mark, count, **given))


@pytest.mark.parametrize("kind", SHAPES)
def test_a_part_that_changed_for_all_links_is_a_mark(kind: str) -> None:
    shape, name = SHAPES[kind]
    before, now = known(shape, "ab12cd34"), shown(shape, "ef56gh78", 6)
    assert learn(now, before, ()) == (name,)
    left = unmarked(now, before, (name,))
    found = also_unmarked(before, (name,))
    for story, other in zip(left, found, strict=False):
        assert story.url in (other.url, without(str(other.url), (name,)))
    assert len({story.url for story in left}) == 6


def test_a_mark_that_was_not_there_before_is_one() -> None:
    shape = SHAPES["a query"][0]
    plain = known(lambda n, _: f"{SITE}/{n}", "")
    assert learn(shown(shape, "ab12cd34"), plain, ()) == ("?sess",)


def test_two_marks_are_learnt_together_and_kept() -> None:
    before = known(lambda n, mark: f"{SITE}/{n}?a={mark}1&b={mark}2", "ab12cd")
    now = shown(lambda n, mark: f"{SITE}/{n}?a={mark}1&b={mark}2", "ef56gh")
    assert learn(now, before, ()) == ("?a", "?b")
    assert learn(now, before, ("?a", "?b")) == ("?a", "?b")


def test_some_links_may_bear_none() -> None:
    def shape(n: int, mark: str) -> str:
        return f"{SITE}/{n}?sess={mark}" if n % 2 else f"{SITE}/{n}"

    assert learn(shown(shape, "ab12cd34", 6), known(shape, "ef56gh78", 6), ()) == ("?sess",)


def test_a_random_mark_of_each_link_is_one() -> None:
    def shape(n: int, mark: str) -> str:
        return f"{SITE}/{n}?t={mark}{n * n * 977}x"

    assert learn(shown(shape, "ab"), known(shape, "cd"), ()) == ("?t",)


def test_a_title_without_a_word_tells_no_story_from_another() -> None:
    shape = SHAPES["a query"][0]
    assert learn(shown(shape, "ab12cd34", title="…"), known(shape, "ef56gh78", title="…"), ()) == ()


def test_what_changed_for_one_link_is_none_beside_a_mark() -> None:
    def before(n: int, mark: str) -> str:
        return f"{SITE}/{n}?sess={mark}" + ("&once=qq11ww22" if n == 1 else "")

    def now(n: int, mark: str) -> str:
        return f"{SITE}/{n}?sess={mark}" + ("&once=ee33rr44" if n == 1 else "")

    assert learn(shown(now, "ab12cd34"), known(before, "ef56gh78"), ()) == ("?sess",)


def test_what_some_links_keep_is_none_beside_a_mark() -> None:
    def now(n: int, mark: str) -> str:
        return f"{SITE}/{n}?sess={mark}&kind={'zz99yy88' if n == 1 else 'qq11ww22'}"

    def before(n: int, mark: str) -> str:
        return f"{SITE}/{n}?sess={mark}&kind=qq11ww22"

    assert learn(shown(now, "ab12cd34"), known(before, "ef56gh78"), ()) == ("?sess",)


def test_a_history_remembers_marks() -> None:
    assert with_marks(History(), ["?sess", "/1"]).marks == ("?sess", "/1")


LEFT: dict[str, tuple[Address, str, Address, str]] = {
    "nothing has changed": (SHAPES["a query"][0], "ab12cd34", SHAPES["a query"][0], "ab12cd34"),
    "it names the story": (
        lambda n, mark: f"{SITE}/read?id={mark}{n}",
        "ab12cd34",
        lambda n, mark: f"{SITE}/read?id={mark}{n}",
        "ef56gh78",
    ),
    "another path": (lambda n, _: f"{SITE}/a/{n}", "", lambda n, _: f"{SITE}/b/{n}", ""),
    "another host": (lambda n, _: f"{SITE}/{n}", "", lambda n, _: f"https://pier.example/{n}", ""),
}


@pytest.mark.parametrize("kind", LEFT)
def test_other_changes_teach_nothing(kind: str) -> None:
    shape, mark, other, later = LEFT[kind]
    assert learn(shown(other, later), known(shape, mark), ()) == ()


DAILY: dict[str, Any] = {"published": None, "text": "", "content": "", "summary": ""}


@pytest.mark.parametrize("mark", ["2026-03-04", "20260304", "1772607600", "7", "v2.1", "4th"])
def test_a_date_or_a_number_is_none_where_nothing_else_says_that_the_stories_are_the_same(mark: str) -> None:
    later = {"2026-03-04": "2026-03-05", "20260304": "20260305", "v2.1": "v2.2", "4th": "5th"}
    shape: Address = lambda n, day: f"{SITE}/brief-{n}?on={day}"  # noqa: E731
    now = shown(shape, later.get(mark, str(int(mark) + 1) if mark.isdigit() else ""), **DAILY)
    assert learn(now, known(shape, mark, **DAILY), ()) == ()
    assert not is_random(mark)


def test_a_number_is_one_where_dates_say_that_the_stories_are_the_same() -> None:
    shape = SHAPES["a query"][0]
    assert learn(shown(shape, "1001"), known(shape, "1002"), ()) == ("?sess",)


def test_stories_of_one_title_and_two_dates_are_two() -> None:
    shape = SHAPES["a query"][0]
    later = tuple(make_parsed(n, url=shape(n, "ef56gh78"), published=NOW + HOUR * n) for n in range(1, 5))
    assert learn(later, known(shape, "ab12cd34"), ()) == ()


def test_one_story_teaches_nothing() -> None:
    shape = SHAPES["a query"][0]
    assert learn(shown(shape, "ab12cd34", 1), known(shape, "ef56gh78", 1), ()) == ()


def test_no_more_than_some_are_remembered() -> None:
    shape = SHAPES["a query"][0]
    full = tuple(f"?m{n}" for n in range(MOST))
    assert learn(shown(shape, "ab12cd34"), known(shape, "ef56gh78"), full) == full


def test_links_stay_as_they_are_where_two_would_become_one() -> None:
    now = shown(lambda n, mark: f"{SITE}/read?id={mark}{n}", "ab12cd34")
    assert unmarked(now, (), ("?id",)) == now


def test_a_part_of_the_path_stays_as_the_story_first_had_it() -> None:
    shape = SHAPES["ASP.NET's"][0]
    before = known(shape, "ab12cd34", 2)
    urls = [story.url for story in unmarked(shown(shape, "ef56gh78", 3), before, ("/1",))]
    assert urls == [shape(1, "ab12cd34"), shape(2, "ab12cd34"), shape(3, "ef56gh78")]


def test_what_is_left_out_leaves_the_rest_of_an_address_alone() -> None:
    url = f"{SITE}/a;x=1/b?c=d&&sess=1&e#f"
    assert without(url, ()) == url
    assert without(url, ("?sess",)) == f"{SITE}/a;x=1/b?c=d&e#f"
    assert without(url, (";x", "?c", "?sess", "?[2]")) == f"{SITE}/a/b#f"
    assert parts_of(url) == {";x": "1", "?c": "d", "?sess": "1", "?[2]": "e"}


@given(st.from_regex(r"https://e\.example(/[a-z0-9;=()]{0,12}){0,4}(\?[a-z0-9=&]{0,20})?", fullmatch=True))
def test_nothing_is_left_out_but_the_named_parts(url: str) -> None:
    named = parts_of(url)
    assert not parts_of(without(url, named)).keys() & {
        name for name in named if name[0] == "?" and "[" not in name
    }
    assert parts_of(without(url, ["?none"])) == named
