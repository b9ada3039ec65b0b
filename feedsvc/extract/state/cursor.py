"""A place in a script that goes from token to token, within limits."""

from __future__ import annotations

from dataclasses import dataclass

from feedsvc.extract.state.tokens import TOKEN

MAX_STEPS = 250_000
"""Tokens of all literals of a page: a megabyte or two."""
ENDS = frozenset((",", "}", "]", ")", ";", ":"))
OPEN, CLOSE = frozenset("({["), frozenset(")}]")


class Unreadable(ValueError):
    """The text is no literal, or one beyond the limits."""


@dataclass(slots=True)
class Steps:
    """How many tokens may still be read; shared by the literals of a page."""

    left: int = MAX_STEPS


@dataclass(slots=True)
class Cursor:
    """Where in the text the next token begins."""

    text: str
    at: int
    steps: Steps

    def next(self) -> tuple[str, str]:
        """The kind of the next token, and it; raises Unreadable at the end."""
        self.steps.left -= 1
        found = TOKEN.match(self.text, self.at)
        if found is None or self.steps.left < 0:
            raise Unreadable("does not end" if found is None else "is too long")
        self.at = found.end()
        kind = found.lastgroup or "mark"
        return kind, found[kind]

    def peek(self) -> str:
        """The next token; a string counts as its quote, so that its text is taken for no mark."""
        found = TOKEN.match(self.text, self.at)
        if found is None:
            return ";"
        kind = found.lastgroup or "mark"
        return found[kind] if kind != "string" else '"'

    def skip(self, *, colons: bool = False, body: bool = False) -> None:
        """Goes to the end of an expression, or of a function's body."""
        depth, ends = 0, frozenset("}") if body else ENDS - {":"} if colons else ENDS
        while depth or self.peek() not in ends:
            kind, token = self.next()
            if kind == "mark":
                depth += (token in OPEN) - (token in CLOSE)
