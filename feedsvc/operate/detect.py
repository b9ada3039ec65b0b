"""How a page can be read: every strategy is tried on it, and the best one becomes a source's file.

    detection = detect(page, run, timezone="Europe/Oslo")     # run = ExtractorPool.extract, bound
    detection = with_feeds(detection, open_feed)               # the feeds that the page links, too
    detection.findings                # one row per strategy, for a table
    source_toml(detection, title=…)   # the text of config/sources/<slug>.toml

Nothing here parses the page: that happens in the child behind `run`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlsplit

from feedsvc.config.toml import toml_value
from feedsvc.errors import ExtractError, SourceError
from feedsvc.extract import EXTRACTORS
from feedsvc.models import Extraction, Page, ParsedStory, Proposal

Run = Callable[[str, Mapping[str, Any]], Extraction]
"""Extracts the page with a strategy and its options; raises SourceError."""
SAMPLES = 3
STAND_INS = ("captcha", "consent", "login")
"""Kinds of pages whose lists are no stories."""
MAX_FEEDS = 2
"""Feeds of one page that are asked for."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Finding:
    """What one strategy finds on the page; `reason` says why it finds nothing."""

    strategy: str
    url: str = ""
    """The feed that it reads instead of the page."""
    options: Mapping[str, Any] = field(default_factory=dict)
    stories: int = 0
    dated: int = 0
    linked: int = 0
    authored: int = 0
    headlined: int = 0
    distinct: int = 0
    """Titles that differ."""
    titles: tuple[str, ...] = ()
    reason: str = ""
    attempts: tuple[str, ...] = ()
    page_kind: str | None = None
    feeds: tuple[str, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    """What the strategy says of the page besides: its kind, its own feeds, how else it can be read."""

    @property
    def worth(self) -> float:
        """How good a feed it would give: stories count by what is known of them."""
        if not self.stories:
            return 0.0
        shares = (self.headlined + self.linked + self.dated) / self.stories
        size: float = min(self.stories, 30) ** 0.5
        return round(size * (shares + 0.3 * self.authored / self.stories), 6)


@dataclass(frozen=True, kw_only=True, slots=True)
class Detection:
    """Every strategy's finding, the best one (None where nothing finds stories), and linked feeds."""

    url: str
    findings: tuple[Finding, ...]
    best: Finding | None
    feeds: tuple[str, ...] = ()
    """Absolute addresses of feeds that the page names: usually the better source."""
    page_title: str | None = None
    timezone: str = "UTC"
    next_url: str | None = None
    """The page that shows the stories, where this one only leads to it (a sitemap index)."""
    page_kind: str | None = None
    """What the page looks like where it is not the wanted one (`pagekind`)."""

    @property
    def other_feeds(self) -> tuple[str, ...]:
        """The linked feeds but the chosen one."""
        return tuple(url for url in self.feeds if self.best is None or url != self.best.url)


def strategies() -> list[str]:
    """Every strategy in the order of preference among equals: the more a page says on purpose, the better."""
    return sorted(EXTRACTORS, key=lambda name: -EXTRACTORS[name].purpose)


def detect(page: Page, run: Run, *, timezone: str = "UTC") -> Detection:
    """Tries every strategy that needs no hand-written options; the best is that of greatest worth."""
    auto, extraction = _try("auto", {}, run)
    proposed = {proposal.extractor: proposal.options for proposal in auto.proposals}
    ordered = tuple(auto if name == "auto" else _other(name, proposed, run) for name in strategies())
    best = max(ordered, key=lambda f: f.worth)  # the first of equals
    refused = auto.page_kind in STAND_INS and not best.dated
    return Detection(
        url=page.url,
        findings=ordered,
        best=best if best.stories and not refused else None,
        feeds=tuple(url for url in auto.feeds if url != page.url),
        page_title=extraction.page_title if extraction else None,
        timezone=timezone,
        next_url=extraction.next_url if extraction else None,
        page_kind=auto.page_kind,
    )


def with_feeds(detection: Detection, open_feed: Callable[[str], Run]) -> Detection:
    """With the first linked feed that has stories, of two at most; it is the best where it says more.

    `open_feed` fetches a feed and raises SourceError where it cannot be had. A page that shows as many
    dated stories as its feed needs no feed.
    """
    findings, title = list(detection.findings), detection.page_title
    best = detection.best
    for url in [u for u in detection.feeds if u.startswith(("http://", "https://"))][:MAX_FEEDS]:
        finding, extraction = _try_feed(url, open_feed)
        findings.append(finding)
        if extraction and finding.stories:
            title = title or extraction.page_title
            best = finding if best is None or _says_more(finding, best) else best
            break
    return replace(detection, findings=tuple(findings), best=best, page_title=title)


def _try_feed(url: str, open_feed: Callable[[str], Run]) -> tuple[Finding, Extraction | None]:
    try:
        finding, extraction = _try("upstream", {}, open_feed(url))
    except SourceError as error:
        return Finding(strategy="upstream", url=url, reason=str(error)), None
    return replace(finding, url=url), extraction


def _says_more(feed: Finding, best: Finding) -> bool:
    return feed.dated > best.dated and feed.worth > best.worth


def _other(name: str, proposed: Mapping[str, Mapping[str, Any]], run: Run) -> Finding:
    """The strategy with the options that `auto` proposes for it; without any where it needs none."""
    if name not in proposed and (reason := EXTRACTORS[name].unproposed):
        return Finding(strategy=name, reason=reason)
    return _try(name, proposed.get(name, {}), run)[0]


def _try(name: str, options: Mapping[str, Any], run: Run) -> tuple[Finding, Extraction | None]:
    try:
        extraction = run(name, options)
    except SourceError as error:
        return _failed(name, options, error), None
    return _finding(name, options, extraction), extraction


def _failed(name: str, options: Mapping[str, Any], error: SourceError) -> Finding:
    finding = Finding(strategy=name, options=options, reason=_reason(error))
    if not isinstance(error, ExtractError):
        return finding
    return replace(finding, attempts=error.attempts, page_kind=error.kind, feeds=error.feeds)


def _finding(name: str, options: Mapping[str, Any], extraction: Extraction) -> Finding:
    stories = extraction.stories

    def count(has: Callable[[ParsedStory], object]) -> int:
        return sum(bool(has(story)) for story in stories)

    return Finding(
        strategy=name,
        options=options,
        stories=len(stories),
        dated=count(lambda s: s.published),
        linked=count(lambda s: s.url),
        authored=count(lambda s: s.authors),
        headlined=count(lambda s: s.headline_given),
        distinct=len({story.title for story in stories}),
        titles=tuple(story.title for story in stories[:SAMPLES]),
        reason=f"it is a {extraction.page_kind} page" if extraction.page_kind else "",
        attempts=extraction.attempts,
        page_kind=extraction.page_kind,
        feeds=extraction.feeds,
        proposals=extraction.proposals,
    )


def _reason(error: SourceError) -> str:
    text = str(error)
    inner = text.removeprefix("no stories on the page (")
    return inner.removesuffix(")") if inner != text else text


# -- the source's file -----------------------------------------------------------------------------


def suggest_slug(url: str, title: str | None = None) -> str:
    """A slug for the source: `https://www.post.example/news/` → `post-example-news`."""
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.")
    words = re.findall(r"[a-z0-9]+", f"{host} {parts.path}".lower().removesuffix(".html"))
    return (
        "-".join(words)[:50].strip("-")
        or "-".join(re.findall(r"[a-z0-9]+", (title or "").lower()))
        or "source"
    )


def source_toml(detection: Detection, *, title: str | None = None, every: str = "30m") -> str:
    """The commented text of `config/sources/<slug>.toml` for the best finding (or `auto`)."""
    best = detection.best or Finding(strategy="auto")
    name = title or detection.page_title or urlsplit(detection.url).hostname or detection.url
    lines = [
        *_comments(detection),
        f"title = {_quoted(name)}",
        f"url = {_quoted(best.url or detection.url)}",
        f"# {_choice()}",
        f"extractor = {_quoted(best.strategy)}",
        f"timezone = {_quoted(detection.timezone)}        # of dates that carry none",
        f"every = {_quoted(every)}",
        '# expect = "48h"               # told as stale when there is no news for so long',
        "# full_text = true              # fetch each new story's own page for its whole text",
        '# robots = "ignore"             # only for pages of your own',
        "",
        "[options]",
        *_options(best),
    ]
    return "\n".join(lines) + "\n"


def _comments(detection: Detection) -> list[str]:
    best = detection.best
    lines = [f"# Written by `feedsvc new {_one_line(detection.url)}`. What each strategy finds there:"]
    lines += [f"#   {_row(finding)}" for finding in detection.findings]
    others = detection.other_feeds
    lines += [f"# The page links a feed of its own: {_one_line(url)}" for url in others]
    if others:
        lines.append('# (to read that: put it into url, and extractor = "upstream")')
    if best:
        lines += [f"# Sample title: {_one_line(title)}" for title in best.titles]
    return [*lines, ""]


def _row(finding: Finding) -> str:
    name = _one_line(f"{finding.strategy} {finding.url}")
    if not finding.stories:
        return f"{name}: nothing ({_one_line(finding.reason)[:150]})"
    return (
        f"{name}: {finding.stories} stories, {finding.dated} with dates,"
        f" {finding.linked} with links, {finding.authored} with authors"
    )


def _options(finding: Finding) -> list[str]:
    lines = [f"{name} = {_written(value)}" for name, value in finding.options.items()]
    return [*lines, *EXTRACTORS[finding.strategy].hints]


def _choice() -> str:
    *others, last = EXTRACTORS
    return f"{', '.join(others)} or {last}"


def _written(value: object) -> str:
    return toml_value(value) if isinstance(value, dict) else _quoted(str(value))


def _quoted(text: str) -> str:
    """A TOML basic string; JSON's escapes are all TOML's too."""
    return json.dumps(_one_line(text), ensure_ascii=False).replace("\x7f", "\\u007f")


def _one_line(text: str) -> str:
    return " ".join("".join(c if c.isprintable() or c == " " else " " for c in text).split())
