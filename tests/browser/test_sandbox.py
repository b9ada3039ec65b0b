"""Who is not root has a browser within Chromium's own sandbox, besides all that we keep it from."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from ctypes.util import find_library
from pathlib import Path

import pytest

from tests.browser.site import CHROMIUM
from tests.confined import KINDS
from tests.patience import PATIENCE

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "config" / "deploy"
NOBODY = 65534
PAGE = "data:text/html,<title>fish</title>"
FILTERED = "2"
"""Of `Seccomp:` in proc(5): what a process of a page may ask of the kernel is filtered."""


def as_nobody(*command: str) -> subprocess.CompletedProcess[str]:
    """What a command comes to for a user without any rights."""
    user = NOBODY if os.geteuid() == 0 else None
    return subprocess.run(
        command,
        cwd=ROOT,
        env=os.environ | {"HOME": "/nonexistent", "PYTHONDONTWRITEBYTECODE": "1"},
        user=user,
        group=user,
        extra_groups=[] if user else None,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
    )


def lacking() -> str:
    """What a sandbox cannot be made without, if it is not there."""
    if CHROMIUM is None or shutil.which("unshare") is None:
        return "no Chromium"
    try:
        if as_nobody("unshare", "--user", "true").returncode:
            return "this kernel gives no user namespaces"
        return (
            "nobody else reads these files"
            if as_nobody(sys.executable, "-c", "import feedsvc").returncode
            else ""
        )
    except OSError as error:
        return str(error)


def test_a_user_without_rights_draws_pages_in_a_sandbox() -> None:
    if told := lacking():
        pytest.skip(told)
    done = as_nobody(sys.executable, "-m", "tests.browser.sandboxed")
    assert done.returncode == 0, done.stderr
    page, *processes = done.stdout.splitlines()
    assert "<title>fish</title>" in page
    kinds, users, filters = zip(*(line.split() for line in processes), strict=True)
    assert "0" not in users
    pages = {filtered for kind, filtered in zip(kinds, filters, strict=True) if kind == "renderer"}
    assert pages == {FILTERED}


NEEDED = {
    "RestrictNamespaces=user pid net": (" net", " pid", "user "),
    "@system-service chroot": (" chroot",),
}
"""What the unit allows that others do not, and its parts."""


def test_a_page_is_drawn_within_its_unit_of_which_nothing_could_be_left_out() -> None:
    if told := lacking() or unconfined():
        pytest.skip(told)
    if shutil.which("systemd-analyze") is None:
        pytest.skip("systemd-analyze is not installed")
    text = (DEPLOY / "feedsvc-render.service").read_text("utf-8")
    assert is_drawn(text, "unit")
    assert is_started(text, "unit")
    for line, parts in NEEDED.items():
        assert line in text
        assert not any(is_started(text.replace(line, line.replace(part, "")), "unit") for part in parts)


def test_a_page_is_drawn_within_its_container_s_profile_of_which_nothing_could_be_left_out() -> None:
    if told := lacking() or unconfined():
        pytest.skip(told)
    text = (DEPLOY / "seccomp-browser.json").read_text("utf-8")
    assert is_drawn(text, "profile.json")
    assert is_started(text, "profile.json")
    flags = sum(flag for kind, flag in KINDS.items() if kind not in ("user", "pid", "net"))
    assert f'"value": {flags},' in text
    for kind in ("user", "pid", "net"):
        without = text.replace(f'"value": {flags},', f'"value": {flags | KINDS[kind]},')
        assert not is_started(without, "profile.json"), kind
    without = text.replace('"chroot", ', "")
    assert not is_started(without, "profile.json")
    assert not is_drawn(without, "profile.json")


CLOSED = ("add_key", "io_uring_setup", "keyctl", "request_key", "setns", "userfaultfd")
"""System calls that an engine's own profile refuses, too; the page above is drawn without them."""
PROBE = """
import ctypes, errno, socket, sys
calls, names = ctypes.CDLL(None, use_errno=True), ctypes.CDLL("libseccomp.so.2")
for name in sys.argv[1:]:
    calls.syscall(names.seccomp_syscall_resolve_name(name.encode()), -1, 0, 0, 0, 0)
    print(name, errno.errorcode[ctypes.get_errno()])
for family in ("AF_UNIX", "AF_INET", "AF_INET6", "AF_NETLINK"):
    try:
        socket.socket(getattr(socket, family), socket.SOCK_DGRAM).close()
        print(family, "open")
    except OSError as error:
        print(family, errno.errorcode[error.errno])
"""


def test_a_container_s_profile_closes_what_a_browser_never_needs() -> None:
    if told := unconfined():
        pytest.skip(told)
    confined = (sys.executable, "-m", "tests.confined", str(DEPLOY / "seccomp-browser.json"))
    done = as_nobody(*confined, sys.executable, "-c", PROBE, *CLOSED)
    answers: dict[str, str] = dict(line.split() for line in done.stdout.splitlines())
    assert {answers[name] for name in (*CLOSED, "AF_NETLINK")} == {"EPERM"}, done.stderr
    assert {answers["AF_UNIX"], answers["AF_INET"]} == {"open"}
    assert answers["AF_INET6"] in ("open", "EAFNOSUPPORT")  # a machine may have none


def unconfined() -> str:
    """Why no process can be confined here, if none can."""
    return "" if find_library("seccomp") else "no libseccomp"


def is_drawn(rules: str, name: str) -> bool:
    """Whether a user without rights draws a page in a sandbox within what a unit or a profile allows."""
    done = within(rules, name, sys.executable, "-m", "tests.browser.sandboxed")
    assert ("fish" in done.stdout) == (done.returncode == 0)
    assert done.returncode == 0 or "does not start" in done.stderr, done.stderr
    return done.returncode == 0


def is_started(rules: str, name: str) -> bool:
    """Whether a browser alone starts there: what is missed is missed at once, without a driver for each try."""
    done = within(rules, name, str(CHROMIUM), "--headless", "--disable-gpu", "--dump-dom", PAGE)
    return "fish" in done.stdout


def within(rules: str, name: str, *command: str) -> subprocess.CompletedProcess[str]:
    with tempfile.TemporaryDirectory() as folder:
        os.chmod(folder, 0o755)
        place = Path(folder, name)
        place.write_text(rules, "utf-8")
        return as_nobody(sys.executable, "-m", "tests.confined", str(place), *command)
