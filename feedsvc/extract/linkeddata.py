"""Values of JSON-LD: each may be a text, an object, a list of either, or an id that leads to one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from feedsvc.clean.references import decode_entities
from feedsvc.clean.wording import html_to_text
from feedsvc.extract.dom import as_html
from feedsvc.models import Image

ADDRESS = re.compile(r"^https?://", re.I)


def url_of(node: Mapping[str, Any]) -> str | None:
    """The address of what a node tells."""
    main = node.get("mainEntityOfPage")
    named = [main.get("@id"), main.get("url")] if isinstance(main, dict) else listed(main)
    identifier = words_of(node.get("@id"))
    own = identifier if identifier and ADDRESS.match(identifier) else None
    return next(iter(texts_of([*listed(node.get("url")), *named, own])), None)


def names_of(value: Any, ids: Mapping[str, Any]) -> tuple[str, ...]:
    """Names of people, each once."""
    names: list[str] = []
    for one in listed(value):
        person = ids.get(str(one.get("@id")), one) if isinstance(one, dict) else one
        name = person.get("name") if isinstance(person, dict) else person
        names += [n for n in texts_of(name) if not ADDRESS.match(n)]
    return tuple(dict.fromkeys(names))


def images_of(value: Any, ids: Mapping[str, Any]) -> tuple[Image, ...]:
    """The first image: the others are the same picture in other shapes."""
    for one in listed(value):
        image = ids.get(str(one.get("@id")), one) if isinstance(one, dict) else one
        given = image.get("url") or image.get("contentUrl") if isinstance(image, dict) else image
        if url := words_of(given):
            return (Image(url=url),)
    return ()


def tags_of(value: Any) -> tuple[str, ...]:
    """Key words, each once."""
    words = value.split(",") if isinstance(value, str) else texts_of(value)
    return tuple(dict.fromkeys(word.strip() for word in words if word.strip()))


def body_of(value: Any) -> str | None:
    """A body as markup: plain text becomes paragraphs."""
    text = words_of(value)
    if not text or "</" in text:
        return text
    return "".join(f"<p>{as_html(line)}</p>" for line in decode_entities(text).splitlines() if line.strip())


def markup_of(value: Any) -> str | None:
    """A text as markup."""
    text = words_of(value)
    return text if text and "</" in text else as_html(decode_entities(text or ""))


def line_of(value: Any) -> str | None:
    """A text without markup."""
    text = next(iter(texts_of(value)), "")
    return (html_to_text(text) if "</" in text else decode_entities(text)) or None


def texts_of(value: Any) -> list[str]:
    """Every text of a value."""
    return [text for one in listed(value) if (text := words_of(one))]


def words_of(value: Any) -> str | None:
    """The text of a value; None where it is none."""
    if isinstance(value, dict):
        value = value.get("@value")
    return value.strip() or None if isinstance(value, str) else None


def kinds_of(node: Mapping[str, Any]) -> list[str]:
    """The types of a node, without their vocabulary."""
    return [kind.rstrip("/").rpartition("/")[2].rpartition(":")[2] for kind in texts_of(node.get("@type"))]


def listed(value: Any) -> list[Any]:
    """Every part of a value, which may be one or several."""
    return value if isinstance(value, list) else [] if value is None else [value]


def is_object(value: Any) -> bool:
    """Whether the value has keys of its own."""
    return isinstance(value, dict)
