"""What a child gives up before it reads its first page: files, the network, other programs and processes.

A parser is a large piece of somebody else's C; a page that takes a child over finds nothing there to go on
with. Where the kernel allows: Landlock leaves it the files of Python and of the packages alone, to be read;
a seccomp filter refuses sockets, programs and processes; limits forbid writing anywhere in any case.

    confine = prepare()       # in a process that forks children: gives up all but having and ending them
    in_force = confine()      # in the child: gives up that, too
    in_force = tell()         # in another process: what a child of this one would have in force
"""

from __future__ import annotations

import errno
import os
import resource
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import landlockpy
    import pyseccomp

PACKAGE = Path(__file__).resolve().parents[1]
FORKING = ("fork", "vfork", "clone", "clone3", "kill")
"""What whoever has children needs for them, and a child does not."""
REFUSED = (
    # One of a pair sends to any local service that takes datagrams (unix(7)).
    *("socket", "socketpair", "connect", "bind", "listen", "accept", "accept4"),
    *("execve", "execveat"),
    *("tkill", "tgkill", "pidfd_open", "pidfd_getfd", "pidfd_send_signal", "rt_sigqueueinfo"),
    *("ptrace", "process_vm_readv", "process_vm_writev", "perf_event_open", "userfaultfd", "bpf"),
    *("io_uring_setup", "io_uring_enter", "io_uring_register", "keyctl", "add_key", "request_key"),
    *("mount", "umount2", "unshare", "setns", "chroot", "pivot_root", "open_by_handle_at"),
    *("shmget", "shmat", "msgget", "semget", "mq_open", "memfd_create", "personality"),
    # What no Landlock refuses: whose a file is, who may read it, when it was changed, who waits for it or
    # watches it.
    *("chmod", "fchmod", "fchmodat", "fchmodat2", "chown", "fchown", "lchown", "fchownat"),
    *("utime", "utimes", "utimensat", "futimesat", "file_setattr", "quotactl", "flock"),
    *("inotify_init", "inotify_init1", "inotify_add_watch", "fanotify_init", "fanotify_mark"),
    *("setxattr", "lsetxattr", "fsetxattr", "setxattrat"),
    *("removexattr", "lremovexattr", "fremovexattr", "removexattrat"),
    # What an older one does not refuse either, or none at all where there is no Landlock.
    *("creat", "truncate", "ftruncate", "fallocate", "copy_file_range", "openat2", "name_to_handle_at"),
    *("rename", "renameat", "renameat2", "unlink", "unlinkat", "rmdir", "mkdir", "mkdirat"),
    *("link", "linkat", "symlink", "symlinkat", "mknod", "mknodat"),
    # How other processes run.
    *("setpriority", "sched_setscheduler", "sched_setparam", "sched_setattr", "sched_setaffinity"),
    *("ioprio_set", "process_madvise", "process_mrelease", "migrate_pages", "move_pages", "kcmp", "setpgid"),
)
"""Other system calls that reading a page never needs; its answer goes by `sendto`.

Names that a machine does not know are passed over.
"""
WRITING = (
    *((os.O_ACCMODE, way) for way in (os.O_WRONLY, os.O_RDWR)),
    *((flag, flag) for flag in (os.O_CREAT, os.O_TRUNC)),
)
"""Bits of the flags of `open`, and their values where it is not for reading alone."""
CALLS = "no network, no other programs or processes (seccomp)"
KEPT = ("PATH", "HOME", "LANG", "LANGUAGE", "TZ", "TZDIR", "TMPDIR", "VIRTUAL_ENV")
KEPT_KINDS = ("PYTHON", "LC_", "LD_", "MALLOC_", "OPENBLAS_")
"""What a child finds in its environment, and how other names begin that it may find there."""


def prepare() -> Callable[[], tuple[str, ...]]:
    """Gives up for good all but having children and ending them; what gives up that in a child, and tells.

    A child inherits what is in force here, so that little is left for each to do.
    """
    most, rest = _refusing()  # found by programs and files that are given up now
    files, calls = _only(_own_files()), _refused(most)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))

    def confine() -> tuple[str, ...]:
        told = (CALLS,) if calls and _refused(rest) else ()
        return (*files, *told, "no file is written (limit)")

    return confine


def confine() -> tuple[str, ...]:
    """Gives up what reading a page does not need, for good; what is in force now, in words."""
    return prepare()()


def environment(given: Mapping[str, str]) -> dict[str, str]:
    """What a child may know of its parent's environment: nothing that may be a secret."""
    return {name: value for name, value in given.items() if name in KEPT or name.startswith(KEPT_KINDS)}


def tell() -> tuple[str, ...]:
    """What `confine` has in force on this machine, as a process of its own finds out."""
    return tuple((_forked() if _has_one_thread() else _started()).splitlines())


def _has_one_thread() -> bool:
    """Whether it is safe to copy this process; of its threads Python does not know all (proc_pid_task(5))."""
    try:
        return len(os.listdir("/proc/self/task")) == 1
    except OSError:
        return False


def _forked() -> str:
    """What a copy of this process says, for which little has to be loaded."""
    outlet, inlet = os.pipe()
    child = os.fork()
    if not child:
        with suppress(BaseException):
            os.write(inlet, "\n".join(confine()).encode())
        os._exit(0)
    os.close(inlet)
    with open(outlet, encoding="utf-8") as told:
        text = told.read()
    os.waitpid(child, 0)
    return text


def _started() -> str:
    """What a new process says."""
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-P", __file__],  # this file alone: the package would take longer than confining
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env=environment(os.environ) | {"PYTHONPATH": str(PACKAGE.parent)},
    )
    return done.stdout


def _own_files() -> landlockpy.Ruleset | None:
    """Rules that leave what modules are loaded from, where the kernel has Landlock (landlock(7))."""
    try:
        from landlockpy import AccessFS, LandlockError, Ruleset
    except ImportError:  # another system than Linux
        return None
    try:
        rules = Ruleset()
        rules.allow_path(PACKAGE.parent, AccessFS.READ_DIR)
        for place in _readable():
            rules.allow_path(place, AccessFS.READ_FILE | AccessFS.READ_DIR)
    except (LandlockError, OSError):
        return None
    return rules


def _only(readable: landlockpy.Ruleset | None) -> tuple[str, ...]:
    """Puts the rules in force where there are any and the kernel takes them."""
    if readable is None:
        return ()
    try:
        with readable:
            readable.restrict()
    except OSError:
        return ()
    return (f"only Python's own files are read (Landlock {readable.abi_version})",)


def _readable() -> Iterator[Path]:
    """Where modules, their data and time zones stand."""
    places = [sys.prefix, sys.base_prefix, sys.exec_prefix, *sys.path[:], "/usr/lib", "/usr/share/zoneinfo"]
    for place in dict.fromkeys((PACKAGE, *(Path(p).resolve() for p in places if p))):
        if place.exists() and place not in (PACKAGE.parent, Path("/")):
            yield place


def _refusing() -> tuple[pyseccomp.SyscallFilter | None, pyseccomp.SyscallFilter | None]:
    """Filters that refuse system calls: most of them, and those of FORKING; None without libseccomp."""
    try:
        import pyseccomp
    except (ImportError, RuntimeError, OSError):  # no such library here
        return None, None
    others = pyseccomp.Arg(0, pyseccomp.NE, 0)  # a child lowers limits of its own
    unusual = (("prlimit64", others), *_opened_to_write())
    return _filter((*((n,) for n in REFUSED), *unusual)), _filter((n,) for n in FORKING)


def _filter(calls: Iterable[tuple[Any, ...]]) -> pyseccomp.SyscallFilter:
    """A filter that refuses these calls, each a name and what its arguments are then."""
    import pyseccomp

    found = pyseccomp.SyscallFilter(pyseccomp.ALLOW)
    for name, *where in calls:
        with suppress(OSError, ValueError):
            found.add_rule(pyseccomp.ERRNO(errno.EPERM), name, *where)
    return found


def _opened_to_write() -> Iterator[tuple[str, pyseccomp.Arg]]:
    """The calls that open files, with the flags that would change one."""
    import pyseccomp

    for name, place in (("open", 1), ("openat", 2)):
        for mask, value in WRITING:
            yield name, pyseccomp.Arg(place, pyseccomp.MASKED_EQ, mask, value)


def _refused(filtering: pyseccomp.SyscallFilter | None) -> bool:
    """Puts a filter in force (seccomp(2)); whether there is one and the kernel takes it."""
    if filtering is None:
        return False
    try:
        filtering.load()
    except OSError:
        return False
    return True


if __name__ == "__main__":
    print(*confine(), sep="\n")
