"""What a source is made of that a form or a program asks for: nothing of it is written yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from feedsvc.builder.choice import Choice
from feedsvc.operate.detection import Detection
from feedsvc.operate.finding import Finding


@dataclass(frozen=True, kw_only=True, slots=True)
class Wanted:
    """A source as somebody wants it."""

    url: str
    extractor: str
    options: Mapping[str, Any] = field(default_factory=dict)
    body: str = ""
    render: str = ""
    """What is posted to the address, and whether a browser draws its page."""
    slug: str = ""
    title: str = ""
    every: str = "30m"
    full_text: bool = False
    topics: tuple[str, ...] = ()
    """Slugs; one that is not there is made. None given: a topic of its own."""
    topic_title: str = ""
    exclude: tuple[str, ...] = ()
    """Words whose stories a new topic leaves out."""

    @property
    def choice(self) -> Choice:
        """The list that it reads."""
        return Choice(self.url, self.extractor, dict(self.options), self.body, self.render)


def chosen_of(wanted: Wanted, detection: Detection) -> Detection:
    """The detection with the list that is wanted as its best one."""
    feed = wanted.url if wanted.url != detection.url else ""
    bare = Finding(
        strategy=wanted.extractor,
        url=feed,
        options=dict(wanted.options),
        body=wanted.body,
        render=wanted.render,
    )
    return replace(detection, best=next((f for f in detection.findings if f.reads_as(bare)), bare))
