"""OPML 2.0: every feed in one file that readers import (http://opml.org/spec2.opml)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from feedsvc.render.text import language_tag, line

MEDIA_TYPE = "text/x-opml"


@dataclass(frozen=True, kw_only=True, slots=True)
class Subscription:
    """One feed of the list; both URLs absolute."""

    title: str
    xml_url: str
    html_url: str
    description: str = ""
    language: str | None = None


def opml(title: str, subscriptions: Sequence[Subscription]) -> bytes:
    """The list as OPML, without a date: it changes with the topics, not with every story."""
    # Who serves makes no list, and need not load what writes it.
    from lxml import etree

    root = etree.Element("opml", version="2.0")
    head = etree.SubElement(root, "head")
    etree.SubElement(head, "title").text = line(title) or "feedsvc"
    body = etree.SubElement(root, "body")
    for subscription in subscriptions:
        etree.SubElement(body, "outline", _outline(subscription))
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)


def _outline(subscription: Subscription) -> dict[str, str]:
    title = line(subscription.title) or subscription.xml_url
    values = {
        "type": "rss",
        "text": title,
        "title": title,
        "description": line(subscription.description),
        "language": language_tag(subscription.language) or "",
        "xmlUrl": subscription.xml_url,
        "htmlUrl": subscription.html_url,
    }
    return {name: value for name, value in values.items() if value}
