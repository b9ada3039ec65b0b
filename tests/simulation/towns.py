"""Which sources, hosts and processes there are: a few small configurations."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from feedsvc.config import Config, load_config

EVERY = 600.0
"""Seconds between two polls of a source."""
TICK = 10.0
OPTIONS = '[options]\nitems = "@"\ntitle = "title"\nlink = "link"\ndate = "date"\ncontent = "text"\n'
HUB = "http://hub.example/"


@dataclass(frozen=True, slots=True)
class Town:
    """Host → its sources, how many schedulers share the database, and whether a hub is told."""

    sites: tuple[tuple[str, ...], ...]
    processes: int
    hub: bool = False
    withdraws: bool = False

    @property
    def slugs(self) -> tuple[str, ...]:
        """Every source."""
        return tuple(slug for site in self.sites for slug in site)

    @property
    def hosts(self) -> tuple[str, ...]:
        """Every host."""
        return tuple(map(host_name, range(len(self.sites))))


TOWNS = (
    Town((("ash", "birch"),), 1),
    Town((("ash", "birch"), ("cedar",)), 2),
    Town((("ash",), ("birch",)), 2),
    Town((("ash", "birch"),), 2, withdraws=True),
    Town((("ash",),), 3),
    Town((("ash", "birch", "cedar"),), 1),
    Town((("ash",), ("birch",)), 1, hub=True),
    Town((("birch",),), 2, withdraws=True, hub=True),
)


def town_of(seed: int) -> Town:
    """The town of a seed."""
    return TOWNS[seed % len(TOWNS)]


def host_name(number: int) -> str:
    """A host's name."""
    return f"host{number}.example"


@cache
def config_of(town: Town) -> Config:
    """Its configuration, read from files as every other."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "sources").mkdir()
        for name, text in files_of(town).items():
            (Path(folder) / name).write_text(text)
        return load_config(Path(folder), {})


def files_of(town: Town) -> dict[str, str]:
    """Its configuration's files by name."""
    hub = f'hub = "{HUB}"\n' if town.hub else ""
    main = f'[schedule]\ntick = "{TICK:.0f}s"\n[publish]\nformats = ["json"]\n{hub}'
    topics = '[[topic]]\nslug = "all"\ntitle = "All"\n'
    sources = {
        f"sources/{slug}.toml": source_file(slug, host_name(number), town)
        for number, site in enumerate(town.sites)
        for slug in site
    }
    return {"feedsvc.toml": main, "topics.toml": topics, **sources}


def source_file(slug: str, host: str, town: Town) -> str:
    """The file of one source."""
    vanish = 'vanish = "withdraw"\n' if town.withdraws else ""
    head = f'title = "{slug}"\nurl = "http://{host}/{slug}"\nextractor = "json"\ntimezone = "UTC"\n'
    return f'{head}every = "{EVERY:.0f}s"\n{vanish}{OPTIONS}'
