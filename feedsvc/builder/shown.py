"""What the builder's pages show: the address form, a list as a card, one source, a repair beside what was."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from feedsvc.builder.choice import Choice
from feedsvc.builder.drawing import lacking
from feedsvc.operate.candidates import Candidate, candidates
from feedsvc.operate.detection import Detection
from feedsvc.operate.finding import Finding
from feedsvc.operate.worth import not_worth_it
from feedsvc.web.answers import this_web
from feedsvc.web.readers import is_local

NO_HOST = re.compile(r"(?:javascript|file|data|mailto|about|view-source):", re.IGNORECASE)
FIRST = 3
"""Stories on a card."""


def start_values(
    typed: Mapping[str, Any], problem: str = "", *, needs_browser: bool = False
) -> dict[str, Any]:
    """What the first form shows; below it the offer to have a page drawn that needs a browser."""
    config = this_web().config
    address = f"{config.site.base_url}/new?url="
    bookmarklet = f"javascript:location.href={json.dumps(address)}+encodeURIComponent(location.href)"
    needs = {"needs_browser": needs_browser, "lacking": lacking(config.browser) if needs_browser else ""}
    return {"typed": typed, "problem": problem, "cards": (), "bookmarklet": bookmarklet} | needs


def card(candidate: Candidate, detection: Detection) -> dict[str, Any]:
    """One list of the page, as a card shows it."""
    finding = candidate.finding
    choice = choice_from(finding, detection)
    return {
        "n": candidate.n,
        "strategy": finding.strategy,
        "feed": finding.url,
        "is_data": bool(finding.url) and finding.strategy == "json",
        "count": finding.stories,
        "dated": finding.dated,
        "stories": finding.found[:FIRST],
        "warnings": candidate.warnings,
        "choice": choice.text(),
    }


def choice_from(finding: Finding, detection: Detection) -> Choice:
    """The list that was found, as it is chosen."""
    url, options = finding.url or detection.url, dict(finding.options)
    return Choice(url, finding.strategy, options, finding.body, finding.render)


def warnings_of(detection: Detection | None, choice: Choice) -> tuple[str, ...]:
    """What speaks against a list, where it was one of the cards."""
    if detection is None:
        return ()
    for candidate in candidates(detection):
        if choice_from(candidate.finding, detection) == choice:
            return candidate.warnings
    return ()


def nothing_there(detection: Detection) -> str:
    """Why a page has no card."""
    why = not_worth_it(detection) or "nothing finds stories there"
    return f"{why[0].upper()}{why[1:]}. Another page of the site may show them as a list."


def with_scheme(url: str) -> str:
    """The address with the scheme that somebody left out: https, or http inside the own network."""
    if not url or "://" in url or NO_HOST.match(url):
        return url
    try:
        inside = is_local(f"http://{url}")
    except ValueError:  # is no address, which will be told
        inside = False
    return f"{'http' if inside else 'https'}://{url}"
