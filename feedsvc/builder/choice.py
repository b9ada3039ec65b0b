"""A list of a page as somebody chooses it: where it is, and the way to read it."""

from __future__ import annotations

import json
from typing import Any, NamedTuple


class Choice(NamedTuple):
    """A list: its address, the way to read it, what is posted there, whether a browser draws it."""

    url: str
    extractor: str
    options: dict[str, Any]
    body: str = ""
    render: str = ""
    """`auto` or `always`; empty where no browser is needed."""

    def text(self) -> str:
        """As a form carries it (`choice_of`)."""
        rare = {name: text for name, text in (("body", self.body), ("render", self.render)) if text}
        values = {"url": self.url, "extractor": self.extractor, "options": self.options} | rare
        return json.dumps(values, ensure_ascii=False, sort_keys=True)

    @property
    def place(self) -> str:
        """What its page is kept under, as it is asked for: an address has no blank."""
        return f"{self.url} {self.body}" if self.body else self.url
