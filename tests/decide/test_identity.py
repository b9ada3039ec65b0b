from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from msgspec.structs import replace

from feedsvc.decide.healing import heal, stands
from feedsvc.decide.identity import match
from feedsvc.decide.keys import strong_keys
from feedsvc.decide.knownbykeys import MOST_CANDIDATES, remember_keys
from feedsvc.decide.listing import listing
from tests.builders import NOW, make_parsed, make_sighting, make_stories, story_id
from tests.decide.helpers import FINANCE, WORLD, Source, decide, known_all, known_from

BARE = {"url": None, "article": None}
LINK = {"article": None}
OTHER_LINK = {"article": None, "url": "https://news.example/elsewhere/another-slug.html"}
LONG = (
    "The old crane at the pier was taken down in the night, and by noon nobody could say who had ordered it."
)
EDITED = LONG + " The council denied it."
OTHER = "Rice prices fell for a third week while the mills in the north stood idle, traders in the valley said today."
UNDATED = {"authors": (), "published": None}
BRIEF = {"text": "", "content": "", "summary": LONG}
LATER = timedelta(days=2)
NOTE = {"text": "", "content": "", "summary": "Read on.", "authors": ()}
PLACE = "https://news.example/2026-03-04/lanterns-on-river-1-1001.html"


def ids(stories: Any, known: Any, source: Any = WORLD) -> Any:
    """The known id, or None, for each different story of the page."""
    page, remembered = listing(stories, source), remember_keys(known, source)
    window = [known for known in remembered if stands(known, source.slug)]
    found = heal(page, remembered, match(page, remembered, source), window)
    return [found[block.place].story.id if block.place in found else None for block in page]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param({}, {}, id="unchanged"),
        pytest.param(
            {},
            {"title": "New", "text": OTHER, "published": NOW, "url": "https://news.example/x-1001.html"},
            id="all but the article number",
        ),
        pytest.param(
            LINK | {"text": LONG},
            LINK | {"title": "New", "text": EDITED, "published": NOW},
            id="same link, new headline",
        ),
        pytest.param(
            LINK | {"text": ""},
            LINK | {"text": "", "title": "New", "published": NOW},
            id="same link, no texts",
        ),
        pytest.param(LINK | {"guid": "g1"}, OTHER_LINK | {"guid": "g1", "title": "New"}, id="same guid"),
        pytest.param(
            LINK | BRIEF | {"guid": "g1"},
            LINK | BRIEF | {"guid": "g1", "title": "Rice", "summary": OTHER, "published": NOW},
            id="same guid and link, all else new",
        ),
        pytest.param(
            LINK | BRIEF | {"guid": "g1"},
            OTHER_LINK | BRIEF | {"guid": "g1", "title": "Rice", "published": NOW},
            id="same guid and summary, all else new",
        ),
        pytest.param(LINK | {"guid": "g1"}, LINK | {"guid": "g2"}, id="churning guid, same link and title"),
        pytest.param(
            LINK | {"guid": "g1", "text": LONG},
            LINK | {"guid": "g2", "text": EDITED, "title": "New"},
            id="churning guid, same link and text",
        ),
        pytest.param(BARE | {"text": LONG}, BARE | {"text": EDITED}, id="no link, edited text"),
        pytest.param(
            BARE | {"text": LONG}, BARE | {"text": LONG, "title": "New"}, id="no link, edited headline"
        ),
        pytest.param(BARE | {"text": LONG}, BARE | {"text": OTHER}, id="no link, same headline, new text"),
        pytest.param(
            BARE | {"title": "Crane taken down at the pier", "text": LONG},
            BARE | {"title": "Crane taken down at the old pier", "text": OTHER},
            id="no link, nearly the same headline",
        ),
        pytest.param(BARE | {"text": LONG}, {"text": LONG}, id="a link at last"),
        pytest.param(LINK | {"text": LONG}, OTHER_LINK | {"text": EDITED}, id="new slug, same headline"),
        pytest.param(
            LINK | {"text": LONG}, OTHER_LINK | {"text": LONG, "title": "New"}, id="new slug and headline"
        ),
        pytest.param(LINK | {"text": ""}, OTHER_LINK | {"text": ""}, id="new slug, headline only"),
        pytest.param(
            LINK | BRIEF | {"authors": ()},
            OTHER_LINK | BRIEF | {"authors": ()},
            id="new slug, same headline, summary and minute",
        ),
        pytest.param(
            LINK | BRIEF | {"guid": "g1"},
            LINK | BRIEF | {"guid": "g2", "title": "New"},
            id="churning guid, same link and summary",
        ),
        pytest.param(
            LINK | UNDATED | {"text": ""},
            LINK | UNDATED | {"text": "", "url": PLACE.replace("news", "m.news") + "?ref=rss"},
            id="undated, the link spelt otherwise",
        ),
        pytest.param(
            LINK | BRIEF | {"guid": "g1"},
            LINK | {"text": "", "summary": OTHER, "guid": "g1", "title": "Rice", "published": NOW},
            id="same guid, all else new in a summary",
        ),
        pytest.param(
            LINK | NOTE | {"guid": "http://news.example/?p=1"},
            OTHER_LINK | NOTE | {"guid": "https://news.example/?p=1", "title": "New"},
            id="same guid but for its scheme, all else new",
        ),
        pytest.param(
            LINK | NOTE | {"guid": "http://news.example/?p=1"},
            LINK | NOTE | {"guid": "https://news.example/?p=1", "title": "New"},
            id="same guid but for its scheme, same link",
        ),
        pytest.param(
            LINK | NOTE,
            LINK | NOTE | {"url": PLACE.replace("lanterns", "lantern")},
            id="a slug that was corrected, same headline and minute",
        ),
        pytest.param(
            LINK | NOTE | {"guid": PLACE},
            LINK | NOTE | dict.fromkeys(("url", "guid"), PLACE.replace("lanterns", "lantern")),
            id="a slug that was corrected, in its guid too",
        ),
        pytest.param(
            LINK | NOTE,
            LINK | NOTE | {"url": PLACE.replace("lanterns", "lantern"), "text": LONG},
            id="a slug that was corrected, with a text at last",
        ),
        pytest.param(
            LINK | {"text": LONG, "published": NOW - LATER},
            LINK | {"text": EDITED, "published": NOW},
            id="same link and headline, edited days later",
        ),
        pytest.param(
            LINK | {"text": LONG}, LINK | {"text": OTHER}, id="same link and headline, all else written anew"
        ),
        pytest.param(
            LINK | {"guid": "g1", "text": LONG, "published": NOW - LATER},
            LINK | {"guid": "g1", "text": OTHER, "published": NOW},
            id="same guid and headline, written anew days later",
        ),
        pytest.param(
            BARE | UNDATED | {"text": LONG}, BARE | UNDATED | {"text": EDITED}, id="undated, edited text"
        ),
        pytest.param(BARE | UNDATED | {"text": LONG}, BARE | UNDATED | {"text": ""}, id="undated, text lost"),
        pytest.param(
            LINK | UNDATED | {"text": LONG}, OTHER_LINK | UNDATED | {"text": EDITED}, id="undated, new slug"
        ),
        pytest.param(
            BARE | {"text": LONG},
            BARE | {"text": LONG, "published": NOW + timedelta(hours=7)},
            id="zone corrected",
        ),
        pytest.param(
            BARE | {"text": LONG},
            BARE | {"text": LONG, "authors": ("Mei Tan", "Ola Berg")},
            id="author added",
        ),
    ],
)
def test_the_same_story_is_recognised(before: Any, after: Any) -> None:
    assert ids([make_parsed(1, **after)], [known_from(make_parsed(1, **before))]) == [story_id(1)]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(
            {}, {"article": "2002", "url": "https://news.example/a-2002.html"}, id="another article number"
        ),
        pytest.param(
            LINK | {"text": LONG},
            LINK | {"title": "Rice", "text": OTHER, "published": NOW},
            id="a link that leads to the latest story",
        ),
        pytest.param(
            LINK | {"guid": "g1", "text": LONG},
            LINK | {"guid": "g2", "text": OTHER, "title": "Rice"},
            id="all items link to one page",
        ),
        pytest.param(
            LINK | BRIEF,
            LINK | {"text": "", "summary": OTHER, "title": "Rice", "published": NOW},
            id="a link that leads to the latest story, told in a summary",
        ),
        pytest.param(
            LINK | BRIEF | {"guid": "g1"},
            OTHER_LINK | BRIEF | {"guid": "g1", "title": "Rice", "summary": OTHER, "published": NOW},
            id="a guid that counts places, all else new",
        ),
        pytest.param(
            LINK | {"guid": "g1", "text": "", "summary": "Read on."},
            LINK | {"guid": "g2", "text": "", "summary": "Read on.", "title": "Rice"},
            id="all items link to one page and say the same",
        ),
        pytest.param(
            LINK | {"authors": (), "text": "", "summary": "PDF, 120 kB"},
            OTHER_LINK | {"authors": (), "text": "", "summary": "PDF, 120 kB"},
            id="two documents of one name and minute",
        ),
        pytest.param(
            LINK | BRIEF | UNDATED, OTHER_LINK | BRIEF | UNDATED, id="undated, same headline and summary"
        ),
        pytest.param(
            LINK | {"text": LONG, "published": NOW - LATER},
            LINK | {"text": OTHER, "published": NOW},
            id="the next issue of a column at one address",
        ),
        pytest.param(
            LINK | {"guid": "g1", "text": LONG, "published": NOW - LATER},
            LINK | {"guid": "g2", "text": OTHER, "published": NOW},
            id="the next issue of a column, under a guid of its own",
        ),
        pytest.param(
            LINK | BRIEF,
            OTHER_LINK | BRIEF | {"title": "New"},
            id="one author, minute and note below releases, all else new",
        ),
        pytest.param(
            LINK | NOTE | {"summary": LONG},
            LINK | NOTE | {"summary": OTHER, "url": PLACE.replace("lanterns", "lantern")},
            id="a slug much alike, another summary",
        ),
        pytest.param(
            LINK | NOTE,
            LINK | NOTE | {"url": PLACE.replace("river-1", "river-2")},
            id="a slug of another number",
        ),
        pytest.param(
            LINK | NOTE | {"title": "Notice"},
            LINK | NOTE | {"title": "Notice", "url": PLACE.replace("lanterns", "lantern")},
            id="a headline of one word, a slug much alike",
        ),
        pytest.param(
            LINK | NOTE | {"published": NOW.replace(hour=0, minute=0)},
            LINK
            | NOTE
            | {
                "published": NOW.replace(hour=0, minute=0),
                "url": PLACE.replace("lanterns", "lantern"),
            },
            id="a slug much alike, of one day",
        ),
        pytest.param(
            LINK | NOTE | {"guid": "a7"},
            LINK | NOTE | {"guid": "b8", "url": PLACE.replace("lanterns", "lantern")},
            id="a slug much alike, another guid",
        ),
        pytest.param(
            LINK | UNDATED | {"text": "", "url": f"{PLACE}?cid=1"},
            LINK | UNDATED | {"text": "", "url": f"{PLACE}?cid=2"},
            id="links that are told apart by what may say where readers come from",
        ),
        pytest.param(
            BARE | {"text": LONG}, BARE | {"text": OTHER, "title": "Rice"}, id="same author and minute"
        ),
        pytest.param(
            LINK | {"text": LONG},
            OTHER_LINK | {"text": EDITED, "title": "New"},
            id="near-identical under another link",
        ),
        pytest.param(
            LINK | {"text": LONG}, OTHER_LINK | {"text": OTHER}, id="same headline, other link, other text"
        ),
        pytest.param(
            BARE | {"text": LONG},
            BARE | {"text": LONG, "published": NOW + timedelta(days=1)},
            id="a daily notice",
        ),
        pytest.param(
            BARE | {"text": LONG},
            BARE | {"text": EDITED, "published": NOW},
            id="same headline, other minute, other text",
        ),
        pytest.param(
            BARE | {"text": LONG},
            BARE | {"text": LONG, "published": NOW, "authors": ("Ola Berg",)},
            id="same words, other author and minute",
        ),
        pytest.param(LINK | {"text": LONG}, OTHER_LINK | {"text": LONG, "published": NOW}, id="posted again"),
        pytest.param(
            LINK | {"text": LONG},
            OTHER_LINK | {"text": LONG, "authors": ("Ola Berg",)},
            id="another author and link",
        ),
        pytest.param(
            BARE | {"text": LONG},
            BARE | {"text": OTHER, "authors": ("Ola Berg",)},
            id="headline shared by another author",
        ),
        pytest.param(
            BARE | UNDATED | {"text": LONG}, BARE | UNDATED | {"text": OTHER}, id="undated, headline recurs"
        ),
        pytest.param(
            LINK | UNDATED | {"text": ""}, OTHER_LINK | UNDATED | {"text": ""}, id="undated, headline alone"
        ),
    ],
)
def test_two_stories_are_never_merged(before: Any, after: Any) -> None:
    assert ids([make_parsed(1, **after)], [known_from(make_parsed(1, **before))]) == [None]


def test_two_stories_of_one_author_and_minute_stay_two() -> None:
    one, other = (make_parsed(1, **BARE, title=t, text=x) for t, x in (("Crane", LONG), ("Rice", OTHER)))
    third = make_parsed(1, **BARE, title="Strike", text="Nobody worked on the pier, and no ship left port.")
    assert ids([third, other, one], known_all([one, other])) == [None, story_id(2), story_id(1)]


def test_stories_of_one_title_each_find_their_own_by_their_summaries() -> None:
    said = {"title": "Notice", "text": "", "content": ""} | BARE | UNDATED
    stories = [make_parsed(1, **said, summary=f"The {what} is shut.") for what in ("lock", "quay", "mill")]
    assert ids(reversed(stories), known_all(stories)) == [story_id(3), story_id(2), story_id(1)]


def test_near_identical_stories_each_find_their_own() -> None:
    texts = [
        f"Shares of company {name} rose five percent on strong sales in the third quarter." for name in "ABC"
    ]
    stories = [make_parsed(1, **BARE, title=f"Company {t[18]} gains", text=t) for t in texts]
    assert ids(reversed(stories), known_all(stories)) == [story_id(3), story_id(2), story_id(1)]


@pytest.mark.parametrize(
    "given",
    [
        pytest.param({}, id="whole stories"),
        pytest.param({"authors": ()}, id="without authors"),
        pytest.param({"authors": (), "text": "", "content": ""}, id="headlines alone"),
    ],
)
def test_stories_whose_links_all_lead_to_one_page_keep_their_ids(given: Any) -> None:
    page = [make_parsed(n, url="https://news.example/blog/", article=None, **given) for n in range(1, 8)]
    found = ids(page[:5] + page[6:], known_all(page[1:6]))
    assert found == [None, story_id(1), story_id(2), story_id(3), story_id(4), None]


def test_another_source_of_the_site_recognises_a_story_without_links() -> None:
    story = make_parsed(1, **BARE)
    assert ids([story], [known_from(story)], FINANCE) == [story_id(1)]


def redesigned(number: Any, **given: Any) -> Any:
    values = {"url": f"https://news.example/new/{number}", "article": str(number + 70_000)} | given
    return make_parsed(number, **values)


def test_a_redesign_with_new_links_and_numbers_keeps_every_id() -> None:
    known = known_all(make_stories(8))
    page = [redesigned(n) for n in range(1, 9)]
    assert ids(page, known) == [story_id(n) for n in range(1, 9)]


@pytest.mark.parametrize(
    "given",
    [
        pytest.param({"text": ""}, id="texts lost"),
        pytest.param({"authors": ()}, id="authors lost"),
        pytest.param({"published": None, "authors": ()}, id="dates lost"),
        pytest.param({"title": "Overhauled"}, id="headlines lost"),
    ],
)
def test_a_redesign_may_lose_a_field(given: Any) -> None:
    known = known_all([make_parsed(n, text=f"{LONG} Pier {n}.") for n in range(1, 7)])
    page = [redesigned(n, **({"text": f"{LONG} Pier {n}."} | given)) for n in range(1, 7)]
    assert ids(page, known) == [story_id(n) for n in range(1, 7)]


def test_new_stories_do_not_keep_a_redesign_from_healing() -> None:
    known = known_all(make_stories(6))
    fresh = [
        redesigned(n, title=f"Fresh {n}", text=OTHER, published=NOW + timedelta(minutes=n))
        for n in range(20, 40)
    ]
    assert ids([*fresh, redesigned(1), redesigned(2)], known)[-2:] == [story_id(1), story_id(2)]
    assert ids(fresh, known) == [None] * 20


def test_bare_lists_of_headlines_heal_by_headlines_that_are_the_only_ones() -> None:
    bare = UNDATED | {"text": ""}
    known = known_all(
        [make_parsed(n, **bare, title=t) for n, t in enumerate(("Ox", "Hen", "Cow", "Ads", "Ads"), 1)]
    )
    page = [redesigned(n, **bare, title=t) for n, t in enumerate(("Cow", "Ox", "Hen", "Ads", "Ads"), 1)]
    assert ids(page, known) == [story_id(3), story_id(1), story_id(2), None, None]


@pytest.mark.parametrize(
    "given",
    [
        pytest.param({"published": NOW + timedelta(days=3)}, id="a column that recurs"),
        pytest.param({"title": "Elsewhere", "text": OTHER}, id="only the byline"),
        pytest.param({"title": "Elsewhere", "authors": (), "published": None}, id="only the text"),
        pytest.param({"text": OTHER, "published": NOW - timedelta(hours=30)}, id="only the headline"),
    ],
)
def test_a_redesign_never_heals_on_thin_evidence(given: Any) -> None:
    known = known_all([make_parsed(n, text=LONG) for n in range(1, 7)])
    assert ids([redesigned(n, **({"text": LONG} | given)) for n in range(1, 7)], known) == [None] * 6


WORDS = ["Ox", "Hen", "Cow", "Ads", "Elm", "Fir"]


@pytest.mark.parametrize(
    ("title", "given", "expected"),
    [
        pytest.param("Cow crosses the old bridge twice", {}, story_id(3), id="one word"),
        pytest.param("A bridge too far", {}, None, id="another title"),
        pytest.param(
            "Cow crosses the old bridge twice", {"published": NOW - timedelta(days=2)}, None, id="date"
        ),
        pytest.param("Cow crosses the old bridge twice", {"published": None}, None, id="no date"),
        pytest.param("Cow crosses the old bridge twice", {"authors": ("Ola Berg",)}, None, id="author"),
    ],
)
def test_a_story_edited_while_its_page_was_redesigned_keeps_its_id(
    title: str, given: Any, expected: Any
) -> None:
    named = [
        make_parsed(n, title=f"{w} crosses the old bridge again", text="") for n, w in enumerate(WORDS, 1)
    ]
    page = [redesigned(n, title=story.title, text="") for n, story in enumerate(named, 1)]
    page[2] = redesigned(3, **{"title": title, "text": "", "authors": (), **given})
    assert ids(page, known_all(named))[2] == expected


def test_of_two_edited_stories_of_one_day_that_look_alike_none_is_taken_for_the_other() -> None:
    day = NOW.replace(hour=0, minute=0)
    given: Any = {"text": "", "authors": ()}
    named = [
        make_parsed(n, title=f"{w} crosses the old bridge again", **given) for n, w in enumerate(WORDS, 1)
    ]
    named[4:] = [
        make_parsed(n, title=f"Row {n} of the old town burns", published=day, **given) for n in (5, 6)
    ]
    page = [redesigned(n, title=story.title, **given) for n, story in enumerate(named, 1)]
    page[4:] = [
        redesigned(n, title=f"Row {n + 2} of the old town burns", published=day, **given) for n in (5, 6)
    ]
    assert ids(page, known_all(named))[4:] == [None, None]


def test_a_wrong_zone_corrected_in_a_redesign_heals_whole_matches_only() -> None:
    known = known_all([make_parsed(n, text=f"{LONG} Pier {n}.") for n in range(1, 5)])
    page = [
        redesigned(n, text=f"{LONG} Pier {n}.", published=NOW + timedelta(hours=8 - n)) for n in (1, 2, 3)
    ]
    assert ids(page, known) == [story_id(1), story_id(2), story_id(3)]


def test_too_few_matches_on_a_page_of_old_stories_heal_nothing() -> None:
    known = known_all(make_stories(10))
    strangers = [redesigned(n, title=f"Old {n}", text=OTHER, authors=("Ola Berg",)) for n in range(3, 11)]
    assert ids([redesigned(1), redesigned(2), *strangers], known) == [None] * 10


def test_one_story_with_a_new_number_is_a_new_story() -> None:
    assert ids([redesigned(1)], known_all(make_stories(2))) == [None]


def test_a_page_whose_links_are_still_known_was_not_redesigned() -> None:
    known = known_all(make_stories(5))
    page = [*make_stories(3), redesigned(4), redesigned(5)]
    assert ids(page, known) == [story_id(1), story_id(2), story_id(3), None, None]


def test_where_another_page_was_redesigned_first_the_rest_of_this_one_heals_by_whole_matches() -> None:
    known = known_all([make_parsed(n, text=f"{LONG} Pier {n}.") for n in range(1, 6)])
    page = [redesigned(n, text=f"{LONG} Pier {n}.") for n in range(1, 6)]
    for place in (0, 1, 2):
        known[place] = replace(known[place], keys=known[place].keys | strong_keys(page[place], WORLD))
    page[3] = redesigned(4, text=f"{page[3].text} Nobody complained.")
    assert ids(page, known) == [story_id(n) for n in range(1, 6)]
    page[4] = redesigned(5, text=OTHER)
    assert ids(page, known)[3:] == [story_id(4), None]


def test_in_a_redesign_a_story_that_had_left_the_page_heals_by_a_whole_match() -> None:
    known = known_all(make_stories(5))
    left = make_sighting(gone="scrolled", digest=known[4].digest)
    known[4] = replace(known[4], sightings=(left,))
    page = [redesigned(n) for n in range(1, 6)]
    assert ids(page, known)[4] == story_id(5)
    page[4] = redesigned(5, text=OTHER)
    assert ids(page, known)[4] is None


@pytest.mark.parametrize(
    ("before", "after", "kept"),
    [
        pytest.param((3, 3, 21, 40), (3, 3, 16, 0), True, id="dated to its day"),
        pytest.param((3, 3, 16, 0), (3, 3, 21, 40), True, id="dated to the minute at last"),
        pytest.param((3, 3, 21, 40), (3, 2, 16, 0), False, id="dated to the day before"),
        pytest.param((3, 3, 21, 40), (3, 3, 17, 0), False, id="another time of the day"),
    ],
)
def test_a_redesign_may_date_a_story_to_its_day_alone(
    before: tuple[int, int, int, int], after: tuple[int, int, int, int], kept: bool
) -> None:
    shanghai = Source(timezone=ZoneInfo("Asia/Shanghai"))
    known = known_all([make_parsed(n, published=datetime(2026, *before, tzinfo=UTC)) for n in (1, 2)])
    page = [redesigned(n, published=datetime(2026, *after, tzinfo=UTC), text="") for n in (1, 2)]
    assert ids(page, known, shanghai) == ([story_id(1), story_id(2)] if kept else [None, None])


def test_stories_that_had_left_the_page_are_not_healed() -> None:
    left = make_sighting(gone="scrolled")
    assert ids([redesigned(1), redesigned(2)], known_all(make_stories(2), sightings=(left,))) == [None, None]


def test_a_time_at_the_end_of_the_calendar_has_no_day_to_compare() -> None:
    last = datetime.max.replace(tzinfo=UTC)
    shanghai = Source(timezone=ZoneInfo("Asia/Shanghai"))
    known = known_all(make_stories(2))
    assert ids([redesigned(n, published=last, text="") for n in (1, 2)], known, shanghai) == [None, None]


def test_an_issue_of_a_column_under_another_headline_stays_it() -> None:
    issue = make_parsed(1, **LINK | {"text": LONG, "published": NOW - LATER})
    later = make_parsed(1, **LINK | {"text": OTHER, "published": NOW})
    known = [known_from(issue, 1), known_from(later, 2)]
    assert ids([replace(later, title="Lanterns on the river")], known) == [story_id(2)]


def test_a_guid_says_more_than_the_link_of_another_item() -> None:
    known = known_from(make_parsed(1, **LINK | {"guid": "g1"}))
    moved = make_parsed(1, **OTHER_LINK | {"guid": "g1", "title": "New"})
    assert ids([make_parsed(1, **LINK), moved], [known]) == [None, story_id(1)]


def test_an_article_number_says_more_than_the_guid_of_another_item() -> None:
    known = known_from(make_parsed(1, guid="g1"))
    moved = make_parsed(1, **OTHER_LINK | {"guid": "g1", "title": "New"})
    assert ids([moved, make_parsed(1)], [known]) == [None, story_id(1)]


def test_a_guid_under_another_scheme_that_nobody_knows_names_nothing() -> None:
    assert ids([make_parsed(1, **LINK, guid="https://news.example/?p=1")], known_all(make_stories(0))) == [
        None
    ]


def test_a_story_behind_the_link_of_another_is_known_by_what_it_says() -> None:
    latest = known_from(make_parsed(1, **LINK | {"title": "Rice", "text": LONG, "published": NOW - LATER}), 1)
    story = {"text": OTHER, "published": NOW}
    known = known_from(make_parsed(1, **OTHER_LINK | story), 2)
    assert ids([make_parsed(1, **LINK | story)], [latest, known]) == [story_id(2)]


def test_of_many_stories_of_one_headline_the_one_with_the_very_text_is_it() -> None:
    notices = [
        make_parsed(n, **BARE, title="Notice", authors=(), text=f"Pier {n} is shut, ask at gate {n * 3}.")
        for n in range(MOST_CANDIDATES + 5)
    ]
    assert ids([replace(notices[0], published=None)], known_all(notices)) == [story_id(1)]


SAID = "Ships were sent to the southern basin until divers had looked at the piles of the quay."
PLAIN = {
    "title": "Crane falls again",
    "article": None,
    "authors": (),
    "text": "",
    "content": "",
    "summary": SAID,
}
PLACE = "https://news.example/local/crane-falls-again"


@pytest.mark.parametrize(
    ("before", "after", "same"),
    [
        pytest.param({}, {"url": "https://news.example/business/crane-falls-again"}, True, id="another section"),
        pytest.param(
            {"summary": ""}, {"url": "https://news.example/a/crane-falls-again", "summary": ""}, True, id="with no text"
        ),
        pytest.param(
            {}, {"url": "https://news.example/a/crane-falls-again", "published": NOW - timedelta(days=1)}, False, id="on another day"
        ),
        pytest.param(
            {"published": None, "summary": ""},
            {"published": None, "summary": "", "url": "https://news.example/a/crane-falls-again"},
            False,
            id="without a date",
        ),
        pytest.param({"published": None}, {"published": None, "url": f"{PLACE}?slot=4"}, True, id="parameters more"),
        pytest.param(
            {"published": None},
            {"published": None, "url": f"{PLACE}?slot=4", "summary": SAID[::-1]},
            False,
            id="parameters more, and other words",
        ),
        pytest.param(
            {"url": "https://news.example/en/crane"},
            {"url": "https://news.example/es/crane", "published": NOW - timedelta(days=9)},
            True,
            id="another language, and dated anew",
        ),
        pytest.param(
            {"url": "https://news.example/en/crane"},
            {"url": "https://news.example/es/crane", "published": NOW - timedelta(days=9), "summary": "The crane again."},
            False,
            id="another language, dated anew, and other words",
        ),
        pytest.param(
            {"url": "https://news.example/it/report", "published": None, "summary": ""},
            {"url": "https://news.example/hr/report", "published": None, "summary": ""},
            False,
            id="another office, maybe",
        ),
        pytest.param(
            {"published": None, "url": "https://a.news.example/x/crane"},
            {"published": None, "url": "https://news.example/x/crane"},
            True,
            id="a host of the site",
        ),
    ],
)  # fmt: skip
def test_a_story_of_one_title_elsewhere_on_its_site_is(before: Any, after: Any, same: bool) -> None:
    known = known_all([make_parsed(1, **PLAIN | {"url": PLACE} | before)])
    new = decide([make_parsed(1, **PLAIN | {"url": PLACE} | before | after)], known).new
    assert (not new) is same


def test_a_guid_that_is_the_page_above_all_stories_names_none() -> None:
    blog = {"article": None, "text": "", "guid": "https://news.example/blog/"}
    one = make_parsed(
        1, url="https://news.example/blog/crane", **blog | {"title": "Crane falls", "summary": SAID}
    )
    words = "The brass lantern once stood on the eastern mole and was thought lost since the flood."
    other = make_parsed(
        2, url="https://news.example/blog/lamp", **blog | {"title": "Lamp bought", "summary": words}
    )
    assert len(decide([other], known_all([one])).new) == 1
    moved = replace(one, url="https://news.example/blog/", published=NOW - timedelta(days=9))
    assert not decide([moved], known_all([one])).new
