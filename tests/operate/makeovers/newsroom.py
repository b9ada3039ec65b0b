"""A made-up newsroom: its stories in one of five languages, what is written next, and what is edited."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from random import Random
from unicodedata import normalize

from tests.operate.designs import MONTHS

NOW = datetime(2026, 3, 9, 12, 0, tzinfo=UTC)
HOST = "https://pier.example"


@dataclass(frozen=True, kw_only=True)
class Words:
    """What a language needs to tell of harbours and towns."""

    who: Sequence[str]
    does: Sequence[str]
    what: Sequence[str]
    why: Sequence[str]
    months: Sequence[str]
    sections: Sequence[str]
    more: str
    joint: str = " "


WORDS = {
    "en": Words(
        who=(
            "Council",
            "Ferry line",
            "Fish market",
            "Old lighthouse",
            "Night bus",
            "River museum",
            "Grain terminal",
            "Boat club",
        ),
        does=("opens", "sells", "rebuilds", "delays", "plans", "loses", "wins", "moves"),
        what=(
            "a second quay",
            "its northern shed",
            "twelve new cranes",
            "the winter timetable",
            "a floating library",
            "the customs house",
            "half of its fleet",
        ),
        why=(
            "after three years",
            "despite storm damage",
            "for the summer season",
            "with state money",
            "before the election",
            "against all advice",
        ),
        months=tuple(MONTHS["en"]),
        sections=("World", "Trade", "Culture"),
        more="Read more",
    ),
    "de": Words(
        who=(
            "Der Stadtrat",
            "Die Fährlinie",
            "Der Fischmarkt",
            "Das Zollamt",
            "Die Werft",
            "Der Nachtbus",
            "Das Flussmuseum",
            "Der Ruderverein",
        ),
        does=("eröffnet", "verkauft", "erneuert", "verschiebt", "plant", "verliert", "gewinnt", "schließt"),
        what=(
            "den zweiten Kai",
            "seine Nordhalle",
            "zwölf neue Kräne",
            "den Winterfahrplan",
            "eine schwimmende Bücherei",
            "das alte Zollhaus",
            "die halbe Flotte",
        ),
        why=(
            "nach drei Jahren",
            "trotz Sturmschäden",
            "für die Sommersaison",
            "mit Geld vom Land",
            "vor der Wahl",
            "gegen jeden Rat",
        ),
        months=tuple(MONTHS["de"]),
        sections=("Welt", "Handel", "Kultur"),
        more="Weiterlesen",
    ),
    "fr": Words(
        who=(
            "La mairie",
            "La ligne de ferry",
            "Le marché aux poissons",
            "Le vieux phare",
            "Le bus de nuit",
            "Le musée du fleuve",
            "Le terminal",
            "Le club nautique",
        ),
        does=("ouvre", "vend", "rénove", "retarde", "prévoit", "perd", "gagne", "ferme"),
        what=(
            "un second quai",
            "son hangar nord",
            "douze grues neuves",
            "les horaires d’hiver",
            "une bibliothèque flottante",
            "la maison des douanes",
            "la moitié de la flotte",
        ),
        why=(
            "après trois ans",
            "malgré la tempête",
            "pour la saison d’été",
            "avec l’aide de l’État",
            "avant les élections",
            "contre tout avis",
        ),
        months=tuple(MONTHS["fr"]),
        sections=("Monde", "Commerce", "Culture"),
        more="Lire la suite",
    ),
    "es": Words(
        who=(
            "El ayuntamiento",
            "La línea de ferry",
            "La lonja",
            "El viejo faro",
            "El autobús nocturno",
            "El museo del río",
            "La terminal",
            "El club náutico",
        ),
        does=("abre", "vende", "renueva", "retrasa", "planea", "pierde", "gana", "cierra"),
        what=(
            "un segundo muelle",
            "su nave norte",
            "doce grúas nuevas",
            "el horario de invierno",
            "una biblioteca flotante",
            "la casa de aduanas",
            "media flota",
        ),
        why=(
            "tras tres años",
            "pese a la tormenta",
            "para el verano",
            "con dinero público",
            "antes de las elecciones",
            "contra todo consejo",
        ),
        months=tuple(MONTHS["es"]),
        sections=("Mundo", "Comercio", "Cultura"),
        more="Leer más",
    ),
    "zh": Words(
        who=("市议会", "渡轮公司", "鱼市场", "旧灯塔", "夜间巴士", "河流博物馆", "粮食码头", "划船俱乐部"),
        does=("开放", "出售", "重建", "推迟", "计划", "失去", "赢得", "迁移"),
        what=(
            "第二座码头",
            "北部仓库",
            "十二台新起重机",
            "冬季时刻表",
            "水上图书馆",
            "旧海关大楼",
            "一半船队",
        ),
        why=("历时三年", "尽管遭遇风暴", "迎接夏季", "获得国家资助", "在选举之前", "不顾反对"),
        months=tuple(f"{n}月" for n in range(1, 13)),
        sections=("国际", "贸易", "文化"),
        more="阅读全文",
        joint="",
    ),
}
PEOPLE = ("Ann Lee", "Bo Wu", "Carla Ruiz", "Dirk Haas", "Eva Lind", "Femi Ade")


@dataclass(frozen=True, kw_only=True)
class Item:
    """One story as the newsroom means it."""

    number: int
    title: str
    day: datetime
    author: str
    section: str
    lead: str
    language: str
    slug: str
    """Of its first title: an edit changes no address."""


def slug_of(title: str) -> str:
    """The title's words as an address says them; empty for one without Latin letters."""
    plain = normalize("NFKD", title.lower()).encode("ascii", "ignore").decode()
    return "-".join("".join(c if c.isalnum() else " " for c in plain).split())


def written(random: Random, language: str, count: int) -> list[Item]:
    """So many stories, the newest first; no two with one title."""
    words = WORDS[language]
    titles: list[str] = []
    while len(titles) < count:
        parts = (
            random.choice(words.who),
            random.choice(words.does),
            random.choice(words.what),
            random.choice(words.why),
        )
        title = words.joint.join(parts)
        if title not in titles:
            titles.append(title)
    day, items = NOW - timedelta(hours=2, minutes=random.randrange(60)), []
    for place, title in enumerate(titles):
        lead = ". ".join(
            words.joint.join(random.choice(part) for part in (words.who, words.does, words.what))
            for _ in range(2)
        )
        items.append(
            Item(
                number=90210 - 7 * place,
                title=title,
                day=day.replace(second=0, microsecond=0),
                author=random.choice(PEOPLE),
                section=random.choice(words.sections),
                lead=f"{lead}.",
                language=language,
                slug=slug_of(title) or f"story{90210 - 7 * place}",
            )
        )
        day -= timedelta(hours=random.choice((3, 7, 20, 26)), minutes=random.randrange(60))
    return items


@dataclass(frozen=True, kw_only=True)
class Edition:
    """What stands on the page at first, after the next look, once it is made over, and a day later."""

    first: Sequence[Item]
    second: Sequence[Item]
    third: Sequence[Item]
    fourth: Sequence[Item]


def edition(seed: int, language: str) -> Edition:
    """Stories come at the top and go at the bottom; one is edited while the page is made over."""
    random = Random(f"edition {seed}")
    fresh, size = random.randrange(4), random.randrange(10, 20)
    every = written(random, language, size + 2 + fresh + 1)
    first = every[fresh + 2 : fresh + 2 + size]
    second = every[fresh + 1 : fresh + 1 + size]
    third = list(every[1 : 1 + size])
    at = random.randrange(fresh, size)
    if random.random() < 0.5:
        third[at] = replace(third[at], title=edited(third[at], random))
    fourth = [every[0], *third][:size]
    return Edition(first=first, second=second, third=third, fourth=fourth)


def edited(item: Item, random: Random) -> str:
    words = WORDS[item.language]
    return item.title + words.joint + random.choice([why for why in words.why if why not in item.title])
