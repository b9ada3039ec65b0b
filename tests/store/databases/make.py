"""Make the database that an earlier feedsvc leaves behind: python tests/store/databases/make.py COMMIT NAME

It runs the program of that commit, with the packages of this environment, over the pages in `config`: first
without what is marked `later` in them, then with it. What it leaves is packed as NAME.db.xz here.
"""

from __future__ import annotations

import lzma
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
LATER = re.compile(r"<!-- later -->.*?<!-- /later -->", re.DOTALL)
RUN = "import sys; from feedsvc.cli import main; sys.exit(main())"


def main(commit: str, name: str) -> None:
    """Check the commit out, run it twice, pack what is left."""
    with tempfile.TemporaryDirectory() as folder:
        tree, home = Path(folder, "tree"), Path(folder, "home")
        git("worktree", "add", "--detach", str(tree), commit)
        try:
            shutil.copytree(HERE / "config", home / "config")
            for page in (HERE / "config" / "pages").iterdir():
                (home / "config" / "pages" / page.name).write_text(LATER.sub("", page.read_text()))
            run(tree, home, "poll")
            shutil.copytree(HERE / "config" / "pages", home / "config" / "pages", dirs_exist_ok=True)
            run(tree, home, "poll")
            pack(home / "feedsvc.db", HERE / f"{name}.db.xz")
        finally:
            git("worktree", "remove", "--force", str(tree))


def git(*words: str) -> None:
    subprocess.run(["git", "-C", str(HERE), *words], check=True)


def run(tree: Path, home: Path, *words: str) -> None:
    """A command of the earlier program."""
    environ = os.environ | {"PYTHONPATH": str(tree)}
    command = [sys.executable, "-c", RUN, "--config", str(home / "config"), *words]
    subprocess.run(command, cwd=home, env=environ, check=True)


def pack(database: Path, place: Path) -> None:
    """One file without a log, as small as it gets."""
    whole = database.with_suffix(".whole")
    connection = sqlite3.connect(database)
    connection.execute("VACUUM INTO ?", (str(whole),))
    connection.close()
    place.write_bytes(lzma.compress(whole.read_bytes(), preset=9 | lzma.PRESET_EXTREME))


if __name__ == "__main__":
    main(*sys.argv[1:])
