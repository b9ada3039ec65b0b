"""Run every benchmark beside this file and print what each says; exit status 1 when one misses its goal.

What takes longer has a target of its own, `make memory`, `make hostile`, `make bench-report`, or is run by
its name: `idle`, `punctual`.
"""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).parent
LIMIT, GOAL = 120, 300
"""Seconds of one, and of all."""
ELSEWHERE = ("run", "memory", "report", "hostile", "beside", "punctual", "idle")
TRIMMED = {
    "http_serving": ["--seconds", "2"],
    "flask_routing": ["--seconds", "2"],
    "heal": ["--sources", "2"],
    "makeovers": ["--every", "16"],
    "rates": ["--due", "40", "--sources", "200", "--minutes", "5.5"],
    "scale": ["--stories", "20000", "--few", "4000", "--sources", "500", "--topics", "100", "--rounds", "5"],
    "sources": ["--due", "50"],
    "store": ["--rounds", "5"],
    "web_memory": ["--requests", "500"],
}
"""Fewer rounds, or a smaller whole; all took 251 s on two cores on 2026-11-29."""


def run(script: Path) -> int:
    """One benchmark in a process of its own."""
    print(f"\n== {script.stem}", flush=True)
    try:
        return subprocess.run(
            [sys.executable, script, *TRIMMED.get(script.stem, [])], cwd=HERE.parent, timeout=LIMIT
        ).returncode
    except subprocess.TimeoutExpired:
        print(f"{script.name} took longer than {LIMIT} s")
        return 1


def main() -> int:
    """All of them, in order of name."""
    scripts = sorted(p for p in HERE.glob("[!_]*.py") if p.stem not in ELSEWHERE)
    began = time.monotonic()
    missed = [s.stem for s in scripts if run(s)]
    print(f"\n{time.monotonic() - began:.0f} s (goal {GOAL} on two quiet cores)")
    print(f"\n{len(scripts) - len(missed)} of {len(scripts)} within their goals", *missed, sep="\n  missed: ")
    return bool(missed)


if __name__ == "__main__":
    sys.exit(main())
