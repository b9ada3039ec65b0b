"""For the operator alone: the feed about the feeds, and actions; behind the admin token."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from datetime import datetime
from html import escape

from feedsvc.config import Config
from feedsvc.models import CONFIGURATION, Channel, Story, Transition
from feedsvc.publish.channels import TOPICS
from feedsvc.publish.status import MENDED
from feedsvc.render import FORMATS, RenderContext
from feedsvc.web.words import state_word

OPERATOR_PATH = "/feeds/-operator.atom"
MOST_TRANSITIONS = 100
Action = Callable[[str], str]
"""Does something about the source of this slug; gives one line that says what was done."""


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
