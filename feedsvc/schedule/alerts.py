"""Tell operators of a source's transitions, once each, through any channel Apprise knows."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import Any, Protocol

from feedsvc.models import CONFIGURATION, State, Transition
from feedsvc.publish.status import MENDED
from feedsvc.telemetry import get_logger, log_event, safe

log = get_logger("alerts")

WORDS = {
    State.FAILING: "is failing",
    State.HELD: "is held for review",
    State.LATE: "is not polled any more: it is overdue",
    State.STALE: "has brought no news for longer than expected",
    State.OK: "has recovered",
    State.DISABLED: "is gone for good and no longer polled",
    State.NEW: "is new",
}
UNUSABLE = "is no channel that Apprise can use (look its kind up at https://appriseit.com/services/)"
CONFIGURATION_WORDS = {
    State.FAILING: "has mistakes, and the old one is still in force",
    State.OK: "has no mistakes any more",
}


class Notifier(Protocol):
    """Anything that takes a title and a text and says whether it was delivered."""

    def __call__(self, title: str, body: str) -> bool: ...


def alert_title(transition: Transition) -> str:
    """One line that names the source and what became of it."""
    if transition.source == CONFIGURATION:
        return f"feedsvc: the configuration {CONFIGURATION_WORDS[transition.after]}"
    became = f"is {MENDED}" if transition.mends else WORDS[transition.after]
    return f"feedsvc: {transition.source} {became}"


def alert_body(transition: Transition) -> str:
    """The reason, the time, and the state before."""
    reason = safe(transition.reason) or "no further reason given"
    return f"{reason}\n{transition.at.isoformat()} (before: {transition.before.value})"


def make_notifier(urls: Sequence[str]) -> Notifier | None:
    """A notifier of every Apprise URL, or None where none is configured; unusable ones are logged."""
    if not urls:
        return None
    target, unusable = load_channels(urls)
    for number in unusable:
        log_event(log, "alert", logging.ERROR, channel=number, kind=kind_of(urls[number - 1]), error=UNUSABLE)

    def notify(title: str, body: str) -> bool:
        return bool(target.notify(title=title, body=body))

    return notify


def load_channels(urls: Sequence[str]) -> tuple[Any, list[int]]:
    """What sends to all of these Apprise URLs, and the numbers (from 1) of those that it cannot use.

    Apprise is imported here because it costs half a second and most processes never alert.
    """
    import apprise

    target = apprise.Apprise()
    # It would say what it cannot use in full, and a channel's address is a secret.
    logger, level = logging.getLogger("apprise"), logging.getLogger("apprise").level
    logger.setLevel(logging.CRITICAL + 1)
    try:
        return target, [number for number, url in enumerate(urls, 1) if not target.add(url)]
    finally:
        logger.setLevel(level)


def kind_of(url: str) -> str:
    """What kind of channel an Apprise URL names; the rest of it is a secret."""
    return url.partition("://")[0]


def tell(transition: Transition, notifier: Notifier | None) -> bool:
    """Log a transition and send it; True when nobody has to be told again.

    A notifier that raises is one that did not deliver: alerts never stop a poll.
    """
    log_event(
        log,
        "transition",
        logging.WARNING,
        source=transition.source,
        before=transition.before.value,
        after=transition.after.value,
        reason=transition.reason,
    )
    if notifier is None:
        return True
    try:
        return notifier(alert_title(transition), alert_body(transition))
    except Exception as error:
        log_event(log, "alert", logging.ERROR, source=transition.source, error=repr(error))
        return False
