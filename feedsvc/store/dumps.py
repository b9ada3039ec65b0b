"""A PostgreSQL database to a file and back, by PostgreSQL's own programs: whole, in one transaction.

A password reaches them through their environment, never through their command line.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import uuid4

import sqlalchemy as sa

from feedsvc.errors import StoreDamaged, StoreError
from feedsvc.store.copies import keep_names

QUIET = ("--no-owner", "--no-privileges", "--no-password")
REVISION = re.compile(r"^COPY [^\n]*\n(.*?)\n", re.MULTILINE)
CONTENTS = re.compile(r"TABLE DATA (\S+) alembic_version ")


@dataclass(frozen=True, slots=True)
class Server:
    """How PostgreSQL's programs reach one schema of a database."""

    address: str
    schema: str
    environ: dict[str, str] = field(repr=False)

    def runs(self, program: str, *arguments: str | Path) -> str:
        """Run one of them on this database; gives what it prints, StoreError where it fails."""
        return run(program, [*arguments, *QUIET, f"--dbname={self.address}"], self.environ)


def server_of(engine: sa.Engine, schema: str) -> Server:
    """The server behind an engine."""
    from psycopg.conninfo import make_conninfo

    _, given = engine.dialect.create_connect_args(engine.url)
    told: dict[str, Any] = {name: value for name, value in given.items() if isinstance(value, str | int)}
    secret = {"PGPASSWORD": str(told.pop("password"))} if "password" in told else {}
    return Server(make_conninfo(**told), schema, secret)


def dump(server: Server, file: Path) -> None:
    """Write the schema to a private file, in one step; nothing where anything is wrong."""
    beside = file.with_name(f".{file.name}.{uuid4().hex}")
    try:
        os.close(os.open(beside, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        server.runs("pg_dump", "--format=custom", f'--schema="{server.schema}"', f"--file={beside}")
        with beside.open("rb") as written:
            os.fsync(written.fileno())
        beside.replace(file)
        keep_names(file.parent)
    finally:
        beside.unlink(missing_ok=True)


def revision_in(file: Path, schema: str) -> str | None:
    """The revision in a dump; StoreError where it is none of ours, of another schema, or not whole."""
    try:
        contents = run("pg_restore", ["--list", file])
        run("pg_restore", ["--file=/dev/null", file])  # reads all of it
    except Refused as error:
        raise StoreDamaged(f"{file} is no whole backup of a PostgreSQL database: {error}") from error
    found = CONTENTS.search(contents)
    if found is None:
        raise StoreError(
            f"{file} is no backup of feedsvc's database (name a file that feedsvc db backup wrote)"
        )
    if found[1] != schema:
        raise StoreError(f"{file} was made of the schema {found[1]}, and this database uses {schema}")
    said = REVISION.search(run("pg_restore", ["--data-only", "--table=alembic_version", "--file=-", file]))
    return said[1] if said else None


def restore_dump(server: Server, file: Path) -> None:
    """Let the schema hold what the dump holds, in one transaction."""
    contents = run("pg_restore", ["--list", file])
    # The schema itself stays: others may have things in it.
    wanted = [line for line in contents.splitlines() if not re.search(r"; \d+ \d+ (SCHEMA|ACL) ", line)]
    with tempfile.NamedTemporaryFile("w", suffix=".list") as listed:
        listed.write("\n".join(wanted))
        listed.flush()
        whole = ("--clean", "--if-exists", "--single-transaction", "--exit-on-error")
        server.runs("pg_restore", *whole, f"--use-list={listed.name}", file)


class Refused(StoreError):
    """One of PostgreSQL's programs failed."""


def run(program: str, arguments: Sequence[str | Path], environ: dict[str, str] | None = None) -> str:
    """What one of PostgreSQL's programs prints; StoreError with its last words where it fails."""
    found = shutil.which(program)
    if found is None:
        raise StoreError(f"{program} is not installed here (it comes with PostgreSQL's client programs)")
    own = {**os.environ, "LC_ALL": "C", **(environ or {})}
    ended = subprocess.run(  # noqa: S603 (its program and options are ours)
        [found, *map(str, arguments)], env=own, capture_output=True, text=True, errors="replace", check=False
    )
    if ended.returncode:
        raise Refused(last_words(ended.stderr) or f"{program} failed")
    return ended.stdout


def last_words(text: str) -> str:
    """The line that says why."""
    lines = [line for line in text.splitlines() if "error:" in line.lower()] or text.splitlines() or [""]
    return " ".join(lines[0].split())[:300]
