"""A page that only its scripts fill, drawn once by a browser, so that it may need none from then on.

asks for /api/news.json, which holds the stories  →  url = "…/api/news.json", extractor = "json"
posts to /graphql, whose answer holds them        →  url = "…/graphql", body = …, extractor = "json"
nothing that it asks for holds them               →  the page itself, with render = "auto"
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace

from feedsvc.browser.drawing import Rendered
from feedsvc.browser.wire import Datum
from feedsvc.errors import SourceError
from feedsvc.extract.pagekind import SCRIPTED
from feedsvc.models import Page, ParsedStory
from feedsvc.operate.asked import MOST_ASKED, Ask, Asked, askable
from feedsvc.operate.detect import detect
from feedsvc.operate.detection import Detection
from feedsvc.operate.finding import SAME, Finding
from feedsvc.operate.madelinks import with_made_links
from feedsvc.operate.slugs import with_links
from feedsvc.operate.tries import Run
from feedsvc.operate.worth import refusal

Draw = Callable[[Page], Rendered]
"""Draws a page within every limit of a poll; raises SourceError."""
Reads = Callable[[Page], Run]


def needs_browser(detection: Detection) -> bool:
    """Whether the page holds nothing, and shows it only once its scripts have run."""
    return detection.best is None and detection.page_kind == SCRIPTED


def with_drawn(
    detection: Detection, rendered: Rendered, ask: Ask, reads: Reads, tell: Callable[[str], None]
) -> Detection:
    """The detection with what the drawn page shows, and before it the data that hold the same stories."""
    page = rendered.page
    drawn = detect(page, reads(page), timezone=detection.timezone)
    seen = replace(drawn.best, render="auto") if drawn.best and not refusal(drawn.best) else None
    found = _data(detection, rendered.data, ask, reads, tell, seen.found if seen else ())
    data = [one for one in found if _holds(one, seen)]
    best = max(data, key=lambda one: one.worth, default=seen)
    others = (one for one in (*data, seen) if one and one is not best)
    findings = (*detection.findings, *([best] if best else []), *others)
    title, language = detection.page_title or drawn.page_title, drawn.language or detection.language
    return replace(detection, findings=findings, best=best, page_title=title, language=language)


def _data(
    detection: Detection,
    data: Sequence[Datum],
    ask: Ask,
    reads: Reads,
    tell: Callable[[str], None],
    seen: Sequence[ParsedStory],
) -> Iterator[Finding]:
    """What the requests give that the page made, made by us alone; `seen` are the stories that it shows."""
    shown = [story.url for story in seen if story.url]

    def visit(url: str) -> Page:
        return ask(Asked(url=url))

    for one in askable(data, (story.title for story in seen))[:MOST_ASKED]:
        with suppress(SourceError):
            page = ask(one)
            run = reads(page)
            linked = with_links(detect(page, run, timezone=detection.timezone), run, shown)
            found = with_made_links(linked, run, visit, tell).best
            if found and found.strategy == "json" and not refusal(found):
                yield replace(found, url=one.url, body=one.body)


def _holds(data: Finding, seen: Finding | None) -> bool:
    """Whether the data hold the stories that the page shows, and not its menu."""
    if seen is None:
        return data.stories > 1 and data.dated > 0
    titles = {story.title for story in seen.found}
    shared = titles & {story.title for story in data.found}
    return len(shared) >= SAME * len(titles) and data.linked == data.stories
