"""A page as a frame of ours may show it: its words in their order, the stories outlined, nothing else.

<h2><a href="/quay">Quay opens</a></h2><script>…</script>  →  <h2 class="story"><a>Quay opens</a></h2>

No script, style, address or picture is left: the frame asks nobody for anything, whatever stands in it.
"""

from __future__ import annotations

from collections.abc import Collection

from selectolax.lexbor import LexborHTMLParser

from feedsvc.clean.html import clean_html
from feedsvc.extract.dom import node_text, refuse_nesting
from feedsvc.models import Page

LONGEST = 400_000
"""Characters of a page that are shown."""
MARKED = "h1, h2, h3, h4, h5, h6, a, b, strong, td, th, dt, li, p, span, div"


def frame(page: Page, titles: Collection[str]) -> str:
    """The inside of the page's body, with the elements that show these titles marked."""
    text = page.text[:LONGEST]
    refuse_nesting(text)
    tree = LexborHTMLParser(clean_html(text, page.url, embeds=False))
    wanted = {" ".join(title.split()) for title in titles}
    for node in tree.css(MARKED):
        if wanted and node_text(node) in wanted:
            node.attrs["class"] = "story"
    for node in tree.css("[href], [src], [srcset], [poster], [cite], [style], [id], [name]"):
        for name in ("href", "src", "srcset", "poster", "cite", "style", "id", "name"):
            if name in node.attrs:
                del node.attrs[name]
    body = tree.body
    return (body.inner_html or "") if body else ""
