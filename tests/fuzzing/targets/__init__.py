"""From a name to what reads any bytes and raises where something is not as it should be."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from tests.fuzzing.targets.addresses import addresses
from tests.fuzzing.targets.answers import heads
from tests.fuzzing.targets.asked import asked, filters
from tests.fuzzing.targets.commands import curl
from tests.fuzzing.targets.dates import dates
from tests.fuzzing.targets.lists import lists
from tests.fuzzing.targets.markup import markup
from tests.fuzzing.targets.messages import wire
from tests.fuzzing.targets.pages import extracted
from tests.fuzzing.targets.settings import settings

Target = Callable[[bytes], None]

TARGETS: Mapping[str, Target] = {
    **{name: partial(extracted, name) for name in ("auto", "byline", "selectors", "jsonld", "state")},
    **{name: partial(extracted, name) for name in ("upstream", "sitemap", "json")},
    "lists": lists,
    "dates": dates,
    "addresses": addresses,
    "markup": markup,
    "heads": heads,
    "asked": asked,
    "filters": filters,
    "settings": settings,
    "curl": curl,
    "wire": wire,
}
