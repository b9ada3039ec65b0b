# ruff: noqa: E501 -- a table of phrases reads better unbroken
"""What pages say in Romance languages."""

from __future__ import annotations

from feedsvc.clean.phrases.languages.language import Language

ROMANCE = (
    Language(
        "ca",
        read_on=(
            "llegir-ne més|llegir més|llegiu-ne més|llegeix-ne més"
            "|(?:continua|continueu|segueix|seguiu|continuar|seguir) llegint"
        ),
        more="més",
        also="llegiu també|llegeix també|vegeu també",
        takes="(?:de )?lectura",
        popular="(?:el |les notícies )?més (?:llegit|llegides|vist)",
        by="per",
    ),
    Language(
        "es",
        read_on=(
            "(?:leer|lee|lea|saber) m[áa]s|(?:seguir|continuar|sigue|sigua|continúa|continúe) leyendo"
            "|(?:continuar|seguir) (?:la )?lectura"
            "|leer (?:la |el )?(?:nota|noticia|artículo) complet[ao]"
        ),
        more="más|ver más|mostrar más",
        also="l(?:ea|eer|ee) también",
        changed="actualizado",
        published="publicado",
        changed_also="actualizada|modificad[oa]",
        ago_before="hace",
        one="una",
        day="hoy|ayer",
        months="ene|feb|mar|abr|may|jun|jul|ago|sep|oct|nov|dic",
        comments="comentarios?",
        none="sin",
        picture="fotografía|imagen|imágenes",
        related="te puede interesar|(?:artículos|entradas|noticias|notas) relacionad[ao]s",
        by="por",
        and_="y",
        titled="título|asunto|objeto|nombre|tema|partes|denominación|descripción",
        issued="(?:fecha de )?(?:publicación|publicado|emisión|expedición)",
        besides="estado|tipo|categoría|lugar|órgano|entidad|organismo|juez|ponente|autor|tamaño|formato",
        takes="(?:de )?lectura",
        popular="(?:l[oa]s? |noticias |artículos )?más (?:leíd[oa]s?|vist[oa]s?|comentad[oa]s?)|entradas populares|artículos populares",
        writers="autor(?:a|es)?",
    ),
    Language(
        "fr",
        read_on=(
            "(?:lire|lisez) (?:la suite|plus)|(?:en )?savoir plus|(?:poursuivre|continuer) (?:la|ma|votre) lecture"
            "|continuer (?:à|de) lire|lire l['’]article(?: complet| en entier| entier)?|lire l['’]intégralité"
        ),
        more="plus|la suite|voir plus|afficher plus",
        also="(?:à )?lire aussi|voir aussi|à lire également",
        changed="mis à jour",
        published="publié",
        changed_also="mise à jour|modifiée?|actualisée?",
        ago_before="il y a",
        one="une?",
        day="hier|aujourd['’]hui",
        months="jan|fév|fev|mar|avr|mai|juin|juil|aoû|aou|sep|oct|nov|déc",
        comments="commentaires?",
        none="aucun",
        related="(?:articles|billets|contenus) (?:similaires|liés|connexes|associés)|sur le même sujet",
        picture="cr[ée]dits?(?: photos?)?",
        by="par",
        and_="et",
        titled="titre|objet|intitulé|sujet|nom|parties|affaire|libellé",
        issued="(?:date de )?(?:publication|parution|publié(?: le)?|mise en ligne|décision)",
        besides="statut|état|type|catégorie|lieu|ville|département|organisme|acheteur|juge|auteur|chambre|taille|format",
        takes="(?:de )?(?:lecture|vidéo)",
        popular="(?:articles )?les plus (?:lus|vus|populaires|consultés)|articles populaires",
        writers="auteurs?|rédacteur|rédactrice",
    ),
    Language("gl", read_on="(?:ler|le|lea) máis|(?:continuar|seguir|continúa|segue) lendo", also="le tamén"),
    Language(
        "it",
        read_on=(
            "leggi (?:tutto|di più|ancora|(?:il )?seguito)|continua (?:a leggere|la lettura)|continua a leggere"
            "|(?:per )?saperne di più|leggi l['’](?:articolo|intero articolo)(?: completo| intero)?|scopri di più"
        ),
        more="altro|di più|continua|vedi altro",
        also="(?:leggi|vedi) anche",
        changed="aggiornato",
        published="pubblicato",
        changed_also="aggiornata",
        ago_after="fa",
        one="una",
        day="oggi|ieri",
        months="gen|feb|mar|apr|mag|giu|lug|ago|set|ott|nov|dic",
        comments="comment[io]",
        none="nessun",
        picture="immagine",
        related="articoli correlati|potrebbe interessarti(?: anche)?|leggi anche",
        by="di",
        and_="e",
        titled="titolo|oggetto|nome|argomento|parti|denominazione",
        issued="(?:data (?:di )?)?(?:pubblicazione|pubblicato|emissione)",
        besides="stato|tipo(?:logia)?|categoria|luogo|ente|ufficio|stazione appaltante|giudice|relatore|autore|formato",
        takes="(?:di )?lettura",
        popular="(?:articoli |notizie )?(?:i |le )?più (?:lett[ie]|vist[ie])|articoli popolari|post popolari",
        writers="autor[ei]",
    ),
    Language(
        "pt",
        read_on=(
            "(?:leia|ler|lê|lea) mais|(?:continue|continuar|continua) (?:a ler|lendo|(?:a )?leitura)|saiba mais|saber mais"
            "|(?:leia|ler|veja) (?:a |o )?(?:matéria|notícia|íntegra|reportagem|artigo|texto)(?: complet[ao])?(?: na íntegra)?"
        ),
        more="mais|ver mais|mostrar mais",
        also="(?:leia|veja) também|ler também",
        changed="atualizado",
        changed_also="atualizada",
        ago_before="há",
        one="uma?",
        day="hoje|ontem",
        months="jan|fev|mar|abr|mai|jun|jul|ago|set|out|nov|dez",
        comments="comentários?",
        none="sem",
        picture="imagem",
        related="(?:artigos|posts|notícias|matérias) relacionad[ao]s|você também pode gostar",
        by="por",
        and_="e",
        titled="título|assunto|objeto|nome|tema|partes|ementa",
        issued="(?:data (?:de |da )?)?(?:publicação|publicado)",
        besides="estado|situação|tipo|categoria|local|órgão|entidade|relator|autor|tamanho|formato",
        takes="(?:de )?leitura",
        popular="(?:as |os |notícias )?mais (?:lid[ao]s|vist[ao]s|acessad[ao]s)|postagens mais visitadas|posts populares",
        writers="autor(?:a|es)?",
    ),
    Language(
        "ro",
        read_on=(
            "(?:cite[sșş]te|citi[tțţ]i) (?:mai (?:mult|departe)|tot articolul|continuarea|în continuare)"
            "|continu[aă] (?:s[aă] cite[sșş]ti|lectura|citirea)|afl[aă] mai mult(?:e)?|vezi mai mult(?:e)?"
        ),
        more="mai mult|mai multe|detalii",
        also="cite[sșş]te [sșş]i|vezi [sșş]i",
        takes="(?:de )?(?:citit|lectură)",
        popular="(?:cele )?mai citite(?: articole)?",
        by="autor|scris de",
        writers="autor(?:i)?",
        changed_also="actualizat",
    ),
)
