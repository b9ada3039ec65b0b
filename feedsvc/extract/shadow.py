"""Declarative shadow roots: what a page's components show before any script runs.

    <news-card><template shadowrootmode="open"><a href="/n/7">Second quay opens</a></template></news-card>

is read as `<news-card><shadow-root><a href="/n/7">Second quay opens</a></shadow-root></news-card>`: a browser
shows it, while other templates are patterns that nobody sees (HTML, section 4.12.3).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_NAME = "shadowrootmode"
_TEMPLATE = re.compile(r"<(/?)template\b([^<>]*)>", re.IGNORECASE)
_MODE = re.compile(rf"\s{_NAME}\s*=", re.IGNORECASE)


def has_roots(markup: str) -> bool:
    """Whether the page may have such roots; most have none, and a word is found at once."""
    return _NAME in markup


def opened(markup: str) -> str:
    """The markup with every such root as an element, and templates left as they are."""
    return "".join(_parts(markup))


def _parts(markup: str) -> Iterator[str]:
    at, open_ones = 0, list[bool]()
    for found in _TEMPLATE.finditer(markup):
        if found[1]:
            shown = open_ones.pop() if open_ones else False
        else:
            shown = _MODE.search(found[2]) is not None
            open_ones.append(shown)
        yield markup[at : found.start()]
        yield f"<{found[1]}shadow-root>" if shown else found[0]
        at = found.end()
    yield markup[at:]
