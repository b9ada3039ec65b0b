"""Stories that stand where a known one stood."""

from __future__ import annotations

from typing import Any

import pytest

from feedsvc.decide.inplace import inplace
from feedsvc.decide.knownbykeys import remember_keys
from feedsvc.decide.listing import listing
from tests.builders import NOW, make_parsed, story_id
from tests.decide.helpers import WORLD, World, known_all

DAY = NOW.replace(hour=0, minute=0)
TEXT = "Ships were sent to the southern basin until divers had looked at the piles of the quay."
PLAIN = {"article": None, "authors": (), "text": "", "summary": "", "content": ""}
ROW = PLAIN | {"title": "Rules of the quay", "published": DAY.replace(day=3), "url": None}
FILE = ROW | {"url": "https://news.example/files/rules.pdf"}
MOVED = FILE | {"url": "https://news.example/files/rules_v2.pdf"}


def others() -> list[Any]:
    """Two rows above it, and two below."""
    return [
        make_parsed(n, **PLAIN | {"published": DAY.replace(day=d)})
        for n, d in ((2, 4), (3, 3), (4, 2), (5, 1))
    ]


def found(before: Any, after: Any, *, place: int = 2, unknown: int | None = None, extra: Any = ()) -> Any:
    rest = others()
    shown = [*rest[:place], make_parsed(1, **after), *rest[place:], *extra]
    window = remember_keys(known_all([make_parsed(1, **before), *rest]), WORLD)
    known = {k.story.url: k for k in window[1:]}
    pairs = {at: known[s.url] for at, s in enumerate(shown) if s.url in known and at != unknown}
    return inplace(listing(shown, WORLD), pairs, window, WORLD).get(place)


@pytest.mark.parametrize(
    ("before", "after", "same"),
    [
        pytest.param(FILE, MOVED, True, id="another file"),
        pytest.param(FILE, MOVED | {"published": DAY.replace(day=2)}, False, id="another date"),
        pytest.param(FILE | {"published": None}, MOVED | {"published": None}, False, id="no date"),
        pytest.param(FILE | {"published": None}, MOVED, False, id="no date before"),
        pytest.param(FILE | {"title": "Rules"}, MOVED | {"title": "Rules"}, False, id="hardly a title"),
        pytest.param(FILE | {"text": TEXT}, MOVED | {"text": f"{TEXT} They wait."}, True, id="a version of its text"),
        pytest.param(FILE | {"text": TEXT}, MOVED | {"text": "Quite another town."}, False, id="another text"),
        pytest.param(FILE | {"url": "https://news.example/files/baker-street.pdf"}, FILE | {"url": "https://news.example/files/mill-lane.pdf"}, False, id="files of two streets"),
        pytest.param(FILE | {"url": "https://news.example/files/4711.pdf"}, FILE | {"url": "https://news.example/files/quay.pdf"}, True, id="a number before"),
        pytest.param(ROW, ROW | {"title": "Rules of the quay II"}, False, id="the next part"),
        pytest.param(ROW, ROW | {"title": "Rules of quay"}, True, id="an article less"),
        pytest.param(FILE, MOVED | {"title": "Rules of the quay wall"}, False, id="another title and file"),
        pytest.param(FILE | {"article": "7001"}, MOVED | {"article": "7002"}, False, id="another number"),
        pytest.param(FILE | {"guid": "a"}, MOVED | {"guid": "b"}, False, id="another guid"),
        pytest.param(FILE | {"guid": str(FILE["url"])}, MOVED | {"guid": str(MOVED["url"])}, True, id="guids are links"),
        pytest.param(ROW, ROW | {"title": "Rules of the qay"}, True, id="a slip of letters"),
        pytest.param(ROW, ROW | {"title": "Prices of the ferry"}, False, id="another headline"),
        pytest.param(ROW | {"text": TEXT}, ROW | {"title": "Prices of it", "text": TEXT}, True, id="the very text"),
        pytest.param(ROW | {"text": "Read."}, ROW | {"title": "Prices", "text": "Read."}, False, id="hardly a text"),
        pytest.param(ROW, FILE | {"title": "Rules of the qay"}, False, id="a slip and a link"),
        pytest.param(FILE, {**FILE, "title": "Rulles of the quay", "url": "https://news.example/files/rulles.pdf"}, True, id="a slip in both"),
        pytest.param(FILE, MOVED | {"title": "Rules of the qay"}, False, id="a slip and a number in the link"),
        pytest.param(FILE | {"text": TEXT}, MOVED | {"title": "Prices of it", "text": TEXT}, False, id="another link above the very text"),
    ],
)  # fmt: skip
def test_a_story_between_the_neighbours_of_one_that_is_gone_is(before: Any, after: Any, same: bool) -> None:
    seen = found(before, after)
    assert (seen and seen.story.id) == (story_id(1) if same else None)


def test_without_dates_the_places_tell() -> None:
    before: Any = ROW | {"published": None}
    after: Any = before | {"title": "Rules of the qay"}
    rows = [PLAIN | {"title": f"Notice {n}0 of the pier", "published": None, "url": None} for n in range(5)]
    world = World()
    world.poll([make_parsed(9, **row) for row in (*rows[:3], before, *rows[3:])])
    changes = world.poll([make_parsed(9, **row) for row in (*rows[:3], after, *rows[3:])])
    assert (changes.new, [m.story.title for m in changes.modified]) == ((), ["Rules of the qay"])
    assert found(before, after, place=0) is None


def test_at_the_top_a_title_names_the_next_one() -> None:
    top = {"published": DAY.replace(day=4)}
    slip = top | {"title": "Rules of the qay"}
    assert found(FILE | top, MOVED | top, place=0) is None
    assert found(ROW | top, ROW | slip, place=0) is not None
    put_right = {"url": "https://news.example/files/rulles.pdf"}
    assert found(FILE | top, FILE | top | put_right, place=0) is not None
    other = {"title": "Prices of the ferry", "text": TEXT}
    assert found(ROW | top | {"text": TEXT}, ROW | top | other, place=0) is None


def test_two_stories_that_are_right_for_one_are_none() -> None:
    day = {"published": DAY.replace(day=3)}
    rest = [make_parsed(n, **PLAIN | day) for n in (2, 3, 4)]
    before = make_parsed(1, **ROW)
    slips = [
        make_parsed(n, **ROW | {"title": t}) for n, t in ((8, "Rules of the qay"), (9, "Rulles of the quay"))
    ]
    window = remember_keys(known_all([before, *rest]), WORLD)
    page = [rest[0], slips[0], rest[1], slips[1], rest[2]]
    pairs = {0: window[1], 2: window[2], 4: window[3]}
    assert inplace(listing(page, WORLD), pairs, window, WORLD) == pairs


def test_its_neighbours_must_be_known() -> None:
    assert found(FILE, MOVED, unknown=1) is None
    assert found(FILE, MOVED, unknown=3) is None
    assert found(FILE, MOVED, place=4) is None


def test_a_title_that_two_stories_have_names_none() -> None:
    assert found(FILE, MOVED, extra=[make_parsed(7, **MOVED | {"url": "https://news.example/x"})]) is None


def test_nothing_is_in_the_place_of_one_where_all_are_known() -> None:
    window = remember_keys(known_all(others()), WORLD)
    page = listing(others(), WORLD)
    assert inplace(page, dict(enumerate(window)), window, WORLD) == dict(enumerate(window))
    assert inplace(page, {}, window, WORLD) == {}
    unseen = listing([*others(), make_parsed(1, **FILE)], WORLD)
    assert inplace(unseen, dict(enumerate(window)), window, WORLD) == dict(enumerate(window))


def test_a_story_with_the_link_of_another_one_is_known_by_title_and_date() -> None:
    lent, own = others()[1], FILE | {"published": DAY.replace(day=5)}
    assert found(own | {"url": lent.url}, own, place=0) is not None
    assert found(own | {"url": lent.url, "title": "Rules"}, own, place=0) is None
    assert found(own | {"url": lent.url, "published": DAY}, own, place=0) is None
    assert found(own | {"url": lent.url, "guid": "a"}, own | {"guid": "b"}, place=0) is None
    assert found(own | {"url": "https://news.example/x"}, own, place=0) is None
    assert found(own | {"url": lent.url, "published": None}, own, place=0) is None
    assert found(own | {"url": lent.url}, own | {"published": None}, place=0) is None


def test_notes_below_several_stories_tell_nothing_of_one() -> None:
    note = "Send your letter with all papers to the office of the harbour before the month ends."
    rows = [PLAIN | {"title": f"Notice {n}0 of the pier", "published": None, "url": None} for n in range(3)]
    for others, count in ((note, 1), (TEXT, 0)):
        world = World()
        for post in ("Cook", "Plumber"):
            named = [("Nurse", others), (post, note)]
            posts = [PLAIN | {"title": t, "text": x, "published": None, "url": None} for t, x in named]
            changes = world.poll([make_parsed(9, **row) for row in (*posts, *rows)])
        assert len(changes.new) == count
