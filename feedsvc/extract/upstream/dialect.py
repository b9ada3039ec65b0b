"""Elements that feedparser takes for others, or of which it keeps the last, get names of their own.

    <description>Hello</description><media:content …><media:description>A red door</media:description>

says "Hello", and of its picture that it shows a red door; feedparser takes the second for the content.
"""

from __future__ import annotations

import re
from itertools import count

ABOUT = "media_about"
"""Under which an entry says what `media:description` did, of its file or of itself."""
TRANSCRIPT = "podcast_transcript"
"""Under names that begin so an entry says where its transcripts are."""
EXPLICIT = "itunes_told_explicit"
"""Under which an episode says whether it is, in its own word: feedparser knows but the old ones."""
_ABOUT = re.compile(r"<(/?)media:description\b[^<>]*?(/?)>")
_EXPLICIT = re.compile(r"<(/?)itunes:explicit\b[^<>]*?(/?)>")
_TRANSCRIPT = re.compile(r"<podcast:transcript(?=\s[^<>]*/>)")


def told_apart(text: str) -> str:
    """The feed's text with those elements renamed."""
    text = _ABOUT.sub(r"<\1media:about\2>", text)
    text = _EXPLICIT.sub(r"<\1itunes:told_explicit\2>", text)
    numbers = count(1)
    return _TRANSCRIPT.sub(lambda found: f"{found[0]}-{next(numbers)}", text)
