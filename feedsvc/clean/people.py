"""Who wrote it: a line that names several people becomes one name each, where that is safe.

`Ann Lee, Bob Ray and Jan de Wit` names three; `Johnson & Johnson`, `Lee, Ann`, `Reuters, Beijing`,
`Ann Lee, Staff Writer` and `University of Leeds and Others` stay whole.
"""

from __future__ import annotations

import re

_JOINT = re.compile(r"\s*[,;，、；]\s*(?:(?:and|und|et|&)\s+)?|\s+(?:and|und|et|&|＆|/|\|)\s+", re.IGNORECASE)
_CJK_JOINT = re.compile(r"\s*[、，]\s*")
_CJK_NAME = re.compile(r"[\u3400-\u9fff\uf900-\ufaff々]{2,4}")
_NAME = re.compile(r"(?:(?:al|el|d|ibn|bin)[-'’])?([^\W\d_])(?:[^\W\d_]|[.'’-])*")
_PARTICLES_WORDS = """
de da do dos das del della di du la le van von der den het ten ter zu zur zum bin ibn ben al el bint af av y
"""
PARTICLES = frozenset(_PARTICLES_WORDS.split())
"""Words of names that begin with a small letter."""
_OFFICES_WORDS = """
agency analyst associated associates bank board bureau capital center centre chief college columnist
committee company contributing contributor corp correspondent council daily department desk director editor
editorial editors executive foundation former gazette group guest herald holdings inc institute intern
international journal limited llc llp ltd magazine managing media ministry network news newspaper newsroom
office others partners photographer political photos post president press producer professor radio report
reporter reporters review school science senior service services society sons special sport sports staff
studio studios team tech technology television times today tribune tv university weekly world writer writers
"""
_OFFICES = frozenset(_OFFICES_WORDS.split())
"""Words of organisations and of what people are, which a name does not have."""
_PLACES_WORDS = """
abu dhabi|buenos aires|cape town|hong kong|kuala lumpur|los angeles|mexico city|new delhi|new york
|new zealand|north korea|rio de janeiro|san francisco|saudi arabia|south africa|south korea|tel aviv
|united kingdom|united states|washington dc
"""
_PLACES = frozenset(_PLACES_WORDS.replace("\n", "").split("|"))


def split_people(line: str) -> tuple[str, ...]:
    """The names of a line where every piece of it looks like a person's, else the line itself."""
    if not _JOINT.search(line):
        return (line,)
    for joint, person in ((_CJK_JOINT, _CJK_NAME.fullmatch), (_JOINT, _is_person)):
        pieces = [piece for piece in joint.split(line) if piece]
        if len(pieces) > 1 and all(map(person, pieces)):
            return tuple(pieces)
    return (line,)


def _is_person(piece: str) -> bool:
    """Whether it is two to four words such as a person's name has, the last of them no initial."""
    words = piece.split()
    if not 2 <= len(words) <= 4 or piece.casefold() in _PLACES or _is_acronym(words):
        return False
    return all(map(_fits_a_name, words)) and words[-1][-1] != "." and len(words[-1]) > 1


def _fits_a_name(word: str) -> bool:
    if word in PARTICLES:
        return True
    name = _NAME.fullmatch(word)
    return name is not None and name[1].isupper() and word.casefold().strip(".") not in _OFFICES


def _is_acronym(words: list[str]) -> bool:
    """Whether the first word is an agency's (`BBC Verify`) and not a name in capitals."""
    return len(words[0]) > 2 and words[0].isalpha() and words[0].isupper() and not words[-1].isupper()
