"""Packages whose names are imported when they are asked for."""

from __future__ import annotations

import subprocess
import sys
from importlib import import_module

import pytest

LATE = ("feedsvc.builder", "feedsvc.config", "feedsvc.fetch", "feedsvc.models")


@pytest.mark.parametrize("package", LATE)
def test_every_name_that_a_package_offers_is_there(package: str) -> None:
    module = import_module(package)
    assert all(getattr(module, name) is vars(module)[name] for name in module.__all__)


@pytest.mark.parametrize("package", LATE)
def test_a_name_that_no_module_has_is_told_as_anywhere(package: str) -> None:
    with pytest.raises(AttributeError, match=f"module '{package}' has no attribute 'nonsense'"):
        import_module(package).nonsense  # noqa: B018


@pytest.mark.parametrize(
    ("package", "unwanted"),
    [
        ("feedsvc.builder", "feedsvc.builder.room"),
        ("feedsvc.builder.settings", "flask"),
        ("feedsvc.config", "feedsvc.config.tables"),
        ("feedsvc.fetch", "pycurl"),
        ("feedsvc.models", "feedsvc.models.stories"),
    ],
)
def test_what_nobody_asks_for_is_not_imported(package: str, unwanted: str) -> None:
    program = f"import sys, {package}; sys.exit({unwanted!r} in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
