"""Every golden folder tests/pages/<extractor>/<case>/ gives exactly its expected.json.

A new case is a folder with page.*, meta.toml and expected.json; `FEEDSVC_GOLDEN=write` in the
environment writes expected.json where it is missing, to be read before it is committed.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from feedsvc.extract.pipeline import run
from tests.extract.helpers import PAGES, as_json, read_case

CASES = sorted(path.parent for path in PAGES.glob("*/*/meta.toml"))


@pytest.mark.parametrize("folder", CASES, ids=lambda folder: f"{folder.parent.name}/{folder.name}")
def test_a_golden_page_gives_what_it_gave(folder: Path) -> None:
    found = json.loads(json.dumps(as_json(run(*read_case(folder)))))
    expected = folder / "expected.json"
    if not expected.exists() and os.environ.get("FEEDSVC_GOLDEN") == "write":
        expected.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", "utf-8")
    assert found == json.loads(expected.read_text("utf-8"))


def test_there_are_golden_pages() -> None:
    assert len(CASES) >= 8


@pytest.mark.parametrize("design", ["tables", "flat", "definitions", "reordered", "leaks"])
def test_a_redesign_changes_nothing(design: str) -> None:
    first = as_json(run(*read_case(PAGES / "byline" / "articles")))
    assert as_json(run(*read_case(PAGES / "byline" / design))) == first
