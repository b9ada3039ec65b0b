"""Views that are cut by a program are no edits, nor is their whole."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from feedsvc.decide.cuts import before_wall, cut_short, is_cut_title, is_passage
from tests.builders import make_parsed, make_stories
from tests.decide.helpers import World

FULL = "Ships were sent to the southern basin until divers had looked at the piles of the northern quay."
BELOW = "Subscribe for full access."
REST = f"{FULL}\nNobody was hurt, the harbour master said."


@pytest.mark.parametrize(
    ("short", "full", "cut"),
    [
        pytest.param("Ships were sent…", FULL, True, id="an ellipsis"),
        pytest.param(FULL[: FULL.index("piles") + 3], FULL, True, id="inside a word"),
        pytest.param(FULL[:9], FULL, False, id="inside a word, after a few of them"),
        pytest.param(FULL[: FULL.index("piles") + 5], FULL, False, id="between two words"),
        pytest.param("我" * 70, "我" * 80, False, id="a script without blanks"),
        pytest.param(f"{FULL}\nSubscribe to read on.", REST, True, id="a wall below"),
        pytest.param("Ships were sent to… Log in to continue.", FULL, True, id="a wall behind an ellipsis"),
        pytest.param(
            "Ships were sent to… Nobody was hurt.", FULL, False, id="other words behind an ellipsis"
        ),
        pytest.param("Ships were sent to. Log in to continue.", FULL, False, id="a wall behind a full stop"),
        pytest.param(f"Ferries sail.\nSubscribe to read on. {FULL * 4}", FULL, False, id="a long last line"),
        pytest.param("Subscribe to read on.", FULL, False, id="nothing but a wall"),
        pytest.param(f"{FULL}\nSign up for the hearing by Friday.", REST, False, id="a hearing"),
        pytest.param(f"{FULL}\nUsers cannot log in to the portal.", REST, False, id="an outage"),
        pytest.param(f"{FULL}\nSubscribe to our newsletter.", REST, False, id="a newsletter"),
        pytest.param(f"{FULL}\nПрезидент подписал закон.", REST, False, id="a law that was signed"),
        pytest.param(f"{FULL}\nОформите подписку, чтобы читать дальше.", REST, True, id="a wall in Russian"),
        pytest.param(f"{FULL}\n{BELOW}", f"{REST}\n{BELOW}", False, id="a note below all texts"),
        pytest.param("Ferries were sent…", FULL, False, id="other words"),
        pytest.param(f"{FULL[:-1]}…", FULL[:-1], False, id="all of it"),
        pytest.param("…", FULL, False, id="nothing of it"),
    ],
)
def test_a_cut_text_is(short: str, full: str, cut: bool) -> None:
    assert cut_short(short, full) is cut


def test_an_ellipsis_far_above_is_not_where_a_wall_begins() -> None:
    text = f"Ships… {FULL * 4} They wait… Log in to continue."
    assert before_wall(text) == (text[: text.rindex("…")], True)


@pytest.mark.parametrize(
    ("short", "full", "cut"),
    [
        ("Ships were sent…", "Ships were sent to sea", True),
        ("Ships were...", "Ships were sent to sea", False),
        ("Ships were sent", "Ships were sent to sea", False),
        ("Ships were lost…", "Ships were sent to sea", False),
    ],
)
def test_a_cut_headline_is(short: str, full: str, cut: bool) -> None:
    assert is_cut_title(short, full) is cut


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("… to the southern basin until …", True),
        ("...to the southern basin until [...]", True),
        ("… to the southern basin until divers had looked.", False),
        ("Ships were sent …", False),
        ("…", False),
    ],
)
def test_a_passage_is_cut_on_both_sides(text: str, inside: bool) -> None:
    assert is_passage(text) is inside


def test_another_passage_of_a_text_is_no_edit_and_a_headline_above_it_is() -> None:
    world = World()
    story = make_parsed(1, text="… were sent to the southern basin until …")
    world.poll([story])
    other = replace(story, text="… until divers had looked at the piles …")
    assert not world.poll([other]).edits
    assert len(world.poll([replace(other, title="Crane falls at northern quay")]).edits) == 1


def test_a_word_put_right_in_a_passage_is_an_edit() -> None:
    world = World()
    story = make_parsed(1, text="… were sent to the southern basin until they were looked at …")
    world.poll([story])
    assert len(world.poll([replace(story, text=story.text.replace("until", "and never"))]).edits) == 1
    assert not world.poll([replace(story, text="… were sent to the …")]).edits


LONG_TITLE = "Crane falls at the northern quay while the whole town looks on"


@pytest.mark.parametrize("given", [{}, {"text": "", "content": "", "summary": ""}])
def test_a_headline_that_is_cut_or_whole_at_last_is_no_edit(given: dict[str, Any]) -> None:
    world = World()
    cut = make_parsed(1, title=f"{LONG_TITLE[:40]}…", **given)
    world.poll([cut, *make_stories(5)[2:]])
    for title in (LONG_TITLE, cut.title, LONG_TITLE):
        assert not world.poll([replace(cut, title=title), *make_stories(5)[2:]]).edits
    assert LONG_TITLE in {story.title for story in world.stories.values()}


def test_a_headline_that_is_whole_above_another_text_is_an_edit() -> None:
    world = World()
    cut = make_parsed(1, title=f"{LONG_TITLE[:40]}…")
    world.poll([cut])
    assert len(world.poll([replace(cut, title=LONG_TITLE, text=REST)]).edits) == 1


def test_a_text_that_grows_above_a_note_below_all_texts_is_an_edit() -> None:
    world = World()
    story = make_parsed(1, text=f"{FULL}\n{BELOW}")
    world.poll([story])
    assert len(world.poll([replace(story, text=f"{REST}\n{BELOW}")]).edits) == 1


def test_a_wall_in_place_of_the_rest_is_no_edit_nor_is_its_end() -> None:
    world = World()
    story = make_parsed(1, text=REST)
    world.poll([story])
    for text in (
        f"{FULL}\nThis article is for subscribers only.",
        "Ships were sent… Log in to read on.",
        REST,
    ):
        assert not world.poll([replace(story, text=text)]).edits
