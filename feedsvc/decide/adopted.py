"""What an edit takes from the page."""

from __future__ import annotations

from typing import Any

from feedsvc.decide.cuts import without_ellipsis
from feedsvc.decide.digest import merged
from feedsvc.decide.edits import Judgement, opens
from feedsvc.decide.shownagain import Seen
from feedsvc.decide.similarity import plain
from feedsvc.models import KnownStory, ParsedStory

TOLD = (
    *("title", "authors", "summary", "content", "text"),
    *("related", "images", "tags", "language", "headline_given"),
)
"""The fields of a story that an edit takes from the page."""
KEPT = ("authors", "summary", "content", "text", "images", "tags", "language")
"""Those that stay where the page does not show them."""
ADOPTS = (Judgement.GROWN, Judgement.EDITED)


def content_of(seen: Seen) -> dict[str, Any]:
    """The fields of the story that the page tells anew."""
    if seen.judgement is Judgement.RENEWED:
        return {"digest": seen.shown}
    if seen.judgement not in ADOPTS:
        return {}
    story, known = seen.story, seen.known.story
    told = _told(story, known)
    if known.text and not story.text:
        told = {name: told[name] for name in told if name in ("title", "authors", "tags")}
    if not story.headline_given and not opens(known.title, known.text):
        del told["title"]
        told.pop("headline_given", None)
    text = "text" in told or ("summary" in told and not known.text)
    said = merged(seen.shown, known.digest, ("title" in told, "authors" in told, text))
    return {**told, "digest": said}


def _told(story: ParsedStory, known: KnownStory) -> dict[str, Any]:
    """What the page tells of the story; its text brings its own content, and a whole one ends a teaser."""
    told = {name: getattr(story, name) for name in TOLD if name not in KEPT or getattr(story, name)}
    if story.text:
        told["content"] = story.content
        if without_ellipsis(plain(known.text))[1]:
            told["summary"] = story.summary
    return told
