"""Secrets of a source's own address that its page carries on in its links.

    the source    https://news.example/list?token=5f3a91c0
    its links     https://news.example/a?token=5f3a91c0      →  `?token` is a mark of this source

What is a mark (`decide.marks`) is left out of links, and the stories stay the ones that they are.
"""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import unquote_plus

from feedsvc.clean.secrets import is_secret
from feedsvc.decide.marks import parts_of
from feedsvc.models import ParsedStory


def with_carried(marks: Sequence[str], url: str, stories: Sequence[ParsedStory]) -> tuple[str, ...]:
    """The marks of a source at this address, with the secret parts of it that links of its page repeat."""
    own = {name: value for name, value in parts_of(url).items() if _hides(name, value)}
    if not own:
        return tuple(marks)
    shown = [parts_of(story.url) for story in stories if story.url]
    repeated = (name for name, value in own.items() if any(parts.get(name) == value for parts in shown))
    return tuple(dict.fromkeys((*repeated, *marks)))


def _hides(name: str, value: str) -> bool:
    """Whether a part by its name of a mark is a secret that a link can do without."""
    return name[0] in "?;" and is_secret(unquote_plus(name[1:]), unquote_plus(value))
