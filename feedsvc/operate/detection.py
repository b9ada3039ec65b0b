"""All that is found of a page: the finding of every strategy and list, the best, and what the page says."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from feedsvc.models import Survey
from feedsvc.operate.finding import Finding
from feedsvc.operate.spoken import fits


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
    language: str = ""
    """The language that the page names."""
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
    def spoken(self) -> str:
        """The language of the best finding's stories; empty where none is named, or one of another script."""
        titles = self.best.titles if self.best else ()
        return self.language if self.language and fits(self.language, titles) else ""

    @property
    def other_feeds(self) -> tuple[str, ...]:
        """The linked feeds but the chosen one."""
        return tuple(url for url in self.feeds if self.best is None or url != self.best.url)


def with_list(detection: Detection, url: str, finding: Finding) -> Detection:
    """The detection with what somebody found at its page, or at this feed of it, by a way of their own."""
    finding = replace(finding, url=url if url != detection.url else "")
    known = any(one.reads_as(finding) for one in detection.findings)
    return detection if known else replace(detection, findings=(*detection.findings, finding))
