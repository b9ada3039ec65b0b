"""What programs call the pieces of a story in JSON, in which order they are believed, and what fits them.

Names are compared without case, signs and Solr's endings: `published_at`, `publishedAt`, `published-at` and
`published_at_dt` are one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from feedsvc.clean.ages import find_age
from feedsvc.clean.dateshapes import by_shape, is_stamp
from feedsvc.extract.auto.words import weight
from feedsvc.extract.datetext import bare_date, find_date
from feedsvc.extract.jsondates import told_in_parts
from feedsvc.extract.upstream.files import is_avatar

_SIGNS = re.compile(r"[\W_]+")
_ENDING = re.compile(
    r"_(?:s|ss|t|txt|dt|dts|pdt|i|l|en|de|fr|es|timestamp|iso|unix|epoch|ms)$", re.IGNORECASE
)
_EPOCH = re.compile(r"1?\d{9}(?:\d{3}|\d{6})?(?:\.\d+)?")
_NO_NAME = re.compile(r"[0-9a-f-]{16,}|\d+|https?:.*|/.*", re.IGNORECASE)
_OF_API = re.compile(r"^https?://(?:api|registry)[.-]|/(?:wp-json|jsonapi|_?api|rest)/|\.json(?:$|\?)")
_FILE = re.compile(r"\.(?:jpe?g|png|gif|webp|svg|avif|ico|css|js)(?:$|\?)", re.IGNORECASE)
_PAGE = re.compile(r"[\w%./-]{1,200}\.(?:html?|php|aspx?|jsp)(?:[?#]\S*)?", re.IGNORECASE)
"""A page's address that is relative to where it stands."""
_SHAPED = re.compile(r"/?Date\(\d")
"""Dates as Google's tables and .NET write them."""


def plain_name(key: str) -> str:
    """A key as names are compared."""
    return _SIGNS.sub("", key.casefold())


def names_of(key: str) -> tuple[str, str]:
    """A key as names are compared, and the same without an ending that tells its type."""
    return plain_name(key), plain_name(_ENDING.sub("", key))


def like(field: str, keys: Iterable[str]) -> list[str]:
    """The keys that are named much like a field, the likeliest first."""
    return [
        key
        for named, barred in ENDINGS.get(field, ())
        for key in keys
        if re.search(named, plain_name(key)) and not re.search(barred, plain_name(key))
    ]


def _long(value: Any) -> bool:
    return isinstance(value, str) and weight(value) >= 10


def short_title(value: Any) -> bool:
    """A title where other things tell that these are stories, as a version."""
    return isinstance(value, str) and 1 <= len(value.strip()) <= 300


def address(value: Any) -> bool:
    """Whether a value is a link, or the path of one."""
    if not isinstance(value, str) or " " in value:
        return False
    return value.startswith(("http://", "https://", "/")) or _PAGE.fullmatch(value) is not None


def page_address(value: Any) -> bool:
    """Whether a value is an address for readers, none for programs and none of a picture."""
    return address(value) and not _OF_API.search(value) and not _FILE.search(value)


def _moment(value: Any) -> bool:
    if isinstance(value, int | float) and not isinstance(value, bool):
        digits = str(int(value)) if abs(value) < 1e17 else ""
        return bool(_EPOCH.fullmatch(digits) or bare_date(digits) or is_stamp(digits))
    if isinstance(value, dict | list):
        return told_in_parts(value) is not None
    if not isinstance(value, str) or len(value) >= 60:
        return False
    if _EPOCH.fullmatch(value) or _SHAPED.match(value) or by_shape(value):
        return True
    found = find_date(value)
    return bool(found and found[1])


def tells_age(value: Any) -> bool:
    """Whether a value is an age (`3 hours ago`), which dates where nothing else does."""
    return isinstance(value, str) and len(value) < 60 and find_age(value) is not None


def _text(value: Any) -> bool:
    return isinstance(value, str) and len(value) >= 10


def _picture(value: Any) -> bool:
    return address(value) and not is_avatar(value)


def _words(value: Any) -> bool:
    return isinstance(value, str) and 2 <= len(value) <= 80 and not _NO_NAME.fullmatch(value)


def _name(value: Any) -> bool:
    return (isinstance(value, str) and bool(value)) or (
        isinstance(value, int) and not isinstance(value, bool) and value > 0
    )


FITS: Mapping[str, Callable[[Any], bool]] = {
    "title": _long,
    "link": page_address,
    "date": _moment,
    "author": _words,
    "section": _words,
    "summary": _long,
    "guid": _name,
    "content": _text,
    "image": _picture,
    "tags": _words,
}
"""What the value of each field is like, fields in the order in which they choose."""
NEEDED = ("title", "link", "date", "guid")
"""Fields that most stories must have; others are wanted wherever they are given."""
NAMES: Mapping[str, tuple[str, ...]] = {
    field: tuple(names.split())
    for field, names in {
        "title": "headline headlines title headlinetext posttitle pagetitle displaytitle fancytitle heading"
        " subject titel überschrift ueberschrift titre titulo título titolo tytuł tytul nadpis"
        " otsikko tittel rubrik baslik başlık judul naslov"
        " заголовок название 标题 標題 件名 タイトル 제목 caption name label nombre nom bezeichnung",
        "link": "htmlurl url link href permalink canonicalurl canonical weburl webpage absoluteurl"
        " getabsoluteurl fullurl shareurl posturl pageurl articleurl newsurl storyurl"
        " externalurl landingpage apid enlace lien ссылка 链接 links uri path urlpath urlalias"
        " alias",
        "date": "firstpublishedat firstpublished firstpublisheddate firstpublicationdate publishedat"
        " published datepublished publisheddate publishdate publishedon"
        " publishedtime publishtime publicationdate publicationtime"
        " pubdate issued releasedat releasedate postedat"
        " postedon posted dategmt postdategmt publishedgmt postdate displaydate date datetime"
        " time timestamp ts at when datum fecha dato data дата 日期 日付"
        " 掲載日 公開日 更新日 날짜 등록일 tarih tanggal publicatiedatum createdutc createdat created"
        " createdate creationdate createdtime createdon createddate datecreated insertedat"
        " submittedat startdate starttime eventdate indexedat updatedat updated modified"
        " modifiedat datemodified dateupdated lastmodified lasteditedtime"
        " dates meta metadata sys publication sent effective startsat startat start datestart"
        " beginsat beginat begin airedat aired opensat opendate",
        "author": "author authors authorname primaryauthor publishedbylines byline by creator creators"
        " writer postedby publishedby createdby usercreated user account owner attributedto"
        " contributors credits autor autoren auteur auteurs autore forfatter автор 作者 vendor"
        " channeltitle uploader uid",
        "section": "section sectionname category categoryname categories primarycategory channel desk"
        " topic rubric cat kategorie ressort rubrique categoria categoría catégorie community"
        " subreddit primarytag taxonomy",
        "summary": "summary excerpt description truncateddescription desc dek standfirst lead lede"
        " teaser abstract intro introduction notes subtitle subheadline blurb shortdescription"
        " kurztext zusammenfassung anriss resumen bajada résumé chapo resumo sommario описание"
        " 摘要",
        "guid": "guid id uid uuid objectid documentid nid",
        "content": "content contenthtml bodyhtml html body bodytext fulltext selftexthtml selftext"
        " cooked descriptionhtml note contents storytext articlebody articletext inhalt"
        " contenido contenu cuerpo text message",
        "image": "image featureimage featuredimage cover coverimage picture photo thumbnailurl"
        " imageurl featuredimageurl coverurl photourl thumburl images jetpackfeaturedmediaurl"
        " wpfeaturedmedia leadimage mainimage heroimage hero teaserimage previewimage"
        " fieldimage fieldmediaimage banner poster thumbnails thumbnail thumb mediaattachments"
        " media ogimage preview embed thumbnailpath bild bildurl imagen foto immagine",
        "tags": "tags taglist tagnames tag labels keywords hashtags schlagworte etiquetas",
    }.items()
}
_OTHERS = "author|user|artist|genre|section|categor|channel|collection|file|host|site|source|first|last|nick"
_NO_PAGE = "api|self|edit|apply|download|comment|avatar|profile|image|img|thumb|icon|logo|site"
ENDINGS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "title": (
        ("(?:title|headline|subject)$", "sub|seo|meta|social|alt|short"),
        ("name$", f"{_OTHERS}|display|agency|full"),
    ),
    "link": (("(?:url|link|permalink|href)$", f"{_NO_PAGE}|author|user|channel|source"),),
    "date": (
        ("publi|posted|released|issued", "updated|modified|text|pretty|readable"),
        ("creat|added", "updated|modified|text|by|or$"),
        ("(?:date|time|timestamp)$", "updat|modif|edit|last|end|expir|read|due|birth"),
    ),
    "author": (("(?:author|user|byline|writer|artistname|username|creatorname)$", "url|id$|avatar|image"),),
    "section": (("(?:section|category|department|genre)(?:name)?$", "id$|url"),),
    "summary": (
        ("(?:summary|description|abstract|excerpt|snippet|notes|trailtext|teaser)$", "meta|seo|url"),
    ),
    "image": (
        (
            "image|img|picture|photo|thumb|artwork|cover|multimedia",
            "user|author|avatar|profile|icon|logo|alt",
        ),
    ),
    "tags": (("(?:tags|keywords|hashtags)$", "meta|seo"),),
}
"""How other names of a field end, or what is in them, and what must not be; tried after the known names."""
SHORT_TITLES = ("title", "name", "tagname", "version", "num", "subject", "summary", "headline")
"""Names of titles that may be short where a date stands beside them."""
_WRAPPERS = (
    *("node", "nodes", "edges", "data", "attributes", "fields", "values"),
    *("mapvalue", "arrayvalue", "stringvalue", "value", "t"),
)
_SPOKEN = ("default", "en", "engb", "enus", "de", "fr", "es", "it", "pt", "nl", "ja", "zh", "ru")
"""Languages under which a site of several says one thing in each; the first that it has stands for all."""
_INSIDE: Mapping[str, str] = {
    "title": "rendered basic processed plaintext main text title richtext name label"
    " display content headline",
    "link": "html alternate web webpage webui canonical url href alias permalink current path",
    "date": "start date iso datetime published publishedat firstpublishedat publishdate"
    " publicationdate displaydate postedat created createdat timestampvalue integervalue seconds utc raw"
    " numberlong",
    "author": "by displayname original fullname realname name nickname title rendered label people"
    " handle acct username login alias",
    "section": "primarysection title displayname name label display rendered slug",
    "summary": "rendered basic processed html plaintext text content value summary",
    "guid": "rendered oid",
    "content": "rendered processed html content plaintext text body value",
    "image": "sourceurl fullsize url src href maxres standard high original large medium source"
    " file asset image images external sizes uri preview previewurl path",
    "tags": "name title label display multiselect rendered slug",
}
INSIDE: Mapping[str, tuple[str, ...]] = {
    field: (*names.split(), *_WRAPPERS, *_SPOKEN, *(("date",) if field == "date" else ()))
    for field, names in _INSIDE.items()
}
"""Where the value of a field stands inside an object, the best place first; then what only wraps it."""
