"""What every process has of its own: a clock, which everything else is handed, a name, and a user."""

from __future__ import annotations

import os
import pwd
import secrets
import socket
from datetime import UTC, datetime


def utc_now() -> datetime:
    """The wall clock, aware."""
    return datetime.now(UTC)


def owner_name() -> str:
    """A name for one holder of claims and turns that no other has: host, process, a random end."""
    return f"{socket.gethostname()}:{os.getpid()}:{secrets.token_hex(4)}"


def user_name() -> str:
    """The user of the system whose process this is; its number where it has no name."""
    try:
        return pwd.getpwuid(os.getuid()).pw_name
    except KeyError:
        return f"user {os.getuid()}"
