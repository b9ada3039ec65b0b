"""500 feed readers at one moment, without and with 300 slow clients, behind nginx as it is shipped.

    python bench/herd.py [--readers 500] [--slow 300] [--rounds 7]

The shipped nginx.conf in front of granian as its unit starts it. 300 clients send a byte a second and 30 more
never read what they asked for; quiet herds and herds among them take turns. Goal: everybody is answered 200
or 304, and the 99th percentile among slow clients is at most twice the quiet one.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import median, quantiles

sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parent)]

from http_serving import PATH, ROOT, free_port, publish, running, tag_of

from tests.herd import Answer, herd, slow
from tests.test_deploy import BIN, nginx_files, read_unit

GOAL = 2.0
DEAF = 30


@contextmanager
def behind_nginx(root: Path) -> Iterator[int]:
    """The port of nginx in front of the application, both as shipped, over one published feed."""
    front, back = free_port(), free_port()
    publish(root, front)
    words = read_unit("feedsvc-web.service")["Service"]["ExecStart"].split()[1:]
    granian = [str(BIN / "granian"), *(str(back) if word == "8000" else word for word in words)]
    with ExitStack() as stack:
        stack.enter_context(running(granian, back, cwd=ROOT, env=os.environ | {"FEEDSVC_CONFIG": str(root)}))
        stack.enter_context(running(nginx_files(root, front, back), front))
        yield front


def p99(answers: list[Answer]) -> float:
    """The 99th percentile, in seconds."""
    return quantiles([a.seconds for a in answers], n=100)[98]


def measured(port: int, given: argparse.Namespace) -> tuple[list[float], list[float], list[Answer]]:
    """The percentiles of quiet herds and of herds among slow clients, in turn, and every answer."""
    same = f"If-None-Match: {tag_of(port)}\r\n"
    quiet, busy, all_of_them = [], [], herd(port, PATH, given.readers)
    for n in range(given.rounds):
        more = same if n % 2 else ""
        first = herd(port, PATH, given.readers, more)
        with slow(port, PATH, given.slow, DEAF):
            second = herd(port, PATH, given.readers, more)
        quiet.append(p99(first))
        busy.append(p99(second))
        all_of_them += first + second
    return quiet, busy, all_of_them


def main() -> int:
    """Print the ratio; 1 when it misses its goal or somebody was not answered."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--readers", type=int, default=500)
    parser.add_argument("--slow", type=int, default=300)
    parser.add_argument("--rounds", type=int, default=7)
    given = parser.parse_args()
    if not shutil.which("nginx"):
        print("skipped: nginx not installed")
        return 0
    with tempfile.TemporaryDirectory() as root, behind_nginx(Path(root)) as port:
        quiet, busy, answers = measured(port, given)
    unanswered = [a.status for a in answers if a.status not in (200, 304)]
    ratio = median(busy) / median(quiet)
    if unanswered:
        print("statuses:", dict(Counter(a.status for a in answers)), "(0: no answer)")
    print(
        f"{given.readers} readers at once: p99 {median(quiet) * 1000:.0f} ms, among {given.slow} slow clients"
        f" {median(busy) * 1000:.0f} ms: {ratio:.2f} times (goal {GOAL:g}); {len(unanswered)} of"
        f" {len(answers)} not answered"
    )
    return ratio > GOAL or bool(unanswered)


if __name__ == "__main__":
    sys.exit(main())
