"""For the operator alone: the feed about the feeds, and actions; behind the admin token."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from datetime import datetime
from html import escape

from feedsvc.config import Config
from feedsvc.config.amounts import Rate
from feedsvc.models import CONFIGURATION, Channel, Story, Transition
from feedsvc.publish.channels import TOPICS
from feedsvc.publish.status import MENDED
from feedsvc.render import FORMATS, RenderContext
from feedsvc.web.buckets import Buckets
from feedsvc.web.entrance import is_token
from feedsvc.web.words import state_word

OPERATOR_PATH = "/feeds/-operator.atom"
MOST_TRANSITIONS = 100
_WRONG, _GUESSES = Rate(10, 60), Rate(60, 60)
"""Wrong tokens of a client before it is told to wait, and before nothing of it is compared any more."""
Action = Callable[[str], str]
"""Does something about the source of this slug; gives one line that says what was done."""


class Door:
    """Lets in who has the token; whoever tries others waits after ten wrong ones a minute."""

    def __init__(self, token: str | None) -> None:
        self._token = token or None
        self._wrong = Buckets(_WRONG, most=5_000)
        self._guesses = Buckets(_GUESSES, most=5_000)

    def check(self, authorization: str | None, client: str) -> int:
        """200, or 401 (no token given), 403 (wrong, or none is configured), 429 (too many wrong ones)."""
        if self._token is None:
            return 403
        scheme, _, given = (authorization or "").partition(" ")
        if scheme.lower() != "bearer" or not given.strip():
            return 401
        if self._guesses.wait(client):
            return 429
        if is_token(given, self._token):
            return 200
        self._guesses.take(client)
        return 429 if self._wrong.take(client) else 403


def operator_feed(config: Config, transitions: Sequence[Transition], born: datetime) -> bytes:
    """What happened to the sources, newest first, as Atom; `born` dates an empty one."""
    titles = {s.slug: s.title for s in config.sources} | {CONFIGURATION: "The configuration"}
    stories = [_story(t, titles.get(t.source, t.source), config.site.base_url) for t in transitions]
    stories.sort(key=lambda s: (s.updated, s.id), reverse=True)
    channel = Channel(
        id=f"urn:uuid:{uuid.uuid5(TOPICS, '-operator')}",
        title=f"{config.site.title}: sources",
        subtitle="Sources that began to fail, were held or mended, went silent or recovered",
        language="en",
        self_url=config.site.base_url + OPERATOR_PATH,
        html_url=f"{config.site.base_url}/status",
        updated=max((s.updated for s in stories), default=born),
        author=config.site.title,
    )
    context = RenderContext(base_url=config.site.base_url)
    return FORMATS["atom"].document(channel, [FORMATS["atom"].fragment(s, context) for s in stories])


def _story(transition: Transition, title: str, base_url: str) -> Story:
    name = f"{transition.source}|{transition.at.isoformat()}|{transition.after}"
    became = MENDED if transition.mends else state_word(transition.after)
    change = f"{state_word(transition.before)} → {became}"
    return Story(
        id=str(uuid.uuid5(TOPICS, name)),
        title=f"{title}: {became}",
        published=transition.at,
        updated=transition.at,
        first_seen=transition.at,
        digest="",
        url=f"{base_url}/status#{transition.source}",
        summary=transition.reason or change,
        content=f"<p>{escape(change)}</p><p>{escape(transition.reason)}</p>",
        sections=(str(transition.after),),
        sources=(transition.source,),
    )
