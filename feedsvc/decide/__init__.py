"""Everything that can be decided without I/O: values in, values out, `now` included.

One poll asks in this order:

    keys    = lookup_keys(extraction.stories, source)             → store.known_stories(slug, strong, weak)
    minutes = minutes_of(extraction.stories, now)                 → store.taken_times(minutes)
    changes = decide_changes(source, extraction.stories, known, now, mint=…, taken=…, vanish=source.vanish)
    changes = complete(changes, {story.id: story})                ← store.stories(ids of changes.modified)
    verdict = judge(extraction, changes, known, history, now)     failed | held | believed
    joins   = {story.id: matcher.topics(story)}                   matcher = Matcher(topics)
    history = remember(history, extraction, changes, now)         of believed polls; extraction None for 304
    ended = Ended(outcome=…, failures=…, quiet=…, …)
    when, factor = next_poll(ended, now, every=…, factor=…, jitter=…, rng=…)
    state, transition = next_state(before, ended, now, expect=…, history=…)

`source` is anything with `slug` and `url`. While `changes.deferred` is not 0 an edit waits for its time:
the page must be decided again at the next poll although it has not changed.
"""

from feedsvc.decide.amend import complete
from feedsvc.decide.cadence import Ended, needs_full_fetch, next_factor, next_poll, next_state
from feedsvc.decide.changes import decide_changes
from feedsvc.decide.keys import Keys, lookup_keys
from feedsvc.decide.times import minutes_of
from feedsvc.decide.topics import Matcher, auto_titles, rule_problems, section_slug
from feedsvc.decide.trust import judge, remember

__all__ = [
    "Ended",
    "Keys",
    "Matcher",
    "auto_titles",
    "complete",
    "decide_changes",
    "judge",
    "lookup_keys",
    "minutes_of",
    "needs_full_fetch",
    "next_factor",
    "next_poll",
    "next_state",
    "remember",
    "rule_problems",
    "section_slug",
]
