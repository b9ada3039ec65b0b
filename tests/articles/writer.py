"""Made-up texts in several languages; what belongs to the article is remembered as it is written."""

from __future__ import annotations

import random
from collections.abc import Callable
from html import escape

WORDS = {
    "en": """the the a of in to and that on for by with its from as will was had been harbour lantern kiln orchard
        glacier copper turbine lighthouse motor quarter market office regulator company maker partner production
        council ferry bridge school river winter reported opened closed planned measured older smaller quiet""",
    "de": """der die das und in von zu mit auf für ist war wird nicht ein eine einer Hafen Laterne Obstgarten Kupfer
        Turbine Leuchtturm Viertel Markt Behörde Firma Rat Fähre Brücke Schule Fluss Winter meldete öffnete plante
        älter kleiner ruhig gestern wieder neue Straße""",
    "fr": """le la les de des et en un une que pour dans sur avec par est était sera port lanterne verger cuivre
        turbine phare quartier marché bureau conseil navire pont école fleuve hiver annonce ouvert fermé prévu ancien
        petit calme hier nouveau rue été""",
    "es": """el la los las de y en un una que para con por es era será puerto linterna huerto cobre turbina faro
        barrio mercado oficina consejo barco puente escuela río invierno anuncia abierto cerrado previsto antiguo
        pequeño tranquilo ayer nuevo calle""",
    "ru": """и в на с по для от из что как был была будет порт фонарь сад медь турбина маяк квартал рынок бюро совет
        паром мост школа река зима сообщил открыл закрыл старый малый тихий вчера новый улица""",
    "ar": """في من على إلى عن مع هذا هذه التي الذي كان كانت سوف الميناء المصباح البستان النحاس المنارة الحي السوق
        المكتب الشركة المجلس العبارة الجسر المدرسة النهر الشتاء أعلن افتتح قديم صغير هادئ أمس جديد الشارع""",
    "he": """של את על עם זה היה הייתה יהיה הנמל הפנס הפרדס הנחושת המגדלור הרובע השוק המשרד החברה המועצה המעבורת
        הגשר בית ספר הנהר החורף הודיע נפתח ישן קטן שקט אתמול חדש הרחוב""",
}
SIGNS = {
    "zh": "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经",
    "ja": "の一は日年大人本国会社中月時生東出行見学校前後町水川山小高新長海道村花空風雨港橋船光町家店員話語読書食車電気天地",
}
NAMES = ["Ada Lin", "Bo Ek", "Carla Diaz", "Dai Wen", "Eva Novak", "Femi Ade", "Gil Ross", "Hana Mori"]
HOST = "https://{}.example"


class Writer:
    """Writes one article; `told` is its text, block by block."""

    def __init__(self, layout: str, number: int, language: str = "en") -> None:
        self.random = random.Random(f"{layout} {number}")
        self.number = number
        self.language = language
        self.told: list[str] = []
        self.title = self.headline()
        self.author = self.random.choice(NAMES)

    # -- words that belong to nothing yet ---------------------------------------------------------

    def words(self, count: int) -> str:
        """So many words (or two and a half times as many signs)."""
        if self.language in SIGNS:
            return "".join(self.random.choices(SIGNS[self.language], k=count * 5 // 2))
        return " ".join(self.random.choices(WORDS[self.language].split(), k=count))

    def headline(self) -> str:
        """A headline, without a full stop."""
        text = self.words(self.random.randint(5, 9))
        return text[:1].upper() + text[1:]

    def sentence(self, low: int = 9, high: int = 22) -> str:
        """A sentence."""
        text = self.words(self.random.randint(low, high))
        return text[:1].upper() + text[1:] + ("。" if self.language in SIGNS else ".")

    def sentences(self, low: int = 2, high: int = 5) -> str:
        """A paragraph."""
        gap = "" if self.language in SIGNS else " "
        return gap.join(self.sentence() for _ in range(self.random.randint(low, high)))

    def links(self, count: int, shape: str = '<li><a href="{href}">{text}</a></li>', words: int = 2) -> str:
        """Links of a menu or to other stories."""
        return "".join(
            shape.format(href=f"/{n}-{self.random.randrange(10**5)}", text=escape(self.words(words).title()))
            for n in range(count)
        )

    def teasers(self, count: int, shape: str) -> str:
        """Other stories with a line of text each."""
        return "".join(
            shape.format(href=f"/other/{n}", title=self.headline(), text=self.sentence())
            for n in range(count)
        )

    # -- words of the article ---------------------------------------------------------------------

    def say(self, text: str) -> str:
        """A text of the article, escaped."""
        self.told.append(text)
        return escape(text, quote=False)

    def p(self, shape: str = "<p>{}</p>") -> str:
        """A paragraph, now and then with a link or a stressed word in it."""
        text = self.say(self.sentences())
        if self.language not in SIGNS and self.random.random() < 0.4:
            first, _, rest = text.partition(" ")
            tag = self.random.choice(['<a href="/about/{n}">', "<em>", "<strong>"]).format(n=self.number)
            text = f"{tag}{first}</{tag[1:].split(' ')[0].rstrip('>')}> {rest}"
        return shape.format(text)

    def ps(self, low: int, high: int, shape: str = "<p>{}</p>") -> str:
        """Some paragraphs."""
        return "\n".join(self.p(shape) for _ in range(self.random.randint(low, high)))

    def h(self, shape: str = "<h2>{}</h2>") -> str:
        """A heading inside the article."""
        return shape.format(self.say(self.headline()))

    def items(
        self, low: int = 3, high: int = 6, shape: str = "<ul>{}</ul>", item: str = "<li>{}</li>"
    ) -> str:
        """A list."""
        count = self.random.randint(low, high)
        return shape.format("".join(item.format(self.say(self.sentence(3, 12))) for _ in range(count)))

    def quote(self) -> str:
        """A quotation."""
        return f"<blockquote><p>{self.say(self.sentences(1, 2))}</p></blockquote>"

    def figure(self, shape: str = "") -> str:
        """A picture with its caption."""
        shape = shape or '<figure><img src="/i/{n}.jpg" alt=""><figcaption>{text}</figcaption></figure>'
        return shape.format(n=self.random.randrange(10**6), text=self.say(self.sentence(5, 12)))

    def table(self, rows: int = 4) -> str:
        """A table of data."""

        def row(tag: str) -> str:
            return "<tr>" + "".join(f"<{tag}>{self.say(self.words(2))}</{tag}>" for _ in range(3)) + "</tr>"

        return f"<table><thead>{row('th')}</thead><tbody>{''.join(row('td') for _ in range(rows))}</tbody></table>"

    def code(self, shape: str = "<pre><code>{}</code></pre>") -> str:
        """A piece of a program."""
        names = [self.random.choice(["moor", "wait", "load", "weigh", "turn"]) for _ in range(4)]
        lines = [f"def {name}(berth):\n    return berth + {n}" for n, name in enumerate(names)]
        return shape.format(self.say("\n\n".join(lines)))

    def mixed(self, *extra: Callable[[], str]) -> str:
        """Paragraphs with headings, and each of the extra blocks once between them."""
        parts = [self.ps(2, 4)]
        for make in extra:
            parts += [make(), self.ps(1, 3)]
        return "\n".join(parts)
