"""What a web process and a scheduler hold after a minute's work; `make memory` looks for hours."""

from __future__ import annotations

import tempfile
from argparse import Namespace
from pathlib import Path

from _changing import changing_pages
from memory import watch, working

SHORT = Namespace(seconds=45.0, sources=60, hours=0.5, trace=None)


def holding() -> dict[str, float]:
    """MiB resident, by process; `run` is both of the others in one."""
    with (
        tempfile.TemporaryDirectory() as place,
        changing_pages() as origin,
        working(Path(place), origin, SHORT) as processes,
    ):
        watch(processes, origin, SHORT)
    return {process.name: round(process.size(), 1) for process in processes}
