"""Links that data do not show: made of slugs as the sitemap writes them, or the page that the data fill."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from urllib.parse import urljoin

from feedsvc.errors import SourceError
from feedsvc.extract.addressed import NAMES, around
from feedsvc.operate.detection import Detection
from feedsvc.operate.finding import Finding
from feedsvc.operate.tries import Run, finding_of

MOST_INDEXES = 2
_MADE_OF_DATA = ("state", "json")


def with_sitemap(detection: Detection, run: Run, visit: Callable[[str], Run]) -> Detection:
    """With links for a best finding that has none, where the sitemap has addresses made of its slugs.

    `visit` fetches a page to be read and raises SourceError where it cannot be had.
    """
    if not _lacks_links(detection.best):
        return detection
    return with_links(detection, run, list(_addresses(urljoin(detection.url, "/sitemap.xml"), visit)))


def with_links(detection: Detection, run: Run, addresses: Sequence[str]) -> Detection:
    """With links for a best finding that has none, where these addresses are made of its slugs."""
    best = detection.best
    if best is None or not _lacks_links(best) or not addresses:
        return detection
    linked = _linked(best, run, addresses)
    if linked is None:
        return detection
    findings = tuple(linked if one is best else one for one in detection.findings)
    return replace(detection, best=linked, findings=findings)


def _lacks_links(best: Finding | None) -> bool:
    """Whether it is made of data, and neither has links nor says how they are made."""
    return bool(best and best.strategy in _MADE_OF_DATA and not best.linked and "link" not in best.options)


def _addresses(url: str, visit: Callable[[str], Run]) -> Iterator[str]:
    """Every address in the site's newest sitemap; none where it has none."""
    for _ in range(MOST_INDEXES):
        try:
            found = visit(url)("sitemap", {})
        except SourceError:
            return
        yield from filter(None, (story.url for story in found.stories))
        if found.stories or not found.next_url:
            return
        url = found.next_url


def _linked(best: Finding, run: Run, addresses: Sequence[str]) -> Finding | None:
    """The finding with links, by the first of its names that the addresses hold."""
    above = str(best.options.get("title", "")).partition(" || ")[0].rpartition(".")[0]
    for name in (*NAMES, "slug.current"):
        path = f"{above}.{name}" if above else name
        try:
            named = run(best.strategy, {**best.options, "guid": path})
        except SourceError:
            continue
        slugs = [story.guid for story in named.stories if story.guid]
        if slugs and (form := around(slugs, addresses)):
            link = {"path": path, "template": f"{form[0]}{{value}}{form[1]}"}
            return finding_of(best.strategy, {**best.options, "link": link}, run)
    return None
