"""What the builder's pages show: the address form, a list as a card, one source, a repair beside what was."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

from werkzeug.exceptions import abort

from feedsvc.builder.asked import Choice
from feedsvc.builder.room import Builder
from feedsvc.builder.topics import takes
from feedsvc.config import Config
from feedsvc.config.toml import toml_value
from feedsvc.errors import FeedsvcError, StoreError
from feedsvc.operate.candidates import Candidate, candidates
from feedsvc.operate.detect import Detection
from feedsvc.operate.repair import Repair, way_of
from feedsvc.operate.worth import not_worth_it
from feedsvc.publish.status import feed_urls
from feedsvc.render import FORMATS
from feedsvc.web.answers import this_web
from feedsvc.web.readers import is_local
from feedsvc.web.view import FeedLink

NO_HOST = re.compile(r"(?:javascript|file|data|mailto|about|view-source):", re.IGNORECASE)
FIRST = 3
"""Stories on a card."""
POLLS = 20


def start_values(typed: Mapping[str, Any], problem: str = "") -> dict[str, Any]:
    """What the first form shows."""
    address = f"{this_web().config.site.base_url}/new?url="
    bookmarklet = f"javascript:location.href={json.dumps(address)}+encodeURIComponent(location.href)"
    return {"typed": typed, "problem": problem, "cards": (), "bookmarklet": bookmarklet}


def card(candidate: Candidate, detection: Detection) -> dict[str, Any]:
    """One list of the page, as a card shows it."""
    finding = candidate.finding
    choice = Choice(finding.url or detection.url, finding.strategy, dict(finding.options))
    return {
        "n": candidate.n,
        "strategy": finding.strategy,
        "feed": finding.url,
        "count": finding.stories,
        "dated": finding.dated,
        "stories": finding.found[:FIRST],
        "warnings": candidate.warnings,
        "choice": choice.text(),
    }


def warnings_of(
    detection: Detection | None, url: str, extractor: str, options: Mapping[str, Any]
) -> tuple[str, ...]:
    """What speaks against a list, where it was one of the cards."""
    if detection is None:
        return ()
    for candidate in candidates(detection):
        finding = candidate.finding
        read = (finding.url or detection.url, finding.strategy, dict(finding.options))
        if read == (url, extractor, dict(options)):
            return candidate.warnings
    return ()


def source_values(
    builder: Builder, slug: str, problem: str = "", *, made: bool = False, repair: Repair | None = None
) -> dict[str, Any]:
    """What is known of one source; 404 where there is none."""
    web, config = this_web(), config_now(builder)
    source = config.source(slug)
    if source is None:
        abort(404)
    topics = [topic for topic in config.topics if takes(topic, slug)]
    topics.sort(key=lambda topic: len(topic.sources) or len(config.sources) + 1)  # its own first
    hold = web.reads(web.store.hold, slug)
    return {
        "problem": problem,
        "made": made,
        "source": source,
        "state": web.reads(web.store.source_state, slug),
        "feeds": [(topic, links(config, topic.slug, topic.title)) for topic in topics],
        "polls": web.reads(web.store.polls, slug, limit=POLLS),
        "hold": hold,
        "repair": repair,
        "differences": list(differences(repair)) if repair else [],
    }


def differences(repair: Repair) -> Iterator[tuple[str, str, str]]:
    """What a repair changes: the option, as it was, as it is to be."""
    before, after = (flat(way_of(source)) for source in (repair.before, repair.after))
    for name in dict.fromkeys((*before, *after)):
        if before.get(name) != after.get(name):
            yield name, before.get(name, ""), after.get(name, "")


def flat(way: Mapping[str, Any]) -> dict[str, str]:
    """A way of reading by its keys, as TOML writes their values."""
    own = {name: toml_value(value) for name, value in way.items() if name != "options"}
    return own | {f"options.{name}": toml_value(value) for name, value in way["options"].items()}


def links(config: Config, topic: str, title: str) -> list[FeedLink]:
    """The feeds of a topic."""
    return [
        FeedLink(FORMATS[form].label, url, urlsplit(url).path, FORMATS[form].media_type, title)
        for form, url in feed_urls(config, topic).items()
    ]


def config_now(builder: Builder) -> Config:
    """The configuration as its files are now, where they are right; else the one in force."""
    try:
        return builder.load()
    except (FeedsvcError, StoreError):
        return this_web().config


def nothing_there(detection: Detection) -> str:
    """Why a page has no card."""
    why = not_worth_it(detection) or "nothing finds stories there"
    return f"{why[0].upper()}{why[1:]}. Another page of the site may show them as a list."


def with_scheme(url: str) -> str:
    """The address with the scheme that somebody left out: https, or http inside the own network."""
    if not url or "://" in url or NO_HOST.match(url):
        return url
    try:
        inside = is_local(f"http://{url}")
    except ValueError:  # is no address, which will be told
        inside = False
    return f"{'http' if inside else 'https'}://{url}"
