"""Answers of made-up APIs in the shapes of true programs, and what their first story is.

Every answer tells the same three stories of the harbour; only the shape is that of the program.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

TITLES = ("Second quay opens after years", "Ferry timetable changes soon", "Fish market moves to the quay")
SLUGS = ("second-quay-opens", "ferry-timetable", "fish-market")
PEOPLE = ("Ann Lee", "Bo Ek", "Cy Roe")
WORDS = tuple(f"Words about story {n} that are long enough to read." for n in range(3))
MOMENT = datetime(2026, 3, 4, 7, tzinfo=UTC)
PICTURE = "https://cdn.example/{n}.jpg"


@dataclass(frozen=True, kw_only=True, slots=True)
class Told:
    """One story as every answer tells it."""

    n: int

    @property
    def title(self) -> str:
        return TITLES[self.n]

    @property
    def slug(self) -> str:
        return SLUGS[self.n]

    @property
    def who(self) -> str:
        return PEOPLE[self.n]

    @property
    def words(self) -> str:
        return WORDS[self.n]

    @property
    def html(self) -> str:
        return f"<p>{self.words}</p>"

    @property
    def at(self) -> datetime:
        return MOMENT - timedelta(days=self.n)

    @property
    def iso(self) -> str:
        return self.at.strftime("%Y-%m-%dT%H:%M:%SZ")

    @property
    def local(self) -> str:
        return self.at.strftime("%Y-%m-%dT%H:%M:%S")

    @property
    def epoch(self) -> int:
        return int(self.at.timestamp())

    @property
    def picture(self) -> str:
        return PICTURE.format(n=self.n)


STORIES = tuple(Told(n=n) for n in range(3))


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    """What an API sends, and what the first story of it is; a field that is not named is not looked at."""

    url: str
    body: str
    title: str = TITLES[0]
    link: str | None = None
    author: str | None = None
    picture: bool = False
    tags: tuple[str, ...] | None = None
    section: str | None = None
    content: bool = False
    summary: bool = False
    dated: bool = True


def each(make: Callable[[Told], Any]) -> list[Any]:
    """The three stories, each in this shape."""
    return [make(told) for told in STORIES]


def answer(url: str, data: Any, **told: Any) -> Answer:
    """An answer in JSON."""
    return Answer(url=url, body=data if isinstance(data, str) else json.dumps(data), **told)


ANSWERS: Mapping[str, Answer] = {
    "WordPress": answer(
        "https://w.example/wp-json/wp/v2/posts?_embed",
        each(
            lambda s: {
                "id": 900 + s.n,
                "date": "2026-03-04T09:00:00",
                "date_gmt": s.local,
                "guid": {"rendered": f"https://w.example/?p={900 + s.n}"},
                "modified": "2026-03-05T09:00:00",
                "modified_gmt": "2026-03-05T08:00:00",
                "slug": s.slug,
                "status": "publish",
                "type": "post",
                "link": f"https://w.example/2026/{s.slug}/",
                "title": {"rendered": s.title},
                "content": {"rendered": s.html, "protected": False},
                "excerpt": {"rendered": "<p>In short, a quay &hellip;</p>", "protected": False},
                "author": 3,
                "featured_media": 77,
                "categories": [4],
                "tags": [5],
                "_links": {"self": [{"href": f"https://w.example/wp-json/wp/v2/posts/{s.n}"}]},
                "_embedded": {
                    "author": [
                        {
                            "id": 3,
                            "name": s.who,
                            "url": "",
                            "link": "https://w.example/author/a/",
                            "avatar_urls": {"24": "https://secure.gravatar.com/avatar/a?s=24"},
                        }
                    ],
                    "wp:featuredmedia": [
                        {
                            "id": 77,
                            "title": {"rendered": "a photograph"},
                            "source_url": s.picture,
                            "author": 3,
                        }
                    ],
                    "wp:term": [
                        [{"id": 4, "name": "Trade", "taxonomy": "category"}],
                        [{"id": 5, "name": "quays", "taxonomy": "post_tag"}],
                    ],
                },
            }
        ),
        link="https://w.example/2026/second-quay-opens/",
        author="Ann Lee",
        picture=True,
        tags=("quays",),
        section="Trade",
        content=True,
        summary=True,
    ),
    "WordPress without _embed": answer(
        "https://w.example/wp-json/wp/v2/posts",
        each(
            lambda s: {
                "id": 900 + s.n,
                "date": s.local,
                "date_gmt": s.local,
                "slug": s.slug,
                "link": f"https://w.example/2026/{s.slug}/",
                "title": {"rendered": s.title},
                "content": {"rendered": s.html},
                "excerpt": {"rendered": s.html},
                "author": 3,
                "categories": [4],
                "tags": [5],
                "jetpack_featured_media_url": s.picture,
                "yoast_head_json": {
                    "title": f"{s.title} - W",
                    "author": s.who,
                    "og_image": [{"url": s.picture}],
                },
            }
        ),
        link="https://w.example/2026/second-quay-opens/",
        author="Ann Lee",
        picture=True,
        tags=(),
        content=True,
    ),
    "WordPress.com": answer(
        "https://public-api.w.example/rest/v1.1/sites/p.example/posts/",
        {
            "found": 3,
            "posts": each(
                lambda s: {
                    "ID": s.n + 9,
                    "site_ID": 5,
                    "author": {
                        "ID": 3,
                        "login": "ann",
                        "name": s.who,
                        "avatar_URL": "https://0.gravatar.com/avatar/a",
                    },
                    "date": s.iso,
                    "modified": s.iso,
                    "title": s.title,
                    "URL": f"https://p.example/2026/{s.slug}/",
                    "short_URL": "https://w.me/a",
                    "content": s.html,
                    "excerpt": s.html,
                    "slug": s.slug,
                    "featured_image": s.picture,
                    "tags": {"quays": {"ID": 1, "name": "quays"}},
                }
            ),
            "meta": {"links": {"counts": "x"}},
        },
        link="https://p.example/2026/second-quay-opens/",
        author="Ann Lee",
        picture=True,
        content=True,
    ),
    "Discourse": answer(
        "https://d.example/latest.json",
        {
            "users": each(
                lambda s: {
                    "id": s.n,
                    "username": f"user{s.n}",
                    "name": s.who,
                    "avatar_template": "/a/{size}.png",
                }
            ),
            "topic_list": {
                "can_create_topic": False,
                "per_page": 30,
                "topics": each(
                    lambda s: {
                        "id": 50 + s.n,
                        "title": s.title,
                        "fancy_title": s.title,
                        "slug": s.slug,
                        "posts_count": 3,
                        "created_at": s.iso,
                        "last_posted_at": "2026-03-04T08:00:00Z",
                        "bumped_at": "2026-03-04T08:00:00Z",
                        "excerpt": s.words,
                        "image_url": s.picture,
                        "tags": ["quays"],
                        "last_poster_username": "user1",
                        "category_id": 4,
                    }
                ),
            },
        },
        link="https://d.example/t/second-quay-opens/50",
        picture=True,
        tags=("quays",),
        summary=True,
    ),
    "Shopify products": answer(
        "https://s.example/products.json",
        {
            "products": each(
                lambda s: {
                    "id": 7000 + s.n,
                    "title": s.title,
                    "handle": s.slug,
                    "body_html": s.html,
                    "published_at": s.at.strftime("%Y-%m-%dT%H:%M:%S+00:00"),
                    "created_at": s.iso,
                    "updated_at": "2026-03-05T00:00:00Z",
                    "vendor": "Quay Wear",
                    "product_type": "Shirt",
                    "tags": ["quays", "wool"],
                    "variants": [{"id": 1, "title": "Small size", "price": "9.00"}],
                    "images": [{"id": 1, "src": s.picture}],
                }
            )
        },
        link="https://s.example/products/second-quay-opens",
        picture=True,
        tags=("quays", "wool"),
        content=True,
        author="Quay Wear",
    ),
    "Mastodon statuses": answer(
        "https://m.example/api/v1/accounts/1/statuses",
        each(
            lambda s: {
                "id": f"11{s.n}",
                "created_at": s.at.strftime("%Y-%m-%dT%H:%M:%S.000Z"),
                "in_reply_to_id": None,
                "sensitive": False,
                "spoiler_text": "",
                "language": "en",
                "uri": f"https://m.example/users/ann/statuses/11{s.n}",
                "url": f"https://m.example/@ann/11{s.n}",
                "content": f"<p>{s.title}</p>",
                "reblog": None,
                "account": {
                    "id": "1",
                    "username": "ann",
                    "acct": "ann",
                    "display_name": s.who,
                    "url": "https://m.example/@ann",
                    "avatar": "https://m.example/avatars/a.png",
                    "note": "<p>I write of quays.</p>",
                },
                "media_attachments": [
                    {
                        "id": "9",
                        "type": "image",
                        "url": s.picture,
                        "preview_url": "https://cdn.example/small.jpg",
                    }
                ],
                "mentions": [],
                "tags": [{"name": "quays", "url": "https://m.example/tags/quays"}],
                "card": None,
            }
        ),
        link="https://m.example/@ann/110",
        author="Ann Lee",
        picture=True,
        tags=("quays",),
        content=True,
    ),
    "GitHub releases": answer(
        "https://api.github.com/repos/quay/crane/releases",
        each(
            lambda s: {
                "url": f"https://api.github.com/repos/quay/crane/releases/{s.n}",
                "assets_url": f"https://api.github.com/repos/quay/crane/releases/{s.n}/assets",
                "html_url": f"https://github.com/quay/crane/releases/tag/v1.{s.n}",
                "id": 800 + s.n,
                "author": {
                    "login": "annlee",
                    "id": 4,
                    "avatar_url": "https://avatars.githubusercontent.com/u/4",
                    "url": "https://api.github.com/users/annlee",
                    "html_url": "https://github.com/annlee",
                    "type": "User",
                },
                "node_id": f"RE_{s.n}",
                "tag_name": f"v1.{s.n}",
                "target_commitish": "main",
                "name": f"v1.{s.n}",
                "draft": False,
                "prerelease": False,
                "created_at": "2026-03-01T07:00:00Z",
                "published_at": s.iso,
                "assets": [],
                "body": f"## Changes\n\n* {s.words}",
            }
        ),
        title="v1.0",
        link="https://github.com/quay/crane/releases/tag/v1.0",
        author="annlee",
        content=True,
    ),
    "GitHub issues": answer(
        "https://api.github.com/repos/quay/crane/issues",
        each(
            lambda s: {
                "url": f"https://api.github.com/repos/quay/crane/issues/{s.n}",
                "html_url": f"https://github.com/quay/crane/issues/{s.n}",
                "id": 60 + s.n,
                "number": s.n,
                "title": s.title,
                "user": {
                    "login": "annlee",
                    "html_url": "https://github.com/annlee",
                    "avatar_url": "https://avatars.githubusercontent.com/u/4",
                },
                "labels": [{"id": 1, "name": "quays", "color": "fff"}],
                "state": "open",
                "created_at": s.iso,
                "updated_at": "2026-03-05T07:00:00Z",
                "body": s.words,
            }
        ),
        link="https://github.com/quay/crane/issues/0",
        author="annlee",
        tags=("quays",),
        content=True,
    ),
    "Ghost": answer(
        "https://g.example/ghost/api/content/posts/?include=authors,tags",
        {
            "posts": each(
                lambda s: {
                    "id": f"g{s.n}",
                    "uuid": f"u-{s.n}",
                    "title": s.title,
                    "slug": s.slug,
                    "html": s.html,
                    "comment_id": f"g{s.n}",
                    "feature_image": s.picture,
                    "created_at": "2026-03-01T07:00:00.000+00:00",
                    "updated_at": "2026-03-06T07:00:00.000+00:00",
                    "published_at": s.at.strftime("%Y-%m-%dT%H:%M:%S.000+00:00"),
                    "custom_excerpt": None,
                    "url": f"https://g.example/{s.slug}/",
                    "excerpt": s.words,
                    "authors": [
                        {
                            "id": "1",
                            "name": s.who,
                            "slug": "ann",
                            "profile_image": "https://g.example/ann.jpg",
                            "url": "https://g.example/author/ann/",
                        }
                    ],
                    "tags": [{"id": "t", "name": "quays", "slug": "quays"}],
                    "primary_author": {"name": s.who, "url": "https://g.example/author/ann/"},
                    "primary_tag": {"name": "quays"},
                }
            ),
            "meta": {"pagination": {"page": 1}},
        },
        link="https://g.example/second-quay-opens/",
        author="Ann Lee",
        picture=True,
        tags=("quays",),
        content=True,
        summary=True,
    ),
    "Drupal JSON:API": answer(
        "https://dr.example/jsonapi/node/article?include=uid,field_image",
        {
            "jsonapi": {"version": "1.0"},
            "data": each(
                lambda s: {
                    "type": "node--article",
                    "id": f"7a-{s.n}",
                    "links": {"self": {"href": f"https://dr.example/jsonapi/node/article/7a-{s.n}"}},
                    "attributes": {
                        "drupal_internal__nid": s.n,
                        "langcode": "en",
                        "status": True,
                        "title": s.title,
                        "created": s.at.strftime("%Y-%m-%dT%H:%M:%S+00:00"),
                        "changed": "2026-03-09T08:00:00+00:00",
                        "path": {"alias": f"/news/{s.slug}", "pid": 4, "langcode": "en"},
                        "body": {"value": s.html, "format": "basic", "processed": s.html, "summary": ""},
                    },
                    "relationships": {
                        "uid": {"data": {"type": "user--user", "id": f"u{s.n}"}},
                        "field_image": {
                            "data": {"type": "file--file", "id": f"f{s.n}", "meta": {"alt": "a"}}
                        },
                    },
                }
            ),
            "included": [
                *each(
                    lambda s: {
                        "type": "user--user",
                        "id": f"u{s.n}",
                        "attributes": {"display_name": s.who, "name": "x"},
                    }
                ),
                *each(
                    lambda s: {
                        "type": "file--file",
                        "id": f"f{s.n}",
                        "attributes": {
                            "filename": "a.jpg",
                            "uri": {"value": "public://a.jpg", "url": s.picture},
                            "created": s.iso,
                        },
                    }
                ),
            ],
        },
        link="https://dr.example/news/second-quay-opens",
        author="Ann Lee",
        picture=True,
        content=True,
    ),
    "JSON:API": answer(
        "https://j.example/api/articles",
        {
            "data": each(
                lambda s: {
                    "type": "articles",
                    "id": str(s.n + 1),
                    "attributes": {
                        "headline": s.title,
                        "teaser": s.words,
                        "published-at": s.iso,
                        "url": f"https://j.example/a/{s.slug}",
                    },
                    "relationships": {"author": {"data": {"type": "people", "id": str(s.n)}}},
                }
            ),
            "included": each(lambda s: {"type": "people", "id": str(s.n), "attributes": {"name": s.who}}),
        },
        link="https://j.example/a/second-quay-opens",
        author="Ann Lee",
        summary=True,
    ),
    "GraphQL edges": answer(
        "https://q.example/graphql",
        {
            "data": {
                "viewer": {
                    "posts": {
                        "totalCount": 3,
                        "pageInfo": {"endCursor": "x", "hasNextPage": False},
                        "edges": each(
                            lambda s: {
                                "cursor": f"c{s.n}",
                                "node": {
                                    "__typename": "Post",
                                    "id": f"UG9zd{s.n}",
                                    "title": s.title,
                                    "uri": f"/read/{s.slug}/",
                                    "dateGmt": s.local,
                                    "excerpt": s.html,
                                    "author": {"node": {"name": s.who}},
                                    "featuredImage": {"node": {"sourceUrl": s.picture}},
                                    "categories": {"nodes": [{"name": "Trade"}]},
                                },
                            }
                        ),
                    }
                }
            }
        },
        link="https://q.example/read/second-quay-opens/",
        author="Ann Lee",
        picture=True,
        section="Trade",
        summary=True,
    ),
    "GraphQL nodes": answer(
        "https://q.example/graphql",
        {
            "data": {
                "allArticles": {
                    "nodes": each(
                        lambda s: {
                            "id": s.n + 4,
                            "headline": s.title,
                            "canonicalUrl": f"https://q.example/{s.slug}",
                            "publishedAt": s.epoch * 1000,
                            "authors": {"nodes": [{"displayName": s.who}]},
                        }
                    )
                }
            }
        },
        link="https://q.example/second-quay-opens",
        author="Ann Lee",
    ),
    "Reddit": answer(
        "https://www.reddit.com/r/quays/new.json",
        {
            "kind": "Listing",
            "data": {
                "after": "t3_z",
                "children": each(
                    lambda s: {
                        "kind": "t3",
                        "data": {
                            "subreddit": "quays",
                            "selftext": s.words,
                            "author_fullname": "t2_a",
                            "title": s.title,
                            "name": f"t3_a{s.n}",
                            "link_flair_text": "News",
                            "created": s.epoch + 0.0,
                            "created_utc": s.epoch + 0.0,
                            "selftext_html": f'&lt;div class="md"&gt;&lt;p&gt;{s.words}&lt;/p&gt;&lt;/div&gt;',
                            "thumbnail": "self",
                            "author": "annlee",
                            "id": f"a{s.n}",
                            "permalink": f"/r/quays/comments/a{s.n}/{s.slug}/",
                            "url": f"https://www.reddit.com/r/quays/comments/a{s.n}/{s.slug}/",
                            "preview": {
                                "images": [
                                    {
                                        "source": {
                                            "url": f"https://cdn.example/{s.n}.jpg?a=1&amp;s=2",
                                            "width": 9,
                                        },
                                        "id": "x",
                                    }
                                ]
                            },
                        },
                    }
                ),
            },
        },
        link="https://www.reddit.com/r/quays/comments/a0/second-quay-opens/",
        author="annlee",
        content=True,
    ),
    "Strapi 4": answer(
        "https://st.example/api/posts?populate=*",
        {
            "data": each(
                lambda s: {
                    "id": s.n,
                    "attributes": {
                        "title": s.title,
                        "slug": s.slug,
                        "url": f"https://st.example/blog/{s.slug}",
                        "content": s.html,
                        "createdAt": "2026-03-01T07:00:00.000Z",
                        "updatedAt": "2026-03-05T07:00:00.000Z",
                        "publishedAt": s.at.strftime("%Y-%m-%dT%H:%M:%S.000Z"),
                        "author": {"data": {"id": 1, "attributes": {"name": s.who}}},
                        "cover": {"data": {"id": 3, "attributes": {"name": "cover.jpg", "url": s.picture}}},
                        "tags": {"data": [{"id": 2, "attributes": {"name": "quays"}}]},
                    },
                }
            ),
            "meta": {"pagination": {"page": 1}},
        },
        link="https://st.example/blog/second-quay-opens",
        author="Ann Lee",
        picture=True,
        tags=("quays",),
        content=True,
    ),
    "Strapi 5": answer(
        "https://st.example/api/posts?populate=*",
        {
            "data": each(
                lambda s: {
                    "id": s.n,
                    "documentId": f"doc{s.n}",
                    "Title": s.title,
                    "permalink": f"/blog/{s.slug}",
                    "body": s.words,
                    "publishedAt": s.iso,
                    "author": {"id": 1, "documentId": "z", "name": s.who},
                    "cover": {
                        "id": 3,
                        "name": "cover.jpg",
                        "url": "https://cdn.example/0.jpg",
                        "formats": {"small": {"url": "/s.jpg"}},
                    },
                }
            ),
            "meta": {},
        },
        link="https://st.example/blog/second-quay-opens",
        author="Ann Lee",
        picture=True,
        content=True,
    ),
    "Lemmy": answer(
        "https://l.example/api/v3/post/list",
        {
            "posts": each(
                lambda s: {
                    "post": {
                        "id": s.n,
                        "name": s.title,
                        "body": s.words,
                        "creator_id": 2,
                        "community_id": 3,
                        "removed": False,
                        "published": s.at.strftime("%Y-%m-%dT%H:%M:%S.123456Z"),
                        "ap_id": f"https://l.example/post/{s.n}",
                        "local": True,
                        "thumbnail_url": s.picture,
                    },
                    "creator": {
                        "id": 2,
                        "name": "annlee",
                        "display_name": s.who,
                        "published": "2023-01-01T00:00:00Z",
                        "actor_id": "https://l.example/u/annlee",
                    },
                    "community": {
                        "id": 3,
                        "name": "quays",
                        "title": "Quays of the world",
                        "published": "2022-01-01T00:00:00Z",
                        "actor_id": "https://l.example/c/quays",
                    },
                    "counts": {"post_id": s.n, "comments": 4, "published": s.iso},
                }
            )
        },
        link="https://l.example/post/0",
        author="Ann Lee",
        picture=True,
        section="Quays of the world",
        content=True,
    ),
    "Algolia": answer(
        "https://x-dsn.algolia.example/1/indexes/news/query",
        {
            "hits": each(
                lambda s: {
                    "objectID": f"o{s.n}",
                    "title": s.title,
                    "url": f"https://a.example/{s.slug}",
                    "published_timestamp": s.epoch,
                    "image": s.picture,
                    "author": s.who,
                    "_highlightResult": {
                        "title": {"value": f"<em>{s.title}</em>", "matchLevel": "none"},
                        "author": {"value": "x"},
                    },
                    "_snippetResult": {"body": {"value": s.words}},
                }
            ),
            "nbHits": 3,
            "facets": {"author": {"Ann Lee": 3}},
        },
        link="https://a.example/second-quay-opens",
        author="Ann Lee",
        picture=True,
    ),
    "HN Algolia": answer(
        "https://hn.algolia.example/api/v1/search_by_date?tags=story",
        {
            "hits": each(
                lambda s: {
                    "created_at": s.iso,
                    "created_at_i": s.epoch,
                    "title": s.title,
                    "url": f"https://h.example/{s.slug}",
                    "author": "annlee",
                    "points": 5,
                    "story_text": None,
                    "num_comments": 0,
                    "_tags": ["story", "author_annlee"],
                    "objectID": f"4000{s.n}",
                    "story_id": 40000 + s.n,
                    "_highlightResult": {"title": {"value": s.title}},
                }
            )
        },
        link="https://h.example/second-quay-opens",
        author="annlee",
    ),
    "Elasticsearch": answer(
        "https://es.example/news/_search",
        {
            "took": 3,
            "timed_out": False,
            "_shards": {"total": 1},
            "hits": {
                "total": {"value": 3},
                "max_score": None,
                "hits": each(
                    lambda s: {
                        "_index": "news",
                        "_id": f"e{s.n}",
                        "_score": None,
                        "_source": {
                            "title": s.title,
                            "url": f"https://es.example/n/{s.slug}",
                            "pubDate": s.iso,
                            "abstract": s.words,
                            "authors": [s.who],
                            "keywords": ["quays"],
                        },
                        "sort": [s.epoch],
                    }
                ),
            },
        },
        link="https://es.example/n/second-quay-opens",
        author="Ann Lee",
        tags=("quays",),
        summary=True,
    ),
    "OData": answer(
        "https://o.example/odata/News",
        {
            "@odata.context": "https://o.example/odata/$metadata#News",
            "value": each(
                lambda s: {
                    "@odata.etag": 'W/"1"',
                    "NewsID": s.n,
                    "Title": s.title,
                    "Created": s.iso,
                    "PublishDate": s.iso,
                    "WebUrl": f"https://o.example/news/{s.n}",
                    "Description": s.words,
                }
            ),
        },
        link="https://o.example/news/0",
        summary=True,
    ),
    "OData 2": answer(
        "https://o.example/_api/web/lists/items",
        {
            "d": {
                "results": each(
                    lambda s: {
                        "__metadata": {
                            "id": f"Web/{s.n}",
                            "uri": f"https://o.example/_api/Web/{s.n}",
                            "type": "SP.Item",
                        },
                        "Title": s.title,
                        "Url": f"https://o.example/p/{s.slug}",
                        "Created": f"/Date({s.epoch * 1000})/",
                        "Author": {"__deferred": {"uri": "https://o.example/_api/a"}},
                    }
                )
            }
        },
        link="https://o.example/p/second-quay-opens",
    ),
    "HAL": answer(
        "https://hal.example/posts",
        {
            "_links": {"self": {"href": "/posts"}},
            "_embedded": {
                "posts": each(
                    lambda s: {
                        "_links": {
                            "self": {"href": f"https://hal.example/api/posts/{s.n}"},
                            "html": {"href": f"https://hal.example/{s.slug}"},
                        },
                        "title": s.title,
                        "publishedOn": s.iso,
                        "_embedded": {"author": {"name": s.who}},
                    }
                )
            },
            "page": {"size": 20},
        },
        link="https://hal.example/second-quay-opens",
        author="Ann Lee",
    ),
    "Contentful": answer(
        "https://cdn.contentful.example/spaces/a/entries?content_type=post",
        {
            "sys": {"type": "Array"},
            "total": 3,
            "items": each(
                lambda s: {
                    "sys": {
                        "id": f"c{s.n}",
                        "type": "Entry",
                        "createdAt": s.iso,
                        "updatedAt": "2026-03-06T00:00:00Z",
                        "contentType": {"sys": {"id": "post"}},
                    },
                    "fields": {
                        "title": s.title,
                        "slug": s.slug,
                        "url": f"https://ct.example/{s.slug}",
                        "publishDate": s.at.strftime("%Y-%m-%dT%H:%M+00:00"),
                        "body": {
                            "nodeType": "document",
                            "data": {},
                            "content": [
                                {
                                    "nodeType": "paragraph",
                                    "content": [{"nodeType": "text", "value": s.words, "marks": []}],
                                }
                            ],
                        },
                        "heroImage": {"sys": {"type": "Link", "linkType": "Asset", "id": f"as{s.n}"}},
                        "author": {"sys": {"type": "Link", "linkType": "Entry", "id": f"p{s.n}"}},
                        "tags": ["quays"],
                    },
                }
            ),
            "includes": {
                "Asset": each(
                    lambda s: {
                        "sys": {"id": f"as{s.n}", "type": "Asset"},
                        "fields": {
                            "title": "a photograph",
                            "file": {"url": f"//cdn.example/{s.n}.jpg", "contentType": "image/jpeg"},
                        },
                    }
                ),
                "Entry": each(
                    lambda s: {"sys": {"id": f"p{s.n}", "type": "Entry"}, "fields": {"name": s.who}}
                ),
            },
        },
        link="https://ct.example/second-quay-opens",
        author="Ann Lee",
        picture=True,
        tags=("quays",),
        content=True,
    ),
    "Directus": answer(
        "https://di.example/items/articles?fields=*.*",
        {
            "data": each(
                lambda s: {
                    "id": s.n,
                    "status": "published",
                    "date_created": "2026-02-01T07:00:00Z",
                    "date_published": s.iso,
                    "title": s.title,
                    "url": f"/a/{s.slug}",
                    "content": s.html,
                    "user_created": {"first_name": s.who.split()[0], "last_name": s.who.split()[1]},
                    "tags": ["quays"],
                }
            )
        },
        link="https://di.example/a/second-quay-opens",
        author="Ann Lee",
        tags=("quays",),
        content=True,
    ),
    "Sanity": answer(
        "https://abc.api.sanity.example/v2021-10-21/data/query/production?query=*",
        {
            "ms": 4,
            "query": "*",
            "result": each(
                lambda s: {
                    "_id": f"s{s.n}",
                    "_type": "post",
                    "_createdAt": "2026-02-01T07:00:00Z",
                    "_updatedAt": "2026-03-09T07:00:00Z",
                    "publishedAt": s.iso,
                    "title": s.title,
                    "link": f"https://sa.example/{s.slug}",
                    "slug": {"_type": "slug", "current": s.slug},
                    "author": {"name": s.who},
                    "mainImage": {"asset": {"_ref": "image-a-1x1-jpg", "url": s.picture}},
                    "body": [
                        {
                            "_type": "block",
                            "style": "normal",
                            "children": [
                                {"_type": "span", "text": s.words[:20]},
                                {"_type": "span", "text": s.words[20:], "marks": ["strong"]},
                            ],
                        }
                    ],
                }
            ),
        },
        link="https://sa.example/second-quay-opens",
        author="Ann Lee",
        picture=True,
        content=True,
    ),
    "Notion": answer(
        "https://n.example/v1/databases/a/query",
        {
            "object": "list",
            "results": each(
                lambda s: {
                    "object": "page",
                    "id": f"n-{s.n}",
                    "created_time": "2026-02-01T07:00:00.000Z",
                    "last_edited_time": "2026-03-09T07:00:00.000Z",
                    "cover": {"type": "external", "external": {"url": s.picture}},
                    "url": f"https://n.example/{s.slug}",
                    "properties": {
                        "Tags": {
                            "id": "a",
                            "type": "multi_select",
                            "multi_select": [{"id": "1", "name": "quays", "color": "red"}],
                        },
                        "Date": {"id": "b", "type": "date", "date": {"start": s.iso, "end": None}},
                        "Author": {
                            "id": "c",
                            "type": "people",
                            "people": [{"object": "user", "name": s.who}],
                        },
                        "Name": {
                            "id": "title",
                            "type": "title",
                            "title": [{"type": "text", "text": {"content": s.title}, "plain_text": s.title}],
                        },
                    },
                }
            ),
            "has_more": False,
        },
        link="https://n.example/second-quay-opens",
        author="Ann Lee",
        picture=True,
        tags=("quays",),
    ),
    "Firestore": answer(
        "https://firestore.example/v1/projects/p/databases/d/documents/posts",
        {
            "documents": each(
                lambda s: {
                    "name": f"projects/p/databases/d/documents/posts/{s.n}",
                    "fields": {
                        "title": {"stringValue": s.title},
                        "url": {"stringValue": f"https://fs.example/{s.slug}"},
                        "publishedAt": {"timestampValue": s.iso},
                        "author": {"mapValue": {"fields": {"name": {"stringValue": s.who}}}},
                        "tags": {"arrayValue": {"values": [{"stringValue": "quays"}]}},
                        "views": {"integerValue": "7"},
                    },
                    "createTime": "2026-03-01T00:00:00Z",
                    "updateTime": "2026-03-09T00:00:00Z",
                }
            )
        },
        link="https://fs.example/second-quay-opens",
        author="Ann Lee",
        tags=("quays",),
    ),
    "Django REST": answer(
        "https://dj.example/api/news/",
        {
            "count": 3,
            "next": "https://dj.example/api/news/?page=2",
            "previous": None,
            "results": each(
                lambda s: {
                    "id": s.n + 1,
                    "title": s.title,
                    "get_absolute_url": f"/news/{s.slug}/",
                    "pub_date": s.iso,
                    "lead": s.words,
                    "author": {"first_name": s.who.split()[0], "last_name": s.who.split()[1]},
                    "cover_image": s.picture,
                }
            ),
        },
        link="https://dj.example/news/second-quay-opens/",
        author="Ann Lee",
        picture=True,
        summary=True,
    ),
    "Solr": answer(
        "https://so.example/solr/news/select?wt=json",
        {
            "responseHeader": {"status": 0, "QTime": 1, "params": {"q": "*:*"}},
            "response": {
                "numFound": 3,
                "start": 0,
                "docs": each(
                    lambda s: {
                        "id": f"so{s.n}",
                        "title": [s.title],
                        "url": [f"https://so.example/{s.slug}"],
                        "pub_date_dt": s.iso,
                        "author_s": s.who,
                        "keywords_ss": ["quays"],
                        "_version_": 1790000000000000000 + s.n,
                    }
                ),
            },
        },
        link="https://so.example/second-quay-opens",
        author="Ann Lee",
        tags=("quays",),
    ),
    "JSON Lines": answer(
        "https://jl.example/news.jsonl",
        "\n".join(
            json.dumps(one)
            for one in each(
                lambda s: {
                    "title": s.title,
                    "url": f"https://jl.example/{s.slug}",
                    "timestamp": s.epoch,
                    "author": s.who,
                }
            )
        )
        + "\n",
        link="https://jl.example/second-quay-opens",
        author="Ann Lee",
    ),
    "keyed by id": answer(
        "https://k.example/posts.json",
        {
            "status": "ok",
            "list": {
                f"p{100 + s.n}": {
                    "id": f"p{100 + s.n}",
                    "title": s.title,
                    "link": f"https://k.example/{s.slug}",
                    "date": s.iso,
                }
                for s in STORIES
            },
        },
        link="https://k.example/second-quay-opens",
    ),
    "Socrata rows": answer(
        "https://city.example/api/views/a/rows.json",
        {
            "meta": {
                "view": {
                    "id": "a",
                    "name": "Notices",
                    "columns": [
                        {"id": -1, "name": "sid", "fieldName": ":sid"},
                        {"id": -1, "name": "created_at", "fieldName": ":created_at"},
                        {"id": 1, "name": "Title", "fieldName": "title"},
                        {"id": 2, "name": "Link", "fieldName": "link"},
                        {"id": 3, "name": "Description", "fieldName": "description"},
                    ],
                }
            },
            "data": each(
                lambda s: [f"row-{s.n}", s.epoch, s.title, [f"https://city.example/n/{s.n}", None], s.words]
            ),
        },
        link="https://city.example/n/0",
        summary=True,
    ),
    "rows below columns": answer(
        "https://ds.example/db/news.json",
        {
            "database": "db",
            "columns": ["id", "title", "url", "published"],
            "rows": each(lambda s: [s.n, s.title, f"https://ds.example/{s.slug}", s.iso]),
            "truncated": False,
        },
        link="https://ds.example/second-quay-opens",
    ),
    "a header and rows": answer(
        "https://hr.example/list.json",
        [["title", "link", "date"], *each(lambda s: [s.title, f"https://hr.example/{s.slug}", s.iso])],
        link="https://hr.example/second-quay-opens",
    ),
    "Google visualisation": answer(
        "https://docs.example/gviz/tq",
        "/*O_o*/\ngoogle.visualization.Query.setResponse("
        + json.dumps(
            {
                "version": "0.6",
                "status": "ok",
                "table": {
                    "cols": [
                        {"id": "A", "label": "Date", "type": "datetime"},
                        {"id": "B", "label": "Title", "type": "string"},
                        {"id": "C", "label": "Link", "type": "string"},
                    ],
                    "rows": each(
                        lambda s: {
                            "c": [
                                {"v": f"Date(2026,2,{4 - s.n},7,0,0)", "f": "4 Mar"},
                                {"v": s.title},
                                {"v": f"https://gv.example/{s.slug}"},
                            ]
                        }
                    ),
                },
            }
        )
        + ");",
        link="https://gv.example/second-quay-opens",
    ),
    "JSONP": answer(
        "https://jp.example/news.js?callback=show",
        "show("
        + json.dumps(
            {
                "items": each(
                    lambda s: {
                        "title": s.title,
                        "link": f"https://jp.example/{s.slug}",
                        "date": s.at.strftime("%a, %d %b %Y %H:%M:%S +0000"),
                        "by": s.who,
                    }
                )
            }
        )
        + ");",
        link="https://jp.example/second-quay-opens",
        author="Ann Lee",
    ),
    "Bluesky": answer(
        "https://public.api.bsky.app/xrpc/app.bsky.feed.getAuthorFeed?actor=ann.example",
        {
            "feed": each(
                lambda s: {
                    "post": {
                        "uri": f"at://did:plc:abc/app.bsky.feed.post/3k{s.n}",
                        "cid": f"baf{s.n}",
                        "author": {
                            "did": "did:plc:abc",
                            "handle": "ann.example",
                            "displayName": s.who,
                            "avatar": "https://cdn.bsky.example/img/avatar/a.jpg",
                            "createdAt": "2023-01-01T00:00:00Z",
                        },
                        "record": {
                            "$type": "app.bsky.feed.post",
                            "createdAt": s.at.strftime("%Y-%m-%dT%H:%M:%S.123Z"),
                            "langs": ["en"],
                            "text": s.title,
                        },
                        "embed": {
                            "$type": "app.bsky.embed.images#view",
                            "images": [
                                {"thumb": "https://cdn.example/t.jpg", "fullsize": s.picture, "alt": ""}
                            ],
                        },
                        "replyCount": 0,
                        "indexedAt": "2026-03-04T07:00:05Z",
                    }
                }
            ),
            "cursor": "x",
        },
        link="https://bsky.app/profile/did:plc:abc/post/3k0",
        author="Ann Lee",
        picture=True,
    ),
    "PeerTube": answer(
        "https://pt.example/api/v1/videos",
        {
            "total": 3,
            "data": each(
                lambda s: {
                    "id": s.n,
                    "uuid": f"0000-{s.n}",
                    "shortUUID": f"sh{s.n}",
                    "name": s.title,
                    "url": f"https://pt.example/videos/watch/{s.n}",
                    "category": {"id": 1, "label": "Trade"},
                    "truncatedDescription": s.words,
                    "description": s.words,
                    "duration": 90,
                    "thumbnailPath": f"/lazy/{s.n}.jpg",
                    "publishedAt": s.at.strftime("%Y-%m-%dT%H:%M:%S.000Z"),
                    "createdAt": "2026-03-01T00:00:00Z",
                    "account": {
                        "name": "ann",
                        "displayName": s.who,
                        "url": "https://pt.example/accounts/ann",
                    },
                    "channel": {"displayName": "Quay films", "name": "quay"},
                }
            ),
        },
        link="https://pt.example/videos/watch/0",
        author="Ann Lee",
        picture=True,
        summary=True,
    ),
    "npm": answer(
        "https://registry.npmjs.example/crane",
        {
            "_id": "crane",
            "name": "crane",
            "description": "Lifts.",
            "dist-tags": {"latest": "1.0.2"},
            "versions": {
                f"1.0.{2 - s.n}": {
                    "name": "crane",
                    "version": f"1.0.{2 - s.n}",
                    "description": "Lifts.",
                    "_npmUser": {"name": "annlee"},
                    "dist": {"tarball": "https://registry.npmjs.example/crane/-/a.tgz"},
                }
                for s in reversed(STORIES)
            },
            "time": {
                "created": "2026-03-02T07:00:00.000Z",
                "modified": "2026-03-09T07:00:00.000Z",
                **{f"1.0.{2 - s.n}": s.iso for s in reversed(STORIES)},
            },
            "readme": "# crane",
        },
        title="crane 1.0.2",
        link="https://www.npmjs.com/package/crane/v/1.0.2",
    ),
    "PyPI": answer(
        "https://pypi.example/pypi/crane/json",
        {
            "info": {
                "name": "crane",
                "version": "1.0.2",
                "summary": "Lifts.",
                "package_url": "https://pypi.org/project/crane/",
                "author": "Ann",
            },
            "last_serial": 4,
            "releases": {
                f"1.0.{2 - s.n}": [
                    {
                        "filename": "a.whl",
                        "upload_time": s.local,
                        "upload_time_iso_8601": s.iso,
                        "url": "https://files.example/a.whl",
                    },
                    {"filename": "a.tar.gz", "upload_time_iso_8601": s.iso},
                ]
                for s in reversed(STORIES)
            },
            "urls": [],
        },
        title="crane 1.0.2",
        link="https://pypi.org/project/crane/1.0.2/",
    ),
    "crates": answer(
        "https://crates.example/api/v1/crates/crane",
        {
            "crate": {"id": "crane", "name": "crane", "description": "Lifts."},
            "versions": each(
                lambda s: {
                    "id": s.n + 50,
                    "crate": "crane",
                    "num": f"1.0.{2 - s.n}",
                    "dl_path": "/api/v1/a",
                    "created_at": s.iso,
                    "updated_at": s.iso,
                    "yanked": False,
                    "published_by": {
                        "id": 1,
                        "login": "annlee",
                        "name": s.who,
                        "avatar": "https://avatars.example/a",
                    },
                }
            ),
            "keywords": [{"id": "a", "keyword": "lift", "created_at": "2020-01-01T00:00:00Z"}],
        },
        title="crane 1.0.2",
        link="https://crates.io/crates/crane/1.0.2",
        author="Ann Lee",
    ),
    "Stack Exchange": answer(
        "https://api.stackexchange.example/2.3/questions",
        {
            "items": each(
                lambda s: {
                    "tags": ["quays", "cranes"],
                    "owner": {
                        "account_id": 1,
                        "user_id": 2,
                        "display_name": s.who,
                        "profile_image": "https://i.example/a.png",
                        "link": "https://stackoverflow.com/users/2/a",
                    },
                    "is_answered": False,
                    "view_count": 3,
                    "last_activity_date": s.epoch + 50,
                    "creation_date": s.epoch,
                    "question_id": 70 + s.n,
                    "link": f"https://stackoverflow.com/questions/7{s.n}/{s.slug}",
                    "title": s.title,
                }
            ),
            "has_more": True,
        },
        link="https://stackoverflow.com/questions/70/second-quay-opens",
        author="Ann Lee",
        tags=("quays", "cranes"),
    ),
    "GitLab releases": answer(
        "https://gl.example/api/v4/projects/1/releases",
        each(
            lambda s: {
                "name": f"v2.{s.n}",
                "tag_name": f"v2.{s.n}",
                "description": f"### Changes\n\n- {s.words}",
                "description_html": s.html,
                "created_at": "2026-03-01T00:00:00.000Z",
                "released_at": s.iso,
                "author": {"id": 1, "name": s.who, "username": "ann", "web_url": "https://gl.example/ann"},
                "_links": {"self": f"https://gl.example/quay/crane/-/releases/v2.{s.n}"},
            }
        ),
        title="v2.0",
        link="https://gl.example/quay/crane/-/releases/v2.0",
        author="Ann Lee",
        content=True,
    ),
    "API Platform": answer(
        "https://hy.example/api/articles",
        {
            "@context": "/contexts/Article",
            "@id": "/articles",
            "@type": "hydra:Collection",
            "hydra:member": each(
                lambda s: {
                    "@id": f"/api/articles/{s.n}",
                    "@type": "Article",
                    "title": s.title,
                    "url": f"https://hy.example/a/{s.slug}",
                    "datePublished": s.iso,
                }
            ),
            "hydra:totalItems": 3,
        },
        link="https://hy.example/a/second-quay-opens",
    ),
    "Mongo": answer(
        "https://mg.example/data",
        {
            "documents": each(
                lambda s: {
                    "_id": {"$oid": f"64f{s.n}"},
                    "title": s.title,
                    "href": f"/n/{s.slug}",
                    "createdAt": {"$date": s.iso},
                }
            )
        },
        link="https://mg.example/n/second-quay-opens",
    ),
    "YouTube": answer(
        "https://www.googleapis.example/youtube/v3/playlistItems",
        {
            "kind": "youtube#playlistItemListResponse",
            "items": each(
                lambda s: {
                    "kind": "youtube#playlistItem",
                    "etag": "x",
                    "id": f"pl{s.n}",
                    "snippet": {
                        "publishedAt": s.iso,
                        "channelId": "UC1",
                        "title": s.title,
                        "description": s.words,
                        "thumbnails": {
                            "default": {"url": "https://cdn.example/d.jpg", "width": 120},
                            "high": {"url": s.picture, "width": 480},
                        },
                        "channelTitle": "Quay films",
                        "resourceId": {"kind": "youtube#video", "videoId": f"vid{s.n}"},
                    },
                    "contentDetails": {"videoId": f"vid{s.n}", "videoPublishedAt": s.iso},
                }
            ),
        },
        link="https://www.youtube.com/watch?v=vid0",
        author="Quay films",
        summary=True,
    ),
    "Feathers, German": answer(
        "https://de.example/api/meldungen",
        {
            "meldungen": each(
                lambda s: {
                    "titel": s.title,
                    "datum": s.at.strftime("%d.%m.%Y %H:%M"),
                    "link": f"/m/{s.slug}",
                    "kurztext": s.words,
                    "autor": s.who,
                    "bild": s.picture,
                }
            )
        },
        link="https://de.example/m/second-quay-opens",
        author="Ann Lee",
        picture=True,
        summary=True,
    ),
    "Spanish": answer(
        "https://es.example/api/noticias",
        {
            "noticias": each(
                lambda s: {
                    "titulo": s.title,
                    "fecha": f"{4 - s.n} de marzo de 2026",
                    "enlace": f"/n/{s.slug}",
                    "resumen": s.words,
                    "imagen": s.picture,
                    "autor": s.who,
                    "categoria": "Puerto",
                }
            )
        },
        link="https://es.example/n/second-quay-opens",
        author="Ann Lee",
        picture=True,
        section="Puerto",
        summary=True,
        dated=False,
    ),
}
