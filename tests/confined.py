"""Runs a program within the system calls and namespaces that a unit of systemd allows (systemd.exec(5)), or a
container's profile in JSON (docs.docker.com/engine/security/seccomp).

python -m tests.confined UNIT|PROFILE.json COMMAND ...

It needs libseccomp, and for a unit `systemd-analyze` to know which calls a word like @system-service stands for.
"""

from __future__ import annotations

import ctypes
import errno
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from ctypes import c_int, c_uint, c_uint32, c_uint64, c_void_p
from functools import cache
from pathlib import Path

ALLOW, ERRNO = 0x7FFF0000, 0x00050000
"""Of seccomp.h."""
MASKED_EQUAL = 7
KINDS = {
    "mnt": 0x00020000,
    "cgroup": 0x02000000,
    "uts": 0x04000000,
    "ipc": 0x08000000,
    "user": 0x10000000,
    "pid": 0x20000000,
    "net": 0x40000000,
}
"""CLONE_NEW… of sched.h."""


class Compared(ctypes.Structure):
    """scmp_arg_cmp: an argument, how it is compared, with what."""

    _fields_ = (("arg", c_uint), ("op", c_int), ("mask", c_uint64), ("value", c_uint64))


Rule = tuple[int, str, tuple[Compared, ...]]
"""An action, the system call that it is for, and what its arguments must be."""


def setting(unit: Path, name: str) -> list[str]:
    """The words of a setting; of several lines with it the last one holds."""
    lines = [line for line in unit.read_text("utf-8").splitlines() if line.startswith(f"{name}=")]
    return lines[-1].partition("=")[2].split() if lines else []


@cache
def calls(word: str) -> frozenset[str]:
    """The system calls that a word of SystemCallFilter= stands for."""
    if not word.startswith("@"):
        return frozenset([word])
    told = subprocess.run(
        ["systemd-analyze", "--no-pager", "syscall-filter", word], capture_output=True, text=True, check=True
    )
    named = [line.strip() for line in told.stdout.splitlines()[1:]]
    return frozenset().union(*(calls(name) for name in named if name and not name.startswith("#")))


def forbidden(unit: Path) -> dict[str, int]:
    """The kinds of namespaces that may not be made."""
    words = setting(unit, "RestrictNamespaces")
    allowed = [] if words == ["yes"] else KINDS if words in ([], ["no"]) else words
    return {kind: flag for kind, flag in KINDS.items() if kind not in allowed}


def rules_of_unit(unit: Path) -> Iterator[Rule]:
    """What a unit says of system calls; all else is forbidden."""
    filters = frozenset().union(*map(calls, setting(unit, "SystemCallFilter")))
    flags = sum(forbidden(unit).values())
    for name in filters - {"clone", "unshare", "clone3"}:
        yield ALLOW, name, ()
    for name in ("clone", "unshare"):
        yield ALLOW, name, (Compared(0, MASKED_EQUAL, flags, 0),)
    yield ERRNO | errno.ENOSYS, "clone3", ()  # its flags are not to be seen; the libraries then call clone


def rules_of_profile(profile: Path) -> Iterator[Rule]:
    """What a container's profile says of system calls; all else is forbidden."""
    told = json.loads(profile.read_text("utf-8"))
    assert (told["defaultAction"], told["defaultErrnoRet"]) == ("SCMP_ACT_ERRNO", errno.EPERM)
    for rule in told["syscalls"]:
        action = ALLOW if rule["action"] == "SCMP_ACT_ALLOW" else ERRNO | rule["errnoRet"]
        given = rule.get("args", [])
        assert all(arg["op"] == "SCMP_CMP_MASKED_EQ" for arg in given)
        compared = (Compared(a["index"], MASKED_EQUAL, a["value"], a["valueTwo"]) for a in given)
        arguments = tuple(compared)
        for name in rule["names"]:
            yield action, name, arguments


def confine(rules: Iterator[Rule]) -> None:
    """Allow this process, and all that come of it, no more than these rules do."""
    library = ctypes.CDLL("libseccomp.so.2", use_errno=True)
    library.seccomp_init.restype = c_void_p
    library.seccomp_init.argtypes = [c_uint32]
    library.seccomp_rule_add_array.argtypes = [c_void_p, c_uint32, c_int, c_uint, ctypes.POINTER(Compared)]
    library.seccomp_load.argtypes = [c_void_p]
    context = c_void_p(library.seccomp_init(ERRNO | errno.EPERM))
    for action, name, compared in rules:
        number = library.seccomp_syscall_resolve_name(name.encode())
        given = (Compared * len(compared))(*compared)
        if number >= 0 and library.seccomp_rule_add_array(context, action, number, len(compared), given):
            raise OSError(f"no rule for {name}")
    if error := library.seccomp_load(context):
        raise OSError(-error, "seccomp")


def main() -> None:
    file = Path(sys.argv[1])
    confine(rules_of_profile(file) if file.suffix == ".json" else rules_of_unit(file))
    os.execvp(sys.argv[2], sys.argv[2:])


if __name__ == "__main__":
    main()
