"""Lists of ten thousand entries end within a child's three seconds: nothing is counted anew for each entry."""

from __future__ import annotations

import time

import pytest

from feedsvc.extract.pipeline import run
from tests.extract.helpers import NOW, make_page, make_settings

LINK = '<a href="/s/{n}">The register\'s entry number {n}</a>'


@pytest.mark.parametrize("template", [f"{LINK}<br>", f"<li>{LINK}", f"<p>{LINK}</p><hr>"])
@pytest.mark.no_cover
def test_a_list_of_ten_thousand_entries_is_read_in_time(template: str) -> None:
    page = make_page("".join(template.format(n=n) for n in range(10_000)))
    began = time.process_time()
    assert len(run(page, make_settings(extractor="auto"), NOW).stories) == 500
    assert time.process_time() - began < 6  # counting all lines for each of them took nine
