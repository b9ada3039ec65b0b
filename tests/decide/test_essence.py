from __future__ import annotations

import pytest

from feedsvc.decide.essence import essence, uncounted

PROSE = (
    "The ferry company sold 31 units at 10:05 on Tuesday, more than in all of March. "
    "Ships no longer wait for the tide at the second quay, its owner said"
)
BEHIND_PROSE = [
    ("3 comments", "4 comments"),
    ("(3 comments)", "(4 comments)"),
    ("3 comments · 12 views", "4 comments · 15 views"),
    ("3 likes, 4 comments", "5 likes and 6 comments"),
    ("Reading time: 3 min", "Reading time: 4 min"),
    ("Photo: Ann", "Photo: Bob"),
    ("", "Photo: VCG."),
    ("", "© Reuters"),
    ("", "(Photo: A. Poe / VCG)"),
    ("Foto: dpa", "Foto: Reuters"),
    ("", "Read more »"),
    ("", "Continue reading “Ships no longer wait”"),
    ("See also: Old ferry sold", "See also: A tale of two kilns"),
]
ALONE = [
    ("No comments", "1 comment"),
    ("Leave a comment", "1 comment"),
    ("Comments", "1 comment"),
    ("♥ 12", "♥ 13"),
    ("❤️ 1.2k", "❤️ 3k"),
    ("Photo by Ann Poe", "Photo by Bo Day and Li of VCG"),
    ("Updated 10:05", "Updated 11:05"),
    ("Last updated: Nov 22, 2026 at 10:05 am GMT", "Last updated: Nov 22, 2026 at 11:05 am GMT"),
    ("5 hours ago", "yesterday"),
    ("5 hours ago", "Yesterday, 10:05"),
    ("5m", "9m"),
    ("vor 5 Minuten", "gestern"),
    ("Aktualisiert vor 5 Minuten", "Aktualisiert vor einer Stunde"),
    ("il y a 5 minutes", "il y a 6 minutes"),
    ("hace 5 minutos", "hace una hora"),
    ("5 minuti fa", "ieri"),
    ("3時間前", "4時間前"),
    ("3小时前", "昨天"),
    ("3 Kommentare", "4 Kommentare"),
    ("Keine Kommentare", "1 Kommentar"),
    ("3 comentarios", "1 comentario"),
    ("By Ann Lee · 3 comments · vor 5 Minuten", "By Ann Lee · 4 comments · vor 7 Minuten"),
    ("", "Read more »"),
    ("Related\nOld ferry sold", "Related\nA tale of two kilns\nWho sold the ferry?"),
    ("See also: Old ferry sold", "See also: A tale of two kilns"),
    ("Lesen Sie auch:\nOld ferry sold", ""),
    ("More stories\nOld ferry sold", "More stories\nA tale of two kilns"),
    ("Related posts\nOld ferry sold", "Related posts:\nA tale of two kilns"),
    ("Ähnliche Beiträge\nOld ferry sold", "Ähnliche Beiträge\nA tale of two kilns"),
    ("Sur le même sujet\nOld ferry sold", ""),
    ("12 Antworten, 340 Zugriffe", "15 Antworten, 512 Zugriffe"),
    ("⭐ 1,204 stars, 31 forks", "⭐ 1,310 stars, 35 forks"),
    ("Seeders: 12, Leechers: 3", "Seeders: 19, Leechers: 1"),
    ("Rating: 4.5/5 (12 votes)", "Rating: 4.6/5 (19 votes)"),
    ("4.5 (12 ratings)", "4.6 (19 ratings)"),
    ("▲ 508 · 💬 85", "▲ 512 · 💬 91"),
    ("12 posts - 8 participants", "15 posts - 9 participants"),
    ("Started 12 minutes ago", "Started 2 hours ago"),
    ("Share on Facebook | Twitter | Email", "Share on Facebook | Bluesky"),
    ("Share this story", "Teilen auf WhatsApp"),
    ("", "Follow us on Telegram"),
    ("Rated 4.5/5, 12 votes", "Rated 4.6/5, 13 votes"),
    ("Page generated in 0.231 seconds", "Page generated in 0.198 seconds"),
    ("As of March 4, 2026, 10:05 AM", "As of March 4, 2026, 11:05 AM"),
    ("Update: 10:05 Uhr", "Update: 11:05 Uhr"),
    ("Zuletzt geändert am 04.03.2026 um 10:05", "Zuletzt geändert am 05.03.2026 um 11:05"),
    ("Letzte Änderung: 04.03.2026", "Letzte Änderung: 05.03.2026"),
    ("Mis à jour le 4 mars 2026 à 10h05", "Mis à jour le 4 mars 2026 à 11h05"),
    ("Actualizado el 4 de marzo a las 10:05", "Actualizado el 4 de marzo a las 11:05"),
    ("Aggiornato alle 10:05", "Aggiornato alle 11:05"),
    ("Laatst bijgewerkt: 4 maart 2026 10:05", "Laatst bijgewerkt: 5 maart 2026 11:05"),
    ("最終更新: 2026年3月4日 10:05", "最終更新: 2026年3月5日 11:05"),
    ("Hits: 120", "Hits: 121"),
    ("Visitors today: 120", "Visitors today: 340"),
    ("浏览次数：120", "浏览次数：121"),
    ("閲覧数：120", "閲覧数：121"),
    ("조회수 120", "조회수 121"),
    ("Gelesen: 1.120", "Gelesen: 1.121"),
    ("(5 votes, average: 4.20 out of 5)", "(6 votes, average: 4.50 out of 5)"),
    ("Rating: 4.2/5. From 5 votes.", "Rating: 4.5/5. From 6 votes."),
    ("Rating: 0.0/10 (0 votes cast)", "Rating: 9.0/10 (1 vote cast)"),
    ("Bewertung: 4,2/5 (12 Stimmen)", "Bewertung: 4,3/5 (13 Stimmen)"),
    ("★★★★☆ (5)", "★★★☆☆ (6)"),
    ("5 people found this helpful", "6 people found this review helpful"),
    ("5 boosts, 12 favorites", "6 boosts, 15 favorites"),
    ("Generated at 2026-11-28 06:10:11", "Generated at 2026-11-28 08:10:44"),
    ("Read also Old ferry sold", "Read also A tale of two kilns"),
]


def named(cases: list[tuple[str, str]]) -> list[object]:
    return [pytest.param(*case, id=" to ".join(case).replace("\n", ", ")) for case in cases]


@pytest.mark.parametrize("end", [". ", "! ", "… ", ".” ", "."])
@pytest.mark.parametrize(("before", "after"), named(BEHIND_PROSE))
def test_what_changes_by_itself_behind_prose_is_no_part_of_it(before: str, after: str, end: str) -> None:
    assert essence(PROSE + end + before) == essence(PROSE + end + after)
    assert essence(PROSE + end + after) == essence(PROSE + end.strip())


@pytest.mark.parametrize("text", ["{line}\n{prose}.", "{prose}.\n{line}", "{prose}.\n{line}\nIt will pay."])
@pytest.mark.parametrize(("before", "after"), named(ALONE))
def test_what_changes_by_itself_on_its_own_lines_is_left_out(before: str, after: str, text: str) -> None:
    one, other = (text.format(prose=PROSE, line=line) for line in (before, after))
    assert essence(one) == essence(other)
    assert "Ships no longer" in essence(one)


@pytest.mark.parametrize("counter", ["{} comments. ", "{} Kommentare · ", "{} views | "])
def test_a_counter_before_a_paragraph_is_none_of_its_words(counter: str) -> None:
    assert essence(counter.format(9) + PROSE) == essence(counter.format(12) + PROSE)


@pytest.mark.parametrize("words", ["{} votes. ", "{} people came. ", "{} comments on it: ", "{} comments."])
def test_a_number_before_other_words_stays(words: str) -> None:
    rest = PROSE if words.endswith(" ") else ""
    assert essence(words.format(9) + rest) != essence(words.format(12) + PROSE)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("31 units", "71 units"),
        ("at 10:05", "at 11:05"),
        ("Tuesday", "Monday"),
        ("its owner", "her owner"),
    ],
)
@pytest.mark.parametrize("tail", [".", ". Photo: Ann", ". 3 comments", ". Read more »", ".\n3 comments"])
def test_words_and_numbers_in_prose_stay(before: str, after: str, tail: str) -> None:
    assert essence(PROSE + tail) != essence(PROSE.replace(before, after) + tail)


@pytest.mark.parametrize(
    "line",
    [
        "The motion won 31 votes.",
        "It drew 31 comments.",
        "Er kam vor 31 Jahren nach Bremen.",
        "Photos by NASA show 31 craters.",
        "Updated figures for 31 firms",
        "Related firms sold 31 units.",
        "Yesterday 31 ships came",
        "Sold 31 units",
        "Sold 31 seeds",
        "31 hits for the home team",
        "Score: 31-2",
        "The strike ends in 31 days.",
        "Voyage of 31 days",
        "Rating: 31/12",
        "Rating 31/5",
        "★★★★☆ and 31 seats",
        "Update: 31 people are missing",
        "Changed 31 lamps",
        "Share on page 31",
        "Hits: 31-2",
        "Visitors 31, hosts 2",
        "As of May 31 ships must wait",
        "31 people found this",
        "Created in 31 days",
        "Shares ▲ 31 % in Oslo",
        "Oslo ▲ 31%",
        "DAX ▲ 31",
        "Hospitals get a boost 31 years on",
        "Fence with 31 posts",
        "Started on page 31",
        "The hotel has 31 stars",
        "Voting ends in 31 days",
        "31 days left",
        "31",
        "31 May 2026",
        "Recommended: 31 grams a day",
        "He asked for the source: 31 people said no.",
    ],
)
def test_a_short_line_of_prose_keeps_its_numbers(line: str) -> None:
    for text in ("{line}", "{prose}.\n{line}"):
        one, other = (text.format(prose=PROSE, line=said) for said in (line, line.replace("31", "30")))
        assert essence(one) != essence(other)


def test_a_lone_short_paragraph_with_a_credit_is_no_caption() -> None:
    assert essence("The firm sold 31 units. Photo: Ann") == "The firm sold 31 units."
    assert essence("The firm sold 31 units. Photo: Ann\n" + PROSE) == PROSE


def test_prose_below_related_headlines_stays() -> None:
    text = f"Related:\nOld ferry sold\n{PROSE}."
    assert essence(text) == f"{PROSE}."


@pytest.mark.parametrize(
    "title",
    [
        "Dow closes – ▲ {}",
        "Expo – visitors: {}",
        "Scoreboard - hits: {}",
        "Race day – {} favourites",
        "Tax boost {}",
    ],
)
def test_a_number_at_the_end_of_a_title_that_is_its_news_stays(title: str) -> None:
    assert uncounted(title.format(120)) == title.format(120)


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("📌 Quay opens", "Quay opens"),
        ("[Pinned] Quay opens", "Quay opens"),
        ("Angeheftet: Kai eröffnet", "Kai eröffnet"),
        ("【置顶】码头开放", "码头开放"),
        ("📌", "📌"),
        ("Pinned ships wait", "Pinned ships wait"),
        ("Quay opens [Pinned]", "Quay opens [Pinned]"),
    ],
)
def test_a_pin_before_a_title_is_none_of_it(title: str, words: str) -> None:
    assert uncounted(title) == words


def test_only_the_last_few_tails_are_looked_at() -> None:
    assert essence(PROSE + "." + " 3 comments ·" * 6 + " 4 views").startswith(PROSE)


@pytest.mark.parametrize(
    "line",
    [
        "Advertisement",
        "Story continues below advertisement",
        "Anzeige",
        "広告",
        "The post Second quay opens, at last! appeared first on Pier News.",
        "Der Beitrag Zweiter Kai eröffnet erschien zuerst auf Hafenblatt.",
        "L’article Le quai est apparu en premier sur Le Port.",
    ],
)
def test_what_programs_put_below_a_story_is_none_of_it(line: str) -> None:
    assert essence(f"{PROSE}.\n{line}") == f"{PROSE}."


@pytest.mark.parametrize(
    "line",
    [
        "The advertisement was seen by 31 people.",
        "The post on the quay appeared in 31 papers.",
        "Sponsored by the city, 31 ships came.",
    ],
)
def test_prose_about_advertisements_and_posts_stays(line: str) -> None:
    assert essence(f"{PROSE}.\n{line}") == f"{PROSE}. {line}"
