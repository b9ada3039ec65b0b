"""For a WSGI server that shall serve feeds and pages, and nothing for the operator (feedsvc.wsgi has all)."""

import os

from feedsvc.web.start import app_from_environ

app = app_from_environ(os.environ)
