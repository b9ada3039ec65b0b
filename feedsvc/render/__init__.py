"""Stories become bytes: Atom and RSS through feedgen, JSON Feed, OPML, and their content codings."""

from feedsvc.render.codings import CODINGS, digest_of, encode, etag_of, gunzip, gzip, gzip_parts, tag_of
from feedsvc.render.entry import RENDERER, RenderContext, story_link
from feedsvc.render.formats import FORMATS, Format
from feedsvc.render.opml import Subscription, opml

__all__ = [
    "CODINGS",
    "FORMATS",
    "RENDERER",
    "Format",
    "RenderContext",
    "Subscription",
    "digest_of",
    "encode",
    "etag_of",
    "gunzip",
    "gzip",
    "gzip_parts",
    "opml",
    "story_link",
    "tag_of",
]
