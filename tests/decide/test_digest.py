from __future__ import annotations

from typing import Any

import pytest

from feedsvc.decide.digest import agrees, digest, lacks, merged, same_version
from feedsvc.models import Image, Related
from tests.builders import NOW, make_parsed

TEXT = "The boats came in at noon.\nThe harbour was full."


@pytest.mark.parametrize(
    "given",
    [
        pytest.param(
            {"text": "The  boats came in at noon.\n\n\nThe harbour\u00a0was full. "}, id="white space"
        ),
        pytest.param({"text": TEXT + "\nPhoto: Agency"}, id="a credit"),
        pytest.param({"text": TEXT + "\nBoats at noon. Photo: Agency"}, id="a caption with a credit"),
        pytest.param({"text": TEXT + "\nContact reporter Mei Tan (mei@news.example)"}, id="a contact line"),
        pytest.param({"text": TEXT + "\nRelated: More boats"}, id="a related line"),
        pytest.param({"text": TEXT + "\nTo read the full story, click here."}, id="read the full story"),
        pytest.param({"text": TEXT + "\n12 comments · 1,204 views"}, id="counters"),
        pytest.param({"text": TEXT + "\nUpdated 5 minutes ago"}, id="minutes ago"),
        pytest.param({"text": TEXT + "\n3 days ago"}, id="days ago on a line of its own"),
        pytest.param({"text": TEXT + "\n5分钟前"}, id="minutes ago in Chinese"),
        pytest.param({"related": (Related(title="More"),)}, id="related stories"),
        pytest.param({"images": (Image(url="https://news.example/a.jpg?w=3"),)}, id="images"),
        pytest.param({"section": "Finance"}, id="section"),
        pytest.param({"url": "https://news.example/other.html", "article": "7"}, id="link"),
        pytest.param({"published": NOW}, id="date"),
        pytest.param({"authors": ("Ola Berg", "mei tan")}, id="order of authors"),
        pytest.param({"title": "“Boats” – at noon"}, id="typography of the title"),
    ],
)
def test_trivial_changes_keep_the_digest(given: Any) -> None:
    before = make_parsed(1, title='"Boats" - at noon', text=TEXT, authors=("Mei Tan", "Ola Berg"))
    after = make_parsed(
        1, **({"title": '"Boats" - at noon', "text": TEXT, "authors": ("Mei Tan", "Ola Berg")} | given)
    )
    assert digest(after) == digest(before)


@pytest.mark.parametrize(
    "given",
    [
        pytest.param({"title": "Boats at dusk"}, id="headline"),
        pytest.param({"text": TEXT.replace("noon", "one")}, id="a word"),
        pytest.param({"text": TEXT + "\nThis story has been corrected to say noon."}, id="a correction line"),
        pytest.param({"authors": ("Ola Berg",)}, id="authors"),
        pytest.param(
            {
                "text": TEXT
                + "\nThe council promised it three years ago, and 12 years ago it had said the very same."
            },
            id="prose about the past",
        ),
    ],
)
def test_real_changes_change_the_digest(given: Any) -> None:
    before = make_parsed(1, title="Boats at noon", text=TEXT)
    assert digest(make_parsed(1, **({"title": "Boats at noon", "text": TEXT} | given))) != digest(before)


def test_a_title_taken_from_the_text_is_no_content_of_its_own() -> None:
    one = make_parsed(1, title="The boats came", text=TEXT, headline_given=False)
    assert digest(one) == digest(make_parsed(1, title="The boats…", text=TEXT, headline_given=False))


def test_without_text_the_summary_counts() -> None:
    one = make_parsed(1, text="", summary="One.")
    assert digest(one) != digest(make_parsed(1, text="", summary="Two."))


def test_digests_carry_their_version() -> None:
    assert same_version(digest(make_parsed(1)))
    assert not same_version("0:" + "0" * 32)


def test_a_view_that_does_not_show_something_lacks_it_and_agrees() -> None:
    full = digest(make_parsed(1))
    for given in ({"authors": ()}, {"text": "", "summary": ""}, {"headline_given": False}):
        less = digest(make_parsed(1, **given))
        assert (lacks(less, full), lacks(full, less), agrees(full, less)) == (True, False, True)
    other = digest(make_parsed(1, title="Another", authors=()))
    assert (lacks(other, full), agrees(other, full)) == (False, False)


def test_digests_of_another_version_agree_with_nothing() -> None:
    full = digest(make_parsed(1))
    assert not lacks(full, "1:" + "0" * 32)
    assert not agrees("1:" + "0" * 32, full)


def test_a_merged_digest_is_that_of_the_merged_story() -> None:
    stored, shown = make_parsed(1), make_parsed(1, title="Another", authors=(), text="")
    taken = merged(digest(shown), digest(stored), (True, False, False))
    assert taken == digest(make_parsed(1, title="Another"))
    assert merged(digest(shown), "1:" + "0" * 32, (True, False, False)) == digest(shown)
