"""The process from which no process of a browser can get away: it ends with all of them, or they with it.

    python -c "from feedsvc.browser.warden import watch; watch()" CONTROL WORK PLACE LAUNCH MOST

Browsers start processes in groups and sessions of their own, and some leave their parents. Those come back
to this one (PR_SET_CHILD_SUBREAPER, prctl(2)), which reads no page and waits for none. It ends them all
where its parent is gone, where the driver is, and where they hold more than MOST bytes while a page is drawn.

    parent → DRAWS | RESTS    a page is drawn from now on, or none
    warden → OVER             they held too much
"""

from __future__ import annotations

import ctypes
import os
import select
import shutil
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress

from feedsvc.browser.held import Watch
from feedsvc.browser.processes import below

DEATHSIG, SUBREAPER = 1, 36
"""Of linux/prctl.h."""
LOOK = 0.5
"""Seconds between two looks whether the driver is there."""
DRAWS, RESTS, OVER = b"+", b"-", b"!"
NODE = "--max-semi-space-size=2"
"""Of the library's own process: what is young in it takes 4 MB at most, where that could be 96."""
NICE = 10
"""Whatever a page's scripts compute waits for what polls and serves on the same machine."""
DRIVE = "from feedsvc.browser.drive import drive; drive()"


def watch() -> None:
    """The warden's life: until the parent closes the control, or the driver ends."""
    control, work, place, launch, most = sys.argv[1:6]
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    prctl(SUBREAPER, 1)
    driver = subprocess.Popen(  # noqa: S603
        [sys.executable, "-P", "-c", DRIVE, work, launch],
        pass_fds=(int(work),),
        env=os.environ | {"TMPDIR": place, "HOME": place, "NODE_OPTIONS": NODE},
        preexec_fn=_begin_driver,  # this process has one thread
    )
    os.close(int(work))
    with socket.socket(fileno=int(control)) as parent:
        _stand_by(parent, driver.pid, Watch(os.getpid(), int(most)))
        end_all()
    shutil.rmtree(place, ignore_errors=True)


def _stand_by(parent: socket.socket, driver: int, watch: Watch) -> None:
    """Wait until the parent or the driver is gone; while a page is drawn, also until too much is held."""
    draws = False
    while not _has_ended(driver):
        if select.select([parent], [], [], watch.pause if draws else LOOK)[0]:
            said = parent.recv(1)
            if not said:
                return
            draws = said == DRAWS
        elif draws and watch.is_over(time.monotonic()):
            watch.end()
            with suppress(OSError):
                parent.send(OVER)
            return


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
