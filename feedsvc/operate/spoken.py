"""The language of a page's stories: the one that the page names, where they are written in its script.

<html lang="ar">, titles in Arabic    →  ar
<html lang="en-US">, titles in Arabic →  "" (what a template came with)
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from feedsvc.extract.dating import named_language
from feedsvc.models import Page

_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}")
_OTHER_SCRIPTS = """
am ar as be bg bn ckb dv el fa gu he hi hy iw ja ka km kn ko lo mk ml mr my ne or pa ps ru sa sd si ta te th
ti ug uk ur yi yue zh
"""
"""Languages that are not written in Latin letters."""
_BOTH = "az bs kk ky ku mn sh sr tg tk uz"
"""Languages that are written in Latin letters and in others."""


def spoken(page: Page) -> str:
    """The language that a page names, as a tag that a source's file may hold, or ""."""
    tag = named_language(page).replace("_", "-")
    return tag if _TAG.fullmatch(tag) else ""


def fits(language: str, titles: Iterable[str]) -> bool:
    """Whether the titles are written in a script of the language."""
    letters = [c for c in "".join(titles) if c.isalpha()]
    primary = language.partition("-")[0].lower()
    latin = sum(c < "\u0250" or "\u1e00" <= c <= "\u1eff" for c in letters)
    foreign = 2 * latin < len(letters)
    return bool(letters) and (primary in _BOTH.split() or foreign == (primary in _OTHER_SCRIPTS.split()))
