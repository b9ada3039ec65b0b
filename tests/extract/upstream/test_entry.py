"""Titles, descriptions, people, words and pictures of entries as careless programs write them."""

from __future__ import annotations

import time

import pytest

from feedsvc.errors import ExtractError
from feedsvc.extract.pipeline import run
from feedsvc.extract.upstream.cdata import unnested
from tests.extract.feeds import FEED, atom, read, rss
from tests.extract.helpers import NOW, make_page, make_settings

LINK = "<link>https://mill.example/1</link>"


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        pytest.param("Tom &amp;amp; Jerry&amp;#8217;s", "Tom & Jerry’s", id="escaped twice"),
        pytest.param("AT&amp;T &lt; you", "AT&T < you", id="escaped once"),
        pytest.param("The &lt;video&gt; element", "The <video> element", id="about an element"),
        pytest.param("&lt;![CDATA[Quay opens]]&gt;", "Quay opens", id="a mark that was escaped"),
    ],
)
def test_a_title_shows(title: str, shown: str) -> None:
    assert rss("", f"<title>{title}</title>{LINK}").title == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("AT&T buys", "AT&T buys", id="a name"),
        pytest.param("R&D, Q&A: M&M's", "R&D, Q&A: M&M's", id="before signs"),
        pytest.param("Tom & Jerry", "Tom & Jerry", id="alone"),
        pytest.param("AT&T &amp; Caf&eacute; &#38; B&B", "AT&T & Café & B&B", id="beside references"),
        pytest.param("Caf&eacute au lait", "Café au lait", id="a reference without its end"),
    ],
)
def test_ampersands_that_nobody_escaped_show_as_they_stand(text: str, shown: str) -> None:
    story = rss(f"<description>{text}</description>", f"<title>{text}</title>{LINK}")
    assert (story.title, story.summary) == (shown, shown)


@pytest.mark.parametrize("nothing", ["null", "undefined", "[object Object]"])
def test_what_programs_write_for_no_value_is_none(nothing: str) -> None:
    said = f"<description>{nothing}</description><content:encoded>Ships no longer wait.</content:encoded>"
    story = rss(said, f"<title>{nothing}</title><link>{nothing}</link>")
    assert (story.title, story.url, story.summary) == ("Ships no longer wait.", None, "")
    assert rss("", f"<title>What {nothing} means</title>{LINK}").title == f"What {nothing} means"


@pytest.mark.parametrize(
    ("told", "content"),
    [
        pytest.param('type="image/png"', "", id="a picture"),
        pytest.param('type="application/octet-stream"', "", id="any file"),
        pytest.param('type="text/html" mode="base64"', "<p>One.</p>", id="a page"),
    ],
)
def test_what_atom_carries_as_base64_is_text_only_where_it_says_so(told: str, content: str) -> None:
    assert atom(f"<summary>Quay</summary><content {told}>PHA+T25lLjwvcD4=</content>").content == content


@pytest.mark.parametrize(
    ("date", "day"),
    [
        pytest.param(
            '&lt;time datetime="2026-03-04T08:00:00Z"&gt;4 März&lt;/time&gt;', "2026-03-04", id="time"
        ),
        pytest.param(
            "&lt;span&gt;Wed, 04 Mar 2026 08:00:00 GMT&lt;/span&gt;", "2026-03-04", id="words in a span"
        ),
        pytest.param('&lt;time datetime="2026-"&gt;Soon&lt;/time&gt;', "", id="no date"),
        pytest.param("Wed, 04 Mar 2026 08:00:00 GMT", "2026-03-04", id="no element"),
    ],
)
def test_a_date_in_an_element_of_html_is_one(date: str, day: str) -> None:
    story = rss(f"<pubDate>{date}</pubDate>", f"<title>Mill</title>{LINK}")
    assert (story.published.date().isoformat() if story.published else "") == day


PICTURE = '<img src="https://mill.example/a.jpg" referrerpolicy="no-referrer">'


@pytest.mark.parametrize(
    ("content", "shown", "summary"),
    [
        pytest.param('<img src="/a.jpg">', f"Ships wait.<br>{PICTURE}", "", id="a picture alone"),
        pytest.param('<img src="/a.jpg"> Quay', f"{PICTURE} Quay", "Ships wait.", id="one with words"),
        pytest.param("<p> </p>", "", "Ships wait.", id="nothing"),
        pytest.param("Array", "", "Ships wait.", id="what PHP writes for a list"),
        pytest.param("Array of ships", "Array of ships", "Ships wait.", id="words that begin so"),
    ],
)
def test_a_content_without_words_is_shown_with_those_of_the_description(
    content: str, shown: str, summary: str
) -> None:
    story = rss(
        f"<description>Ships wait.</description><content:encoded><![CDATA[{content}]]></content:encoded>",
        f"<title>Mill</title>{LINK}",
    )
    assert (story.content, story.summary) == (shown, summary)


def test_a_picture_that_the_description_shows_is_shown_once() -> None:
    story = rss(
        '<description><![CDATA[<p><img src="/a.jpg">Ships wait.</p>]]></description>'
        '<content:encoded><![CDATA[<img src="/a.jpg">]]></content:encoded>',
        f"<title>Mill</title>{LINK}",
    )
    assert (story.content, story.summary) == (PICTURE, "Ships wait.")


@pytest.mark.parametrize(
    ("description", "content"),
    [
        pytest.param(
            "<b>Where:</b> Quay<br/><b>When:</b> Monday", True, id="lines that begin with an element"
        ),
        pytest.param("<b>Where:</b> Quay<br/><b></b>", False, id="an empty one behind it"),
    ],
)
def test_a_description_of_several_lines_is_content(description: str, content: bool) -> None:
    story = rss(f"<description><![CDATA[{description}]]></description>", f"<title>Mill</title>{LINK}")
    assert ("<br>" in story.content) is content


@pytest.mark.parametrize(
    ("language", "date", "day"),
    [
        pytest.param("fr-fr", "04/03/2026 08:00", "2026-03-04", id="day first"),
        pytest.param("en-us", "02/03/2026 08:00", "2026-02-03", id="month first"),
        pytest.param("de-de", "2/3/2026 8:00:00 AM", "2026-02-03", id="a clock of English"),
        pytest.param("fr-fr", "Thu, 01 Jan 1970 00:00:00 GMT", "", id="zero of a clock"),
        pytest.param("fr-fr", "Fri, 02 Jan 1970 00:00:00 GMT", "1970-01-02", id="a day after"),
    ],
)
def test_a_feed_s_date_by_its_language(language: str, date: str, day: str) -> None:
    item = f"<item><title>Mill</title>{LINK}<pubDate>{date}</pubDate></item>"
    feed = f"<rss version='2.0'><channel><language>{language}</language>{item}</channel></rss>"
    story = read(feed).stories[0]
    assert (story.published.date().isoformat() if story.published else "") == day


def test_an_ampersand_in_cdata_is_left_alone() -> None:
    story = rss(
        "<description><![CDATA[<p>AT&amp;T</p><p>R&D</p>]]></description>", f"<title>B&B</title>{LINK}"
    )
    assert story.content == "<p>AT&amp;T</p><p>R&amp;D</p>"


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        pytest.param("<title>Tom &amp;amp; Jerry</title>", "Tom & Jerry", id="escaped twice"),
        pytest.param("<title>What &amp;nbsp; means</title>", "What &nbsp; means", id="about a reference"),
        pytest.param('<title type="html">What &amp;amp;lt; is</title>', "What &lt; is", id="about one in markup"),
    ],
)  # fmt: skip
def test_a_title_of_atom_shows(title: str, shown: str) -> None:
    feed = f'<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>urn:e</id>{title}</entry></feed>'
    assert read(feed).stories[0].title == shown


@pytest.mark.parametrize(
    ("description", "content"),
    [
        pytest.param(
            "&amp;lt;p&amp;gt;One&amp;lt;/p&amp;gt;&amp;lt;p&amp;gt;Two&amp;lt;/p&amp;gt;",
            "<p>One</p><p>Two</p>",
            id="escaped twice",
        ),
        pytest.param(
            "&lt;![CDATA[&lt;p&gt;One&lt;/p&gt;&lt;p&gt;Two&lt;/p&gt;]]&gt;",
            "<p>One</p><p>Two</p>",
            id="wrapped and escaped",
        ),
        pytest.param("One<br/>Two<br/>Three", "One<br>Two<br>Three", id="not escaped"),
        pytest.param("Say &amp;lt;b&amp;gt; here", "", id="about an element"),
    ],
)
def test_a_description_shows(description: str, content: str) -> None:
    assert rss(f"<description>{description}</description>").content == content


@pytest.mark.parametrize(
    ("description", "content"),
    [
        pytest.param("<p>1</p><pre><![CDATA[x]]></pre><p>2</p>", "<p>1</p><pre>x</pre><p>2</p>", id="one inside"),
        pytest.param("<p><![CDATA[1]]></p><p><![CDATA[2]]></p>", "<p>1</p><p>2</p>", id="two inside"),
        pytest.param("<p>Of <code>&lt;![CDATA[</code></p><p>2</p>", "<p>Of <code>&lt;![CDATA[</code></p><p>2</p>", id="about it"),
    ],
)  # fmt: skip
def test_parts_inside_parts_that_are_no_markup_end_nothing(description: str, content: str) -> None:
    assert rss(f"<description><![CDATA[{description}]]></description>").content == content


def test_a_part_that_speaks_of_its_own_beginning_ends_where_it_ends() -> None:
    two = "<description><![CDATA[<p>Write <![CDATA[ first.</p><p>2</p>]]></description><category><![CDATA[Ships]]></category>"
    assert rss(two).tags == ("Ships",)
    assert unnested(two) == two
    assert unnested("<![CDATA[a <![CDATA[b <![CDATA[c]]>") == "<![CDATA[a <![CDATA[b <![CDATA[c]]>"
    assert unnested("<![CDATA[a <![CDATA[b]]>") == "<![CDATA[a <![CDATA[b]]>"
    assert unnested("<![CDATA[a <![CDATA[b") == "<![CDATA[a <![CDATA[b"


def test_an_episode_s_summary_stands_in_for_its_description_and_never_for_more() -> None:
    both = "<description>&lt;p&gt;One&lt;/p&gt;&lt;p&gt;Two &lt;b&gt;x&lt;/b&gt;&lt;/p&gt;</description><itunes:summary>One Two x</itunes:summary>"
    assert rss(both).content == "<p>One</p><p>Two <b>x</b></p>"
    assert rss("<itunes:summary>All of it.</itunes:summary>").summary == "All of it."
    assert rss("<itunes:subtitle>All of it.</itunes:subtitle>").summary == "All of it."
    assert rss("<itunes:subtitle>Sub.</itunes:subtitle><description>Words.</description>").summary == "Words."


def test_content_that_lost_its_prefix_is_the_content() -> None:
    text = "<encoded>&lt;p&gt;One.&lt;/p&gt;&lt;p&gt;Two.&lt;/p&gt;</encoded>"
    story = rss(f"<description>Short.</description>{text}")
    assert (story.summary, story.content) == ("Short.", "<p>One.</p><p>Two.</p>")
    both = rss(f"<content:encoded>&lt;p&gt;A&lt;/p&gt;&lt;p&gt;B&lt;/p&gt;</content:encoded>{text}")
    assert both.content == "<p>A</p><p>B</p>"


def test_a_guid_that_names_nothing_is_none() -> None:
    assert rss('<guid isPermaLink="false">N/A</guid>').guid is None
    assert rss('<guid isPermaLink="false">N/A-7</guid>').guid == "N/A-7"


@pytest.mark.parametrize(
    ("item", "published"),
    [
        pytest.param("<publishDate>2026-02-28T14:00:00Z</publishDate>", 28, id="a program's own name"),
        pytest.param("<dateCreated>2026-02-28T14:00:00Z</dateCreated>", 28, id="another one"),
        pytest.param(
            "<timestamp>2026-03-01T14:00:00Z</timestamp><pubDate>Sat, 28 Feb 2026 14:00:00 GMT</pubDate>", 28, id="the usual one first"
        ),
        pytest.param("<expires>2026-03-01T14:00:00Z</expires>", None, id="another moment"),
    ],
)  # fmt: skip
def test_a_date_under_a_name_of_a_program_s_own_counts_where_no_other_does(
    item: str, published: int | None
) -> None:
    found = rss(item).published
    assert (found.day if found else None) == published


@pytest.mark.parametrize(
    ("item", "summary"),
    [
        pytest.param("<excerpt>Ships wait.</excerpt>", "Ships wait.", id="alone"),
        pytest.param("<description>All wait.</description><teaser>Ships wait.</teaser>", "All wait.", id="beside another"),
        pytest.param("<keywords>Ships wait.</keywords>", "", id="other words"),
    ],
)  # fmt: skip
def test_words_under_a_name_of_a_program_s_own_are_the_summary_where_no_other_is(
    item: str, summary: str
) -> None:
    assert rss(item).summary == summary


@pytest.mark.parametrize(
    ("date", "published"),
    [
        pytest.param("2026-02-28 14:00:00 UTC", "2026-02-28T14:00", id="a clock that feedparser passes over"),
        pytest.param("1404-12-09T14:00:00Z", "2026-02-28T14:00", id="the Persian calendar"),
        pytest.param("2026. febr. 28., 15:00:00 +0100", "2026-02-28T14:00", id="Hungarian"),
        pytest.param("Sat, 28 Feb 2026 09:00:00 EST", "2026-02-28T14:00", id="a zone by its name"),
        pytest.param("Sat, 28 Feb 2026 14:00:00 GMT", "2026-02-28T14:00", id="as it is written"),
    ],
)
def test_a_date_with_a_zone_is(date: str, published: str) -> None:
    story = rss(f"<pubDate>{date}</pubDate>")
    assert story.published is not None
    assert f"{story.published:%Y-%m-%dT%H:%M}" == published


@pytest.mark.parametrize("date", ["0000-00-00T00:00:00Z", "0000-01-01T00:00:00Z", "10000-01-01T00:00:00Z"])
def test_a_date_that_is_none_costs_but_itself(date: str) -> None:
    story = rss(f"<pubDate>{date}</pubDate>")
    assert (story.title, story.published) == ("Mill turns", None)


@pytest.mark.parametrize(
    ("zone", "hour"), [("Asia/Shanghai", 14), ("America/Chicago", 4), ("Europe/Berlin", 4)]
)
def test_a_zone_s_name_is_that_of_the_source_where_it_bears_it(zone: str, hour: int) -> None:
    feed = "<rss><channel><item><title>x</title><pubDate>Sat, 28 Feb 2026 22:00:00 CST</pubDate></item></channel></rss>"
    settings = make_settings(extractor="upstream", timezone=zone, article_id=None)
    (story,) = run(make_page(feed, media_type="application/xml", url=FEED), settings, NOW).stories
    assert story.published is not None
    assert story.published.hour == hour


@pytest.mark.parametrize(
    ("beside", "content"),
    [
        pytest.param("<p>The  <b>mill</b> turns.</p>", "<p>The <i>mill</i> turns.</p>", id="the same"),
        pytest.param("<p>Nobody knows why.</p>", "<p>The <i>mill</i> turns.</p><p>Nobody knows why.</p>", id="more"),
    ],
)  # fmt: skip
def test_a_content_that_is_written_twice_is_shown_once(beside: str, content: str) -> None:
    page = f'<body xmlns="http://www.w3.org/1999/xhtml">{beside}</body>'
    encoded = "<content:encoded><![CDATA[<p>The <i>mill</i> turns.</p>]]></content:encoded>"
    assert rss(encoded + page).content == content


def test_the_whole_text_for_aggregators_is_the_content() -> None:
    text = '<y:full-text xmlns:y="http://news.yandex.ru">One.\n\nTwo.</y:full-text>'.replace("y:", "yandex:")
    story = rss(f"<description>Short.</description>{text.replace(':y=', ':yandex=')}")
    assert (story.summary, story.content) == ("Short.", "<p>One.</p><p>Two.</p>")


TURBO = '<turbo:content xmlns:turbo="http://turbo.yandex.ru"><![CDATA[{}]]></turbo:content>'


@pytest.mark.parametrize(
    ("item", "summary", "content"),
    [
        pytest.param("<description>Short.</description>{}", "Short.", "<p>One.</p><p>Two.</p>", id="a summary beside"),
        pytest.param("{}", "", "<p>One.</p><p>Two.</p>", id="nothing else"),
        pytest.param("<description><![CDATA[<p>A</p><p>B</p>]]></description>{}", "", "<p>A</p><p>B</p>", id="a description"),
        pytest.param("<content:encoded>&lt;p&gt;A&lt;/p&gt;</content:encoded>{}", "", "<p>A</p>", id="content"),
    ],
)  # fmt: skip
def test_a_page_for_telephones_is_the_content_where_no_other_is_given(
    item: str, summary: str, content: str
) -> None:
    page = "<header><h1>Mill turns</h1><menu><a href='/'>Home</a></menu></header><p>One.</p><p>Two.</p>"
    story = rss(item.format(TURBO.format(page)))
    assert (story.summary, story.content) == (summary, content)


@pytest.mark.parametrize(
    ("people", "authors"),
    [
        pytest.param("<dc:creator>Lee, Ann; Ray, Bob</dc:creator>", ("Lee, Ann", "Ray, Bob"), id="apart by semicolons"),
        pytest.param("<dc:creator>Tom &amp;amp; Ann</dc:creator>", ("Tom & Ann",), id="a reference is no semicolon"),
        pytest.param(
            "<author>a@m.example (Ann Lee)</author><author>b@m.example (Bob Ray)</author>",
            ("Ann Lee", "Bob Ray"),
            id="two addresses",
        ),
        pytest.param(
            "<author>a@m.example (Ann Lee)</author><dc:creator>Ann Lee</dc:creator>", ("Ann Lee",), id="told twice"
        ),
        pytest.param("<author>a@m.example</author>", (), id="an address alone"),
        pytest.param("<dc:creator>a@m.example (Ann Lee)</dc:creator>", ("Ann Lee",), id="a creator with an address"),
        pytest.param("<itunes:author>Ann Lee (a@m.example)</itunes:author>", ("Ann Lee",), id="an address behind"),
        pytest.param("<dc:creator>a@m.example</dc:creator>", (), id="the address of a creator alone"),
        pytest.param("<author>https://mill.example/ann</author>", (), id="a page alone"),
        pytest.param("<author><name>Ann Lee</name></author>", ("Ann Lee",), id="as Atom does"),
        pytest.param("<author><![CDATA[Ann Lee]]></author>", ("Ann Lee",), id="wrapped"),
        pytest.param(
            "<dc:creator><![CDATA[<a href='/ann'>S&#248;ren O&#8217;Neil</a>]]></dc:creator>",
            ("Søren O’Neil",),
            id="markup",
        ),
        pytest.param('<media:credit role="author">Ann Lee</media:credit>', ("Ann Lee",), id="credited"),
        pytest.param("<byline>By Ann Lee and Bob Ray</byline>", ("Ann Lee", "Bob Ray"), id="a byline"),
        pytest.param("<dc:creator>Bob Ray</dc:creator><byline>Ann Lee</byline>", ("Bob Ray",), id="no byline beside"),
        pytest.param(
            '<podcast:person href="/ann">Ann Lee</podcast:person><podcast:person role="guest">Bob Ray</podcast:person>',
            ("Ann Lee", "Bob Ray"),
            id="a host and a guest",
        ),
        pytest.param('<podcast:person role="audio editor">Cy Fox</podcast:person>', (), id="an editor of sound"),
        pytest.param(
            '<podcast:person role="host">Ann Lee</podcast:person><itunes:author>The Mill</itunes:author>',
            ("The Mill",),
            id="no host beside an author",
        ),
        pytest.param('<media:credit role="photographer">Ann Lee</media:credit>', (), id="credited with a picture"),
    ],
)  # fmt: skip
def test_the_authors_of_an_item_are(people: str, authors: tuple[str, ...]) -> None:
    assert rss(people).authors == authors


def test_an_endless_line_of_addresses_names_nobody_in_time() -> None:
    began = time.process_time()
    assert rss(f"<author>{'a@' * 16_000}</author>").authors == ()
    assert time.process_time() - began < 2  # trying every place for the sign took ten


@pytest.mark.parametrize(
    ("categories", "tags"),
    [
        pytest.param("<category><![CDATA[R&amp;D]]></category>", ("R&D",), id="escaped twice"),
        pytest.param(
            '<category scheme="http://schemas.google.com/g/2005#kind" term="http://x.example/kind#post"/>'
            '<category term="boats-1" label="Boats"/>',
            ("Boats",),
            id="for programs",
        ),
    ],
)
def test_an_entry_is_filed_under(categories: str, tags: tuple[str, ...]) -> None:
    assert atom(categories, ">").tags == tags


@pytest.mark.parametrize(
    ("told", "pictures"),
    [
        pytest.param("<image>https://p.example/a.jpg</image>", ["a.jpg"], id="an element of its own"),
        pytest.param(
            "<image><url>https://p.example/a.jpg</url><title>x</title><link>https://far.example/</link></image>",
            ["a.jpg"],
            id="as a channel has it",
        ),
        pytest.param("<thumbnail>https://p.example/a.jpg</thumbnail>", ["a.jpg"], id="a thumbnail"),
        pytest.param("<featuredImage>https://p.example/a.jpg</featuredImage>", ["a.jpg"], id="a program's own name"),
        pytest.param(
            '<webfeeds:cover xmlns:webfeeds="http://webfeeds.org/rss/1.0" image="https://p.example/a.jpg"/>',
            ["a.jpg"],
            id="a cover",
        ),
        pytest.param(
            '<media:thumbnail url="https://p.example/s.jpg" width="75"/><media:thumbnail url="https://p.example/l.jpg" width="800"/>',
            ["l.jpg", "s.jpg"],
            id="the widest size first",
        ),
        pytest.param(
            '<media:content url="https://p.example/1.jpg" width="900"/><media:content url="https://p.example/2.jpg" width="1200"/>',
            ["1.jpg", "2.jpg"],
            id="the order of large ones",
        ),
        pytest.param('<media:content url="https://p.example/p.gif" medium="image" width="1" height="1"/>', [], id="a counter's pixel"),
        pytest.param(
            '<media:content url="https://p.example/v" type="application/x-shockwave-flash"/><media:thumbnail url="https://p.example/a.jpg"/>',
            ["a.jpg"],
            id="a player that is gone",
        ),
    ],
)  # fmt: skip
def test_the_pictures_of_an_item_are(told: str, pictures: list[str]) -> None:
    story = rss(told)
    assert [image.url.rpartition("/")[2] for image in story.images] == pictures
    assert (story.title, story.url) == ("Mill turns", "https://mill.example/1")


def test_a_picture_may_be_all_that_an_entry_has() -> None:
    story = atom('<content type="image/png" src="https://p.example/a.png"/>', ">")
    assert [image.url for image in story.images] == ["https://p.example/a.png"]


def test_a_channel_s_logo_is_no_picture_of_its_items() -> None:
    logo = (
        "<image><title>Logo</title><url>https://p.example/l.png</url><link>https://m.example/</link></image>"
    )
    feed = (
        f"<rss version='2.0'><channel><title>Mill</title>{logo}<item><title>x</title></item></channel></rss>"
    )
    assert (read(feed).stories[0].title, read(feed).stories[0].images) == ("x", ())


@pytest.mark.parametrize("tag", ["de-AT", "de_AT", "de_AT.UTF-8"])
def test_entries_are_written_in_the_language_of_their_feed(tag: str) -> None:
    feed = (
        f"<rss version='2.0'><channel><language>{tag}</language><item><title>x</title></item></channel></rss>"
    )
    assert read(feed).stories[0].language == "de-AT"


@pytest.mark.parametrize(
    ("entry", "language"),
    [
        pytest.param('<entry xml:lang="fr">', "fr", id="its own"),
        pytest.param("<entry>", "en", id="that of all"),
    ],
)
def test_an_entry_of_another_language_says_so(entry: str, language: str) -> None:
    feed = f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Mill</title>{entry}<id>urn:e</id><title>x</title></entry></feed>'
    assert read(feed).stories[0].language == language


def test_a_length_written_for_readers_is_one() -> None:
    (file,) = rss(
        '<enclosure url="https://mill.example/a.mp3" length="62,447,386" type="audio/mpeg"/>'
    ).images
    assert file.length == 62_447_386


BODY = "<rss version='2.0'><channel><item><title>Caf&#233;</title></item></channel></rss>"


@pytest.mark.parametrize(
    "before",
    [
        "<br />\n<b>Warning</b>: x in <b>/f.php</b> on line <b>3</b><br />\n<?xml version='1.0'?>",
        "Notice: Undefined index\n<?xml version='1.0' encoding='utf-8'?>\n",
        "\ufeff\n \n<?xml version='1.0'?>\n<?xml-stylesheet href='/x.xsl'?><!-- cached -->",
    ],
)
def test_what_programs_write_before_a_feed_hides_it_not(before: str) -> None:
    assert read(before + BODY).stories[0].title == "Café"


def test_a_feed_shown_on_a_page_is_none() -> None:
    with pytest.raises(ExtractError, match="web page"):
        read(f"<!DOCTYPE html><html><body><xmp>{BODY}</xmp></body></html>")
