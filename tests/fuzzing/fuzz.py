"""`make fuzz`: go on from the kept inputs, one target after the other or one for long, until something breaks.

What is found on the way stays in `var/fuzz/TARGET/`, so that the next run goes on from there; an input that
breaks something lies in `var/fuzz/` by the target's name, with the words that say how to run it again and
how to keep it.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.fuzzing.corpora import CORPORA
from tests.fuzzing.targets import TARGETS

PLACE = Path("var/fuzz")


def main(names: str, minutes: float) -> int:
    """Fuzz the targets, each for its share of the minutes; gives the number that broke."""
    if names == "life":  # which Hypothesis leads, and not what is covered
        test = ["-m", "pytest", "-q", "--hypothesis-profile=long", "tests/poll/test_life.py"]
        return subprocess.run([sys.executable, *test]).returncode
    chosen = [name for name in names.split(",") if name] or list(TARGETS)
    if unknown := set(chosen) - set(TARGETS):
        print(f"no target {', '.join(sorted(unknown))} (one of {', '.join(TARGETS)})", file=sys.stderr)
        return 2
    return sum(not holds(name, max(1, int(minutes * 60 / len(chosen)))) for name in chosen)


def holds(name: str, seconds: int) -> bool:
    """Whether nothing broke in so many seconds; what did is told with its input."""
    folder = PLACE / name
    folder.mkdir(parents=True, exist_ok=True)
    options = [f"-max_total_time={seconds}", "-max_len=20000", f"-artifact_prefix={PLACE}/{name}-"]
    done = subprocess.run([sys.executable, "-m", "tests.fuzzing", name, *options, str(folder)])
    if done.returncode:
        newest = max(PLACE.glob(f"{name}-*"), key=lambda path: path.stat().st_mtime, default=None)
        print(told(name, newest), file=sys.stderr)
    return not done.returncode


def told(name: str, path: Path | None) -> str:
    """What to do with an input that broke a target."""
    kept = CORPORA.relative_to(Path.cwd()) / name / "was-WHAT-IT-WAS"
    return (
        f"\n{name} broke. Again: {sys.executable} -m tests.fuzzing {name} {path}\n"
        f"Smaller: … -minimize_crash=1 -runs=20000 {path}\nMended, it is kept as {kept}, which is tried ever after."
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], float(sys.argv[2])))
