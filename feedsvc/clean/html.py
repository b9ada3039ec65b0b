"""HTML of strangers becomes HTML that a reader may show: sanitised, absolute, bounded."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from html import escape

import nh3

from feedsvc.clean.aids import has_aids, without_aids
from feedsvc.clean.barelinks import has_posts, with_bare_links, with_posts
from feedsvc.clean.dropped import BOXES, RUBY, SPANS, says_direction, with_readings, without_boxes
from feedsvc.clean.embeds import has_embeds, with_links
from feedsvc.clean.formulas import with_formulas
from feedsvc.clean.hidden import without_hidden
from feedsvc.clean.names import without_addresses
from feedsvc.clean.pictures import draws_signs, with_pictures
from feedsvc.clean.references import whole_references
from feedsvc.clean.text import fold, remove_controls
from feedsvc.clean.wording import html_to_text

MAX_INPUT = 300_000
"""Characters of one story's markup that are looked at; the rest is cut off."""
MAX_OUTPUT = 400_000
MAX_DEPTH = 100
"""More elements open at once than this make every HTML parser slow, unclosed ones worst."""
MAX_READINGS = 1000
"""Readings of ruby whose ends nothing says, at once."""

_TAGS_WORDS = """
a abbr b bdi bdo blockquote br caption cite code dd del dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr i
img ins kbd li mark ol p pre q s samp small strong sub sup table tbody td tfoot th thead tr u ul var
"""
_TAGS = frozenset(_TAGS_WORDS.split()) | RUBY
_FORMULA_WORDS = """
math mrow mi mn mo ms mtext mspace msup msub msubsup mfrac msqrt mroot munder mover munderover mtable mtr mtd
mstyle mpadded mphantom menclose mfenced mmultiscripts mprescripts semantics
"""
_FORMULAS = frozenset(_FORMULA_WORDS.split())
"""MathML without what holds other languages (annotations, HTML, links)."""
_DROPPED_WHOLE_WORDS = """
annotation annotation-xml
script style noscript template iframe object embed applet frame frameset form input button select
textarea svg math head title audio video canvas dialog
"""
_DROPPED_WHOLE = frozenset(_DROPPED_WHOLE_WORDS.split())
_ATTRIBUTES = {
    "*": {"lang", "title", "dir"},
    "a": {"href", "title"},
    "img": {"src", "alt", "title", "width", "height"},
    "abbr": {"title"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
    "ol": {"start", "reversed"},
    "li": {"value"},
}
_NESTING = re.compile(
    r"<(/?)(?:a|abbr|address|article|aside|b|bdi|bdo|big|blockquote|center|code|details|dialog|dir|div|dl|em|fieldset"
    r"|figcaption|figure|font|footer|header|hgroup|i|listing|main|menu|nav|nobr|ol|optgroup|pre|ruby|s|search|section"
    r"|small|span|strike|strong|sub|summary|sup|table|tt|u|ul)\b",
    re.IGNORECASE,
)
_READINGS = re.compile(
    r"<(?:(?P<reading>rt|rp|rb|rtc)|(?P<opens>ruby)|(?P<ends>/ruby)"
    r"|(?:table|td|th|caption|marquee|object|template|applet))\b",
    re.IGNORECASE,
)
"""Readings, what ends them, and what lies between a reading and the ruby outside, so that none ends there."""
_BARE_LINK = re.compile(r"<a>((?:[^<]|<(?!/?a\b))*)</a>")
_UNSEEN = re.compile(r"<img(?![^>]*\ssrc=)[^>]*>|<p(?: (?:lang|dir)=\"[^\"<>]*\")*>(?:\s|&nbsp;|<br>)*</p>")


def clean_html(markup: str, base: str = "", *, embeds: bool = True, aids: bool = False) -> str:
    """The markup with harmless elements only and http(s) URLs only, made absolute against `base`.

    No e-mail address is left; what no parser can take in reasonable time comes back as text. Embeds become
    links and formulas stay; `embeds=False` leaves both out, as nothing of them is the story's own words.
    `aids` says that all words stay as they stand there, those for style sheets and listeners, too.
    """
    markup = whole_references(remove_controls(markup[:MAX_INPUT], isolates=True))
    if _is_bomb(markup):
        return text_to_html(re.sub(r"<[^<>]*>", "\n", markup).split("\n"))
    markup = with_pictures(without_hidden(markup), signs=embeds)
    cleaner = _cleaner(base, formulas=embeds, directions=says_direction(markup))
    read = cleaner.clean(_with_all(markup, aids=aids) if embeds else markup)
    # Once more: the parser has decoded references, among them those without a semicolon (`&#5`, `&#x202E;`).
    cleaned = with_readings(without_boxes(remove_controls(read, isolates=True)))
    if len(cleaned) > MAX_OUTPUT:
        return text_to_html(html_to_text(cleaned)[:MAX_OUTPUT].split("\n"))
    return _tidy(cleaned).strip()


def content_and_text(markup: str, base: str = "") -> tuple[str, str]:
    """Unsafe HTML as safe HTML, and as the text that is compared and searched.

    The names of links that stand for embeds are ours and not the story's, and signs may be drawn one day and
    written the next: the text does without them.
    """
    content = clean_html(markup, base)
    ours = any(told(markup) for told in (has_embeds, draws_signs, has_aids, has_posts))
    words = clean_html(markup, base, embeds=False) if ours else content
    return content, html_to_text(words)


def _with_all(markup: str, *, aids: bool) -> str:
    """The markup with what is shown in place of embeds, formulas and addresses, without aids."""
    if aids:
        return with_formulas(with_links(markup))
    return with_formulas(with_bare_links(with_posts(with_links(without_aids(markup)))))


def markup_to_text(markup: str) -> str:
    """Unsafe HTML, or text, as plain text; summaries are compared as well, so that aids stay in it."""
    return html_to_text(clean_html(markup, aids=True)) if "<" in markup else html_to_text(markup)


def clean_paragraphs(paragraphs: Iterable[str]) -> list[str]:
    """Plain paragraphs, each one line, without addresses, the empty ones dropped."""
    return [line for line in (without_addresses(fold(p, isolates=True)) for p in paragraphs) if line]


def text_to_html(paragraphs: Iterable[str]) -> str:
    """Plain paragraphs as `<p>` elements, without addresses, the empty ones dropped."""
    return paragraphs_to_html(clean_paragraphs(paragraphs))


def paragraphs_to_html(paragraphs: list[str]) -> str:
    """Clean paragraphs as `<p>` elements."""
    joined = escape("\n".join(paragraphs), quote=False).replace("\n", "</p><p>")
    return f"<p>{joined}</p>" if joined else ""


def _is_bomb(markup: str) -> bool:
    if markup.count("<") < MAX_DEPTH:
        return False
    depth = 0
    for tag in _NESTING.finditer(markup):
        depth = max(depth + (-1 if tag[1] else 1), 0)
        if depth > MAX_DEPTH:
            return True
    return _nests_readings(markup)


def _nests_readings(markup: str) -> bool:
    """Whether too many readings are open at once: each nests in the one before unless a ruby holds them."""
    opened, rubies = 0, list[int]()
    for tag in _READINGS.finditer(markup):
        if tag["reading"]:
            opened += 1
            if opened > MAX_READINGS:
                return True
        elif tag["ends"]:
            opened = rubies.pop() if rubies else opened
        elif tag["opens"]:
            rubies.append(opened)
        else:
            rubies.clear()
    return False


def _tidy(cleaned: str) -> str:
    if "<a>" in cleaned:
        cleaned = _BARE_LINK.sub(r"\1", cleaned)
    if "@" in cleaned:
        cleaned = re.sub(r"(?<=>)[^<]+|^[^<]+", lambda m: _keep_spaces(m[0]), cleaned)
    return _UNSEEN.sub("", cleaned)


def _keep_spaces(text: str) -> str:
    if "@" not in text:
        return text
    lead = " " if text[:1].isspace() else ""
    tail = " " if text[-1:].isspace() else ""
    return f"{lead}{without_addresses(text)}{tail}"


# A story's own link is the base of its content, so that bases come and go as stories do.
@lru_cache(maxsize=64)
def _cleaner(base: str, *, formulas: bool, directions: bool) -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=_TAGS | BOXES | (_FORMULAS if formulas else set()) | (SPANS if directions else set()),
        clean_content_tags=_DROPPED_WHOLE - {"math"} if formulas else _DROPPED_WHOLE,
        attributes=_ATTRIBUTES | {"math": {"display"}} if formulas else _ATTRIBUTES,
        # Sites that refuse their pictures to other sites' pages look at the referrer.
        set_tag_attribute_values={"img": {"referrerpolicy": "no-referrer"}},
        url_schemes={"http", "https"},
        link_rel=None,
        url_relative=("rewrite_with_base", base) if base.startswith(("http://", "https://")) else "deny",
    )
