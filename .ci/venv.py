"""Makes `.venv` from the locks, and nothing else decides what is in it: `python venv.py runtime|dev`.

Nothing happens where the environment is already what the locks say, so that a fresh one needs no network
and no right to write. What was left half made, moved or made by a Python that is gone is made again.

Only the standard library is used: there is nothing else yet.
"""

from __future__ import annotations

import contextlib
import fcntl
import functools
import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
UNFINISHED = VENV / ".unfinished"
INSTALLER, RUNTIME, DEV = (ROOT / f"requirements{kind}.lock" for kind in ("-installer", "", "-dev"))
SYSTEM = ("/usr/bin/python3", "/usr/local/bin/python3", "/opt/homebrew/bin/python3")
PROBE = """
import importlib.util as u, json, sys
print(json.dumps([sys.executable, sys.base_prefix, sys.version_info[:3], bool(u.find_spec("ensurepip"))]))
"""
# pip writes RECORD last: a package without one, or without a file that it names, was interrupted.
WHOLE = """
import importlib.metadata as m, sys
import pip
sys.exit(not all(d.files and all(f.locate().exists() for f in d.files) for d in m.distributions()))
"""


class Trouble(Exception):
    """What stops us, in one sentence that says what to do."""


@dataclass(frozen=True)
class Python:
    """An interpreter: where it is, whether it can make environments, whether other users can run it."""

    path: str
    version: tuple[int, ...]
    makes: bool
    open: bool


def main(wanted: str) -> None:
    """Make what is missing of the environment `runtime` or `dev`."""
    steps = [step for step in ("runtime", "dev")[: 1 + (wanted == "dev")] if not fresh(step)]
    if not steps:
        return
    if not os.access(ROOT, os.W_OK) or (VENV.exists() and not os.access(VENV, os.W_OK)):
        raise Trouble(f"{VENV} cannot be written: run make as its owner, or in a copy of your own.")
    with one_at_a_time():
        if all(map(fresh, steps)):
            return
        begun = time.monotonic()
        prepare()
        UNFINISHED.touch()
        for step in steps:
            {"runtime": install_runtime, "dev": install_dev}[step]()
            (VENV / f".{step}").write_text(key(step), "ascii")
        UNFINISHED.unlink()
        print(f"Done in {time.monotonic() - begun:.0f} s.", flush=True)


def fresh(step: str) -> bool:
    """Whether the environment holds what this step would install."""
    try:
        found = (VENV / f".{step}").read_text("ascii")
        return found == key(step) and PYTHON.exists() and not UNFINISHED.exists()
    except (OSError, UnicodeDecodeError):
        return False


@functools.cache
def key(step: str) -> str:
    """Digest of all that decides what the step installs, and of where: an environment cannot be moved."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    tables = [project["build-system"], project["project"], project["tool"]["setuptools"]]
    locks = [INSTALLER, RUNTIME] + [DEV] * (step == "dev")
    parts = [str(VENV), json.dumps(tables, sort_keys=True), *(path.read_text("utf-8") for path in locks)]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


@contextlib.contextmanager
def one_at_a_time() -> Iterator[None]:
    """Wait for another make in this folder. The lock is on the folder itself, and ends with the process."""
    folder = os.open(ROOT, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        print("Waiting for another make in this folder …", flush=True)
        fcntl.flock(folder, fcntl.LOCK_EX)
    except OSError:
        pass  # Some network file systems lock nothing.
    try:
        yield
    finally:
        os.close(folder)


def prepare() -> None:
    """See to it that there is an environment with a pip that runs."""
    fault = what_is_wrong()
    if fault is None:
        return
    python = choose()
    if fault:
        print(f"Making .venv again: {fault}.", flush=True)
        discard()
    print(f"Making .venv with {python.path} (Python {'.'.join(map(str, python.version))}) …", flush=True)
    VENV.mkdir()
    UNFINISHED.touch()
    run(python.path, "-I", "-m", "venv", str(VENV), what=f"{python.path} -m venv")


def what_is_wrong() -> str | None:
    """Why the environment cannot be used: "" where there is none, None where it can."""
    if not os.path.lexists(VENV):
        return ""
    if UNFINISHED.exists() and not quiet(str(PYTHON), "-I", "-c", WHOLE):
        return "it was left half made"
    command = VENV / "bin" / "pip"
    if command.exists() and os.fsencode(VENV) not in command.read_bytes()[:4096]:
        return "it was made in another folder"
    if not quiet(str(PYTHON), "-I", "-c", "import pip"):
        return "its Python or its pip does not run"
    return None


def discard() -> None:
    if VENV.is_dir() and not VENV.is_symlink():
        shutil.rmtree(VENV)
    else:
        VENV.unlink()


def choose() -> Python:
    """The Python to take: this one, unless it makes no environments, or such as only root can run."""
    first = probe(sys.executable)
    others = [python for name in SYSTEM if (python := probe(name)) and python.version >= (3, 11)]
    if first is None:
        raise Trouble(f"{sys.executable} does not run: name another, make PYTHON=/path/to/python3.")
    if not first.makes and os.environ.get("PYTHON"):
        raise Trouble(without_venv(first))
    able = [python for python in (first, *others) if python.makes]
    if not able:
        raise Trouble(without_venv(first))
    chosen = next((python for python in able if python.open), able[0])
    if not chosen.open:
        hint = next((without_venv(python) for python in others if not python.makes), "")
        print(f"Warning: there is no other Python, and only root can run {chosen.path} and so .venv. {hint}")
    elif chosen is not first:
        why = f"Only root can run {first.path}." if first.makes else without_venv(first)
        print(f"{why} Taking {chosen.path} (KEEP_PYTHON=1 would not).", flush=True)
    return chosen


def without_venv(python: Python) -> str:
    version = ".".join(map(str, python.version[:2]))
    return f"{python.path} cannot make environments: apt-get install python{version}-venv."


def probe(name: str) -> Python | None:
    """What kind of Python this is; None where it does not run."""
    try:
        done = subprocess.run([name, "-I", "-c", PROBE], capture_output=True, text=True, env=environment())
        path, base, version, makes = json.loads(done.stdout)
    except (OSError, ValueError):
        return None
    matters = os.geteuid() == 0 and not os.environ.get("KEEP_PYTHON") and others_reach(ROOT)
    return Python(
        path=path,
        version=tuple(version),
        makes=makes,
        open=not matters or (others_reach(Path(path)) and others_reach(Path(base))),
    )


def others_reach(path: Path) -> bool:
    """Whether a user without rights of their own can come to this file or folder."""
    real = path.resolve()
    return all(part.stat().st_mode & 0o001 for part in (real, *real.parents))


def install_runtime() -> None:
    """The installer first, by itself as it came; then by it the locked packages, and feedsvc over them."""
    pip(INSTALLER)
    print(f"Installing {len(pins(RUNTIME))} locked packages …", flush=True)
    pip(RUNTIME)
    print("Installing feedsvc …", flush=True)
    install("--no-index", "--no-deps", "--editable", str(ROOT), what="the installation of feedsvc")
    compile_modules()


def compile_modules() -> None:
    """Compile our own modules, as pip does those of others: who may not write here would do it every time."""
    run(str(PYTHON), "-I", "-m", "compileall", "-q", "feedsvc", what="the compilation of feedsvc")


def install_dev() -> None:
    print(f"Installing {len(pins(DEV) - pins(RUNTIME))} locked tools for tests …", flush=True)
    pip(DEV)


def pins(lock: Path) -> set[str]:
    """The pinned names of a lock."""
    return {line.split("==")[0] for line in lock.read_text("utf-8").splitlines() if "==" in line}


def pip(lock: Path) -> None:
    """Install exactly what a lock names: its hashes are asked for, and no dependency is resolved anew."""
    install("--require-hashes", "--no-deps", "-r", str(lock), what=f"the installation of {lock.name}")


def install(*arguments: str, what: str) -> None:
    # Without isolation a build takes the locked setuptools, and not the newest of the day. Errors are told,
    # warnings are not: they are about the metadata of others and about what this machine is configured to.
    options = ["-qq", "--no-build-isolation", "--use-pep517"]
    options += [] if cache_is_ours() else ["--no-cache-dir"]
    run(str(PYTHON), "-I", "-m", "pip", "install", *options, *arguments, what=what)


def cache_is_ours() -> bool:
    """Whether pip may keep what it downloads: it warns at length where it may not."""
    home = os.environ.get("XDG_CACHE_HOME") or Path(os.path.expanduser("~")) / ".cache"
    folder = Path(os.environ.get("PIP_CACHE_DIR") or Path(home) / "pip")
    while not os.path.exists(folder) and folder != folder.parent:  # Never raises, as `exists` of a Path does.
        folder = folder.parent
    return os.access(folder, os.W_OK) and folder.stat().st_uid == os.geteuid()


def environment() -> dict[str, str]:
    """Ours, without what would lead an installation elsewhere."""
    strange = {"PYTHONPATH", "PYTHONHOME", "__PYVENV_LAUNCHER__"}
    strange |= {f"PIP_{option}" for option in ("TARGET", "PREFIX", "ROOT", "REQUIREMENT", "UPGRADE")}
    kept = {name: value for name, value in os.environ.items() if name not in strange}
    return kept | {"PIP_USER": "0", "PIP_NO_INPUT": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}


def run(*command: str, what: str) -> None:
    """Run to a good end; a bad one is told by the program, then in a sentence."""
    if subprocess.run(command, cwd=ROOT, env=environment()).returncode:
        raise Trouble(f"{what} failed, as told above; make goes on from here when run again.")


def quiet(*command: str) -> bool:
    """Whether the command runs to a good end; what it says is dropped."""
    try:
        return subprocess.run(command, capture_output=True, env=environment()).returncode == 0
    except OSError:
        return False


if __name__ == "__main__":
    try:
        main(sys.argv[1])
    except Trouble as trouble:
        sys.exit(str(trouble))
    except KeyboardInterrupt:
        sys.exit("Interrupted; the next make begins anew.")
    except OSError as error:
        sys.exit(f"{error.filename or ROOT}: {error.strerror}; nothing more was installed.")
