"""In which charset a body is written: BOM, UTF-8 by its bytes, header, meta, then a guess.

Always a real text codec. UTF-8 proves itself: no text of another charset is UTF-8 by accident, so bytes that
are it, but for a few damaged ones, are read so whatever their label says. Any other label is believed where
all bytes mean something in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from w3lib.encoding import html_body_declared_encoding, http_content_type_encoding, read_bom

from feedsvc.fetch.codecnames import fits, text_codec, windows_twin
from feedsvc.fetch.vowelsigns import signs_fit
from feedsvc.models.pages import HALVES

SAMPLE = 64 * 1024
FALLBACK = "cp1252"
"""What pages that say nothing and are not UTF-8 mostly are (WHATWG Encoding)."""

_IN_HEADER = re.compile(rb";\s?charset\s?=\s?[\"']?([\w:.-]{2,40})", re.IGNORECASE)
_IN_META = re.compile(rb"<meta\b[^<>]{0,200}?charset\s?=\s?[\"']?([\w:.-]{2,40})", re.IGNORECASE)
_IN_PROLOG = re.compile(rb"\A\s*<\?xml\b[^<>]{0,200}?\sencoding\s?=\s?[\"']([\w:.-]{2,40})", re.IGNORECASE)
_LANGUAGE = re.compile(
    rb"(?:<html\b[^<>]{0,300}?\slang\s?=\s?[\"']?|<language>\s?)([a-z]{2})\b", re.IGNORECASE
)
_OF_LANGUAGE = {
    **{"ja": ("euc_jp", "cp932"), "ko": ("cp949",), "zh": ("gb18030", "big5")},
    **dict.fromkeys(("ru", "uk", "bg", "be", "sr", "mk"), ("cp1251", "koi8_r")),
    **{"el": ("cp1253",), "he": ("cp1255",), "ar": ("cp1256",), "fa": ("cp1256",), "th": ("cp874",)},
}
"""In which charsets a page of these languages may be written that does not say."""
_LATIN = {
    **dict.fromkeys(("cs", "sk", "pl", "hu", "sl", "hr", "bs", "ro", "sq"), "cp1250"),
    **dict.fromkeys(("tr", "az"), "cp1254"),
    **dict.fromkeys(("lt", "lv", "et"), "cp1257"),
}
"""The same of languages with Latin letters of their own."""
_DENSE = (
    "gb18030",
    "big5",
    "cp932",
    "euc_jp",
    "cp949",
    "cp1251",
    "koi8_r",
    "cp1253",
    "cp1255",
    "cp1256",
    "cp874",
)
"""Charsets of scripts with hardly an ASCII letter, which a detector tells apart by what it reads."""
SEVERAL = 3
"""Characters of several bytes from which on UTF-8 is no accident."""
LONGEST = 3
"""Bytes that a character takes in UTF-8 beyond its first, at most."""
ENOUGH = 40
"""Bytes beyond ASCII from which on a detector is worth asking."""
DAMAGED = 0.1
"""Share of lost characters up to which a text is damaged rather than misread."""

_REST_OF_WORD = re.compile(rb"[\x80-\xff][^\s<>]*")
_BREAK = re.compile(rb"[\s<>]")
_HIGH = re.compile(rb"[\x80-\xff]")
_HIGH_TEXT = re.compile("[^\x00-\x7f]")
_CHINESE = re.compile(rb"[\xa1-\xf7][\xa1-\xfe]|\xa8[\x40-\x95]|[\x81-\x84][0-9][\x81-\xfe][0-9]")
"""What nearly all of a text in gb18030 is made of: GB 2312, GBK's dashes, accented letters of four bytes."""
_NOT_WESTERN = re.compile(rb"[\x81\x8d\x8f\x90\x9d\xfe\xff]")
"""Bytes that cp1252 leaves undefined, and two that hardly stand in any text."""


def decide_charset(content_type: str, body: bytes) -> str:
    """The codec for a body; a declared one that does not fit gives way to another that does. Never raises."""
    if known := _by_its_bytes(body):
        return known
    if _is_plainly_utf8(body) or (HALVES.search(body) and fits(HALVES.sub(b"", body), "utf-8")):
        return "utf-8"
    told = telling(body)
    whole, lost = read_as(told, "utf-8")
    if whole >= SEVERAL and lost <= DAMAGED * whole:
        return "utf-8"
    declared = [codec for codec in _declared(content_type, body) if codec]
    fitting = next((codec for codec in declared if fits(body, codec)), "")
    return windows_twin(fitting, body) if fitting else _guess(body, told, declared)


def _by_its_bytes(body: bytes) -> str:
    """The charset that bytes tell which no other one has: a mark, zeros between letters, escapes; or ""."""
    if bom := read_bom(body)[0]:
        return text_codec(bom) or "utf-8"
    if body.startswith(b"<\x00"):
        return "utf-16-le"
    if body.startswith(b"\x00<"):
        return "utf-16-be"
    escapes = b"\x1b$B" in body or b"\x1b$@" in body
    return "iso2022_jp" if escapes and body.isascii() and fits(body, "iso2022_jp") else ""


def _is_plainly_utf8(body: bytes) -> bool:
    """Whether all of a body is UTF-8, with enough of it that no other charset has: most pages are."""
    try:
        text = body.decode("utf-8")
    except UnicodeError:
        return False
    return len(body) - len(text) >= SEVERAL * LONGEST and "\ufffd" not in text


def telling(body: bytes) -> bytes:
    """The words of a body that are not ASCII: those that differ from charset to charset."""
    found, length = [], 0
    for rest in _REST_OF_WORD.finditer(body):
        start = _BREAK.split(body[max(0, rest.start() - 20) : rest.start()])[-1]
        found.append(start + rest[0][:SAMPLE])
        length += len(found[-1])
        if length >= SAMPLE:
            break
    return b" ".join(found)


def read_as(told: bytes, codec: str) -> tuple[int, int]:
    """How many characters beyond ASCII this codec reads, and how many it cannot."""
    text = told.decode(codec, "replace")
    lost = text.count("\ufffd")
    return len(_HIGH_TEXT.findall(text)) - lost, max(0, lost - told.count("\ufffd".encode()))


def damaged(told: bytes, codec: str) -> bool:
    """True for a text of this codec with a few lost characters; UTF-8 is told by what is left of it."""
    whole, lost = read_as(told, codec)
    return lost <= (whole if codec == "utf-8" else DAMAGED * whole)


def _declared(content_type: str, body: bytes) -> Iterator[str | None]:
    header, start = content_type[:500], body[:4096]
    written = header.encode("utf-8", "replace")
    yield text_codec(http_content_type_encoding(header)) or text_codec(_label(_IN_HEADER, written))
    written_in = (html_body_declared_encoding(start), _label(_IN_META, start), _label(_IN_PROLOG, start))
    meta = next(filter(None, map(text_codec, written_in)), None)
    # A declaration that could be read byte by byte cannot truly be UTF-16 or UTF-32 (WHATWG HTML, 13.2.3.2).
    yield "utf-8" if meta and meta.startswith(("utf-16", "utf-32")) else meta


def _label(place: re.Pattern[bytes], told: bytes) -> str:
    """The name of a charset as it stands there, which the library keeps to itself where it knows none."""
    found = place.search(told)
    return found[1].decode("ascii", "replace") if found else ""


def _guess(body: bytes, told: bytes, declared: list[str]) -> str:
    if fits(body, "utf-8"):
        return "utf-8"
    slight = next((codec for codec in declared if damaged(told, codec)), "")
    return slight or _by_script(body, told) or _by_default(body, told, declared)


def _by_script(body: bytes, told: bytes) -> str:
    """The charset of a text in a script of its own, or with signs as Chinese pages have them; or ""."""
    high = len(_HIGH.findall(told))
    if high >= max(ENOUGH, len(told) / 2, 2 * len(told.split())):  # `é` and `à` alone are no script's words
        from charset_normalizer import from_bytes  # here, because hardly any page needs it

        best = from_bytes(told[:SAMPLE], cp_isolation=_likely(body, told)).best()
        found = text_codec(best.encoding) if best else None
        if found and fits(body, found):
            return found
    other = len(_HIGH.findall(_CHINESE.sub(b"", told)))
    return "gb18030" if other <= DAMAGED * high and fits(body, "gb18030") else ""


def _likely(body: bytes, told: bytes) -> list[str]:
    """The charsets of the page's language that fit; all of them where it names none of these."""
    usual = _OF_LANGUAGE.get(_language(body), ())
    dense = (codec for codec in _DENSE if signs_fit(told, codec))
    return [codec for codec in usual if fits(body, codec)] or list(dense)


def _language(body: bytes) -> str:
    named = _LANGUAGE.search(body[:4096])
    return named[1].decode().lower() if named else ""


def _by_default(body: bytes, told: bytes, declared: list[str]) -> str:
    """What was declared where it is not UTF-8, and UTF-8 only where the bytes are not Western either."""
    odd, high = len(_NOT_WESTERN.findall(told)), len(_HIGH.findall(told))
    western = odd <= DAMAGED * high
    usual = _LATIN.get(_language(body), "")
    if usual and declared in ([], ["utf-8"]) and fits(body, usual):
        return usual
    return declared[0] if declared and not (declared[0] == "utf-8" and western) else FALLBACK
