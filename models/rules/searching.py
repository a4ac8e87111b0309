"""Texts as they are searched: the same words in any case, with or without accents, in every script.

Folded here and not in PostgreSQL, whose idea of letters and punctuation depends on the locale it was made with.
"""

import unicodedata
from typing import Final

_TATWEEL: Final = "\u0640"
_OPERATORS: Final = frozenset("\"-'")
"""What a search may say beside words: phrases in quotes, and words that must not be there."""


def fold_words(text: str) -> str:
    """The words of a text, one space apart: compatibility forms, case and accents folded, punctuation gone."""
    return _fold(text, frozenset())


def fold_query(text: str) -> str:
    """What somebody looks for, folded like the texts; quotes and minus signs keep their meaning."""
    return _fold(text, _OPERATORS)


def _fold(text: str, kept: frozenset[str]) -> str:
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    letters = (c for c in decomposed if unicodedata.category(c) != "Mn" and c != _TATWEEL)
    return " ".join("".join(c if _is_word(c) or c in kept else " " for c in letters).split())


def _is_word(c: str) -> bool:
    return c.isalnum() or unicodedata.category(c) == "Mc"
