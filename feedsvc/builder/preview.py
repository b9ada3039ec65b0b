"""A list as its readers will see it: each field with where it comes from, and what speaks against it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import unquote, urlsplit

from feedsvc.builder.builder import Builder
from feedsvc.builder.choice import Choice
from feedsvc.builder.correcting import Places
from feedsvc.builder.doors import form_word, session_of_page
from feedsvc.builder.drafts import pack
from feedsvc.builder.fieldrows import field_of
from feedsvc.builder.framing import SANDBOX
from feedsvc.builder.looking import finding_of
from feedsvc.builder.requested import choice_of
from feedsvc.builder.shown import warnings_of
from feedsvc.builder.subscriptions import asked_place, known_sources
from feedsvc.builder.topics import can_join
from feedsvc.builder.usable import check_address
from feedsvc.builder.writing import LONGEST_TITLE
from feedsvc.config import Config
from feedsvc.decide.topics import left_out
from feedsvc.models import Extraction, ParsedStory
from feedsvc.operate.correction import FIELDS, NotListed
from feedsvc.operate.worth import doubts, refusal

INTERVALS = {
    "10m": "ten minutes",
    "30m": "half an hour",
    "2h": "two hours",
    "12h": "twelve hours",
    "1d": "a day",
}
SHOWN = 30
"""Stories of a preview."""


def preview_values(
    builder: Builder, config: Config, typed: Mapping[str, Any], at: int | None
) -> dict[str, Any]:
    """What the page of one list shows; raises FeedsvcError where it cannot be read."""
    choice, guess = choice_of(typed["choice"]), choice_of(typed["guess"])
    check_address(choice.url)
    found = builder.looker.preview(config, choice)
    files = builder.load_anyhow()
    options, places, not_listed = pointed(builder, config, choice, found)
    guessed = options if choice == guess or not_listed else builder.corrector.selectors(config, guess)
    words = words_of(typed["exclude"])
    out = left_out(words, found.stories) if not typed["topic"] else [False] * len(found.stories)
    return {
        "typed": with_defaults(builder, typed, choice, found),
        "source_url": choice.url,
        "not_listed": not_listed,
        "fields": [field_of(name, choice, options, found, guessed) for name in FIELDS],
        "labels": FIELDS,
        "sandbox": SANDBOX,
        "is_corrected": choice != guess,
        "frame": frame_of(builder, typed, choice, places, at),
        "stories": shown_stories(found.stories, places, out)[:SHOWN],
        "count": len(found.stories),
        "left_out": sum(out),
        "followed": files.source(known_sources(files).get(asked_place(choice.url), "")),
        "warnings": [*warnings(builder, choice, found), *told_of_words(files, typed, words, out)],
        "topics": [topic for topic in files.topics if can_join(topic)],
        "intervals": {typed["every"] or "30m": typed["every"]} | INTERVALS,
    }


def pointed(
    builder: Builder, config: Config, choice: Choice, found: Extraction
) -> tuple[dict[str, Any], Places, str]:
    """Selectors that read the list, where its fields stand, and why it cannot be pointed at."""
    nowhere: Places = [{} for _ in found.stories]
    if not is_page(builder, choice):
        told = "This list is no page of words but data: its fields are taken as it gives them."
        return {}, nowhere, told
    try:
        options = builder.corrector.selectors(config, choice)
        return options, builder.corrector.places(config, choice, found), ""
    except NotListed as error:
        return {}, nowhere, f"{str(error)[:1].upper()}{str(error)[1:]}."


def is_page(builder: Builder, choice: Choice) -> bool:
    """Whether the list stands in a page of words, as it was looked at."""
    page = builder.looker.kept(choice)
    return page is not None and "html" in page.media_type


def with_defaults(
    builder: Builder, typed: Mapping[str, Any], choice: Choice, found: Extraction
) -> dict[str, Any]:
    """What was typed, with what is guessed where nothing was."""
    detection = builder.looker.known(choice.url)
    own = (detection.page_title if detection else None) or found.page_title or urlsplit(choice.url).hostname
    title = typed["title"] or (own or choice.url)[:LONGEST_TITLE]
    return {**typed, "title": title, "every": typed["every"] or "30m"}


def shown_stories(
    stories: Sequence[ParsedStory], places: Sequence[Mapping[str, int]], out: Sequence[bool]
) -> list[dict[str, Any]]:
    """The stories of the preview; those that are left out say so."""
    return [
        shown_story(story, at, is_out=is_out) for story, at, is_out in zip(stories, places, out, strict=True)
    ]


def shown_story(story: ParsedStory, places: Mapping[str, int], *, is_out: bool) -> dict[str, Any]:
    """A story of the preview, and where its fields stand in the page."""
    picture = next((image.url for image in story.images if image.is_picture), "")
    return {
        "story": story,
        "at": places,
        "out": is_out,
        "picture": unquote(urlsplit(picture).path).rpartition("/")[2] or picture,
        "path": (story.url or "").partition("://")[2],
    }


def frame_of(
    builder: Builder, typed: Mapping[str, Any], choice: Choice, places: Places, at: int | None
) -> dict[str, str]:
    """What addresses a page in a frame, and the element that it shows first; nothing without one.

    That of the `live` one says no more than what the frame shows: a script sends the rest itself.
    """
    session = session_of_page()
    if session is None or not is_page(builder, choice):
        return {}
    word = form_word(session)
    live = pack({name: typed[name] for name in ("choice", "field")}, word)
    first = next((place.get(typed["field"], place.get("item")) for place in places if place), None)
    shown = first if at is None else at
    at_first = "" if shown is None else f"#e{shown}"
    return {"draft": pack({**typed, "like": ""}, word), "live": live, "at": at_first}


def warnings(builder: Builder, choice: Choice, found: Extraction) -> Iterator[str]:
    """What speaks against the list: as its card said, or as it is now that it was corrected."""
    detection = builder.looker.known(choice.url)
    if told := warnings_of(detection, choice):
        yield from told
        return
    finding = finding_of(choice, found)
    if problem := refusal(finding):
        yield problem
    else:
        yield from doubts(finding)


def told_of_words(
    config: Config, typed: Mapping[str, Any], words: tuple[str, ...], out: list[bool]
) -> Iterator[str]:
    """What is odd about the words to leave out."""
    topic = config.topic(typed["topic"]) if typed["topic"] else None
    if words and topic is not None:
        yield f"words are left out of a topic of its own alone: “{topic.title}” takes every story of the page"
    elif out and all(out):
        yield "every story has one of the words to leave out, so that the feed stays empty"
    elif words and not any(out):
        yield "no story of today has one of the words to leave out"


def words_of(text: str) -> tuple[str, ...]:
    """The words of a field, which commas separate."""
    return tuple(filter(None, (" ".join(word.split()) for word in text.split(","))))
