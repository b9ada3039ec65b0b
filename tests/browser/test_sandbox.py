"""Who is not root has a browser within Chromium's own sandbox, besides all that we keep it from."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.browser.site import CHROMIUM
from tests.patience import PATIENCE

ROOT = Path(__file__).parents[2]
NOBODY = 65534
FILTERED = "2"
"""Of `Seccomp:` in proc(5): what a process of a page may ask of the kernel is filtered."""


def as_nobody(*command: str) -> subprocess.CompletedProcess[str]:
    """What a command comes to for a user without any rights."""
    user = NOBODY if os.geteuid() == 0 else None
    return subprocess.run(
        command,
        cwd=ROOT,
        env=os.environ | {"HOME": "/nonexistent", "PYTHONDONTWRITEBYTECODE": "1"},
        user=user,
        group=user,
        extra_groups=[] if user else None,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
    )


def lacking() -> str:
    """What a sandbox cannot be made without, if it is not there."""
    if CHROMIUM is None or shutil.which("unshare") is None:
        return "no Chromium"
    try:
        if as_nobody("unshare", "--user", "true").returncode:
            return "this kernel gives no user namespaces"
        return (
            "nobody else reads these files"
            if as_nobody(sys.executable, "-c", "import feedsvc").returncode
            else ""
        )
    except OSError as error:
        return str(error)


def test_a_user_without_rights_draws_pages_in_a_sandbox() -> None:
    if told := lacking():
        pytest.skip(told)
    done = as_nobody(sys.executable, "-m", "tests.browser.sandboxed")
    assert done.returncode == 0, done.stderr
    page, *processes = done.stdout.splitlines()
    assert "<title>fish</title>" in page
    kinds, users, filters = zip(*(line.split() for line in processes), strict=True)
    assert "0" not in users
    pages = {filtered for kind, filtered in zip(kinds, filters, strict=True) if kind == "renderer"}
    assert pages == {FILTERED}
