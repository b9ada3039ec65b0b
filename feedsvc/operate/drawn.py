"""A page that only its scripts fill, drawn once by a browser, so that it may need none from then on.

asks for /api/news.json, which holds the stories  →  url = "…/api/news.json", extractor = "json"
nothing that it asks for holds them               →  the page itself, with render = "auto"
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace

from feedsvc.browser.renderer import Rendered
from feedsvc.browser.wire import Datum
from feedsvc.errors import SourceError
from feedsvc.extract.pagekind import SCRIPTED
from feedsvc.models import Page
from feedsvc.operate.detect import SAME, Detection, Finding, Run, detect
from feedsvc.operate.madelinks import with_made_links
from feedsvc.operate.slugs import with_links
from feedsvc.operate.worth import refusal

MOST_ASKED = 5
"""Addresses of data that are asked for again, without a browser."""
Draw = Callable[[Page], Rendered]
"""Draws a page within every limit of a poll; raises SourceError."""
Visit = Callable[[str], Page]
Reads = Callable[[Page], Run]


def needs_browser(detection: Detection) -> bool:
    """Whether the page holds nothing, and shows it only once its scripts have run."""
    return detection.best is None and detection.page_kind == SCRIPTED


def with_drawn(
    detection: Detection, rendered: Rendered, visit: Visit, reads: Reads, tell: Callable[[str], None]
) -> Detection:
    """The detection with what the drawn page shows, and before it the data that hold the same stories."""
    page = rendered.page
    drawn = detect(page, reads(page), timezone=detection.timezone)
    seen = replace(drawn.best, render="auto") if drawn.best and not refusal(drawn.best) else None
    shown = [story.url for story in seen.found if story.url] if seen else []
    found = _data(detection, rendered.data, visit, reads, tell, shown)
    data = [one for one in found if _holds(one, seen)]
    best = max(data, key=lambda one: one.worth, default=seen)
    others = (one for one in (*data, seen) if one and one is not best)
    findings = (*detection.findings, *([best] if best else []), *others)
    return replace(
        detection, findings=findings, best=best, page_title=detection.page_title or drawn.page_title
    )


def _data(
    detection: Detection,
    data: tuple[Datum, ...],
    visit: Visit,
    reads: Reads,
    tell: Callable[[str], None],
    shown: Sequence[str],
) -> Iterator[Finding]:
    """What the addresses give that the page asked for, asked by us alone; `shown` are its stories' links."""
    addresses = dict.fromkeys(one.url for one in data if one.method == "GET")
    for url in list(addresses)[:MOST_ASKED]:
        with suppress(SourceError):
            page = visit(url)
            run = reads(page)
            linked = with_links(detect(page, run, timezone=detection.timezone), run, shown)
            found = with_made_links(linked, run, visit, tell).best
            if found and found.strategy == "json" and not refusal(found):
                yield replace(found, url=url)


def _holds(data: Finding, seen: Finding | None) -> bool:
    """Whether the data hold the stories that the page shows, and not its menu."""
    if seen is None:
        return data.stories > 1 and data.dated > 0
    titles = {story.title for story in seen.found}
    shared = titles & {story.title for story in data.found}
    return len(shared) >= SAME * len(titles) and data.linked == data.stories
