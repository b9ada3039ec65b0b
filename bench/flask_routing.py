"""A published feed through Flask's routing against nginx with the same bytes: what pages cost that are ready.

    python bench/flask_routing.py [--seconds 3] [--rounds 3]

granian as shipped with a view of Flask's (`_flask_app.py`), and a bare nginx, take turns under `wrk -c32`.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parent)]
from http_serving import PATH, both, fetch, free_port, granian_at, load, median, missing_tools, running

ROUTED = f"/routed{PATH}"
GOAL = 0.20


def share(root: Path, rounds: int, seconds: int) -> float:
    """What a view of Flask's answers in a second, of what nginx does."""
    here = str(Path(__file__).parent)
    port = free_port()
    with ExitStack() as stack:
        theirs, pid = stack.enter_context(both(root))["nginx"]
        environ = os.environ | {"FEEDSVC_CONFIG": str(root), "PYTHONPATH": here}
        command = granian_at("_flask_app:app", port)
        ours = stack.enter_context(running(command, port, cwd=here, env=environ))
        assert fetch(port, ROUTED) == fetch(theirs), "both must serve the same bytes"
        pairs = [
            (load(port, ours, seconds, [], ROUTED), load(theirs, pid, seconds, [])) for _ in range(rounds)
        ]
    routed, nginx = (median(list(runs)) for runs in zip(*pairs, strict=True))
    print(
        f"200 through Flask's routing: {routed.rate:,.0f}/s, nginx {nginx.rate:,.0f}/s: "
        f"{routed.rate / nginx.rate:.0%} (goal {GOAL:.0%}), CPU {routed.cpu / nginx.cpu:.2f} times"
    )
    return routed.rate / nginx.rate


def main() -> int:
    """0 when the goal is met, or with a reason when the tools are absent."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--seconds", type=int, default=3)
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    if missing := missing_tools():
        print(f"skipped: {missing} not installed")
        return 0
    with tempfile.TemporaryDirectory() as root:
        return share(Path(root), given.rounds, given.seconds) < GOAL


if __name__ == "__main__":
    sys.exit(main())
