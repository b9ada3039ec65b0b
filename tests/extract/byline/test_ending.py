"""Plain text that ends early: no half story, and no part of a byline in the story above it."""

from __future__ import annotations

import pytest

from feedsvc.extract.byline.ending import begins_byline, begins_furniture
from feedsvc.extract.pipeline import run
from feedsvc.models import Extraction
from tests.extract.helpers import NOW, make_page, make_settings

BYLINES = [
    "By Ada Lin / Oct 28, 2026 06:09 PM / World",
    "Anniek Bao / Oct 26, 2026 06:48 PM / World",
    "By Bo Wu / Oct 25, 2026 01:20 PM / World",
]
BODIES = [
    "A lamp was lit.\n\nContact reporter Ada Lin (\n\nRelated: Lamps of the World",
    "A chip was made.\n\nIt is small.\n\nTo read the full story, click here.",
    "A ship sailed.\n\nIt was late.",
]
HEADLINES = ["Lamps for All", "Chips for Some", "Ships for None"]
PAGE = "Home >\n\n\n" + "\n\n\n".join(f"{by}\n\n{body}" for by, body in zip(BYLINES, BODIES, strict=True))
TITLED = "Home >\n\n\n" + "\n\n\n".join(
    f"{title}\n{by}\n\n{body}" for title, by, body in zip(HEADLINES, BYLINES, BODIES, strict=True)
)


def read(text: str) -> Extraction:
    return run(make_page(text, media_type="text/plain"), make_settings(), NOW)


@pytest.mark.parametrize("page", [pytest.param(PAGE, id="bare"), pytest.param(TITLED, id="titled")])
def test_wherever_a_page_ends_its_stories_are_beginnings_of_whole_ones(page: str) -> None:
    whole = read(page)
    assert not whole.truncated
    for end in range(page.index("lamp was lit") + 8, len(page)):
        cut = read(page[:end])
        for story, full in zip(cut.stories, whole.stories, strict=False):
            assert full.text.startswith(story.text), page[:end][-40:]
            assert story.section == full.section
        for story, full in zip(cut.stories[:-1], whole.stories, strict=False):
            assert story.text == full.text


@pytest.mark.parametrize(
    "rest",
    [
        "Anniek Bao / Oct 26",
        "Anniek Bao / Oct 26, 2026 06:4",
        "Anniek Bao /",
        "Anniek Bao / ",
        "By Anniek",
        "B",
    ],
)
def test_a_page_that_ends_inside_a_byline_has_no_such_line_and_says_so(rest: str) -> None:
    found = read(f"{PAGE[: PAGE.index('Anniek Bao')]}{rest}")
    assert found.truncated
    (story,) = found.stories
    assert story.text == "A lamp was lit."
    assert [related.title for related in story.related] == ["Lamps of the World"]


def test_the_headline_above_half_a_byline_goes_with_it() -> None:
    found = read(TITLED[: TITLED.index(", 2026 06:48")])
    assert found.truncated
    assert [story.title for story in found.stories] == ["Lamps for All"]
    assert found.stories[0].related[-1].title == "Lamps of the World"


@pytest.mark.parametrize("section", ["Wor", "World", "World\n\nPhoto: VCG"])
def test_a_story_of_which_only_the_byline_is_left_is_left_out(section: str) -> None:
    found = read(TITLED[: TITLED.index(" / World", TITLED.index("06:48"))] + f" / {section}")
    assert found.truncated
    assert [story.title for story in found.stories] == ["Lamps for All"]


def test_a_page_of_nothing_but_headlines_and_bylines_is_not_cut() -> None:
    text = "\n\n\n".join(f"{title}\n{by}" for title, by in zip(HEADLINES, BYLINES, strict=True))
    found = read(f"Home >\n\n\n{text}")
    assert (len(found.stories), found.truncated) == (3, False)


def test_a_line_set_off_as_headlines_are_belongs_to_no_story() -> None:
    found = read(f"{TITLED}\n\n\nTrains for Nobo")
    assert (found.stories[-1].text, found.truncated) == ("A ship sailed.\nIt was late.", False)
    assert read(f"{TITLED}\n\nTrains for Nobody").stories[-1].text.endswith("Trains for Nobody")


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("By", True),
        ("By Ada Lin and Bo", True),
        ("Ada Lin / Septem", True),
        ("Ada Lin / Oct 26, 2026 06:48 PM / ", True),
        ("By the river stood a lamp.", False),
        ("Ada Lin", False),
        ("See example.com/news", False),
        ("One / two / three", False),
        (f"{'x' * 300} / Oct", False),
    ],
)  # fmt: skip
def test_the_beginning_of_a_byline_is_told(text: str, begins: bool) -> None:
    assert begins_byline(text) is begins


@pytest.mark.parametrize(("text", "begins"), [("Rela", True), ("To read the fu", True), ("Contacts", False)])
def test_the_beginning_of_furniture_is_told(text: str, begins: bool) -> None:
    assert begins_furniture(text) is begins
