"""What a child that was taken over may answer: a value of its task's type, or nonsense."""

from __future__ import annotations

from feedsvc.extract.wire import TASKS, Failure, Nonsense, done, read_answer
from feedsvc.models import Article, Extraction
from tests.fuzzing.laws import WEB

NAMES = tuple(TASKS)


def wire(data: bytes) -> None:
    """The first byte names the task, the rest is the answer to it."""
    task = NAMES[data[0] % len(NAMES)] if data else NAMES[0]
    try:
        answer = read_answer(task, data[1:])
    except (Nonsense, MemoryError):
        return
    if isinstance(answer, Failure):
        answer.error("world")
        return
    sound(answer)
    assert read_answer(task, done(answer)) == answer


def sound(answer: object) -> None:
    """Its links are such as the pipeline gives."""
    stories = answer.stories if isinstance(answer, Extraction) else ()
    stories = (answer.story,) if isinstance(answer, Article) else stories
    assert all(story.url is None or story.url.startswith(WEB) for story in stories)
