"""Which groups of a page are its stories: the best, and those that go with it.

    <div class="lead"><h2><a href="/9">…</a></h2><time>…</div>
    <ul><li>…<li>…</ul> <aside><ul><li>…</ul></aside>

gives the first story and the list, but not what stands aside.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from feedsvc.extract.auto.addresses import is_site
from feedsvc.extract.auto.believable import offer_work
from feedsvc.extract.auto.besidenews import days_to_come, news_beside, stands_beside_news
from feedsvc.extract.auto.blockdates import block_dates
from feedsvc.extract.auto.cardparts import whole_cards
from feedsvc.extract.auto.columns import without_parts
from feedsvc.extract.auto.group import Group
from feedsvc.extract.auto.instead import SHARE_OF_BEST, cards, finer, narrower, rows, wider
from feedsvc.extract.auto.ofgroup import elements_in, is_dated, is_fine
from feedsvc.extract.auto.otherlists import is_of_elsewhere, leads_alike
from feedsvc.extract.auto.outline import Outline
from feedsvc.extract.auto.structure import whole
from feedsvc.extract.auto.unlinkedrows import with_unlinked
from feedsvc.extract.auto.weighed import Weighed

MAX_CHOSEN = 8
RIVAL = 0.6
"""Part of the best one's worth from which on another list is as likely."""


def best_groups(out: Outline) -> tuple[list[Group], Group | None]:
    """The group that looks most like the page's stories, then those that go with it; may be empty.

    Also the group that was passed over though it is worth nearly as much.

    A page may show its first story larger, or each section in its own way: groups of the same worth
    (dated where the best is dated) that stand elsewhere and bring other links are taken too.
    """
    weighed = Weighed(out)
    if (best := weighed.best()) is None:
        return [pair] if (pair := weighed.pair()) else [], None
    best = _in_content(out, weighed, best)
    believed = _told_beside(out, best, weighed)
    best = believed[0] if believed else best
    chosen = [whole(out, best)]
    fine = is_fine(out, best)
    believed = believed or (
        weighed.apart_from(best, elements_in(chosen[0])) if fine else weighed.everything()
    )
    parts = [] if fine and believed[0] is best else finer(out, believed)
    first = rows(believed) or parts or wider(believed) or cards(believed)
    if first := first or whole_cards(out, believed) or narrower(out, believed):
        believed, chosen = weighed.everything(), [whole(out, group) for group in first]
    for group in believed:
        if len(chosen) < MAX_CHOSEN and _goes_with(out, group, chosen):
            chosen.append(whole(out, group))
    chosen = [with_unlinked(out, replace(g, blocks=without_parts(g.blocks))) for g in chosen]
    return chosen, next((group for group in believed if _rivals(out, group, chosen)), None)


def _in_content(out: Outline, weighed: Weighed, best: Group) -> Group:
    """The best dated list in `main` where what is worth more is undated and outside, as services are."""
    if out.main is None or is_dated(best) or any(out.is_in_main(b.item) for b in best.blocks):
        return best
    dated = filter(is_dated, weighed.everything())
    return next((group for group in dated if all(out.is_in_main(b.item) for b in group.blocks)), best)


def _told_beside(out: Outline, best: Group, weighed: Weighed) -> list[Group]:
    """The lists of news where the best one is of days to come, or some boxes of it are."""
    if stands_beside_news(out, best):
        return news_beside(out, weighed.everything())
    others = days_to_come(out, best)
    apart = others and (g for g in weighed.everything() if others.isdisjoint(b.item for b in g.blocks))
    return list(apart or ())


def _rivals(out: Outline, group: Group, chosen: Sequence[Group]) -> bool:
    """Whether the group shows other stories elsewhere, as likely ones as the chosen."""
    best, blocks = chosen[0], group.blocks
    if group.score < RIVAL * best.score or (is_dated(best) and not is_dated(group)):
        return False
    if any(block.beside or out.furniture[block.item] for block in blocks):
        return False
    taken = [block for other in chosen for block in other.blocks]
    links = {block.leads for block in taken}
    apart = not any(b.start < own.end and own.start < b.end for own in taken for b in blocks)
    return apart and 2 * sum(block.leads in links for block in blocks) < len(blocks)


def _goes_with(out: Outline, group: Group, chosen: Sequence[Group]) -> bool:
    """Whether the group shows further stories of the chosen ones' kind."""
    best = chosen[0]
    if group.score < SHARE_OF_BEST * best.score or any(out.furniture[b.item] for b in group.blocks):
        return False
    if any(block.beside for block in group.blocks):  # members of a board are no meetings
        return False
    if 2 * sum(is_site(b.link.href) for b in group.blocks) > len(group.blocks):  # whose posts others are
        return False
    if (is_dated(best) and not is_dated(group)) or any(b.spoken for b in best.blocks):
        return False
    if not (is_dated(best) or _same_main(out, group, best)) or _is_of_another_kind(out, group, best):
        return False
    taken = [block for other in chosen for block in other.blocks]
    links = {block.leads for block in taken}
    ranges = [(block.start, block.end) for block in taken]
    return not any(
        b.leads in links or any(b.start < end and start < b.end for start, end in ranges)
        for b in group.blocks
    )


def _is_of_another_kind(out: Outline, group: Group, best: Group) -> bool:
    """Whether it offers work or tells of days to come, as the best one does not, or leads elsewhere."""
    if not group.blocks[0].heading and offer_work(out, group) and not offer_work(out, best):
        return True
    if stands_beside_news(out, group) and not stands_beside_news(out, best):
        return True
    return is_of_elsewhere(out, group, best)


def _same_main(out: Outline, group: Group, best: Group) -> bool:
    if out.main is None and group.tag == best.tag == "tr":
        return _heads(out, group) == _heads(out, best) != ()
    if out.main is None:
        tags = _headlines(out, group) | _headlines(out, best)
        headed = len(tags) == 1 and None not in tags and not any(date for _, date in block_dates(out, best))
        return headed or leads_alike(out, group, best)
    return all(out.is_in_main(b.item) for b in (*group.blocks, *best.blocks))


def _headlines(out: Outline, group: Group) -> set[str | None]:
    """The tags of the headings that are its titles and lead to its stories; None for other titles."""
    return {
        out.tags[b.title_at] if b.heading and b.title_at <= b.link.at < out.ends[b.title_at] else None
        for b in group.blocks
    }


def _heads(out: Outline, group: Group) -> tuple[str, ...]:
    """What heads the columns of the table that the rows stand in; tables headed alike list alike."""
    top = out.parents[group.blocks[0].item]
    while top > 0 and out.tags[top] != "table":
        top = out.parents[top]
    return tuple(out.texts[n] for n in range(top, out.ends[top]) if out.tags[n] == "th" and out.texts[n])
