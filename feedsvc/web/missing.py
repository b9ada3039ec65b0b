"""Why there is nothing at an address, by the configuration and what was last seen of the store. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from feedsvc.config import Config
from feedsvc.publish.channels import OPML_PATH
from feedsvc.web.lastseen import View
from feedsvc.web.paths import FEED_PATH, LONGEST_PATH, page_in

_PAGES_AHEAD = 3
"""Archive pages that may have been published since the last look at topics, and one that is still empty."""


@dataclass(frozen=True, slots=True)
class Missing:
    """Why there is no document: unknown (404), gone (410), moved (301), unbuilt or away (503)."""

    reason: str
    location: str = ""


class Names:
    """Which topics there are, were and are called otherwise now."""

    def __init__(self, config: Config) -> None:
        self._config = config
        self.topics = {t.slug: t for t in config.topics}
        self._former = {old: t.slug for t in config.topics for old in t.former}

    def title(self, slug: str, view: View) -> str | None:
        """The title of a topic that is served; None for every other name."""
        if slug in self.topics:
            return self.topics[slug].title
        state = view.topics.get(slug)
        return state.title if state and not state.removed else None

    def missing_document(self, path: str, view: View) -> Missing | None:
        """Why there is no document at this path; None where there may be one."""
        if path == OPML_PATH:
            return None
        match = FEED_PATH.match(path) if len(path) <= LONGEST_PATH else None
        if match is None or match[3] not in self._config.publish.formats:
            return Missing("unknown")
        slug, archive, form = match.groups()
        if (now := self._now_called(slug)) is not None:
            return Missing("moved", f"/feeds/{now}{archive or ''}.{form}")
        return self._missing_topic(slug, view)

    def missing_page(self, slug: str, view: View) -> Missing | None:
        """Why a topic's page cannot be shown, or None when it can."""
        if (now := self._now_called(slug)) is not None:
            return Missing("moved", f"/topics/{now}")
        return self._missing_topic(slug, view)

    def _now_called(self, slug: str) -> str | None:
        return None if slug in self.topics else self._former.get(slug)

    def _missing_topic(self, slug: str, view: View) -> Missing | None:
        if self.title(slug, view) is not None:
            return None
        if slug in view.topics:
            return Missing("gone")
        return Missing("unknown") if view.version >= 0 else None

    def is_awaited(self, path: str, view: View) -> bool:
        """Whether it is the first document of a topic of ours, or of one that others made a moment ago."""
        match = FEED_PATH.match(path)
        return match is None or (self.title(match[1], view) is not None and match[2] is None)

    def is_too_far(self, path: str, view: View) -> bool:
        """Whether it is an archive page that no history of its topic can have reached."""
        match = FEED_PATH.match(path)
        if view.version < 0 or match is None or match[2] is None:
            return False
        state, size = view.topics.get(match[1]), self._config.entries_of(match[1])
        return state is not None and page_in(match[2]) > state.seq // size + _PAGES_AHEAD
