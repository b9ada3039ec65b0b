"""Bad pages of every kind that a good page is replaced by for a while: what a server answers in its place."""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime, timedelta
from html import escape

from tests.living import LivingStory, invent

HTML = "text/html; charset=utf-8"
ELSEWHERE = "/elsewhere"
OLD = datetime(2020, 3, 1, 12, tzinfo=UTC)
Form = Callable[[Sequence[LivingStory]], str]


@dataclass(frozen=True, kw_only=True)
class Answer:
    """One answer; `elsewhere` is the page that it leads to, where it redirects."""

    body: bytes = b""
    status: int = 200
    kind: str = HTML
    headers: dict[str, str] = field(default_factory=dict)
    elsewhere: bytes = b""


@dataclass(frozen=True, kw_only=True)
class Good:
    """The good page: its stories, newest first, and how it shows them."""

    stories: Sequence[LivingStory]
    form: Form

    def page(self, stories: Sequence[LivingStory] | None = None) -> str:
        return self.form(self.stories if stories is None else stories)


Bad = Callable[[Good, int], Answer]


def said(text: str, title: str = "News", *, status: int = 200, around: str = "<p>{}</p>") -> Bad:
    """A page that says one sentence in place of the stories."""
    body = (
        f"<!doctype html><html><head><title>{title}</title></head><body>{around.format(text)}</body></html>"
    )
    return lambda _good, _number: Answer(body=body.encode(), status=status)


def redirected(text: str, title: str, more: str = "") -> Bad:
    """A redirect to a page that answers 200."""
    body = f"<html><head><title>{title}</title></head><body><h1>{title}</h1><p>{text}</p>{more}</body></html>"
    return lambda _good, _number: Answer(status=302, headers={"Location": ELSEWHERE}, elsewhere=body.encode())


def lines(count: int, *, dated: str = "", linked: bool = True, host: str = "") -> str:
    """A few lines that look like stories."""
    words = ("Sign in to your account", "Create an account today", "Read our terms of use", "Contact the editors",
             "Frequently asked questions", "Help and support for readers")  # fmt: skip
    shown = ""
    for number, text in enumerate(words[:count]):
        inner = f'<a href="{host}/help/{number}">{text}</a>' if linked else text
        shown += f"<div class='item'><h2>{inner}</h2>{f'<time>{dated}</time>' if dated else ''}<p>{text}, now.</p></div>"
    return shown


def whole(change: Callable[[str, int], str]) -> Bad:
    """The good page, changed as text."""
    return lambda good, number: Answer(body=change(good.page(), number).encode())


def shown(choose: Callable[[list[LivingStory], int], Sequence[LivingStory]]) -> Bad:
    """The good page with a choice of its stories."""
    return lambda good, number: Answer(body=good.page(choose(list(good.stories), number)).encode())


def each(change: Callable[[LivingStory, int], LivingStory]) -> Bad:
    """The good page with every story changed."""
    return shown(lambda stories, number: [change(story, number) for story in stories])


def cut(share: float, at: str = "") -> Bad:
    """The page cut off after a share of it, or inside of a tag behind that."""

    def bad(good: Good, _number: int) -> Answer:
        text = good.page()
        end = int(len(text) * share)
        return Answer(body=text[: text.index(at, end) + len(at) if at else end].encode())

    return bad


def packed(change: Callable[[bytes], bytes], coding: str = "gzip") -> Bad:
    """The good page in a coding, damaged."""
    return lambda good, _number: Answer(
        body=change(gzip.compress(good.page().encode())), headers={"Content-Encoding": coding}
    )


def other_site(good: Good, _number: int) -> Answer:
    strangers = [
        replace(invent(500 + n), headline=f"Parked domain offer number {n}", slug=f"offer-{n}", published=OLD)
        for n in range(12)
    ]
    return Answer(body=good.page(strangers).encode())


def in_charset(charset: str, label: str) -> Bad:
    return lambda good, _number: Answer(
        body=good.page().encode(charset, "replace"), kind=f"text/html; charset={label}"
    )


@dataclass(frozen=True, kw_only=True)
class Redated(LivingStory):
    """A story dated otherwise, under the address that it had."""

    own: str

    @property
    def path(self) -> str:
        return self.own


def redated(change: Callable[[datetime], datetime]) -> Bad:
    """Every story dated otherwise."""

    def dated(story: LivingStory, _number: int) -> LivingStory:
        return Redated(**asdict(story) | {"published": change(story.published), "own": story.path})

    return each(dated)


def tracked(good: Good, number: int) -> Answer:
    text = good.page()
    for story in good.stories:
        text = text.replace(
            f'"{story.path}"', f'"{story.path}?utm_source=x{number}&amp;fbclid=q{number}{story.number}"'
        )
    return Answer(body=text.encode())


def hidden_menu(good: Good, _number: int) -> Answer:
    links = "".join(f'<li><a href="/section/{n}">Section number {n}</a></li>' for n in range(30))
    return Answer(
        body=f"<html><head><title>News</title></head><body><nav><ul>{links}</ul></nav></body></html>".encode()
    )


CHALLENGE = '<div id="cf-wrapper"><h1>Checking your browser before accessing</h1><form id="challenge-form"></form></div>'
BAD: dict[str, Bad] = {
    # nothing at all
    "empty": lambda good, _n: Answer(),
    "blank": lambda good, _n: Answer(body=b" \n\t "),
    "only a head": said("", around=""),
    "no content": lambda good, _n: Answer(status=204),
    "a menu alone": hidden_menu,
    "an empty list": shown(lambda stories, _n: []),
    "white noise": lambda good, n: Answer(body=random.Random(n).randbytes(40_000)),
    "a picture": lambda good, _n: Answer(body=b"\x89PNG\r\n\x1a\n" + bytes(2000), kind="image/png"),
    "a picture called HTML": lambda good, _n: Answer(body=b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20),
    "a PDF called HTML": lambda good, _n: Answer(body=b"%PDF-1.7\n" + bytes(range(256)) * 20),
    "zeros": lambda good, _n: Answer(body=bytes(50_000)),
    # cut, packed, mislabelled
    **{f"cut at {share:.0%}": cut(share) for share in (0.02, 0.1, 0.25, 0.5, 0.75, 0.9, 0.99)},
    "cut inside a link": cut(0.4, "<a hre"),
    "cut behind a title": cut(0.6, "</a>"),
    "half a gzip": packed(lambda data: data[: len(data) // 2]),
    "gzip without its end": packed(lambda data: data[:-4]),
    "gzip that is none": packed(lambda data: b"\x1f\x8b\x08" + bytes(200)),
    "gzip called deflate": packed(lambda data: data, "deflate"),
    "plain called gzip": packed(gzip.decompress),
    "an unknown coding": packed(lambda data: data, "rot13"),
    "cp1252 called UTF-8": in_charset("cp1252", "utf-8"),
    "UTF-8 called latin": in_charset("utf-8", "iso-8859-1"),
    "UTF-8 called UTF-16": in_charset("utf-8", "utf-16"),
    "UTF-16 called UTF-8": in_charset("utf-16", "utf-8"),
    # errors
    "404": said("Not found", status=404),
    "410 once": said("Gone", status=410),
    "500 with the stories": lambda good, _n: Answer(body=good.page().encode(), status=500),
    "503": said("We are back soon", status=503),
    "429": said("Too many requests", status=429),
    "403 captcha": lambda good, _n: Answer(body=CHALLENGE.encode(), status=403),
    "451": said("Unavailable for legal reasons", status=451),
    "an unasked 304": lambda good, _n: Answer(status=304),
    "JSON error": lambda good, _n: Answer(body=json.dumps({"error": "rate limited"}).encode(), kind="application/json"),
    "JSON error called HTML": lambda good, _n: Answer(body=json.dumps({"error": {"code": 500}}).encode()),
    "an empty feed": lambda good, _n: Answer(
        body=b"<rss version='2.0'><channel><title>News</title></channel></rss>", kind="application/rss+xml"
    ),
    "a trace": said("Traceback (most recent call last): File &quot;app.py&quot;, line 3, in news", around="<pre>{}</pre>"),
    "SQL trouble": said("Error establishing a database connection", around="<h1>{}</h1>"),
    "PHP warning above nothing": said("<b>Warning</b>: mysqli_connect(): (HY000/2002) in <b>/srv/news.php</b> on line 12"),
    # other pages in place of it
    "soft 404": said("Sorry, the page you requested was not found.", "Page not found", around="<h1>Page not found</h1><p>{}</p>"),
    "soft 404 with links": said(lines(4), "Page not found", around="<h1>Page not found</h1>{}"),
    "maintenance": said("We are down for maintenance and will be back at 10:00.", "Maintenance", around="<h1>{}</h1>"),
    "maintenance, dated": said("Mar 04, 2026 05:00 AM: we are working on it.", "Maintenance", around="<h1>Maintenance</h1><p>{}</p>"),
    "captcha": said(CHALLENGE, "Just a moment...", around="{}"),
    "captcha, hCaptcha": said('<div class="h-captcha" data-sitekey="x"></div>', "One more step"),
    "captcha, plain words": said("Please verify that you are a human to continue.", "Verify", around="<h2>{}</h2>"),
    "login": said('<form><input name="user"><input type="password" name="p"><button>Log in</button></form>', "Log in", around="{}"),
    "login with lines": said(lines(5) + '<form><input type="password" name="p"></form>', "Log in", around="{}"),
    "consent": said("We value your privacy. Accept all cookies or manage your choices.", "Before you continue", around="<h1>Your privacy</h1><p>{}</p><button>Accept all</button>"),
    "cookie wall with partners": said("".join(f"<div class='item'><h2>Partner {n} Ltd</h2><p>uses cookies to measure</p></div>" for n in range(20)), "Cookies", around="<h1>Cookies</h1>{}"),
    "geo block": said("This content is not available in your country.", "Not available", around="<h1>{}</h1>"),
    "paywall": said("Subscribe to continue reading. From 1 € a month.", "Subscribe", around="<h1>{}</h1>"),
    "age gate": said("Are you over 18 years old?", "Age check", around="<h1>{}</h1><a href='/yes'>Yes</a> <a href='/no'>No</a>"),
    "parked": other_site,
    "a script alone": said("<script src='/app.js'></script><noscript>You need to enable JavaScript</noscript>", around="<div id=app></div>{}"),
    "a refresh": said("", around="<meta http-equiv=refresh content='0;url=/elsewhere'>"),
    "the provider's login": said("Welcome to the free WLAN. Accept the terms to go online.", "WLAN", around="<h1>{}</h1>"),
    # redirects
    **{f"redirected to {count} lines": redirected("", "Not found", lines(count)) for count in (1, 2, 3, 5)},
    **{f"redirected to {count} dated lines": redirected("", "Welcome", lines(count, dated=f"2026-01-0{count}")) for count in (1, 2, 3, 5)},
    **{f"redirected to {count} lines without links": redirected("", "Welcome", lines(count, linked=False)) for count in (1, 3)},
    "redirected to an error": redirected("The page that you look for is not here any more.", "404 Not Found"),
    "redirected to a login": redirected("Please sign in to read on.", "Sign in", '<form><input type="password"></form>'),
    "redirected to itself": lambda good, _n: Answer(status=302, headers={"Location": "/world-live/"}),
    "redirected to a private address": lambda good, _n: Answer(status=302, headers={"Location": "http://10.0.0.1/"}),
    "redirected to a file": lambda good, _n: Answer(status=302, headers={"Location": "file:///etc/passwd"}),
    "redirected to nowhere": lambda good, _n: Answer(status=302),
    # the same page, otherwise
    "half the stories": shown(lambda stories, n: stories[n % 2 :: 2]),
    "one story": shown(lambda stories, n: [stories[n % len(stories)]]),
    "the oldest alone": shown(lambda stories, _n: stories[-2:]),
    "an old copy": shown(lambda stories, n: stories[3 + n % 3 :]),
    "shuffled": shown(lambda stories, n: random.Random(n).sample(stories, len(stories))),
    "turned round": shown(lambda stories, _n: stories[::-1]),
    "every story twice": shown(lambda stories, _n: [*stories, *stories]),
    "one story many times": shown(lambda stories, n: [stories[n % 5]] * 20),
    "tracking in links": tracked,
    "commented out": whole(lambda text, _n: text.replace("<body>", "<body><!-- ").replace("</body>", " --></body>")),
    "with a banner": whole(lambda text, n: text.replace("<body>", f"<body><div class=ad><b>Advertisement {n}</b></div>")),
    "with another head": whole(lambda text, n: text.replace("<title>", f"<meta name=x content={n}><title>{n} ")),
    "all white space doubled": whole(lambda text, _n: text.replace(" ", "  ").replace("><", ">\n\n<")),
    "in capitals of tags": whole(lambda text, _n: text.replace("<h2", "<H2").replace("</h2", "</H2").replace("<p", "<P")),
    "dates in the future": redated(lambda date: date + timedelta(days=4000)),
    "dates of 1970": redated(lambda date: date.replace(year=1970)),
    "dates of an hour later": redated(lambda date: date + timedelta(hours=1)),
    "titles lost": each(lambda story, _n: replace(story, headline="")),
    "titles all alike": each(lambda story, _n: replace(story, headline="Read more")),
    "texts lost": each(lambda story, _n: replace(story, paragraphs=())),
    "texts all alike": each(lambda story, _n: replace(story, paragraphs=("Subscribe to read on.",))),
    "escaped once more": whole(lambda text, _n: f"<html><head><title>x</title></head><body><pre>{escape(text)}</pre></body></html>"),
}  # fmt: skip
