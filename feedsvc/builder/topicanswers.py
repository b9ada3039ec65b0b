"""`/api/topics…`: what the pages of topics do, for programs.

    GET   /api/topics/boats                                      →  {"slug": "boats", …, "version": "1f…"}
    POST  /api/topics/boats/trial {"keywords": ["boat"]}         →  {"of": 300, "taken": 12, "stories": […]}
    PATCH /api/topics/boats {"slug": "craft", "version": "1f…"}  →  the same with "former": ["boats"]

A change names the version that it was made of: what somebody else has written meanwhile is not overwritten.
"""

from __future__ import annotations

from dataclasses import dataclass

from flask import Response

from feedsvc.builder.bodies import body_of_request
from feedsvc.builder.builder import Builder
from feedsvc.builder.desk import told
from feedsvc.builder.doors import json_answer, operator_name
from feedsvc.builder.requested import text_of, yes_of
from feedsvc.builder.topicediting import automatic_topics, takes_of, topics_of_builder
from feedsvc.builder.topicentry import TopicEntry
from feedsvc.builder.topicfile import ChangedTopic
from feedsvc.builder.topicform import refuse_every
from feedsvc.builder.topicrequest import (
    EVERY_STORY,
    VERSION,
    keys_given,
    plainly,
    rules_with,
    topic_document,
    trial_document,
    version_given,
)
from feedsvc.builder.topictrial import trial_of
from feedsvc.errors import FeedsvcError
from feedsvc.telemetry import action
from feedsvc.web.answers import this_web

NO_RULE = f'give it one, or say "{EVERY_STORY}": true'
AGAIN = '"topic" is how it stands: send its version to have yours'


@dataclass(frozen=True, slots=True)
class TopicAnswers:
    """What each address of topics answers."""

    builder: Builder

    def every_topic(self) -> Response:
        """Every topic of the file, and the names of those that sections have made."""
        body_of_request()
        entries = topics_of_builder(self.builder).entries()
        web, config = this_web(), this_web().config
        made = automatic_topics(web.reads(web.store.topic_states), entries)
        topics = [topic_document(entry, config) for entry in entries]
        return json_answer({"topics": topics, "automatic": [state.slug for state in made]})

    def one_topic(self, slug: str) -> Response:
        """One topic, with the version that a change of it names."""
        body_of_request()
        return self._told(topics_of_builder(self.builder).entry(slug))

    def make_topic(self) -> Response:
        """A topic written at the end of the file."""
        body = body_of_request()
        given, tables = keys_given(body), topics_of_builder(self.builder)
        title, number = given.get("title", ""), len(tables.entries())
        refuse_every(given, wanted=yes_of(body, EVERY_STORY), way=NO_RULE)
        with action("make topic", given.get("slug") or title, operator_name()) as named, plainly(number):
            slug = tables.make({**given, "title": title})
            named(slug)
        return self._told(tables.entry(slug), 201)

    def change_topic(self, slug: str) -> Response:
        """Keys of a topic changed; the name before leads to a new one."""
        body = body_of_request()
        given, tables = keys_given(body), topics_of_builder(self.builder)
        entry = tables.entry(slug)
        version = version_given(body, slug)
        every = yes_of(body, EVERY_STORY) or not takes_of(entry.values)
        refuse_every({**entry.values, **given}, wanted=every, way=NO_RULE)
        try:
            with action("edit topic", slug, operator_name()), plainly(entry.number):
                slug = tables.save(slug, given, version=version)
        except ChangedTopic as error:
            return self._clash(error)
        return self._told(tables.entry(slug))

    def remove_topic(self, slug: str) -> Response:
        """A topic taken out; its addresses say that it is gone."""
        version, tables = text_of(body_of_request(), VERSION), topics_of_builder(self.builder)
        try:
            with action("remove topic", slug, operator_name()):
                tables.remove(slug, version=version)
        except ChangedTopic as error:
            return self._clash(error)
        return json_answer({"slug": slug})

    def try_topic(self, slug: str = "") -> Response:
        """What a topic would take with these rules in place of its own; nothing is written."""
        given = keys_given(body_of_request())
        entry = topics_of_builder(self.builder).entry(slug) if slug else None
        trial, problems = trial_of(rules_with(entry, given))
        if problems:
            raise FeedsvcError(told(problems[0]))
        return json_answer(trial_document(trial))

    @staticmethod
    def _told(entry: TopicEntry, code: int = 200) -> Response:
        return json_answer(topic_document(entry, this_web().config), code)

    @staticmethod
    def _clash(error: ChangedTopic) -> Response:
        now = topic_document(error.now, this_web().config)
        return json_answer({"error": str(ChangedTopic(error.now, AGAIN)), "topic": now}, 409)
