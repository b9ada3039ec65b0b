import os

from feedsvc.web import app_from_environ

app = app_from_environ(os.environ)
