"""The article on a story's own page: where it stands, what it says of itself, and where it goes on."""

from feedsvc.extract.article.article import article, read_article

__all__ = ["article", "read_article"]
