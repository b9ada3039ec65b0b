"""The process from which no process of a browser can get away: it ends with all of them, or they with it.

    python -c "from feedsvc.browser.warden import watch; watch()" CONTROL WORK PLACE LAUNCH

Browsers start processes in groups and sessions of their own, and some leave their parents. Those come back
to this one (PR_SET_CHILD_SUBREAPER, prctl(2)), which reads no page and waits for none. It ends them all
where its parent says so or is gone, and where the driver is.
"""

from __future__ import annotations

import ctypes
import os
import select
import shutil
import signal
import subprocess
import sys
from contextlib import suppress

from feedsvc.browser.processes import below

DEATHSIG, SUBREAPER = 1, 36
"""Of linux/prctl.h."""
LOOK = 0.5
"""Seconds between two looks whether the driver is there."""
NICE = 10
"""Whatever a page's scripts compute waits for what polls and serves on the same machine."""
DRIVE = "from feedsvc.browser.drive import drive; drive()"


def watch() -> None:
    """The warden's life: until the parent closes the control, or the driver ends."""
    control, work, place, launch = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3], sys.argv[4]
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    prctl(SUBREAPER, 1)
    driver = subprocess.Popen(  # noqa: S603
        [sys.executable, "-P", "-c", DRIVE, str(work), launch],
        pass_fds=(work,),
        env=os.environ | {"TMPDIR": place, "HOME": place},
        preexec_fn=_begin_driver,  # this process has one thread
    )
    os.close(work)
    while not select.select([control], [], [], LOOK)[0] and not _has_ended(driver.pid):
        pass
    end_all()
    shutil.rmtree(place, ignore_errors=True)


def end_all() -> None:
    """End every process below this one, those that it came to be the parent of too."""
    while found := below(os.getpid()):
        for process in found:
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
        while _reaped():
            pass


def prctl(option: int, value: int) -> None:
    """Ask the kernel, where it is Linux; others have no such thing."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(option, value, 0, 0, 0)


def _begin_driver() -> None:
    os.nice(NICE)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    prctl(DEATHSIG, signal.SIGKILL)


def _has_ended(driver: int) -> bool:
    """Whether the driver is over; whatever else has ended is put away."""
    while ended := _reaped():
        if ended == driver:
            return True
    return False


def _reaped() -> int:
    """The number of a child that has ended; 0 where none has."""
    try:
        return os.waitpid(-1, os.WNOHANG)[0]
    except ChildProcessError:
        return 0
