"""One story of a page that a sitemap lists in every language.

    <url><loc>https://p.example/en/quay</loc>
      <xhtml:link rel="alternate" hreflang="en" href="https://p.example/en/quay"/>
      <xhtml:link rel="alternate" hreflang="de" href="https://p.example/de/kai"/></url>
    <url><loc>https://p.example/de/kai</loc> … the same two links … </url>

is one story: in the source's language where it is one of them, else the one that stands first.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from feedsvc.extract.rawstory import RawStory

DEFAULT = "x-default"


def one_language(nodes: Iterable[Any], stories: Sequence[RawStory], language: str) -> list[RawStory]:
    """The stories without those that are another one in another language."""
    links = {loc: _links(node) for node in nodes if (loc := _loc(node))}
    first: dict[frozenset[str], str] = {}
    for story in stories:
        told = links.get(story.link or "", {})
        if len(set(told.values())) > 1:
            whole = frozenset(told.values())
            first.setdefault(whole, story.link or "")
            if _speaks(told, story.link or "", language):
                first[whole] = story.link or ""
    kept = set(first.values())
    return [s for s in stories if s.link in kept or len(set(links.get(s.link or "", {}).values())) < 2]


def _speaks(told: dict[str, str], loc: str, language: str) -> bool:
    """Whether the page at an address is the one in the language, or the default where none is."""
    wanted = language.lower()
    ours = [href for tongue, href in told.items() if wanted and tongue.split("-")[0] == wanted.split("-")[0]]
    exact = [told[wanted]] if wanted in told else ours
    return loc in (exact or [told.get(DEFAULT, "")])


def _links(node: Any) -> dict[str, str]:
    """The addresses of a page by their language."""
    return {
        str(child.get("hreflang")).lower(): " ".join(str(child.get("href") or "").split())
        for child in node
        if isinstance(child.tag, str)
        and child.tag.endswith("}link")
        and child.get("hreflang")
        and child.get("href")
    }


def _loc(node: Any) -> str:
    found = next(
        (c for c in node if isinstance(c.tag, str) and c.tag.rpartition("}")[2].lower() == "loc"), None
    )
    return " ".join((found.text or "").split()) if found is not None else ""
