"""The lists that a page has, to choose from: the page's own, and the feeds that it leads to, best first.

lists = candidates(detection, like="Second quay opens")   # ranked by the words copied from the page
document(detection, lists)                                # as JSON: `new --json`, POST /api/candidates
replace(detection, best=lists[1].finding)                 # choose the second one
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from feedsvc.decide.similarity import bare_words, says
from feedsvc.models import Extraction, ParsedStory
from feedsvc.operate.detect import EQUAL
from feedsvc.operate.detection import Detection
from feedsvc.operate.finding import Finding
from feedsvc.operate.worth import doubts, refusal

FIRST = 5
"""Stories that are shown of a candidate."""
MENTIONED = 0.6
"""Share of the words looked for from which on a story shows them."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Candidate:
    """One list of stories: its number, the way to read it, and what speaks against it."""

    n: int
    finding: Finding
    warnings: tuple[str, ...] = ()


def candidates(detection: Detection, like: str = "") -> tuple[Candidate, ...]:
    """The lists of the page and its feeds, best first; with `like` those first that show these words."""
    order = list(_ranked(detection))
    if like:
        order.sort(key=lambda finding: likeness(finding, like), reverse=True)  # keeps the order of equals
    return tuple(
        Candidate(n=n, finding=f, warnings=tuple(_warnings(f, order))) for n, f in enumerate(order, 1)
    )


def likeness(finding: Finding, like: str) -> tuple[int, float]:
    """How many titles hold the words, or stand in them; and how much of them one story says."""
    titles = sum(says(story.title, like) for story in finding.found)
    share = max((_share(story, like) for story in finding.found), default=0.0)
    return titles, round(share, 1)


def is_like(finding: Finding, like: str) -> bool:
    """Whether the list shows the words at all."""
    titles, share = likeness(finding, like)
    return titles > 0 or share >= MENTIONED


def document(detection: Detection, lists: Sequence[Candidate]) -> dict[str, Any]:
    """What there is to choose from, as plain JSON values."""
    return {
        "url": detection.url,
        "kind": kind(detection),
        "wall": detection.wall or None,
        "feeds": list(detection.feeds),
        "candidates": [_values(candidate, detection) for candidate in lists],
    }


def preview(found: Extraction) -> dict[str, Any]:
    """What a way of reading gives, story by story with its reasons, as plain JSON values."""
    rest = {"strategy": found.strategy, "dropped": found.dropped, "attempts": list(found.attempts)}
    return rest | {"page_kind": found.page_kind, "stories": [story.to_json() for story in found.stories]}


def kind(detection: Detection) -> str:
    """What the page is: feed, sitemap, json, the kind that it stands in as (captcha …), else page."""
    if detection.page_kind:
        return detection.page_kind
    of_data = {"upstream": "feed", "sitemap": "sitemap"}
    whole = (f.strategy for f in detection.findings if f.stories and not f.url)
    other = "json" if "json" in detection.media_type else "page"
    return next((of_data[name] for name in whole if name in of_data), other)


def _ranked(detection: Detection) -> Iterator[Finding]:
    """The best one, then the others that read something else; those that are no stories last."""
    found = [f for f in detection.findings if f.stories and f is not detection.best]
    found.sort(key=lambda f: (refusal(f) is None, f.worth), reverse=True)
    taken: list[Finding] = []
    for finding in ([detection.best] if detection.best else []) + found:
        if not any(finding.reads_like(other) for other in taken):
            taken.append(finding)
            yield finding


def _warnings(finding: Finding, order: Sequence[Finding]) -> Iterator[str]:
    if problem := refusal(finding):
        yield problem
    else:
        yield from doubts(finding)
    for other in order:
        as_good = finding.worth * EQUAL <= other.worth and other.worth * EQUAL <= finding.worth
        if other is not finding and as_good and not finding.shown & other.shown:
            yield f"list {order.index(other) + 1} is as good"


def _values(candidate: Candidate, detection: Detection) -> Mapping[str, Any]:
    finding = candidate.finding
    return {
        "n": candidate.n,
        "url": finding.url or detection.url,
        "extractor": finding.strategy,
        "options": dict(finding.options),
        "stories": [story_values(story) for story in finding.found[:FIRST]],
        "count": finding.stories,
        "dated": finding.dated,
        "linked": finding.linked,
        "worth": round(finding.worth, 2),
        "warnings": list(candidate.warnings),
    } | {key: value for key, value in (("body", finding.body), ("render", finding.render)) if value}


def story_values(story: ParsedStory) -> dict[str, Any]:
    """A story as a card shows it."""
    published = story.published.strftime("%Y-%m-%dT%H:%M:%SZ") if story.published else None
    return {
        "title": story.title,
        "url": story.url,
        "published": published,
        "authors": list(story.authors),
    }


def _share(story: ParsedStory, like: str) -> float:
    wanted = set(bare_words(like))
    text = " ".join((story.title, story.summary, story.text, *story.authors, story.section or ""))
    return len(wanted & set(bare_words(text))) / len(wanted) if wanted else 0.0
