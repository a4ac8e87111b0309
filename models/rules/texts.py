"""Text as people type it: made clean, compared without regard to case and spaces, matched against patterns."""

import unicodedata

FIRST_SURROGATE = "\ud800"
LAST_SURROGATE = "\udfff"


def is_storable(text: str) -> bool:
    """Whether PostgreSQL and JSON can hold the text: no NUL and no lone surrogate."""
    return not any(c == "\0" or FIRST_SURROGATE <= c <= LAST_SURROGATE for c in text)


def clean(text: str) -> str:
    """The text in NFC; the caller has made sure that it `is_storable`."""
    return unicodedata.normalize("NFC", text)


def fold(text: str, *, case_sensitive: bool = False) -> str:
    """The form in which typed answers are compared: NFC, trimmed, inner white space as one space.

    Without `case_sensitive` two texts are equal when they are a canonical caseless match
    (Unicode, section 3.13, D145).
    """
    squeezed = " ".join(unicodedata.normalize("NFC", text).split())
    if case_sensitive:
        return squeezed
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", squeezed).casefold())


def matches(pattern: str, text: str, *, case_sensitive: bool = False) -> bool:
    r"""Whether a typed text fits an accepted form, in which `*` stands for any text and `\*` for a star.

    Any other backslash stands for itself. The time is linear for each piece between stars: no pattern is costly.
    """
    pieces = [fold_piece(piece, case_sensitive=case_sensitive) for piece in _split_at_stars(_squeeze(pattern))]
    return _fits(pieces, fold(text, case_sensitive=case_sensitive))


def fold_piece(piece: str, *, case_sensitive: bool) -> str:
    """Fold a part of a pattern; unlike in a whole text its outer spaces count."""
    if case_sensitive:
        return unicodedata.normalize("NFC", piece)
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", piece).casefold())


def _squeeze(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def _split_at_stars(pattern: str) -> list[str]:
    # NUL cannot be in a stored text, so it can hold the place of an escaped star.
    return [piece.replace("\0", "*") for piece in pattern.replace("\\*", "\0").split("*")]


def _fits(pieces: list[str], text: str) -> bool:
    first, *rest = pieces
    if not rest:
        return text == first
    *middle, last = rest
    if not text.startswith(first):
        return False
    at = len(first)
    for piece in middle:
        found = text.find(piece, at)
        if found < 0:
            return False
        at = found + len(piece)
    return len(text) - len(last) >= at and text.endswith(last)
