"""For a WSGI server: feeds and pages, and the builder; `granian --interface wsgi feedsvc.wsgi:app`.

from feedsvc.wsgi import app
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from flask import Blueprint

from feedsvc.config import Config, load_config
from feedsvc.config.readbefore import Known
from feedsvc.decide.topics import rule_problems
from feedsvc.store import Store
from feedsvc.web import app_from_environ


def builder_rooms(store: Store, directory: Path, environ: Mapping[str, str]) -> Sequence[Blueprint]:
    """The builder's pages over this store."""
    from feedsvc.builder import Builder, make_room, shared_folder
    from feedsvc.extract import EXTRACTORS, options_problems

    known = Known()

    def load() -> Config:
        config = load_config(
            directory,
            environ,
            extractors=EXTRACTORS,
            options_problems=options_problems,
            topic_problems=rule_problems,
            known=known,
        )
        return config.at_port(store.port())

    return [make_room(Builder(store, load, shared_folder(directory, store.file)))]


app = app_from_environ(os.environ, builder_rooms)
