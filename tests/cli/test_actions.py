from __future__ import annotations

from typing import Any, cast

from feedsvc.cli.actions import Desk
from feedsvc.errors import SourceError
from feedsvc.models import Outcome, PollReport
from feedsvc.poll.poller import Poller

NO_STORE: Any = None


class FakePoller:
    def __init__(self, *answers: Any) -> None:
        self.answers = list(answers)
        self.polled: list[str] = []

    def poll(self, slug: str, *, insists: bool = False) -> Any:
        self.polled.append(slug)
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer


def test_nothing_is_done_before_there_is_a_poller() -> None:
    assert Desk(NO_STORE).actions["poll"]("world").startswith("not yet")


def test_a_poll_says_what_it_brought() -> None:
    desk = Desk(NO_STORE)
    fake = FakePoller(PollReport(source="world", outcome=Outcome.OK, new=3))
    poller = cast(Poller, fake)
    assert desk.hands_to(poller) is poller
    assert desk.actions["poll"]("world") == "world: ok, 3 new, 0 edited"
    assert fake.polled == ["world"]


def test_a_failure_is_one_line() -> None:
    failed = PollReport(source="world", outcome=Outcome.FAILED, error="status: 404")
    desk = Desk(NO_STORE)
    poller: Any = FakePoller(failed, SourceError("world is being polled elsewhere"))
    desk.hands_to(poller)
    assert desk.actions["poll"]("world") == "world: status: 404"
    assert desk.actions["poll"]("world") == "failed: world is being polled elsewhere"


def test_the_operators_actions_have_their_names() -> None:
    assert set(Desk(NO_STORE).actions) == {"poll", "accept", "reject", "heal"}
