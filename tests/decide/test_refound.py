"""Which list of a page shows the known stories, and what speaks against taking it without asking."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from msgspec import structs

from feedsvc.decide.fit import Fit, fit_of
from feedsvc.decide.pair import Pair
from feedsvc.decide.refound import announced_again, doubts, is_remnant
from feedsvc.models import Changes, KnownStory, ParsedStory
from tests.builders import NOW, make_parsed, make_stories, story_id
from tests.decide.helpers import decide, known_all

TITLES = [
    "Quay opens",
    "Ferry waits",
    "Bridge is sold",
    "Market moves",
    "Gate is shut",
    "Tower leans",
    "Pool freezes",
]
DAY = timedelta(days=1)


def stories(count: int = 6, **given: Any) -> list[ParsedStory]:
    """Stories with words of their own, newest first, an hour apart."""
    return [bare(n, **given) for n in range(1, count + 1)]


def bare(number: int, **given: Any) -> ParsedStory:
    title = TITLES[number - 1] if number <= len(TITLES) else f"Something else {number}"
    return make_parsed(number, **{"title": title, "text": "", "content": "", "summary": "", **given})


def told(page: list[ParsedStory], known: list[KnownStory]) -> list[str]:
    return list(doubts(fit_of(page, known), decide(page, known), known))


def test_the_same_list_in_another_shape_is_sure() -> None:
    known = known_all(stories())
    fit = fit_of(stories(), known)
    assert (fit.found, fit.possible, fit.agreeing, fit.strangers, fit.share) == (6, 6, 6, 0, 1.0)
    assert told(stories(), known) == []


def test_what_is_older_than_all_that_is_found_may_have_left_the_page() -> None:
    known = known_all(stories(6))
    fit = fit_of(stories(4), known)
    assert (fit.found, fit.possible) == (4, 4)
    elsewhere = fit_of(stories(4), known, {story_id(5)})
    assert (elsewhere.found, elsewhere.possible) == (4, 5)


def test_nothing_known_is_no_fit() -> None:
    fit = fit_of([make_parsed(9, title="Cookies", url=None, text="")], known_all(stories(3)))
    assert (fit.found, fit.share, fit.quality) == (0, 0.0, 0.0)


@pytest.mark.parametrize(
    ("given", "found"),
    [
        pytest.param({"title": "Another word"}, True, id="the link"),
        pytest.param(
            {"title": "Quay opens again", "url": "https://news.example/x"}, True, id="date and words"
        ),
        pytest.param({"title": "Another word", "url": None}, False, id="the date alone"),
        pytest.param({"url": "https://news.example/x", "published": None}, True, id="the title"),
        pytest.param(
            {"title": "Another word", "url": None, "published": datetime.max.replace(tzinfo=UTC)},
            False,
            id="no date at the end of all time",
        ),
    ],
)
def test_a_story_is_known_by(given: Any, found: bool) -> None:
    assert fit_of([bare(1, **given)], known_all(stories(1))).found == found


def test_of_several_under_one_title_the_one_with_the_link_or_date_is_it() -> None:
    known = known_all([bare(1, title="Photo"), bare(2, title="Photo")])
    fit = fit_of([bare(2, title="Photo"), bare(3, title="Photo", url=None, published=None)], known)
    assert [pair.known.id for pair in fit.pairs] == [story_id(2), story_id(1)]
    vague = fit_of([bare(3, title="Photo", url=None, published=None)], known)
    assert [pair.known.id for pair in vague.pairs] == [story_id(1)]


@pytest.mark.parametrize(
    ("one", "same"),
    [
        pytest.param(NOW, True, id="the minute"),
        pytest.param(NOW.replace(hour=0, minute=0), True, id="the day"),
        pytest.param(NOW + timedelta(minutes=1), False, id="another minute"),
        pytest.param(NOW.replace(hour=0, minute=0) - DAY, False, id="the day before"),
        pytest.param(None, False, id="none"),
    ],
)
def test_dates_agree_to_what_the_page_says(one: Any, same: bool) -> None:
    known = known_all([bare(1, published=NOW)])[0]
    assert Pair(place=0, story=bare(1, published=one), known=known).dated is same


def test_a_list_that_shows_too_few_is_doubtful() -> None:
    known = known_all(stories(6))
    page = [bare(n) for n in (1, 6)]
    assert "only 2 of 6 known stories that can be there are found" in told(page, known)
    assert "only 2 agree in their title and their link or date" in told(page, known)


def test_dates_that_are_others_are_doubtful() -> None:
    known = known_all(stories())
    page = [bare(n, published=NOW - timedelta(days=n, minutes=7)) for n in range(1, 7)]
    assert "only 0 of 6 have the date that they had" in told(page, known)


def test_an_order_that_is_not_that_of_the_dates_is_doubtful() -> None:
    known = known_all(stories())
    assert told([bare(n) for n in (4, 1, 6, 2, 5, 3)], known) == ["their order is not that of their dates"]
    assert told([bare(n) for n in range(6, 0, -1)], known) == []


def test_stories_that_would_be_announced_again_are_doubtful() -> None:
    known = known_all(make_stories(5))
    page = list(make_stories(5))
    page[4] = structs.replace(
        page[4], title="Lanterns on river number five", url="https://news.example/other", article="77777"
    )
    new = decide(page, known).new
    assert announced_again(new, known) == list(new) != []
    assert any("would be announced again" in doubt for doubt in told(page, known))


@pytest.mark.parametrize(
    "given",
    [
        pytest.param({"title": "Quay opens", "text": "Never read."}, id="the title"),
        pytest.param({"url": bare(1).url}, id="the link"),
        pytest.param({"title": "The quay opens now"}, id="the time and much of the title"),
    ],
)
def test_what_resembles_a_known_story_is_announced_again(given: Any) -> None:
    values = {"title": "Nothing like it", "url": "https://news.example/x", "article": None, **given}
    new = decide([bare(1, **values)], []).new
    assert announced_again(new, known_all([bare(1)])) == list(new)


@pytest.mark.parametrize("given", [{}, {"url": None, "article": None}], ids=["", "neither has a link"])
def test_what_is_another_story_is_not_announced_again(given: Any) -> None:
    new = decide([bare(2, **given)], []).new
    assert announced_again(new, known_all([bare(1, **given)])) == []


def test_much_of_a_title_at_another_time_is_another_story() -> None:
    story = bare(1, title="The quay opens now", url="https://news.example/x", article=None, published=NOW)
    assert announced_again(decide([story], []).new, known_all([bare(1)])) == []


def test_a_list_that_edits_what_it_shows_is_doubtful() -> None:
    known = known_all(make_stories(4))
    page = [structs.replace(s, title=f"More: {s.title}") for s in make_stories(4)[:2]] + list(
        make_stories(4)[2:]
    )
    assert "2 of 4 known stories would show as edited" in told(page, known)


def test_new_stories_are_natural_above_the_known_ones_alone() -> None:
    known = known_all(stories())
    assert told([bare(7, published=NOW + DAY), *stories()], known) == []
    today = NOW.replace(hour=0, minute=0)
    assert told([bare(7, published=today), *stories()], known) == []
    among = bare(7, published=NOW - timedelta(hours=2, minutes=17))
    assert told([*stories(), among], known) == ["1 stories that were never seen stand among the known ones"]
    undated = bare(7, published=None)
    assert told([undated, *stories()], known) == ["1 stories without a date would be new"]


def test_a_few_older_stories_below_are_natural_and_many_are_not() -> None:
    known = known_all(stories())
    older = [bare(n, published=NOW - timedelta(days=n, minutes=17)) for n in range(8, 13)]
    assert told([*stories(), *older[:3]], known) == []
    assert told([*stories(), *older], known) == ["5 stories that are older than all known ones would be new"]


def test_a_list_that_would_take_stories_back_is_doubtful() -> None:
    known = known_all(stories())
    changes = Changes(withdrawn=(story_id(3),))
    assert list(doubts(fit_of(stories(), known), changes, known)) == ["1 known stories would be taken back"]


def test_a_page_full_of_new_stories_is_doubtful() -> None:
    known = known_all(stories())
    fresh = [bare(n, published=NOW + timedelta(minutes=n)) for n in range(10, 70)]
    assert told([*fresh, *stories()], known)[-1] == "60 stories would be new"


def test_where_nothing_was_ever_dated_new_stories_are_counted() -> None:
    none = {"published": None}
    known = known_all(stories(3, **none))
    assert told([bare(7, **none), *stories(3, **none)], known) == []
    many = [bare(n, **none) for n in range(20, 24)]
    assert told([*many, *stories(3, **none)], known) == ["4 stories without dates would be new"]


@pytest.mark.parametrize(
    ("shown", "stood", "rest"),
    [
        pytest.param(3, 6, False, id="half"),
        pytest.param(3, 7, True, id="three of seven"),
        pytest.param(6, 14, False, id="a shorter page"),
        pytest.param(6, 16, True, id="a box"),
    ],
)
def test_a_few_of_what_stood_there_are_a_rest(shown: int, stood: int, rest: bool) -> None:
    known = known_all(stories(stood))
    assert is_remnant(fit_of(stories(shown), known), known) is rest
    assert (f"it shows {shown} stories where {stood} stood" in told(stories(shown), known)) is rest


def test_what_came_after_all_known_ones_is_news_and_no_stranger() -> None:
    known = known_all(stories(3))
    page = [bare(n, published=NOW + timedelta(hours=n)) for n in (10, 20)] + stories(3)
    fit = fit_of(page, known, now=NOW + timedelta(hours=12))
    assert (fit.found, fit.strangers, fit.news, fit.stories) == (3, 2, 1, 5)
    assert fit.quality > fit_of(page, known).quality
    assert (fit.ahead, fit_of(page, known, now=NOW - 2 * DAY).ahead) == (0, 5 - 3)
    assert "2 stories of days to come would be new" in doubts(replace(fit, ahead=2), Changes(), known)
    undated = known_all(stories(3, published=None))
    assert fit_of(page, undated, now=NOW + timedelta(hours=12)).news == 0


def test_a_fit_of_one_has_an_order() -> None:
    fit = fit_of([bare(1)], known_all(stories(1)))
    assert isinstance(fit, Fit)
    assert not any("order" in doubt for doubt in doubts(fit, Changes(), known_all(stories(1))))
