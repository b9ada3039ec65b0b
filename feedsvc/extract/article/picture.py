"""Pages whose article is a picture: comics, photographs of the day.

<meta property="og:image" content="/strips/41.png"> … <div id="comic"><img src="/strips/41.png"></div>
"""

from __future__ import annotations

import re
from urllib.parse import unquote

from lxml import etree
from lxml import html as lxml_html

from feedsvc.clean.urls import url_parts
from feedsvc.extract.rawstory import RawStory

_SHAPE = re.compile(r"(?:[-_@](?:\d+x\d*|large|small|full|scaled))+$", re.IGNORECASE)


def picture_of(body: etree._Element, told: RawStory) -> str:
    """The markup of the picture that the page says it is about, with its caption; "" where it shows none."""
    wanted = {_file(image.url) for image in told.images} - {""}
    for img in body.iter("img"):
        if _file(img.get("src") or "") in wanted:
            figure = next(img.iterancestors("figure"), img)
            return f"<p>{lxml_html.tostring(figure, encoding='unicode', with_tail=False)}</p>"
    return ""


def shows_picture(content: str, told: RawStory) -> bool:
    """Whether the content shows the picture that the page says it is about."""
    files = {_file(image.url) for image in told.images} - {""}
    return any(_file(src) in files for src in re.findall(r'<img[^>]*\ssrc="([^"]*)"', content))


def _file(address: str) -> str:
    """The name of a picture's file without what tells its size: `/a/41_2x.png?w=3` → `41`."""
    name = unquote(url_parts(address).path).rpartition("/")[2]
    return _SHAPE.sub("", name.rpartition(".")[0] or name).lower()
