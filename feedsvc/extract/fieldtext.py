"""What an element that an operator's selector matches says of a field: its attribute, its words, its date."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborNode

from feedsvc.extract.datetext import find_date
from feedsvc.extract.dom import attribute, image_source, node_text
from feedsvc.extract.rules import Rule

ADDRESSES = ("link", "image")
MAX_BARE_DATE = 30
"""Longer texts hold more than a date."""
_ADDRESS = re.compile(r"(?:https?://|/)\S+", re.IGNORECASE)


def field_text(name: str, rule: Rule, found: LexborNode | str) -> str:
    """What a matched element, or text, says of the field of this name, before the rule has finished it."""
    if isinstance(found, str):
        return found.strip()
    if name == "content" and not rule.attr:
        return (found.inner_html or "").strip()
    value = attribute(found, rule.attr) if rule.attr else _usual(name, found) or _worded(name, rule, found)
    if name != "date" or rule.regex or rule.formats:
        return value
    return _dateline(value if rule.attr else _parted(found, value))


def _dateline(text: str) -> str:
    """The date in `Ann Lee | March 4, 2026`; the text itself where it has no whole one, or more numbers."""
    found = find_date(text)
    if not found or not found[1]:
        return text
    rest = text.replace(found[0], "", 1)
    return found[0] if len(text) > MAX_BARE_DATE or not any(map(str.isdigit, rest)) else text


def _parted(node: LexborNode, text: str) -> str:
    """The date of a badge whose day, month and year have an element each; else the text."""
    parted = " ".join(node.text(separator=" ").split())
    if parted.replace(" ", "") != text.replace(" ", "") or find_date(text):
        return text
    found = find_date(parted)
    return found[0] if found and found[1] else text


def _usual(name: str, node: LexborNode) -> str:
    if name == "link":
        return attribute(node, "href")
    if name == "image":
        return image_source(node)
    return attribute(node, "datetime") if name == "date" and node.tag == "time" else ""


def _worded(name: str, rule: Rule, node: LexborNode) -> str:
    """The node's text; empty where an address is asked for and the text is none."""
    if name not in ADDRESSES:
        return node_text(node)
    text = "" if node.tag == "a" else node_text(node)
    return text if rule.regex or rule.template or _ADDRESS.fullmatch(text) else ""
