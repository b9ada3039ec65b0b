"""A server of made-up pages that change from request to request, in a process of its own.

`GET /7` gives page 7 as it stands at this request: every second one brings a story, every fifth an edit,
every eleventh is refused, and what has not changed is a 304. A calm server changes as much in so many times
as many requests. `GET /polls` tells how many pages were asked for.
Pages are of four kinds in turn: headlines with bylines, items with classes, an Atom feed, a plain list.
"""

from __future__ import annotations

import hashlib
import random
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar

SHOWN = 25
BEGINNING = datetime.now(UTC).replace(second=0, microsecond=0) - timedelta(days=2)
SYLLABLES = ["ka", "lo", "mi", "ren", "tas", "vel", "dor", "shi", "pun", "gra", "tes", "om", "ul", "bri"]


@cache
def vocabulary() -> list[str]:
    """Words that the stories are made of."""
    chance = random.Random(7)
    return ["".join(chance.choices(SYLLABLES, k=chance.randint(1, 3))) for _ in range(4000)]


def words(chance: random.Random, count: int) -> str:
    return " ".join(chance.choices(vocabulary(), k=count)).capitalize()


class Told:
    """Story `number` of page `page`, the same whenever it is told; an edit changes its title."""

    def __init__(self, page: int, number: int, edits: int) -> None:
        chance = random.Random(page * 100_003 + number)
        self.id = page * 100_000 + number
        self.title = words(chance, 8) + (f", part {edits + 1}" if edits else "")
        self.text = [words(chance, 40) + "." for _ in range(3)]
        self.author = f"{words(chance, 1)} {words(chance, 1)}"
        self.at = BEGINNING + timedelta(minutes=number)
        self.path = f"/{self.at:%Y/%m}/told-{self.id}.html"


def paragraphs(story: Told) -> str:
    return "".join(f"<p>{text}</p>" for text in story.text)


def as_byline(story: Told) -> str:
    byline = f"By {story.author} / {story.at:%b %d, %Y %I:%M %p} / World"
    return f'<h2><a href="{story.path}">{story.title}</a></h2><p>{byline}</p>{paragraphs(story)}'


def as_item(story: Told) -> str:
    return (
        f'<div class="item"><a class="title" href="{story.path}">{story.title}</a>'
        f'<time datetime="{story.at.isoformat()}">then</time><div>{paragraphs(story)}</div></div>'
    )


def as_entry(story: Told) -> str:
    return (
        f"<entry><id>urn:told:{story.id}</id><title>{story.title}</title><link href='{story.path}'/>"
        f"<updated>{story.at.isoformat()}</updated><author><name>{story.author}</name></author>"
        f"<content type='html'>{''.join(f'&lt;p>{text}&lt;/p>' for text in story.text)}</content></entry>"
    )


def as_line(story: Told) -> str:
    return f'<li><a href="{story.path}">{story.title}</a> <span>{story.at:%Y-%m-%d %H:%M}</span></li>'


HTML = "<!doctype html><html><head><title>Page</title></head><body><main>{}</main></body></html>"
ATOM = "<feed xmlns='http://www.w3.org/2005/Atom'><title>Page</title><id>urn:page</id>{}</feed>"
FORMS: dict[str, tuple[str, str, Callable[[Told], str]]] = {
    "byline": ("text/html", HTML, as_byline),
    "selectors": ("text/html", HTML, as_item),
    "upstream": ("application/atom+xml", ATOM, as_entry),
    "auto": ("text/html", HTML.replace("{}", "<ul>{}</ul>"), as_line),
}


def form_of(page: int) -> str:
    """What kind of page this one is, as the extractor that reads it is called."""
    return list(FORMS)[page % len(FORMS)]


def body_of(page: int, asked: int, calm: int = 1) -> bytes:
    """The page as it stands when it is asked for the so many-th time; pages differ in when they change."""
    asked = asked if calm == 1 else (asked + page) // calm
    newest, edits = SHOWN + asked // 2, asked // 5
    stories = [Told(page, n, edits if n == SHOWN else 0) for n in range(newest, newest - SHOWN, -1)]
    _, frame, tell = FORMS[form_of(page)]
    return frame.replace("{}", "".join(map(tell, stories))).encode()


class Handler(BaseHTTPRequestHandler):
    """Answers on any address of the loopback, with what its visitor shall be shown now."""

    protocol_version = "HTTP/1.1"
    asked: ClassVar[Counter[int]] = Counter()
    calm: ClassVar[int] = 1
    lock = threading.Lock()

    def do_GET(self) -> None:
        name = self.path.strip("/")
        if name == "polls":
            self.answer(200, "text/plain", str(sum(self.asked.values())).encode())
        elif name.isdigit():
            self.show(int(name))
        else:
            self.answer(404, "text/plain", b"nothing")

    def show(self, page: int) -> None:
        with self.lock:
            self.asked[page] += 1
            asked = self.asked[page]
        if asked % 11 == 7:
            return self.answer(503, "text/html", b"away")
        body = body_of(page, asked, self.calm)
        tag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
        same = self.headers.get("If-None-Match") == tag
        self.answer(304 if same else 200, FORMS[form_of(page)][0], b"" if same else body, tag)

    def answer(self, status: int, media_type: str, body: bytes, tag: str = "") -> None:
        self.send_response(status)
        self.send_header("Content-Type", media_type)
        self.send_header("Content-Length", str(len(body)))
        if tag:
            self.send_header("ETag", tag)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Says nothing."""


class Origin(ThreadingHTTPServer):
    """Says nothing of visitors who go away."""

    daemon_threads = True
    request_queue_size = 256

    def handle_error(self, request: Any, client_address: Any) -> None:
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


@contextmanager
def changing_pages(calm: int = 1) -> Iterator[int]:
    """The port of a server of such pages, on every address of the loopback."""
    with subprocess.Popen([sys.executable, __file__, str(calm)], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        try:
            yield int(process.stdout.readline())
        finally:
            process.terminate()


def main(calm: str = "1") -> None:
    """Serve until told to stop."""
    Handler.calm = int(calm)
    with Origin(("0.0.0.0", 0), Handler) as server:
        print(server.server_port, flush=True)
        server.serve_forever()


if __name__ == "__main__":
    main(*sys.argv[1:])
