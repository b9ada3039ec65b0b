"""Every frozen value that travels between the rooms of the house.

    pages                   fetch
    parsed, extracted       extract, clean
    known                   what the store remembers for comparison
    changes                 what is new, modified, moved, missing
    stories, searches       what is stored and rendered, asked for and found
    topics, documents       render, publish
    sources, history        schedule, store
    states                  how a source stands, how an attempt ended
    value                   what all of them are made of
    records, polls          one poll: what it writes, what it tells; those that have been

Every datetime is aware and in UTC. Times come from the page or from `now`, never from the clock.

All are imported from here, and the module of each is when somebody asks for it: few commands need all of
them.
"""

from typing import TYPE_CHECKING

from feedsvc.late import late

if TYPE_CHECKING:
    from feedsvc.models.changes import *
    from feedsvc.models.documents import *
    from feedsvc.models.extracted import *
    from feedsvc.models.history import *
    from feedsvc.models.known import *
    from feedsvc.models.pages import *
    from feedsvc.models.parsed import *
    from feedsvc.models.polls import *
    from feedsvc.models.records import *
    from feedsvc.models.searches import *
    from feedsvc.models.sources import *
    from feedsvc.models.states import *
    from feedsvc.models.stories import *
    from feedsvc.models.topics import *
else:
    __all__, __getattr__ = late(
        __name__,
        {
            "changes": ("Changes", "ModifiedStory", "NewStory"),
            "documents": ("Channel", "Document", "DocumentHead", "Fragments", "Ping", "Tombstone"),
            "extracted": (
                "Article",
                "Extraction",
                "LoginForm",
                "LoginPage",
                "Piece",
                "Proposal",
                "Reread",
                "Survey",
            ),
            "history": ("History",),
            "known": ("KnownStory", "Sighting"),
            "pages": ("NotModified", "Page", "Validators"),
            "parsed": ("Image", "ParsedStory", "Related"),
            "polls": ("Poll", "PolledDay"),
            "records": ("PollRecord", "PollReport"),
            "searches": ("Found", "Headline", "SearchQuery"),
            "sources": ("Claim", "Hold", "Snapshot", "SourceState"),
            "states": ("CONFIGURATION", "Outcome", "State", "Transition"),
            "stories": ("Aged", "FIRST_STAMP", "Look", "PRUNED", "Revision", "Story"),
            "topics": ("Member", "TopicState"),
        },
    )
