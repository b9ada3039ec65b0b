# ruff: noqa: E501 -- a table of phrases reads better unbroken
"""What pages say in other languages of Europe and Africa."""

from __future__ import annotations

from feedsvc.clean.phrases.languages.language import Language

FURTHER = (
    Language("cy", read_on="darllen(?:wch)? (?:mwy|ymlaen)|parhau i ddarllen|parhewch i ddarllen"),
    Language(
        "el",
        read_on=(
            "διαβάστε (?:περισσότερα|τη συνέχεια|ολόκληρο (?:το άρθρο|το κείμενο))|συνεχίστε (?:την ανάγνωση|να διαβάζετε)"
            "|συνέχεια ανάγνωσης"
        ),
        more="περισσότερα|συνέχεια",
        also="διαβάστε επίσης|δείτε επίσης",
        changed_also="ενημ[εέ]ρ\\w+",
    ),
    Language("eo", read_on="legi pli|plu legi|legu pli|daŭrigi legadon", also="legu ankaŭ"),
    Language(
        "et", read_on="loe (?:edasi|lähemalt|rohkem|veel)|(?:jätka|edasi) luge(?:mist|da)", also="loe ka"
    ),
    Language("eu", read_on="irakurri gehiago|gehiago irakurri|jarraitu irakurtzen|irakurtzen jarraitu"),
    Language(
        "fi",
        read_on="lue (?:lisää|eteenpäin)|lue koko (?:juttu|artikkeli|uutinen|teksti)|jatka lukemista",
        more="lisää",
        also="lue myös",
        ago_after="sitten",
        changed_also="päivitetty|muokattu",
    ),
    Language("ga", read_on="léigh (?:níos mó|tuilleadh)|lean (?:ort )?ag léamh"),
    Language(
        "hu",
        read_on=(
            "tovább olvasom|olvass(?:a|on)? tovább|olvasd tovább|tovább a (?:cikkhez|teljes cikkre)"
            "|(?:a )?teljes cikk elolvasása"
        ),
        alone="bővebben|(?:a )?teljes cikk",
        more="tovább|részletek",
        also="olvasta már\\?",
        changed_also="frissítve",
    ),
    Language("hy", read_on="կարդալ (?:ավելին|ավելի|շարունակությունը|ամբողջը)", more="ավելին"),
    Language(
        "ka",
        read_on="წაიკითხეთ? (?:მეტი|სრულად|ვრცლად)|განაგრძეთ? კითხვა|კითხვის გაგრძელება",
        more="ვრცლად|სრულად",
    ),
    Language(
        "sq", read_on="lexo(?:ni)? më (?:shumë|tej)|lexo(?:ni)? (?:të plotë|artikullin)|vazhdo(?:ni)? leximin"
    ),
    Language("sw", read_on="soma (?:zaidi|habari zaidi)|endelea kusoma", also="soma pia"),
)
