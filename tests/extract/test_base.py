"""Options are typed, checked, and complained about all at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest

from feedsvc.config.checks import number, yes_no
from feedsvc.config.options import Wrong, option
from feedsvc.extract import EXTRACTORS, options_problems
from feedsvc.extract.base import (
    Extractor,
    ExtractSettings,
    OptionsError,
    RawExtraction,
    UseFallback,
)
from feedsvc.models import Page


def nested(value: Any) -> Any:
    if not isinstance(value, dict):
        raise Wrong((".select", "must be text (CSS)"), ("", "must be a table (see the manual)"))
    return value


def words(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError("must be text (CSS)")
    return value


def order(value: Any) -> str:
    if value not in ("newest", "oldest"):
        raise ValueError(f"{value!r} is unknown (newest or oldest)")
    return str(value)


@dataclass(frozen=True, kw_only=True, slots=True)
class Some:
    item: str = option(words)
    pages: int = option(number(1, 20), 1)
    order: str = option(order, "newest")
    strict: bool = option(yes_no, False)
    title: Any = option(nested, None)  # noqa: RUF009


class Sample(Extractor[Some]):
    name = "sample"
    Options = Some

    def extract(self, page: Page) -> RawExtraction:
        return RawExtraction()


def test_options_have_defaults_and_types() -> None:
    assert Sample.parse_options({"item": "li"}) == Some(item="li")
    made = Sample.make(ExtractSettings(options={"item": "li", "pages": 3, "strict": True}))
    assert (made.options.pages, made.options.strict) == (3, True)


def test_all_mistakes_are_reported_at_once() -> None:
    table = {"pages": 99, "order": "random", "strict": "yes", "title": 5, "colour": "red"}
    with pytest.raises(OptionsError) as caught:
        Sample.parse_options(table)
    assert [key for key, _ in caught.value.problems] == [
        "colour", "item", "pages", "order", "strict", "title.select", "title",
    ]  # fmt: skip
    assert all("(" in text for _, text in caught.value.problems if text)


def test_an_unknown_extractor_is_named() -> None:
    ((key, text),) = options_problems("magic", {})
    assert key == ""
    assert "byline" in text


def test_byline_takes_no_options_but_those_of_pages() -> None:
    assert options_problems("byline", {}) == []
    assert options_problems("byline", {"x": 1}) == [("x", "unknown key (one of pages, next)")]


def test_every_registered_extractor_bears_its_name() -> None:
    for name, extractor in EXTRACTORS.items():
        assert extractor.name == name
        assert extractor.__doc__


def test_a_reason_that_quotes_a_page_stays_on_one_line() -> None:
    assert str(UseFallback("cannot be read: <a\n\t href> is broken")) == "cannot be read: <a href> is broken"
