"""Tags that several steps look for, and that of a text."""

from __future__ import annotations

from feedsvc.extract.auto.words import word_set

HEADINGS = word_set("h1 h2 h3 h4 h5 h6")
BOLD = word_set("b strong")
TEXT = "-text"
"""The tag of a text that stands between elements."""
