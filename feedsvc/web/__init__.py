"""What is served: feeds as ready bytes, pages, status, health and metrics.

guard → feeds (shelf, filters) → app (pages, status, metrics, operator)
"""

from feedsvc.web.alive import LiveApp
from feedsvc.web.app import create_app
from feedsvc.web.start import app_from_environ

__all__ = ["LiveApp", "app_from_environ", "create_app"]
