"""What the strategies' tests share: extracting in one line, and pages that no strategy likes."""

from __future__ import annotations

import random
from typing import Any

import pytest

from feedsvc.extract import EXTRACTORS
from feedsvc.extract.base import ExtractSettings, OptionsError, RawExtraction, UseFallback
from feedsvc.models import Page
from tests.extract.helpers import make_page


def extract(name: str, page: Page | str | bytes, **options: Any) -> RawExtraction:
    """What the strategy finds on the page with these options."""
    settings = ExtractSettings(extractor=name, options=options, timezone="Europe/Oslo")
    return EXTRACTORS[name].make(settings).extract(page if isinstance(page, Page) else make_page(page))


def refusal(name: str, page: Page | str | bytes, **options: Any) -> str:
    """Why the strategy finds nothing on the page."""
    with pytest.raises(UseFallback) as caught:
        extract(name, page, **options)
    return str(caught.value)


def problems(name: str, **options: Any) -> dict[str, str]:
    """The mistakes in the options, by key."""
    with pytest.raises(OptionsError) as caught:
        EXTRACTORS[name].parse_options(options)
    return dict(caught.value.problems)


HOSTILE = [
    pytest.param(b"", id="empty"),
    pytest.param(b"   \n ", id="blank"),
    pytest.param(b"%PDF-1.7 \x00\x01\x02", id="wrong kind"),
    pytest.param(b'{"a": 1}', id="other JSON"),
    pytest.param(b"<rss><channel></channel></rss>", id="feed without entries"),
    pytest.param(b"<html><body><p>Just a sentence.</p></body></html>", id="page without stories"),
    pytest.param(random.Random(7).randbytes(1_000_000), id="noise", marks=pytest.mark.slow),
    pytest.param(b"\xff\xfe\xfa<ul><li>\xc3\x28</ul>", id="invalid UTF-8"),
    pytest.param(b"<div>" * 50_000, id="deep HTML", marks=pytest.mark.slow),
    pytest.param(b"<a>" * 50_000, id="deep XML", marks=pytest.mark.slow),
    pytest.param(b"[" * 50_000, id="deep JSON", marks=pytest.mark.slow),
    pytest.param(b'{"a":' * 50_000, id="deep JSON objects", marks=pytest.mark.slow),
    pytest.param(b"<rss " + b"a " * 300_000, id="endless tag", marks=pytest.mark.slow),
    pytest.param(
        b'<script type="application/ld+json">' + b"[" * 50_000 + b"</script>",
        id="deep script",
        marks=pytest.mark.slow,
    ),
]
