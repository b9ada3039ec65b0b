"""A page whose stories read as at the last poll that was believed, whatever changed around them.

What it means was decided then: nothing is new, edited or gone, so that nothing is looked up.
"""

from __future__ import annotations

from hashlib import sha256

import msgspec

from feedsvc.config import SourceConfig
from feedsvc.decide.digest import VERSION
from feedsvc.models import Extraction, SourceState

_ENCODER = msgspec.msgpack.Encoder()


def shown_digest(source: SourceConfig, extraction: Extraction) -> str:
    """Equal for equal stories in one order, decided by the same rules; "" where none can be made."""
    shown = (VERSION, source.digest, extraction.strategy, extraction.truncated, extraction.page_kind)
    try:
        said = _ENCODER.encode((shown, extraction.stories))
    except UnicodeEncodeError:  # half a pair, which no child answers
        return ""
    return sha256(said).hexdigest()[:32]


def is_as_before(state: SourceState, shown: str) -> bool:
    """Whether these stories were decided on; a page that is to be read again never was."""
    return bool(state.page_digest and shown) and state.history.shown == shown
