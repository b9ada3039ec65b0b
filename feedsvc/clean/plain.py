"""Plain text and markup told apart, and plain text with its paragraphs and line breaks kept."""

from __future__ import annotations

import re
from html import escape, unescape

from feedsvc.clean.references import whole_references

_ELEMENTS = (
    r"(?:a|abbr|article|audio|b|blockquote|br|center|cite|code|dd|del|details|div|dl|dt|em|figcaption|figure|font"
    r"|footer|form|h[1-6]|header|hr|i|iframe|img|ins|kbd|li|main|mark|math|noscript|object|ol|p|picture|pre|q|s|script"
    r"|section|small|span|strong|style|sub|sup|svg|table|tbody|td|template|th|tr|tt|u|ul|video)"
)
# Whatever is closed is an element, known or not: a script must not be shown as words either.
_MARKUP = re.compile(r"</[a-z][\w-]*\s*>|<(?:br|hr|img|p|script|style)\b[^<>]*>", re.IGNORECASE)
_WHOLLY = re.compile(rf"\s*<(?:{_ELEMENTS})\b[^<>]*>", re.IGNORECASE)
_SHOWS = re.compile(
    r"<(?:img|picture|a|ul|ol|table|blockquote|pre|figure|h[1-6]|iframe|video|audio|object|math|dl)\b|<script\s[^<>]{0,200}math/tex"
    r"|<br\b[^<>]*>\s*(?:<(?:b|strong|em|i|span)\b[^<>]{0,500}>\s*)*[^\s<]|</(?:div|section|details|summary)\s*>\s*(?:<(?!/)[^<>]{0,500}>\s*)*[^\s<]",
    re.IGNORECASE,
)
_BLANK_LINES = re.compile(r"\n[^\S\n]*\n\s*")


def is_markup(text: str) -> bool:
    """Whether a text holds elements of HTML, and not only signs like `a < b`."""
    return "<" in text and bool(_MARKUP.search(text))


def is_wholly_markup(text: str) -> bool:
    """Whether a text is markup from its first character to its last, as `<p>One.</p>` is."""
    return text.rstrip().endswith(">") and bool(_WHOLLY.match(text)) and is_markup(text)


def shows_more(markup: str) -> bool:
    """Whether markup shows what one line of text cannot: pictures, links, lists, formulas, paragraphs."""
    paragraphs = markup.count("<p") + markup.count("<P") > 1 or (not is_markup(markup) and _parted(markup))
    return paragraphs or bool(_SHOWS.search(markup))


def plain_to_html(text: str) -> str:
    """Plain text as HTML that shows it unchanged: a `<p>` a paragraph, a `<br>` a line.

    One line comes back escaped, without an element around it.
    """
    lines = "\n".join(map(str.rstrip, one_line_end(text).split("\n"))).strip()
    if "\n" not in lines:
        return escape(lines, quote=False)
    paragraphs = _BLANK_LINES.split(lines)
    return "".join(f"<p>{escape(p, quote=False)}</p>" for p in paragraphs).replace("\n", "<br>")


def one_line_end(text: str) -> str:
    """The text with its line ends written one way."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def as_markup(text: str) -> str:
    """A text of an API, which may be markup or plain, as markup: entities are decoded once either way."""
    if is_markup(text):
        return text
    decoded = unescape(whole_references(text))
    return decoded if is_wholly_markup(decoded) else plain_to_html(decoded)


def paragraphs_kept(markup: str) -> str:
    """Paragraphs that blank lines alone part, with elements for them; other markup as it is."""
    if is_markup(markup) or not _parted(markup):
        return markup
    return plain_to_html(unescape(whole_references(markup)))


def _parted(text: str) -> bool:
    return bool(_BLANK_LINES.search(one_line_end(text).strip()))
