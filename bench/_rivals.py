"""Other programs that follow pages, installed into folders of their own and measured on the same page.

changedetection.io is started on an empty folder, watches one local page, and is told to check it again and
again, once as it is and once with a word changed. RSSHub is only tried: what keeps it away is told.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import mean
from typing import Any

from _pages import serving_pages
from http_serving import cpu_seconds, free_port, running
from refresh import changed, written

PLACE = Path(__file__).parents[1] / ".venv-bench" / "rivals"
CHECKS, PATIENCE = 10, 60.0


@dataclass(frozen=True, kw_only=True)
class Rival:
    """What one program took, or why it was not measured."""

    name: str
    version: str = ""
    absent: str = ""
    same: float = 0.0
    """Milliseconds of CPU of a check of a page that is as it was."""
    changed: float = 0.0
    feed: float = 0.0
    """Milliseconds of CPU of a request of its feed."""


def tried(command: list[str], seconds: float) -> str:
    """Runs a command; what it said last where it failed."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=seconds)
    except (OSError, subprocess.TimeoutExpired) as error:
        return type(error).__name__
    said = [line for line in done.stderr.splitlines() if line.strip() and "log" not in line]
    return (said[-1] if said else "failed") if done.returncode else ""


def changedetection() -> Rival:
    """changedetection.io from the package index, in an environment of its own."""
    home, uv = PLACE / "changedetection", str(Path(sys.executable).with_name("uv"))
    python, program = str(home / "bin" / "python"), home / "bin" / "changedetection.io"
    name = "changedetection.io"
    if not program.exists():
        failed = tried([uv, "venv", "--quiet", "--python", sys.executable, str(home)], 60)
        failed = failed or tried([uv, "pip", "install", "--quiet", "--python", python, name], 600)
        if failed:
            return Rival(name=name, absent="it could not be installed")
    words = [python, "-c", f"from importlib.metadata import version; print(version({name!r}))"]
    version = subprocess.run(words, capture_output=True, text=True, check=True).stdout.strip()
    try:
        return watched(name, version, program)
    except (OSError, SystemExit, TimeoutError, subprocess.SubprocessError) as error:
        return Rival(name=name, version=version, absent=f"it did not do its work ({type(error).__name__})")


class Api:
    """Its interface for programs."""

    def __init__(self, port: int, token: str) -> None:
        self.base, self.token = f"http://127.0.0.1:{port}/api/v1/watch", token
        self.calls = 0

    def __call__(self, path: str = "", body: object = None, method: str | None = None) -> Any:
        headers = {"x-api-key": self.token, "Content-Type": "application/json"}
        data = None if body is None else json.dumps(body).encode()
        self.calls += 1
        request = urllib.request.Request(self.base + path, data, headers, method=method)
        with urllib.request.urlopen(request, timeout=20) as answer:
            text = answer.read()
        return json.loads(text) if text.strip() else None


@contextmanager
def started(program: Path, data: Path) -> Iterator[tuple[int, int]]:
    """Its port and process; without the pages that it watches from the beginning."""
    port = free_port()
    command = [str(program), "-C", "-h", "127.0.0.1", "-p", str(port), "-d", str(data), "-l", "ERROR"]
    environ = os.environ | {"ALLOW_IANA_RESTRICTED_ADDRESSES": "true"}
    with running(command, port, cwd=data.parent, env=environ) as pid:
        yield port, pid


def until(ready: Callable[[], object]) -> None:
    """Wait for something, for a minute at most."""
    end = time.monotonic() + PATIENCE
    while not ready():
        if time.monotonic() > end:
            raise TimeoutError
        time.sleep(0.1)


def watched(name: str, version: str, program: Path) -> Rival:
    """What it takes to check a page of 50 stories, and its feed a request."""
    page = written(0)
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        pages, data = Path(folder, "pages"), Path(folder, "data")
        pages.mkdir()
        (pages / "0").write_text(page)
        origin, _ = stack.enter_context(serving_pages(pages))
        port, pid = stack.enter_context(started(program, data))
        until((data / "changedetection.json").exists)
        tokens = json.loads((data / "changedetection.json").read_text())["settings"]["application"]
        api = Api(port, tokens["api_access_token"])
        for other in api():
            api(f"/{other}", method="DELETE")
        watch = api(body={"url": f"http://127.0.0.1:{origin}/0?tag"})["uuid"]
        until(lambda: api(f"/{watch}")["check_count"] >= 1)

        def write(turn: int) -> None:
            text = changed(page) if turn % 2 == 0 else page
            (pages / "0").write_text(text.replace("Trending", f"Trending {turn}"))

        same = checks(api, watch, pid, lambda _turn: None)
        other_words = checks(api, watch, pid, write)
        feed = asked(f"http://127.0.0.1:{port}/rss?token={tokens['rss_access_token']}", pid)
    return Rival(name=name, version=version, same=same, changed=other_words, feed=feed)


def checks(api: Api, watch: str, pid: int, prepare: Callable[[int], None]) -> float:
    """Mean milliseconds of CPU of a check, without what asking whether it is over takes."""
    before = cpu_seconds(pid)
    for _ in range(3 * CHECKS):
        api(f"/{watch}")
    call, spent = (cpu_seconds(pid) - before) * 1000 / (3 * CHECKS), []
    for turn in range(CHECKS):
        prepare(turn)
        count = api(f"/{watch}")["check_count"]
        before, api.calls = cpu_seconds(pid), 0
        api(f"/{watch}?recheck=1")
        until(lambda count=count: api(f"/{watch}")["check_count"] > count)
        spent.append((cpu_seconds(pid) - before) * 1000 - api.calls * call)
    return max(0.0, mean(spent))


def asked(url: str, pid: int) -> float:
    """Milliseconds of CPU of a request, one after the other."""
    before = cpu_seconds(pid)
    for _ in range(CHECKS):
        with urllib.request.urlopen(url, timeout=20) as answer:
            assert answer.read()
    return (cpu_seconds(pid) - before) * 1000 / CHECKS


def rsshub() -> Rival:
    """RSSHub from npm: whether it can be had."""
    home = PLACE / "rsshub"
    home.mkdir(parents=True, exist_ok=True)
    words = ["npm", "install", "--prefix", str(home), "--ignore-scripts", "--no-audit", "--no-fund", "rsshub"]
    if not (home / "node_modules" / "rsshub").exists() and tried(words, 60):
        why = "could not be installed from npm (it depends on a git repository, which has to be reachable)"
        return Rival(name="RSSHub", absent=f"its package `rsshub` {why}")
    return Rival(name="RSSHub", absent="its package is there, but nothing here measures it")
