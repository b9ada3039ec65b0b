"""Published feeds as a view of Flask's would answer them, below `/routed`: what the layer before it saves."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from flask import Response, request

sys.path[:0] = [str(Path(__file__).parents[1])]
from feedsvc.config import load_config
from feedsvc.decide.topics import rule_problems
from feedsvc.extract import EXTRACTORS, options_problems
from feedsvc.store import open_store
from feedsvc.web.app import create_app

config = load_config(
    Path(os.environ["FEEDSVC_CONFIG"]),
    os.environ,
    extractors=EXTRACTORS,
    options_problems=options_problems,
    topic_problems=rule_problems,
)
app = create_app(config, open_store(config.store.url, read_only=True))
shelf = app.extensions["feedsvc"].shelf


@app.get("/routed/<path:rest>")
def routed(rest: str) -> Response:
    """The document at this path, through routing, a view and Flask's own response."""
    entry = shelf.find(f"/{rest}")
    variant = shelf.choose(entry, request.headers.get("Accept-Encoding"))
    return Response(variant.body, headers=list(variant.ok))
