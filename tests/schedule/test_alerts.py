from __future__ import annotations

from typing import Any

import pytest

from feedsvc.models import CONFIGURATION, State, Transition
from feedsvc.schedule.alerts import alert_body, alert_title, make_notifier, tell
from tests.builders import NOW


def transition(after: Any = State.FAILING, reason: Any = "the page answers 404") -> Any:
    return Transition(source="world", before=State.OK, after=after, at=NOW, reason=reason)


@pytest.mark.parametrize("after", list(State))
def test_every_state_has_words(after: Any) -> None:
    assert "world" in alert_title(transition(after))


def test_a_source_that_was_well_and_was_mended_is_not_called_recovered() -> None:
    assert (
        alert_title(transition(State.OK))
        == "feedsvc: world is read in another way since its page has changed"
    )


@pytest.mark.parametrize(
    ("after", "words"), [(State.FAILING, "has mistakes"), (State.OK, "no mistakes any more")], ids=str
)
def test_the_configuration_has_words_of_its_own(after: Any, words: Any) -> None:
    change = Transition(source=CONFIGURATION, before=State.OK, after=after, at=NOW)
    assert alert_title(change).startswith("feedsvc: the configuration has ")
    assert words in alert_title(change)


def test_the_text_gives_the_reason_without_escape_sequences() -> None:
    body = alert_body(transition(reason="\x1b[31mred"))
    assert "red" in body
    assert "\x1b" not in body


def test_a_channel_that_takes_it_ends_the_matter() -> None:
    told: list[str] = []

    def takes(title: str, body: str) -> bool:
        told.append(title)
        return True

    assert tell(transition(), takes)
    assert len(told) == 1


def test_without_a_channel_the_log_is_enough() -> None:
    assert tell(transition(), None)


def test_a_channel_that_raises_did_not_deliver_and_stops_nothing() -> None:
    def broken(title: str, body: str) -> bool:
        raise RuntimeError("no route")

    assert not tell(transition(), broken)


def test_no_urls_make_no_channel() -> None:
    assert make_notifier(()) is None


@pytest.mark.slow
def test_a_channel_is_made_of_apprise_urls() -> None:
    assert make_notifier(("json://127.0.0.1:9/x",)) is not None
