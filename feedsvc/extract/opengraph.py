"""What a page says of itself in its head, as other sites show it (Open Graph)."""

from __future__ import annotations

from selectolax.lexbor import LexborHTMLParser

from feedsvc.extract.dom import as_html, meta_content
from feedsvc.extract.linkeddata import ADDRESS
from feedsvc.extract.rawstory import RawStory
from feedsvc.models import Image


def page_itself(tree: LexborHTMLParser, address: str) -> RawStory | None:
    """The story that the page is; None where its head names none."""
    published = meta_content(tree, "article:published_time", "og:article:published_time", "article:published")
    if not published and meta_content(tree, "og:type") != "article":
        return None
    title = meta_content(tree, "og:title", "twitter:title")
    author = meta_content(tree, "author", "article:author", "twitter:creator")
    image = meta_content(tree, "og:image", "og:image:url", "twitter:image")
    tags = [node.attributes.get("content") or "" for node in tree.css('meta[property="article:tag"]')]
    if not title:
        return None
    return RawStory(
        title=title,
        link=meta_content(tree, "og:url") or address,
        authors=(author,) if author and not ADDRESS.match(author) else (),
        published=published or None,
        section=meta_content(tree, "article:section") or None,
        summary=as_html(meta_content(tree, "og:description", "description")),
        images=(Image(url=image),) if image else (),
        tags=tuple(filter(None, tags)),
        reasons={"title": "og:title", "link": "og:url", "date": "article:published_time"},
    )
