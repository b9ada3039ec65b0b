"""Text in UTF-8 that somebody read as Windows-1252 and wrote again: `CafÃ© â€“ now` is `Café – now`.

Only a text of which every sign beyond ASCII is part of such a sequence is read again: what nobody misread
has others, or none that make sense together.
"""

from __future__ import annotations

import re

_SIGNS = "".join(chr(code) for code in range(0x80, 0xC0)) + "€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
_INNER = f"[{re.escape(_SIGNS)}]"
_ONCE = re.compile(f"[ÂÃ]{_INNER}|[âã]{_INNER}{{2}}|ð{_INNER}{{3}}")
"""What nobody writes otherwise: Western letters, signs, kana and emoji."""
_TWICE = re.compile(f"[Ä-ÅÎ-Ñ×-Ù]{_INNER}|[à-ï]{_INNER}{{2}}")
"""What is written otherwise now and then, and hardly so often: other alphabets and Chinese characters."""
_ALL = re.compile(f"(?:{_ONCE.pattern}|{_TWICE.pattern})+")
OFTEN = 4
_BEYOND = re.compile("[^\x00-\x7f]")


def reread(text: str) -> str:
    """The text as it was meant; as it stands where nothing shows that it was misread."""
    if text.isascii():
        return text
    found = len(_ONCE.findall(text)) * OFTEN + len(_TWICE.findall(text))
    if found < OFTEN or _BEYOND.search(_ALL.sub("", text)):
        return text
    try:
        return _ALL.sub(lambda part: _bytes_of(part[0]).decode("utf-8"), text)
    except UnicodeError:
        return text


def _bytes_of(misread: str) -> bytes:
    """The bytes that were read as these characters; five that mean nothing in Windows-1252 stay."""
    return b"".join(sign.encode("latin-1") if sign <= "\xff" else sign.encode("cp1252") for sign in misread)
