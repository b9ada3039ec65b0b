"""Stories whose link says their title now, or did before."""

from __future__ import annotations

from typing import Any

import pytest

from feedsvc.decide.knownbykeys import remember_keys
from feedsvc.decide.listing import listing
from feedsvc.decide.titledlinks import says_title, titledlinks
from tests.builders import NOW, make_parsed, story_id
from tests.decide.helpers import WORLD, World, known_all

SITE = "https://news.example"
PLAIN = {"article": None, "authors": (), "text": "", "summary": "", "content": "", "published": None}
BEFORE = PLAIN | {"title": "Ferry strike enters third day", "url": f"{SITE}/preview/9f8e7d"}
AFTER = BEFORE | {"url": f"{SITE}/news/ferry-strike-enters-third-day"}
DATED = {"published": NOW}
TEXT = "Ships were sent to the southern basin until divers had looked at the piles of the quay."


def found(before: Any, after: Any, *, extra: Any = (), stood: Any = ()) -> Any:
    window = remember_keys(known_all([make_parsed(1, **before), *stood]), WORLD)
    page = listing([make_parsed(1, **after), *extra], WORLD)
    return titledlinks(page, {}, window, WORLD).get(0)


@pytest.mark.parametrize(
    ("before", "after", "same"),
    [
        pytest.param(DATED, DATED, True, id="a code before"),
        pytest.param(AFTER | DATED, BEFORE | DATED, True, id="a code now"),
        pytest.param({}, {}, False, id="nothing but a title"),
        pytest.param({"url": f"{SITE}/node/12"}, {"url": f"{SITE}/node/13"}, False, id="the next number"),
        pytest.param(AFTER, {"url": f"{SITE}/news/ferry-strike-enters-third-day-2"}, False, id="the title in both"),
        pytest.param({"url": None}, {}, False, id="no link before"),
        pytest.param({}, {"url": None}, False, id="no link"),
        pytest.param({}, {"url": "https://pier.example/ferry-strike-enters-third-day"}, False, id="another site"),
        pytest.param({"published": NOW}, {"published": NOW.replace(day=1)}, False, id="another date"),
        pytest.param({"published": NOW}, {}, False, id="no date any more"),
        pytest.param({}, {"published": NOW}, False, id="a date at last"),
        pytest.param({"authors": ("Mei Tan",)}, {"authors": ("Bo Wu",)}, False, id="another author"),
        pytest.param({"text": TEXT}, {"text": "Quite another story."}, False, id="another text"),
        pytest.param({"text": TEXT}, {"text": f"{TEXT} They wait."}, True, id="a version of its text"),
        pytest.param({"article": "7001"}, {"article": "7002"}, False, id="another number"),
        pytest.param({"guid": "a"}, {"guid": "b"}, False, id="guids are names"),
        pytest.param(DATED | {"guid": f"{SITE}/1"}, DATED | {"guid": f"{SITE}/2"}, True, id="guids are addresses"),
    ],
)  # fmt: skip
def test_a_story_with_a_link_of_another_kind_is(before: Any, after: Any, same: bool) -> None:
    seen = found(BEFORE | before, AFTER | after)
    assert (seen and seen.story.id) == (story_id(1) if same else None)


def test_a_title_that_two_stories_have_names_none() -> None:
    twin = make_parsed(9, **BEFORE | DATED | {"url": f"{SITE}/node/44"})
    assert found(BEFORE | DATED, AFTER | DATED, extra=[twin]) is None
    assert found(BEFORE | DATED, AFTER | DATED, stood=[twin]) is None


def test_a_site_that_names_some_links_anew_brings_nothing_new() -> None:
    titles = ("Council votes on harbour fees", "New bridge opens to traffic", "Museum shows lost paintings")
    kept = [make_parsed(n, **PLAIN | {"url": f"{SITE}/kept-{n}"}) for n in range(4, 8)]
    rows = [PLAIN | {"title": title} for title in titles]
    world = World()
    world.poll([make_parsed(n, **row, url=f"{SITE}/node/{n}") for n, row in enumerate(rows)] + kept)
    slugs = [title.lower().replace(" ", "-") for title in titles]
    shown = [make_parsed(1, **row, url=f"{SITE}/{s}") for row, s in zip(rows, slugs, strict=True)]
    changes = world.poll(shown + kept)
    assert (changes.new, world.verdict.reasons) == ((), ())


def test_a_column_without_dates_comes_back_under_its_title() -> None:
    rest = [make_parsed(n, **PLAIN | {"url": f"{SITE}/kept-{n}"}) for n in range(4, 8)]
    world = World()
    for slug in ("lte-a", "letters-to-the-editor", "lte-c"):
        letters = make_parsed(1, **PLAIN | {"title": "Letters to the editor", "url": f"{SITE}/{slug}"})
        assert [n.story.url for n in world.poll([letters, *rest]).new if n.story.url == letters.url]


@pytest.mark.parametrize(
    ("url", "title", "says"),
    [
        ("/news/ferry-strike-enters-third-day", "Ferry strike enters third day", True),
        ("/cafe-am-kai-offnet.html", "Café am Kai öffnet", True),
        ("/2026/03/04/strike-enters-third-day/", "Ferry strike enters third day", True),
        ("/news/quay-opens", "Quay opens", False),
        ("/node/12", "Ferry strike enters third day", False),
        ("/all-about-the-ferry-of-our-town-and-more", "Ferry strike enters third day", False),
        ("/preview/20260304-001", "2026 03 04 001", False),
        ("", "Ferry strike enters third day", False),
    ],
)
def test_an_address_says_a_title(url: str, title: str, says: bool) -> None:
    assert says_title(f"{SITE}{url}", title) is says
