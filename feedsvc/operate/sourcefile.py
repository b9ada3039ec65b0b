"""The text of a source's file, with what else was found as comments: what `feedsvc new` writes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from feedsvc.clean.text import visible_line
from feedsvc.config.toml import toml_value
from feedsvc.extract import EXTRACTORS
from feedsvc.extract.further import template_of
from feedsvc.extract.paging import Paged
from feedsvc.operate.detection import Detection
from feedsvc.operate.finding import Finding
from feedsvc.operate.worth import refusal


def suggest_slug(url: str, title: str | None = None) -> str:
    """A slug for the source: `https://www.post.example/news/` → `post-example-news`."""
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.")
    words = re.findall(r"[a-z0-9]+", f"{host} {parts.path}".lower().removesuffix(".html"))
    return (
        "-".join(words)[:50].strip("-")
        or "-".join(re.findall(r"[a-z0-9]+", (title or "").lower()))
        or "source"
    )


def source_title(detection: Detection, title: str | None = None) -> str:
    """What the source is called: as somebody wants it, else by its page, else by its host."""
    return visible_line(title or detection.page_title or urlsplit(detection.url).hostname or detection.url)


def source_toml(
    detection: Detection,
    *,
    title: str | None = None,
    every: str = "30m",
    full_text: bool = False,
    origin: str = "",
) -> str:
    """The commented text of `config/sources/<slug>.toml` for the best finding (or `auto`).

    `origin` says where it comes from, if not from a look at its page.
    """
    best = detection.best or Finding(strategy="auto")
    whole = f"{'' if full_text else '# '}full_text = true"
    lines = [
        *([f"# {visible_line(origin)}", ""] if origin else _comments(detection)),
        f"title = {toml_value(source_title(detection, title))}",
        f"url = {_quoted(best.url or detection.url)}",
        *_body(best),
        f"# {_choice()}",
        f"extractor = {_quoted(best.strategy)}",
        f"timezone = {_quoted(detection.timezone)}        # of dates that carry none",
        *_language(detection),
        *_dates(best),
        *_render(best),
        f"every = {_quoted(every)}",
        '# expect = "48h"               # told as stale when there is no news for so long',
        f"{whole}              # fetch each new story's own page for its whole text",
        '# robots = "ignore"             # only for pages of your own',
        "",
        "[options]",
        *_options(best),
        *_further(detection, best),
    ]
    return "\n".join(lines) + "\n"


def _comments(detection: Detection) -> list[str]:
    best = detection.best
    lines = [f"# Written by `feedsvc new {visible_line(detection.url)}`. What each strategy finds there:"]
    lines += [f"#   {_row(finding)}" for finding in detection.findings]
    others = detection.other_feeds
    lines += [f"# The page links a feed of its own: {visible_line(url)}" for url in others]
    if others:
        lines.append('# (to read that: put it into url, and extractor = "upstream")')
    if best and (problem := refusal(best)):
        lines.append(f"# Written by --force below the floor of worth: {visible_line(problem)}")
    if best:
        lines += [f"# Sample title: {visible_line(title)}" for title in best.titles]
    return [*lines, ""]


def _language(detection: Detection) -> Iterator[str]:
    """What the stories are written in: their entries say so."""
    if detection.spoken:
        yield f"language = {_quoted(detection.spoken)}         # of the stories"


def _dates(finding: Finding) -> Iterator[str]:
    """What was learned of the page's dates: it holds at every poll."""
    if finding.date_order:
        doubt = f" (doubtful: {finding.date_doubt})" if finding.date_doubt else ""
        yield f"date_order = {_quoted(finding.date_order)}            # of dates in numbers{doubt}"
    if finding.date_language:
        yield f"date_language = {_quoted(finding.date_language)}          # of the names of months"


def _render(finding: Finding) -> Iterator[str]:
    """That a browser is needed, where it is."""
    if finding.render:
        yield f"render = {_quoted(finding.render)}              # its scripts put the stories there"


def _body(finding: Finding) -> Iterator[str]:
    """What is posted, where something is."""
    if finding.body:
        yield f"body = {toml_value(finding.body)}        # posted as the page's own scripts do"


def _row(finding: Finding) -> str:
    name = visible_line(f"{finding.strategy} {finding.url or finding.options.get('item', '')}")
    if not finding.stories:
        return f"{name}: nothing ({visible_line(finding.reason)[:150]})"
    return (
        f"{name}: {finding.stories} stories, {finding.dated} with dates,"
        f" {finding.linked} with links, {finding.authored} with authors"
        f"{f' (refused: {visible_line(finding.refused)})' if finding.refused else ''}"
    )


def _options(finding: Finding) -> list[str]:
    lines = [f"{name} = {_value(value)}" for name, value in finding.options.items()]
    if finding.strategy == "json" and finding.stories and "link" not in finding.options:
        lines.append("# no link was found; one can be made of what names a story:")
        lines.append('# link = { path = "slug", template = "https://example.org/news/{value}" }')
    return [*lines, *EXTRACTORS[finding.strategy].hints]


def _further(detection: Detection, best: Finding) -> list[str]:
    """How further pages would be read, where the page links one and the strategy reads pages at all."""
    if not detection.further or best.url or not issubclass(EXTRACTORS[best.strategy].Options, Paged):
        return []
    template = template_of(detection.url, detection.further)
    said = f"# The list goes on at {visible_line(detection.further)}; so many pages are read at every poll:"
    ways = [f"# next = {_quoted(template)}"] if template else []
    return [said, "# pages = 3", *ways]


def _choice() -> str:
    *others, last = EXTRACTORS
    return f"{', '.join(others)} or {last}"


def _value(value: object) -> str:
    return _quoted(value) if isinstance(value, str) else toml_value(value)


def _quoted(text: str) -> str:
    return toml_value(visible_line(text))


def above_options(text: str, lines: Sequence[str]) -> str:
    """The text of a source's file with these lines above its options."""
    found = re.search(r"^\[options\]\n", text, re.MULTILINE)  # a title in a comment may end so, too
    at = found.start() if found else len(text)
    return "\n".join((text[:at].rstrip(), *lines, "", text[at:])) if lines else text
