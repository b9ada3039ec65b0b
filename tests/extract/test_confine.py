"""What a child gives up: a page that takes one over finds no file, no network, no program and no secret."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from feedsvc.extract.child import ExtractorPool
from feedsvc.extract.confine import _started, environment, tell
from tests.extract.helpers import NOW, PAGES, make_page, make_settings

ROOT = Path(__file__).parents[2]
LANDLOCK, SECCOMP = "Landlock", "seccomp"
TRIES = {
    "read a secret": ("open({file!r}).read()", LANDLOCK),
    "list a directory": ("os.listdir({folder!r})", LANDLOCK),
    "make a file": ("open({file!r} + 'x', 'w')", LANDLOCK),
    "remove a file": ("os.remove({file!r})", LANDLOCK),
    "look at a parent": ("open(f'/proc/{{os.getppid()}}/environ').read()", LANDLOCK),
    "open a socket": ("socket.socket(socket.AF_INET, socket.SOCK_DGRAM)", SECCOMP),
    "call on a local service": ("socket.socket(socket.AF_UNIX)", SECCOMP),
    "send to a local service": ("socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)", SECCOMP),
    "watch files of others": ("checked(libc.inotify_init1(0))", SECCOMP),
    "see whoever opens a file": ("checked(libc.fanotify_init(0, 0))", SECCOMP),
    "run a program": ("os.execv('/bin/true', ['true'])", SECCOMP),
    "start a process": ("os.fork()", SECCOMP),
    "end its parent": ("os.kill(os.getppid(), 0)", SECCOMP),
    "limit its parent": ("resource.prlimit(os.getppid(), resource.RLIMIT_CPU)", SECCOMP),
    "slow its parent down": ("os.setpriority(os.PRIO_PROCESS, os.getppid(), os.nice(0))", SECCOMP),
    "move its parent": ("os.sched_setaffinity(os.getppid(), os.sched_getaffinity(0))", SECCOMP),
    "open a file to others": ("os.chmod({file!r}, 0o644)", SECCOMP),
    "give a file away": ("os.chown({file!r}, os.getuid(), os.getgid())", SECCOMP),
    "mark a file": ("os.setxattr({file!r}, 'user.mark', b'x')", SECCOMP),
    "date a file back": ("os.utime({file!r}, (0, 0))", SECCOMP),
    "keep others waiting": ("fcntl.flock(given, fcntl.LOCK_EX)", SECCOMP),
    "empty a file": ("os.truncate({file!r}, 0)", SECCOMP),
    "write to a file that is open": ("os.write(given, b'x')", "limit"),
}
IN_FORCE = "; ".join(tell())


@pytest.mark.parametrize("what", TRIES)
def test_a_confined_process_cannot(what: str, tmp_path: Path) -> None:
    call, needs = TRIES[what]
    if needs not in IN_FORCE:
        pytest.skip(f"this machine has no {needs}")
    file = tmp_path / "secret"
    file.write_text("x")
    code = (
        f"import ctypes, fcntl, os, resource, socket\ngiven = os.open({str(file)!r}, os.O_WRONLY)\n"
        "libc = ctypes.CDLL(None, use_errno=True)\ndef checked(told):\n"
        "    if told < 0: raise OSError(ctypes.get_errno(), 'refused')\n"
        "from feedsvc.extract.confine import confine\nconfine()\n"
        f"try: {call.format(file=str(file), folder=str(tmp_path))}\n"
        "except OSError as error: os._exit(error.errno)"
    )
    done = subprocess.run(
        [sys.executable, "-P", "-c", code], cwd=ROOT, env={"PYTHONPATH": str(ROOT)}, check=False
    )
    assert done.returncode in (errno.EPERM, errno.EACCES, errno.EFBIG)


@pytest.mark.parametrize("flags", ["O_WRONLY", "O_RDWR", "O_RDONLY | os.O_TRUNC", "O_RDONLY | os.O_CREAT"])
def test_without_landlock_a_confined_process_opens_no_file_to_write(flags: str, tmp_path: Path) -> None:
    if SECCOMP not in IN_FORCE:
        pytest.skip(f"this machine has no {SECCOMP}")
    file = tmp_path / "kept"
    file.write_text("x")
    code = (
        "import os\nfrom feedsvc.extract import confine\nconfine._own_files = lambda: None\nconfine.confine()\n"
        f"os.close(os.open({str(file)!r}, os.O_RDONLY))\n"
        f"try: os.open({str(file)!r}, os.{flags})\n"
        "except OSError as error: os._exit(error.errno)"
    )
    done = subprocess.run(
        [sys.executable, "-P", "-c", code], cwd=ROOT, env={"PYTHONPATH": str(ROOT)}, check=False
    )
    assert done.returncode == errno.EPERM
    assert file.read_text() == "x"


def test_a_confined_process_still_loads_modules_and_zones() -> None:
    code = (
        "from feedsvc.extract.confine import confine; confine(); import feedsvc.extract.article.body, zoneinfo;"
        " zoneinfo.ZoneInfo('Asia/Tokyo')"
    )
    subprocess.run([sys.executable, "-P", "-c", code], cwd=ROOT, env={"PYTHONPATH": str(ROOT)}, check=True)


def test_a_copy_of_this_process_finds_out_what_a_new_one_does() -> None:
    copied = subprocess.run(
        [sys.executable, "-P", "-c", "from feedsvc.extract.confine import _forked; print(_forked(), end='')"],
        cwd=ROOT,
        env={"PYTHONPATH": str(ROOT)},
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    assert copied.splitlines() == _started().splitlines()
    assert copied.endswith("no file is written (limit)")


def test_a_process_of_several_threads_is_not_copied(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    monkeypatch.setattr(os, "fork", lambda: asked.append("fork"))
    end = threading.Event()
    thread = threading.Thread(target=end.wait)
    thread.start()
    try:
        assert "; ".join(tell()) == IN_FORCE
    finally:
        end.set()
        thread.join()
    assert asked == []


def test_a_child_reads_pages_and_knows_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FEEDSVC_ADMIN_TOKEN", "marked-secret")
    monkeypatch.setenv("HARBOUR_PASSWORD", "marked-secret")
    page = make_page((PAGES / "byline" / "articles" / "page.html").read_bytes())
    with ExtractorPool(1) as pool:
        assert len(pool.extract(page, make_settings(), NOW).stories) == 3
        (child,) = pool._idle._slots.queue
        assert child is not None
        told = [Path(f"/proc/{child.pid}/{name}").read_bytes() for name in ("environ", "cmdline")]
    assert b"PATH=" in told[0]
    assert not [text for text in told if b"marked-secret" in text]


def test_the_environment_keeps_what_python_needs() -> None:
    given = {"PATH": "/bin", "PYTHONHASHSEED": "1", "LC_ALL": "C", "FEEDSVC_STORE_URL": "x", "TOKEN": "y"}
    assert environment(given) == {"PATH": "/bin", "PYTHONHASHSEED": "1", "LC_ALL": "C"}


def test_no_descriptor_of_the_parent_stays_open() -> None:
    with open(__file__, "rb") as held, ExtractorPool(1) as pool:
        os.set_inheritable(held.fileno(), True)
        pool.extract(
            make_page((PAGES / "byline" / "articles" / "page.html").read_bytes()), make_settings(), NOW
        )
        (child,) = pool._idle._slots.queue
        assert child is not None
        there = [os.readlink(path) for path in Path(f"/proc/{child.pid}/fd").iterdir()]
    assert __file__ not in there
    assert sum(name.startswith("socket:") for name in there) == 1
