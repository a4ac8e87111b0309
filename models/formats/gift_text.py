"""GIFT's escapes: signs with a meaning are written with a backslash before them."""

import re
from typing import Final

_SIGNS: Final = r"\~=#{}:" + "\n"
# Half a surrogate pair cannot be in a text that was read as UTF-8, so it can hold the place of an escaped sign.
_HIDDEN: Final = {sign: chr(0xD800 + at) for at, sign in enumerate(_SIGNS)}
_SHOWN: Final = str.maketrans({place: sign for sign, place in _HIDDEN.items()})
_ESCAPED: Final = re.compile(r"\\([\\~=#{}:n])")
_TO_ESCAPE: Final = re.compile(r"[\\~=#{}:]")


def hidden(text: str) -> str:
    """The text with every escaped sign in hiding, so that the others can be looked for."""
    return _ESCAPED.sub(lambda found: _HIDDEN["\n" if found[1] == "n" else found[1]], text)


def shown(text: str) -> str:
    """The text with what was hidden as the signs themselves."""
    return text.translate(_SHOWN)


def escaped(text: str) -> str:
    """The text as GIFT writes it, on one line."""
    return _TO_ESCAPE.sub(lambda found: f"\\{found[0]}", text).replace("\r\n", "\n").replace("\n", "\\n")
