"""Links that neither a page nor its data show: made of slugs as the site's sitemap writes them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from urllib.parse import urljoin

from feedsvc.errors import SourceError
from feedsvc.extract.addressed import NAMES, around
from feedsvc.operate.detect import Detection, Finding, Run, finding_of

MOST_INDEXES = 2
_MADE_OF_DATA = ("state", "json")


def with_sitemap(detection: Detection, run: Run, visit: Callable[[str], Run]) -> Detection:
    """With links for a best finding that has none, where the sitemap has addresses made of its slugs.

    `visit` fetches a page to be read and raises SourceError where it cannot be had.
    """
    best = detection.best
    if best is None or best.strategy not in _MADE_OF_DATA or best.linked or "link" in best.options:
        return detection
    addresses = list(_addresses(urljoin(detection.url, "/sitemap.xml"), visit))
    linked = _linked(best, run, addresses) if addresses else None
    if linked is None:
        return detection
    findings = tuple(linked if one is best else one for one in detection.findings)
    return replace(detection, best=linked, findings=findings)


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


def _linked(best: Finding, run: Run, addresses: list[str]) -> Finding | None:
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
