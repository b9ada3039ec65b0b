"""The browser that tests drive: first the one without a window, which takes less than half the CPU."""

from __future__ import annotations

import os
import shutil

NAMES = ("/usr/lib/chromium/chromium-headless-shell", "chromium-headless-shell", "chromium", "google-chrome")
"""Debian's own script around the first does not end it with itself."""


def chromium() -> str | None:
    """The one that FEEDSVC_TEST_CHROMIUM names, else one that the machine has; None where it has none."""
    given = os.environ.get("FEEDSVC_TEST_CHROMIUM")
    return given or next(filter(None, map(shutil.which, NAMES)), None)
