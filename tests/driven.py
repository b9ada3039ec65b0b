"""One driven browser for all tests of a process that follow each other: a start costs a second of CPU."""

from __future__ import annotations

from contextlib import ExitStack
from typing import Any

from tests.chromium import chromium

# A sandboxed frame in a process of its own is lost to the driver now and then while it is led elsewhere.
SWITCHES = ("--no-sandbox", "--disable-gpu", "--disable-features=IsolateSandboxedIframes")


class Driven:
    """A browser that is started when it is first asked for, and again after it was closed."""

    def __init__(self) -> None:
        self._stack = ExitStack()
        self._browser: Any = None

    def browser(self) -> Any:
        """The open browser; the thread that asks becomes its driver's, and can run no loop of its own."""
        if self._browser is None:
            from playwright.sync_api import sync_playwright

            playwright = self._stack.enter_context(sync_playwright())
            self._browser = playwright.chromium.launch(executable_path=chromium(), args=SWITCHES)
            self._stack.callback(self._browser.close)
        return self._browser

    def close(self) -> None:
        """End it, and its driver."""
        self._browser = None
        self._stack.close()
