"""How what an installation lacks comes into it: by its own Python, be it a checkout, a wheel or a tool.

    how_to_install("browser")   →  /opt/feedsvc/bin/python -m pip install 'playwright>=1.50'

No index need know feedsvc for that: what an extra asks for stands in its metadata.
"""

from __future__ import annotations

import shlex
import sys
from importlib.util import find_spec
from pathlib import Path

HERE = Path(__file__).parents[1]


def how_to_install(extra: str) -> str:
    """The command that installs an extra's packages beside this program."""
    lock = HERE / f"requirements-{extra}.lock"
    wanted = ("--require-hashes", "-r", str(lock)) if lock.is_file() else wanted_by(extra)
    return shlex.join([*installer(), *wanted])


def wanted_by(extra: str) -> tuple[str, ...]:
    """The packages of an extra; its name where nothing is known of this installation."""
    from importlib.metadata import PackageNotFoundError, requires  # which loads what most processes need not

    try:
        told = requires("feedsvc") or ()
    except PackageNotFoundError:
        return (f"feedsvc[{extra}]",)
    asked = (line.partition(";") for line in told)
    return tuple(package.strip() for package, _, marker in asked if f'extra == "{extra}"' in marker)


def installer() -> tuple[str, ...]:
    """What installs into this environment; one that uv has made holds no pip."""
    if find_spec("pip"):
        return (sys.executable, "-m", "pip", "install")
    return ("uv", "pip", "install", "--python", sys.executable)
