"""Every page and address of the builder, as one room of the application."""

from __future__ import annotations

from flask import Blueprint

from feedsvc.builder.api import make_api
from feedsvc.builder.builder import Builder
from feedsvc.builder.importpages import make_import_pages
from feedsvc.builder.keptpages import make_kept_pages
from feedsvc.builder.listpages import make_list_pages
from feedsvc.builder.pages import make_pages
from feedsvc.builder.reviewpages import make_review_pages
from feedsvc.builder.settingspages import make_settings_pages
from feedsvc.builder.sourcepages import make_source_pages
from feedsvc.builder.topicpages import make_topic_pages


def make_room(builder: Builder) -> Blueprint:
    """Every page and address of the builder, for `create_app(rooms=…)`."""
    room = Blueprint("builder", __name__)
    for make in (
        make_api,
        make_pages,
        make_list_pages,
        make_source_pages,
        make_settings_pages,
        make_review_pages,
        make_kept_pages,
        make_topic_pages,
        make_import_pages,
    ):
        room.register_blueprint(make(builder))
    return room
