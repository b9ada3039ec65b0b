"""JavaScript literals as scripts write them: `{a:'b', c:[1,], d:!0, e:void 0, f:new Date(1772607600000)}`.

More than JSON: keys without quotes, three kinds of quotes, trailing commas, comments, `JSON.parse("…")`, and
the functions in which serialisers name what is repeated (Nuxt 2, devalue):

    (function(a,b){b.by=a;return {posts:[{title:"Second quay opens",author:a,desk:b}]}}("Ann Lee",{}))
    $R[0]={posts:$R[1]=[{title:"Second quay opens",author:$R[2]={name:"Ann Lee"}}],by:$R[2]}      (seroval)

Nothing is run: what is no literal (a call, a sum, a function) becomes null. Steps and depth are limited, so
that no text costs more than its length. Libraries for this read names as texts: `author:a` would be "a".
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from feedsvc.extract.state.calls import CALLS, DECODER
from feedsvc.extract.state.cursor import ENDS, MAX_STEPS, OPEN, Cursor, Steps, Unreadable
from feedsvc.extract.state.tokens import number_of, string_of

MAX_DEPTH = 150
_MAX_CALLS = 3
"""Functions inside one another: each is gone through twice."""
_CONSTANTS: Mapping[str, Any] = {"true": True, "false": False, "null": None, "undefined": None, "NaN": None}
_FUNCTION = re.compile(
    r"(?>\s*)(\((?>\s*))?(?:function(?>\s*)[\w$]*\s*\(([\w$,\s]*)\)|\(([\w$,\s]*)\)\s*=>)\s*\{"
)
"""A bracket around it, and the names of what is handed in."""
_CALL = re.compile(r"(?>\s*)(?:new\s+)?([A-Za-z_$][\w$]*(?:\.[\w$]+)*)\s*\(")
_METHOD = re.compile(r"(?>\s*)(?::(?>\s*)function)?(?>\s*)\((?>\s*)\)(?>\s*)(?:=>(?>\s*))?\{")
_PUT = re.compile(
    r"(?>\s*),?(?>\s*)([\w$]+)"
    r"(?:\.([\w$]+)|\[\s*(?:(\d{1,6})|(\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'))\s*\])\s*=(?!=)"
)
_KEPT = re.compile(r"\[(\d{1,6})\](=(?![=>]))?")
"""What stands behind seroval's `$R`: a value's number, and `=` where it is told for the first time."""


def read_literal(text: str, start: int = 0, steps: Steps | None = None) -> tuple[Any, int]:
    """The value that begins there and where it ends; raises Unreadable."""
    begin = len(text) - len(text[start:].lstrip()) if text[start : start + 1].isspace() else start
    if text[begin : begin + 1] in ("{", "[", '"'):
        try:
            return DECODER.raw_decode(text, begin)
        except RecursionError:
            raise Unreadable("is nested too deep") from None
        except ValueError:
            pass  # it is more than JSON
    reader = _Reader(text, begin, steps or Steps())
    try:
        return reader.primary(0), reader.at
    except (IndexError, OverflowError, RecursionError, TypeError) as error:
        raise Unreadable(f"is no literal ({type(error).__name__})") from None


@dataclass(slots=True)
class _Reader(Cursor):
    names: dict[str, Any] = field(default_factory=dict)
    calls: int = 0
    kept: dict[str, Any] = field(default_factory=dict)

    def value(self, depth: int) -> Any:
        """An expression: a literal, texts that are added up, or null for anything that must be run."""
        found = self.primary(depth)
        while (mark := self.peek()) not in ENDS:
            if mark != "+" or not isinstance(found, str):
                self.skip()
                return None
            self.next()
            more = self.primary(depth + 1)
            found = found + more if isinstance(more, str) else None
        return found

    def primary(self, depth: int) -> Any:
        """A literal alone; whatever follows it is left."""
        if depth > MAX_DEPTH:
            raise Unreadable("is nested too deep")
        if self.peek() in ("(", "function") and (found := _FUNCTION.match(self.text, self.at)):
            return self._called(found, depth)
        before = self.at
        kind, token = self.next()
        if kind == "string":
            return string_of(token)
        if kind == "number":
            return number_of(token)
        if kind == "name":
            return self._named(token, before, depth)
        return self._marked(token, depth)

    def _marked(self, mark: str, depth: int) -> Any:
        if mark == "{":
            return self._object(depth)
        if mark == "[":
            return self._list("]", depth)
        if mark == "(":
            return (self._list(")", depth) or [None])[-1]
        if mark == "!":
            return not self.primary(depth + 1)
        if mark in "+-":
            found = self.primary(depth + 1)
            return -found if mark == "-" and isinstance(found, int | float) else found
        if mark in ENDS:
            raise Unreadable(f"holds {mark!r} where a value should stand")
        self.skip()  # a regular expression, `...rest`
        return None

    def _named(self, name: str, before: int, depth: int) -> Any:
        if name == "void":
            self.primary(depth + 1)
            return None
        if name == "$R" and (kept := _KEPT.match(self.text, self.at)):
            return self._numbered(kept, depth)
        found = _CALL.match(self.text, before)
        if name in self.names and (found is None or found[1] == name):
            return self.names[name]
        if found is None or found[1] not in CALLS:
            return _CONSTANTS.get(name)
        self.at = found.end()
        given = self._list(")", depth)
        return CALLS[found[1]](given[0]) if given else None

    def _numbered(self, kept: re.Match[str], depth: int) -> Any:
        """A value that has a number, by which it is named where it stands again."""
        self.at = kept.end()
        if kept[2]:
            self.kept[kept[1]] = self.primary(depth + 1)
        return self.kept.get(kept[1])

    def _object(self, depth: int) -> dict[str, Any]:
        found: dict[str, Any] = {}
        while (word := self.next()[1]) != "}":
            if word == ",":
                continue
            if word == "data" and (method := _METHOD.match(self.text, self.at)):
                found[word] = self._returned(method.end(), depth)
                continue
            if word[0] in OPEN or self.peek() != ":":  # a method, a computed name, a shorthand, `...rest`
                self.at -= 1 if word[0] in OPEN else 0
                self.skip(colons=True)
                continue
            self.next()
            found[string_of(word) if word[0] in "\"'`" else word] = self.value(depth + 1)
        return found

    def _list(self, end: str, depth: int) -> list[Any]:
        found: list[Any] = []
        while self.peek() != end:
            if self.peek() == ",":
                self.next()
                continue
            before = self.at
            found.append(self.value(depth + 1))
            if self.at == before:
                raise Unreadable("does not end")
        self.next()
        return found

    def _called(self, found: re.Match[str], depth: int) -> Any:
        """What a function that is called where it stands gives back, its arguments put in."""
        self.calls += 1
        if self.calls > _MAX_CALLS:
            raise Unreadable("holds functions inside one another")
        body = self.at = found.end()
        self.skip(body=True)
        self.next()
        given = self._handed_in(wrapped=bool(found[1]))
        if given is None:
            return None
        end, outer = self.at, self.names
        names = [name for name in re.split(r"[\s,]+", found[2] or found[3] or "") if name]
        self.names = {**outer, **dict.fromkeys(names), **dict(zip(names, given, strict=False))}
        self.at = body
        value = self._body(depth + 1)
        self.at, self.names = end, outer
        self.calls -= 1
        return value

    def _returned(self, body: int, depth: int) -> Any:
        """What a component's `data` gives back, which is called when it is made (Vue)."""
        self.at = body
        self.skip(body=True)
        self.next()
        end, self.at = self.at, body
        self.calls += 1
        if self.calls > _MAX_CALLS:
            raise Unreadable("holds functions inside one another")
        value, self.at = self._body(depth + 1), end
        self.calls -= 1
        return value

    def _handed_in(self, *, wrapped: bool) -> list[Any] | None:
        """The arguments behind a function, `}(1,2))` or `})(1,2)`; None where it is not called."""
        closed = wrapped and self.peek() == ")"
        if closed:
            self.next()
        if self.peek() != "(":
            return None
        self.next()
        given = self._list(")", 0)
        if wrapped and not closed and self.peek() == ")":
            self.next()
        return given

    def _body(self, depth: int) -> Any:
        """The statements that fill what was handed in, then what is returned."""
        while (word := self.peek()) != "}":
            if word == "return":
                self.next()
                return self.value(depth)
            if put := _PUT.match(self.text, self.at):
                self.at = put.end()
                self._put(put, self.value(depth))
                continue
            if word not in (";", ","):
                self.skip()
            if self.peek() in (";", ",", ")", "]", ":"):
                self.next()
        return None

    def _put(self, put: re.Match[str], value: Any) -> None:
        holder = self.names.get(put[1])
        if isinstance(holder, dict):
            holder[put[2] or put[3] or string_of(put[4])] = value
        elif isinstance(holder, list) and put[3] and int(put[3]) < MAX_STEPS // 10:
            holder += [None] * (int(put[3]) + 1 - len(holder))
            holder[int(put[3])] = value
