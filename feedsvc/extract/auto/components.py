"""Elements that show a story with the help of scripts: what their attributes say of it.

    <news-card heading="Second quay opens" href="/n/7" date="March 4, 2026"></news-card>
    <a href="#view" onclick="show(7)">Second quay opens</a>

The first one is a link with words and a date; the second one has words, and leads nowhere.
"""

from __future__ import annotations

from collections.abc import Mapping

Attributes = Mapping[str, str | None]

DATES = ("date", "published", "publish-date", "publication-date", "pub-date", "card-date", "meta")
"""Attributes of a component in which a date stands."""
_TITLES = (
    "heading", "headline", "title", "card-title", "card-heading", "heading-text", "label", "name", "text"
)  # fmt: skip


def is_component(tag: str) -> bool:
    """Whether the tag is one of a page's own making (HTML, section 4.13); a text's begins with a hyphen."""
    return tag.find("-") > 0


def component_title(attributes: Attributes) -> str:
    """The title that a component has in an attribute; empty where there is none."""
    found = next(filter(None, (attributes.get(name) for name in _TITLES)), "")
    return " ".join(found.split())


def acts(attributes: Attributes) -> bool:
    """Whether a link without an address is there for a script."""
    href = (attributes.get("href") or "").strip().lower()
    return "onclick" in attributes or href.startswith("javascript:") or href == "#"
