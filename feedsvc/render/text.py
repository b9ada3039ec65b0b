"""Plain strings for documents: the last guard before bytes are made."""

from __future__ import annotations

import re
from html import escape
from urllib.parse import quote, urlsplit

from feedsvc.clean.hosts import ascii_host
from feedsvc.clean.text import closed

# XML 1.0, section 2.2. `clean/` removes these at the border; this is the backstop for what was
# stored before a rule of `clean/` existed: one U+000B would cost readers the whole feed. DEL and the
# C1 controls are legal, but invisible, and the W3C validator warns of them.
_ILLEGAL = re.compile("[^\t\n\r\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NEXT_LINE = "\x85"
_UNSAFE_IN_URL = re.compile(r"[^\x21-\x7e]|[<>\"\\^`{|}]")
_PLAIN_URL = re.compile(r"https?://[a-z0-9][a-z0-9.-]*(?::[0-9]+)?(?:/[\w!$%&'()*+,./:;=?@~#-]*)?", re.ASCII)
_ADDRESS = re.compile(r"[(<\[]?[^\s()<>\[\]@]+@[^\s()<>\[\]@]+[)>\]]?")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")
# The three that Unicode calls sentence ends in the scripts we meet most, besides white space.
_BREAKS = " \n。!?"
SUMMARY_LENGTH = 300
_FOLDING = 4


def legal(text: str) -> str:
    """The text without control characters, surrogates and the rest that XML 1.0 refuses."""
    # Printable is narrower than legal, and told ten times as fast.
    return text if text.replace("\n", "").isprintable() else _ILLEGAL.sub("", text.replace(_NEXT_LINE, "\n"))


def line(text: str) -> str:
    """One line of legal text, white space (also NBSP and U+2028) folded to single spaces."""
    flat = text.replace("\n", " ")
    if flat.isprintable() and "  " not in flat:  # as nearly all is, which is told faster than parted
        return flat.strip()
    return " ".join(legal(text).split())


def distinct_lines(values: tuple[str, ...]) -> tuple[str, ...]:
    """The distinct non-empty lines among `values`, in order."""
    return tuple(dict.fromkeys(filter(None, map(line, values))))


def people(values: tuple[str, ...]) -> tuple[str, ...]:
    """Distinct names of persons; an e-mail address in one of them is never published."""
    return distinct_lines(tuple(_ADDRESS.sub(" ", v) if "@" in v else v for v in values))


def web_url(url: str | None) -> str | None:
    """An absolute http(s) URL in ASCII, or None for everything else (javascript:, file:, relative)."""
    given = legal(url or "").strip()
    if _PLAIN_URL.fullmatch(given):  # nearly all are, and are told so at a tenth of the cost
        return given
    try:
        parts = urlsplit(given)
        place = parts.netloc if parts.netloc.isascii() else _ascii_place(parts.netloc)
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not place:
        return None
    return _UNSAFE_IN_URL.sub(lambda m: quote(m[0]), given.replace(parts.netloc, place, 1))


def _ascii_place(netloc: str) -> str:
    user, at, place = netloc.rpartition("@")
    host, colon, port = place.partition(":")
    return f"{user}{at}{ascii_host(host)}{colon}{port}"


def href(url: str) -> str:
    """A URL of our own making as it may stand in a document."""
    return web_url(url) or legal(url)


def language_tag(tag: str | None) -> str | None:
    """A well-formed BCP 47 tag, or None."""
    return tag if tag and _LANGUAGE.fullmatch(tag) else None


def cut(text: str, limit: int) -> str:
    """At most `limit` characters ending at a word boundary, with an ellipsis where it was cut."""
    if len(text) <= limit:
        return text
    head = text[: limit - 1]
    at = max(head.rfind(c) for c in _BREAKS)
    # A script without spaces, or one endless word, has no boundary worth keeping.
    kept = head[: at + 1] if at >= limit // 2 else head
    return closed(kept.rstrip() + "…")


def opening(text: str, limit: int) -> str:
    """The beginning of a long text on one line, cut at a word boundary."""
    # Only what can show is folded: a text may be a thousand times as long, and few have much to fold.
    shown = line(text[: limit + limit // _FOLDING])
    return cut(shown if len(shown) > limit else line(text[: limit * _FOLDING]), limit)


def as_html(text: str) -> str:
    """Plain text as HTML that shows it unchanged."""
    return escape(text, quote=False)
