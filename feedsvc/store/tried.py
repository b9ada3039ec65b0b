"""Whether the disk takes what a poll writes beside the database: tried, because no count tells of them all.

A disk may have room and no place for another file, a user rights or a quota of its own.
"""

from __future__ import annotations

import errno
import os
import tempfile
from pathlib import Path

from feedsvc.errors import StoreError, StoreReadOnly, StoreUnavailable
from feedsvc.process import user_name
from feedsvc.store.sqlite import LEAST_ROOM

ROOM, QUOTA, MOUNT, RIGHTS = "room", "quota", "mount", "rights"
WHY = {
    errno.ENOSPC: ROOM,
    errno.EDQUOT: QUOTA,
    errno.EROFS: MOUNT,
    errno.EACCES: RIGHTS,
    errno.EPERM: RIGHTS,
}
SAID = {
    ROOM: "the disk is full: {folder} takes no new file (make room, in bytes and in files: df -h, df -i)",
    QUOTA: "the quota of {user} is used up: {folder} takes no new file (raise it, or remove some)",
    MOUNT: "{folder} lies on a file system that is read-only (mount it for writing)",
    RIGHTS: "{user} may not write in {folder} (run it as the user that polls, who needs it: chown)",
}


def try_room(path: Path) -> None:
    """Write a file beside the database as large as the room that must be free; raises StoreError."""
    folder = next(place for place in path.parents if place.is_dir())
    try:
        opened, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=folder)
        try:
            os.unlink(name)  # whoever is killed here leaves nothing behind
            write_room(opened)
        finally:
            os.close(opened)
    except OSError as error:
        raise refusal_of(error, folder) from error


def write_room(opened: int) -> None:
    """Fill the file: what is only promised to it may be refused later."""
    left = LEAST_ROOM
    while left:
        left -= os.write(opened, bytes(min(left, 65536)))
    os.fsync(opened)


def refusal_of(error: OSError, folder: Path) -> StoreError:
    """What keeps the folder from taking a file, and what to do about it."""
    why = WHY.get(error.errno or 0)
    if why is None:
        return StoreUnavailable(f"{folder} takes no new file: {error.strerror} (look at its disk)")
    kind = StoreReadOnly if why in (MOUNT, RIGHTS) else StoreUnavailable
    return kind(SAID[why].format(folder=folder, user=user_name()))
