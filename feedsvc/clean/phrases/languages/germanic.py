# ruff: noqa: E501 -- a table of phrases reads better unbroken
"""What pages say in Germanic languages."""

from __future__ import annotations

from feedsvc.clean.phrases.languages.language import Language

GERMANIC = (
    Language(
        "af",
        read_on="lees (?:meer|verder|die volledige (?:artikel|berig|storie))",
        also="lees ook",
    ),
    Language(
        "da",
        read_on=(
            "læs (?:mere|videre)|fortsæt(?:te)? (?:med at læse|læsning(?:en)?)"
            "|læs hele (?:artiklen|historien|indlægget)"
        ),
        more="mere",
        also="læs også",
        changed="opdateret",
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
        takes="læsetid|læsning",
        popular="mest læste?|populære (?:artikler|indlæg)",
        by="af",
        writers="forfatter",
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
        changed="aktualisiert",
        published="veröffentlicht|stand",
        changed_also="geändert|letzte (?:änderung|aktualisierung)",
        ago_before="vor",
        one="ein(?:er|em|en)?",
        day="heute|gestern",
        months="jan|feb|mär|apr|mai|jun|jul|aug|sep|okt|nov|dez",
        comments="kommentare?",
        none="keine?",
        picture="fotografie|bilder|bildquelle|quelle",
        related="mehr zum thema|(?:ähnliche|verwandte|weitere) (?:artikel|beiträge|themen|meldungen)|das könnte (?:sie|dich) auch interessieren",
        by="von|autor(?:in)?",
        and_="und",
        titled="titel|betreff|bezeichnung|thema|gegenstand|name|parteien|überschrift|vorhaben|maßnahme",
        issued="(?:veröffentlicht|datum|erschienen|bekanntmachung|veröffentlichung|vom|erlassen)(?: am)?",
        besides="status|art|typ|kategorie|ort|amt|stelle|vergabestelle|auftraggeber|richter|gericht|senat|verfasser|autor|größe|format|bemerkung",
        takes="lesezeit|lesedauer|lektüre",
        popular="meist ?gelesen(?:e(?: artikel| beiträge)?)?|am meisten gelesen|beliebte (?:artikel|beiträge)|das könnte (?:sie|dich) auch interessieren",
        writers="autor(?:in|en|innen)?|verfasser(?:in)?",
    ),
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
        changed="updated|modified|edited",
        published="posted|published",
        changed_also="(?:last )?(?:update|revised|changed)|last (?:updated|modified|edited)",
        one="an?|one",
        day="now|today|yesterday",
        months="jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec",
        comments="comments?|replies|reply|reactions?",
        none="no",
        picture="credits?|courtesy|source",
        related="related(?: (?:stor(?:y|ies)|posts?|entries|videos?|articles?|reading|news|coverage|links?|headlines?|topics?|content))?|read (?:more|next)|more (?:stories|news|articles|headlines)|recommended (?:for you|reading|stories|articles)|more on this(?: story| topic)?|most (?:read|popular) (?:stories|articles|news)|you (?:may|might) (?:also )?(?:like|be interested in)|trending now",
        by="by",
        and_="and",
        titled="(?:(?:sub)?title|subject|headline|caption|topic|matter|part(?:y|ies)|(?:case|short|style)? ?name|case|appell(?:ant|ee)s?|project|heading|re)(?:s|\\(s\\))?",
        issued="(?:date )?(?:of )?(?:publi(?:shed|cation)|issued?|posted|filed|filing|released?|decided|decision|opinion|added|adopted|uploaded)(?: date| on)?",
        besides="judges?|justices?|authors?|writers?|posters?|(?:lower )?courts?|status|state|types?|kind|categor(?:y|ies)|agenc(?:y|ies)|offices?|department|location|venue|place|address|attorneys?|counsel|disposition|outcome|size|format|county|contact|remarks|notes?|applicant|contractor|owner|replies|views|last post",
        takes="(?:to )?(?:read(?:ing)?|listen|watch)(?: time)?(?! (?:more|on|the|full|next|also|now|it|this))",
        popular="most (?:read|popular|viewed|shared|commented|watched)(?: (?:stor(?:y|ies)|articles?|news|posts?|videos?|today|now|this week))?|popular (?:stories|articles|news|posts|now|today|this week)|trending(?: (?:now|today|stories|articles|news|posts|topics))?",
        writers="authors?(?:\\(s\\))?|(?:written|posted|submitted|uploaded|created) by|writers?|poster",
    ),
    Language(
        "is",
        read_on="lesa (?:meira|áfram|nánar|alla fréttina)|halda áfram að lesa",
        more="meira|nánar",
        also="lesa einnig",
    ),
    Language(
        "nb",
        read_on=(
            "les (?:mer|meir|videre|vidare|hele (?:saken|artikkelen|innlegget))|fortsett (?:å lese|lesingen|å lesa)"
        ),
        more="mer|meir",
        also="les også",
        changed="oppdatert",
        changed_also="endret",
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
        takes="lesetid|lesing",
        popular="mest leste?|populære (?:artikler|innlegg)",
        writers="forfatter",
    ),
    Language(
        "nl",
        read_on=(
            "lees (?:meer|verder)|(?:meer|verder) lezen|lees het (?:hele|volledige) (?:artikel|bericht|verhaal)"
            "|lees (?:hier )?het (?:hele |volledige )?artikel"
        ),
        more="meer|verder|toon meer",
        also="(?:lees|zie) ook",
        changed="bijgewerkt",
        published="gepubliceerd",
        changed_also="gewijzigd",
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
        takes="leestijd|lezen",
        popular="meest gelezen(?: artikelen)?|populaire (?:artikelen|berichten)",
        writers="auteurs?",
    ),
    Language(
        "sv",
        read_on=(
            "läs (?:mera?|vidare|hela (?:artikeln|inlägget|texten|nyheten))|fortsätt (?:att )?läsa|fortsätt läsningen"
        ),
        more="mera?|visa mer",
        also="läs (?:också|även)",
        changed="uppdaterad",
        changed_also="uppdaterat",
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
        takes="lästid|läsning",
        popular="mest lästa?|populära (?:artiklar|inlägg)",
        writers="författare",
    ),
)
