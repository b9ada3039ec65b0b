"""Responses become pages: what each status means, and what a 200 holds."""

from __future__ import annotations

from datetime import datetime

from feedsvc.decide.walladvice import titled
from feedsvc.decide.walls import Answer, is_challenge, wall_of
from feedsvc.errors import FetchError
from feedsvc.fetch.charset import decide_charset
from feedsvc.fetch.heads import Head, parse_max_age, parse_validators, parse_wait
from feedsvc.fetch.inflate import is_coded, make_inflater
from feedsvc.fetch.media import begins_as_xml, decide_media_type, parse_media_type
from feedsvc.fetch.messages import Response
from feedsvc.fetch.targets import Target
from feedsvc.models import NotModified, Page, Validators

REDIRECTS = frozenset((301, 302, 303, 307, 308))
GZIP_TYPES = ("application/gzip", "application/x-gzip")


def read_response(
    response: Response, target: Target, *, requested: str, sent: Validators, now: datetime, max_bytes: int
) -> Page | NotModified:
    """The page of a 200, NotModified for a 304 that was asked for; raises FetchError for all else."""
    head = response.head
    if head.status == 304:
        return _not_modified(head, sent, now)
    if not head.brings_page:
        raise status_error(head, now, response.sample)
    content = unpack(response.content, head, target, max_bytes)
    content_type = head.value("content-type")
    unpacked = "" if parse_media_type(content_type) in GZIP_TYPES else content_type
    return Page(
        url=target.url,
        content=content,
        media_type=decide_media_type(unpacked, content),
        charset=decide_charset(unpacked, content),
        fetched_at=now,
        validators=parse_validators(head),
        max_age=parse_max_age(head, now),
        requested_url=requested,
    )


def status_error(head: Head, now: datetime, sample: bytes = b"") -> FetchError:
    """The error for a status that brings no page; a 410 is permanent, Retry-After is kept (at most 24 h)."""
    status = head.status
    told = f"the server answered {status} {MEANINGS.get(status, '')}".rstrip()
    wall = wall_of(_answer(head, sample))
    return FetchError(
        titled(f"{told}: it is a captcha page" if is_challenge(wall) else told, wall),
        rule="status",
        status=status,
        wall=wall,
        permanent=status == 410,
        retry_after=parse_wait(head, now),
    )


def _answer(head: Head, sample: bytes) -> Answer:
    return Answer(
        status=head.status,
        headers=head.fields(),
        cookies=frozenset(told.partition("=")[0].strip().lower() for told in head.values("set-cookie")),
        body=sample.decode("utf-8", "replace"),
    )


def unpack(content: bytes, head: Head, target: Target, max_bytes: int) -> bytes:
    """The bytes; those of a `.gz` file (sitemaps come so) inflated once, within the limit.

    So is a feed that is packed though no Content-Encoding says so; anything else of that kind stays as it is.
    """
    if not content.startswith(b"\x1f\x8b"):
        return content
    named = target.path.partition("?")[0].endswith(".gz")
    is_file = named or parse_media_type(head.value("content-type")) in GZIP_TYPES
    if not is_file and is_coded(head.value("content-encoding")):
        return content
    try:
        inflated = _inflated(content, max_bytes)
    except FetchError as error:
        if is_file or error.rule == "size":
            raise
        return content
    return inflated if is_file or begins_as_xml(inflated) else content


def _inflated(content: bytes, max_bytes: int) -> bytes:
    inflater = make_inflater("gzip", max_bytes)
    inflater.feed(content)
    return inflater.finish()


def _not_modified(head: Head, sent: Validators, now: datetime) -> NotModified:
    if not (sent.etag or sent.last_modified):
        raise FetchError(
            "the server answered 304 though nothing was sent to compare", rule="status", status=304
        )
    given = parse_validators(head)
    return NotModified(
        fetched_at=now,
        validators=Validators(
            etag=given.etag or sent.etag, last_modified=given.last_modified or sent.last_modified
        ),
        max_age=parse_max_age(head, now),
    )


MEANINGS = {
    204: "(no content)",
    206: "(a part that was not asked for)",
    401: "(credentials needed)",
    403: "(forbidden)",
    404: "(not found)",
    410: "(gone for good)",
    429: "(too many requests)",
    451: "(unavailable for legal reasons)",
    500: "(server error)",
    502: "(bad gateway)",
    503: "(unavailable)",
    504: "(gateway timeout)",
}
