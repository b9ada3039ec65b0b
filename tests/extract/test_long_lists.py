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


@pytest.mark.no_cover
def test_the_authors_of_stories_that_share_one_element_are_read_in_time() -> None:
    names = '<b class="author">Ann Lee</b> and <b class="author">Bo Wu</b><time>2026-03-01</time>'
    entry = f'<h3><a href="/s/{{n}}">The harbour\'s story number {{n}}</a></h3>{names}' + "<p>Fog.</p>" * 30
    page = make_page(f"<div>{''.join(entry.format(n=n) for n in range(400))}</div>")
    began = time.process_time()
    found = run(page, make_settings(extractor="auto"), NOW).stories
    assert {story.authors for story in found} == {("Ann Lee", "Bo Wu")}
    assert time.process_time() - began < 5  # looking through all of the element for each took twelve
