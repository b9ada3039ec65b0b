from __future__ import annotations

from typing import Any

from feedsvc.cli.desk import Desk
from feedsvc.errors import SourceError
from feedsvc.models import Outcome, PollReport


class FakePoller:
    def __init__(self, *answers: Any) -> None:
        self.answers = list(answers)
        self.polled = []

    def poll(self, slug: Any) -> Any:
        self.polled.append(slug)
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer


def test_nothing_is_done_before_there_is_a_poller() -> None:
    assert Desk(None).actions["poll"]("world").startswith("not yet")


def test_a_poll_says_what_it_brought() -> None:
    desk, poller = Desk(None), FakePoller(PollReport(source="world", outcome=Outcome.OK, new=3))
    assert desk.hands_to(poller) is poller
    assert desk.actions["poll"]("world") == "world: ok, 3 new, 0 edited"
    assert poller.polled == ["world"]


def test_a_failure_is_one_line() -> None:
    failed = PollReport(source="world", outcome=Outcome.FAILED, error="status: 404")
    desk = Desk(None)
    desk.hands_to(FakePoller(failed, SourceError("world is being polled elsewhere")))
    assert desk.actions["poll"]("world") == "world: status: 404"
    assert desk.actions["poll"]("world") == "failed: world is being polled elsewhere"


def test_the_operators_actions_have_their_names() -> None:
    assert set(Desk(None).actions) == {"poll", "accept", "reject"}
