"""Whether other lists of a page are told with its best one, by the folders and forms of their addresses.

    https://paper.example/culture/

    <h3><a href="/culture/the-long-orchard">…   <ul><li><a href="/culture/a-letter-from-the-keeper">…
    <ul class="latest"><li><a href="/local/flood-wall-costs-more">…

The second list is of the folder that the page shows; the third one is of elsewhere.
"""

from __future__ import annotations

from feedsvc.extract.auto.addressforms import AddressForms, form_of
from feedsvc.extract.auto.blockdates import block_dates
from feedsvc.extract.auto.group import Group
from feedsvc.extract.auto.outline import Outline

MOST = 0.75
"""Part of a list that leads where the best one does: one address of another kind comes and goes."""


def leads_alike(out: Outline, group: Group, best: Group) -> bool:
    """Whether the group leads where the best one does, and begins before it, as the first of each section.

    On a site's first page, and on that of the folder in which all of them are, it may stand behind it, too.
    """
    forms = AddressForms(block.link.href for block in best.blocks)
    before = group.blocks[0].start < best.blocks[0].start
    if not (before or out.folder == "" or (out.folder and forms.all_in(out.folder))):
        return False
    if sum(forms.fits(block.link.href) for block in group.blocks) < MOST * len(group.blocks):
        return False
    return _has_days(out, best) == _has_days(out, group)


def _has_days(out: Outline, group: Group) -> bool:
    """Whether any of its blocks has a day, found out once."""
    key = (block_dates, group.tag, group.token, group.blocks[0].item, len(group.blocks))
    if key not in out.blocks:
        out.blocks[key] = any(date for _, date in block_dates(out, group))
    return out.blocks[key] is True


def is_of_elsewhere(out: Outline, group: Group, best: Group) -> bool:
    """Whether it is plain links to such folders as that of the page, beside the headed stories of that."""
    if not out.folder or any(b.heading for b in group.blocks) or not all(b.heading for b in best.blocks):
        return False
    within = f"/{out.folder}/"
    own = (within in block.link.href for block in best.blocks)
    if not all(own) or any(within in block.link.href for block in group.blocks):
        return False
    forms = {form_of(block.link.href)[0] for block in best.blocks}
    return all(form_of(block.link.href)[0] in forms for block in group.blocks)
