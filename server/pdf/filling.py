"""From a certificate's row to the sheet that is printed."""

import base64
from datetime import datetime
from typing import Any, Final

from babel import Locale, UnknownLocaleError
from babel.dates import format_date

from models.tables.certificates import Certificate
from server.page_texts import choose_language, texts
from server.pdf.sheet import ACCENT, INK, Look, Sheet, Signature

WORDS: Final = ("title", "certify", "completed", "issued", "expires", "number", "verify", "holder", "untitled")


def sheet_of(certificate: Certificate, origin: str, attachments: dict[str, bytes]) -> Sheet:
    """What stands on a certificate; its fixed words are in the course's language, or in English."""
    words = texts(choose_language(certificate.language))
    return Sheet(
        language=words.lang,
        name=certificate.name,
        course=certificate.course_title,
        number=certificate.number,
        issued_on=_date(certificate.issued_at, words.lang),
        expires_on=_date(certificate.expires_at, words.lang),
        verify_url=f"{origin}/verify/{certificate.code}",
        words={word: words(f"certificate.{word}") for word in WORDS},
        made_at=f"{certificate.issued_at:%Y%m%d%H%M%S}",
        look=look_of(certificate.look),
        attachments=attachments,
    )


def look_of(stored: dict[str, Any]) -> Look:
    """The look as the press wants it; what is missing is as usual."""
    return Look(
        accent=stored.get("accent") or ACCENT,
        ink=stored.get("ink") or INK,
        issuer=stored.get("issuer") or "Lectern",
        title=stored.get("title") or "",
        body=stored.get("body") or "",
        signatures=tuple(Signature(each["name"], each.get("role", "")) for each in stored.get("signatures", ())),
        logo=base64.b64decode(stored.get("logo") or ""),
    )


def _date(moment: datetime | None, lang: str) -> str:
    if moment is None:
        return ""
    try:
        return format_date(moment, "long", locale=Locale.parse(lang))
    except UnknownLocaleError:
        return moment.date().isoformat()
