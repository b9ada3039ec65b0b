"""`auto` on lists of 50 stories against a bare lexbor parse of the same bytes; a fresh child's first page.

The limit of 25 parses holds for the dated cards of a news site; others are for information, as a page
without anything around its list is parsed in next to nothing. The first page of a fresh child may cost
twice what a later one does.
"""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from selectolax.lexbor import LexborHTMLParser

sys.path.insert(0, str(Path(__file__).parents[1]))
from _listpages import PAGES, news
from byline import NOW, Writer, keep_heap, make_page, measure

from feedsvc.extract.auto.auto import Auto
from feedsvc.extract.base import ExtractSettings
from feedsvc.extract.child import ExtractorPool, site_of
from feedsvc.extract.pipeline import run
from feedsvc.models import Page

LIMIT = 25.0
FIRST = 2.0
ROUNDS = 12
SETTINGS = ExtractSettings(extractor="auto", timezone="Asia/Shanghai")


def ratio(name: str, write: Callable[[Writer], str]) -> float:
    """Prints what a kind of page costs; the raw stories' ratio."""
    pages = iter([make_page(write(Writer(seed))) for seed in range(3 * ROUNDS + 2)])
    extractor = Auto.make(SETTINGS)
    size, found = len(next(pages).content), len(extractor.extract(next(pages)).stories)
    parse, raw, clean = measure(
        pages,
        lambda page: LexborHTMLParser(page.content),
        extractor.extract,
        lambda page: run(page, SETTINGS, NOW),
        rounds=ROUNDS,
    )
    print(
        f"auto, {found} stories, {name}, {size // 1000} kB: bare parse {parse * 1000:.2f} ms;"
        f" raw stories {raw * 1000:.2f} ms, ratio {raw / parse:.1f};"
        f" clean stories {clean * 1000:.2f} ms, ratio {clean / parse:.1f}",
        flush=True,
    )
    return raw / parse


def child_seconds(child: ExtractorPool) -> Callable[[Page], float]:
    """What a page costs the pool's only child, by that process's own clock (clock_getcpuclockid(3))."""

    def spent(page: Page) -> float:
        (slot,) = child._idle._slots.queue
        slot._turned_to(site_of(page, SETTINGS.source))  # forked, and idle
        process = slot.pid
        began = time.clock_gettime((~process << 3) | 2)
        child.extract(page, SETTINGS, NOW)
        return time.clock_gettime((~process << 3) | 2) - began

    return spent


def first_to_later() -> float:
    """Prints what the first page costs a fresh child, and its ratio to later ones."""
    firsts, laters = [], []
    for seed in range(4):
        with ExtractorPool(size=1) as pool:
            pool._idle.give_back(pool._idle.take("extract", "auto"))  # started, and idle
            cost = child_seconds(pool)
            first, *later = (cost(make_page(news(Writer(8 * seed + n)))) for n in range(8))
        firsts.append(first)
        laters += later
    found = median(firsts) / median(laters)
    print(
        f"auto in a fresh child: first page {median(firsts) * 1000:.1f} ms, later ones"
        f" {median(laters) * 1000:.1f} ms, ratio {found:.1f} (limit {FIRST:g})"
    )
    return found


def main() -> int:
    """Prints the ratios; exit status 1 when a limit is passed."""
    keep_heap()
    first = first_to_later()
    gc.collect()
    gc.freeze()
    found = {name: ratio(name, write) for name, write in PAGES.items()}
    cards = next(iter(found.values()))
    print(f"limit of raw stories in dated cards: {LIMIT:g}; reached: {cards:.1f}")
    return int(cards > LIMIT or first > FIRST)


if __name__ == "__main__":
    raise SystemExit(main())
