"""Answers of APIs that were damaged: no traceback, and soon done."""

from __future__ import annotations

import json
import random
import time
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

import pytest

from feedsvc.errors import SourceError
from feedsvc.extract.base import ExtractSettings
from feedsvc.extract.pipeline import run
from tests.extract.apis import ANSWERS
from tests.extract.apis_more import MORE
from tests.extract.helpers import make_page

NOW = datetime(2026, 3, 10, tzinfo=UTC)
BODIES = [answer.body for answer in {**ANSWERS, **MORE}.values()]
ODD: list[Any] = [
    *(None, True, 0, -1, 1e308, 10**30, "", [], {}, "\ud83d", "\x00", "x" * 5000, [[[]]]),
    *({"a": {"b": [1, None]}}, "http://[", "javascript:1", "9" * 20, ["a", 1, None, {}], 17726076000000000),
]
KEYS = ("", "a b", "é", "'", '"', "[", "x.y", "title", "url", "id")


def damaged(value: Any, rng: random.Random) -> Any:
    """The value with odd things in some places, other keys, and some things gone."""
    if rng.random() < 0.03:
        return rng.choice(ODD)
    if isinstance(value, dict):
        kept = ((key, one) for key, one in value.items() if rng.random() > 0.02)
        return {key if rng.random() > 0.02 else rng.choice(KEYS): damaged(one, rng) for key, one in kept}
    if isinstance(value, list):
        return [damaged(one, rng) for one in value if rng.random() > 0.02]
    return value


def scribbled(text: str, rng: random.Random) -> str:
    """The text with some characters of JSON's own in wrong places."""
    characters = list(text)
    for _ in range(rng.randrange(1, 20)):
        characters[rng.randrange(len(characters))] = rng.choice('{}[]",:\\x0 \n')
    return "".join(characters)


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.no_cover
def test_a_damaged_answer_ends_in_stories_or_in_words(seed: int) -> None:
    rng = random.Random(seed)
    began = time.process_time()
    for _ in range(60):
        body = rng.choice(BODIES)
        whole = body.startswith(("{", "[")) and rng.random() < 0.8 and "}\n{" not in body
        text = json.dumps(damaged(json.loads(body), rng)) if whole else scribbled(body, rng)
        with suppress(SourceError):
            run(make_page(text, media_type="application/json"), ExtractSettings(extractor="auto"), NOW)
    assert time.process_time() - began < 30
