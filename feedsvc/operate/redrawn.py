"""A source whose page has become a place that only scripts fill: what its scripts ask for, or what they draw.

asks for /api/news.json, which holds known stories  →  that address, extractor = "json", no browser
posts to /graphql, whose answer holds them          →  that address and body, extractor = "json", no browser
nothing that it asks for holds them                 →  the page as it is drawn, with render = "auto"
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace

from feedsvc.browser.drawing import Rendered
from feedsvc.config import SourceConfig
from feedsvc.errors import SourceError
from feedsvc.models import Page
from feedsvc.operate.asked import MOST_ASKED, Ask, askable
from feedsvc.operate.case import Case, NoRepair
from feedsvc.operate.detect import detect
from feedsvc.operate.elsewhere import may_read
from feedsvc.operate.knownlists import LEAST
from feedsvc.operate.refining import read_in
from feedsvc.operate.repair import find_repair
from feedsvc.operate.way import Repair, weighed
from feedsvc.poll.reading import settings_of


def drawn_repair(case: Case, rendered: Rendered, ask: Ask) -> Repair:
    """The best way to read the source without a browser, else with one; raises NoRepair."""
    repairs = list(_by_data(case, rendered, ask))
    best = max(repairs, key=lambda one: (one.is_sure, one.fit.found), default=None)
    return best or _by_page(case, rendered.page)


def _by_data(case: Case, rendered: Rendered, ask: Ask) -> Iterator[Repair]:
    """Requests that the page's scripts make, and whose answers show known stories to us too."""
    asked = askable(rendered.data, (known.title for known in case.known))
    for one in [one for one in asked if may_read(case.source, one.url)][:MOST_ASKED]:
        with suppress(SourceError):
            page = ask(one)
            best = detect(page, read_in(case.children, case.source, page)).best
            if best is None or best.strategy != "json":
                continue
            plain = replace(_plain(case.source), url=one.url, body=one.body)
            after = replace(plain, extractor="json", options=best.options)
            found = case.children.extract(page, settings_of(after), page.fetched_at)
            repair = weighed(case, after, found, page)
            if repair.fit.found >= min(LEAST, len(case.known)):
                yield repair


def _by_page(case: Case, page: Page) -> Repair:
    """The drawn page, read as it was before where that still fits."""
    source = case.source
    if source.may_draw:
        return find_repair(case, page)
    after = replace(source, render="auto")
    try:
        repair = find_repair(replace(case, source=after), page)
    except NoRepair as error:
        if not error.is_well:
            raise
        found = case.children.extract(page, settings_of(after), page.fetched_at)
        repair = weighed(case, after, found, page)
    return replace(repair, before=source)


def _plain(source: SourceConfig) -> SourceConfig:
    """The source without a browser, and without what was learned of its page."""
    return replace(source, render="never", wait=None, date_order=None, date_language=None)
