"""A command copied from a browser as its words: for bash (with `$'…'`), or for Windows (with carets).

    curl 'https://p.example/api' --data-raw $'{"q":"it\\'s"}'
    curl ^"https://p.example/api^" ^
      --data-raw ^"{\\^"q\\^":1}^"

both give their options and values, each a word.
"""

from __future__ import annotations

import re
import shlex

_QUOTED = re.compile(
    r"(?P<single>(?<!\$)'[^']*')|(?P<double>\"(?:[^\"\\]|\\.)*\")|\$'(?P<ansi>(?:[^'\\]|\\.)*)'|(?P<end>\\\r?\n)",
    re.DOTALL,
)
_ESCAPE = re.compile(
    r"\\(?:x([0-9a-fA-F]{1,2})|u([0-9a-fA-F]{1,4})|U([0-9a-fA-F]{1,8})|([0-7]{1,3})|(.))", re.DOTALL
)
_NAMED = {"n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "e": "\x1b", "f": "\f", "v": "\v"}
_WINDOWS = re.compile(r"\^\"|\^[ \t]*\r?\n|\^\Z")
_CARET = re.compile(r"\^(\r?\n)(\r?\n)|\^[ \t]*(\r?\n)|\^(.)", re.DOTALL)
_WINDOWS_WORD = re.compile(r'(?:"(?:\\.|""|[^"\\])*"|[^\s"])+')


def shell_words(command: str) -> list[str]:
    """The words of the command; raises ValueError where a quote is not closed."""
    text = command.strip().removeprefix("$ ")
    return _windows(text) if _WINDOWS.search(text) else shlex.split(_QUOTED.sub(_plain, text))


def _plain(found: re.Match[str]) -> str:
    """What shlex knows as it stands, `$'…'` as it knows it, and nothing for the end of a line."""
    if found["end"]:
        return " "
    return found[0] if found["ansi"] is None else shlex.quote(_unescaped(found["ansi"]))


def _unescaped(text: str) -> str:
    """ANSI-C quoting as bash reads it; halves of a pair become one character."""
    units = _ESCAPE.sub(_meant, text).encode("utf-16", "surrogatepass")
    return units.decode("utf-16", "replace")


def _meant(found: re.Match[str]) -> str:
    hexadecimal, octal, other = found[1] or found[2] or found[3], found[4], found[5]
    if hexadecimal or octal:
        number = int(hexadecimal, 16) if hexadecimal else int(octal, 8)
        return chr(number) if number <= 0x10FFFF else "\ufffd"
    return _NAMED.get(other, other)


def _windows(text: str) -> list[str]:
    """The words of a command for cmd.exe, whose programs take quotes apart themselves."""
    plain = _CARET.sub(_uncareted, text)
    if plain.count('"') - plain.count('\\"') - 2 * plain.count('""') & 1:
        raise ValueError("No closing quotation")
    return [_unquoted(word) for word in _WINDOWS_WORD.findall(plain)]


def _uncareted(found: re.Match[str]) -> str:
    if found[1]:
        return "\n"
    return " " if found[3] else found[4]


def _unquoted(word: str) -> str:
    return re.sub(r'\\(["\\])|""|"', lambda m: m[1] or ('"' if m[0] == '""' else ""), word)
