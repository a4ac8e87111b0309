"""Which names guests may not give themselves, by the level a host has chosen. Pure.

A filter of words is a fence, not a wall: it spares a class the common insults, and the host renames or removes the rest.
"""

import re
import unicodedata
from collections.abc import Sequence
from enum import StrEnum
from typing import Final

MOST_BLOCKED: Final = 100
"""Words that a host may add to one session."""
DIGITS_OF_A_NUMBER: Final = 6
"""So many digits may be a telephone number, fewer are a year or a seat."""


class NameFilter(StrEnum):
    """`words`: the name neither is a listed word nor has one in it that stands by itself. `strict`: none is hidden in it, and no way to reach anyone."""

    OFF = "off"
    WORDS = "words"
    STRICT = "strict"


LISTED: Final = (
    *("arse", "arsehole", "ass", "asshole", "bastard", "bitch", "bollocks", "bullshit", "cock", "cunt", "dickhead"),
    *("fag", "faggot", "fuck", "fucked", "fucker", "fucking", "motherfucker", "nazi", "nigga", "nigger", "penis"),
    *("piss", "porn", "prick", "pussy", "rape", "rapist", "retard", "sex", "shit", "slut", "tits", "twat", "vagina"),
    *("wanker", "whore", "hitler"),
    *("احا", "خرا", "شرموط", "شرموطة", "عرص", "قحبة", "كس", "كلب", "لعنة", "منيوك", "نيك", "طيز", "زب", "حمار"),
    *("arschloch", "fotze", "hure", "scheisse", "wichser", "merde", "putain", "salope", "connard", "puta", "mierda"),
    *("cabron", "pendejo", "cazzo", "stronzo", "merda", "caralho"),
)
"""Insults and obscenities of the languages that meet here most; a host adds what is missing."""
SAFE_INSIDE: Final = 4
"""Shorter words are too often a part of harmless ones (`class`, `Essex`) to be looked for inside others."""
LOOKALIKES: Final = str.maketrans("013457@$!|", "oieastasii")
_REACHABLE: Final = re.compile(r"https?:|www\.|\w\.(?:com|net|org|io|me)\b|\w@\w|(?<!\w)@\w")


def may_be_called(name: str, level: NameFilter, blocked: Sequence[str] = ()) -> bool:
    """Whether a guest may take this name; `blocked` are the host's own words, which count as the listed ones do.

    Case, accents, letters written twice and digits that look like letters make no difference.
    """
    if level is NameFilter.OFF:
        return True
    words = [word for word in map(_letters, (*LISTED, *blocked)) if word]
    standing = [name, *re.split(r"[^\w@$!|]+|_", _plain(name))]
    if any(_is_said(word, each) for each in standing for word in words):
        return False
    return level is NameFilter.WORDS or _is_harmless_inside(name, words, [_letters(each) for each in blocked])


def _is_harmless_inside(name: str, words: Sequence[str], blocked: Sequence[str]) -> bool:
    joined = _letters(name)
    inside = [word for word in words if len(word) >= SAFE_INSIDE or word in blocked]
    if any(re.search(_drawn_out(word), joined) for word in inside):
        return False
    return sum(each.isdigit() for each in name) < DIGITS_OF_A_NUMBER and not _REACHABLE.search(name.casefold())


def _is_said(word: str, token: str) -> bool:
    return re.fullmatch(_drawn_out(word), _letters(token)) is not None


def _drawn_out(word: str) -> str:
    """Each letter of the word at least as often as it is written there."""
    return "".join(f"{re.escape(letter)}+" for letter in word)


def _plain(text: str) -> str:
    """Without case and accents."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(each for each in apart if not unicodedata.combining(each))


def _letters(text: str) -> str:
    """Letters alone, with digits and signs read as the letters they look like."""
    return "".join(each for each in _plain(text).translate(LOOKALIKES) if each.isalpha())
