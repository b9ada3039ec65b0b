"""What the builder's pages show: the address form, a list as a card, one source, a repair beside what was."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from feedsvc.builder.asked import Choice
from feedsvc.operate.candidates import Candidate, candidates
from feedsvc.operate.detect import Detection
from feedsvc.operate.worth import not_worth_it
from feedsvc.web.answers import this_web
from feedsvc.web.readers import is_local

NO_HOST = re.compile(r"(?:javascript|file|data|mailto|about|view-source):", re.IGNORECASE)
FIRST = 3
"""Stories on a card."""


def start_values(typed: Mapping[str, Any], problem: str = "") -> dict[str, Any]:
    """What the first form shows."""
    address = f"{this_web().config.site.base_url}/new?url="
    bookmarklet = f"javascript:location.href={json.dumps(address)}+encodeURIComponent(location.href)"
    return {"typed": typed, "problem": problem, "cards": (), "bookmarklet": bookmarklet}


def card(candidate: Candidate, detection: Detection) -> dict[str, Any]:
    """One list of the page, as a card shows it."""
    finding = candidate.finding
    choice = Choice(finding.url or detection.url, finding.strategy, dict(finding.options))
    return {
        "n": candidate.n,
        "strategy": finding.strategy,
        "feed": finding.url,
        "count": finding.stories,
        "dated": finding.dated,
        "stories": finding.found[:FIRST],
        "warnings": candidate.warnings,
        "choice": choice.text(),
    }


def warnings_of(
    detection: Detection | None, url: str, extractor: str, options: Mapping[str, Any]
) -> tuple[str, ...]:
    """What speaks against a list, where it was one of the cards."""
    if detection is None:
        return ()
    for candidate in candidates(detection):
        finding = candidate.finding
        read = (finding.url or detection.url, finding.strategy, dict(finding.options))
        if read == (url, extractor, dict(options)):
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
