"""The texts of the pages in every language we speak, from `web/locales/*.json`; plurals follow CLDR."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from babel import Locale, negotiate_locale
from babel.numbers import format_decimal

LOCALES: Final = Path(__file__).parent.parent / "web" / "locales"
LANGUAGES: Final = ("en", "ar")
"""The first is the one for readers whose languages we do not have."""

_FIELD = re.compile(r"\{(\w+)\}")
_RANGE = re.compile(r"\s*([A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*|\*)\s*(?:;\s*q=([01](?:\.\d{0,3})?))?\s*")
_LONGEST_HEADER = 500


@dataclass(frozen=True)
class Texts:
    """One language: a call gives the text of a key, with its fields filled and the plural of `count`."""

    lang: str
    entries: Mapping[str, str]

    @property
    def direction(self) -> str:
        """How the language runs: `ltr` or `rtl`."""
        return Locale.parse(self.lang).text_direction

    def __call__(self, key: str, **values: Any) -> str:
        """The text of `key`; the key itself when there is none, so that a gap is seen and breaks nothing."""
        text = self.entries.get(self._counted(key, values)) or self.entries.get(key, key)
        return _FIELD.sub(lambda field: self._say(values.get(field[1], field[0])), text)

    def _counted(self, key: str, values: Mapping[str, Any]) -> str:
        count = values.get("count")
        return key if count is None else f"{key}.{Locale.parse(self.lang).plural_form(count)}"

    def _say(self, value: Any) -> str:
        return format_decimal(value, locale=self.lang) if isinstance(value, int | float) else str(value)


@cache
def texts(lang: str) -> Texts:
    """The texts of one of LANGUAGES; those of the administrator's and the learner's pages have files of their own."""
    files = (LOCALES / f"{lang}.json", LOCALES / "admin" / f"{lang}.json", LOCALES / "study" / f"{lang}.json")
    return Texts(lang, {key: text for file in files for key, text in json.loads(file.read_text("utf-8")).items()})


def choose_language(*wishes: str | None, accept: str = "") -> str:
    """The first of the wishes that we speak, else the best of an `Accept-Language` header (RFC 9110), else ours."""
    for wish in wishes:
        if wish and (found := negotiate_locale([wish], LANGUAGES, sep="-")):
            return found
    return negotiate_locale(_preferred(accept), LANGUAGES, sep="-") or LANGUAGES[0]


def _preferred(header: str) -> list[str]:
    """Language tags of the header, the dearest first; what cannot be read is left out."""
    found = [_RANGE.fullmatch(part) for part in header[:_LONGEST_HEADER].split(",")]
    weighed = [(float(match[2] or 1), match[1]) for match in found if match and match[1] != "*"]
    return [tag for weight, tag in sorted(weighed, key=lambda pair: -pair[0]) if weight > 0]
