"""Everything that can be decided without I/O: values in, values out, `now` included.

One poll asks in this order:

    keys    = lookup_keys(extraction.stories, source)             → store.known_stories(slug, strong, weak)
    minutes = minutes_of(extraction.stories, now)                 → store.taken_times(minutes)
    changes = decide_changes(source, extraction.stories, known, now, mint=…, taken=…, looks=…, vanish=…)
    changes = complete(changes, {story.id: story})                ← store.stories(ids of changes.modified)
    verdict = judge(extraction, changes, known, history, now)     failed | held | believed
    joins   = {story.id: matcher.topics(story)}                   matcher = Matcher(topics)
    history = remember(history, extraction, changes, now)         of believed polls; extraction None for 304
    ended = Ended(outcome=…, failures=…, quiet=…, …)
    when, factor = next_poll(ended, now, every=…, factor=…, jitter=…, rng=…)
    state, transition = next_state(before, ended, now, expect=…, history=…)

`source` is anything with `slug` and `url`. While `changes.deferred` is not 0 an edit waits for its time:
the page must be decided again at the next poll although it has not changed.

Everything is imported from its own module: who asks for a topic's rules waits for no other decision.
"""
