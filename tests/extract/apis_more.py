"""More answers in the shapes of true programs: newspapers, statuses, jobs, events, papers, videos, content systems."""

from __future__ import annotations

import json
from collections.abc import Mapping

from tests.extract.apis import STORIES, Answer, answer, each

MORE: Mapping[str, Answer] = {
    "plain words": answer(
        "https://town.example/list.json",
        {
            "data": {
                "items": each(
                    lambda s: {
                        "name": s.title,
                        "when": s.iso,
                        "link": f"/news/{s.slug}.html",
                        "text": s.words,
                    }
                )
            }
        },
        link="https://town.example/news/second-quay-opens.html",
    ),
    "Guardian": answer(
        "https://content.guardianapis.example/search",
        {
            "response": {
                "status": "ok",
                "total": 3,
                "results": each(
                    lambda s: {
                        "id": f"world/{s.slug}",
                        "type": "article",
                        "sectionId": "trade",
                        "sectionName": "Trade",
                        "webPublicationDate": s.iso,
                        "webTitle": s.title,
                        "webUrl": f"https://gu.example/world/{s.slug}",
                        "apiUrl": f"https://content.guardianapis.example/world/{s.slug}",
                        "fields": {"trailText": s.words, "byline": s.who, "thumbnail": s.picture},
                        "isHosted": False,
                    }
                ),
            }
        },
        link="https://gu.example/world/second-quay-opens",
        author="Ann Lee",
        section="Trade",
        picture=True,
        summary=True,
    ),
    "New York Times": answer(
        "https://api.nyt.example/svc/search/v2/articlesearch.json",
        {
            "status": "OK",
            "response": {
                "docs": each(
                    lambda s: {
                        "abstract": s.words,
                        "web_url": f"https://nyt.example/{s.slug}.html",
                        "snippet": s.words,
                        "lead_paragraph": s.words,
                        "multimedia": [{"rank": 0, "type": "image", "url": s.picture}],
                        "headline": {"main": s.title, "kicker": None},
                        "pub_date": s.at.strftime("%Y-%m-%dT%H:%M:%S+0000"),
                        "section_name": "Trade",
                        "byline": {"original": "By Ann Lee", "person": []},
                        "_id": f"nyt://{s.n}",
                    }
                )
            },
        },
        link="https://nyt.example/second-quay-opens.html",
        section="Trade",
        summary=True,
    ),
    "NewsAPI": answer(
        "https://newsapi.example/v2/top-headlines",
        {
            "status": "ok",
            "articles": each(
                lambda s: {
                    "source": {"id": None, "name": "The Post"},
                    "author": s.who,
                    "title": s.title,
                    "description": s.words,
                    "url": f"https://po.example/{s.slug}",
                    "urlToImage": s.picture,
                    "publishedAt": s.iso,
                    "content": s.words,
                }
            ),
        },
        link="https://po.example/second-quay-opens",
        author="Ann Lee",
        picture=True,
        summary=True,
    ),
    "Substack": answer(
        "https://su.example/api/v1/archive",
        each(
            lambda s: {
                "id": s.n,
                "publication_id": 4,
                "title": s.title,
                "social_title": None,
                "type": "newsletter",
                "slug": s.slug,
                "post_date": s.at.strftime("%Y-%m-%dT%H:%M:%S.000Z"),
                "audience": "everyone",
                "canonical_url": f"https://su.example/p/{s.slug}",
                "subtitle": s.words,
                "cover_image": s.picture,
                "description": s.words,
                "publishedBylines": [
                    {
                        "id": 1,
                        "name": s.who,
                        "handle": "ann",
                        "photo_url": "https://a.example/p.jpg",
                        "bio": "Writes.",
                    }
                ],
                "postTags": [{"id": "1", "name": "quays", "slug": "quays"}],
            }
        ),
        link="https://su.example/p/second-quay-opens",
        author="Ann Lee",
        picture=True,
        summary=True,
        tags=("quays",),
    ),
    "DEV": answer(
        "https://dev.example/api/articles",
        each(
            lambda s: {
                "type_of": "article",
                "id": s.n,
                "title": s.title,
                "description": s.words,
                "slug": s.slug,
                "path": f"/ann/{s.slug}",
                "url": f"https://dev.example/ann/{s.slug}",
                "published_timestamp": s.iso,
                "positive_reactions_count": 2,
                "cover_image": s.picture,
                "social_image": s.picture,
                "canonical_url": f"https://dev.example/ann/{s.slug}",
                "created_at": "2026-01-01T00:00:00Z",
                "edited_at": None,
                "published_at": s.iso,
                "readable_publish_date": "Mar 4",
                "tag_list": ["quays"],
                "tags": "quays",
                "user": {"name": s.who, "username": "ann", "profile_image": "https://a.example/p.jpg"},
            }
        ),
        link="https://dev.example/ann/second-quay-opens",
        author="Ann Lee",
        picture=True,
        summary=True,
        tags=("quays",),
    ),
    "Medium": answer(
        "https://medium.example/@ann?format=json",
        "])}while(1);</x>"
        + json.dumps(
            {
                "success": True,
                "payload": {
                    "user": {"userId": "u1", "name": "Ann Lee"},
                    "references": {
                        "Post": {
                            f"p{s.n}aa": {
                                "id": f"p{s.n}aa",
                                "versionId": "v",
                                "creatorId": "u1",
                                "title": s.title,
                                "detectedLanguage": "en",
                                "createdAt": s.epoch * 1000 - 5,
                                "updatedAt": s.epoch * 1000 + 99,
                                "firstPublishedAt": s.epoch * 1000,
                                "uniqueSlug": f"{s.slug}-p{s.n}aa",
                                "slug": s.slug,
                                "virtuals": {"subtitle": s.words},
                            }
                            for s in STORIES
                        }
                    },
                },
            }
        ),
        link="https://medium.com/p/p0aa",
    ),
    "Jira": answer(
        "https://jira.example/rest/api/2/search",
        {
            "expand": "schema",
            "startAt": 0,
            "issues": each(
                lambda s: {
                    "expand": "x",
                    "id": str(s.n),
                    "self": f"https://jira.example/rest/api/2/issue/{s.n}",
                    "key": f"QUAY-{s.n}",
                    "fields": {
                        "summary": s.title,
                        "description": s.words,
                        "created": s.at.strftime("%Y-%m-%dT%H:%M:%S.000+0000"),
                        "updated": "2026-03-09T00:00:00.000+0000",
                        "creator": {
                            "name": "ann",
                            "displayName": s.who,
                            "self": "https://jira.example/rest/api/2/user",
                        },
                        "labels": ["quays"],
                        "status": {"name": "Open"},
                    },
                }
            ),
        },
        link="https://jira.example/browse/QUAY-0",
        author="Ann Lee",
        tags=("quays",),
    ),
    "Confluence": answer(
        "https://wiki.example/wiki/rest/api/content",
        {
            "results": each(
                lambda s: {
                    "id": str(s.n),
                    "type": "page",
                    "status": "current",
                    "title": s.title,
                    "history": {"createdDate": s.iso, "createdBy": {"displayName": s.who}},
                    "_links": {
                        "webui": f"/spaces/Q/pages/{s.n}",
                        "self": f"https://wiki.example/wiki/rest/api/content/{s.n}",
                    },
                }
            ),
            "_links": {"base": "https://wiki.example/wiki"},
        },
    ),
    "Bitbucket": answer(
        "https://api.bitbucket.example/2.0/repositories/q/c/pullrequests",
        {
            "values": each(
                lambda s: {
                    "type": "pullrequest",
                    "id": s.n + 1,
                    "title": s.title,
                    "description": s.words,
                    "created_on": s.iso,
                    "updated_on": "2026-03-09T00:00:00Z",
                    "author": {"display_name": s.who, "links": {"html": {"href": "https://bb.example/ann"}}},
                    "links": {
                        "self": {"href": f"https://api.bitbucket.example/2.0/{s.n}"},
                        "html": {"href": f"https://bb.example/q/c/{s.n}"},
                    },
                }
            ),
            "pagelen": 10,
        },
        link="https://bb.example/q/c/0",
        author="Ann Lee",
    ),
    "Statuspage": answer(
        "https://status.example/api/v2/incidents.json",
        {
            "page": {"id": "x", "name": "Quay", "url": "https://status.example"},
            "incidents": each(
                lambda s: {
                    "id": f"i{s.n}",
                    "name": s.title,
                    "status": "resolved",
                    "created_at": s.iso,
                    "updated_at": s.iso,
                    "impact": "minor",
                    "shortlink": f"https://stspg.example/i{s.n}",
                    "incident_updates": [
                        {"id": "a", "status": "resolved", "body": s.words, "created_at": s.iso}
                    ],
                }
            ),
        },
        link="https://stspg.example/i0",
    ),
    "Greenhouse": answer(
        "https://boards-api.greenhouse.example/v1/boards/quay/jobs",
        {
            "jobs": each(
                lambda s: {
                    "absolute_url": f"https://boards.example/quay/jobs/{s.n}",
                    "location": {"name": "Oslo"},
                    "id": 90 + s.n,
                    "updated_at": s.iso,
                    "first_published": s.iso,
                    "title": s.title,
                    "departments": [{"name": "Trade"}],
                }
            ),
            "meta": {"total": 3},
        },
        link="https://boards.example/quay/jobs/0",
    ),
    "Lever": answer(
        "https://api.lever.example/v0/postings/quay?mode=json",
        each(
            lambda s: {
                "id": f"l{s.n}",
                "text": s.title,
                "hostedUrl": f"https://jobs.lever.example/quay/{s.n}",
                "applyUrl": f"https://jobs.lever.example/quay/{s.n}/apply",
                "createdAt": s.epoch * 1000,
                "categories": {"team": "Trade", "location": "Oslo"},
                "descriptionPlain": s.words,
            }
        ),
        link="https://jobs.lever.example/quay/0",
    ),
    "Eventbrite": answer(
        "https://www.eventbriteapi.example/v3/events",
        {
            "events": each(
                lambda s: {
                    "name": {"text": s.title, "html": s.title},
                    "description": {"text": s.words, "html": s.html},
                    "url": f"https://ev.example/e/{s.slug}",
                    "start": {"timezone": "Europe/Oslo", "local": s.local, "utc": s.iso},
                    "end": {"utc": "2026-04-01T00:00:00Z"},
                    "created": s.iso,
                    "id": str(s.n),
                    "logo": {"url": s.picture},
                }
            )
        },
        link="https://ev.example/e/second-quay-opens",
    ),
    "The Events Calendar": answer(
        "https://tec.example/wp-json/tribe/events/v1/events",
        {
            "events": each(
                lambda s: {
                    "id": s.n + 3,
                    "author": "1",
                    "status": "publish",
                    "date": s.at.strftime("%Y-%m-%d %H:%M:%S"),
                    "date_utc": s.at.strftime("%Y-%m-%d %H:%M:%S"),
                    "modified": "2026-03-09 00:00:00",
                    "url": f"https://tec.example/event/{s.slug}/",
                    "rest_url": f"https://tec.example/wp-json/tribe/events/v1/events/{s.n}",
                    "title": s.title,
                    "description": s.html,
                    "excerpt": s.html,
                    "slug": s.slug,
                    "image": {"url": s.picture, "id": 9},
                    "start_date": "2026-06-01 10:00:00",
                }
            ),
            "rest_url": "https://tec.example/wp-json/tribe/events/v1/events",
        },
        link="https://tec.example/event/second-quay-opens/",
        picture=True,
        summary=True,
    ),
    "Crossref": answer(
        "https://api.crossref.example/works",
        {
            "status": "ok",
            "message": {
                "total-results": 3,
                "items": each(
                    lambda s: {
                        "DOI": f"10.1000/{s.n}",
                        "title": [s.title],
                        "URL": f"http://dx.doi.example/10.1000/{s.n}",
                        "created": {
                            "date-parts": [[s.at.year, s.at.month, s.at.day]],
                            "date-time": s.iso,
                            "timestamp": s.epoch * 1000,
                        },
                        "author": [{"given": "Ann", "family": "Lee", "sequence": "first"}],
                        "publisher": "Quay Press",
                        "abstract": s.html,
                    }
                ),
            },
        },
        link="http://dx.doi.example/10.1000/0",
        summary=True,
    ),
    "Lobsters": answer(
        "https://lo.example/newest.json",
        each(
            lambda s: {
                "short_id": f"x{s.n}",
                "created_at": s.at.strftime("%Y-%m-%dT%H:%M:%S.000-00:00"),
                "title": s.title,
                "url": f"https://h.example/{s.slug}",
                "score": 2,
                "comments_url": f"https://lo.example/s/x{s.n}",
                "short_id_url": f"https://lo.example/s/x{s.n}",
                "description": "",
                "submitter_user": "annlee",
                "tags": ["quays"],
            }
        ),
        link="https://h.example/second-quay-opens",
        author="annlee",
        tags=("quays",),
    ),
    "Invidious": answer(
        "https://inv.example/api/v1/channels/UC1/videos",
        {
            "videos": each(
                lambda s: {
                    "type": "video",
                    "title": s.title,
                    "videoId": f"vid{s.n}",
                    "author": s.who,
                    "authorId": "UC1",
                    "authorUrl": "/channel/UC1",
                    "videoThumbnails": [{"quality": "maxres", "url": s.picture}],
                    "description": s.words,
                    "published": s.epoch,
                    "publishedText": "2 days ago",
                    "lengthSeconds": 90,
                }
            )
        },
        link="https://www.youtube.com/watch?v=vid0",
        author="Ann Lee",
        picture=True,
        summary=True,
    ),
    "Podcast Index": answer(
        "https://api.podcastindex.example/api/1.0/episodes",
        {
            "status": "true",
            "items": each(
                lambda s: {
                    "id": s.n + 1,
                    "title": s.title,
                    "link": f"https://pod.example/{s.slug}",
                    "description": s.words,
                    "guid": f"g{s.n}",
                    "datePublished": s.epoch,
                    "datePublishedPretty": "March",
                    "enclosureUrl": "https://pod.example/a.mp3",
                    "image": s.picture,
                    "feedId": 7,
                }
            ),
            "count": 3,
        },
        link="https://pod.example/second-quay-opens",
        picture=True,
        summary=True,
    ),
    "iTunes": answer(
        "https://itunes.example/search",
        {
            "resultCount": 3,
            "results": each(
                lambda s: {
                    "wrapperType": "track",
                    "kind": "podcast-episode",
                    "trackId": s.n + 5,
                    "artistName": s.who,
                    "trackName": s.title,
                    "trackViewUrl": f"https://apple.example/{s.slug}",
                    "previewUrl": "https://apple.example/a.m4a",
                    "artworkUrl600": s.picture,
                    "releaseDate": s.iso,
                    "primaryGenreName": "Trade",
                }
            ),
        },
        link="https://apple.example/second-quay-opens",
        author="Ann Lee",
        picture=True,
    ),
    "Blogger": answer(
        "https://www.blogger.example/feeds/posts",
        {
            "kind": "blogger#postList",
            "items": each(
                lambda s: {
                    "kind": "blogger#post",
                    "id": f"77{s.n}",
                    "published": s.at.strftime("%Y-%m-%dT%H:%M:%S+00:00"),
                    "updated": "2026-03-09T00:00:00Z",
                    "url": f"http://bl.example/2026/03/{s.slug}.html",
                    "selfLink": f"https://www.blogger.example/v3/{s.n}",
                    "title": s.title,
                    "content": s.html,
                    "author": {"id": "1", "displayName": s.who, "image": {"url": "https://a.example/p.jpg"}},
                    "labels": ["quays"],
                    "replies": {"totalItems": "0"},
                }
            ),
        },
        link="http://bl.example/2026/03/second-quay-opens.html",
        author="Ann Lee",
        tags=("quays",),
        content=True,
    ),
    "Tumblr": answer(
        "https://api.tumblr.example/v2/blog/quay/posts",
        {
            "meta": {"status": 200},
            "response": {
                "blog": {"name": "quay"},
                "posts": each(
                    lambda s: {
                        "type": "text",
                        "blog_name": "quay",
                        "id": 600 + s.n,
                        "post_url": f"https://quay.tumblr.example/post/{s.n}",
                        "slug": s.slug,
                        "date": s.at.strftime("%Y-%m-%d %H:%M:%S GMT"),
                        "timestamp": s.epoch,
                        "tags": ["quays"],
                        "summary": s.words,
                        "title": s.title,
                        "body": s.html,
                    }
                ),
            },
        },
        link="https://quay.tumblr.example/post/0",
        tags=("quays",),
        content=True,
        summary=True,
    ),
    "Flarum": answer(
        "https://fl.example/api/discussions",
        {
            "links": {"first": "x"},
            "data": each(
                lambda s: {
                    "type": "discussions",
                    "id": str(s.n + 1),
                    "attributes": {
                        "title": s.title,
                        "slug": f"{s.n + 1}-{s.slug}",
                        "commentCount": 3,
                        "createdAt": s.at.strftime("%Y-%m-%dT%H:%M:%S+00:00"),
                        "lastPostedAt": "2026-03-09T00:00:00+00:00",
                        "shareUrl": f"https://fl.example/d/{s.n + 1}-{s.slug}",
                    },
                    "relationships": {"user": {"data": {"type": "users", "id": str(s.n)}}},
                }
            ),
            "included": each(
                lambda s: {
                    "type": "users",
                    "id": str(s.n),
                    "attributes": {"username": "ann", "displayName": s.who, "avatarUrl": None},
                }
            ),
        },
        link="https://fl.example/d/1-second-quay-opens",
        author="Ann Lee",
    ),
    "Zendesk": answer(
        "https://help.example/api/v2/help_center/articles.json",
        {
            "count": 3,
            "articles": each(
                lambda s: {
                    "id": s.n + 30,
                    "url": f"https://help.example/api/v2/help_center/en-us/articles/{s.n}.json",
                    "html_url": f"https://help.example/hc/en-us/articles/{s.n}-{s.slug}",
                    "author_id": 4,
                    "draft": False,
                    "created_at": s.iso,
                    "updated_at": s.iso,
                    "name": s.title,
                    "title": s.title,
                    "body": s.html,
                    "label_names": ["quays"],
                }
            ),
        },
        link="https://help.example/hc/en-us/articles/0-second-quay-opens",
        content=True,
    ),
    "CKAN": answer(
        "https://data.example/api/3/action/package_search",
        {
            "help": "x",
            "success": True,
            "result": {
                "count": 3,
                "results": each(
                    lambda s: {
                        "id": f"c-{s.n}",
                        "name": s.slug,
                        "title": s.title,
                        "notes": s.words,
                        "url": f"https://data.example/d/{s.slug}",
                        "metadata_created": s.at.strftime("%Y-%m-%dT%H:%M:%S.123456"),
                        "metadata_modified": "2026-03-09T00:00:00",
                        "author": s.who,
                        "organization": {"title": "Port"},
                        "tags": [{"name": "quays", "display_name": "quays"}],
                    }
                ),
            },
        },
        link="https://data.example/d/second-quay-opens",
        author="Ann Lee",
        tags=("quays",),
        summary=True,
    ),
    "Wagtail": answer(
        "https://wa.example/api/v2/pages/?type=blog",
        {
            "meta": {"total_count": 3},
            "items": each(
                lambda s: {
                    "id": s.n + 4,
                    "meta": {
                        "type": "blog.Post",
                        "detail_url": f"https://wa.example/api/v2/pages/{s.n}/",
                        "html_url": f"https://wa.example/blog/{s.slug}/",
                        "slug": s.slug,
                        "first_published_at": s.iso,
                    },
                    "title": s.title,
                    "intro": s.words,
                }
            ),
        },
        link="https://wa.example/blog/second-quay-opens/",
        summary=True,
    ),
    "Storyblok": answer(
        "https://api.storyblok.example/v2/cdn/stories",
        {
            "stories": each(
                lambda s: {
                    "name": s.title,
                    "created_at": "2026-01-01T00:00:00Z",
                    "published_at": "2026-03-05T00:00:00Z",
                    "first_published_at": s.iso,
                    "id": s.n + 2,
                    "uuid": f"u-{s.n}",
                    "slug": s.slug,
                    "full_slug": f"blog/{s.slug}",
                    "content": {
                        "component": "post",
                        "intro": s.words,
                        "image": {"filename": s.picture},
                        "body": {
                            "type": "doc",
                            "content": [
                                {"type": "paragraph", "content": [{"type": "text", "text": s.words}]}
                            ],
                        },
                    },
                }
            )
        },
    ),
    "Prismic": answer(
        "https://q.prismic.example/api/v2/documents/search",
        {
            "page": 1,
            "results": each(
                lambda s: {
                    "id": f"X{s.n}",
                    "uid": s.slug,
                    "url": f"https://pr.example/blog/{s.slug}",
                    "type": "post",
                    "tags": ["quays"],
                    "first_publication_date": s.at.strftime("%Y-%m-%dT%H:%M:%S+0000"),
                    "last_publication_date": "2026-03-09T00:00:00+0000",
                    "data": {
                        "title": [{"type": "heading1", "text": s.title, "spans": []}],
                        "body": [{"type": "paragraph", "text": s.words, "spans": []}],
                    },
                }
            ),
        },
        link="https://pr.example/blog/second-quay-opens",
        tags=("quays",),
    ),
    "Misskey": answer(
        "https://mk.example/api/users/notes",
        each(
            lambda s: {
                "id": f"n{s.n}",
                "createdAt": s.at.strftime("%Y-%m-%dT%H:%M:%S.000Z"),
                "userId": "u",
                "user": {
                    "id": "u",
                    "name": s.who,
                    "username": "ann",
                    "host": None,
                    "avatarUrl": "https://a.example/p.jpg",
                },
                "text": s.title,
                "cw": None,
                "visibility": "public",
                "reactions": {},
                "files": [],
                "replyId": None,
            }
        ),
        link="https://mk.example/notes/n0",
        author="Ann Lee",
        content=True,
    ),
    "MediaWiki": answer(
        "https://mw.example/w/api.php?action=query&list=recentchanges",
        {
            "batchcomplete": "",
            "query": {
                "recentchanges": each(
                    lambda s: {
                        "type": "edit",
                        "ns": 0,
                        "title": s.title,
                        "pageid": s.n + 9,
                        "revid": 500 + s.n,
                        "old_revid": 400 + s.n,
                        "rcid": s.n,
                        "user": "Annlee",
                        "timestamp": s.iso,
                        "comment": s.words,
                    }
                )
            },
        },
        author="Annlee",
    ),
    "Federal Register": answer(
        "https://fr.example/api/v1/documents.json",
        {
            "count": 3,
            "results": each(
                lambda s: {
                    "title": s.title,
                    "type": "Rule",
                    "abstract": s.words,
                    "document_number": f"2026-0{s.n}",
                    "html_url": f"https://fr.example/documents/{s.slug}",
                    "pdf_url": f"https://fr.example/{s.n}.pdf",
                    "publication_date": s.at.strftime("%Y-%m-%d"),
                    "agencies": [{"raw_name": "PORT", "name": "Port Authority"}],
                }
            ),
        },
        link="https://fr.example/documents/second-quay-opens",
        summary=True,
        dated=False,
    ),
    "ArcGIS": answer(
        "https://gis.example/arcgis/rest/services/n/FeatureServer/0/query?f=json",
        {
            "objectIdFieldName": "OBJECTID",
            "features": each(
                lambda s: {
                    "attributes": {
                        "OBJECTID": s.n,
                        "Title": s.title,
                        "Link": f"https://gis.example/n/{s.n}",
                        "PubDate": s.epoch * 1000,
                        "Description": s.words,
                    },
                    "geometry": {"x": 1, "y": 2},
                }
            ),
        },
        link="https://gis.example/n/0",
        summary=True,
    ),
    "GeoJSON": answer(
        "https://quake.example/feed.geojson",
        {
            "type": "FeatureCollection",
            "metadata": {"title": "All"},
            "features": each(
                lambda s: {
                    "type": "Feature",
                    "properties": {
                        "mag": 4.1,
                        "place": "At sea",
                        "time": s.epoch * 1000,
                        "updated": s.epoch * 1000 + 9,
                        "url": f"https://quake.example/ev/{s.n}",
                        "detail": f"https://quake.example/detail/{s.n}.geojson",
                        "title": s.title,
                    },
                    "geometry": {"type": "Point", "coordinates": [1, 2, 3]},
                    "id": f"q{s.n}",
                }
            ),
        },
        link="https://quake.example/ev/0",
    ),
    "Chinese": answer(
        "https://cn.example/api/list",
        {
            "code": 0,
            "msg": "ok",
            "data": {
                "list": each(
                    lambda s: {
                        "newsId": s.n,
                        "newsTitle": f"第二码头三年后终于开放{s.n}",
                        "newsUrl": f"https://cn.example/n/{s.n}",
                        "publishTime": s.at.strftime("%Y-%m-%d %H:%M:%S"),
                        "source": "港口报",
                        "imgUrl": s.picture,
                        "summary": "港口的话，足够长可以阅读的摘要。",
                    }
                )
            },
        },
        title="第二码头三年后终于开放0",
        link="https://cn.example/n/0",
        picture=True,
        summary=True,
    ),
    "Google Data": answer(
        "https://blog.example/feeds/posts?alt=json",
        {
            "feed": {
                "entry": each(
                    lambda s: {
                        "title": {"type": "text", "$t": s.title},
                        "published": {"$t": s.iso},
                        "author": [{"name": {"$t": s.who}}],
                        "link": [
                            {"rel": "self", "href": f"https://blog.example/feeds/{s.n}"},
                            {"rel": "alternate", "href": f"https://blog.example/{s.slug}"},
                        ],
                    }
                )
            }
        },
        link="https://blog.example/second-quay-opens",
        author="Ann Lee",
    ),
    "CKAN without addresses": answer(
        "https://data.example/api/3/action/package_search",
        {
            "success": True,
            "result": {
                "results": each(
                    lambda s: {
                        "title": s.title,
                        "name": s.slug,
                        "metadata_created": s.local,
                        "metadata_modified": "2026-03-09T00:00:00",
                        "notes": s.words,
                        "url": "",
                    }
                )
            },
        },
        link="https://data.example/dataset/second-quay-opens",
    ),
    "alerts": answer(
        "https://alerts.example/active",
        {
            "@graph": each(
                lambda s: {"@id": f"https://alerts.example/{s.n}", "headline": s.title, "sent": s.iso}
            )
        },
        link="https://alerts.example/0",
    ),
}
