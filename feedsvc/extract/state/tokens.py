"""The words of a JavaScript literal: strings, numbers, names, marks, and comments between."""

from __future__ import annotations

import re

TOKEN = re.compile(
    r"(?>(?:\s|//[^\n]*|/\*.*?\*/)*)"
    r"(?:(?P<string>\"[^\"\\]*(?:\\.[^\"\\]*)*\"|'[^'\\]*(?:\\.[^'\\]*)*'|`[^`\\$]*(?:(?:\\.|\$(?!\{))[^`\\$]*)*`)"
    r"|(?P<number>0[xX][\da-fA-F]+|(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?n?)"
    r"|(?P<name>[^\W\d][\w$]*|\$[\w$]*)"
    r"|(?P<mark>=>|\S))",
    re.DOTALL,
)
"""One token with what stands before it, which is given back to no other reading."""
_ESCAPE = re.compile(r"\\(u\{[\da-fA-F]{1,6}\}|u[\da-fA-F]{4}|x[\da-fA-F]{2}|\r\n|.)", re.DOTALL)
_PLAIN = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "v": "\v", "0": "\0", "\n": "", "\r\n": ""}
_LONGEST = 18
"""Digits of a whole number; more are no identity that a page's script could hold either."""


def string_of(token: str) -> str:
    """The text of a string with its quotes; halves of a character that stand alone become U+FFFD."""
    inner = token[1:-1]
    if "\\" not in inner:
        return inner
    text = _ESCAPE.sub(_unescaped, inner)
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _unescaped(found: re.Match[str]) -> str:
    what = found[1]
    if len(what) == 1 or what == "\r\n":
        return _PLAIN.get(what, what)
    code = int(what[1:].strip("{}"), 16)
    return chr(code) if code < 0x110000 else "\ufffd"


def number_of(token: str) -> int | float:
    """The value of a number."""
    digits = token.removesuffix("n")
    if digits[:2] in ("0x", "0X"):
        return int(digits, 16) if len(digits) < _LONGEST else float("inf")
    return int(digits) if digits.isdigit() and len(digits) <= _LONGEST else float(digits)
