"""Stories and channels that use every feature."""

from __future__ import annotations

from feedsvc.models import Image, Related
from tests.render.helpers import BASE

XML = ("atom", "rss")
RICH = {
    "title": "Ferries & lanterns",
    "authors": ("Mei Tan", "Olu Ade"),
    "sections": ("World", "Business & Tech"),
    "tags": ("boats",),
    "related": (
        Related(title="Bridges & tolls", url="https://news.example/bridges-7.html"),
        Related(title="A headline <alone>"),
    ),
    "images": (Image(url="https://news.example/p.png", media_type="image/png", length=512, title="Pier"),),
    "language": "zh-Hans",
}
EVERYTHING = {
    "hub": "https://hub.example/",
    "icon": "https://feeds.example/icon.png",
    "current_url": f"{BASE}/feeds/world.atom",
    "prev_archive_url": f"{BASE}/feeds/world/archive/1.atom",
    "next_archive_url": f"{BASE}/feeds/world/archive/3.atom",
    "archive": True,
}
