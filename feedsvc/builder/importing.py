"""A reader's list of subscriptions becomes sources: its feeds all at once, its pages one after the other.

    importer.feeds(opml, "mine.opml")   →  Brought(outcome="made", slug="quay-example"), …
    importer.pages(opml)                →  Brought(outcome="looking"), Brought(outcome="failed", told="…"), …

Feeds are written together with their topics, or nothing is. A page without a feed is looked at as `new` does,
and written by itself; what was written before stays. What is there already is left as it is, and named; where
no topic lists it, as after an import that was killed before it wrote the topics, it joins its folder's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from feedsvc.builder.files import Change, Files
from feedsvc.builder.subscriptions import (
    Brought,
    Folders,
    Members,
    Wish,
    asked_place,
    check_usable,
    feed_text,
    is_listed,
    known_sources,
    result,
    title_of_topic,
    wishes,
    write_topics,
)
from feedsvc.builder.wanted import Wanted
from feedsvc.builder.writing import Writer
from feedsvc.config import Config
from feedsvc.config.sourcefiles import source_files
from feedsvc.errors import FeedsvcError
from feedsvc.operate.detection import Detection
from feedsvc.operate.opml import Opml, OpmlOutline
from feedsvc.operate.worth import not_worth_it


class Importer:
    """Brings subscriptions into the files of a configuration; `look` finds the lists of a page."""

    def __init__(self, files: Files, load: Callable[[], Config], look: Callable[[str], Detection]) -> None:
        self._files, self._load, self._look = files, load, look

    def feeds(self, opml: Opml, name: str, topic: str = "") -> list[Brought]:
        """What became of each feed: all were written with their topics, or nothing was; raises FeedsvcError.

        `topic` names one for all in place of the folders, `name` the file that lists them.
        """
        with self._files.changing() as change:
            config = self._load()
            try:
                brought, members = self._written(wishes(opml, topic), name, config, change)
                write_topics(change, config, members)
            except BaseException:
                change.undo()
                raise
            change.checked()
        return brought

    def pages(self, opml: Opml, topic: str = "") -> Iterator[Brought]:
        """Each page that has no feed as it is looked at, and then what became of it, written by itself."""
        for outline in opml.outlines:
            if not outline.feed:
                yield Brought(outline=outline, outcome="looking")
                yield self._page(outline, title_of_topic(outline, opml, topic))

    def _written(
        self, wanted: Sequence[Wish], name: str, config: Config, change: Change
    ) -> tuple[list[Brought], Members]:
        """The sources' files, and who is to be in which topic: slug → title and sources."""
        known, folders = known_sources(config), Folders(config)
        taken = {path.stem for path in source_files(self._files.directory)}
        brought: list[Brought] = []
        members: Members = {}
        for outline, titles in wanted:
            one = result(outline, known, taken)
            brought.append(one)
            if one.outcome == "made":
                taken.add(one.slug)
                change.write(f"sources/{one.slug}.toml", feed_text(outline, name))
            elif one.outcome != "there" or is_listed(config, one.slug):
                continue
            for slug, title in {folders.slug(title): title for title in titles}.items():
                members.setdefault(slug, (title, []))[1].append(one.slug)
        return brought, members

    def _page(self, outline: OpmlOutline, folder: str) -> Brought:
        """A page looked at and written, where it is worth a source."""
        try:
            check_usable(outline.page)
            if there := known_sources(self._load()).get(asked_place(outline.page)):
                return self._there(outline, folder, there)
            return self._made(outline, folder, self._look(outline.page))
        except FeedsvcError as error:
            return Brought(outline=outline, outcome="failed", told=" ".join(str(error).split()))

    def _there(self, outline: OpmlOutline, folder: str, source: str) -> Brought:
        """A page whose source is there; one that no topic lists joins its folder's. Raises FeedsvcError."""
        with self._files.changing() as change:
            config = self._load()
            if not is_listed(config, source):
                write_topics(change, config, {Folders(config).slug(folder): (folder, [source])})
                change.checked()
        return Brought(outline=outline, outcome="there", slug=source)

    def _made(self, outline: OpmlOutline, folder: str, detection: Detection) -> Brought:
        """The best list of a page as a source; raises FeedsvcError."""
        best = detection.best
        if (why := not_worth_it(detection)) or best is None:
            raise FeedsvcError(why or "nothing finds stories there")
        config, url = self._load(), best.url or detection.url
        if there := known_sources(config).get(asked_place(url)):
            return self._there(outline, folder, there)
        wanted = Wanted(
            url=url,
            extractor=best.strategy,
            options=dict(best.options),
            body=best.body,
            render=best.render,
            title=outline.title,
            topics=(Folders(config).slug(folder),),
            topic_title=folder,
        )
        written = Writer(self._files, self._load).write(wanted, detection)
        return Brought(outline=outline, outcome="made", slug=written.slug)
