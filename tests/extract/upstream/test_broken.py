"""Feeds that nobody has tried in a strict reader: ends, marks, roots and addresses as people get them wrong."""

from __future__ import annotations

import time

import pytest

from feedsvc.errors import ExtractError
from feedsvc.extract.upstream.cdata import well_spelt
from feedsvc.extract.upstream.dialect import told_apart
from feedsvc.extract.upstream.ends import closed
from feedsvc.extract.upstream.markup import without_tags_alone, without_wrapping
from tests.extract.feeds import SPACES, atom, json_feed, read, rss

MILL = "https://mill.example/1"
LINK = f"<link>{MILL}</link>"
SECOND = "<item><title>Weir breaks</title><link>https://mill.example/2</link></item>"


def titles(items: str) -> list[str]:
    found = read(f'<rss version="2.0" {SPACES}><channel><title>Mill</title>{items}</channel></rss>')
    return [story.title for story in found.stories]


@pytest.mark.parametrize(
    "item",
    [
        pytest.param(f"<item><title>Mill turns{LINK}</item>", id="a title's"),
        pytest.param(f"<item><title>Mill turns</title>{LINK}<description>Words</item>", id="a description's"),
        pytest.param(f"<item><title>Mill turns{LINK}<guid>1", id="a title's, a guid's and its own"),
        pytest.param(f"<item><title>Mill turns</title>{LINK}", id="its own"),
    ],
)
def test_an_item_that_lacks_an_end_costs_no_other_item(item: str) -> None:
    assert titles(item + SECOND) == ["Mill turns", "Weir breaks"]


@pytest.mark.parametrize(
    "item",
    [
        pytest.param(f"<item><title>a</title>{LINK}<description>b<br/></description></item>", id="whole"),
        pytest.param("<item><title><![CDATA[<title>a]]></title><link/></item>", id="in words"),
        pytest.param("<item><description>a <title>b</title> c</description></item>", id="one in another"),
    ],
)
def test_items_that_lack_nothing_stay_as_they_are(item: str) -> None:
    assert (
        closed(f"<rss><channel>{item}{SECOND}</channel></rss>").count("<title>") == item.count("<title>") + 1
    )
    assert titles(item.replace("<link/>", LINK) + SECOND)[-1] == "Weir breaks"


@pytest.mark.parametrize(
    "title",
    [
        "<[CDATA[Mill turns]]>",
        "&lt;[CDATA[Mill turns]]&gt;",
        "<![cdata[Mill turns]]>",
        "<! [CDATA[Mill turns]]>",
        "<![CDATA [Mill turns]]>",
    ],
)
def test_a_misspelt_mark_of_cdata_is_one(title: str) -> None:
    assert rss("", f"<title>{title}</title>{LINK}").title == "Mill turns"


@pytest.mark.parametrize("text", ["<a><![CDATA[x [1] ]]></a>", "<a>a [link] b</a>", "<a><![CDATA[a]]>b</a>"])
def test_other_brackets_are_no_marks(text: str) -> None:
    assert well_spelt(text) == text


@pytest.mark.parametrize(
    "feed",
    [
        f"<channel><title>Mill</title><item><title>Mill turns</title>{LINK}</item></channel>",
        f'<Channel xmlns="http://purl.org/net/rss1.1#"><items><item><title>Mill turns</title>{LINK}</item></items></Channel>',
    ],
    ids=["bare", "RSS 1.1"],
)
def test_a_channel_alone_is_a_feed(feed: str) -> None:
    story = read(feed).stories[0]
    assert (story.title, story.url) == ("Mill turns", MILL)


def test_another_root_is_none() -> None:
    with pytest.raises(ExtractError, match="is no feed"):
        read(f"<channels><item><title>Mill turns</title>{LINK}</item></channels>")


@pytest.mark.parametrize(
    ("empty", "field", "expected"),
    [
        ("<guid>a</guid><guid/>", "guid", "https://feeds.example/mill/a"),
        ("<guid isPermaLink='false'>a</guid><guid></guid>", "guid", "a"),
        ("<dc:creator>Ann Lee</dc:creator><dc:creator> </dc:creator>", "authors", ("Ann Lee",)),
    ],
)
def test_what_says_nothing_hides_not_what_says_something(empty: str, field: str, expected: object) -> None:
    assert getattr(rss(empty), field) == expected


def test_an_empty_date_hides_not_a_whole_one() -> None:
    story = rss("<pubDate>Wed, 04 Mar 2026 08:00:00 GMT</pubDate><pubDate></pubDate>")
    assert story.published is not None


@pytest.mark.parametrize(
    ("link", "found"),
    [
        pytest.param("http:/other.example/1", "http://other.example/1", id="one slash"),
        pytest.param("https:///other.example/1", "https://other.example/1", id="three slashes"),
        pytest.param("http//other.example/1", "http://other.example/1", id="no colon"),
        pytest.param("https://other.example/\n   long/1", "https://other.example/long/1", id="on two lines"),
        pytest.param("blog.mill.example/1", "https://blog.mill.example/1", id="a host below the site's"),
        pytest.param("blog.html/1", "https://mill.example/blog.html/1", id="a path like a host"),
        pytest.param("/http//1", "https://mill.example/http//1", id="a path that names the scheme"),
        pytest.param("a b", "https://mill.example/a%20b", id="a blank"),
        pytest.param("/?a=1&amp;amp;b=2", "https://mill.example/?a=1&b=2", id="escaped twice"),
    ],
)
def test_an_address_is_mended_as_people_would(link: str, found: str) -> None:
    assert rss("", f"<title>Mill turns</title><link>{link}</link>").url == found


@pytest.mark.parametrize(
    "link", ["magnet:?xt=urn:btih:aa", "tel:+4912", "tag:mill.example,2026:1", "intent:x"]
)
def test_a_link_that_leads_to_no_page_gives_way_to_the_guid(link: str) -> None:
    assert rss(f"<guid>{MILL}</guid>", f"<title>Mill turns</title><link>{link}</link>").url == MILL


def test_a_host_with_its_port_is_no_scheme() -> None:
    assert (
        rss("", "<title>a b c</title><link>https://mill.example:8080/1</link>").url
        == "https://mill.example:8080/1"
    )


HTML = '<link rel="alternate" type="text/html" href="https://mill.example/1"/>'
JSON = '<link rel="alternate" type="application/json" href="https://mill.example/1.json"/>'
EN = '<link rel="alternate" hreflang="en" href="https://mill.example/1"/>'
DE = '<link rel="alternate" hreflang="de-DE" href="https://mill.example/de/1"/>'


@pytest.mark.parametrize(
    ("links", "head", "url"),
    [
        pytest.param(HTML + JSON, ">", MILL, id="a page before data"),
        pytest.param(JSON + HTML, ">", MILL, id="data before a page"),
        pytest.param(JSON, ">", f"{MILL}.json", id="data alone"),
        pytest.param(EN + DE, ">", MILL, id="the first of two languages"),
        pytest.param(EN + DE, ' xml:lang="de">', "https://mill.example/de/1", id="the feed's own language"),
        pytest.param(DE + HTML, ">", MILL, id="the one without a language"),
    ],
)
def test_of_several_pages_an_entry_leads_to(links: str, head: str, url: str) -> None:
    assert atom(links, head).url == url


@pytest.mark.parametrize(
    "told",
    [
        '<thumbnail url="/1.jpg"/>',
        '<image url="/1.jpg"/>',
        '<image href="/1.jpg"></image>',
        "<fullimage>/1.jpg</fullimage>",
        "<post-thumbnail><url>/1.jpg</url><width>5</width></post-thumbnail>",
        "<itunes:image>https://mill.example/1.jpg</itunes:image>",
        '<enc:enclosure xmlns:enc="http://purl.oclc.org/net/rss_2.0/enc#" resource="/1.jpg" type="image/jpeg"/>',
        "<enclosure>https://mill.example/1.jpg</enclosure>",
    ],
)
def test_a_picture_is_found_wherever_its_address_stands(told: str) -> None:
    assert [image.url for image in rss(told).images] == ["https://mill.example/1.jpg"]


@pytest.mark.parametrize(
    "told", ["<photo>Ann Lee</photo>", "<photo>yes</photo>", '<thumbnail width="5"/>', "<cover/>"]
)
def test_words_are_no_picture(told: str) -> None:
    assert rss(told).images == ()


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        pytest.param("Mill &amp;lt;em&amp;gt;turns&amp;lt;/em&amp;gt;", "Mill turns", id="around words"),
        pytest.param("It&amp;amp;#39;s a mill", "It's a mill", id="a number"),
        pytest.param("About &amp;lt;b&amp;gt; tags", "About <b> tags", id="an element alone"),
        pytest.param("The &amp;lt;video&amp;gt; element", "The <video> element", id="about an element"),
        pytest.param("Mill&lt;br/&gt;turns", "Mill turns", id="a break"),
        pytest.param("Mill&lt;br&gt; turns", "Mill turns", id="a break as HTML writes it"),
        pytest.param("The &lt;br&gt; element", "The <br> element", id="about a break"),
        pytest.param("&lt;!-- x --&gt;Mill turns", "Mill turns", id="a comment"),
        pytest.param("Mill turns&lt;script&gt;x()&lt;/script&gt;", "Mill turns", id="a script"),
        pytest.param("&lt;img src='/1.png'/&gt;", "Words of it.", id="a picture"),
        pytest.param("&lt;br /&gt;", "Words of it.", id="nothing but a break"),
        pytest.param("&lt;b&gt;&lt;/b&gt; &lt;p&gt;", "Words of it.", id="nothing but tags"),
    ],
)
def test_a_title_that_was_escaped_once_more_shows(title: str, shown: str) -> None:
    assert rss("<description>Words of it.</description>", f"<title>{title}</title>{LINK}").title == shown


def test_what_atom_s_html_escapes_twice_is_meant() -> None:
    title = '<title type="html">The &amp;lt;b&amp;gt;b&amp;lt;/b&amp;gt; element</title>'
    feed = f'<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>urn:e</id>{title}</entry></feed>'
    assert read(feed).stories[0].title == "The <b>b</b> element"


@pytest.mark.parametrize(
    ("item", "content"),
    [
        ({"content_html": "&lt;p&gt;One.&lt;/p&gt;&lt;p&gt;Two.&lt;/p&gt;"}, "<p>One.</p><p>Two.</p>"),
        ({"content_text": "<p>One.</p><p>Two.</p>"}, "<p>One.</p><p>Two.</p>"),
        ({"content_text": "1 < 2 & <b>"}, "1 &lt; 2 &amp; &lt;b&gt;"),
        ({"content_html": "1 &lt; 2"}, "1 &lt; 2"),
    ],
)
def test_the_content_of_a_json_feed_is_what_it_was_meant_to_be(item: dict[str, str], content: str) -> None:
    assert json_feed(id="1", title="Mill turns", **item).content == content


def test_a_teller_of_podcasts_summary_stands_in() -> None:
    told = '<g:description xmlns:g="http://www.google.com/schemas/play-podcasts/1.0">Words.</g:description>'
    assert rss(told.replace("g:desc", "googleplay:desc").replace(":g=", ":googleplay=")).summary == "Words."


@pytest.mark.parametrize(
    "inner",
    [
        "<author><name>Ann Lee</name><link>https://mill.example/ann</link></author>",
        "<category><title>Trade</title><link>https://mill.example/trade</link></category>",
        '<activity:object xmlns:activity="http://activitystrea.ms/spec/1.0/"><id>urn:x</id><title>Inner</title>'
        '<link rel="alternate" href="https://mill.example/9"/></activity:object>',
    ],
    ids=["a person", "a word", "a thing"],
)
def test_what_belongs_to_another_is_not_the_entry_s(inner: str) -> None:
    story = rss(f"<guid>urn:own</guid>{inner}", f"<title>Mill turns</title>{LINK}")
    assert (story.title, story.url, story.guid) == ("Mill turns", MILL, "urn:own")


def test_people_keep_their_names() -> None:
    person = (
        "<author><name>Ann Lee</name><email>a@mill.example</email><link>https://a.example/</link></author>"
    )
    assert rss(person).authors == ("Ann Lee",)
    assert rss("<author><![CDATA[Ann <title>Lee</title>]]></author>").authors == ("Ann Lee",)


def test_the_year_of_a_book_is_not_when_it_was_told() -> None:
    dates = "<published>2026-03-04T08:00:00Z</published><updated>2026-03-05T08:00:00Z</updated>"
    book = '<d:issued xmlns:d="http://purl.org/dc/terms/">1905</d:issued>'
    story = atom(dates + book.replace("d:", "dcterms:"), ' xmlns:dcterms="http://purl.org/dc/terms/">')
    assert story.published is not None
    assert story.published.day == 4


@pytest.mark.parametrize(
    ("told", "length"),
    [
        ("1h 2m 3s", 3723),
        ("32 min", 1920),
        ("2 hours", 7200),
        ("45 seconds", 45),
        ("5 apples", None),
        ("", None),
    ],
)
def test_a_duration_in_words_is_one(told: str, length: int | None) -> None:
    file = '<enclosure url="https://mill.example/1.mp3" type="audio/mpeg" length="5"/>'
    assert rss(f"{file}<itunes:duration>{told}</itunes:duration>").images[0].duration == length


def test_of_several_files_the_one_that_is_meant_first_comes_first() -> None:
    low = '<media:content url="https://mill.example/low.mp4" type="video/mp4"/>'
    high = '<media:content url="https://mill.example/high.mp4" type="video/mp4" isDefault="true"/>'
    found = rss(f"<media:group>{low}{high}</media:group>").images
    assert [file.url[21:] for file in found] == ["high.mp4", "low.mp4"]


def test_a_json_feed_whose_version_is_a_number_is_known_by_its_items() -> None:
    feed = '{"version": 1, "items": [{"id": "1", "title": "Mill turns", "content_text": "Words."}]}'
    assert read(feed).stories[0].title == "Mill turns"


@pytest.mark.parametrize("word", ["null", "undefined", "None"])
def test_what_programs_write_for_no_value_names_nobody_and_shows_nothing(word: str) -> None:
    told = f"<dc:creator>{word}</dc:creator><category>{word}</category><category>Trade</category>"
    story = rss(f'{told}<enclosure url="{word}" type="image/jpeg"/><media:thumbnail url="{word}"/>')
    assert (story.authors, story.tags, story.images) == ((), ("Trade",), ())


def test_people_and_words_that_only_sound_so_stay() -> None:
    told = "<dc:creator>Nan Null</dc:creator><category>Null results</category>"
    assert rss(told).authors == ("Nan Null",)
    assert rss(told).tags == ("Null results",)


def test_hostile_feeds_are_made_whole_in_time() -> None:
    began = time.process_time()
    for part in ("<author>", "<author></author ", "<activity:a><activity:b>", "<![CDATA[", "<title>"):
        told_apart("<item>" + part * 20_000)
        closed("<item>" + part * 20_000)
        without_tags_alone(part * 20_000)
    for blanks in ("<enclosure>", "<enclosure>https://mill.example/", "<![CDATA["):
        told_apart("<item>" + blanks + " " * 30_000 + "x</item>")
        without_wrapping(blanks + " " * 30_000 + "x")
    without_tags_alone("<script>" * 30_000 + "<!--" * 30_000)
    assert time.process_time() - began < 3  # one of these took twenty


@pytest.mark.parametrize(
    ("inside", "content"),
    [
        pytest.param(
            "<p>a</p><image src='https://mill.example/i.jpg'/>",
            '<p>a</p><img src="https://mill.example/i.jpg" referrerpolicy="no-referrer">',
            id="a picture by its old name",
        ),
        pytest.param(
            "<p>Set <enclosure>https://mill.example/a</enclosure></p>",
            "<p>Set https://mill.example/a</p>",
            id="an element of feeds",
        ),
    ],
)
def test_the_markup_of_a_story_is_no_element_of_its_feed(inside: str, content: str) -> None:
    assert rss(f"<content:encoded><![CDATA[{inside}]]></content:encoded>").content == content


def test_no_text_stands_for_that_of_another() -> None:
    signs = "\ufdd00\ufdd0" * 3
    story = rss(f"<content:encoded><![CDATA[<p>Words</p>]]></content:encoded><author>{signs}</author>")
    assert (story.content, story.authors) == ("<p>Words</p>", ("000",))
