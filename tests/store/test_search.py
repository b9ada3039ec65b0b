"""Search finds the same stories on both engines, whatever a reader types."""

from __future__ import annotations

from typing import Any

import pytest

from feedsvc.errors import StoreUnavailable
from feedsvc.models import Changes, Found, ModifiedStory, SearchQuery
from feedsvc.store import Store, words
from tests.builders import NOW, make_changes, make_new, make_sighting, make_story, story_id
from tests.store.helpers import MINUTE, bring, furnish, make_topic, poll

TEXTS = {
    1: ("Huawei opens a plant", "The 5G chips are made there. NEAR the river: nobody works at night."),
    2: ("Café au lait", "A cafe in Besançon pours coffee at 3.5 euros; AT&T's man drinks it."),
    3: ("人工智能的春天", "北京的研究人员说,人工智慧与芯片。5G手机。"),
    4: ("東京タワー", "ｶﾀｶﾅ と ひらがな。서울의 봄."),
    5: ("ข่าววันนี้", "ภาษาไทยไม่มีช่องว่าง"),
    6: ("Straße und Größe", "ΠΟΛΙΣ, Война и мир; e-mail: a_b@c.example/path?q=1"),
    7: ('Quotes "inside" (brackets)', "star* under_score col:umn minus-sign AND OR NOT 100% C++ O'Brien"),
    8: ("नमस्ते दुनिया", "हिन्दी में समाचार"),
}


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def database_url(request: pytest.FixtureRequest) -> str:
    """An empty database: searching, each engine has lines of its own, so coverage looks at both."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


@pytest.fixture
def library(store: Store) -> Store:
    furnish(store, topics=["all", "other"])
    new = tuple(make_new(n, title=title, text=text) for n, (title, text) in TEXTS.items())
    poll(store, make_changes(new=new))
    return store


def found(store: Store, *terms: str, topic: str = "all", **given: Any) -> list[int]:
    return [int(s.id[-2:], 16) for s in store.search(topic, SearchQuery(terms=terms, **given))]


QUERIES = {
    "case does not matter": (["huawei"], [1]),
    "a part of a word is no word": (["hua"], []),
    "digits and letters, next to another script too": (["5g"], [1, 3]),
    "all terms": (["huawei", "chips"], [1]),
    "one term missing": (["huawei", "café"], []),
    "a phrase": (["chips are made"], [1]),
    "not in another order": (["made are chips"], []),
    "a phrase does not run from title into text": (["plant the 5g"], []),
    "a composed and a decomposed accent are one": (["cafe\u0301"], [2]),
    "without accent is another word": (["cafe"], [2]),
    "accents have cases": (["BESANÇON"], [2]),
    "an ampersand joins nothing": (["at&t"], [2]),
    "a number with a point": (["3.5"], [2]),
    "Chinese": (["人工智能"], [3]),
    "a part of Chinese": (["智能的春"], [3]),
    "one Chinese character": (["人"], [3]),
    "Chinese in the wrong order": (["智人"], []),
    "two Chinese terms": (["芯片", "北京"], [3]),
    "full width": (["５Ｇ手机"], [3]),
    "Japanese": (["タワー"], [4]),
    "half-width kana": (["カタカナ"], [4]),
    "Korean": (["서울의"], [4]),
    "Thai": (["วันนี้"], [5]),
    "sharp s": (["strasse"], [6]),
    "another accent in Greek": (["πόλις"], []),
    "final sigma": (["πολισ"], [6]),
    "Cyrillic phrase": (["ВОЙНА и"], [6]),
    "an address": (["a_b@c.example"], [6]),
    "Devanagari with its signs": (["दुनिया"], [8]),
    "quotes": (['"inside"'], [7]),
    "a quote alone": (['"'], []),
    "a star alone": (["*"], []),
    "a star among words": (["huawei", "*"], []),
    "a star is no wildcard": (["star*"], [7]),
    "nor at the end of a part": (["st*"], []),
    "a colon names no column": (["title:huawei"], []),
    "a colon in a word": (["col:umn"], [7]),
    "NEAR is a word": (["NEAR"], [1]),
    "NEAR is no operator": (["NEAR(huawei plant)"], []),
    "OR is no operator": (["huawei OR café"], []),
    "operators are words": (["AND OR NOT"], [7]),
    "a minus excludes nothing here": (["-huawei"], [1]),
    "an underscore separates": (["under_score"], [7]),
    "a percent sign": (["100%"], [7]),
    "an apostrophe": (["o'brien"], [7]),
    "a statement": (["'; DROP TABLE stories; --"], []),
    "a backslash": (["\\"], []),
    "a NUL separates": (["a\x00b"], [6]),
    "half a character": (["\ud800"], []),
    "a very long word": (["x" * 10_000], []),
    "what marks labels": (["_r"], []),
}


def test_what_is_typed_is_found(library: Store) -> None:
    """One library for all rows: furnishing it takes longer than all the searches."""
    expected = {name: numbers for name, (_, numbers) in QUERIES.items()}
    assert {name: found(library, *terms) for name, (terms, _) in QUERIES.items()} == expected


@pytest.fixture
def newsroom(store: Store) -> Store:
    furnish(store, sources=["world", "live"], topics=["all", "other"])
    poll(store, make_changes(new=tuple(make_new(n) for n in (1, 2, 3))))
    others = (
        make_new(4, source="live", authors=("Li Wei", "Ana Ruiz"), sections=("Finance",)),
        make_new(5, source="live", authors=("Li Wei",), sections=("World", "Finance"), title="Other"),
    )
    joins = {new.story.id: frozenset({"all", "other"}) for new in others}
    poll(store, make_changes(new=others), source="live", joins=joins)
    return store


FILTERS: dict[str, tuple[dict[str, Any], list[int]]] = {
    "nothing asked gives everything, newest first": ({}, [1, 2, 3, 4, 5]),
    "limit": ({"limit": 2}, [1, 2]),
    "at least one": ({"limit": 0}, [1]),
    "author in any case": ({"authors": ("li wei",)}, [4, 5]),
    "one of several authors": ({"authors": ("Ana Ruiz", "Mei Tan")}, [1, 2, 3, 4]),
    "not a part of a name": ({"authors": ("Li",)}, []),
    "section": ({"sections": ("finance",)}, [4, 5]),
    "filters add up": ({"sections": ("Finance",), "authors": ("Ana Ruiz",)}, [4]),
    "source": ({"sources": ("live",)}, [4, 5]),
    "exclude alone": ({"exclude": ("other",)}, [1, 2, 3, 4]),
    "exclude takes away": ({"sources": ("live",), "exclude": ("Other",)}, [4]),
    "exclude without a word takes nothing": ({"exclude": ("*",)}, [1, 2, 3, 4, 5]),
    "since": ({"since": make_story(2).published}, [1, 2]),
    "topic": ({"topic": "other"}, [4, 5]),
    "unknown topic": ({"topic": "unknown"}, []),
}


def test_filters_narrow(newsroom: Store) -> None:
    expected = {name: numbers for name, (_, numbers) in FILTERS.items()}
    assert {name: found(newsroom, **given) for name, (given, _) in FILTERS.items()} == expected


def test_a_withdrawn_story_is_never_found(store: Store) -> None:
    furnish(store)
    bring(store, 1, 2)
    poll(store, make_changes(withdrawn=(story_id(1),)))
    assert found(store) == [2]
    assert found(store, "lanterns") == [2]


def test_an_edited_story_is_found_by_its_new_words_only(store: Store) -> None:
    from tests.store.test_polls import edit

    furnish(store)
    bring(store, 1)
    poll(store, make_changes(modified=(edit(store, 1, title="Kingfisher", text="Blue."),)))
    assert found(store, "kingfisher") == [1]
    assert found(store, "lanterns") == []


def test_a_search_that_takes_too_long_is_ended(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("feedsvc.store.search.DEADLINE", -1 if store.on_sqlite else 0.001)
    monkeypatch.setattr("feedsvc.store.search.STEPS", 1)
    furnish(store)
    bring(store, *range(1, 60))
    if not store.on_sqlite:
        slow = "SELECT pg_sleep(1)"
        with pytest.raises(StoreUnavailable), store._read() as tx, store._bounded(tx):
            tx.exec_driver_sql(slow)
    else:
        with pytest.raises(StoreUnavailable):
            found(store, "lanterns")
        monkeypatch.setattr("feedsvc.store.search.DEADLINE", 5)
        assert len(found(store, "lanterns")) == 50, "the connection is whole again"


def test_very_long_text_is_searched_at_its_beginning(store: Store) -> None:
    furnish(store)
    text = "最初 " + "的人" * 60_000 + " 最後"
    poll(store, make_changes(new=(make_new(1, text=text, published=NOW - MINUTE),)))
    assert found(store, "的人的人") == [1]
    assert found(store, "最初") == [1]
    assert found(store, "最後") == []


def test_words_are_the_same_in_any_normal_form() -> None:
    assert words.search_words("Ｃａｆé ﬁn İ") == words.search_words("cafe\u0301 fin i\u0307")
    assert words.search_words("don't stop") == ["don", "t", "stop"]
    assert words.search_words("中文abc中") == ["中", "文", "abc", "中"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("“It isn’t ABC – not…”", ["it", "isn", "t", "abc", "not"], id="dashes and curly quotes"),
        pytest.param("“Café” d’Été", ["café", "d", "été"], id="beside letters beyond ASCII"),
        pytest.param("a‾b “c”", words.search_words("a‾b c"), id="an overline is a mark on a letter"),
        pytest.param("half \ud83d “a” pair", ["half", "a", "pair"], id="half a pair"),
        pytest.param("Ships⁄sail", ["ships", "sail"], id="a fraction's slash"),
        pytest.param("A " + "b" * 64 + ", " + "C" * 65, ["a", "b" * 64, "c" * 64], id="of a word's length"),
        pytest.param(" – ", [], id="nothing else"),
    ],
)
def test_signs_part_words(text: str, found: list[str]) -> None:
    assert words.search_words(text) == found
    assert words.words_between_spaces(text) == " ".join(found)


# -- what a search finds has a time ------------------------------------------------------------------------


def sight(store: Store, number: int, source: str) -> None:
    """Another source shows a story that is stored, unchanged."""
    story = store.story(story_id(number))
    assert story is not None
    seen = make_sighting(source=source, digest=story.digest)
    poll(store, Changes(modified=(ModifiedStory(story=story, sighting=seen),)), source=source)


def test_the_time_of_a_search_rises_with_all_that_it_may_find(store: Store) -> None:
    furnish(store, sources=["world", "live"])
    times = [store.search_changed()]
    bring(store, 1, 2)
    times.append(store.search_changed())
    assert times[-1] >= NOW
    sight(store, 1, "live")
    assert found(store, sources=("live",)) == [1]
    times.append(store.search_changed())
    poll(store, Changes(withdrawn=(story_id(1),)))
    times.append(store.search_changed())
    store.sync_topics([make_topic("all", sections=("Sport",))], lambda story: set(), NOW)
    assert found(store) == []
    times.append(store.search_changed())
    assert times == sorted(set(times)), "also where the clock stands still"


def test_a_poll_without_news_leaves_the_time_of_a_search(store: Store) -> None:
    furnish(store)
    bring(store, 1)
    before = store.search_changed()
    poll(store, Changes(unmodified=(story_id(1),)))
    poll(store, Changes(scrolled=(story_id(1),)))
    assert store.search_changed() == before


def test_what_is_common_is_found_in_the_same_order(newsroom: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    queries = [
        SearchQuery(authors=("li wei",)),
        SearchQuery(terms=("lanterns",), exclude=("4",)),
        SearchQuery(terms=("zzz",)),
    ]
    before = [newsroom.search("all", query) for query in queries]
    assert [len(stories) for stories in before] == [2, 4, 0]
    monkeypatch.setattr("feedsvc.store.foremost.COMMON", 1)
    assert [newsroom.search("all", query) for query in queries] == before


# -- pages of what is found --------------------------------------------------------------------------------


def numbers(found: Found) -> list[int]:
    return [int(s.id[-2:], 16) for s in found.stories]


def test_what_is_found_comes_in_pages_and_is_counted_by_topic(newsroom: Store) -> None:
    found = newsroom.find(SearchQuery(limit=2))
    assert (numbers(found), found.count, found.more) == ([1, 2], 5, False)
    assert found.by_topic == {"all": 5, "other": 2}
    assert numbers(newsroom.find(SearchQuery(limit=2), skip=4)) == [5]
    assert numbers(newsroom.find(SearchQuery(limit=2), skip=6)) == []
    other = newsroom.find(SearchQuery(authors=("li wei",), limit=1), topic="other", skip=1)
    assert (numbers(other), other.count, other.by_topic) == ([5], 2, {"other": 2})


def test_no_more_is_counted_than_can_be_paged_through(
    newsroom: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("feedsvc.store.search.MOST_FOUND", 3)
    found = newsroom.find(SearchQuery(limit=2), skip=2)
    assert (numbers(found), found.count, found.more) == ([3], 3, True)
    assert found.by_topic == {"all": 3}


def test_a_search_without_a_topic_finds_what_stands_in_one(newsroom: Store) -> None:
    newsroom.sync_topics([make_topic("other")], lambda _: {"other"}, NOW)
    found = newsroom.find(SearchQuery())
    assert (numbers(found), found.count, found.by_topic) == ([4, 5], 2, {"other": 2}), "one was removed"
    assert newsroom.find(SearchQuery(terms=("*",))).count == 0
