"""Draws a page, then says of every process of its browser what it was, whose, and whether its system calls
were filtered while it ran (proc(5)).

python -m tests.browser.sandboxed
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

from feedsvc.browser.processes import below
from tests.browser.site import PLACE, drawn, rendering, serving

LOOK = 0.05
SCRIPT = "document.title = 'fish'; document.body.append('Herring and cod are landed at the quay. '.repeat(6))"
"""It leaves text enough that the page is not taken for one that is still empty, and waited for."""


def kinds_of(parent: int) -> Iterator[tuple[int, str]]:
    """Each process below one: its number, and its kind, user and filter in one line."""
    for process in below(parent):
        with suppress(OSError):
            place = Path(f"/proc/{process}")
            kind = re.search(rb"--type=([\w-]+)", (place / "cmdline").read_bytes())
            status = re.findall(r"^(?:Uid|Seccomp):\s+(\d+)", (place / "status").read_text(), re.MULTILINE)
            if kind and len(status) == 2:
                yield process, " ".join([kind[1].decode(), *status])


def main() -> None:
    with (
        serving() as site,
        rendering(timeout=timedelta(seconds=100)) as renderer,
        ThreadPoolExecutor(1) as pool,
    ):
        site.has("/page", PLACE.replace("{script}", SCRIPT))
        drawing, seen = pool.submit(drawn, renderer, site, "/page"), dict[int, str]()
        while not drawing.done():
            seen |= dict(kinds_of(renderer.processes()) if renderer.processes() else ())
            time.sleep(LOOK)
        print(drawing.result().page.text, *seen.values(), sep="\n", flush=True)


if __name__ == "__main__":
    main()
