"""What two views of stories say, side by side: their texts, or their summaries where neither has a text.

Most feeds give each entry one paragraph: that is a summary, and all that there is to compare. Beside a text
it says less of what the text says, and is never held against one.
"""

from __future__ import annotations

from feedsvc.decide.similarity import bare_words, same_words
from feedsvc.models import KnownStory, ParsedStory

WORTH_COMPARING = 12
"""Words from which on equal texts mean something."""
View = ParsedStory | KnownStory


def told(one: View, other: View) -> tuple[str, str]:
    """What both say, each as much as the other may say."""
    return (one.text, other.text) if one.text or other.text else (one.summary, other.summary)


def same_summary(one: View, other: View) -> bool:
    """True where neither has a text, and both have one summary that is worth comparing."""
    if one.text or other.text or not same_words(one.summary, other.summary):
        return False
    return len(bare_words(one.summary)) >= WORTH_COMPARING
