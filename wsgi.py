from feedsvc.wsgi import app

__all__ = ["app"]
