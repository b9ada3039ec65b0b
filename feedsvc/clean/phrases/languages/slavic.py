# ruff: noqa: E501 -- a table of phrases reads better unbroken
"""What pages say in Slavic and Baltic languages."""

from __future__ import annotations

from feedsvc.clean.phrases.languages.language import Language

SLAVIC = (
    Language(
        "be",
        read_on="чытаць (?:далей|больш|цалкам)",
        alone="падрабязней",
        more="далей",
        also="чытайце таксама",
    ),
    Language(
        "bg",
        read_on="(?:прочети|прочетете|чети|четете) (?:още|повече|нататък)|научи(?:ете)? повече|виж(?:те)? повече",
        more="още|повече",
        also="(?:виж|вижте|прочети|прочетете) също",
    ),
    Language(
        "cs",
        read_on=(
            "(?:číst|čtěte|čti) (?:dále?|dál|více|víc|celé)|pokračovat ve čtení|(?:číst|zobrazit) celý článek"
        ),
        alone="celý článek",
        more="více|celý text",
        also="čtěte také|čtěte i|viz také",
        titled="název|předmět|věc|titul",
        issued="(?:vyvěšeno|zveřejněno|datum zveřejnění)",
        besides="stav|typ|druh|kategorie|místo|původce|autor|soud",
        changed_also="aktualizováno",
    ),
    Language(
        "hr",
        read_on=(
            "(?:pro)?čitaj(?:te)? (?:više|dalje|još|cijeli članak|ceo tekst|celu vest)|saznaj(?:te)? više"
            "|nastavi(?:te)? (?:sa? )?(?:čitati|čitanjem|čitanje|da čitaš|da čitate)"
        ),
        alone="opširnije",
        more="više|detaljnije|dalje",
        also="(?:pro)?čitaj(?:te)? i|pročitaj(?:te)? i ovo",
    ),
    Language(
        "lt",
        read_on="skaity(?:ti|kite|k) (?:daugiau|toliau|plačiau|visą)|tęsti skaitymą",
        more="plačiau|daugiau",
        also="taip pat skaitykite",
    ),
    Language(
        "lv",
        read_on="(?:lasīt|lasi|lasiet) (?:vairāk|tālāk|visu)|turpināt lasīt",
        more="vairāk",
        also="lasi(?:et)? arī",
    ),
    Language(
        "mk",
        read_on="(?:прочитај|прочитајте|читај|читајте) (?:повеќе|понатаму|цело)|дознај повеќе",
        more="повеќе",
    ),
    Language(
        "pl",
        read_on=(
            "(?:prze)?czytaj (?:więcej|dalej|całość|cały (?:artykuł|tekst))|(?:kontynuuj )czytanie"
            "|dowiedz się więcej|zobacz więcej"
        ),
        more="więcej|dalej",
        also="czytaj (?:też|także|również)|zobacz (?:też|także|również)",
        changed="zaktualizowano",
        changed_also="aktualizowano|aktualizacja",
        ago_after="temu",
        day="dzisiaj|wczoraj",
        months="sty|lut|mar|kwi|maj|cze|lip|sie|wrz|paź|lis|gru",
        comments="komentarz\\w*",
        none="brak",
        picture="zdjęci[ea]",
        titled="tytuł|temat|przedmiot|nazwa",
        issued="(?:data )?(?:publikacji|ogłoszenia|opublikowano)",
        besides="status|typ|rodzaj|kategoria|miejsce|organ|sąd|sędzia|autor",
    ),
    Language(
        "ru",
        read_on=(
            "(?:чита(?:ть|йте|й)|прочитать|узнать) (?:далее|дальше|больше|полностью|ещ[её]|подробнее|продолжение"
            "|весь текст|всю статью|статью полностью)|продолж(?:ить|ение) чтени[ея]|показать полностью"
        ),
        alone="подробнее",
        more="далее|дальше|больше|ещ[её]",
        also="чита(?:йте|ть) также|смотрите также",
        changed="обновлено",
        published="опубликовано",
        changed_also="обновлена?|изменен[оа]?",
        ago_after="назад",
        day="сегодня|вчера",
        months="янв|фев|мар|апр|ма[йя]|июн|июл|авг|сен|окт|ноя|дек",
        comments="коммента\\w*",
        none="нет",
        picture="фото",
        by="автор",
        titled="название|наименование|заголовок|предмет|тема",
        issued="(?:дата )?(?:публикации|размещения|опубликовано)",
        besides="статус|тип|вид|категория|место|орган|суд|судья|автор",
    ),
    Language(
        "sk",
        read_on="(?:čítať|čítajte|čítaj) (?:ďalej|viac|celé)|pokračovať v čítaní",
        alone="celý článok",
        more="viac",
        changed_also="aktualizované",
    ),
    Language(
        "sl",
        read_on=(
            "(?:pre)?ber(?:i|ite) (?:več|dalje|naprej|celoten (?:članek|prispevek))|preberi(?:te)? več"
            "|nadaljuj(?:te)? (?:z )?branje[m]?"
        ),
        more="več",
        also="preberi(?:te)? tudi",
    ),
    Language(
        "sr",
        read_on=(
            "(?:про)?читај(?:те)? (?:више|даље|још|цео текст|целу вест)|сазнај(?:те)? више"
            "|настави(?:те)? (?:са )?читање[м]?"
        ),
        alone="опширније",
        more="више|детаљније|даље",
        also="(?:про)?читај(?:те)? и",
    ),
    Language(
        "uk",
        read_on=(
            "чита(?:ти|йте|й) (?:далі|більше|повністю|детальніше|докладніше|продовження)"
            "|дізна(?:тися|йтеся) більше|продовжити читання"
        ),
        alone="докладніше|детальніше",
        more="далі|більше",
        also="читайте також",
        changed_also="оновлено",
    ),
)
