"""Elements of known vocabularies under the prefixes that they usually have, whatever prefix a feed chose.

    <rss xmlns:pc="https://podcastindex.org/namespace/1.0"> … <pc:chapters url="/1.json"/>

is read as `<podcast:chapters url="/1.json"/>`: what looks at a feed's text goes by prefixes, as feedparser
does where an address is not the one it knows (`https` for `http`, a slash less).
"""

from __future__ import annotations

import re

_DECLARED = re.compile(r"xmlns:([A-Za-z_][\w.-]{0,30})(\s?=\s?[\"']([^\"'<>]{5,200})[\"'])")
_ROOT = re.compile(r"(?:[^<]{0,1000}<[?!][^<>]{0,1000}>){0,20}[^<]{0,1000}<?[^<>]{0,5000}")
"""A feed up to the end of its first element's tag."""
_AROUND = re.compile(r"^https?://(?:www\.)?|[/#]+$")
_KNOWN = {
    **{"purl.org/rss/1.0/modules/content": "content", "web.resource.org/rss/1.0/modules/content": "content"},
    **dict.fromkeys(("purl.org/dc/elements/1.1", "purl.org/dc/elements/1.0"), "dc"),
    **{"purl.org/dc/terms": "dcterms", "purl.org/rss/1.0/modules/slash": "slash"},
    **{"search.yahoo.com/mrss": "media", "itunes.com/dtds/podcast-1.0.dtd": "itunes"},
    **{"podcastindex.org/namespace/1.0": "podcast", "rssnamespace.org/feedburner/ext/1.0": "feedburner"},
    **{"news.yandex.ru": "yandex", "turbo.yandex.ru": "turbo"},
}  # fmt: skip
"""The usual prefix of a vocabulary, by its address without what is written in several ways."""


def usual_prefixes(text: str) -> str:
    """The feed's text with those prefixes; as it stands where it has them, or uses them for another one."""
    declared = {found.groups() for found in _DECLARED.finditer(_ROOT.search(text)[0])}  # type: ignore[index]
    taken = {prefix for prefix, *_ in declared}
    for prefix, told, address in sorted(declared):
        usual = _KNOWN.get(_AROUND.sub("", address.strip().lower()), prefix)
        if usual not in taken:
            taken.add(usual)
            text = text.replace(f"xmlns:{prefix}{told}", f"xmlns:{usual}{told} xmlns:{prefix}{told}")
            text = re.sub(rf"(?<=<){re.escape(prefix)}:|(?<=</){re.escape(prefix)}:", f"{usual}:", text)
    return text
