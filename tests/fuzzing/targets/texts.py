"""Bytes as text; what is no UTF-8 becomes half a pair, which texts out of scripts and JSON have too."""

from __future__ import annotations


def text_of(data: bytes) -> str:
    """The text."""
    return data.decode("utf-8", "surrogateescape")


def lines_of(data: bytes, count: int) -> list[str]:
    """So many lines: the last has what is left, and what is not there is empty."""
    lines = text_of(data).split("\n", count - 1)
    return lines + [""] * (count - len(lines))
