"""Start tags of markup read and written by hand, for passes that come before the sanitiser."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import escape, unescape

_ATTRIBUTE = re.compile(r"([a-zA-Z][\w:.-]*)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+)))?")
_NAME = re.compile(r"^<[\w-]+")
INSIDE = r"(?:[^<>\"']|\"[^\"<]*\"|'[^'<]*')*"
"""What may stand in a tag. Never a `<`: looking for the end of one that has none ends at the next tag."""


def attributes(tag: str) -> dict[str, str]:
    """The attributes of a start tag, names in lower case, entities decoded, the first of equal names."""
    found: dict[str, str] = {}
    for name, *values in _ATTRIBUTE.findall(_NAME.sub("", tag)):
        found.setdefault(name.lower(), unescape(next(filter(None, values), "")).strip())
    return found


def start_tag(name: str, values: Mapping[str, str]) -> str:
    """A start tag with these attributes, escaped."""
    told = "".join(f' {key}="{escape(value)}"' for key, value in values.items())
    return f"<{name}{told}>"


def elements(markup: str, names: str) -> Iterator[tuple[int, int, str, str]]:
    """Elements of these names (`a|b`), outermost first: start, end, start tag, what stands inside.

    One that is never closed ends with its start tag. Takes time in proportion to the markup.
    """
    at, unclosed = 0, set[str]()
    opening = re.compile(rf"<({names})\b{INSIDE}>", re.IGNORECASE)
    while found := opening.search(markup, at):
        name = found[1].lower()
        close = None if name in unclosed else re.compile(f"</{name}", re.I).search(markup, found.end())
        if close is None:
            unclosed.add(name)
            yield found.start(), found.end(), found[0], ""
            at = found.end()
            continue
        end = markup.find(">", close.end()) + 1 or len(markup)
        yield found.start(), end, found[0], markup[found.end() : close.start()]
        at = end
