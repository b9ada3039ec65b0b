"""Where each field of each story stands in a page read by selectors, by the numbers of its elements."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from feedsvc.extract.base import ExtractSettings
from feedsvc.extract.cleaning import clean_story
from feedsvc.extract.dom import parse_html
from feedsvc.extract.pagebase import base_url
from feedsvc.extract.pointing.numbers import numbers_of
from feedsvc.extract.selected import Reading
from feedsvc.extract.selectoroptions import FIELDS
from feedsvc.extract.selectors import Selectors, story_of
from feedsvc.extract.wire import Place
from feedsvc.models import Page


def places(page: Page, options: Mapping[str, Any]) -> list[Place]:
    """The places of the stories in page order; raises UseFallback where nothing can be read so."""
    return list(_places(page, options))


def _places(page: Page, options: Mapping[str, Any]) -> Iterator[Place]:
    read = Selectors.parse_options(options)
    reading = Reading(parse_html(page), read)
    numbers, base, settings = numbers_of(reading.tree), base_url(page), ExtractSettings(extractor="selectors")
    for item in reading.items():
        story = clean_story(story_of(*reading.values(item), read), base, settings, None)
        if story is None:
            continue
        shown = {name: reading.shown(name, item) for name in FIELDS}
        fields = {name: numbers.of(node) for name, node in shown.items() if node is not None}
        yield story.title, {"item": numbers.of(item), **fields}
