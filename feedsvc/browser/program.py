"""Which browser draws pages here: the one that is configured, else a Chromium that the machine has."""

from __future__ import annotations

import os
import shutil
from importlib.util import find_spec
from pathlib import Path

from feedsvc.config import BrowserOptions
from feedsvc.errors import FeedsvcError
from feedsvc.extras import how_to_install

PROGRAMS = (
    "/usr/lib/chromium/chromium-headless-shell",
    "chromium-headless-shell",
    "/usr/lib/chromium/chromium",
    "chromium",
    "chromium-browser",
    "google-chrome-stable",
    "google-chrome",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
"""Where it usually is, first the one without a window: a page costs it half the CPU, 0.4 s, and 200 MB less.

What Debian's scripts start comes before these, which give it switches for a screen.
"""
IMAGE = "in a container: the image of Containerfile.browser"
INSTALL = "install Chromium, or name one in [browser] executable of feedsvc.toml"


class NoBrowser(FeedsvcError):
    """There is no browser that could draw a page; the text says what to do."""


def executable(options: BrowserOptions) -> str:
    """The program to start, empty where one runs at an address already; raises NoBrowser."""
    if find_spec("playwright") is None:
        raise NoBrowser(f'a browser needs the extra "browser" ({how_to_install("browser")}; {IMAGE})')
    if options.url:
        return ""
    if options.executable:
        return _configured(options.executable)
    found = next((path for name in PROGRAMS if (path := shutil.which(name))), None)
    if found is None:
        raise NoBrowser(f"there is no browser on this machine ({INSTALL})")
    return found


def told(options: BrowserOptions) -> str:
    """Which browser there is, or why there is none, in one line."""
    try:
        return executable(options) or f"at {options.url}"
    except NoBrowser as error:
        return f"none: {error}"


def _configured(name: str) -> str:
    path = shutil.which(str(Path(name).expanduser()))
    if path is None:
        what = "is no program" if os.path.exists(name) else "is not there"
        raise NoBrowser(f"[browser] executable: {name} {what} (name a Chromium, or leave it out)")
    return path
