"""Dates that a label names, and whose form alone would be no date: what follows `<b>Date argued:</b>`.

    <td><b>Caption:</b> Miller v. Board<br><b>Date argued:</b> 4-27-26</td>

gives "4-27-26".
"""

from __future__ import annotations

import re

from selectolax.lexbor import LexborNode

from feedsvc.clean.numberdates import number_date
from feedsvc.clean.phrases.beside import DATE_LABEL
from feedsvc.extract.datetext import find_date
from feedsvc.extract.dom import node_text

LONGEST_LABEL = 40
LONGEST_VALUE = 40
_LABEL = re.compile(rf"(?:\w+\s){{0,2}}{DATE_LABEL}(?:\s\w+){{0,2}}\s?[:：]", re.IGNORECASE)
_BESIDE = " \ufeff\u00a0,;|"


def is_date_label(text: str) -> bool:
    """Whether the text is the label of a date and says nothing else (`Date argued:`)."""
    ends = len(text) <= LONGEST_LABEL and text.endswith((":", "："))
    return ends and _LABEL.fullmatch(text) is not None


def labelled_date(node: LexborNode) -> tuple[str, bool] | None:
    """The date that follows the label in this element, and whether it is complete; None where none does."""
    value = _following(node)
    if not value or len(value) > LONGEST_VALUE:
        return None
    number = number_date(value, None)
    return (value, number.year is not None) if number else find_date(value)


def _following(node: LexborNode) -> str:
    """The next text, or the words of the next element, behind this one."""
    after = node.next
    while after is not None:
        if text := " ".join(node_text(after).split()).strip(_BESIDE):
            return text
        after = after.next
    return ""
