"""A service whose operator sits before a browser: `feedsvc run --sign-in`, over a directory of its own."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from feedsvc.cli import main
from tests.forked import forked
from tests.web.servers import free_port

SERVICE = """
[store]
url = "sqlite:///{place}/feedsvc.db"
[fetch]
allow_networks = ["127.0.0.0/8"]
host_pause = "0s"
"""
TOPICS = '# Every feed.\n[[topic]]\nslug = "all"\ntitle = "All"\n'


def write_directory(place: Path) -> Path:
    directory = place / "config"
    (directory / "sources").mkdir(parents=True)
    (directory / "feedsvc.toml").write_text(SERVICE.format(place=place))
    (directory / "topics.toml").write_text(TOPICS)
    return directory


@contextmanager
def walked(place: Path) -> Iterator[tuple[str, str]]:
    """The address of a service whose files lie here, and the one that signs in."""
    words = ("--config", str(write_directory(place)), "run", "--sign-in", "--port", str(free_port()))
    with forked(quietly, *words) as process:
        address = process.line().split()[3]
        yield address, process.line().split()[4]
        process.send_signal(signal.SIGTERM)
        assert process.ends()[0] == 0


def quietly(*words: str) -> None:
    """Be the program that was given these words and no token, and log nothing."""
    os.environ.pop("FEEDSVC_ADMIN_TOKEN", None)
    with open(os.devnull, "w") as nowhere:
        os.dup2(nowhere.fileno(), 2)
    sys.exit(main(words))
