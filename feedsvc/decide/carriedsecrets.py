"""Secrets of a source's own address, or of its session, that its page carries on in its links.

    the source    https://news.example/list?token=5f3a91c0
    its links     https://news.example/a?token=5f3a91c0      →  `?token` is a mark of this source
    its cookie    JSESSIONID=90ab77e1
    its links     https://news.example/a;jsessionid=90ab77e1  →  `;jsessionid` is one, too

What is a mark (`decide.sessionmarks`) is left out of links, and the stories stay the ones that they are.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from urllib.parse import quote, unquote_plus

from feedsvc.clean.secrets import is_secret
from feedsvc.decide.addressparts import is_random, parts_of
from feedsvc.models import ParsedStory

SHORTEST = 8
"""Characters from which on the value of a cookie may be a session's."""


def with_carried(
    marks: Sequence[str], url: str, stories: Sequence[ParsedStory], cookies: Collection[str] = ()
) -> tuple[str, ...]:
    """The marks of a source at this address, with the secret parts of it that links of its page repeat.

    So are parts that hold the value of one of the source's `cookies`: whoever follows the link would be it.
    """
    own = {name: value for name, value in parts_of(url).items() if _hides(name, value)}
    sessions = {value for value in cookies if len(value) >= SHORTEST and is_random(quote(value, safe=""))}
    if not (own or sessions):
        return tuple(marks)
    shown = [parts_of(story.url) for story in stories if story.url]
    repeated = [name for name, value in own.items() if any(parts.get(name) == value for parts in shown)]
    repeated += [name for parts in shown for name, value in parts.items() if _is_of(sessions, name, value)]
    return tuple(dict.fromkeys((*repeated, *marks)))


def _is_of(sessions: set[str], name: str, value: str) -> bool:
    """Whether a part that a link can do without is known from a cookie."""
    return name[0] in "?;" and not sessions.isdisjoint((value, unquote_plus(value)))


def _hides(name: str, value: str) -> bool:
    """Whether a part by its name of a mark is a secret that a link can do without."""
    return name[0] in "?;" and is_secret(unquote_plus(name[1:]), unquote_plus(value))
