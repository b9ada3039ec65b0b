from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from feedsvc.decide.flood import in_words, is_few, replaced
from feedsvc.decide.trust import judge, lacks_its_end, lasting, rate, remember
from feedsvc.models import Changes, History, Hold, ParsedStory
from tests.builders import NOW, make_changes, make_extraction, make_parsed, make_stories
from tests.decide.helpers import FINANCE, World

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
OLD_PAGE = tuple(replace(s, published=NOW - (24 + n) * HOUR) for n, s in enumerate(make_stories(20)))
Mode = Callable[[int], Sequence[ParsedStory]]


def after_a_day() -> World:
    """A source that showed twenty stories and brought two more in a day of polls."""
    world = World(now=NOW)
    world.poll(OLD_PAGE[2:])
    world.now += 12 * HOUR
    world.poll(OLD_PAGE[1:])
    world.now += 11 * HOUR
    world.poll(OLD_PAGE)
    assert not world.verdict.reasons
    return world


def date_of(story: ParsedStory) -> datetime:
    assert story.published is not None
    return story.published


def stranger(number: int, **given: Any) -> ParsedStory:
    return make_parsed(number + 500, **({"published": NOW - (900 + number) * HOUR} | given))


LATER_PAGE = [stranger(n, published=NOW - (44 + n) * HOUR) for n in range(20)]
BAD_PAGES: dict[str, Mode] = {
    "empty": lambda n: (),
    "half the items": lambda n: OLD_PAGE[::2],
    "an old cached copy": lambda n: OLD_PAGE[4:],
    "shuffled": lambda n: OLD_PAGE[n:] + OLD_PAGE[:n],
    "another site": lambda n: [stranger(i) for i in range(20)],
    "headlines lost": lambda n: [replace(s, title=s.text[:20], headline_given=False) for s in OLD_PAGE],
    "dates lost": lambda n: [replace(s, published=None) for s in OLD_PAGE],
    "links lost": lambda n: [replace(s, url=None, article=None) for s in OLD_PAGE],
    "one story many times": lambda n: [replace(s, title="Subscribe now") for s in OLD_PAGE],
    "all links new, nothing else alike": lambda n: [
        stranger(i, url=f"https://news.example/{n}/{i}", article=None, text="", authors=()) for i in range(20)
    ],
    "dates and links new": lambda n: [
        replace(
            s, published=NOW + 3 * DAY, url=f"https://news.example/x/{s.article}", article=f"9{s.article}"
        )
        for s in OLD_PAGE
    ],
    "an error page's one line": lambda n: [stranger(1, published=None, title="Page not found")],
    "a feed's one entry about an error of now": lambda n: [
        stranger(1, published=NOW + HOUR, title="Bridge returned error 403!")
    ],
    "a login page's few lines": lambda n: [stranger(i, published=None) for i in range(4)],
    "bodies lost": lambda n: [replace(s, text="", content="") for s in OLD_PAGE],
}


@pytest.mark.parametrize("mode", BAD_PAGES.values(), ids=BAD_PAGES)
def test_five_polls_of_a_bad_page_change_nothing_that_readers_see(mode: Any) -> None:
    world = after_a_day()
    face = world.face()
    for number in range(5):
        world.poll(mode(number))
        assert world.face() == face
    changes = world.poll([make_parsed(60, published=NOW + HOUR), *OLD_PAGE])
    assert not world.verdict.reasons
    assert len(changes.new) == 1
    assert {id: world.stories[id] for id in face} == face


STRANGE = "20 unseen stories with old dates, none, or known titles: more than 10 minutes explain"


@pytest.mark.parametrize(
    ("mode", "reason"),
    [
        ("another site", STRANGE),
        ("headlines lost", "only 0% of the stories have titles, which 100% used to have"),
        ("dates lost", "only 0% of the stories have dates, which 100% used to have"),
        ("links lost", "only 0% of the stories have links, which 100% used to have"),
        ("one story many times", "20 of 20 stories have the same title"),
        ("dates and links new", STRANGE),
        ("a feed's one entry about an error of now", "what stands there speaks of an error"),
    ],
)
def test_suspicious_pages_are_held(mode: str, reason: str) -> None:
    world = after_a_day()
    world.poll(BAD_PAGES[mode](1))
    assert world.verdict.held
    assert reason in "\n".join(world.verdict.reasons)


def test_a_page_that_gives_nothing_is_a_failure_that_says_what_was_tried() -> None:
    page = make_extraction(attempts=("byline: no byline found",))
    verdict = judge(page, Changes(), [], History(), NOW)
    assert verdict.failed
    assert not verdict.held
    assert verdict.reasons == ("no story found; byline: no byline found",)


def test_a_page_recognised_as_something_else_is_named() -> None:
    verdict = judge(make_extraction(page_kind="captcha"), Changes(), [], History(), NOW)
    assert verdict.reasons == ("the page is a captcha page",)


@pytest.mark.parametrize("polls", [0, 9])
def test_all_that_speaks_against_a_page_is_told(polls: int) -> None:
    copies = [make_parsed(n, title="Log in", published=None) for n in range(1, 6)]
    history = History(polls=polls, usual_items=5, dates_share=1.0, last_success=NOW - 30 * DAY)
    verdict = judge(make_extraction(*copies, page_kind="login"), Changes(), [], history, NOW)
    assert [reason.partition(" of ")[0] for reason in verdict.reasons] == [
        "the page is a login page",
        "5",
        *(["only 0%"] if polls else []),
    ]


def test_a_story_made_of_a_login_page_s_furniture_is_held_unless_known() -> None:
    story = make_parsed(1)
    page = make_extraction(story, page_kind="login")
    assert judge(page, make_changes(1), [], History(), NOW).held
    assert not judge(page, Changes(unmodified=("x",)), [], History(), NOW).reasons


def test_the_first_poll_is_never_held_for_volume() -> None:
    world = World()
    world.poll([stranger(n) for n in range(300)])
    assert not world.verdict.reasons


@pytest.mark.parametrize(
    ("usual", "published"),
    [
        pytest.param(20, NOW + 40 * HOUR, id="the first story of a new day"),
        pytest.param(2, None, id="a source of one or two notices"),
    ],
)
def test_a_few_new_stories_in_place_of_all_others_are_believed_where_it_is_natural(
    usual: Any, published: Any
) -> None:
    world = World()
    world.poll(OLD_PAGE[:usual])
    world.now = NOW + 41 * HOUR
    world.poll([stranger(1, published=published)])
    assert not world.verdict.reasons


@pytest.mark.parametrize("count", [1, 2, 3, 5])
@pytest.mark.parametrize("published", [None, NOW - 900 * HOUR], ids=["undated", "old"])
def test_a_few_lines_in_place_of_all_stories_are_held_for_a_week_and_then_believed(
    count: int, published: Any
) -> None:
    world = after_a_day()
    last = world.now
    few = [stranger(n, published=published) for n in range(count)]
    while world.now < last + timedelta(days=6):
        world.now += 12 * HOUR
        world.poll(few)
        assert world.verdict.held
    world.now = last + timedelta(days=8)
    assert len(world.poll(few).new) == count
    lost_dates = published is None and count >= 3
    assert [reason.split()[-1] for reason in world.verdict.reasons] == ["have"] * lost_dates


def test_a_title_that_always_repeats_is_normal() -> None:
    world = World()
    pages = [
        make_parsed(n, title="Notice", text=f"Pier {n} is closed, ask at gate {n * 3}.") for n in range(1, 9)
    ]
    world.poll([replace(p, title=p.text) for p in pages])
    world.poll(pages)
    assert world.verdict.held
    world.known = {id: replace(k, title="Notice") for id, k in world.known.items()}
    world.poll(pages)
    assert not world.verdict.reasons


@pytest.mark.parametrize(
    ("copies", "others", "held"),
    [
        pytest.param(3, 0, False, id="three"),
        pytest.param(4, 0, True, id="four"),
        pytest.param(4, 4, False, id="half of them"),
        pytest.param(5, 4, True, id="more than half of them"),
    ],
)
@pytest.mark.parametrize("same", [{"title": "Subscribe now"}, {"text": "Subscribe to our letter."}])
def test_a_page_repeats_itself_in_most_of_its_blocks(copies: int, others: int, held: bool, same: Any) -> None:
    world = World()
    world.poll([make_parsed(n, **(same if n < copies else {})) for n in range(copies + others)])
    assert world.verdict.held is held


def test_stories_dated_after_the_newest_are_natural_however_many() -> None:
    world = after_a_day()
    changes = world.poll(
        [make_parsed(n, published=world.now + timedelta(seconds=n)) for n in range(100, 200)]
    )
    assert not world.verdict.reasons
    assert len(changes.new) == 100


def test_after_a_long_outage_a_page_full_of_unseen_stories_passes() -> None:
    world = World()
    undated = [make_parsed(n, published=None, authors=()) for n in range(1, 21)]
    world.poll(undated)
    world.now += 3 * DAY
    world.poll([make_parsed(n, published=None, authors=()) for n in range(101, 121)])
    assert not world.verdict.reasons


def undated(*numbers: int) -> list[ParsedStory]:
    return [make_parsed(n, published=None, authors=()) for n in numbers]


@pytest.mark.parametrize("step", [HOUR, 11 * HOUR, 3 * DAY], ids=["hourly", "twice a day", "seldom"])
@pytest.mark.parametrize(
    "rotating", [0, 1, 11], ids=["the same lines", "one other line", "all but one other"]
)
def test_another_site_at_the_address_stays_held_however_long_it_stands_there(
    step: timedelta, rotating: int
) -> None:
    world = World()
    for _ in range(3):
        world.poll(undated(*range(1, 21)))
    for turn in range(40):
        others = range(1_000 + turn * rotating, 1_000 + (turn + 1) * rotating)
        world.poll(undated(*range(500, 512 - rotating), *others))
        assert world.verdict.held, turn
        world.now += step


def test_what_was_held_before_an_outage_says_nothing_of_the_page_after_it() -> None:
    world = World()
    world.poll(undated(*range(1, 21)))
    world.poll(undated(*range(500, 512)))
    assert world.verdict.held
    world.now += 3 * DAY
    world.poll(undated(*range(101, 121)))
    assert not world.verdict.reasons


def test_a_page_lasts_that_shows_some_of_what_is_held() -> None:
    hold = Hold(source="world", held_at=NOW, reasons=(), stories=(stranger(1), make_parsed(2, title="")))
    assert lasting(hold, [stranger(1), stranger(2)]) == NOW
    assert lasting(hold, [stranger(3), make_parsed(4, title="")]) is None
    assert lasting(None, [stranger(1)]) is None


def test_a_whole_page_of_unseen_undated_stories_after_ten_minutes_is_held() -> None:
    world = World()
    world.poll([make_parsed(n, published=None, authors=()) for n in range(1, 5)])
    world.poll([make_parsed(n, published=None, authors=()) for n in range(101, 105)])
    assert world.verdict.held
    assert "nothing on the page is known" in world.verdict.reasons[0]


def test_a_busy_source_may_bring_many_undated_stories() -> None:
    world = World()
    page = [make_parsed(n, published=None, authors=()) for n in range(1, 21)]
    world.poll(page)
    for turn in range(1, 30):
        page = [make_parsed(turn * 20 + n, published=None, authors=()) for n in range(1, 9)] + page[:12]
        world.poll(page)
        assert not world.verdict.reasons, turn


@pytest.mark.parametrize(("count", "held"), [(3, False), (9, False), (10, True)])
def test_old_stories_may_turn_up_half_as_many_as_stand_there(count: int, held: bool) -> None:
    world = after_a_day()
    assert len(world.poll([*OLD_PAGE, *(stranger(n) for n in range(count))]).new) == count
    what = f"{count} unseen stories with old dates, none, or known titles: more than 10 minutes explain"
    assert world.verdict.reasons == ((what,) if held else ())


@pytest.mark.parametrize(("count", "held"), [(3, False), (4, True)])
def test_known_stories_under_other_addresses_are_held_even_if_few(count: int, held: bool) -> None:
    world = after_a_day()
    page = OLD_PAGE[:12]
    links = [(f"https://news.example/z/{s.article}", f"8{s.article}") for s in page[:count]]
    moved = [replace(s, url=url, article=number) for s, (url, number) in zip(page, links, strict=False)]
    world.poll([*moved, *page[count:]])
    reason = f"{count} stories look like known ones under other addresses"
    assert world.verdict.reasons == ((reason,) if held else ())


def test_two_stories_are_too_few_to_have_lost_anything() -> None:
    world = after_a_day()
    world.poll([replace(s, published=None) for s in OLD_PAGE[:2]])
    assert not world.verdict.reasons


def test_another_source_s_stories_are_not_a_flood() -> None:
    world = after_a_day()
    world.poll(OLD_PAGE, FINANCE)
    world.poll(OLD_PAGE, FINANCE)
    assert not world.verdict.reasons


@pytest.mark.parametrize("first", [1, 3, 5, 8, 12])
def test_a_page_that_was_short_at_first_is_completed(first: int) -> None:
    world = World(now=NOW)
    world.poll(OLD_PAGE[:first])
    assert len(world.poll(OLD_PAGE).new) == 20 - first
    assert not world.verdict.reasons


def test_a_page_that_was_cut_at_first_is_completed() -> None:
    world = World(now=NOW)
    world.poll(OLD_PAGE[:9], truncated=True)
    world.poll([*OLD_PAGE[:9], *(stranger(n) for n in range(40))])
    assert not world.verdict.reasons
    world.poll([*OLD_PAGE[:9], *(stranger(n) for n in range(400, 450))])
    assert world.verdict.held


def test_a_feed_that_is_cut_at_every_poll_is_guarded_against_floods() -> None:
    world = World(now=NOW)
    for _ in range(2):
        world.poll(OLD_PAGE[:9], truncated=True)
    world.poll([*OLD_PAGE[:9], *(stranger(n) for n in range(40))], truncated=True)
    assert world.verdict.held


@pytest.mark.parametrize(
    ("strategy", "cut", "lacks"),
    [("upstream", True, False), ("upstream", False, True), ("sitemap", True, True)],
)
def test_what_a_feed_that_is_always_cut_lacks_has_left_it(strategy: str, cut: bool, lacks: bool) -> None:
    page = make_extraction(*OLD_PAGE[:9], strategy=strategy, truncated=True)
    assert lacks_its_end(page, History(cut=cut)) is lacks


def test_a_feed_that_was_cut_at_its_first_polls_is_completed() -> None:
    world = World(now=NOW)
    for _ in range(2):
        world.poll(OLD_PAGE[:9], truncated=True)
    world.poll([*OLD_PAGE[:9], *(stranger(n) for n in range(40))])
    assert not world.verdict.reasons
    world.poll([*OLD_PAGE[:9], *(stranger(n) for n in range(400, 450))])
    assert world.verdict.held


@pytest.mark.parametrize(
    "below",
    [
        pytest.param([stranger(n) for n in range(50)], id="far older ones"),
        pytest.param(OLD_PAGE[8:] + tuple(stranger(n) for n in range(20)), id="a gap among them"),
        pytest.param([replace(s, published=None) for s in OLD_PAGE[8:]], id="undated ones"),
        pytest.param([replace(OLD_PAGE[8], published=None), *OLD_PAGE[9:]], id="an undated one among them"),
        pytest.param(
            [
                replace(s, published=date_of(OLD_PAGE[5]) - timedelta(seconds=n))
                for n, s in enumerate(OLD_PAGE[8:])
            ],
            id="ones between the known",
        ),
        pytest.param(
            [stranger(n, published=date_of(OLD_PAGE[7]) - n * HOUR) for n in range(1, 30)], id="too many"
        ),
    ],
)
def test_what_does_not_go_on_below_is_held(below: Any) -> None:
    world = World(now=NOW)
    world.poll(OLD_PAGE[:8])
    world.poll([*OLD_PAGE[:8], *below])
    assert world.verdict.held


@pytest.mark.parametrize(
    ("first", "polls", "page"),
    [
        pytest.param(8, 1, OLD_PAGE[8:] + OLD_PAGE[:8], id="on top"),
        pytest.param(8, 1, (*OLD_PAGE[8:12], *OLD_PAGE[:8], *OLD_PAGE[12:]), id="around"),
        pytest.param(8, 4, OLD_PAGE, id="after some polls"),
        pytest.param(20, 1, (*OLD_PAGE, *LATER_PAGE), id="below a whole page"),
    ],
)
def test_old_stories_are_held_unless_they_complete_a_new_source(first: int, polls: int, page: Any) -> None:
    world = World(now=NOW)
    for _ in range(polls):
        world.poll(OLD_PAGE[:first])
    world.poll(page)
    assert world.verdict.held


@pytest.mark.parametrize(
    ("new", "odd", "whole"),
    [
        pytest.param(3, 2, True, id="three"),
        pytest.param(2, 2, False, id="two"),
        pytest.param(5, 2, False, id="most are recent"),
    ],
)
def test_a_page_is_replaced_whole(new: int, odd: int, whole: bool) -> None:
    assert replaced(make_changes(*range(new)), odd) is whole
    assert not replaced(make_changes(*range(new), unmodified=("x",)), odd)


def test_half_of_what_used_to_stand_there_is_little() -> None:
    assert is_few(make_extraction(*make_stories(10)), History(usual_items=20))
    assert not is_few(make_extraction(*make_stories(11)), History(usual_items=20))


@pytest.mark.parametrize(
    ("time", "words"),
    [
        pytest.param(timedelta(0), "2 minutes", id="none"),
        pytest.param(timedelta(minutes=12, seconds=31), "13 minutes", id="minutes"),
        pytest.param(timedelta(hours=5), "5 hours", id="hours"),
        pytest.param(timedelta(days=2, hours=1), "2 days", id="days"),
    ],
)
def test_a_duration_is_told_in_words(time: Any, words: Any) -> None:
    assert in_words(time) == words


# -- history ---------------------------------------------------------------------------------------------------


def test_the_first_poll_sets_the_averages() -> None:
    stories = make_stories(10)
    history = remember(History(), make_extraction(*stories), make_changes(*range(1, 11)), NOW)
    assert (history.polls, history.stories, history.first_poll, history.last_success) == (1, 10, NOW, NOW)
    assert (history.last_news, history.last_change, history.newest) == (NOW, NOW, NOW - HOUR)
    assert (history.usual_items, history.titles_share, history.dates_share, history.links_share) == (
        10,
        1,
        1,
        1,
    )
    assert history.per_day == pytest.approx(9)


def test_a_poll_without_modification_moves_only_time() -> None:
    before = History(
        polls=3, first_poll=NOW - DAY, last_success=NOW - HOUR, last_news=NOW - HOUR, usual_items=9, cut=True
    )
    after = remember(before, None, Changes(), NOW)
    assert replace(after, per_day=before.per_day) == replace(before, polls=4, last_success=NOW)


def test_of_what_a_page_has_a_fifth_is_the_latest_page_s() -> None:
    history = remember(History(), make_extraction(*make_stories(10)), Changes(), NOW)
    bare = (make_parsed(n, url=None, published=None, headline_given=False) for n in range(1, 6))
    after = remember(history, make_extraction(*bare), Changes(), NOW + HOUR)
    assert after.usual_items == pytest.approx(9)
    assert (after.titles_share, after.dates_share, after.links_share) == pytest.approx((0.8, 0.8, 0.8))


def test_a_page_accepted_by_an_operator_is_not_held_again() -> None:
    always = History(polls=9, usual_items=5, dates_share=1.0, last_success=NOW)
    page = make_extraction(*(make_parsed(n, published=None) for n in range(1, 6)))
    known = Changes(unmodified=("x",))
    assert judge(page, known, [], always, NOW).held
    assert not judge(page, known, [], remember(always, page, known, NOW), NOW).held


def test_the_rhythm_of_news_is_learnt() -> None:
    history = History()
    for hours in (0, 4, 8, 12):
        history = remember(history, None, make_changes(1), NOW + hours * HOUR)
    assert (history.news_polls, history.usual_gap) == (4, 4.0)


@pytest.mark.parametrize(
    ("history", "changes", "expected"),
    [
        pytest.param(History(), Changes(), 0, id="nothing yet"),
        pytest.param(History(), make_changes(1), 0, id="one date tells no rate"),
        pytest.param(History(), make_changes(*range(73)), 24, id="at first by the days on the page"),
        pytest.param(
            History(last_success=NOW - 3 * DAY, per_day=3), make_changes(*range(6)), 2.37, id="days ago"
        ),
        pytest.param(History(last_success=NOW, per_day=3), make_changes(1), 3, id="no time passed"),
        pytest.param(
            History(last_success=NOW - 60 * DAY, per_day=9), make_changes(*range(60)), 1, id="long ago"
        ),
    ],
)
def test_the_rate_of_new_stories(history: Any, changes: Any, expected: float) -> None:
    assert rate(history, changes, NOW) == pytest.approx(expected, abs=0.01)


@pytest.mark.parametrize(
    ("strategy", "url", "said", "held"),
    [
        ("upstream", "https://t.example/p/{}", {"text": ""}, False),
        ("upstream", "https://t.example/", {}, False),
        ("upstream", "https://t.example/p/{}", {"text": "Subscribe to our letter."}, False),
        ("upstream", "https://t.example/", {"text": "", "summary": "A photo."}, True),
        ("selectors", "https://t.example/p/{}", {}, True),
    ],
    ids=[
        "a feed's stories with links of their own",
        "a feed's stories with one link and words of their own",
        "a feed's stories with one text and links of their own",
        "a feed's stories with one link and one text",
        "blocks of a page",
    ],
)
def test_one_title_for_all_is_believed_of(strategy: Any, url: Any, said: Any, held: Any) -> None:
    world = World()
    photos = [make_parsed(n, title="Photo", url=url.format(n), article=None, **said) for n in range(1, 6)]
    world.poll(photos, strategy=strategy)
    assert bool(world.verdict.reasons) == held


@pytest.mark.parametrize("title", ["The wharf is repaired", "The harbour master in his own words"])
def test_one_new_story_of_now_is_believed_where_it_speaks_of_no_error(title: str) -> None:
    world = after_a_day()
    changes = world.poll([stranger(1, published=NOW + HOUR, title=title)])
    assert not world.verdict.reasons
    assert len(changes.new) == 1


def told_elsewhere(*hosts: str, count: int = 3, **given: Any) -> list[Any]:
    """Stories of now that lead to these sites by turns."""
    places = [f"https://{hosts[n % len(hosts)]}/soup-{n}" for n in range(count)]
    return [
        make_parsed(n, title=f"Soup of {n}", url=url, article=None, text=f"Boil {n}.", **given)
        for n, url in enumerate(places)
    ]


@pytest.mark.parametrize(
    ("page", "after", "held"),
    [
        pytest.param(told_elsewhere("cook.example"), HOUR, True, id="another site's stories"),
        pytest.param(told_elsewhere("cook.example"), 2 * DAY, False, id="after an outage"),
        pytest.param(told_elsewhere("cook.example", count=2), HOUR, False, id="a few"),
        pytest.param(told_elsewhere("cook.example", "news.example"), HOUR, False, id="some of its own"),
        pytest.param([*told_elsewhere("cook.example"), OLD_PAGE[0]], HOUR, False, id="beside a known one"),
        pytest.param(
            [*told_elsewhere("a.example"), make_parsed(9, title="Soup", url=None, article=None)],
            HOUR,
            False,
            id="one without a link",
        ),
    ],
)
def test_stories_of_another_site_alone_are_held(page: Any, after: timedelta, held: bool) -> None:
    world = World(now=NOW)
    world.poll(OLD_PAGE)
    world.now += after
    world.poll([replace(s, published=world.now) if s.title.startswith("Soup") else s for s in page])
    assert world.verdict.held is held


def test_stories_that_lead_to_many_sites_may_lead_to_others() -> None:
    world = World(now=NOW)
    world.poll(told_elsewhere("a.example", "b.example", count=6))
    world.now += HOUR
    page = told_elsewhere("c.example", "d.example", count=6, published=world.now)
    world.poll([replace(s, title=f"Tart {s.title}", text=f"Bake {s.title}") for s in page])
    assert not world.verdict.held


def test_a_feed_that_was_cut_for_long_is_completed_by_as_many_as_it_may_have() -> None:
    for below, held in ((OLD_PAGE[9:], False), ([stranger(n) for n in range(40)], True)):
        world = World(now=NOW)
        for _ in range(9):
            world.poll(OLD_PAGE[:9], truncated=True)
        world.poll([*OLD_PAGE[:9], *below])
        assert world.verdict.held is held


def test_titles_with_a_letter_more_are_no_other_ones() -> None:
    world, page = World(now=NOW), OLD_PAGE[:6]
    world.poll([replace(s, title=f"1.{n}") for n, s in enumerate(page)])
    world.poll([replace(s, title=f"v1.{n}") for n, s in enumerate(page)])
    assert not world.verdict.held
