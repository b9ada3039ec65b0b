"""What an element is to the text in it: inline, a block, a heading, a link, a picture, or never shown."""

from __future__ import annotations

from selectolax.lexbor import LexborHTMLParser

_TREE = LexborHTMLParser("<p>text<!-- comment -->")


def _tags(words: str) -> dict[int, str]:
    """The parser's numbers of these elements: they are read and compared faster than names."""
    return {_TREE.create_node(name).tag_id: name for name in words.split()}


TEXT, _COMMENT = (node.tag_id for node in _TREE.css("p")[0].iter(include_text=True))
(_IMG,), (_A,) = _tags("img"), _tags("a")
_INLINE = _tags("""
    a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q rp rt ruby s samp
    small span strike strong sub sup time tt u var wbr
""")
_UNSEEN = _tags("""
    head script style noscript template iframe noembed noframes xmp nav svg math object textarea select button
    video audio canvas dialog
""")
_BOLDING = _tags("b strong")
HEADINGS = {tag: int(name[1]) for tag, name in _tags("h1 h2 h3 h4 h5 h6").items()}
CAPTIONS = _tags("figure figcaption caption")
PLAIN, LINK, BOLD, BLOCK, TITLE, UNREAD, PICTURE = range(7)
"""The roles: one of three inline kinds, a block, one that names something, or none."""
ROLES = {
    **dict.fromkeys(_INLINE, PLAIN),
    **dict.fromkeys(_BOLDING, BOLD),
    **dict.fromkeys({*HEADINGS, *CAPTIONS}, TITLE),
    **dict.fromkeys({_COMMENT, *_UNSEEN}, UNREAD),
    _A: LINK,
    _IMG: PICTURE,
}
"""By the element's number; what is not there is a block."""
