"""The parent's side of a browser's processes: started together, watched, and ended together.

group = Group(launch, memory)          # GroupError where no browser could be started
drawn = group.draw(job, ask, seconds)  # GroupError where it took too long, or too much memory
group.stop()
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import msgspec

from feedsvc.browser.drive import Launch
from feedsvc.browser.warden import DRAWS, OVER, RESTS
from feedsvc.browser.wire import Drawn, Failed, Given, Job, Nonsense, Ready, Refused, Wanted, receive, send

START_SECONDS = 60.0
"""How long interpreter and browser may take to be ready; not part of any page's deadline."""
END_SECONDS = 30.0
WATCH = "from feedsvc.browser.warden import watch; watch()"
KEPT = ("PATH", "LANG", "LC_ALL", "TZ", "LD_LIBRARY_PATH", "PLAYWRIGHT_BROWSERS_PATH")
"""What the processes find in their environment: nothing that may be a secret."""
Ask = Callable[[str], Given | Refused]


class GroupError(Exception):
    """There is no page; `kind` is a FetchError's rule."""

    def __init__(self, text: str, kind: str = "render") -> None:
        super().__init__(text)
        self.kind = kind


class Group:
    """Warden, driver and browser; used by one thread at a time."""

    def __init__(self, launch: Launch, most: int) -> None:
        self._most = most
        self.process: subprocess.Popen[bytes] | None = None
        self._place = tempfile.mkdtemp(prefix="feedsvc-browser-")
        self._control, control = socket.socketpair()
        self._link, link = socket.socketpair()
        try:
            with control, link:
                self.process = _spawn(control.fileno(), link.fileno(), self._place, launch, most)
            self._begun(launch)
        except BaseException:
            self.stop()
            raise

    def draw(self, job: Job, ask: Ask, seconds: float) -> Drawn:
        """The page as it stands once its scripts have run, after so many seconds at most."""
        self._tell(DRAWS)
        try:
            return self._drawn(job, ask, time.monotonic() + seconds)
        finally:
            self._tell(RESTS)

    def running(self) -> bool:
        """Whether it is there."""
        return self.process is not None and self.process.poll() is None

    @property
    def number(self) -> int:
        """Of the process that all others come of."""
        return self.process.pid if self.process else 0

    def stop(self) -> None:
        """End every process of it and take away what they wrote; harmless when done twice."""
        self._control.close()
        self._link.close()
        if self.process:
            _awaited(self.process)
        shutil.rmtree(self._place, ignore_errors=True)

    def _begun(self, launch: Launch) -> None:
        self._link.settimeout(START_SECONDS)
        answer = self._received(Ready | Failed)
        if isinstance(answer, Failed):
            raise GroupError(_unusable(launch, answer.reason))

    def _drawn(self, job: Job, ask: Ask, until: float) -> Drawn:
        with suppress(OSError):  # what has become of it is told by its answer
            send(self._link, job)
        while True:
            self._link.settimeout(max(until - time.monotonic(), 0.001))
            answer = self._received(Wanted | Drawn | Failed, job.seconds)
            if isinstance(answer, Failed):
                raise _late(job.seconds) if answer.late else GroupError(answer.reason)
            if isinstance(answer, Drawn):
                return answer
            if isinstance(answer, Wanted):
                with suppress(OSError):
                    send(self._link, ask(answer.url))

    def _received(self, kinds: object, seconds: float = START_SECONDS) -> Ready | Wanted | Drawn | Failed:
        try:
            answer: Ready | Wanted | Drawn | Failed = receive(self._link, kinds)  # type: ignore[arg-type]
        except TimeoutError as error:
            raise _late(seconds) from error
        except Nonsense as error:
            raise GroupError("the browser has died") from error
        except (EOFError, OSError) as error:
            raise GroupError(self._why()) from error
        return answer

    def _tell(self, word: bytes) -> None:
        with suppress(OSError):  # a warden that is gone has ended everything
            self._control.send(word)

    def _why(self) -> str:
        """Why the driver is gone: the warden says it, or hangs up."""
        self._control.settimeout(END_SECONDS)
        with suppress(OSError):
            if self._control.recv(1) == OVER:
                return f"it needs more than {self._most >> 20} MiB"
        return "the browser has died"


def _late(seconds: float) -> GroupError:
    return GroupError(f"no complete page within {seconds:g} s", "timeout")


def _unusable(launch: Launch, reason: str) -> str:
    """Why there is no browser, and what to do."""
    if launch.url:
        what = "start a Chromium there with --remote-debugging-port, or leave it out"
        return f"[browser] url: {launch.url} cannot be used: {reason} ({what})"
    return f"[browser] {launch.executable} does not start ({reason})"


def _awaited(process: subprocess.Popen[bytes]) -> None:
    """Wait for the warden, which ends all others first."""
    try:
        process.wait(END_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _spawn(control: int, work: int, place: str, launch: Launch, most: int) -> subprocess.Popen[bytes]:
    root = str(Path(__file__).resolve().parents[2])
    told = msgspec.json.encode(launch).decode()
    kept = {name: os.environ[name] for name in KEPT if name in os.environ}
    paths = [path for path in os.environ.get("PYTHONPATH", "").split(os.pathsep) if path]
    return subprocess.Popen(  # noqa: S603
        [sys.executable, "-P", "-c", WATCH, str(control), str(work), place, told, str(most)],
        pass_fds=(control, work),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        env=kept | {"PYTHONPATH": os.pathsep.join([root, *paths])},
    )
