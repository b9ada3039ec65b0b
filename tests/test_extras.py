"""What an installation lacks is told with a command that works in it."""

from __future__ import annotations

import shlex
import sys
import tomllib
from importlib.metadata import PackageNotFoundError
from pathlib import Path
from typing import Any

import pytest

from feedsvc import extras
from feedsvc.extras import how_to_install

ROOT = Path(__file__).parents[1]
ASKED = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["optional-dependencies"]


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No checkout: a wheel, with pip beside it."""
    monkeypatch.setattr(extras, "HERE", tmp_path)
    monkeypatch.setattr(extras, "find_spec", lambda _name: object())


@pytest.mark.parametrize("extra", ["browser", "postgres", "queue"])
def test_the_packages_of_an_extra_are_named_and_not_feedsvc(elsewhere: None, extra: str) -> None:
    words = shlex.split(how_to_install(extra))
    assert words == [sys.executable, "-m", "pip", "install", *ASKED[extra]]


def test_a_checkout_installs_from_its_lock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extras, "find_spec", lambda _name: object())
    words = shlex.split(how_to_install("browser"))
    assert words[-3:] == ["--require-hashes", "-r", str(ROOT / "requirements-browser.lock")]


def test_an_environment_without_pip_is_filled_from_outside(
    elsewhere: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(extras, "find_spec", lambda _name: None)
    assert shlex.split(how_to_install("queue"))[:5] == ["uv", "pip", "install", "--python", sys.executable]


def test_without_metadata_the_extra_itself_is_named(elsewhere: None, monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(name: str) -> Any:
        raise PackageNotFoundError(name)

    monkeypatch.setattr("importlib.metadata.requires", unknown)
    assert how_to_install("queue").endswith(" 'feedsvc[queue]'")


def test_no_message_names_an_index_that_may_not_have_feedsvc() -> None:
    for file in [*ROOT.glob("feedsvc/**/*.py"), *ROOT.glob("feedsvc/**/*.toml"), *ROOT.glob("docs/*.md")]:
        assert "pip install feedsvc[" not in file.read_text("utf-8"), file
