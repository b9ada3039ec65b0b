"""What is below the floor of worth becomes no source; what is doubtful is said."""

from __future__ import annotations

from dataclasses import replace

import pytest

from feedsvc.models import ParsedStory
from feedsvc.operate.detection import Detection
from feedsvc.operate.finding import Finding
from feedsvc.operate.worth import doubts, not_worth_it


def finding(stories: int = 8, dated: int = 8, linked: int = 8, distinct: int = 8) -> Finding:
    return Finding(strategy="json", stories=stories, dated=dated, linked=linked, distinct=distinct)


@pytest.mark.parametrize(
    ("best", "told"),
    [
        pytest.param(finding(), [], id="all is there"),
        pytest.param(finding(dated=4), [], id="half dated"),
        pytest.param(finding(dated=3), ["only 3 of 8 stories have a date"], id="few dated"),
        pytest.param(finding(dated=0), ["no story has a date"], id="undated"),
        pytest.param(finding(linked=6), ["2 of 8 stories have no link"], id="unlinked"),
        pytest.param(finding(2, 2, 2, 2), ["there are but 2"], id="two"),
        pytest.param(finding(1, 1, 1, 1), ["there is but one"], id="one"),
        pytest.param(finding(distinct=3), ["most titles are the same"], id="alike"),
    ],
)
def test_doubts_are_said(best: Finding, told: list[str]) -> None:
    assert list(doubts(best)) == told


@pytest.mark.parametrize(
    ("best", "told"),
    [
        pytest.param(None, "nothing finds stories there", id="nothing"),
        pytest.param(
            finding(dated=0, distinct=1), "json finds 8 stories, undated and under one title", id="alike"
        ),
        pytest.param(finding(distinct=1), None, id="alike but dated"),
        pytest.param(finding(dated=0), None, id="undated"),
    ],
)
def test_what_is_not_worth_it_is_told(best: Finding | None, told: str | None) -> None:
    assert not_worth_it(Detection(url="https://a.example/", findings=(), best=best)) == told


@pytest.mark.parametrize(
    ("title", "told"), [("26-071", True), ("v2.4.0", False), ("Eel Fishers v. Weir 3", False)]
)
def test_titles_of_numbers_are_doubtful(title: str, told: bool) -> None:
    stories = tuple(ParsedStory(title=f"{title}{n}", url=f"https://a.example/{n}") for n in range(8))
    best = replace(finding(), found=stories)
    assert ("most titles say but a number" in list(doubts(best))) is told


def test_a_wall_is_named_with_what_can_be_done() -> None:
    walled = Detection(
        url="https://quay.example/", findings=(), best=None, page_kind="captcha", wall="akamai"
    )
    told = not_worth_it(walled)
    assert told
    assert told.startswith(
        "it is a captcha page (Akamai bot manager), no page of stories: ask the page's owner"
    )
