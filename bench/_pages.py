"""The pages that are polled, served by a process of its own so that nobody pays for serving them.

`GET /name` gives the file of that name in a folder; with `?tag` it has an ETag, and an answer 304 to it.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any


class Handler(BaseHTTPRequestHandler):
    """Answers from a folder, on any address of the loopback."""

    def __init__(self, folder: Path, *args: Any) -> None:
        self.folder = folder
        super().__init__(*args)

    def do_GET(self) -> None:
        name, _, query = self.path.strip("/").partition("?")
        file = self.folder / name
        body = file.read_bytes() if file.is_file() else b""
        tag = f'"{hashlib.sha256(body).hexdigest()[:16]}"' if query else ""
        same = bool(tag) and self.headers.get("If-None-Match") == tag
        self.send_response(304 if same else 200 if file.is_file() else 404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(0 if same else len(body)))
        if tag:
            self.send_header("ETag", tag)
        self.end_headers()
        self.wfile.write(b"" if same else body)

    def log_message(self, *_: object) -> None:
        """Says nothing."""


@contextmanager
def serving_pages(folder: Path) -> Iterator[tuple[int, int]]:
    """Port and process number of a server of this folder."""
    with subprocess.Popen([sys.executable, __file__, str(folder)], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        try:
            yield int(process.stdout.readline()), process.pid
        finally:
            process.terminate()


def main(folder: str) -> None:
    """Serve until told to stop."""
    with ThreadingHTTPServer(("0.0.0.0", 0), partial(Handler, Path(folder))) as server:
        print(server.server_port, flush=True)
        server.serve_forever()


if __name__ == "__main__":
    main(sys.argv[1])
