# ruff: noqa: E501 -- a table of phrases reads better unbroken
"""What pages say in each language: the one place where a language is added.

Each phrase is written as in a regular expression, alternatives apart by `|`; a space stands for any
white space, and upper case never matters. A language says what is known of it, nothing else is needed:

    Language("eo", read_on="legi pli|plu legi", also="legu ankaŭ")
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Language:
    """The phrases of one language (BCP 47), each empty where none is known."""

    code: str
    read_on: str = ""
    """What leads from the beginning of a text to the whole of it, and stands in no sentence."""
    alone: str = ""
    """What does so only where nothing follows it."""
    more: str = ""
    """One or two words for "more", which do so only where an arrow follows."""
    also: str = ""
    """What leads to another story."""
    by: str = ""
    """What stands before its author's name."""
    and_: str = ""
    """What stands between two names."""
    since: str = ""
    """What stands before the time of a change: "Updated"."""
    ago_before: str = ""
    """What stands before an age: "vor" 3 Stunden."""
    ago_after: str = ""
    """What stands behind an age: 3 uur "geleden"."""
    one: str = ""
    """Words for the number one."""
    day: str = ""
    """Words for a day or a moment near now."""
    months: str = ""
    """How the names of months begin, in three or four letters."""
    comments: str = ""
    """What readers answered, as it is counted."""
    none: str = ""
    """Words for the number zero."""
    picture: str = ""
    """What a picture is called before its maker's name and a colon."""
    related: str = ""
    """The heading of other stories' headlines."""
    titled: str = ""
    """What heads a table's column of titles or names."""
    issued: str = ""
    """What heads a column of days on which something came out."""
    besides: str = ""
    """What heads a column that names no row: its person, place, office, state or kind."""
    spaced: bool = True
    """Whether it is written with spaces between its words."""


LANGUAGES = (
    Language(
        "en",
        read_on=(
            "(?:click here to )?(?:read|learn|see) more|(?:continue|keep) reading|read on"
            "|read (?:the )?(?:full|whole|entire|complete|original|rest)"
        ),
        alone=(
            "(?:view|show) more|(?:read )?(?:the )?(?:full|whole|complete)"
            " (?:story|article|post|announcement|release notes)"
        ),
        more="more",
        also="(?:see|read) also|also read",
        since="updated|posted|published|modified|edited",
        one="an?|one",
        day="now|today|yesterday",
        months="jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec",
        comments="comments?|replies|reply|reactions?",
        none="no",
        picture="credits?|courtesy|source",
        related="related(?: (?:stor(?:y|ies)|articles?|reading|news|coverage|links?|headlines?|topics?|content))?|read (?:more|next)|more (?:stories|news|articles|headlines)|recommended (?:for you|reading|stories|articles)|more on this(?: story| topic)?|most (?:read|popular) (?:stories|articles|news)|you (?:may|might) (?:also )?(?:like|be interested in)|trending now",
        by="by",
        and_="and",
        titled="(?:(?:sub)?title|subject|headline|caption|topic|matter|part(?:y|ies)|(?:case|short|style)? ?name|case|appell(?:ant|ee)s?|project|heading|re)s?",
        issued="(?:date )?(?:of )?(?:publi(?:shed|cation)|issued?|posted|filed|filing|released?|decided|decision|opinion|added|adopted|uploaded)(?: date| on)?",
        besides="judges?|justices?|authors?|writers?|posters?|(?:lower )?courts?|status|state|types?|kind|categor(?:y|ies)|agenc(?:y|ies)|offices?|department|location|venue|place|address|attorneys?|counsel|disposition|outcome|size|format|county|contact|remarks|notes?|applicant|contractor|owner|replies|views|last post",
    ),
    Language(
        "af",
        read_on="lees (?:meer|verder|die volledige (?:artikel|berig|storie))",
        also="lees ook",
    ),
    Language(
        "ar",
        read_on=(
            "[اإأ]قرأ المزيد|قراءة المزيد|(?:تابع|متابعة|أكمل|اكمل|مواصلة) القراءة|لقراءة المزيد"
            "|[اإأ]قرأ (?:الخبر|المقال) كاملا?ً?"
        ),
        more="المزيد|للمزيد",
        also="[اإأ]قرأ [أا]يض[اًا]+|[اإأ]قرئ?ي? [أا]يض[اًا]+",
    ),
    Language("az", read_on="(?:ardını|davamını|ətraflı) oxu(?:yun)?", alone="daha ətraflı", more="ətraflı"),
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
    Language("bn", read_on="আর[ওো] পড়ুন|বিস্তারিত পড়ুন|পুরোটা পড়ুন", more="বিস্তারিত"),
    Language(
        "ca",
        read_on=(
            "llegir-ne més|llegir més|llegiu-ne més|llegeix-ne més"
            "|(?:continua|continueu|segueix|seguiu|continuar|seguir) llegint"
        ),
        more="més",
        also="llegiu també|llegeix també|vegeu també",
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
    ),
    Language("cy", read_on="darllen(?:wch)? (?:mwy|ymlaen)|parhau i ddarllen|parhewch i ddarllen"),
    Language(
        "da",
        read_on=(
            "læs (?:mere|videre)|fortsæt(?:te)? (?:med at læse|læsning(?:en)?)"
            "|læs hele (?:artiklen|historien|indlægget)"
        ),
        more="mere",
        also="læs også",
        since="opdateret",
        ago_after="siden",
        one="en|et",
        day="i ?dag|i ?går",
        months="jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec",
        comments="kommentarer",
        none="ingen",
        and_="og",
        titled="titel|emne|overskrift|navn|sag",
        issued="(?:offentliggjort|udgivet|dato)",
        besides="status|type|kategori|sted|myndighed|forfatter",
    ),
    Language(
        "de",
        read_on=(
            "weiter ?lesen|mehr lesen|mehr erfahren|jetzt lesen|lesen sie (?:mehr|weiter)"
            "|(?:den )?(?:ganzen|vollständigen|kompletten) (?:artikel|beitrag|text|bericht) lesen"
        ),
        alone="zum (?:ganzen |vollständigen )?(?:artikel|beitrag)",
        more="mehr|weiter|mehr (?:anzeigen|dazu)",
        also="lesen sie (?:auch|mehr)|siehe auch",
        since="aktualisiert|veröffentlicht|stand",
        ago_before="vor",
        one="ein(?:er|em|en)?",
        day="heute|gestern",
        months="jan|feb|mär|apr|mai|jun|jul|aug|sep|okt|nov|dez",
        comments="kommentare?",
        none="keine?",
        picture="fotografie|bilder|bildquelle|quelle",
        related="mehr zum thema",
        by="von",
        and_="und",
        titled="titel|betreff|bezeichnung|thema|gegenstand|name|parteien|überschrift|vorhaben|maßnahme",
        issued="(?:veröffentlicht|datum|erschienen|bekanntmachung|veröffentlichung|vom|erlassen)(?: am)?",
        besides="status|art|typ|kategorie|ort|amt|stelle|vergabestelle|auftraggeber|richter|gericht|senat|verfasser|autor|größe|format|bemerkung",
    ),
    Language(
        "el",
        read_on=(
            "διαβάστε (?:περισσότερα|τη συνέχεια|ολόκληρο (?:το άρθρο|το κείμενο))|συνεχίστε (?:την ανάγνωση|να διαβάζετε)"
            "|συνέχεια ανάγνωσης"
        ),
        more="περισσότερα|συνέχεια",
        also="διαβάστε επίσης|δείτε επίσης",
    ),
    Language("eo", read_on="legi pli|plu legi|legu pli|daŭrigi legadon", also="legu ankaŭ"),
    Language(
        "es",
        read_on=(
            "(?:leer|lee|lea|saber) m[áa]s|(?:seguir|continuar|sigue|sigua|continúa|continúe) leyendo"
            "|(?:continuar|seguir) (?:la )?lectura"
            "|leer (?:la |el )?(?:nota|noticia|artículo) complet[ao]"
        ),
        more="más|ver más|mostrar más",
        also="l(?:ea|eer|ee) también",
        since="actualizado|publicado",
        ago_before="hace",
        one="una",
        day="hoy|ayer",
        months="ene|feb|mar|abr|may|jun|jul|ago|sep|oct|nov|dic",
        comments="comentarios?",
        none="sin",
        picture="fotografía|imagen|imágenes",
        related="te puede interesar",
        by="por",
        and_="y",
        titled="título|asunto|objeto|nombre|tema|partes|denominación|descripción",
        issued="(?:fecha de )?(?:publicación|publicado|emisión|expedición)",
        besides="estado|tipo|categoría|lugar|órgano|entidad|organismo|juez|ponente|autor|tamaño|formato",
    ),
    Language(
        "et", read_on="loe (?:edasi|lähemalt|rohkem|veel)|(?:jätka|edasi) luge(?:mist|da)", also="loe ka"
    ),
    Language("eu", read_on="irakurri gehiago|gehiago irakurri|jarraitu irakurtzen|irakurtzen jarraitu"),
    Language(
        "fa",
        read_on="ادامه[ٔ‌]? ?(?:مطلب|خبر|نوشته|مقاله)|بیشتر بخوانید|بیشتر بدانید|خواندن ادامه|ادامه خواندن",
        alone="متن کامل",
        more="بیشتر|ادامه",
        also="همچنین بخوانید",
    ),
    Language(
        "fi",
        read_on="lue (?:lisää|eteenpäin)|lue koko (?:juttu|artikkeli|uutinen|teksti)|jatka lukemista",
        more="lisää",
        also="lue myös",
        ago_after="sitten",
    ),
    Language(
        "fr",
        read_on=(
            "(?:lire|lisez) (?:la suite|plus)|(?:en )?savoir plus|(?:poursuivre|continuer) (?:la|ma|votre) lecture"
            "|continuer (?:à|de) lire|lire l['’]article(?: complet| en entier| entier)?|lire l['’]intégralité"
        ),
        more="plus|la suite|voir plus|afficher plus",
        also="(?:à )?lire aussi|voir aussi|à lire également",
        since="mis à jour|publié",
        ago_before="il y a",
        one="une?",
        day="hier|aujourd['’]hui",
        months="jan|fév|fev|mar|avr|mai|juin|juil|aoû|aou|sep|oct|nov|déc",
        comments="commentaires?",
        none="aucun",
        picture="cr[ée]dits?(?: photos?)?",
        by="par",
        and_="et",
        titled="titre|objet|intitulé|sujet|nom|parties|affaire|libellé",
        issued="(?:date de )?(?:publication|parution|publié(?: le)?|mise en ligne|décision)",
        besides="statut|état|type|catégorie|lieu|ville|département|organisme|acheteur|juge|auteur|chambre|taille|format",
    ),
    Language("ga", read_on="léigh (?:níos mó|tuilleadh)|lean (?:ort )?ag léamh"),
    Language("gl", read_on="(?:ler|le|lea) máis|(?:continuar|seguir|continúa|segue) lendo", also="le tamén"),
    Language("gu", read_on="વધુ વાંચો|આગળ વાંચો"),
    Language(
        "he",
        read_on=(
            "קרא(?:ו|י)? (?:עוד|את ההמשך)|(?:ל)?המשך (?:ה)?קריאה|להמשך (?:ה)?כתבה|המשיכו לקרוא|המשך לקרוא|לקריאה נוספת"
            "|לכתבה המלאה|לידיעה המלאה"
        ),
        more="עוד|להמשך",
        also="קראו גם|קרא גם",
    ),
    Language(
        "hi",
        read_on="और पढ़ें|और पढ़े|आगे पढ़ें|पूरा पढ़ें|पूरी (?:खबर|ख़बर) पढ़ें|अधिक पढ़ें|पढ़ना जारी रखें",
        also="यह भी पढ़ें|ये भी पढ़ें",
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
        "hu",
        read_on=(
            "tovább olvasom|olvass(?:a|on)? tovább|olvasd tovább|tovább a (?:cikkhez|teljes cikkre)"
            "|(?:a )?teljes cikk elolvasása"
        ),
        alone="bővebben|(?:a )?teljes cikk",
        more="tovább|részletek",
        also="olvasta már\\?",
    ),
    Language("hy", read_on="կարդալ (?:ավելին|ավելի|շարունակությունը|ամբողջը)", more="ավելին"),
    Language(
        "id",
        read_on=(
            "baca (?:selengkapnya|selanjutnya|lebih lanjut|lagi|seterusnya|artikel selengkapnya)"
            "|(?:lanjutkan|lanjut|teruskan) membaca"
        ),
        alone="selengkapnya",
        also="baca juga",
    ),
    Language(
        "is",
        read_on="lesa (?:meira|áfram|nánar|alla fréttina)|halda áfram að lesa",
        more="meira|nánar",
        also="lesa einnig",
    ),
    Language(
        "it",
        read_on=(
            "leggi (?:tutto|di più|ancora|(?:il )?seguito)|continua (?:a leggere|la lettura)|continua a leggere"
            "|(?:per )?saperne di più|leggi l['’](?:articolo|intero articolo)(?: completo| intero)?|scopri di più"
        ),
        more="altro|di più|continua|vedi altro",
        also="(?:leggi|vedi) anche",
        since="aggiornato|pubblicato",
        ago_after="fa",
        one="una",
        day="oggi|ieri",
        months="gen|feb|mar|apr|mag|giu|lug|ago|set|ott|nov|dic",
        comments="comment[io]",
        none="nessun",
        picture="immagine",
        by="di",
        and_="e",
        titled="titolo|oggetto|nome|argomento|parti|denominazione",
        issued="(?:data (?:di )?)?(?:pubblicazione|pubblicato|emissione)",
        besides="stato|tipo(?:logia)?|categoria|luogo|ente|ufficio|stazione appaltante|giudice|relatore|autore|formato",
    ),
    Language(
        "ja",
        read_on=(
            "(?:この記事の)?(?:続き|つづき)を?(?:読む|よむ|みる|見る)|続きは(?:こちら|コチラ)|もっと(?:見る|みる|読む)"
            "|(?:全文|記事全文|記事)を(?:読む|表示|見る)|詳しく(?:見る|はこちら|読む)|詳細を見る"
        ),
        more="もっと|続き|詳細",
        also="あわせて読みたい",
        spaced=False,
        day="今日|昨日|本日",
        picture="写真",
        related="関連(?:記事|ニュース)",
        titled="件名|題名|タイトル|表題|名称|案件名",
        issued="公表日|公開日|掲載日|発行日|登録日",
        besides="区分|種別|場所|担当課|部署|状態",
    ),
    Language(
        "ka",
        read_on="წაიკითხეთ? (?:მეტი|სრულად|ვრცლად)|განაგრძეთ? კითხვა|კითხვის გაგრძელება",
        more="ვრცლად|სრულად",
    ),
    Language("kk", read_on="толығырақ оқу|толық оқу|әрі қарай оқу", alone="толығырақ", also="тағы оқыңыз"),
    Language(
        "ko",
        read_on=(
            "더 ?(?:보기|읽기|알아보기)|계속 ?(?:읽기|보기)|자세히 ?(?:보기|읽기)|(?:기사 ?)?(?:전문|원문) ?(?:보기|읽기)"
        ),
        more="더",
        spaced=False,
        day="오늘|어제",
        titled="제목|명칭|건명",
        issued="등록일|작성일|게시일|공고일",
        besides="작성자|담당부서|조회|상태|분류",
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
    Language("ml", read_on="കൂടുതൽ വായിക്കുക|തുടർന്ന് വായിക്കുക|കൂടുതൽ വായിക്കാൻ"),
    Language("mn", read_on="дэлгэрэнгүй унших|цааш унших", alone="дэлгэрэнгүй"),
    Language("mr", read_on="पुढे वाचा|अधिक वाचा|आणखी वाचा|सविस्तर वाचा"),
    Language("ms", read_on="baca (?:seterusnya|lanjut|lagi)|terus membaca", also="baca juga"),
    Language(
        "nb",
        read_on=(
            "les (?:mer|meir|videre|vidare|hele (?:saken|artikkelen|innlegget))|fortsett (?:å lese|lesingen|å lesa)"
        ),
        more="mer|meir",
        also="les også",
        since="oppdatert",
        ago_after="siden",
        one="en|et",
        day="i ?dag|i ?går",
        months="jan|feb|mar|apr|mai|jun|jul|aug|sep|okt|nov|des",
        comments="kommentarer",
        none="ingen",
        by="av",
        and_="og",
        titled="tittel|emne|overskrift|navn|sak",
        issued="(?:publisert|utgitt|dato)",
        besides="status|type|kategori|sted|etat|forfatter",
    ),
    Language("ne", read_on="थप पढ्नुहोस्|पूरा पढ्नुहोस्|बाँकी पढ्नुहोस्"),
    Language(
        "nl",
        read_on=(
            "lees (?:meer|verder)|(?:meer|verder) lezen|lees het (?:hele|volledige) (?:artikel|bericht|verhaal)"
            "|lees (?:hier )?het (?:hele |volledige )?artikel"
        ),
        more="meer|verder|toon meer",
        also="(?:lees|zie) ook",
        since="bijgewerkt|gepubliceerd",
        ago_after="geleden",
        one="een",
        day="vandaag|gisteren",
        months="jan|feb|mrt|apr|mei|jun|jul|aug|sep|okt|nov|dec",
        comments="reacties?",
        none="geen",
        by="door",
        and_="en",
        titled="titel|onderwerp|naam|betreft|zaak",
        issued="(?:datum )?(?:publicatie|gepubliceerd|bekendmaking)",
        besides="status|type|soort|categorie|plaats|gemeente|organisatie|rechter|auteur|formaat",
    ),
    Language("pa", read_on="ਹੋਰ ਪੜ੍ਹੋ|ਅੱਗੇ ਪੜ੍ਹੋ"),
    Language(
        "pl",
        read_on=(
            "(?:prze)?czytaj (?:więcej|dalej|całość|cały (?:artykuł|tekst))|(?:kontynuuj )czytanie"
            "|dowiedz się więcej|zobacz więcej"
        ),
        more="więcej|dalej",
        also="czytaj (?:też|także|również)|zobacz (?:też|także|również)",
        since="zaktualizowano",
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
        "pt",
        read_on=(
            "(?:leia|ler|lê|lea) mais|(?:continue|continuar|continua) (?:a ler|lendo|(?:a )?leitura)|saiba mais|saber mais"
            "|(?:leia|ler|veja) (?:a |o )?(?:matéria|notícia|íntegra|reportagem|artigo|texto)(?: complet[ao])?(?: na íntegra)?"
        ),
        more="mais|ver mais|mostrar mais",
        also="(?:leia|veja) também|ler também",
        since="atualizado",
        ago_before="há",
        one="uma?",
        day="hoje|ontem",
        months="jan|fev|mar|abr|mai|jun|jul|ago|set|out|nov|dez",
        comments="comentários?",
        none="sem",
        picture="imagem",
        by="por",
        and_="e",
        titled="título|assunto|objeto|nome|tema|partes|ementa",
        issued="(?:data (?:de |da )?)?(?:publicação|publicado)",
        besides="estado|situação|tipo|categoria|local|órgão|entidade|relator|autor|tamanho|formato",
    ),
    Language(
        "ro",
        read_on=(
            "(?:cite[sșş]te|citi[tțţ]i) (?:mai (?:mult|departe)|tot articolul|continuarea|în continuare)"
            "|continu[aă] (?:s[aă] cite[sșş]ti|lectura|citirea)|afl[aă] mai mult(?:e)?|vezi mai mult(?:e)?"
        ),
        more="mai mult|mai multe|detalii",
        also="cite[sșş]te [sșş]i|vezi [sșş]i",
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
        since="обновлено|опубликовано",
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
        "sq", read_on="lexo(?:ni)? më (?:shumë|tej)|lexo(?:ni)? (?:të plotë|artikullin)|vazhdo(?:ni)? leximin"
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
        "sv",
        read_on=(
            "läs (?:mera?|vidare|hela (?:artikeln|inlägget|texten|nyheten))|fortsätt (?:att )?läsa|fortsätt läsningen"
        ),
        more="mera?|visa mer",
        also="läs (?:också|även)",
        since="uppdaterad",
        ago_after="sedan",
        one="en|ett",
        day="i ?dag|i ?går",
        months="jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec",
        comments="kommentarer",
        none="ingen",
        by="av",
        and_="och",
        titled="titel|rubrik|ärende|ämne|namn",
        issued="(?:publicerad|publicering|datum)",
        besides="status|typ|kategori|plats|myndighet|domstol|författare",
    ),
    Language("sw", read_on="soma (?:zaidi|habari zaidi)|endelea kusoma", also="soma pia"),
    Language("ta", read_on="மேலும் (?:படிக்க|வாசிக்க|படிக்கவும்)|தொடர்ந்து படிக்க"),
    Language("te", read_on="ఇంకా చదవండి|మరింత చదవండి|పూర్తిగా చదవండి"),
    Language(
        "th",
        read_on="อ่าน(?:ต่อ|เพิ่มเติม|ทั้งหมด|ข่าวเต็ม|รายละเอียด)|ดูเพิ่มเติม",
        alone="ดูทั้งหมด",
        spaced=False,
    ),
    Language("tl", read_on="magbasa pa|basahin (?:ang )?(?:higit pa|iba pa|buong)|ituloy ang pagbabasa"),
    Language(
        "tr",
        read_on=(
            "devamını (?:oku(?:yun)?|gör)|okumaya devam(?: et| edin)?|daha fazla(?:sını)? oku|tamamını oku(?:yun)?"
            "|devamı için"
        ),
        alone="(?:haberin|yazının) devamı",
        more="devamı|daha fazla",
        also="ayrıca oku(?:yun)?|bunu da oku(?:yun)?",
        ago_after="önce",
        day="bugün|dün",
        months="oca|şub|mar|nis|may|haz|tem|ağu|eyl|eki|kas|ara",
        comments="yorum",
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
    ),
    Language("ur", read_on="مزید پڑھ(?:یں|ئے|یے)|پڑھنا جاری رکھیں", alone="مکمل خبر", more="مزید"),
    Language(
        "uz",
        read_on="batafsil o['’‘ʻ]qish|davomini o['’‘ʻ]qi(?:ng|sh)",
        alone="batafsil|батафсил",
        also="shuningdek o['’‘ʻ]qing",
    ),
    Language(
        "vi",
        read_on="đọc (?:tiếp|thêm|toàn bộ)|xem (?:tiếp|thêm|chi tiết|đầy đủ)|tiếp tục đọc",
        more="thêm",
    ),
    Language(
        "zh",
        read_on=(
            "(?:点击)?(?:阅读|查看|展开)(?:全文|更多|原文)|继续阅读|(?:點擊)?(?:閱讀|查看|展開)(?:全文|更多|原文)|繼續閱讀"
            "|(?:了解|瞭解)更多"
        ),
        alone="更多详情|更多詳情",
        more="更多|全文|详细|详情|詳情",
        spaced=False,
        since="更新(?:时间|日時)?|发布(?:时间)?",
        day="今天|昨天|前天|今日|昨日",
        picture="图片?(?:来源)?|摄影",
        related="(?:相关|推荐)(?:阅读|报道|新闻|文章)",
        and_="和",
        titled="标题|標題|名称|名稱|题目|主题|案由",
        issued="发布日期|發布日期|公布日期|发文日期|日期",
        besides="状态|类型|类别|地点|部门|单位",
    ),
)
"""Every language that something is known of."""
