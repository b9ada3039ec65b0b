"""A small made-up page that a nursery reads before it forks, so that no child's first page pays for it.

Patterns are compiled, tables filled and code specialised while a process reads its first page. What a child
would do of that for itself, after every change of site, is done once here, before it is there.

    warm("reread", "byline", "Europe/Prague")
"""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime

from feedsvc.errors import ExtractError
from feedsvc.extract.base import ExtractSettings
from feedsvc.extract.serve import load
from feedsvc.extract.wire import done, read_request, request
from feedsvc.models import Page

WARMED = frozenset({"extract", "reread"})
"""The tasks that every poll of a changed page asks for."""
MOMENT = datetime(2026, 3, 6, tzinfo=UTC)
NUMBER = r"-(\d+)\.html$"
"""A pattern as operators give one: what matches it takes each child eight milliseconds to load."""
STORY = """<article><h2><a href="/2026/03/0{n}/town-{n}.html">The town opens its bridge number {n}</a></h2>
<p>By Ann Lee / Mar 0{n}, 2026 0{n}:15 AM / Town &amp; Land</p>
<figure><img data-src="/{n}.jpg" srcset="/{n}.jpg 360w" alt="A bridge"></figure>
<p>Photo: Ann Lee</p><p>Photo: Ann Lee</p>
<p>Bridge {n}, <b>wide</b> as "ever", was opened on Monday - it cost {cost}, said Bo Wu.</p>
<p>Contact reporter Ann Lee (<a href="mailto:ann@news.example">ann@news.example</a>)</p>
<p>Related: <a href="/2026/03/01/old-{n}.html">An older bridge is closed</a></p></article>"""
COSTS = ("3 million euros", '<a href="/costs">3 million euros</a>')
STORIES = "".join(STORY.format(n=n, cost=COSTS[n % 2]) for n in range(1, 5))
MARKUP = (
    '<!DOCTYPE html><html lang="en"><head><title>News</title></head><body>'
    '<nav><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li></ul></nav>'
    f"<main>{STORIES}</main></body></html>"
)


def warm(task: str, strategy: str, zone: str = "") -> None:
    """Read the page as a child would; a strategy that cannot read it has still been loaded."""
    if task not in WARMED:
        return
    do = load(task, strategy)
    known = ((),) if task == "reread" else ()
    settings = ExtractSettings(extractor=strategy, timezone=zone or "UTC", article_id=NUMBER)
    _, asked = read_request(request(task, (made_up_page(), settings, MOMENT, *known)))
    with suppress(ExtractError):
        done(do(*asked))


def made_up_page() -> Page:
    """Four stories as news sites show them."""
    return Page(
        url="https://news.example/",
        content=MARKUP.encode(),
        media_type="text/html",
        charset="utf-8",
        fetched_at=MOMENT,
    )
