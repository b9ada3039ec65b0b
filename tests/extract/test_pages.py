"""Every golden folder tests/pages/<extractor>/<case>/ gives exactly its expected.json.

A new case is a folder with page.* and meta.toml; `make golden` writes its expected.json, to be read before it is
committed, and renews the others after a wanted change.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from feedsvc.extract.pipeline import run
from tests.extract.helpers import PAGES, as_json, read_case
from tests.golden import assert_golden

CASES = sorted(path.parent for path in PAGES.glob("*/*/meta.toml"))


@pytest.mark.golden
@pytest.mark.parametrize("folder", CASES, ids=lambda folder: f"{folder.parent.name}/{folder.name}")
def test_a_golden_page_gives_what_it_gave(folder: Path) -> None:
    found = json.dumps(as_json(run(*read_case(folder))), indent=1, ensure_ascii=False)
    assert_golden(folder / "expected.json", f"{found}\n".encode())


def test_there_are_golden_pages() -> None:
    assert len(CASES) >= 8


@pytest.mark.parametrize("design", ["tables", "flat", "definitions", "reordered", "leaks"])
def test_a_redesign_changes_nothing(design: str) -> None:
    first = as_json(run(*read_case(PAGES / "byline" / "articles")))
    assert as_json(run(*read_case(PAGES / "byline" / design))) == first
