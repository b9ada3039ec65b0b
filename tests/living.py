"""A living site in the CX Tech format: stories come, change and move; the design changes under them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from html import escape
from typing import Any
from zoneinfo import ZoneInfo

from tests.builders import NOW
from tests.httpd import Handler, answering

BEIJING = ZoneInfo("Asia/Shanghai")
WORDS = [
    "harbour",
    "lantern",
    "kiln",
    "orchard",
    "glacier",
    "saddle",
    "violin",
    "copper",
    "meadow",
    "turbine",
    "basalt",
    "ferry",
    "walnut",
    "comet",
]


@dataclass(frozen=True, kw_only=True)
class LivingStory:
    """One story of the site; `number` names it for good."""

    number: int
    headline: str
    authors: tuple[str, ...]
    published: datetime
    section: str
    paragraphs: tuple[str, ...]
    slug: str
    related: str = ""

    @property
    def path(self) -> str:
        return f"/{self.published.astimezone(BEIJING):%Y-%m-%d}/{self.slug}-{self.number}.html"

    @property
    def byline(self) -> str:
        names = " and ".join(filter(None, [", ".join(self.authors[:-1]), self.authors[-1]]))
        return f"By {names} / {self.published.astimezone(BEIJING):%b %d, %Y %I:%M %p} / {self.section}"


def invent(number: int, *, section: str = "World", published: datetime | None = None) -> LivingStory:
    """Story `number`: distinct words, author and minute, the same in every run."""
    a, b, c = (WORDS[(number * k) % len(WORDS)] for k in (3, 5, 11))
    return LivingStory(
        number=101_600_000 + number,
        headline=f"The {a} of district {number} meets the {b}",
        authors=(f"Reporter {chr(65 + number % 26)}",),
        published=published or NOW - timedelta(hours=3) - timedelta(minutes=47 * (1000 - number)),
        section=section,
        paragraphs=(
            f"In district {number} a {a} was seen beside a {b}, said the {c} office in its notice no. {number * 17}.",
            f"About {number * 13 + 5} people came to watch the {c}, more than in any year before.",
            f"“We keep the {a} for everybody,” said the keeper of house {number}.",
        ),
        slug=f"the-{a}-of-district-{number}",
    )


def _plain(title: str, stories: list[LivingStory], base: str) -> str:
    blocks = "".join(
        f'<div class="item"><h2><a href="{s.path}">{escape(s.headline)}</a></h2>'
        f"<p class=by>{escape(s.byline)}</p><div>{_paragraphs(s)}</div>"
        f"<p>Contact reporter {s.authors[0]} (reporter@site.example)</p>{_related(s)}</div>"
        for s in stories
    )
    return f"<!doctype html><html><head><title>{title}</title></head><body><p>Home &gt;</p>{blocks}</body></html>"


def _table(title: str, stories: list[LivingStory], base: str) -> str:
    rows = "".join(
        f'<tr><td><a class="x{s.number % 7}" href="{base}{s.path}?utm_source=home#top"><b>{escape(s.headline)}</b></a>'
        f"<br><i>{escape(s.byline.replace('By ', ''))}</i>{_related(s)}{_paragraphs(s)}</td></tr>"
        for s in stories
    )
    nav = "".join(f'<li><a href="/n/{n}">Navigation {n}</a></li>' for n in range(20))
    return f"<html><body><ul>{nav}</ul><script>var a='By X / Jan 01, 2020 01:00 AM / World'</script><table>{rows}</table></body></html>"


def _articles(title: str, stories: list[LivingStory], base: str) -> str:
    blocks = "\n".join(
        f'<article data-n="{i}">\n  <header>\n    <h3>\n <a href="{s.path}">\n {escape(s.headline)}\n </a>\n </h3>\n'
        f"    <span>By</span> <span>{escape(s.byline[3:].split(' / ')[0])}</span> / <time>{s.byline.split(' / ')[1]}</time> / "
        f"<em>{escape(s.section)}</em>\n  </header>\n"
        f"  <section>Photo: VCG</section><section>Photo: VCG</section>{_paragraphs(s, 'section')}{_related(s)}</article>"
        for i, s in enumerate(stories)
    )
    latest = "".join(f"<li>{escape(s.headline)}</li>" for s in stories)
    return f"<html><body><main><h4>LATEST</h4><ol>{latest}</ol>{blocks}</main><footer>Share this article</footer></body></html>"


def _paragraphs(story: LivingStory, tag: str = "p") -> str:
    return "".join(f"<{tag}>{escape(p)}</{tag}>" for p in story.paragraphs)


def _related(story: LivingStory) -> str:
    return f"<p>Related: {escape(story.related)}</p>" if story.related else ""


DESIGNS: dict[str, Callable[[str, list[LivingStory], str], str]] = {
    "plain": _plain,
    "table": _table,
    "articles": _articles,
}


@dataclass
class LivingSite:
    """Pages by path, each a list of stories; verbs change them."""

    base: str = ""
    design: str = "plain"
    pages: dict[str, list[LivingStory]] = field(default_factory=dict)
    overrides: dict[str, tuple[int, str, bytes]] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)
    """Sent with what `answers` is told to answer."""
    requests: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def shows(self, path: str, *stories: LivingStory) -> None:
        """Let `path` list these stories, newest first."""
        self.pages[path] = sorted(stories, key=lambda s: s.published, reverse=True)

    def publishes(self, path: str, story: LivingStory) -> None:
        """Put a story on top of a page."""
        self.pages.setdefault(path, []).insert(0, story)

    def edits(self, number: int, **changes: Any) -> None:
        """Change a story wherever it is shown."""
        for stories in self.pages.values():
            stories[:] = [replace(s, **changes) if s.number == 101_600_000 + number else s for s in stories]

    def answers(
        self, path: str, status: int, body: bytes = b"", media_type: str = "text/html", **headers: str
    ) -> None:
        """Answer `path` with exactly this until `heals`; `Content_Encoding="gzip"` is a further header."""
        self.overrides[path] = (status, media_type, body)
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}

    def heals(self, path: str) -> None:
        """Serve the stories of `path` again."""
        self.overrides.pop(path, None)
        self.headers = {}

    def answer(self, path: str) -> tuple[int, str, bytes]:
        if path in self.overrides:
            return self.overrides[path]
        if path not in self.pages:
            return 404, "text/plain", b"no such page"
        return (
            200,
            "text/html; charset=utf-8",
            DESIGNS[self.design](path, self.pages[path], self.base).encode(),
        )


@contextmanager
def serving(site: LivingSite) -> Iterator[LivingSite]:
    """The site on a free port of the loopback."""

    class Visit(Handler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            site.requests.append((self.path, dict(self.headers)))
            status, media_type, body = site.answer(self.path)
            more = site.headers if self.path in site.overrides else {}
            self.answer(status, body, {"Content-Type": media_type, **more})

    with answering(Visit) as site.base:
        yield site
