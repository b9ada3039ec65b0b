"""Which browser is taken, and what is said where there is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from feedsvc.browser import program as room
from feedsvc.browser.program import NoBrowser, executable, told
from feedsvc.config import BrowserOptions


def program(folder: Path) -> Path:
    place = folder / "chromium"
    place.write_text("#!/bin/sh\n")
    place.chmod(0o755)
    return place


def test_the_configured_program_is_taken(tmp_path: Path) -> None:
    place = program(tmp_path)
    assert executable(BrowserOptions(executable=str(place))) == str(place)


def test_a_browser_that_runs_already_needs_no_program() -> None:
    options = BrowserOptions(url="ws://127.0.0.1:9222")
    assert (executable(options), told(options)) == ("", "at ws://127.0.0.1:9222")


def test_one_of_the_machine_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = program(tmp_path)
    monkeypatch.setattr(room, "PROGRAMS", ("none-such", str(place)))
    assert executable(BrowserOptions()) == str(place)


def test_a_machine_without_one_is_told_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "PROGRAMS", ())
    with pytest.raises(NoBrowser, match="there is no browser on this machine \\(install Chromium, or name"):
        executable(BrowserOptions())
    assert told(BrowserOptions()).startswith("none: there is no browser")


def test_a_wrong_path_is_named(tmp_path: Path) -> None:
    (tmp_path / "text").write_text("")
    with pytest.raises(NoBrowser, match="/none is not there \\(name a Chromium, or leave it out\\)"):
        executable(BrowserOptions(executable=str(tmp_path / "none")))
    with pytest.raises(NoBrowser, match="/text is no program"):
        executable(BrowserOptions(executable=str(tmp_path / "text")))


def test_the_extra_is_named_where_it_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "find_spec", lambda name: None)
    with pytest.raises(NoBrowser, match=r"pip install .*browser\.lock; in a container"):
        executable(BrowserOptions(url="ws://127.0.0.1:9222"))
