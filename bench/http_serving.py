"""Published feeds over HTTP against nginx with the same bytes as static files: 200 and 304.

    python bench/http_serving.py [--seconds 3] [--rounds 3]

granian (WSGI, 2 workers of 4 threads, as shipped), published files behind the shipped nginx.conf, and a bare
nginx (2 workers) take turns under `wrk -c32`; what is printed are ratios of medians. Everything stays on
127.0.0.1 and ends by itself.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT)]
from tests.test_deploy import nginx_files
from tests.web.servers import free_port

SIZE = 164_000
PATH = "/feeds/bench.atom"
CASES = ("200", "304")
GOALS = {"feedsvc": 0.60, "files": 0.95}
MOST_CPU, MOST_P99 = 2.5, 5.0
STARTS = 90
"""Seconds until a server must listen."""
NGINX = """
daemon off; worker_processes 2; pid {root}/nginx.pid; error_log {root}/nginx.log crit;
events {{ worker_connections 512; }}
http {{
  access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000;
  client_body_temp_path {root}/t1; proxy_temp_path {root}/t2; fastcgi_temp_path {root}/t3;
  uwsgi_temp_path {root}/t4; scgi_temp_path {root}/t5;
  types {{ application/atom+xml atom; }}
  server {{ listen 127.0.0.1:{port} reuseport; root {root}/www; }}
}}
"""


@dataclass(frozen=True)
class Load:
    """One run of wrk: requests a second, 99th percentile in ms, server CPU in µs a request."""

    rate: float
    p99: float
    cpu: float


@contextmanager
def running(command: list[str], port: int, **options: object) -> Iterator[int]:
    """A server's process id while it answers on `port`."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **options)  # type: ignore[call-overload]
    try:
        wait_for(port)
        yield process.pid
    finally:
        process.terminate()
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:  # what was measured counts, however it ends
            process.kill()
            process.wait()


def wait_for(port: int) -> None:
    """Wait until something listens; on a machine that does much else a start takes long."""
    end = time.monotonic() + STARTS
    while time.monotonic() < end:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise SystemExit(f"nothing listens on port {port}")


def publish(root: Path, port: int, size: int = SIZE) -> bytes:
    """A database and a configuration in `root` with one published document; gives its bytes."""
    from feedsvc.config import TopicConfig
    from feedsvc.models import Document
    from feedsvc.store import open_store

    words = (f"<p>Ferry {n} left pier {n * 7919 % 613} at dawn.</p>" for n in range(100_000))
    text = ""
    while len(text) < size:
        text += next(words)
    body = text.encode()
    (root / "sources").mkdir()
    (root / "topics.toml").write_text('[[topic]]\nslug = "bench"\ntitle = "Bench"\n')
    url = f"sqlite:///{root}/bench.db"
    (root / "feedsvc.toml").write_text(
        f'[site]\nbase_url = "http://127.0.0.1:{port}"\n[store]\nurl = "{url}"\n'
    )
    store = open_store(url)
    store.upgrade()
    now = datetime.now(UTC)
    tag = hashlib.sha256(body).hexdigest()[:32]
    made = Document(
        path=PATH, body=body, media_type="application/atom+xml", etag=tag, last_modified=now, topic="bench"
    )
    store.sync_topics([TopicConfig(slug="bench", title="Bench")], lambda _story: frozenset(), now)
    store.put_documents(None, 0, [made], now=now)
    store.close()
    return body


@contextmanager
def both(root: Path, size: int = SIZE) -> Iterator[dict[str, tuple[int, int]]]:
    """granian, nginx with files as shipped, and a bare one running: name → (port, process id)."""
    root.chmod(0o755)  # nginx's workers are somebody else when it is started by root
    ours, theirs, front = free_port(), free_port(), free_port()
    body = publish(root, ours, size)
    static = root / "www" / PATH.lstrip("/")
    static.parent.mkdir(parents=True)
    static.write_bytes(body)
    (root / "nginx.conf").write_text(NGINX.format(root=root, port=theirs))
    nginx = [shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin") or "nginx"]
    nginx += ["-p", str(root), "-c", str(root / "nginx.conf"), "-e", str(root / "nginx.log")]
    with ExitStack() as stack:
        environ = os.environ | shipped_environ() | {"FEEDSVC_CONFIG": str(root)}
        one = stack.enter_context(running(granian_at("wsgi:app", ours), ours, cwd=ROOT, env=environ))
        two = stack.enter_context(running(nginx, theirs))
        three = stack.enter_context(running(shipped(root / "front", static, front, ours), front))
        assert fetch(ours) == fetch(theirs) == fetch(front) == body, "all must serve the same bytes"
        yield {"feedsvc": (ours, one), "files": (front, three), "nginx": (theirs, two)}


def granian_at(app: str, port: int) -> list[str]:
    """The command for granian as it is shipped, at another port."""
    command = [str(Path(sys.executable).with_name("granian")), "--interface", "wsgi", "--workers", "2"]
    return [*command, "--blocking-threads", "4", "--port", str(port), "--no-ws", "--http", "1", app]


def shipped_environ() -> dict[str, str]:
    """What the shipped unit sets for the heaps of a web process."""
    unit = (ROOT / "config/deploy/feedsvc-web.service").read_text()
    return dict(re.findall(r"^Environment=(_RJEM_MALLOC_CONF|GLIBC_TUNABLES)=(.*)$", unit, re.MULTILINE))


def shipped(place: Path, file: Path, port: int, back: int) -> list[str]:
    """The command for nginx as it is shipped, with a published file, before the application at `back`."""
    published = place / "site" / PATH.lstrip("/")
    published.parent.mkdir(parents=True)
    shutil.copy(file, published)
    command = nginx_files(place, port, back)
    for name, *changes in (
        ("nginx.conf", "worker_processes 1;", "worker_processes 2;"),
        ("nginx.conf", "http {", "http { sendfile on; tcp_nopush on; keepalive_requests 1000000;"),
    ):
        text = (place / name).read_text()
        assert changes[0] in text, f"{name} has another {changes[0]} now"
        (place / name).write_text(text.replace(*changes, 1))
    return command


def fetch(port: int, path: str = PATH) -> bytes:
    """The document as a server gives it now."""
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=10) as answer:
        found: bytes = answer.read()
        return found


def tag_of(port: int) -> str:
    """The ETag a server gives to the document."""
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{PATH}", timeout=10) as answer:
        return answer.headers["ETag"] or ""


def load(port: int, pid: int, seconds: int, headers: list[str], path: str = PATH) -> Load:
    """One run of wrk against one server."""
    before = cpu_seconds(pid)
    command = ["wrk", "-t2", "-c32", f"-d{seconds}s", "--latency", *headers, f"http://127.0.0.1:{port}{path}"]
    said = subprocess.run(command, capture_output=True, text=True, check=True, timeout=seconds + 30).stdout
    requests = int(re.search(r"(\d+) requests in", said)[1])  # type: ignore[index]
    rate = float(re.search(r"Requests/sec:\s+([\d.]+)", said)[1])  # type: ignore[index]
    value, unit = re.search(r"99%\s+([\d.]+)(us|ms|s)", said).groups()  # type: ignore[union-attr]
    spent = cpu_seconds(pid) - before
    return Load(rate, float(value) * {"us": 0.001, "ms": 1, "s": 1000}[unit], spent / requests * 1e6)


def cpu_seconds(pid: int) -> float:
    """CPU time of a process and its children so far."""
    return sum(own_cpu(p) for p in [pid, *children(pid)])


def children(pid: int) -> list[int]:
    """All descendants of a process."""
    found = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [d for child in map(int, found) for d in (child, *children(child))]


def own_cpu(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def compare(servers: dict[str, tuple[int, int]], case: str, rounds: int, seconds: int) -> bool:
    """Alternate the servers, print the ratios, tell whether the goals are met."""
    runs: dict[str, list[Load]] = {name: [] for name in servers}
    for _ in range(rounds):
        for name, (port, pid) in servers.items():
            headers = ["-H", f"If-None-Match: {tag_of(port)}"] if case == "304" else []
            runs[name].append(load(port, pid, seconds, headers))
    theirs = median(runs["nginx"])
    met = [is_met(case, name, median(runs[name]), theirs) for name in GOALS]
    return all(met)


def is_met(case: str, name: str, ours: Load, theirs: Load) -> bool:
    """Print what a server does of what nginx does; tell whether that is enough."""
    rate, cpu, p99 = ours.rate / theirs.rate, ours.cpu / theirs.cpu, ours.p99 / theirs.p99
    print(
        f"{case} {name}: {ours.rate:,.0f}/s, nginx {theirs.rate:,.0f}/s: {rate:.0%} "
        f"(goal {GOALS[name]:.0%}), CPU {cpu:.2f} times (goal {MOST_CPU:g}), "
        f"p99 {p99:.1f} times (goal {MOST_P99:g})"
    )
    return rate >= GOALS[name] and cpu <= MOST_CPU and p99 <= MOST_P99


def median(runs: list[Load]) -> Load:
    """The median of each figure."""
    return Load(*(statistics.median(getattr(run, name) for run in runs) for name in ("rate", "p99", "cpu")))


def missing_tools() -> str:
    """What is not installed of what this needs."""
    return " and ".join(
        t for t in ("wrk", "nginx") if not shutil.which(t, path=f"{os.environ['PATH']}:/usr/sbin")
    )


def main() -> int:
    """0 when every goal is met, 1 when one is missed, 0 with a reason when the tools are absent."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, default=3)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    if missing := missing_tools():
        print(f"skipped: {missing} not installed")
        return 0
    with tempfile.TemporaryDirectory() as root, both(Path(root)) as servers:
        met = [compare(servers, case, options.rounds, options.seconds) for case in CASES]
    return 0 if all(met) else 1


if __name__ == "__main__":
    sys.exit(main())
