"""Seeds break nothing; what is broken on purpose is found, and told by the seed alone.

Half a dozen seeds of each town are tried here, enough to meet three of the five planted faults; `make simulate` goes on.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.simulation import faults
from tests.simulation.faults import Plant
from tests.simulation.ground import Ground, new_ground
from tests.simulation.plan import Event
from tests.simulation.run import Simulation
from tests.simulation.seeds import live_quietly, shortest, silence, simulate

pytestmark = [pytest.mark.slow, pytest.mark.no_cover]

SEEDS, PORTION = 48, 12
FOUND = [
    pytest.param(46, id="a clock set back by hours, after which nobody was polled for as long"),
]
"""Seeds that once failed."""
PLANTED = [
    pytest.param(faults.keeps_what_ran_out, "starved", 925, id="claims that ran out are renewed for ever"),
    pytest.param(faults.forgets_what_is_stale, "unfinished", 37, id="a crash leaves stories unpublished"),
    pytest.param(faults.dates_edits_anew, "re-dated", 0, id="an edit moves a story's date"),
    pytest.param(faults.believes_a_wrong_clock, "starved", 46, id="a clock set back stops all"),
    pytest.param(faults.writes_what_others_hold, "fenced", 62, id="a poll is written without its claim"),
]
"""What is broken, what is found of it, and from which seed on it is looked for."""
BOUND = 50


@pytest.fixture(scope="module")
def ground() -> Iterator[Ground]:
    with new_ground() as ground:
        ground.lives = live_quietly
        yield ground


@pytest.mark.parametrize("first", range(0, SEEDS, PORTION))
def test_nothing_is_lost_doubled_redated_starved_or_untold(ground: Ground, first: int) -> None:
    for seed in range(first, first + PORTION):
        failure = simulate(seed, ground)
        assert failure is None, str(shortest(failure, ground))


@pytest.mark.parametrize("seed", FOUND)
def test_a_seed_that_once_failed_does_not_fail_again(ground: Ground, seed: int) -> None:
    failure = simulate(seed, ground)
    assert failure is None, str(failure)


@pytest.mark.parametrize(("plant", "rule", "first"), PLANTED)
def test_a_planted_fault_is_found(
    ground: Ground, plant: Plant, rule: str, first: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    plant(monkeypatch)
    found = (simulate(seed, ground) for seed in range(first, first + BOUND))
    failure = next(filter(None, found), None)
    assert failure is not None, f"not found within {BOUND} seeds"
    assert failure.rule == rule, str(failure)


def test_a_seed_tells_the_same_story_every_time(ground: Ground) -> None:
    stories = []
    for _ in range(2):
        simulation = Simulation(7, ground)
        with silence():
            simulation.run()
        stories.append((simulation.world.story, simulation.around.ledger.stories, simulation.world.time))
    assert stories[0] == stories[1]


def test_the_story_of_a_failure_is_cut_to_what_it_takes(
    ground: Ground, monkeypatch: pytest.MonkeyPatch
) -> None:
    faults.believes_a_wrong_clock(monkeypatch)
    back = Event(700.0, "clock", "all", -7200.0)
    plan = (Event(100.0, "news", "ash", 1.0, "new"), back, Event(800.0, "page", "ash", 60.0, "error"))
    failure = simulate(0, ground, plan)
    assert failure is not None
    assert shortest(failure, ground).plan == (back,)
