"""In which charset a body is written: BOM, header, meta, then a guess; always a real text codec."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from w3lib.encoding import html_body_declared_encoding, http_content_type_encoding, read_bom

SAMPLE = 64 * 1024
FALLBACK = "cp1252"
"""What pages that say nothing and are not UTF-8 mostly are (WHATWG Encoding)."""

_NOT_CHARSETS = frozenset(
    (
        "idna",
        "punycode",
        "unicode_escape",
        "raw_unicode_escape",
        "undefined",
        "utf_7",
        "mbcs",
        "oem",
        "palmos",
    )
)
_WIDER = {"ascii": "cp1252", "iso8859-1": "cp1252", "gb2312": "gb18030", "gbk": "gb18030", "euc_kr": "cp949"}
"""What browsers read these names as: supersets that decode strictly more (WHATWG Encoding, section 4.2)."""
_MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_HIGH = re.compile(rb"[\x80-\xff]")


def text_codec(name: str | None) -> str | None:
    """The Python codec for a charset label; None for unknown names and for codecs that are not charsets."""
    if not name or not name.isascii() or len(name) > 40:
        return None
    try:
        found = codecs.lookup(name.strip())
    except (LookupError, ValueError):
        return None
    if not getattr(found, "_is_text_encoding", True) or found.name.replace("-", "_") in _NOT_CHARSETS:
        return None
    return _WIDER.get(found.name, found.name)


def decide_charset(content_type: str, body: bytes) -> str:
    """The codec for a body; a declared one that does not fit gives way to another that does. Never raises."""
    bom = read_bom(body)[0]
    if bom:
        return text_codec(bom) or "utf-8"
    declared = [codec for codec in _declared(content_type, body) if codec]
    return next((c for c in declared if fits(body, c)), "") or _guess(body, declared)


def fits(body: bytes, codec: str) -> bool:
    """True where every byte means something in this codec."""
    try:
        body.decode(codec)
    except (UnicodeError, ValueError):
        return False
    return True


def _declared(content_type: str, body: bytes) -> Iterator[str | None]:
    yield text_codec(http_content_type_encoding(content_type[:500]))
    meta = text_codec(html_body_declared_encoding(body[:4096]))
    # A declaration that could be read byte by byte cannot truly be UTF-16 or UTF-32 (WHATWG HTML, 13.2.3.2).
    yield "utf-8" if meta and meta.startswith(("utf-16", "utf-32")) else meta


def _guess(body: bytes, declared: list[str]) -> str:
    if body.startswith(b"<\x00"):
        return "utf-16-le"
    if body.startswith(b"\x00<"):
        return "utf-16-be"
    if fits(body, "utf-8") or _mostly_utf8(body):
        return "utf-8"
    return declared[0] if declared else FALLBACK


def _mostly_utf8(body: bytes) -> bool:
    # One damaged character must not turn a whole UTF-8 page into mojibake.
    start = body[:SAMPLE]
    whole = sum(len(match) for match in _MULTIBYTE.findall(start))
    return whole > 0 and whole >= 0.9 * len(_HIGH.findall(start))
