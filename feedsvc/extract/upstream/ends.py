"""Elements of items whose end is missing end before the next one, as readers of broken feeds would have it.

    <item><title>Quay opens<link>https://pier.example/1</link></item>

else swallows everything behind it, other items and all. Asked of feeds that are not well-formed only.
"""

from __future__ import annotations

import re

_BOUND = re.compile(r"(<item\b|</item\s*>)")
_LEAVES = r"title|link|description|guid|pubDate|category|author|comments|dc:creator|dc:date|content:encoded"
_LEAF = re.compile(rf"<!\[CDATA\[(?:(?!<!\[CDATA\[).)*?\]\]>|<(/?)({_LEAVES})\b[^<>]*?(/?)>", re.DOTALL)


def closed(text: str) -> str:
    """The feed with the ends that its items' elements lack."""
    before, *parts = _BOUND.split(text)
    pairs = zip(parts[::2], parts[1::2], strict=True)
    return before + "".join(mark + (_closed_item(rest) if mark == "<item" else rest) for mark, rest in pairs)


def _closed_item(item: str) -> str:
    """An item up to its end, each of its elements ended before the next one begins."""
    parts, at, opened = list[str](), 0, ""
    for found in _LEAF.finditer(item):
        name = found[2]
        if not name or name == opened:  # words, or an end; what begins twice is an element of its content
            opened = "" if name and found[1] else opened
            continue
        if opened and not found[1]:
            parts += (item[at : found.start()], f"</{opened}>")
            at = found.start()
        opened = "" if found[1] or found[3] else name
    return "".join((*parts, item[at:], f"</{opened}>" if opened else ""))
