"""What a command costs that only looks: processor time of it and its children, beside `python -c pass`.

Goal: each within 0.4 s, or within 20 times an empty program where the machine is slower or busy. Modules are
compiled, as where feedsvc is installed.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

TRIES = 5
RATIO, SECONDS = 20.0, 0.4
ENVIRON = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
FEEDSVC = [sys.executable, "-m", "feedsvc"]
LOOKS = {
    "--help": ["--help"],
    "schedule --help": ["schedule", "--help"],
    "status": ["status"],
    "check": ["check"],
    "review SOURCE": ["review", "sample"],
    "extract FILE": ["extract", "samples/gazette.html"],
}


def processor_seconds(command: list[str], place: Path) -> float:
    """The least processor time of several runs, of the process and its children."""
    spent = []
    for _ in range(TRIES):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(command, cwd=place, check=True, capture_output=True, env=ENVIRON)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        spent.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return min(spent)


def configured(place: Path) -> Path:
    """A configuration as `init` writes it, whose source has been polled."""
    for words in (["init", str(place)], ["poll", "--config", str(place)]):
        subprocess.run([*FEEDSVC, *words], cwd=place.parent, check=True, capture_output=True, env=ENVIRON)
    return place


def main() -> int:
    """A line for each command; 1 where one costs too much."""
    with tempfile.TemporaryDirectory() as folder:
        place = configured(Path(folder) / "feedsvc")
        empty = processor_seconds([sys.executable, "-c", "pass"], place)
        print(f"{'python -c pass':<16} {empty:.3f} s; goal: {SECONDS:g} s, {RATIO:g} times that")
        missed = 0
        for name, words in LOOKS.items():
            spent = processor_seconds([*FEEDSVC, "--config", ".", *words], place)
            good = spent <= SECONDS or spent / empty <= RATIO
            missed += not good
            print(f"{name:<16} {spent:.3f} s, {spent / empty:.1f} times that{'' if good else '  MISSED'}")
    return bool(missed)


if __name__ == "__main__":
    sys.exit(main())
