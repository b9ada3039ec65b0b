"""A way to read a source's page, weighed by the known stories: what it finds, and what speaks against it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from feedsvc.config import SourceConfig
from feedsvc.decide.fit import Fit, fit_of
from feedsvc.decide.refound import doubts
from feedsvc.models import Extraction, Page
from feedsvc.operate.case import Case


@dataclass(frozen=True, kw_only=True, slots=True)
class Repair:
    """How a source's page is to be read now, and what that means."""

    before: SourceConfig
    after: SourceConfig
    page: Page
    """The one that was read so: the source's, or the feed that takes its place."""
    fit: Fit
    announces: tuple[str, ...]
    """Titles of the stories that it would newly publish."""
    doubts: tuple[str, ...]

    @property
    def is_sure(self) -> bool:
        """Whether it may be applied without asking."""
        return not self.doubts

    @property
    def confidence(self) -> float:
        """The share of the known stories found, less for each doubt."""
        return round(self.fit.share * 0.8 ** len(self.doubts), 2)

    @property
    def moves(self) -> bool:
        """Whether another address is read from now on."""
        return self.before.url != self.after.url

    def values(self) -> dict[str, Any]:
        """As plain JSON values."""
        return {
            "source": self.before.slug,
            "known": self.fit.possible,
            "found": self.fit.found,
            "announces": len(self.announces),
            "confidence": self.confidence,
            "before": self._way_of(self.before),
            "after": self._way_of(self.after),
            "titles": list(self.announces),
            "doubts": list(self.doubts),
        }

    def _way_of(self, source: SourceConfig) -> dict[str, Any]:
        return ({"url": source.address} if self.moves else {}) | way_of(source)

    def told(self) -> str:
        """One sentence."""
        found = f"{self.fit.found} of {self.fit.possible} known stories"
        asked = ", asked with what the page's scripts post" if self.after.body != self.before.body else ""
        where = f"at {self.after.address}{asked}" if self.moves else "on the page as it is now"
        return f"{self.after.extractor} finds {found} {where}"


def way_of(source: SourceConfig) -> dict[str, Any]:
    """How a source's page is read: its extractor, options, and what is known of its dates."""
    learned = {"date_order": source.date_order, "date_language": source.date_language}
    learned |= {"render": source.render if source.may_draw else None}
    options = {"extractor": source.extractor, "options": dict(source.options)}
    return options | {name: value for name, value in learned.items() if value}


def weighed(
    case: Case,
    after: SourceConfig,
    found: Extraction,
    page: Page,
    elsewhere: Collection[str] = (),
    against: Sequence[str] = (),
) -> Repair:
    """The way to read the page as a repair, with all that speaks against it."""
    changes, remembered = case.compare(after, found)
    fit = fit_of(found.stories, case.known, elsewhere, page.fetched_at)
    reasons = case.judged(found, changes, remembered)
    return Repair(
        before=case.source,
        after=after,
        page=page,
        fit=fit,
        announces=tuple(n.story.title for n in changes.new),
        doubts=(*doubts(fit, changes, case.known), *against, *reasons),
    )
