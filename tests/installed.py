"""feedsvc without its checkout: a wheel, and environments that hold what it needs and nothing of the source.

Nothing is downloaded: an environment borrows the packages of the one that runs the tests.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import sysconfig
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.patience import PATIENCE

ROOT = Path(__file__).parents[1]
SOURCE = ("feedsvc", "pyproject.toml", "README.md", "LICENSE")
OFFLINE = {
    "PIP_NO_INDEX": "1",
    "PIP_CONFIG_FILE": os.devnull,
    "PIP_DISABLE_PIP_VERSION_CHECK": "1",
    "PIP_NO_COMPILE": "1",  # what is run once is compiled then
}
FOREIGN = ("FEEDSVC_", "PYTHON", "PIP_", "XDG_", "PORT")


def sources(target: Path, names: Sequence[str] = SOURCE) -> Path:
    """A copy of what is packed, without the leavings of earlier builds."""
    target.mkdir(parents=True, exist_ok=True)
    for name in names:
        place = ROOT / name
        if place.is_dir():
            shutil.copytree(place, target / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copyfile(place, target / name)
    return target


def make_wheel(work: Path) -> Path:
    """The wheel of this tree."""
    build = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation"]
    done([*build, "--wheel-dir", work / "dist", sources(work / "source")])
    (wheel,) = (work / "dist").glob("feedsvc-*.whl")
    return wheel


def borrow_packages(environment: Path) -> None:
    """Give a new virtual environment every package of ours but feedsvc, the installer too.

    Through a path file: pip never touches what lies outside its environment.
    """
    packages, lent = Path(sysconfig.get_path("purelib")), environment / "lent"
    lent.mkdir()
    for entry in packages.iterdir():
        if not entry.name.startswith(("feedsvc", "__editable__")) and entry.suffix != ".pth":
            (lent / entry.name).symlink_to(entry)
    (own,) = environment.glob("lib/python3*/site-packages")
    for entry in own.iterdir():
        shutil.rmtree(entry) if entry.is_dir() else entry.unlink()
    (own / "lent.pth").write_text(f"{lent}\n")


def install(environment: Path, wheel: Path) -> None:
    """A bare environment with this wheel."""
    done([sys.executable, "-m", "venv", "--without-pip", environment])
    borrow_packages(environment)
    python = environment / "bin" / "python"
    done([sys.executable, "-m", "pip", "--python", python, "install", "--quiet", "--no-deps", wheel])


def bare(**more: str) -> dict[str, str]:
    """The environment of somebody who has set nothing, and whose pip downloads nothing."""
    return {k: v for k, v in os.environ.items() if not k.startswith(FOREIGN)} | OFFLINE | more


def done(command: Sequence[str | Path], *, cwd: Path | None = None, env: dict[str, str] | None = None) -> str:
    """Run to a good end; gives what was printed."""
    ended = subprocess.run(
        [*map(str, command)], cwd=cwd, env=env or bare(), capture_output=True, text=True, timeout=PATIENCE
    )
    assert ended.returncode == 0, f"{command}: {ended.stdout}{ended.stderr}"
    return ended.stdout


@contextmanager
def running(command: Sequence[str], **more: Any) -> Iterator[str]:
    """A service that has printed its address; it must end with status 0 when it is told to."""
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **more)
    assert process.stdout is not None
    try:
        line = process.stdout.readline()
        found = re.search(r"http://\S+", line)
        assert found, f"{line}{process.stderr and process.stderr.read()}"
        yield found[0]
    finally:
        process.send_signal(signal.SIGTERM)
        _, err = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0, err
