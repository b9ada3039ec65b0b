"""Changes decisions, address guard and dispatcher in small ways, and counts the changes that a test notices.

    make mutants                 at most 200 changes of each room, drawn by a fixed seed
    make mutants SEED=11         others
    make mutants SAMPLE=10000    all of them, which takes hours

mutmut makes the changes and runs the tests (`[tool.mutmut]` in pyproject.toml); it stands beside the
environment, since nothing else needs it. What lives is listed by `mutmut results` and shown by `mutmut show`.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

MUTMUT = "mutmut==3.8.1"
TOOLS = Path(".venv-mutants").resolve()
GOAL = 0.8
LIVES = (0, 5, 33)
"""What mutmut notes where tests pass, and where none reaches the change."""
ROOMS = {"decide": "feedsvc/decide", "guard": "feedsvc/fetch", "dispatcher": "feedsvc/schedule"}


def main(most: int, seed: int = 10) -> int:
    """Prints the share of each room; exit status 1 where one is below the goal."""
    uv = [".venv/bin/uv", "pip", "install", "--quiet", "--python", ".venv", "--target", str(TOOLS), MUTMUT]
    subprocess.run(uv, check=True)
    mutmut("no change has this name", quiet=True)  # makes all changes and tries none
    drawn = {room: draw(sorted(found(room)), most, seed) for room in ROOMS}
    mutmut(*(name for names in drawn.values() for name in names))
    shares = [share(room, names) for room, names in drawn.items()]
    return int(min(shares) < GOAL)


def draw(names: list[str], most: int, seed: int) -> list[str]:
    """So many of the names; a larger draw by the same seed holds the smaller one."""
    random.Random(seed).shuffle(names)
    return names[:most]


def mutmut(*names: str, quiet: bool = False) -> None:
    """Tries these changes."""
    command = [".venv/bin/python", "-m", "mutmut", "run", *names]
    output = subprocess.DEVNULL if quiet else None
    subprocess.run(
        command, env=os.environ | {"PYTHONPATH": str(TOOLS)}, stdout=output, stderr=output, check=False
    )


def found(room: str) -> dict[str, int | None]:
    """The changes made in a room, and how the tests of each ended."""
    ended: dict[str, int | None] = {}
    for notes in Path("mutants", ROOMS[room]).rglob("*.meta"):
        ended |= json.loads(notes.read_text("utf-8"))["exit_code_by_key"]
    return ended


def share(room: str, names: list[str]) -> float:
    """Prints which share of these changes the tests noticed, and how often each module's were not."""
    ended = found(room)
    tried = [name for name in names if ended[name] is not None]
    alive = defaultdict(int, dict.fromkeys({name.split(".x")[0] for name in tried}, 0))
    for name in tried:
        alive[name.split(".x")[0]] += ended[name] in LIVES
    noticed = 1 - sum(alive.values()) / max(1, len(tried))
    print(f"{room}: {noticed:.1%} of {len(tried)} changes noticed, {len(ended)} made (goal {GOAL:.0%})")
    print("  alive: " + ", ".join(f"{name.split('.')[-1]} {count}" for name, count in sorted(alive.items())))
    return noticed


if __name__ == "__main__":
    raise SystemExit(main(*map(int, sys.argv[1:])))
