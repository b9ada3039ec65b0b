"""`/api/…`: what the pages do, for programs. Errors are 4xx with one sentence: `{"error": "…"}`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from flask import Blueprint, Response

from feedsvc.builder.bodies import body_of_request, one_address
from feedsvc.builder.builder import Builder, shown_at_once
from feedsvc.builder.doors import json_answer, operator_name
from feedsvc.builder.drawing import Undrawn
from feedsvc.builder.failures import astray, failed, sentence
from feedsvc.builder.importanswer import import_answer
from feedsvc.builder.requested import choice_in, text_of, wanted_of, yes_of
from feedsvc.builder.sourcefile import Unknown
from feedsvc.builder.sources import Made
from feedsvc.builder.topicanswers import TopicAnswers
from feedsvc.builder.usable import check_address, copied_command
from feedsvc.errors import FeedsvcError
from feedsvc.models import PollReport
from feedsvc.operate.candidates import candidates, document, preview
from feedsvc.operate.drawn import needs_browser
from feedsvc.telemetry import action
from feedsvc.web.answers import this_web

Rule = tuple[str, str, Callable[..., Response]]
"""A method and an address below `/api`, and what answers there."""


@dataclass(frozen=True, slots=True)
class Answers:
    """What each address answers."""

    builder: Builder

    def candidates_of_page(self) -> Response:
        """Every list of a page, best first; one that needs a browser is drawn, unless `draw` is false."""
        body = body_of_request()
        like, copied = text_of(body, "like"), copied_command(text_of(body, "curl"))
        url = one_address(text_of(body, "url"), copied)
        look = partial(self.builder.looker.detection, this_web().config, url, like)
        detection, told = look(copied), ""
        needs = needs_browser(detection)
        if needs and not copied and ("draw" not in body or yes_of(body, "draw")):
            try:
                detection = look(draw=True)
            except Undrawn as error:
                told = sentence(error)
        drawn = {"needs_browser": needs} | ({"undrawn": told} if told else {})
        return json_answer(document(detection, candidates(detection, like)) | drawn)

    def preview_of_source(self) -> Response:
        """The stories of a page as a source would read them, with reasons."""
        body = body_of_request()
        check_address(text_of(body, "url"))
        return json_answer(preview(self.builder.looker.preview(this_web().config, choice_in(body))))

    def make_source(self) -> Response:
        """A source written, and polled before the answer."""
        wanted = wanted_of(body_of_request())
        check_address(wanted.url)
        detection = self.builder.looker.detection_of(this_web().config, wanted.choice)
        with action("make", str(urlsplit(wanted.url).hostname), operator_name()) as called:
            made = self.builder.sources.make(wanted, detection)
            called(made.slug)
        shown_at_once()
        return json_answer(made_values(made), 201)

    def change_source(self, slug: str) -> Response:
        """Keys of a source changed."""
        body = body_of_request()
        with action("edit", slug, operator_name()):
            self.builder.sources.change(slug, body)
        return json_answer({"slug": slug})

    def remove_source(self, slug: str) -> Response:
        """A source taken out, with the topics that it alone fills."""
        body_of_request()
        with action("remove", slug, operator_name()):
            gone = self.builder.sources.settings.remove(slug)
        return json_answer({"slug": slug, "removed_topics": gone})

    def act_on_source(self, slug: str, name: str) -> Response:
        """A source polled, switched on or off, or healed."""
        body = body_of_request()
        acts: Mapping[str, Callable[[], Any]] = {
            "poll": lambda: report_values(self.builder.sources.poll(slug)),
            "enable": lambda: self._changed(slug, enabled=True),
            "disable": lambda: self._changed(slug, enabled=False),
            "heal": lambda: self._mended(slug),
        }
        if name not in acts:
            raise Unknown(f'nothing is called "{name}" here (poll, enable, disable or heal)')
        if name == "heal" and not yes_of(body, "apply"):
            return json_answer(self.builder.sources.repair(slug).values())
        with action(name, slug, operator_name()):
            values = acts[name]()
        shown_at_once()
        return json_answer(values)

    def decide_hold(self, slug: str) -> Response:
        """What is held accepted or rejected."""
        decision = text_of(body_of_request(), "decision")
        if decision not in ("accept", "reject"):
            raise FeedsvcError('decision: is neither "accept" nor "reject"')
        with action(decision, slug, operator_name()):
            values = report_values(self.builder.sources.decide(slug, decision))
        shown_at_once()
        return json_answer(values)

    def _changed(self, slug: str, *, enabled: bool) -> dict[str, Any]:
        self.builder.sources.change(slug, {"enabled": enabled})
        return {"slug": slug, "enabled": enabled}

    def _mended(self, slug: str) -> dict[str, Any]:
        repair, report = self.builder.sources.mend(slug)
        return repair.values() | {"applied": report.ok, "poll": report_values(report)}


def make_api(builder: Builder) -> Blueprint:
    """The addresses for programs."""
    api = Blueprint("api", __name__, url_prefix="/api")
    api.register_error_handler(Exception, failed)
    for code in (404, 405):
        api.app_errorhandler(code)(astray)
    for method, rule, view in (*rules_of(Answers(builder)), *topic_rules(TopicAnswers(builder))):
        api.add_url_rule(rule, view_func=view, methods=[method])
    api.add_url_rule("/import", "import", lambda: import_answer(builder), methods=["POST"])
    return api


def rules_of(answers: Answers) -> Sequence[Rule]:
    """Where each look, source and hold is asked for."""
    return (
        ("POST", "/candidates", answers.candidates_of_page),
        ("POST", "/preview", answers.preview_of_source),
        ("POST", "/sources", answers.make_source),
        ("PATCH", "/sources/<slug>", answers.change_source),
        ("DELETE", "/sources/<slug>", answers.remove_source),
        ("POST", "/sources/<slug>/<name>", answers.act_on_source),
        ("POST", "/holds/<slug>", answers.decide_hold),
    )


def topic_rules(answers: TopicAnswers) -> Sequence[Rule]:
    """Where topics are."""
    return (
        ("GET", "/topics", answers.every_topic),
        ("POST", "/topics", answers.make_topic),
        ("POST", "/topics/trial", answers.try_topic),
        ("GET", "/topics/<slug>", answers.one_topic),
        ("PATCH", "/topics/<slug>", answers.change_topic),
        ("DELETE", "/topics/<slug>", answers.remove_topic),
        ("POST", "/topics/<slug>/trial", answers.try_topic),
    )


def made_values(made: Made) -> dict[str, Any]:
    """A source that was made, as plain JSON values."""
    first = dict(next(iter(made.feeds.values()), {}))
    topics = {topic: dict(feeds) for topic, feeds in made.feeds.items()}
    report = report_values(made.report) if made.report else None
    return {"slug": made.slug, "title": made.title, "feeds": first, "topics": topics, "poll": report}


def report_values(report: PollReport) -> dict[str, Any]:
    """What a poll came to, as plain JSON values."""
    return {
        "slug": report.source,
        "outcome": str(report.outcome),
        "new": report.new,
        "edited": report.edited,
        "seen": report.seen,
        "error": report.error,
    }
