"""The page about what is trusted names tests that are there, for every border, and is found from where it is looked for."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "threat-model.md"
NAMED = re.compile(r"`((?:tests|config)/[\w./-]+)`")


def borders() -> list[str]:
    """The parts of the page that are about one border."""
    return re.split(r"^###? ", PAGE.read_text("utf-8").partition("## The borders")[2], flags=re.MULTILINE)[
        1:10
    ]


def test_every_file_that_it_names_exists() -> None:
    named = NAMED.findall(PAGE.read_text("utf-8"))
    assert len(named) > 40
    assert [name for name in named if not (ROOT / name).is_file()] == []


@pytest.mark.parametrize("part", borders(), ids=lambda part: part.split("\n", 1)[0])
def test_every_border_says_which_test_shows_it(part: str) -> None:
    assert part[0].isdigit()
    shown = part.partition("\nShown by ")[2]
    assert NAMED.search(shown)


@pytest.mark.parametrize("name", ["README.md", "SECURITY.md"])
def test_it_is_linked(name: str) -> None:
    assert "(docs/threat-model.md)" in (ROOT / name).read_text("utf-8")
