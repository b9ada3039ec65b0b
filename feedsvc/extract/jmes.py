"""JMESPath (https://jmespath.org), with two functions of its community's edition.

    items({"1.0": "2026-03-04"})        →  [["1.0", "2026-03-04"]]
    replace("a/b", '/', '-')            →  "a-b"

Both give null for null, so that one odd story costs no other.
"""

from __future__ import annotations

from typing import Any

import jmespath
from jmespath.exceptions import JMESPathError
from jmespath.functions import Functions, signature

from feedsvc.extract.base import UseFallback

_OBJECT, _WORDS = {"types": ["object", "null"]}, {"types": ["string", "null"]}


class _Added(Functions):  # type: ignore[misc]
    @signature(_OBJECT)  # type: ignore[untyped-decorator]
    def _func_items(self, value: dict[str, Any] | None) -> list[list[Any]] | None:
        return None if value is None else [[key, one] for key, one in value.items()]

    @signature(_WORDS, {"types": ["string"]}, {"types": ["string"]})  # type: ignore[untyped-decorator]
    def _func_replace(self, value: str | None, old: str, new: str) -> str | None:
        return None if value is None else value.replace(old, new)


_OPTIONS = jmespath.Options(custom_functions=_Added())


def compiled(value: Any) -> Any:
    """A JMESPath expression, read; raises ValueError with what is wrong."""
    if not isinstance(value, str) or not value.strip():
        raise ValueError("must be text (a JMESPath expression)")
    try:
        return jmespath.compile(value)
    except JMESPathError as error:
        reason = str(error).splitlines()[0].rstrip(":,")
        raise ValueError(
            f"{value!r} is no JMESPath expression: {reason} (for example 'data.items')"
        ) from None


def looked_up(path: Any, item: Any, shown: str) -> Any:
    """What stands at a path inside a value; raises UseFallback where the expression cannot be worked out."""
    try:
        return path.search(item, options=_OPTIONS)
    except (JMESPathError, RecursionError) as error:
        raise UseFallback(f"path {shown!r} failed: {error}") from error
