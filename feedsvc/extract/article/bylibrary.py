"""What trafilatura takes for an article: its words, in markup of its own."""

from __future__ import annotations

import re

import trafilatura

from feedsvc.clean.markup import elements
from feedsvc.extract.base import UseFallback

_CODE = re.compile(r"<(/?)code\b[^<>]*>", re.IGNORECASE)
# What trafilatura writes for `tt`, `kbd` and `samp`.
_INLINE_CODE = re.compile(r"(</?)(?:var|tt)>")
_HEADLESS = re.compile(r"\s*<(?:title|meta|link|base|script|style)\b", re.IGNORECASE)
"""A page that leaves out what it may (HTML, section 13.1.2.4), which trafilatura takes for none."""
_HEADLINE = re.compile(r"^\s*<h1[^>]*>(?:[^<]|<(?!/h1>)){0,1000}</h1>")
# A sentence may begin so, too.
_BYLINE = re.compile(r"^\s*<p[^>]*>\s*(?:By|Von|Par|Por|作者)\b[^<]{0,99}[^<\s.!?…。]\s*</p>")


def known_article(markup: str) -> str:
    """What trafilatura makes of the page: the article rewritten, or nothing."""
    try:
        # Given the page's address it would make links absolute against the root of the host.
        body = trafilatura.extract(
            with_code(f"<!DOCTYPE html>{markup}" if _HEADLESS.match(markup) else markup),
            output_format="html",
            include_formatting=True,
            include_links=True,
            include_images=True,
            include_comments=False,
        )
    except (ValueError, TypeError, AttributeError, RecursionError) as error:
        raise UseFallback(f"cannot be read: {error}") from error
    return _INLINE_CODE.sub(r"\1code>", _inner(body)) if body else ""


def with_code(markup: str) -> str:
    """The markup with `code` in a form that trafilatura leaves where it stands: it makes blocks of it."""
    if "<code" not in markup.lower():
        return markup
    parts, at = [], 0
    for start, end, tag, inside in elements(markup, "pre"):
        parts += [_CODE.sub(r"<\1tt>", markup[at:start]), tag, _CODE.sub("", inside), "</pre>"]
        at = end
    return "".join((*parts, _CODE.sub(r"<\1tt>", markup[at:])))


def _inner(document: str) -> str:
    """What stands in the document's body, without the headline and the byline that open it."""
    start, end = document.find("<body>"), document.rfind("</body>")
    inner = document[start + len("<body>") : end] if 0 <= start < end else document
    return _BYLINE.sub("", _HEADLINE.sub("", inner))
