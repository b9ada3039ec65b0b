"""What pages say in each language: the one room where a language is added, to the table of its kin.

Each phrase is written as in a regular expression, alternatives apart by `|`; a space stands for any
white space, and upper case never matters. A language says what is known of it, nothing else is needed:

    Language("eo", read_on="legi pli|plu legi", also="legu ankaŭ")
"""

from __future__ import annotations

from feedsvc.clean.phrases.languages.asian import ASIAN
from feedsvc.clean.phrases.languages.germanic import GERMANIC
from feedsvc.clean.phrases.languages.others import FURTHER
from feedsvc.clean.phrases.languages.romance import ROMANCE
from feedsvc.clean.phrases.languages.slavic import SLAVIC

LANGUAGES = tuple(
    sorted((*ASIAN, *FURTHER, *GERMANIC, *ROMANCE, *SLAVIC), key=lambda one: (one.code != "en", one.code))
)
"""Every language that something is known of, English first: of alternatives the first that fits is taken."""
