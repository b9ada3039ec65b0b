"""Draws a page, then says for every process of its browser whether its system calls are filtered (proc(5)).

python -m tests.browser.sandboxed
"""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

from feedsvc.browser.processes import below
from tests.browser.site import PLACE, drawn, rendering, serving


def main() -> None:
    with serving() as site, rendering(timeout=timedelta(seconds=100)) as renderer:
        site.has("/page", PLACE.replace("{script}", "document.title = 'fish'"))
        print(drawn(renderer, site, "/page").page.text, flush=True)
        for process in below(renderer.processes()):
            with suppress(OSError):
                status = Path(f"/proc/{process}/status").read_text()
                print(*re.findall(r"^(?:Uid|Seccomp):\s+(\d+)", status, re.MULTILINE))


if __name__ == "__main__":
    main()
