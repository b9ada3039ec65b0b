"""What a request asks for, checked: every wrong value is one sentence that names it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from feedsvc.builder.choice import Choice
from feedsvc.builder.wanted import Wanted
from feedsvc.errors import FeedsvcError
from feedsvc.extract import EXTRACTORS
from feedsvc.operate.asked import only_asks

LONGEST = 20_000
LONGEST_NAME = 100


def read_json(text: str | bytes) -> Any:
    """The value of a JSON text; raises ValueError also for what neither TOML nor UTF-8 can hold.

    That is half a character (`"\\ud800"`), NaN, or lists in lists without end.
    """
    try:
        value = json.loads(text)
        json.dumps(value, ensure_ascii=False, allow_nan=False).encode()
    except RecursionError as error:
        raise ValueError("is nested too deeply") from error
    return value


def text_of(body: Mapping[str, Any], key: str) -> str:
    """A text, empty where it is not given."""
    value = body.get(key) or ""
    if not isinstance(value, str) or len(value) > LONGEST:
        raise FeedsvcError(f"{key}: is no text")
    return value.strip()


def name_of(slug: str) -> str:
    """A slug short enough to name a file."""
    if len(slug) > LONGEST_NAME:
        raise FeedsvcError(f'"{slug[:20]}…" is too long a name (at most {LONGEST_NAME} characters)')
    return slug


def yes_of(body: Mapping[str, Any], key: str) -> bool:
    """A flag, false where it is not given."""
    value = body.get(key) or False
    if not isinstance(value, bool):
        raise FeedsvcError(f"{key}: is neither true nor false")
    return value


def list_of_words(body: Mapping[str, Any], key: str) -> tuple[str, ...]:
    """A list of texts, empty where it is not given."""
    value = body.get(key) or []
    if not isinstance(value, list) or not all(isinstance(one, str) and one.strip() for one in value):
        raise FeedsvcError(f"{key}: is no list of texts")
    return tuple(" ".join(one.split()) for one in value)


def options_of(body: Mapping[str, Any]) -> dict[str, Any]:
    """The options of a way of reading, empty where none are given."""
    value = body.get("options") or {}
    if not isinstance(value, dict):
        raise FeedsvcError("options: is no table")
    return value


def choice_of(text: str) -> Choice:
    """The list of a card, as its form carries it."""
    try:
        value = read_json(text)
    except ValueError:
        value = None
    if not isinstance(value, dict):
        raise FeedsvcError("the chosen list cannot be read: look at the page again")
    return choice_in(value)


def choice_in(body: Mapping[str, Any]) -> Choice:
    """The list that a form or a program names."""
    url, extractor, options = text_of(body, "url"), strategy_of(body), options_of(body)
    return Choice(url, extractor, options, posted_of(body), render_of(body))


def posted_of(body: Mapping[str, Any]) -> str:
    """What is posted to the address: JSON that only asks, with nothing secret in it; mostly nothing."""
    text = text_of(body, "body")
    if text and not only_asks(text):
        raise FeedsvcError("body: is no JSON that only asks (write a source that posts more as a file)")
    return text


def render_of(body: Mapping[str, Any]) -> str:
    """Whether a browser draws the page, empty where it does not."""
    text = text_of(body, "render")
    if text not in ("", "never", "auto", "always"):
        raise FeedsvcError(f"render: {text!r} is unknown (one of never, auto, always)")
    return "" if text == "never" else text


def strategy_of(body: Mapping[str, Any]) -> str:
    """The name of a strategy."""
    name = text_of(body, "extractor")
    if name not in EXTRACTORS:
        raise FeedsvcError(f"extractor: {name!r} is unknown (one of {', '.join(EXTRACTORS)})")
    return name


def wanted_of(body: Mapping[str, Any]) -> Wanted:
    """The source that a program asks for."""
    return Wanted(
        **choice_in(body)._asdict(),
        slug=name_of(text_of(body, "slug")),
        title=text_of(body, "title"),
        every=text_of(body, "every") or "30m",
        full_text=yes_of(body, "full_text"),
        topics=tuple(map(name_of, list_of_words(body, "topics"))),
        topic_title=text_of(body, "topic_title"),
        exclude=list_of_words(body, "exclude"),
    )
