"""What `auto` learns of a page on its way to the stories: sentences for people, facts for programs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from msgspec.structs import replace

from feedsvc.clean.text import clean_text
from feedsvc.extract.base import RawExtraction, UseFallback
from feedsvc.models import Proposal


@dataclass(slots=True)
class Notes:
    """Filled while one page is read; every sentence says what was tried and what came of it."""

    attempts: list[str] = field(default_factory=list)
    feeds: tuple[str, ...] = ()
    """Addresses of the page's own feeds, as they stand there."""
    proposals: list[Proposal] = field(default_factory=list)
    page_kind: str | None = None
    """What the page is where its lists are no stories (`pagekind`)."""

    further: str | None = None
    """Where the page's list goes on."""

    def say(self, what: str) -> None:
        """Notes one attempt."""
        self.attempts.append(f"auto: {what}")

    def name_feeds(self, feeds: Iterable[str]) -> None:
        """Notes the feeds that the page links."""
        self.feeds = tuple(feeds)
        for url in self.feeds:
            self.say(f"the page links a feed: {clean_text(url)}")

    def propose(self, extractor: str, options: Mapping[str, Any]) -> str:
        """Notes another strategy that reads the same stories; gives the sentence that says so."""
        self.proposals.append(Proposal(extractor=extractor, options=options))
        return f"auto: the same as {extractor}: {json.dumps(options, ensure_ascii=False)}"

    def added_to(self, found: RawExtraction) -> RawExtraction:
        """What was found, with the facts."""
        return replace(found, feeds=self.feeds, proposals=tuple(self.proposals), further=self.further)

    def nothing(self) -> RawExtraction:
        """No stories, but the facts; raises UseFallback with what was tried where there are none."""
        feeds = self.attempts[: len(self.feeds)]
        tried = "; ".join(a.removeprefix("auto: ") for a in self.attempts[len(self.feeds) :])
        if not (self.feeds or self.page_kind):
            raise UseFallback(tried)
        attempts = (*feeds, f"auto: {tried}")
        return RawExtraction(attempts=attempts, feeds=self.feeds, page_kind=self.page_kind)
