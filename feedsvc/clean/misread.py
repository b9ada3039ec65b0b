"""Text in UTF-8 that somebody read as Windows-1252 and wrote again: `CafÃ© â€“ now` is `Café – now`.

Only a text of which every sign beyond ASCII is part of such a sequence is read again: what nobody misread
has others, or none that make sense together.
"""

from __future__ import annotations

import re

_SIGNS = "".join(chr(code) for code in range(0x80, 0xC0)) + "€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
_INNER = f"[{re.escape(_SIGNS)}]"
# Each begins with a class of signs: others are passed over fast, and nearly every text has none of these.
_ONCE = re.compile(f"[ÂÃâãð](?:(?<=[ÂÃ]){_INNER}|(?<=[âã]){_INNER}{{2}}|(?<=ð){_INNER}{{3}})")
"""What nobody writes otherwise: Western letters, signs, kana and emoji."""
_TWICE = re.compile(f"[Ä-ÅÎ-Ñ×-Ùà-ï](?:(?<=[Ä-ÅÎ-Ñ×-Ù]){_INNER}|(?<=[à-ï]){_INNER}{{2}})")
"""What is written otherwise now and then, and hardly so often: other alphabets and Chinese characters."""
_ALL = re.compile(f"(?:{_ONCE.pattern}|{_TWICE.pattern})+")
_MEANT = re.compile("(?<=[A-Z])[ÂÃ](?:[’”…–»](?![A-ZÂÃ])|—)|(?<=[A-Za-z])[âã][’”…»–—]{2}")
"""A letter at the end of a Portuguese word and what stands behind it: `AMANHÃ…`, `amanhã”…`."""
OFTEN = 4
_BEYOND = re.compile("[^\x00-\x7f]")
_NO_ASCII = re.compile("[^!-~]+")


def reread(text: str) -> str:
    """The text as it was meant; as it stands where nothing shows that it was misread."""
    if text.isascii():
        return text
    found = len(_ONCE.findall(text)) * OFTEN + len(_TWICE.findall(text))
    if found < OFTEN or found < OFTEN * (1 + len(_MEANT.findall(text))) or _BEYOND.search(_ALL.sub("", text)):
        return text
    try:
        return _ALL.sub(lambda part: _bytes_of(part[0]).decode("utf-8"), text)
    except UnicodeError:
        return text


def means(misread: str, text: str) -> bool:
    """Whether a text that was misread says this, as far as it shows: some of its signs may have been lost."""
    return _ALL.search(misread) is not None and _NO_ASCII.sub("", misread) == _NO_ASCII.sub("", text)


def _bytes_of(misread: str) -> bytes:
    """The bytes that were read as these characters; five that mean nothing in Windows-1252 stay."""
    return b"".join(sign.encode("latin-1") if sign <= "\xff" else sign.encode("cp1252") for sign in misread)
