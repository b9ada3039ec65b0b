"""XML is looked at before any parser sees it: no DTD, no entities but characters, no bottomless nesting.

Feeds and sitemaps need none of these, and the attacks that use them (billion laughs, external
entities, nesting bombs) are refused by words alone. https://owasp.org/www-community/vulnerabilities/XML_External_Entity_(XXE)_Processing
"""

from __future__ import annotations

import codecs
import re

from feedsvc.clean.references import whole_ampersands, whole_references
from feedsvc.extract.base import UseFallback
from feedsvc.models import Page

MAX_DEPTH = 100
"""Elements inside one another; a feed with inline XHTML needs some thirty."""
_PROLOG = re.compile(r"\s*<\?xml\s[^>]*?encoding\s*=\s*[\"']([\w.:-]+)[\"'][^>]*\?>", re.I)
_CONTROLS = re.compile("[\x80-\x84\x86-\x9f]")
_DECLARATION = re.compile(r"<\?xml\b[^<>]*\?>", re.I)
_DOCTYPE = re.compile(r"<!DOCTYPE\s[^<>\[]*(>?)", re.I)
_OLD_RSS = re.compile(
    r"(?i)<!DOCTYPE\s+(?:(?:rss|feed|rdf:RDF)\s+PUBLIC\s+[\"']-//"
    r"(?:Netscape Communications//DTD RSS 0\.9|W3C//)"
    r"|rss\s+SYSTEM\s+[\"'][^\"'\s]*/rss-0\.9\d{0,2}\.dtd[\"']\s*>|(?:rss|feed|rdf:RDF)\s*>)"
)
_BEGINS = re.compile(r"(?:<\?xml\b[^<>]{0,200}\?>\s*)?<(?:rss|feed|rdf:RDF|urlset|sitemapindex)[\s>]", re.I)
_PAGE = re.compile(r"<(?:!DOCTYPE|html|head|body)\b|<!--|<\?xml-", re.I)
_NUMBER = r"&#(x[0-9A-Fa-f]{1,6}|\d{1,7});"
_CHARACTER = rf"<!ENTITY\s+([A-Za-z][\w.-]{{0,30}})\s+(?:\"{_NUMBER}\"|'{_NUMBER}')\s*>"
_CHARACTERS = re.compile(rf"<!DOCTYPE\s+[A-Za-z][\w:.-]{{0,30}}\s*\[((?:\s|{_CHARACTER})*)\]\s*>")
_DECLARED = re.compile(_CHARACTER)
MAX_CHARACTERS = 300
"""Characters that a document may name; HTML names some 250."""
_NAMED = re.compile(r"&([A-Za-z][\w.-]{0,30});")
_PREDEFINED = ("amp", "lt", "gt", "quot", "apos")
OPAQUE = re.compile(r"<!\[CDATA\[.*?(?:\]\]>|$)|<!--.*?(?:-->|$)", re.S)
"""In what is no markup of the document."""
TAG = re.compile(r"<(/?)[A-Za-z_][^<>]*?(/?)>")
_ENDED = re.compile(r"</(?:rss|feed|rdf:RDF)\s*>", re.I)
_ROOT = re.compile(r"<([A-Za-z_][\w.:-]*)")


def xml_text(page: Page) -> str:
    """The page's text without XML declaration and old DOCTYPE; raises UseFallback where it is a trap."""
    text = _without_preamble(whole_ampersands(whole_references(_decoded(page))))
    text = _DECLARATION.sub("", text, count=1).lstrip()
    text = _without_page_behind(_with_characters(text))
    bare = OPAQUE.sub("", text)
    if "<!entity" in bare.lower():
        raise UseFallback("declares XML entities, which are refused")
    text = _without_doctype(text, bare)
    if bare.count("<") > 2 * bare.count(">") + 100:
        raise UseFallback("is not well-formed (most of its tags have no end)")
    if _too_deep(bare):
        raise UseFallback(f"nests XML elements more than {MAX_DEPTH} deep, which is refused")
    return text


def root_name(text: str) -> str:
    """The local name of the first element, lower case; empty where there is none near the start."""
    found = _ROOT.search(OPAQUE.sub("", text[:20_000]))
    return found.group(1).rpartition(":")[2].lower() if found else ""


def _without_preamble(text: str) -> str:
    """The text from where the document begins: programs in trouble write warnings before it."""
    found = _BEGINS.search(text[:20_000])
    return text[found.start() :] if found and not _PAGE.search(text, 0, found.start()) else text


def _decoded(page: Page) -> str:
    """Believes the document's own encoding word where the bytes bear it out, and are not UTF-8 anyway."""
    found = _PROLOG.match(page.content[:200].decode("latin-1").removeprefix("\xef\xbb\xbf"))
    if found is None:
        return page.text
    if text := _as_utf8(page):
        return text
    try:
        if not codecs.lookup(found.group(1))._is_text_encoding:
            return page.text
        text = page.content.decode(found.group(1)).removeprefix("\ufeff")
    except (LookupError, ValueError):
        return page.text
    return text if text.lstrip().startswith("<?xml") and not _is_windows(page, text) else page.text


def _is_windows(page: Page, text: str) -> bool:
    """Whether a text has controls where the page was found to have letters of Windows: no text has any."""
    windows = page.charset.startswith("cp125") and page.charset != "cp1252"  # which may be but a guess
    return windows and _CONTROLS.search(text) is not None


def _as_utf8(page: Page) -> str:
    """The text of bytes that are UTF-8, as no text in another encoding is by accident; "" of others."""
    if page.charset.lower() not in ("utf-8", "utf8") or page.content.isascii():
        return ""
    text = page.text
    return "" if "\ufffd" in text else text


def _with_characters(text: str) -> str:
    """The text with the single characters that its DOCTYPE names in their places, and without that DOCTYPE.

    Nothing grows by it: a name stands for one character, written as a number. All else is left to be refused.
    """
    found = _CHARACTERS.search(text[:20_000])
    declared = _DECLARED.findall(found[1]) if found else []
    if not found or not declared or len(declared) > MAX_CHARACTERS:
        return text
    numbers = {name: f"&#{one or other};" for name, one, other in declared if name not in _PREDEFINED}
    rest = text[: found.start()] + text[found.end() :]
    return _NAMED.sub(lambda name: numbers.get(name[1], name[0]), rest)


def _without_page_behind(text: str) -> str:
    """The text up to the end of its feed, where a program in trouble has written a page behind it."""
    behind = max(text.rfind(f"<!{word} html", 1) for word in ("DOCTYPE", "doctype"))
    ended = max((found.end() for found in _ENDED.finditer(text, 0, behind)), default=0) if behind > 0 else 0
    return text[:ended] if ended and not text[ended:behind].strip() else text


def _without_doctype(text: str, bare: str) -> str:
    found = _DOCTYPE.search(bare)
    if found is None:
        return text
    if found.group().lower().startswith("<!doctype html"):
        raise UseFallback("is a web page, not XML")
    if not found.group(1) or not _OLD_RSS.match(found.group()):
        raise UseFallback("has a document type definition, which is refused")
    return _DOCTYPE.sub("", text, count=1)


def _too_deep(text: str) -> bool:
    depth = 0
    for closing, empty in TAG.findall(text):
        depth += 0 if empty else -1 if closing else 1
        if depth > MAX_DEPTH:
            return True
    return False
