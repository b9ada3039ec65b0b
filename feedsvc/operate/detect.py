"""How a page can be read: every strategy is tried on it, and on every list that it has.

    detection = detect(page, run, survey, timezone="Europe/Oslo")   # run = ExtractorPool.extract, bound
    detection = with_feeds(detection, open_feed)   # the feeds that the page links, too (linkedfeeds.py)
    detection.findings                # one row a strategy, list and feed
    candidates(detection)             # those that are worth a choice, best first (candidates.py)
    source_toml(detection, title=…)   # the text of config/sources/<slug>.toml (sourcefile.py)

Nothing here parses the page: that happens in the child behind `run`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from feedsvc.decide.walls import wall_in
from feedsvc.extract import EXTRACTORS
from feedsvc.extract.pagekind import in_words
from feedsvc.models import Page, Proposal, Survey
from feedsvc.operate.detection import Detection
from feedsvc.operate.finding import Finding
from feedsvc.operate.spoken import spoken
from feedsvc.operate.tries import Run, tried_with

STAND_INS = ("captcha", "consent", "login", "age", "region", "javascript")
"""Kinds of pages whose lists are no stories."""
EQUAL = 0.95
"""Share of the best one's worth from which on another list is as good."""


def strategies() -> list[str]:
    """Every strategy in the order of preference among equals: the more a page says on purpose, the better."""
    return sorted(EXTRACTORS, key=lambda name: -EXTRACTORS[name].purpose)


def detect(page: Page, run: Run, survey: Survey | None = None, *, timezone: str = "UTC") -> Detection:
    """Tries every strategy that needs no hand-written options, and every list of the survey.

    The best is that of greatest worth; a list of the survey is it where no strategy finds anything and most
    of it is dated, or where it is as good as the best and holds what is newer.
    """
    survey = survey or Survey()
    auto, extraction = tried_with("auto", {}, run)
    others = (_other(name, auto.proposals, run) for name in strategies() if name != "auto")
    by_name = {one.strategy: _doubted(one, auto) for one in others} | {"auto": auto}
    tried = [by_name[name] for name in strategies()]
    lists = _lists((*auto.proposals, *survey.lists), tried, run)
    wall = in_words(auto.page_kind) if auto.page_kind in STAND_INS else ""
    found = [_behind(wall, finding) for finding in (*tried, *lists)]
    return Detection(
        url=page.url,
        findings=tuple(found),
        best=_best(found[: len(tried)], found[len(tried) :], page.fetched_at),
        feeds=tuple(url for url in auto.feeds if url != page.url),
        page_title=extraction.page_title if extraction else None,
        timezone=timezone,
        language=spoken(page),
        next_url=extraction.next_url if extraction else None,
        page_kind=auto.page_kind,
        wall=wall_in(page.text, auto.page_kind),
        further=auto.further,
        media_type=page.media_type,
        survey=survey,
    )


def _best(tried: Sequence[Finding], lists: Sequence[Finding], now: datetime) -> Finding | None:
    """The finding of greatest worth, the first of equals; of lists as good, that which holds the newest."""
    good = [f for f in tried if f.stories and not f.refused]
    others = [f for f in lists if not f.refused and 2 * f.dated >= f.stories > 0]
    best = max(good or others, key=lambda f: f.worth, default=None)
    if best is None:
        return None
    equals = [f for f in others if f.worth >= EQUAL * best.worth and not f.shown <= best.shown]
    return max((best, *equals), key=lambda f: f.newest(now))


def _doubted(finding: Finding, auto: Finding) -> Finding:
    """The finding with the doubts of `auto` where it reads the same stories in another way."""
    same = finding.strategy in {one.extractor for one in auto.proposals} and finding.titles == auto.titles
    return replace(finding, doubts=auto.doubts) if same else finding


def _behind(wall: str, finding: Finding) -> Finding:
    """The finding, refused where the page stands in for another one and nothing in it is dated."""
    return replace(finding, refused=wall) if wall and finding.stories and not finding.dated else finding


def _other(name: str, proposals: Sequence[Proposal], run: Run) -> Finding:
    """The strategy with the options that `auto` proposes for it; without any where it needs none."""
    options = next((p.options for p in reversed(proposals) if p.extractor == name), None)
    if options is None and (reason := EXTRACTORS[name].unproposed):
        return Finding(strategy=name, reason=reason)
    return tried_with(name, options or {}, run)[0]


def _lists(proposals: Iterable[Proposal], tried: Iterable[Finding], run: Run) -> list[Finding]:
    """What the proposals read that were not tried yet."""
    known = [(finding.strategy, dict(finding.options)) for finding in tried]
    found: list[Finding] = []
    for proposal in proposals:
        if (proposal.extractor, dict(proposal.options)) not in known:
            known.append((proposal.extractor, dict(proposal.options)))
            finding = tried_with(proposal.extractor, proposal.options, run)[0]
            found.append(replace(finding, refused=proposal.refused))
    return found
