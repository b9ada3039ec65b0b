"""What charsets are called, and which one is meant by a name."""

from __future__ import annotations

import codecs
import re

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
_LABELS = {
    **{"iso-8859-8-i": "iso8859-8", "iso-8859-8-e": "iso8859-8", "logical": "iso8859-8"},
    **{"mac-roman": "mac-roman", "mac-cyrillic": "mac-cyrillic", "mac-ukrainian": "mac-cyrillic"},
    **{"gbk": "gbk", "euc-jp": "euc-jp", "sjis": "cp932", "x-big5": "big5", "cn-big5": "big5"},
}
"""Names that browsers know and Python does not (WHATWG Encoding, section 4.2), without their `x-`."""
_TWINS = {
    **{"iso8859-2": "cp1250", "iso8859-7": "cp1253", "iso8859-8": "cp1255"},
    **{"iso8859-9": "cp1254", "iso8859-13": "cp1257", "iso8859-4": "cp1257"},
    **{"iso8859-11": "cp874", "tis-620": "cp874"},
}
"""Windows' charsets, called by the names of the standard's: they have letters where those have controls."""
_ALPHABETS = (
    *("ąćęłńóśźż", "áčďéěíňóřšťúůýž", "áäčďéíĺľňóôŕšťúýž", "áéíóöőúüű", "čćđšž", "ăâîşţ"),
    *("ąčęėįšųūž", "āčēģīķļņšūž", "äöõüšž", "ά"),
)
"""Of languages whose letters stand in other places with Windows than in the standard."""
_CONTROLS = re.compile(rb"[\x80-\x9f]")
_CODE_PAGE = re.compile(r"(?:x-)?(?:cp|dos|win|windows)[-_ ]?(125\d|874)")


def text_codec(name: str | None) -> str | None:
    """The Python codec for a charset label; None for unknown names and for codecs that are not charsets."""
    if not name or not name.isascii() or len(name) > 40:
        return None
    try:
        found = codecs.lookup(_known_label(name.strip().lower()))
    except (LookupError, ValueError):
        return None
    if not getattr(found, "_is_text_encoding", True) or found.name.replace("-", "_") in _NOT_CHARSETS:
        return None
    return _WIDER.get(found.name, found.name)


def _known_label(name: str) -> str:
    """The label as Python knows it."""
    numbered = _CODE_PAGE.fullmatch(name)
    return f"cp{numbered[1]}" if numbered else _LABELS.get(name.removeprefix("x-"), name)


def fits(body: bytes, codec: str) -> bool:
    """True where every byte means something in this codec."""
    try:
        body.decode(codec)
    except (UnicodeError, ValueError):
        return False
    return True


def windows_twin(codec: str, body: bytes) -> str:
    """The charset that is meant by a standard's name where the text has letters that the standard's lacks.

    A page in the standard's, with but a quotation mark pasted in from elsewhere, stays what it is.
    """
    twin = _TWINS.get(codec, "")
    meant = twin and _CONTROLS.search(body) and fits(body, twin)
    return twin if meant and _letters(body, twin) >= _letters(body, codec) else codec


def _letters(body: bytes, codec: str) -> int:
    """How many letters of one language a text has, read so."""
    text = body.decode(codec).lower()
    return max(sum(map(text.count, alphabet)) for alphabet in _ALPHABETS)
