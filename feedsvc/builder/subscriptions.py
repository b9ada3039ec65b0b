"""What a list of subscriptions asks for beside what there is: which sources, called what, in which topics."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from feedsvc.builder.files import Change
from feedsvc.builder.topics import can_join, free_slug, taken_names, with_sources, with_topic
from feedsvc.builder.usable import check_address
from feedsvc.config import Config
from feedsvc.config.addresses import source_url
from feedsvc.config.options import Wrong
from feedsvc.config.place import TOPICS_FILE
from feedsvc.errors import FeedsvcError
from feedsvc.fetch.targets import parse_target
from feedsvc.operate.detection import Detection
from feedsvc.operate.finding import Finding
from feedsvc.operate.opml import Opml, OpmlOutline
from feedsvc.operate.sourcefile import source_toml, suggest_slug

UNNAMED = "Imported"
"""The topic of what lies in no folder of a list without a name."""
Wish = tuple[OpmlOutline, list[str]]
"""A feed, and the titles of the topics that are to take its stories."""
Members = dict[str, tuple[str, list[str]]]
"""Who is to be in which topic: its slug, title and sources."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Brought:
    """What became of one subscription: `looking` (it is being looked at), `made`, `there` or `failed`."""

    outline: OpmlOutline
    outcome: str
    slug: str = ""
    """Of the source that was made, or that is there."""
    told: str = ""
    """Why there is none."""


def brought_values(one: Brought) -> dict[str, str | None]:
    """What became of a subscription, as plain JSON values."""
    return {
        "outcome": one.outcome,
        "title": one.outline.title,
        "url": one.outline.shown,
        "folder": one.outline.folder,
        "source": one.slug or None,
        "reason": one.told or None,
    }


class Folders:
    """The topic that takes a folder's subscriptions: one of its name that lists sources, else a new one."""

    def __init__(self, config: Config) -> None:
        joined = (topic for topic in reversed(config.topics) if can_join(topic))
        self._slugs = {topic.title.casefold(): topic.slug for topic in joined}
        self._taken = taken_names(config.topics)

    def slug(self, title: str) -> str:
        """The topic's slug, the same for the same name."""
        if title.casefold() not in self._slugs:
            self._slugs[title.casefold()] = made = free_slug(title, self._taken)
            self._taken.add(made)
        return self._slugs[title.casefold()]


def wishes(opml: Opml, topic: str) -> list[Wish]:
    """Each feed once, with the titles of its topics: `topic`, else its folders, else the list's own title."""
    found: dict[str, Wish] = {}
    for outline in opml.outlines:
        if outline.feed:
            _, titles = found.setdefault(asked_place(outline.feed), (outline, []))
            titles.append(title_of_topic(outline, opml, topic))
    return list(found.values())


def title_of_topic(outline: OpmlOutline, opml: Opml, topic: str) -> str:
    """The title of the topic that is to take the stories."""
    return topic or outline.folder or opml.title or UNNAMED


def result(outline: OpmlOutline, known: Mapping[str, str], taken: set[str]) -> Brought:
    """What is to become of a feed: it is there, cannot be one, or is made under a name that is free."""
    if there := known.get(asked_place(outline.feed)):
        return Brought(outline=outline, outcome="there", slug=there)
    try:
        check_usable(outline.feed)
    except FeedsvcError as error:
        return Brought(outline=outline, outcome="failed", told=" ".join(str(error).split()))
    slug = free_slug(suggest_slug(naming_address(outline), outline.title), taken)
    return Brought(outline=outline, outcome="made", slug=slug)


def naming_address(outline: OpmlOutline) -> str:
    """The address that names the source: its page's, which is the shorter one, where there is one."""
    try:
        return check_address(outline.page)
    except FeedsvcError:
        return outline.feed


def check_usable(url: str) -> None:
    """Raises FeedsvcError for an address that no source may have."""
    check_address(url)
    try:
        source_url(url)
    except Wrong as wrong:
        raise FeedsvcError(f"this address cannot be used: {wrong}") from wrong


def known_sources(config: Config) -> dict[str, str]:
    """What every source asks for by GET, with its name."""
    return {asked_place(source.url): source.slug for source in reversed(config.sources) if not source.posts}


def is_listed(config: Config, source: str) -> bool:
    """Whether a topic lists the source by its name."""
    return any(source in topic.sources for topic in config.topics)


def asked_place(url: str) -> str:
    """What two addresses of one place have in common, over http and https; the text of what is none."""
    try:
        target = parse_target(url)
    except FeedsvcError:
        return url
    return target.url.partition("://")[2]


def feed_text(outline: OpmlOutline, name: str) -> str:
    """The file of a source that reads this feed."""
    best = Finding(strategy="upstream")
    title = outline.title or urlsplit(outline.feed).hostname or outline.feed
    detection = Detection(url=outline.feed, findings=(), best=best, page_title=title)
    return source_toml(detection, origin=f"Imported from {name}.")


def write_topics(change: Change, config: Config, members: Members) -> None:
    """Have these topics list these sources besides; a topic that is not there is made."""
    before = text = change.text(TOPICS_FILE)
    for slug, (title, sources) in members.items():
        there = config.topic(slug) is not None
        text = with_sources(text, config, slug, sources) if there else with_topic(text, slug, title, sources)
    if text != before:
        change.write(TOPICS_FILE, text)
