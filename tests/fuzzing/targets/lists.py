"""Every list that a page is said to have can be read by the options that go with it."""

from __future__ import annotations

from feedsvc.extract import options_problems
from feedsvc.extract.auto.survey import survey
from feedsvc.extract.wire import done, read_answer
from tests.fuzzing.targets.pages import page_of, read, settings_of


def lists(data: bytes) -> None:
    """Survey the bytes as a page, and read it by each proposal."""
    page = page_of(data)
    found = read_answer("survey", done(survey(page)))
    for proposal in found.lists:
        problems = options_problems(proposal.extractor, proposal.options)
        assert not problems, problems
        read(page, settings_of(proposal.extractor, proposal.options))
