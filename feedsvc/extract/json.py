"""`json`: an API, or JSON inside a page, addressed by JMESPath (https://jmespath.org).

The page (an API's answer, or the same inside `<script id="__NEXT_DATA__" type="application/json">`):

    {"data": {"posts": [
      {"id": 7, "headline": "Second quay opens", "slug": "quay-2",
       "by": [{"name": "Ann Lee"}], "at": 1772607600, "desk": {"label": "Trade"}}
    ]}}

The source's file:

    extractor = "json"
    [options]
    # script = "#__NEXT_DATA__"        # CSS of the script, where the JSON stands inside a page
    items   = "data.posts"
    title   = "headline"
    link    = { path = "slug", template = "https://news.example/read/{value}" }
    date    = "at"                     # text, or seconds or milliseconds since 1970
    author  = "by[].name"
    section = "desk.label"
    guid    = "id"

The result: one story, "Second quay opens", https://news.example/read/quay-2, by Ann Lee, section
Trade, published 2026-03-04 07:00 UTC. Paths are looked up inside the item; a template may use
`{value}` and the other fields; `regex` (RE2) keeps its first group. A date without a zone is in that of
the source, or in UTC where its path ends in `_gmt` or `_utc`. Content may be a tree of blocks (`richtext`),
references of JSON:API and Contentful are followed (`jsonrefs`), and two functions are added to JMESPath:
`items(object)` and `replace(text, old, new)`.
"""

# ruff: noqa: RUF009 (option() makes a dataclass field, it is no shared default)

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from feedsvc.clean.plain import as_markup
from feedsvc.config.options import KeyedProblem, option, read_keys
from feedsvc.extract.base import Extractor, RawExtraction, UseFallback
from feedsvc.extract.dom import page_title, parse_html
from feedsvc.extract.jmes import compiled, looked_up
from feedsvc.extract.jsondates import moment_of, told_in_parts
from feedsvc.extract.jsonobject import said
from feedsvc.extract.jsonrefs import with_references
from feedsvc.extract.jsonvalue import read_value as read_value
from feedsvc.extract.paging import Paged
from feedsvc.extract.rawstory import RawStory
from feedsvc.extract.richtext import rich_html
from feedsvc.extract.rules import Rule, css, fitting_format, formats, pattern, template, wrong
from feedsvc.extract.titles import linked_in, plain_title
from feedsvc.models import Image, Page

FIELDS = ("title", "link", "date", "author", "section", "summary", "content", "image", "tags", "guid")
MAX_ITEMS = 1000


@dataclass(frozen=True, kw_only=True, slots=True)
class Path:
    """A JMESPath expression and what is made of its value."""

    path: Any
    rule: Rule
    shown: str

    def values(self, item: Any) -> list[Any]:
        """What stands at the path, lists flattened one level, empty values left out."""
        found = looked_up(self.path, item, self.shown)
        return [v for v in (found if isinstance(found, list) else [found]) if v not in (None, "")]

    def texts(self, item: Any, field: str = "") -> list[str]:
        """The same as texts for this field, after the regular expression."""
        values = self.values(item)
        if field == "date" and (date := told_in_parts(values)):
            values = [date]
        finished = (self.rule.finish(_text(said(value, field))) for value in values)
        return [text for text in finished if text]


def path(field: str) -> Callable[[Any], Path]:
    """A reader of a JMESPath expression or a table of path, regex, template (and format of a date)."""
    readers: dict[str, Callable[[Any], Any]] = {
        "path": compiled,
        "regex": pattern,
        "template": template(FIELDS),
    }
    if field == "date":
        readers["format"] = formats

    def read(value: Any) -> Path:
        table = {"path": value} if isinstance(value, str) else value
        if not isinstance(table, dict):
            raise ValueError("must be a JMESPath expression or a table (path, regex, template …)")
        values, problems = read_keys(readers, table)
        if "path" not in table and "template" not in table:
            problems.append(("path", "is missing (a JMESPath expression)"))
        if problems:
            raise wrong(problems)
        return _path(values, str(table.get("path", "")))

    return read


def _path(values: dict[str, Any], shown: str) -> Path:
    rule = Rule(
        regex=values.get("regex"),
        template=values.get("template"),
        formats=values.get("format", ()),
        shown=shown,
    )
    return Path(path=values.get("path") or compiled("`null`"), rule=rule, shown=shown or "template")


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


@dataclass(frozen=True, kw_only=True, slots=True)
class JsonOptions(ItemOptions):
    """The same for JSON that is the page, or stands in a script of it."""

    script: str | None = option(css, None)


class Json(Extractor[JsonOptions]):
    """Reads stories from JSON by the operator's paths."""

    name = "json"
    reads = "an API, or JSON inside a page, addressed by JMESPath"
    unproposed = "no paths could be proposed: items, title, link (JMESPath)"
    Options = JsonOptions

    def extract(self, page: Page) -> RawExtraction:
        """The stories of the document; raises UseFallback naming the option that found nothing."""
        options = self.options
        data, title = _load(page, options.script)
        items = options.items.values(data)[:MAX_ITEMS]
        if not items:
            raise UseFallback(f"items {options.items.shown!r} finds nothing in the JSON")
        stories, note = stories_of(items, options)
        return RawExtraction(
            stories=stories, attempts=(f"json: {len(stories)} stories{note}",), page_title=title
        )

    @classmethod
    def check_options(cls, options: JsonOptions) -> list[KeyedProblem]:
        """Stories need words."""
        return wordless(options)


def wordless(options: ItemOptions) -> list[KeyedProblem]:
    """That no field says where a story's words are, where that is so."""
    if options.title or options.summary or options.content:
        return []
    return [("title", "is missing (give title, or summary or content)")]


def _load(page: Page, script: str | None) -> tuple[Any, str | None]:
    if script is None:
        return with_references(read_value(page.text, "the page")), None
    tree = parse_html(page)
    node = tree.css_first(script)
    if node is None:
        raise UseFallback(f"script {script!r} matches nothing on the page")
    return with_references(read_value(node.text(), f"script {script!r}")), page_title(tree)


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


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value.strip()
    try:
        return "" if isinstance(value, bool) else json.dumps(value, ensure_ascii=False)
    except (ValueError, RecursionError):  # it holds itself
        return ""


def _note(options: ItemOptions, stories: Sequence[RawStory]) -> str:
    given: Mapping[str, Path] = {n: p for n in FIELDS if (p := getattr(options, n))}
    empty = [n for n in given if not any(n in s.reasons for s in stories)]
    if {"title", "summary", "content"} & set(given) <= set(empty):
        shown = ", ".join(f"{n} {given[n].shown!r}" for n in given if n in ("title", "summary", "content"))
        raise UseFallback(f"{shown} finds nothing in {len(stories)} items")
    return "".join(f"; {n} {given[n].shown!r} finds nothing in them" for n in empty)
