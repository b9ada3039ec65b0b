"""A page changes its shape: what is proposed, what is applied, and what becomes of the stories."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import pytest

from feedsvc.errors import FeedsvcError
from feedsvc.models import Outcome, State
from feedsvc.operate import mending, proposal
from feedsvc.operate.case import NoRepair
from tests.operate.designs import drawn
from tests.operate.healing import Place, announced, by_title, try_redesign
from tests.operate.redesigns import KINDS, redesign

SOURCE, NUMBER = 1, 0
CAPTCHA = "<html><title>Attention Required</title><h1>Please verify you are human</h1><form></form></html>"


@pytest.fixture
def made(tmp_path: Path) -> Iterator[Any]:
    """Makes places; their databases are closed afterwards."""
    places: list[Place] = []

    def make(heal: str = "ask") -> Place:
        places.append(Place(tmp_path / "place", redesign(SOURCE, NUMBER)[0].options, heal=heal))
        places[-1].polls(redesign(SOURCE, NUMBER)[0].html)
        return places[-1]

    yield make
    for place in places:
        place.store.close()


@pytest.mark.slow
@pytest.mark.parametrize("number", range(len(KINDS)), ids=KINDS)
@pytest.mark.no_cover
def test_a_redesign_is_mended_and_nothing_is_announced_twice_or_lost(number: int, tmp_path: Path) -> None:
    trial = try_redesign(number, number, tmp_path)
    assert trial.needed
    assert (trial.right, trial.twice, trial.lost) == (True, 0, 0), trial.told


def test_by_default_a_held_redesign_says_what_would_mend_it(made: Any) -> None:
    place, after = made(), redesign(SOURCE, NUMBER)[1]
    report = place.polls(after.html)
    assert report.outcome is Outcome.HELD
    assert "(feedsvc heal quay shows it, --apply takes it over)" in report.error
    assert "known stories on the page as it is now" in place.store.transitions()[0].reason
    assert tomllib.loads(place.file.read_text())["options"] == redesign(SOURCE, NUMBER)[0].options


def test_a_page_that_is_held_again_is_not_looked_through_again(
    made: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    place, after = made(), redesign(SOURCE, NUMBER)[1]
    first = place.polls(after.html)
    monkeypatch.setattr(mending, "find_repair", None)
    assert place.polls(after.html).error == first.error


def test_a_repair_found_while_a_source_is_held_is_told_once(made: Any) -> None:
    place, after = made(), redesign(SOURCE, NUMBER)[1]
    place.polls("<html><p>We will be back soon.</p></html>")
    for html in (after.html, after.html, f"{after.html}<!-- 2 -->"):
        assert place.polls(html).outcome is Outcome.HELD
    proposal, outage = place.store.transitions()
    assert (outage.after, proposal.before, proposal.after, proposal.mends) == (
        State.HELD,
        State.HELD,
        State.HELD,
        False,
    )
    assert "feedsvc heal quay" in proposal.reason


def test_a_held_page_is_mended_once_its_source_says_auto(made: Any) -> None:
    place, after = made(), redesign(SOURCE, NUMBER)[1]
    assert place.polls(after.html).outcome is Outcome.HELD
    place.poller.reads_anew(replace(place.source, heal="auto"))
    assert place.polls(after.html).ok


def test_a_doubtful_page_of_an_auto_source_is_looked_through_once(
    made: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    place, after = made("auto"), redesign(SOURCE, NUMBER)[1]
    old = [replace(item, day=item.day.replace(year=2025)) for item in after.items]
    first = place.polls(drawn(after.design, old, Random(1)))
    monkeypatch.setattr(mending, "find_repair", None)
    assert place.polls(drawn(after.design, old, Random(1))).error == first.error


def test_auto_mends_the_source_and_tells_it(made: Any) -> None:
    place, after = made("auto"), redesign(SOURCE, NUMBER)[1]
    old = {by_title(place, item.title): item.number for item in redesign(SOURCE, NUMBER)[0].items}
    report = place.polls(after.html)
    assert (report.ok, report.new) == (True, len(after.new))
    assert announced(place, old, after) == (0, 0)
    (told, *_) = place.store.transitions()
    assert (told.before, told.after) == (State.OK, State.OK)
    assert "is read in another way" in told.reason
    assert "# Until 2026-03-04 the page was read so:" in place.file.read_text()
    assert place.polls(after.html).ok


def test_auto_leaves_what_is_doubtful_to_the_operator(made: Any) -> None:
    place, after = made("auto"), redesign(SOURCE, NUMBER)[1]
    old = [replace(item, day=item.day.replace(year=2025)) for item in after.items]
    report = place.polls(drawn(after.design, old, Random(1)))
    assert report.outcome is Outcome.HELD
    assert "doubtful: only 0 of" in report.error


def test_off_looks_for_nothing(made: Any) -> None:
    report = made("off").polls(redesign(SOURCE, NUMBER)[1].html)
    assert report.outcome is Outcome.HELD
    assert "feedsvc heal" not in report.error


def test_auto_that_cannot_write_its_file_holds_and_says_so(made: Any) -> None:
    place = made("auto")
    place.file.unlink()
    report = place.polls(redesign(SOURCE, NUMBER)[1].html)
    assert report.outcome is Outcome.HELD
    assert "could not be mended" in report.error


@pytest.mark.parametrize("html", [CAPTCHA, "<html><p>Moved.</p></html>"], ids=["captcha", "another page"])
def test_a_page_without_the_known_stories_has_no_repair(made: Any, html: str) -> None:
    place = made("auto")
    assert place.polls(html).outcome is Outcome.HELD
    with pytest.raises(NoRepair, match="known stories is found on the page"):
        proposal.look(place.poller, place.store, "quay")


def test_a_page_that_is_read_well_has_no_repair(made: Any) -> None:
    place = made()
    with pytest.raises(NoRepair, match="as it was"):
        proposal.look(place.poller, place.store, "quay")


def test_a_source_without_stories_has_no_repair(tmp_path: Path) -> None:
    place = Place(tmp_path / "place", redesign(SOURCE, NUMBER)[0].options)
    place.web.serves(place.source.url, redesign(SOURCE, NUMBER)[1].html)
    with pytest.raises(NoRepair, match="no story of it is known"):
        proposal.look(place.poller, place.store, "quay")
    place.store.close()


def test_a_page_that_cannot_be_had_is_mended_by_the_kept_one(made: Any) -> None:
    place = made()
    place.polls(redesign(SOURCE, NUMBER)[1].html)
    place.web.fails(place.source.url)
    repair, page = proposal.look(place.poller, place.store, "quay")
    assert repair.is_sure
    assert page == place.store.snapshots("quay")[0].page


def test_a_page_that_was_never_had_cannot_be_mended(tmp_path: Path) -> None:
    place = Place(tmp_path / "place", redesign(SOURCE, NUMBER)[0].options)
    with pytest.raises(FeedsvcError, match="no such page"):
        proposal.look(place.poller, place.store, "quay")
    assert proposal.kept_proposal(place.poller, place.store, "quay") is None
    place.store.close()
