"""The steps from an address to a source, each of which is one form and carries all that the next one needs.

look (→ draw) → choose → correct … correct → subscribe
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from feedsvc.builder.builder import Builder, shown_at_once
from feedsvc.builder.choice import Choice
from feedsvc.builder.correcting import number_of
from feedsvc.builder.doors import operator_name, shown
from feedsvc.builder.failures import sentence, status_of
from feedsvc.builder.files import NotWritable
from feedsvc.builder.preview import preview_values, words_of
from feedsvc.builder.requested import choice_of
from feedsvc.builder.shown import card, nothing_there, start_values, with_scheme
from feedsvc.builder.usable import check_address
from feedsvc.builder.wanted import Wanted
from feedsvc.errors import FeedsvcError
from feedsvc.operate.candidates import candidates
from feedsvc.operate.correction import FIELDS as CORRECTED
from feedsvc.operate.drawn import needs_browser
from feedsvc.telemetry import action
from feedsvc.web.answers import this_web
from feedsvc.web.signin import onwards

FIELDS = (
    *("url", "like", "choice", "guess", "field"),
    *("title", "every", "topic", "topic_title", "exclude", "full_text"),
)
"""What every step carries: where, what was chosen, and how the feed is to be."""


def look(builder: Builder, typed: dict[str, Any]) -> Any:
    """Every list of the page, best first; of one that needs a browser the offer to have it drawn."""
    return looked(builder, typed | {"url": with_scheme(typed["url"])}, draw=False)


def draw(builder: Builder, typed: dict[str, Any]) -> Any:
    """Every list of a page that a browser draws; where it does not, why, and the offer again."""
    return looked(builder, typed, draw=True)


def looked(builder: Builder, typed: dict[str, Any], *, draw: bool) -> Any:
    """What there is to choose from."""
    try:
        url = check_address(typed["url"])
        detection = builder.looker.detection(this_web().config, url, typed["like"], draw=draw)
    except FeedsvcError as error:
        return shown("new.html", start_values(typed, sentence(error), needs_browser=draw), status_of(error))
    lists, offers = candidates(detection, typed["like"]), not draw and needs_browser(detection)
    problem = "" if lists or offers else nothing_there(detection)
    values = start_values(typed, problem, needs_browser=offers)
    return shown("new.html", values | {"cards": [card(one, detection) for one in lists]})


def choose(
    builder: Builder,
    typed: dict[str, Any],
    problem: str = "",
    code: int = 200,
    toml: str = "",
    *,
    told: str = "",
    at: int | None = None,
    pressed: bool = False,
) -> Any:
    """One list as its readers will see it, and all that can be decided about it.

    `told` is what was corrected a moment ago, `at` the element that gives it; of what was `pressed` in the
    page it is told there.
    """
    typed["guess"] = typed["guess"] or typed["choice"]
    typed["field"] = typed["field"] if typed["field"] in CORRECTED else next(iter(CORRECTED))
    try:
        values = preview_values(builder, this_web().config, typed, at)
    except FeedsvcError as error:
        return shown("new.html", start_values(typed, problem or sentence(error)), status_of(error))
    said = {"problem": problem, "toml": toml, "told": told, "pressed": pressed}
    return shown("new-feed.html", values | said, code)


def correct(builder: Builder, typed: dict[str, Any], turn: str) -> Any:
    """The preview after a turn: `at 118`, `pick date`, `drop author`, `undo date`, `guess` or `show`."""
    act, _, given = turn.partition(" ")
    try:
        if act == "pick":
            typed["field"] = given
            return choose(builder, typed)
        at = number_of(given) if act == "at" else None
        after = turned(builder, typed, act, given, at)
    except FeedsvcError as error:
        return choose(builder, typed, sentence(error), status_of(error), pressed=act == "at")
    if after is None:
        return choose(builder, typed)
    typed["choice"] = after.text()
    return choose(
        builder,
        typed,
        told=told_of(act, typed["field"] if act == "at" else given),
        at=at,
        pressed=act == "at",
    )


def turned(builder: Builder, typed: Mapping[str, Any], act: str, given: str, at: int | None) -> Choice | None:
    """What is chosen after a turn; None where it stays. Raises FeedsvcError."""
    config, choice = this_web().config, choice_of(typed["choice"])
    guess = choice_of(typed["guess"] or typed["choice"])
    for one in (choice, guess):
        check_address(one.url)
    if at is not None:
        return builder.corrector.press(config, choice, typed["field"], at)
    if act == "drop":
        return builder.corrector.drop(config, choice, given)
    if act == "undo":
        return builder.corrector.undo(config, choice, guess, given)
    return guess if act == "guess" else None


def told_of(act: str, field: str) -> str:
    """What a turn did, in a sentence."""
    name = CORRECTED.get(field, "")
    told = {
        "at": f"{name} taken from what you pressed, in every story that has it there.",
        "drop": f"{name} left out.",
        "undo": f"{name} as guessed.",
        "guess": "Everything as guessed.",
    }
    return told.get(act, "")


def wanted_in(typed: Mapping[str, Any], choice: Choice) -> Wanted:
    """The source of this list as it was typed."""
    return Wanted(
        **choice._asdict(),
        title=" ".join(typed["title"].split()),
        every=typed["every"] or "30m",
        full_text=bool(typed["full_text"]),
        topics=(typed["topic"],) if typed["topic"] else (),
        topic_title=" ".join(typed["topic_title"].split()),
        exclude=words_of(typed["exclude"]),
    )


def subscribe(builder: Builder, typed: dict[str, Any]) -> Any:
    """The source written and polled; on to its page."""
    try:
        choice = choice_of(typed["choice"])
        check_address(choice.url)
        wanted = wanted_in(typed, choice)
        detection = builder.looker.detection_of(this_web().config, choice)
        with action("make", str(urlsplit(choice.url).hostname), operator_name()) as called:
            made = builder.sources.make(wanted, detection)
            called(made.slug)
    except NotWritable as error:
        return choose(builder, typed, sentence(error), 409, error.text)
    except FeedsvcError as error:
        return choose(builder, typed, sentence(error), status_of(error))
    shown_at_once()
    return onwards(f"/sources/{made.slug}?made")
