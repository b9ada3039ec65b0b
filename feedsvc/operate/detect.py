"""How a page can be read: every strategy is tried on it, and on every list that it has.

    detection = detect(page, run, survey, timezone="Europe/Oslo")     # run = ExtractorPool.extract, bound
    detection = with_feeds(detection, open_feed)                       # the feeds that the page links, too
    detection.findings                # one row a strategy, list and feed
    candidates(detection)             # those that are worth a choice, best first (candidates.py)
    source_toml(detection, title=…)   # the text of config/sources/<slug>.toml (sourcefile.py)

Nothing here parses the page: that happens in the child behind `run`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from feedsvc.decide.walls import wall_in
from feedsvc.errors import ExtractError, SourceError
from feedsvc.extract import EXTRACTORS
from feedsvc.extract.pagekind import in_words
from feedsvc.models import Extraction, Page, ParsedStory, Proposal, Survey

Run = Callable[[str, Mapping[str, Any]], Extraction]
"""Extracts the page with a strategy and its options; raises SourceError."""
SAMPLES = 3
STAND_INS = ("captcha", "consent", "login", "age", "region", "javascript")
"""Kinds of pages whose lists are no stories."""
MAX_FEEDS = 2
"""Feeds of one page that are asked for."""
MAX_TRIES = 3
"""Addresses of hidden feeds that are tried; but one beside a feed that the page links."""
MAX_HIDDEN = 2
"""Hidden feeds that are offered."""
EQUAL = 0.95
"""Share of the best one's worth from which on another list is as good."""
SAME = 0.8
"""Share of the stories of two findings from which on they are one list."""
LONG_AGO = datetime(1, 1, 1, tzinfo=UTC)
SOON = timedelta(days=1)
"""Later dates say when something will be, not when it was told."""


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
    found: tuple[ParsedStory, ...] = ()
    """The stories themselves."""
    reason: str = ""
    refused: str = ""
    """Why its stories are none, in words for the operator; empty where they may be some."""
    attempts: tuple[str, ...] = ()
    page_kind: str | None = None
    further: str | None = None
    feeds: tuple[str, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    """What the strategy says of the page besides: its kind, its own feeds, how else it can be read."""
    date_order: str | None = None
    date_language: str | None = None
    date_doubt: str = ""
    """How the page writes its dates, and why the order of day and month is doubtful."""
    doubts: tuple[str, ...] = ()
    """Why the stories may not be the page's, a clause each."""
    body: str = ""
    """What is posted to `url`, where its answer is read."""
    render: str = ""
    """`auto` where the page shows them only once a browser has drawn it."""

    @property
    def worth(self) -> float:
        """How good a feed it would give: stories count by what is known of them."""
        if not self.stories:
            return 0.0
        shares = (self.headlined + self.linked + self.dated) / self.stories
        size: float = min(self.stories, 30) ** 0.5
        return round(size * (shares + 0.3 * self.authored / self.stories), 6)

    @property
    def shown(self) -> frozenset[str]:
        """What names its stories: their links, else their titles."""
        return frozenset(story.url or story.title for story in self.found)

    def newest(self, now: datetime) -> datetime:
        """When its newest story is from; long ago where nothing dates one."""
        dates = (story.published for story in self.found)
        return max((date for date in dates if date and date < now + SOON), default=LONG_AGO)

    def reads_as(self, other: Finding) -> bool:
        """Whether both are the same way to read the same page."""
        ways = [(one.url, one.body, one.strategy, dict(one.options), one.render) for one in (self, other)]
        return ways[0] == ways[1]

    def reads_like(self, other: Finding) -> bool:
        """Whether both read the same stories of the same page, by their links or by their titles."""
        titles = ({story.title for story in one.found} for one in (self, other))
        page = (self.url, self.body) == (other.url, other.body)
        return page and (_alike(self.shown, other.shown) or _alike(*titles))


@dataclass(frozen=True, kw_only=True, slots=True)
class Detection:
    """Every strategy's finding, the best one (None where nothing is worth a source), and linked feeds."""

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
    wall: str = ""
    """The wall that the page is (decide.walls)."""
    further: str | None = None
    """Where the page says that its list goes on."""
    media_type: str = ""
    """Of the page."""
    survey: Survey = field(default_factory=Survey)
    hidden: tuple[str, ...] = ()
    """Addresses at which the page's feeds may be though it names none (`hidden_feeds`)."""

    @property
    def is_feed(self) -> bool:
        """Whether the page is a feed or a sitemap itself."""
        return any(f.strategy in ("upstream", "sitemap") and f.stories and not f.url for f in self.findings)

    @property
    def other_feeds(self) -> tuple[str, ...]:
        """The linked feeds but the chosen one."""
        return tuple(url for url in self.feeds if self.best is None or url != self.best.url)


def _alike(ours: Set[str], theirs: Set[str]) -> bool:
    return len(ours & theirs) >= max(SAME * len(ours | theirs), 1)


def strategies() -> list[str]:
    """Every strategy in the order of preference among equals: the more a page says on purpose, the better."""
    return sorted(EXTRACTORS, key=lambda name: -EXTRACTORS[name].purpose)


def detect(page: Page, run: Run, survey: Survey | None = None, *, timezone: str = "UTC") -> Detection:
    """Tries every strategy that needs no hand-written options, and every list of the survey.

    The best is that of greatest worth; a list of the survey is it where no strategy finds anything and most
    of it is dated, or where it is as good as the best and holds what is newer.
    """
    survey = survey or Survey()
    auto, extraction = _try("auto", {}, run)
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


def with_feeds(detection: Detection, open_feed: Callable[[str], Run]) -> Detection:
    """With the first linked feed that has stories, of two at most; it is the best where it says more.

    `open_feed` fetches a feed and raises SourceError where it cannot be had. A page that shows as many
    dated stories as its feed needs no feed.
    """
    findings, title = list(detection.findings), detection.page_title
    best = detection.best
    for url in [u for u in detection.feeds if u.startswith(("http://", "https://"))][:MAX_FEEDS]:
        finding, extraction = try_feed(url, open_feed)
        findings.append(finding)
        if extraction and finding.stories:
            title = title or extraction.page_title
            best = finding if best is None or says_more(finding, best) else best
            break
    return replace(detection, findings=tuple(findings), best=best, page_title=title)


def with_hidden(detection: Detection, open_feed: Callable[[str], Run]) -> Detection:
    """With the hidden feeds that can be read, of few tries; what is none is not told of."""
    linked = any(f.url and f.stories for f in detection.findings)
    asked = {f.url for f in detection.findings}
    found: list[Finding] = []
    for url in [u for u in detection.hidden if u not in asked][: 1 if linked else MAX_TRIES]:
        finding, extraction = try_feed(url, open_feed)
        if extraction and finding.stories and len(found) < MAX_HIDDEN:
            found.append(finding)
            title = detection.page_title or extraction.page_title
            best = detection.best
            better = best is None or says_more(finding, best)
            detection = replace(detection, page_title=title, best=finding if better else best)
    feeds = dict.fromkeys((*detection.feeds, *(f.url for f in found)))
    return replace(detection, findings=(*detection.findings, *found), feeds=tuple(feeds))


def try_feed(url: str, open_feed: Callable[[str], Run]) -> tuple[Finding, Extraction | None]:
    """What the feed at this address says, or why it says nothing."""
    try:
        finding, extraction = _try("upstream", {}, open_feed(url))
    except SourceError as error:
        return Finding(strategy="upstream", url=url, reason=str(error)), None
    return replace(finding, url=url), extraction


def says_more(feed: Finding, best: Finding) -> bool:
    """Whether a feed is the better source than what the page shows."""
    return feed.dated > best.dated and feed.worth > best.worth


def _other(name: str, proposals: Sequence[Proposal], run: Run) -> Finding:
    """The strategy with the options that `auto` proposes for it; without any where it needs none."""
    options = next((p.options for p in reversed(proposals) if p.extractor == name), None)
    if options is None and (reason := EXTRACTORS[name].unproposed):
        return Finding(strategy=name, reason=reason)
    return _try(name, options or {}, run)[0]


def _lists(proposals: Iterable[Proposal], tried: Iterable[Finding], run: Run) -> list[Finding]:
    """What the proposals read that were not tried yet."""
    known = [(finding.strategy, dict(finding.options)) for finding in tried]
    found: list[Finding] = []
    for proposal in proposals:
        if (proposal.extractor, dict(proposal.options)) not in known:
            known.append((proposal.extractor, dict(proposal.options)))
            finding = _try(proposal.extractor, proposal.options, run)[0]
            found.append(replace(finding, refused=proposal.refused))
    return found


def _try(name: str, options: Mapping[str, Any], run: Run) -> tuple[Finding, Extraction | None]:
    try:
        extraction = run(name, options)
    except SourceError as error:
        return _failed(name, options, error), None
    return finding_from(name, options, extraction), extraction


def finding_of(name: str, options: Mapping[str, Any], run: Run) -> Finding:
    """What a strategy finds with these options, or why it finds nothing."""
    return _try(name, options, run)[0]


def with_list(detection: Detection, url: str, finding: Finding) -> Detection:
    """The detection with what somebody found at its page, or at this feed of it, by a way of their own."""
    finding = replace(finding, url=url if url != detection.url else "")
    known = any(one.reads_as(finding) for one in detection.findings)
    return detection if known else replace(detection, findings=(*detection.findings, finding))


def _failed(name: str, options: Mapping[str, Any], error: SourceError) -> Finding:
    finding = Finding(strategy=name, options=options, reason=_reason(error))
    if not isinstance(error, ExtractError):
        return finding
    return replace(finding, attempts=error.attempts, page_kind=error.kind, feeds=error.feeds)


def finding_from(name: str, options: Mapping[str, Any], extraction: Extraction) -> Finding:
    """What a strategy found, told as the finding of one."""
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
        found=stories,
        reason=in_words(extraction.page_kind) if extraction.page_kind else "",
        attempts=extraction.attempts,
        page_kind=extraction.page_kind,
        further=extraction.further,
        feeds=extraction.feeds,
        proposals=extraction.proposals,
        date_order=extraction.date_order,
        date_language=extraction.date_language,
        date_doubt=extraction.date_doubt,
        doubts=extraction.doubts,
    )


def _reason(error: SourceError) -> str:
    text = str(error)
    inner = text.removeprefix("no stories on the page (")
    return inner.removesuffix(")") if inner != text else text
