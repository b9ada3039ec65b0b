"""Formulas that a script would draw become formulas that say what they were written as.

So <script type="math/tex">x^2+1</script> holds.   →   So <math><mtext>x^2+1</mtext></math> holds.
"""

from __future__ import annotations

import re
from html import escape, unescape

from feedsvc.clean.markup import attributes, elements

HINT = "math/tex"
_GUARD = re.compile(r"^\s*(?:%\s*)?<!\[CDATA\[(?:\s*%>)?|(?:%\s*)?\]\]>\s*$")
"""What keeps the signs of a formula from being markup."""


def with_formulas(markup: str) -> str:
    """The markup with each formula of a script as a formula."""
    if HINT not in markup:
        return markup
    parts, at = [], 0
    for start, end, tag, inside in elements(markup, "script"):
        kind = attributes(tag).get("type", "")
        if kind.startswith(HINT):
            parts += [markup[at:start], _written(inside, shown="display" in kind)]
            at = end
    return "".join((*parts, markup[at:]))


def _written(formula: str, *, shown: bool) -> str:
    told = escape(unescape(_GUARD.sub("", formula).strip()), quote=False)
    display = ' display="block"' if shown else ""
    return f"<math{display}><mtext>{told}</mtext></math>" if told else ""
