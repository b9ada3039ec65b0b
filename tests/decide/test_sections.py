from __future__ import annotations

from typing import Any

import pytest

from feedsvc.decide.sections import moved_within, seen_elsewhere, without_abandoned
from tests.builders import make_sighting


def shows(section: Any, gone: Any = None) -> Any:
    return make_sighting(source=f"s-{section}", section=section, gone=gone)


@pytest.mark.parametrize(
    ("before", "after", "others", "expected"),
    [
        pytest.param("World", "Finance", [], ("Finance",), id="moved"),
        pytest.param(
            "World", "Finance", [shows("World")], ("World", "Finance"), id="another page still shows it there"
        ),
        pytest.param(
            "World",
            "Finance",
            [shows("World", "scrolled")],
            ("Finance",),
            id="only a former page showed it there",
        ),
        pytest.param("World", "WORLD ", [], ("World",), id="another spelling"),
        pytest.param("World", None, [], ("World",), id="label no longer shown"),
        pytest.param(None, "Finance", [], ("World", "Finance"), id="a label at last"),
    ],
)
def test_a_source_that_moves_a_story_replaces_its_own_label(
    before: str | None, after: str | None, others: Any, expected: Any
) -> None:
    assert moved_within(("World",), before, after, others) == expected


def test_a_label_that_is_still_among_its_tags_is_not_left() -> None:
    both = moved_within(("World",), "World", "Finance", [], ["Finance", "world"])
    assert both == ("World", "Finance")
    assert moved_within(both, "Finance", "World", [], ["World", "Finance"]) == both
    assert moved_within(("World",), "World", "Finance", [], ["Finance"]) == ("Finance",)


@pytest.mark.parametrize(
    ("label", "others", "expected"),
    [
        pytest.param("Finance", [shows("World")], ("World", "Finance"), id="also elsewhere"),
        pytest.param("Finance", [shows("World", "vanished")], ("Finance",), id="moved there"),
        pytest.param("Finance", [shows("World", "scrolled")], ("World", "Finance"), id="scrolled off there"),
        pytest.param("world", [shows("World")], ("World",), id="the same label"),
        pytest.param(None, [shows("World", "vanished")], ("World",), id="no label"),
    ],
)
def test_a_further_source_adds_its_label_and_drops_abandoned_ones(
    label: str | None, others: Any, expected: Any
) -> None:
    assert seen_elsewhere(("World",), label, others) == expected


def test_labels_that_no_sighting_explains_stay() -> None:
    assert without_abandoned(("World", "Trending"), [shows("World", "vanished")]) == ("Trending",)
