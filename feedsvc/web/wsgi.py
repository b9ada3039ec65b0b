"""For a WSGI server where there is no checkout: `granian --interface wsgi feedsvc.web.wsgi:app`."""

import os

from feedsvc.web.start import app_from_environ

app = app_from_environ(os.environ)
