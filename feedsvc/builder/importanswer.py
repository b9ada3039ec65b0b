"""`/api/import`: a list of subscriptions as the body of a request becomes sources and topics, for programs.

    POST /api/import?topic=Mine&name=mine.opml    the file as it is
    →  {"file": "mine.opml", "subscriptions": [{"outcome": "made", "source": "quay-example", …}, …]}

The answer is what `feedsvc import --json` prints, sent while the pages without a feed are looked at.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import chain

from flask import Response, request, stream_with_context
from werkzeug.exceptions import RequestEntityTooLarge

from feedsvc.builder.builder import Builder
from feedsvc.builder.doors import json_answer, json_stream, let_program_in, operator_name
from feedsvc.builder.importpages import logged, make_importer
from feedsvc.builder.subscriptions import Brought, brought_values
from feedsvc.operate.opml import LARGEST, name_in_line, read_opml
from feedsvc.telemetry import action

UNNAMED_FILE = "subscriptions.opml"


def import_answer(builder: Builder) -> Response:
    """What becomes of the file's subscriptions: its feeds are written before the answer begins."""
    let_program_in({})
    request.max_content_length = LARGEST
    name = name_in_line(request.args.get("name", "")) or UNNAMED_FILE
    topic = name_in_line(request.args.get("topic", ""))
    try:
        opml = read_opml(request.get_data(), name)
    except RequestEntityTooLarge:
        return json_answer({"error": f"{name}: is larger than {LARGEST >> 20} MB (split it)"}, 413)
    importer, by = make_importer(builder), operator_name()
    with action("import", name, by):
        feeds = importer.feeds(opml, name, topic)
    pages = logged(importer.pages(opml, topic), name, by)
    return json_stream(stream_with_context(imported_document(name, chain(feeds, pages))))


def imported_document(name: str, brought: Iterable[Brought]) -> Iterator[str]:
    """The document, a subscription at a time as each is done."""
    yield f'{{"file": {json.dumps(name, ensure_ascii=False)}, "subscriptions": ['
    comma = ""
    for one in brought:
        if one.outcome != "looking":
            yield comma + json.dumps(brought_values(one), ensure_ascii=False)
            comma = ",\n"
    yield "]}\n"
