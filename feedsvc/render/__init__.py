"""Stories become bytes: Atom and RSS through feedgen, JSON Feed, OPML, and their content codings."""

from feedsvc.render.codings import CODINGS, encode, etag_of, gunzip, gzip
from feedsvc.render.entry import RENDERER, RenderContext, story_link
from feedsvc.render.formats import FORMATS, Format, document, entry_fragment
from feedsvc.render.opml import Subscription, opml

__all__ = [
    "CODINGS",
    "FORMATS",
    "RENDERER",
    "Format",
    "RenderContext",
    "Subscription",
    "document",
    "encode",
    "entry_fragment",
    "etag_of",
    "gunzip",
    "gzip",
    "opml",
    "story_link",
]
