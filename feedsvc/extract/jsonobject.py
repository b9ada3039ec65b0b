"""What an object says where a text was asked for: a person's name, a picture's address, a moment.

author = "author"      {"author": {"name": "Ann Lee", "id": 7}}            Ann Lee
image = "cover"        {"cover": {"alt": "A quay", "url": "/quay.jpg"}}    /quay.jpg
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from feedsvc.extract.jsondates import told_in_parts

_PERSON = "name displayName display_name fullName full_name nickname username login title"
_PLACE = "url href src link source_url original large"
_MOMENT = "$date date iso datetime value seconds _seconds"
_WORDS = "rendered html value text #text $t plain"
_LABEL = "name title label term slug"
_NAMES: Mapping[str, list[str]] = {
    **{"author": _PERSON.split(), "image": _PLACE.split(), "link": _PLACE.split(), "date": _MOMENT.split()},
    **{"title": _WORDS.split(), "summary": _WORDS.split(), "content": _WORDS.split()},
    **{"section": _LABEL.split(), "tags": _LABEL.split()},
}


def said(value: Any, field: str) -> Any:
    """The value, or of an object what it says for this field; the object itself where it says nothing."""
    if not isinstance(value, dict):
        return value
    if field == "date" and "timezone_type" in value:
        return told_in_parts(value)
    told = (value.get(name) for name in _NAMES.get(field, ()))
    found = next((one for one in told if isinstance(one, str | int | float) and one not in ("", True)), None)
    if found is None and field == "date":
        found = told_in_parts(value)
    return value if found is None else found
