"""Rows compared column by column: which column names them, which leads to them, which dates them.

    <tr><td>23-1701</td><td>Miller v. Dyke Board</td><td>Hale</td><td><a href="/o/1.pdf">PDF</a></td></tr>
    <tr><td>23-1694</td><td>In re Sedge Farm</td><td>Hale</td><td><a href="/o/2.pdf">PDF</a></td></tr>

The title is the column that differs from row to row, reads like a title, and is linked or called one;
numbers, labels and whatever repeats (judges, posters, prices) are columns too, and no titles.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from statistics import fmean

from feedsvc.extract.auto.addresses import leads_to_kind
from feedsvc.extract.auto.linkworth import TITLE, Reason, is_file, link_worth, names_nothing
from feedsvc.extract.auto.outline import Hit, Outline
from feedsvc.extract.auto.profiles import COMMON, Profile, is_date, is_name, is_prose, letters_of, profiles_of
from feedsvc.extract.auto.rowdates import dated_column, numbers_like_dates
from feedsvc.extract.auto.rowfields import rows_of
from feedsvc.extract.auto.rowpieces import Column, Field, Span, trimmed
from feedsvc.extract.auto.rowtitle import CAPTION, is_code, says_little
from feedsvc.extract.auto.storyblock import Block
from feedsvc.extract.auto.tags import HEADINGS
from feedsvc.extract.auto.words import weight

FEWEST_ROWS = 3
ALIKE = 2.0
"""What is taken from a column whose texts differ but in numbers ("Episode 7"), if at all."""
LED_ON = 1.0
"""What the words count before which a row's only way to read on stands."""
_NUMBER = re.compile(r"\S*\d\S*")
_BOLD = ("b", "strong")


def compared(out: Outline, spans: Sequence[Span], blocks: list[Block]) -> list[Block]:
    """The blocks with the titles, links and dates that their columns give by comparison."""
    if len(blocks) < FEWEST_ROWS or 2 * sum(block.pieced for block in blocks) > len(blocks):
        return blocks  # two sides of a match are more than one column
    if out.tags[blocks[0].item] != "tr" and not (_poor(blocks) or _chosen_beside(out, blocks)):
        return blocks
    rows = rows_of(out, spans)
    columns = profiles_of(out, rows, blocks)
    title = _title_column(out, columns, blocks)
    if title and title is _subject(columns, blocks):  # its own is the paper, no body's page
        columns = [title, *_papers(columns), *(c for c in columns if not c.linked and c is not title)]
        blocks = [block._replace(agreed=False) for block in blocks]
    names = _names(title, rows, columns) if title else {}
    if title and not title.linked:  # a body's page, which is linked again and again, is not the row's
        names = {item: one._replace(link=None) for item, one in names.items()}
    links = _links(out, rows, columns)
    named = [_named(out, block, names.get(block.item), links.get(block.item)) for block in blocks]
    named = [_freed(out, one, block) for one, block in zip(named, blocks, strict=True)]
    named = _with_papers(out, columns, named)
    numbers = numbers_like_dates(columns)
    named = [b._replace(date=None) if b.date and b.date.at in numbers else b for b in named]
    dated = dated_column(out, [c for c in columns if c.fields and not _within(c, numbers)], named)
    return [b._replace(date=dated[b.item]) if dated.get(b.item, b.date) != b.date else b for b in named]


def _freed(out: Outline, named: Block, block: Block) -> Block:
    """The block with the date in what was its title and is none now, where it has no other."""
    if named is block or block.date or not block.heading:
        return named
    said = out.within(out.dates, block.title_at, out.ends[block.title_at])
    return named._replace(date=next((date for date in said if date.sure), None))


def _within(column: Profile, places: Collection[int]) -> bool:
    return all(one.at in places for one in column.fields.values())


def without_parts(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks without those that bring but a further document of the case above."""
    return tuple(b for n, b in enumerate(blocks) if not (n and _goes_on(blocks[n - 1], b)))


def _goes_on(first: Block, block: Block) -> bool:
    """Whether the row brings but a further document of the case above: the same name, number and day."""
    if not block.named or block.title != first.title:  # as in most lists: no look at numbers and days
        return False
    one, other = (_NUMBER.match(block.link.text) for block in (first, block))
    days = {given.date.text for given in (first, block) if given.date}
    return one is not None and other is not None and one.group() == other.group() and len(days) < 2


def _poor(blocks: Sequence[Block]) -> bool:
    """Whether the titles are mostly numbers and labels, or the same words again and again."""
    little = sum(says_little(b.title) or is_code(b.title) or bool(is_date(b.title)) for b in blocks)
    return 2 * little >= len(blocks) or 2 * len({letters_of(b.title) for b in blocks}) <= len(blocks)


def _title_column(out: Outline, columns: Sequence[Profile], blocks: Sequence[Block]) -> Profile | None:
    """The column that names the rows; None where what they are called already is no worse."""
    own = next((c for c in columns if _holds(c, blocks)), None)
    apart = [c for c in columns if not _leads_beside(out, c)]
    fit = [c for c in apart if c is own or (c.names >= COMMON and c.distinct >= 0.5)]
    if subject := _subject(columns, blocks):
        return subject
    led = _led_on(columns)
    best = max(fit, key=lambda column: _worth(out, column) + LED_ON * (column.column[0] in led), default=None)
    if best is own or own is None or _poor(blocks) or _chosen_beside(out, blocks):
        return best
    return best if best and own.called < best.called > 0 else None


def _subject(columns: Sequence[Profile], blocks: Sequence[Block]) -> Profile | None:
    """The column called the title beside one that names a body, whose page another column leads to as well.

    Date | Symbol | Name | Title | <a>PDF</a>
    """
    own = next((c for c in columns if c.linked and c.called > 0 and _holds(c, blocks)), None)
    if own is None or not _papers(columns):
        return None
    twice = any(c is not own and c.linked and _links_of(c) == _links_of(own) for c in columns)
    named = [c for c in columns if not c.linked and c.called > 0 and c.names >= COMMON and c.distinct >= 0.5]
    return named[0] if twice and len(named) == 1 else None


def _links_of(column: Profile) -> dict[int, str]:
    return {item: one.link.href for item, one in column.fields.items() if one.link}


def _papers(columns: Sequence[Profile]) -> list[Profile]:
    """The columns that lead to each row's own file, under words that name nothing (`PDF`)."""
    linked = (c for c in columns if c.linked)
    return [c for c in linked if 2 * sum(map(names_nothing, c.texts)) > len(c.texts)]


def _with_papers(out: Outline, columns: Sequence[Profile], blocks: list[Block]) -> list[Block]:
    """The rows of a table with the links to their own papers, where what names them leads to bodies."""
    if out.tags[blocks[0].item] != "tr" or not all(leads_to_kind(b.link.href) for b in blocks):
        return blocks
    links = [{item: one.link for item, one in c.fields.items() if one.link} for c in _papers(columns)]
    full = next((found for found in links if len(found) == len(blocks)), {})
    return [b._replace(link=full[b.item]) for b in blocks] if full else blocks


def _led_on(columns: Sequence[Profile]) -> set[int]:
    """The cells in which most rows have a way to read on, behind the words that it leads on from."""
    return {c.column[0] for c in _papers(columns)}


def _leads_beside(out: Outline, column: Profile) -> bool:
    """Whether its links lead to persons, tags or sections."""
    links = [(item, one.link) for item, one in column.fields.items() if one.link]
    beside = sum(link_worth(out, link, (), item).reason is Reason.BESIDE for item, link in links)
    return 2 * beside > len(column.fields)


def _leads_to_files(column: Profile) -> bool:
    """Whether its links lead to what is installed or unpacked, which tells nobody anything."""
    return all(is_file(one.link) for one in column.fields.values() if one.link)


def _names(
    title: Profile, rows: Mapping[int, Sequence[Field]], columns: Sequence[Profile]
) -> dict[int, Field]:
    """The title of every row, with what stands behind it there in few rows and so is no column."""
    known = {column.column for column in columns}
    return {
        item: one._replace(text=" ".join([one.text, *_behind(one, rows[item], known)]))
        for item, one in title.fields.items()
    }


def _behind(one: Field, row: Sequence[Field], known: Collection[Column]) -> Iterator[str]:
    behind = (f for f in row if f.at == one.at and f.link == one.link and f.column[2] > one.column[2])
    yield from (f.text for f in behind if f.column not in known and f.column[:2] == one.column[:2])


def _chosen_beside(out: Outline, blocks: Sequence[Block]) -> bool:
    """Whether most titles stand outside their links, where each row was read for itself."""
    outside = sum(not (b.link.at <= b.title_at < out.ends[b.link.at] or b.heading) for b in blocks)
    return 2 * outside >= len(blocks)


def _holds(column: Profile, blocks: Sequence[Block]) -> bool:
    same = sum(b.item in column.fields and column.fields[b.item].text == trimmed(b.title) for b in blocks)
    return 2 * same >= len(blocks)


def _worth(out: Outline, column: Profile) -> float:
    first = next(iter(column.fields.values()))
    letters = fmean(weight(text) for text in column.texts)
    captions = sum(bool(CAPTION.search(text)) for text in column.texts)
    value = 2.0 * column.called + column.distinct + column.names + min(letters, 60) / 60
    value += 1.5 * (2 * captions >= len(column.texts)) + 1.5 * column.linked
    value += 1.5 * (out.tags[first.at] in HEADINGS or bool(out.tokens[first.at] & TITLE))
    value += 0.7 * (out.tags[first.at] in _BOLD)
    value -= ALIKE * (column.distinct < 0.5)
    return value - 1.5 * fmean(is_prose(text) for text in column.texts)


def _links(out: Outline, rows: Mapping[int, Sequence[Field]], columns: Sequence[Profile]) -> dict[int, Hit]:
    """Every row's first link that leads elsewhere in every row: the opinion, not the dissent behind it."""
    linked = [c for c in columns if c.linked and not _leads_beside(out, c)]
    apart = {c.column for c in [c for c in linked if not _leads_to_files(c)] or linked}
    links = {item: [f.link for f in row if f.link and f.column in apart] for item, row in rows.items()}
    return {item: given[0] for item, given in links.items() if given}


def _tells_whole(block: Block, named: Field) -> bool:
    """Whether the block has its title from an attribute, and the column but the beginning that is shown."""
    begins = named.text.rstrip(" .…．")
    return begins != block.title and block.title.startswith(begins) and block.title == block.link.text


def _named(out: Outline, block: Block, named: Field | None, link: Hit | None) -> Block:
    """The block under the name that its row bears in the column, with the link that stands there or first."""
    if named is None or not is_name(named.text) or _tells_whole(block, named):
        return block
    beside = block.link.at > block.title_at or out.ends[block.link.at] <= block.title_at
    if named.text == trimmed(block.title) and not (beside and link):
        return block
    return block._replace(
        title=named.text,
        named=True,
        title_at=named.at,
        link=_link_of(block, named, link),
        heading=out.tags[named.at] in HEADINGS,
        pieced=out.words(named.at) != named.text,
    )


def _link_of(block: Block, named: Field, first: Hit | None) -> Hit:
    """The link of a block under the name: where all agree on one it stays, unless that says a day."""
    if block.agreed and not (named.link and is_date(block.title)):
        return block.link
    return named.link or first or block.link
