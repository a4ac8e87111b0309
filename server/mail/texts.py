"""The texts of mails and notifications in every language, from `web/templates/mail/*.toml`."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from server.page_texts import choose_language

FOLDER: Final = Path(__file__).parent.parent.parent / "web" / "templates" / "mail"
_FIELD = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Wording:
    """One mail in one language: the subject, its paragraphs, the button when it has a link, and why it came."""

    subject: str
    body: tuple[str, ...]
    button: str = ""
    why: str = ""
    """Empty where one of the frame's sentences says it."""


@dataclass(frozen=True, slots=True)
class MailTexts:
    """All mails in one language, and the words of the frame around them."""

    lang: str
    frame: Mapping[str, str]
    mails: Mapping[str, Wording]


@cache
def mail_texts(lang: str) -> MailTexts:
    """The texts of one of our languages."""
    read = tomllib.loads((FOLDER / f"{lang}.toml").read_text("utf-8"))
    frame = read.pop("frame")
    mails = {
        name: Wording(each["subject"], tuple(each["body"]), each.get("button", ""), each.get("why", ""))
        for name, each in read.items()
    }
    return MailTexts(lang, frame, mails)


def texts_for(locale: str) -> MailTexts:
    """The texts for a reader's locale."""
    return mail_texts(choose_language(locale))


def fill(text: str, data: Mapping[str, Any]) -> str:
    """The text with its fields. Raises KeyError for one that is missing: half a sentence is never sent."""
    return _FIELD.sub(lambda field: str(data[field[1]]), text)


def headline(text: str, data: Mapping[str, Any]) -> str:
    """A filled text on one line, without control characters: nothing typed by anyone can begin a header."""
    return " ".join("".join(c if c.isprintable() else " " for c in fill(text, data)).split())
