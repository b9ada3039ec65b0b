"""The markup of a feed's texts, as it was meant: escaped once too often, wrapped twice, or not at all.

    <description>&amp;lt;p&amp;gt;One.&amp;lt;/p&amp;gt;</description>
    <description>&lt;![CDATA[&lt;p&gt;One.&lt;/p&gt;]]&gt;</description>

both mean `<p>One.</p>`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from html import unescape
from typing import Any

from feedsvc.clean.plain import is_markup, is_wholly_markup, paragraphs_kept, plain_to_html

FULL_TEXTS = ("yandex_full-text", "full-text", "fulltext", "encoded")
"""Under which feeds made for aggregators, or by careless programs, say the whole story."""
PAGES = ("turbo_content",)
"""Under which they say it as a page for telephones, its headline and furniture included."""
TEASERS = (
    *("excerpt", "teaser", "abstract", "dcterms_abstract", "intro", "lead", "standfirst", "preview"),
    *("text", "media_text", "longdescription", "long_description", "g_description", "subtitle"),
)
"""Under which programs tell of a story that have names of their own."""
_NO_VALUES = frozenset({"null", "undefined", "NaN", "None", "(null)", "[object Object]"})
_NO_TEXT = ("image/", "audio/", "video/", "application/octet-stream")
"""Types of what Atom carries as base64 (RFC 4287, 4.1.3.3)."""
_WRAPPED = re.compile(r"\s*<!?\s?\[CDATA\[", re.IGNORECASE)
_ENDED = re.compile(r"<(br|hr|img)\b([^<>]*)></\1>", re.IGNORECASE)
"""As parsers of XML write what has no end in HTML: browsers see two line breaks in `<br></br>`."""
_TWICE = re.compile(r"&(?:amp|quot|apos|#\d{2,5}|#x[0-9a-f]{2,5});", re.IGNORECASE)
_NUMBERED = re.compile(r"&#(?:\d{2,5}|x[0-9a-f]{2,5});", re.IGNORECASE)
_AROUND = re.compile(
    r"<(em|i|b|strong|u|sup|sub|span|font|mark)(?:\s[^<>]{0,200})?>(?=\S)([^<>]+)(?<=\S)</\1>"
)
_FOR_BROWSERS = re.compile(
    r"<!--(?:(?!<!--).){0,500}?-->|<(script|style)\b[^<>]{0,500}>(?:(?!<(?:script|style)\b).){0,2000}?</\1\s*>|<br\s?/>|(?<=\S)<br>|<br>(?=\S)"
    r"|<img\s[^<>]{1,2000}>",
    re.IGNORECASE | re.DOTALL,
)
_TAGS_ALONE = re.compile(
    r"(?:\s*</?(?:br|p|div|span|hr|b|i|em|strong|font)(?:\s[^<>]{0,200})?/?>)+\s*", re.IGNORECASE
)


def shown(detail: Mapping[str, Any]) -> str:
    """The markup of a text; a plain one keeps its paragraphs, unless it is markup that nobody declared."""
    if (detail.get("type") or "").startswith(_NO_TEXT):
        return ""
    value = without_wrapping(_ENDED.sub(r"<\1\2>", detail.get("value") or ""))
    if is_nothing(value) or value.strip() == "Array":  # so PHP writes a list
        return ""
    if detail.get("type") == "text/plain" and not is_wholly_markup(value):
        return plain_to_html(value)
    if "<" not in value and is_wholly_markup(once_more := unescape(value)):
        return once_more
    return paragraphs_kept(value)


def shown_plain(entry: Any, names: Iterable[str]) -> str:
    """The markup of the first of these elements that says anything, plain text as a rule."""
    value = next((v for name in names if isinstance(v := entry.get(name), str) and v.strip()), "")
    kind = "text/html" if is_markup(value) else "text/plain"
    return shown({"type": kind, "value": value}) if value else ""


def without_wrapping(text: str) -> str:
    """The text without a CDATA mark that was escaped, and so means nothing."""
    wrapped = _WRAPPED.match(text) if "[CDATA[" in text or "[cdata[" in text else None
    return text[wrapped.end() :].rstrip().removesuffix("]]>") if wrapped else text


def is_nothing(text: str) -> bool:
    """Whether a text is but what programs write for no value: `null`, `undefined`, `[object Object]`."""
    return text.strip() in _NO_VALUES


def decoded_again(title: str) -> str:
    """A title without the references that were escaped twice (`Tom &amp; Jerry&#8217;s`).

    Names of other characters stay: a title may be about `&nbsp;`.
    """
    return _TWICE.sub(lambda found: unescape(found[0]), title) if "&" in title else title


def plain_again(title: str) -> str:
    """A title of RSS without what was escaped twice: numbers of characters, and elements around its words.

    An element alone stays: a title may be about `<video>`, or about `<b>` and `</b>`.
    """
    if "&#" in title:
        title = _NUMBERED.sub(lambda found: unescape(found[0]), title)
    return _AROUND.sub(r"\2", title) if "</" in title else title


def without_tags_alone(title: str) -> str:
    """The title without what is there for browsers alone (`<br />`, a comment), "" where nothing is left.

    A title may be about `<br>`: that one has blanks around it.
    """
    if "<" not in title:
        return title
    title = _FOR_BROWSERS.sub(" ", title)
    return "" if _TAGS_ALONE.fullmatch(title) else title
