"""Values of JSON as stories: where their fields stand by the operator's paths, and what stands there."""

# ruff: noqa: RUF009 (option() makes a dataclass field, it is no shared default)

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from feedsvc.clean.plain import as_markup
from feedsvc.config.options import KeyedProblem, option
from feedsvc.extract.base import UseFallback
from feedsvc.extract.itempath import FIELDS, Path, path
from feedsvc.extract.jmes import looked_up
from feedsvc.extract.jsondates import moment_of
from feedsvc.extract.paging import Paged
from feedsvc.extract.rawstory import RawStory
from feedsvc.extract.richtext import rich_html
from feedsvc.extract.rules import fitting_format
from feedsvc.extract.titles import linked_in, plain_title
from feedsvc.models import Image

MAX_ITEMS = 1000


def _field(name: str) -> Any:
    return option(path(name), None)


@dataclass(frozen=True, kw_only=True, slots=True)
class ItemOptions(Paged):
    """Where the stories and their fields stand in a value."""

    items: Path = option(path("items"))
    title: Path | None = _field("title")
    link: Path | None = _field("link")
    date: Path | None = _field("date")
    author: Path | None = _field("author")
    section: Path | None = _field("section")
    summary: Path | None = _field("summary")
    content: Path | None = _field("content")
    image: Path | None = _field("image")
    tags: Path | None = _field("tags")
    guid: Path | None = _field("guid")


def wordless(options: ItemOptions) -> list[KeyedProblem]:
    """That no field says where a story's words are, where that is so."""
    if options.title or options.summary or options.content:
        return []
    return [("title", "is missing (give title, or summary or content)")]


def stories_of(items: Sequence[Any], options: ItemOptions) -> tuple[tuple[RawStory, ...], str]:
    """A story an item, and what was not found, as the end of a sentence; raises UseFallback without words."""
    stories = tuple(_story(item, options) for item in items)
    return stories, _note(options, stories)


def _story(item: Any, options: ItemOptions) -> RawStory:
    found = {name: given.texts(item, name) for name in FIELDS if (given := getattr(options, name))}
    values = {name: (texts or [""])[0] for name, texts in found.items()}
    for name in values:
        values[name] = getattr(options, name).rule.fill(values[name], values)
    date = moment_of(values.get("date"), options.date.shown if options.date else "")
    patterns = options.date.rule.formats if options.date else ()
    known = {name: value or None for name, value in values.items()}
    return RawStory(
        title=plain_title(values["title"]) if known.get("title") else None,
        link=known.get("link") or linked_in(known.get("title") or ""),
        guid=known.get("guid"),
        authors=tuple(found.get("author", ())),
        published=date,
        date_format=fitting_format(date, patterns) if isinstance(date, str) else None,
        section=known.get("section"),
        summary=as_markup(known.get("summary") or "") or None,
        content=_content(item, options.content) or as_markup(known.get("content") or "") or None,
        images=(Image(url=values["image"]),) if values.get("image") else (),
        tags=tuple(_several(found.get("tags", []))),
        reasons={name: getattr(options, name).shown for name, value in values.items() if value},
    )


def _several(tags: list[str]) -> list[str]:
    """The tags; one text with commas is a list of them."""
    return [tag.strip() for tag in tags[0].split(",")] if len(tags) == 1 else tags


def _content(item: Any, given: Path | None) -> str:
    """The HTML of a content that is a tree of blocks; "" of any other."""
    return rich_html(looked_up(given.path, item, given.shown)) if given else ""


def _note(options: ItemOptions, stories: Sequence[RawStory]) -> str:
    given: Mapping[str, Path] = {n: p for n in FIELDS if (p := getattr(options, n))}
    empty = [n for n in given if not any(n in s.reasons for s in stories)]
    if {"title", "summary", "content"} & set(given) <= set(empty):
        shown = ", ".join(f"{n} {given[n].shown!r}" for n in given if n in ("title", "summary", "content"))
        raise UseFallback(f"{shown} finds nothing in {len(stories)} items")
    return "".join(f"; {n} {given[n].shown!r} finds nothing in them" for n in empty)
