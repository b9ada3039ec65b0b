"""Links for stories of an API that gives none: made of what names them, and checked on a page of the site.

    {"posts": [{"title": "Second quay opens", "slug": "second-quay-opens"}, …]}     at https://p.example/api/posts

Is tried as https://p.example/posts/second-quay-opens and a few others, and believed only where that page
shows the story's title and not those of the others: then the source's file says

    link = { path = "slug", template = "https://p.example/posts/{value}" }
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from html import unescape
from typing import Any
from urllib.parse import quote, urlsplit

from feedsvc.clean.text import fold
from feedsvc.errors import SourceError
from feedsvc.models import Page, ParsedStory
from feedsvc.operate.detection import Detection
from feedsvc.operate.finding import Finding
from feedsvc.operate.tries import Run, finding_of

MOST_TRIES = 5
"""Pages that are asked for."""
MAKERS = ("json", "state")
NAMING = ("slug", "slug.current", "handle", "uid", "permalink", "path", "full_slug", "urlSlug")
"""Keys that may name a story in its address."""
PLACES = ("blog", "news", "articles", "posts")
_OF_API = re.compile(r"^(?:api|cms|admin|backend|strapi|content|data|cdn)[.-]")
_NOUN = re.compile(r"(?!v\d|api$|rest$|json$|index|list$|items$|search$)[a-z][a-z-]{2,30}", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True, slots=True)
class Named:
    """Where in an item its name stands, and the stories with it as their guid."""

    path: str
    stories: tuple[ParsedStory, ...]


def with_made_links(
    detection: Detection, run: Run, visit: Callable[[str], Page], tell: Callable[[str], None]
) -> Detection:
    """The detection, its best finding with links where it had none and some page proves how they are made."""
    best = detection.best
    if best is None or best.strategy not in MAKERS or best.linked or best.url:
        return detection
    if not detection.url.startswith(("http://", "https://")):
        return detection
    named = _named(best, run)
    if named is None or (template := _proven(named, detection.url, visit)) is None:
        return detection
    found = finding_of(best.strategy, _linked(best.options, named.path, template), run)
    tell(f"its links are made as {template} (a story's page proves it)")
    findings = tuple(found if finding is best else finding for finding in detection.findings)
    return replace(detection, findings=findings, best=found)


def _named(best: Finding, run: Run) -> Named | None:
    """The first key that names every story in words."""
    title = best.options.get("title", "")
    before = re.match(r"(?:[A-Za-z_]\w*\.)*", title)[0] if isinstance(title, str) else ""  # type: ignore[index]
    for prefix in dict.fromkeys((before, "")):
        for key in NAMING:
            path = f"{prefix}{key}"
            try:
                stories = run(best.strategy, {**best.options, "guid": path}).stories
            except SourceError:
                continue
            names = {story.guid for story in stories if story.guid and re.search(r"[^\W\d]{3}", story.guid)}
            if len(names) == len(stories) > 1:
                return Named(path=path, stories=stories)
    return None


def _proven(named: Named, url: str, visit: Callable[[str], Page]) -> str | None:
    """The first template that leads to a page of the first story, and of it alone."""
    story, *others = named.stories
    for template in list(_templates(url))[:MOST_TRIES]:
        try:
            page = visit(template.replace("{value}", quote((story.guid or "").strip("/"))))
        except SourceError:
            continue
        if _shows(page, story, others):
            return template
    return None


def _shows(page: Page, story: ParsedStory, others: list[ParsedStory]) -> bool:
    """Whether a page is the story's own: it has its title, at an address that still names it."""
    text = fold(unescape(page.text)).casefold()
    shown = sum(other.title.casefold() in text for other in others)
    kept = (story.guid or "").strip("/").casefold() in page.url.casefold()
    return kept and story.title.casefold() in text and 2 * shown <= len(others)


def _templates(url: str) -> Iterator[str]:
    """Addresses that stories of this API may have, the likeliest first."""
    parts = urlsplit(url)
    home = f"{parts.scheme}://{_OF_API.sub('', parts.netloc)}"
    nouns = [part for part in parts.path.lower().removesuffix(".json").split("/") if _NOUN.fullmatch(part)]
    places = [*nouns[-1:], *(noun.removesuffix("s") for noun in nouns[-1:]), "", *PLACES]
    for place in dict.fromkeys(places):
        yield f"{home}/{place}/{{value}}" if place else f"{home}/{{value}}"


def _linked(options: Mapping[str, Any], path: str, template: str) -> dict[str, Any]:
    """The options with the link behind the title."""
    link = {"path": path, "template": template}
    first = {name: value for name, value in options.items() if name in ("items", "state", "script", "title")}
    return {**first, "link": link, **{k: v for k, v in options.items() if k not in first}}
