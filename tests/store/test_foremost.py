"""What is found first is the same, whichever way it is looked for."""

from __future__ import annotations

import random
from typing import Any

import pytest

from feedsvc.models import ModifiedStory, SearchQuery
from feedsvc.store import Store, bitmaps, foremost, foremostpg, search, summing
from feedsvc.store.terms import parse_terms
from tests.builders import NOW, make_changes, make_new, make_story, story_id
from tests.store.helpers import MINUTE, furnish, poll

COUNT = 120
COMMON_WORDS, RARE_WORDS = ("harbour", "ferry", "quay"), ("heron", "otter")


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def database_url(request: pytest.FixtureRequest) -> str:
    """An empty database: each engine finds the first in its own way."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


def text_of(rng: random.Random) -> str:
    words = [word for word in COMMON_WORDS if rng.random() < 0.6]
    words += [word for word in RARE_WORDS if rng.random() < 0.05]
    rng.shuffle(words)
    return " ".join(words) or "nothing"


def stock(store: Store, *, orderly: float, seed: int = 7) -> None:
    """So large a share of the stories came in the order of their dates; some dates are the same."""
    rng = random.Random(seed)
    furnish(store, topics=["all", "few"])
    ages = [COUNT - n if rng.random() < orderly else rng.randrange(COUNT) for n in range(COUNT)]
    new = tuple(
        make_new(n + 1, title=f"No {n}", text=text_of(rng), published=NOW - age * MINUTE)
        for n, age in enumerate(ages)
    )
    joins = {n.story.id: frozenset({"all"} | ({"few"} if rng.random() < 0.1 else set())) for n in new}
    poll(store, make_changes(new=new), joins=joins)
    poll(store, make_changes(new=(), withdrawn=tuple(story_id(n) for n in (5, 60, COUNT))))


def make_query(rng: random.Random) -> SearchQuery:
    words = (*COMMON_WORDS, *RARE_WORDS, "ferry quay", "zzz")
    return SearchQuery(
        terms=tuple(rng.sample(words, rng.choice((0, 1, 1, 2)))),
        exclude=tuple(rng.sample(words, rng.choice((0, 0, 1)))),
        sources=("world",) if rng.random() < 0.3 else (),
        since=NOW - 60 * MINUTE if rng.random() < 0.2 else None,
    )


def forbid(*_: object) -> Any:
    raise AssertionError("looked at every match")


def let_little_be_much(monkeypatch: pytest.MonkeyPatch, *, earlier: int) -> None:
    for module in (foremost, foremostpg):
        monkeypatch.setattr(module, "COMMON", 20)
    monkeypatch.setattr(foremost, "MOST_EARLIER", earlier)
    monkeypatch.setattr(foremostpg, "LATEST", 30)
    monkeypatch.setattr(foremostpg, "FARTHEST", 90)


ARRANGED = {
    "all came in order": (1.0, 0),
    "some came late": (0.9, 3),
    "in order, with many strays": (0.7, 100),
    "as it fell": (0.0, 3),
}


def sum_up(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Bits of small blocks tell what was stored."""
    for module in (bitmaps, summing):
        monkeypatch.setattr(module, "BLOCK", 16)
    monkeypatch.setattr(bitmaps, "PIECE", 2)
    monkeypatch.setattr(summing, "SHARE", 4)
    monkeypatch.setattr(summing, "STEP", 2)
    while store.sum_up():
        pass


def reword(store: Store, rng: random.Random, *numbers: int) -> None:
    """These stories say something else by now."""
    known = store.stories([story_id(number) for number in numbers])
    stories = [
        make_story(n, text=text_of(rng), published=k.published, stamp=k.stamp)
        for n, k in zip(numbers, known, strict=True)
    ]
    modified = tuple(ModifiedStory(story=story, fields=frozenset({"text"})) for story in stories)
    poll(store, make_changes(new=(), modified=modified))


def agree(store: Store, rng: random.Random) -> None:
    """What is found first is the same as the first of all matches."""
    for _ in range(30):
        query, topic, limit = make_query(rng), rng.choice(("all", "few", None)), rng.choice((1, 4, 9, 40))
        with store._read() as tx:
            which = search.standing(topic, query)
            expected = search.every_match(tx, which, parse_terms(query), limit)
            assert list(store._matches(tx, topic, query, limit)) == list(expected), (query, topic, limit)


@pytest.mark.parametrize(("orderly", "earlier"), ARRANGED.values(), ids=ARRANGED)
def test_what_is_found_first_is_first_of_all_that_is_found(
    store: Store, monkeypatch: pytest.MonkeyPatch, orderly: float, earlier: int
) -> None:
    rng = random.Random(f"{orderly}")  # other queries for each order, and before and after each change
    stock(store, orderly=orderly)
    let_little_be_much(monkeypatch, earlier=earlier)
    agree(store, rng)
    sum_up(store, monkeypatch)
    agree(store, rng)
    reword(store, random.Random(2), 3, 17, 18, 50, COUNT - 1)
    agree(store, rng)


def test_a_common_word_is_found_without_a_look_at_all_of_them(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    stock(store, orderly=0.95)
    let_little_be_much(monkeypatch, earlier=20)
    monkeypatch.setattr(search, "every_match", forbid)
    assert len(store.search("all", SearchQuery(terms=("harbour",), limit=4))) == 4
    assert len(store.search("all", SearchQuery(terms=("harbour",), exclude=("ferry",), limit=4))) == 4
    assert store.search("all", SearchQuery(terms=("heron",), limit=20)), "a rare one, too"


def test_what_came_early_under_a_late_date_is_among_the_first(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    furnish(store, topics=["all"])
    for numbers in ([1], range(2, 9)):
        aged = [(n, NOW - (9 - n) % 8 * MINUTE) for n in numbers]
        poll(store, make_changes(new=tuple(make_new(n, text="heron", published=at) for n, at in aged)))
    monkeypatch.setattr(search, "every_match", forbid)
    found = store.search("all", SearchQuery(terms=("heron",), limit=3))
    assert [story.id for story in found] == [story_id(n) for n in (1, 8, 7)]


def test_a_common_word_is_found_in_a_topic_that_has_few_stories(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    stock(store, orderly=1.0)
    let_little_be_much(monkeypatch, earlier=20)
    expected = store.search("few", SearchQuery(terms=("harbour",), limit=30))
    if store.on_sqlite:  # PostgreSQL's planner knows by itself how few they are
        monkeypatch.setattr(search, "every_match", forbid)
    assert store.search("few", SearchQuery(terms=("harbour",), limit=30)) == expected != []


@pytest.mark.parametrize(
    ("found", "limit", "reach"),
    [
        pytest.param(1_000, 1_001, 3_003, id="half of them match"),
        pytest.param(150, 1_001, 20_020, id="too few of them"),
        pytest.param(30, 200, 20_000, id="few are wanted"),
        pytest.param(0, 4, 0, id="none"),
    ],
)
def test_more_of_the_latest_are_read_where_that_finds_enough(found: int, limit: int, reach: int) -> None:
    assert foremostpg.farther(found, limit) == (reach if reach <= foremostpg.FARTHEST else 0)
