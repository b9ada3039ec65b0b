"""Measures what grows with what, beside other programs, and writes RESULTS.md with plots: some minutes.

python bench/report.py [--full]       # --full: refreshes beside a million stories, ten minutes more
python bench/report.py --written      # only writes and draws anew what results/figures.json holds
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parent)]
from _curve import Curve
from _holding import holding
from _machine import machine
from _reading import reading
from _refreshing import FULL, SIZES, refreshing
from _rendering import publication, rendering
from _rivals import changedetection, rsshub
from _serving import serving
from _sizing import told
from _writing import written

from feedsvc.process import LARGE_OF_POLLS, settle, share_heaps
from feedsvc.telemetry import configure_logging

HERE = Path(__file__).parent
ROOT = HERE.parent
FIGURES = HERE / "results" / "figures.json"
SCALE = ROOT / "docs" / "scale.md"


def figures(full: bool) -> dict[str, Any]:
    """Everything that is measured."""
    found: dict[str, Any] = {"machine": machine()}
    say("rivals")
    found["rivals"] = [asdict(rival) for rival in (changedetection(), rsshub())]
    settle()  # as the scheduler does
    share_heaps(LARGE_OF_POLLS)
    found["curves"] = [asdict(curve) for curve in curves(full, found)]
    say("what processes hold")
    found["MiB"] = holding()
    return found


def curves(full: bool, found: dict[str, Any]) -> Iterator[Curve]:
    """Each curve; what is learnt beside it goes into `found`."""
    say("extraction")
    yield reading()
    say("refresh")
    refresh, found["bytes of a story"] = refreshing(FULL if full else SIZES)
    yield refresh
    say("rendering")
    yield rendering()
    say("publication")
    yield publication()
    say("serving")
    served, found["µs of a request"] = serving()
    yield served


def say(what: str) -> None:
    """Tell what is measured now."""
    print(f"== {what}", flush=True)


def write(found: dict[str, Any]) -> None:
    """The page, its plots, and the tables of docs/scale.md."""
    (HERE / "RESULTS.md").write_text(written(found))
    SCALE.write_text(told(SCALE.read_text(), found))
    python = ROOT / ".venv-bench" / "bin" / "python"
    subprocess.run([python, HERE / "_plots.py"], check=True)


def main() -> int:
    """Measure and write; what is printed says where it is."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--full", action="store_true", help="beside a million stories, too")
    parser.add_argument("--written", action="store_true", help="measure nothing")
    given = parser.parse_args()
    configure_logging("error", "text")
    FIGURES.parent.mkdir(exist_ok=True)
    if not given.written:
        found = figures(given.full)
        FIGURES.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n")
    write(json.loads(FIGURES.read_text()))
    print("bench/RESULTS.md, bench/results/ and the tables of docs/scale.md are written")
    return 0


if __name__ == "__main__":
    sys.exit(main())
