"""What the figures were taken with: the program, its libraries, and the machine."""

from __future__ import annotations

import os
import platform
import re
import subprocess
from importlib.metadata import version
from pathlib import Path

LIBRARIES = (
    "feedgen", "flask", "granian", "isal", "lxml", "nh3", "psycopg", "pycurl", "selectolax", "sqlalchemy",
)  # fmt: skip


def commit() -> str:
    """The state of the program, as its repository calls it."""
    said = subprocess.run(
        ["git", "describe", "--always", "--dirty", "--exclude=*"],
        capture_output=True,
        text=True,
        cwd=Path(__file__).parent,
    )
    return said.stdout.strip() or "unknown"


def kernel_says(file: str, name: str) -> str:
    """A value that the kernel gives below a name."""
    path = Path(file)
    found = re.search(rf"^{name}\s*:\s*(.+)$", path.read_text() if path.exists() else "", re.MULTILINE)
    return found[1] if found else "unknown"


def memory() -> str:
    """How much the machine has."""
    kilobytes = kernel_says("/proc/meminfo", "MemTotal").split()[0]
    return f"{int(kilobytes) / 1024 / 1024:.0f} GiB" if kilobytes.isdigit() else kilobytes


def machine() -> dict[str, str]:
    """What one would have to have to find the same."""
    return {
        "feedsvc": f"{version('feedsvc')}, {commit()}",
        "Python": platform.python_version(),
        "libraries": ", ".join(f"{name} {version(name)}" for name in LIBRARIES),
        "processor": f"{os.cpu_count()} cores, {kernel_says('/proc/cpuinfo', 'model name')}",
        "memory": memory(),
        "kernel": f"{platform.system()} {platform.release().partition('-')[0]}",
        "load at the beginning": f"{os.getloadavg()[0]:.1f}",
    }
