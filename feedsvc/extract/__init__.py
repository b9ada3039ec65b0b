"""Strategies by their word in a source's file, loaded when first asked for.

A new strategy is one file and one line in `_WHERE`: what the configuration accepts, what `feedsvc new`
tries and writes, and the README's table follow. Lazy because the child imports this: a source that
needs one strategy must not wait for the libraries of all others.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import Any

from feedsvc.config.options import KeyedProblem, read_table
from feedsvc.extract.base import Extractor, OptionsError

_WHERE = {
    "byline": ".byline.byline:Byline",
    "selectors": ".selectors:Selectors",
    "jsonld": ".jsonld:JsonLd",
    "upstream": ".upstream.upstream:Upstream",
    "json": ".json:Json",
    "state": ".state.state:State",
    "sitemap": ".sitemap:Sitemap",
    "auto": ".auto.auto:Auto",
}

_OPTIONS = {
    "byline": ".paging:Paged",
    "auto": ".paging:Paged",
    "upstream": ".upstream.options:UpstreamOptions",
}
"""Where the options of strategies are that take long to load, and check nothing else of them."""


def _loaded(where: str) -> Any:
    module, _, attribute = where.partition(":")
    return getattr(import_module(module, __name__), attribute)


class _Registry(Mapping[str, type[Extractor[Any]]]):
    """Name → extractor class; importing the module when the class is first looked up."""

    def __getitem__(self, name: str) -> type[Extractor[Any]]:
        found: type[Extractor[Any]] = _loaded(_WHERE[name])
        return found

    def __contains__(self, name: object) -> bool:
        return name in _WHERE

    def __iter__(self) -> Iterator[str]:
        return iter(_WHERE)

    def __len__(self) -> int:
        return len(_WHERE)


EXTRACTORS: Mapping[str, type[Extractor[Any]]] = _Registry()
"""Every strategy by its configuration name, in the order in which they are offered."""


def options_problems(extractor: str, options: Mapping[str, Any]) -> list[KeyedProblem]:
    """Every mistake in a source's `[options]` as (dotted key below options, text)."""
    if extractor not in EXTRACTORS:
        return [("", f"extractor {extractor!r} is unknown (one of {', '.join(EXTRACTORS)})")]
    if extractor in _OPTIONS:
        return read_table(_loaded(_OPTIONS[extractor]), options)[1]
    try:
        EXTRACTORS[extractor].parse_options(options)
    except OptionsError as error:
        return list(error.problems)
    return []
