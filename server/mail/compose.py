"""Writing a mail: text and HTML of one content, and headers that no input can break out of (RFC 5322, 2369, 8058)."""

from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP, SMTPUTF8
from email.utils import format_datetime, parseaddr
from functools import cache
from typing import Any, Final

import jinja2

from server.mail.base import Letter, NeverSent
from server.mail.texts import FOLDER, MailTexts, fill, headline, texts_for

RIGHT_TO_LEFT: Final = frozenset({"ar"})


def compose(letter: Letter, *, sender: str, origin: str) -> EmailMessage:
    """The whole mail. `sender` is an address or `Name <address>`. Raises NeverSent for an address that is none."""
    texts = texts_for(letter.locale)
    wording = texts.mails[letter.template]
    message = EmailMessage(policy=SMTP if letter.to.isascii() else SMTPUTF8)
    message["Subject"] = headline(wording.subject, letter.data)
    message["From"] = _address(sender)
    message["To"] = _address(letter.to)
    message["Date"] = format_datetime(letter.written_at)
    message["Message-ID"] = message_id(letter, sender)
    message["Auto-Submitted"] = "auto-generated"
    if letter.unsubscribe:
        message["List-Unsubscribe"] = f"<{letter.unsubscribe}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    content = _content(letter, texts, origin)
    message.set_content(_templates().get_template("mail.txt").render(content), cte="quoted-printable")
    message.add_alternative(
        _templates().get_template("mail.html").render(content), subtype="html", cte="quoted-printable"
    )
    message["Content-Language"] = texts.lang  # last: setting a content takes away every header that speaks of one
    return message


def message_id(letter: Letter, sender: str) -> str:
    """The same for every try of one mail."""
    domain = parseaddr(sender)[1].rpartition("@")[2] or "localhost"
    return f"<{letter.id}@{domain}>"


def _address(text: str) -> Address:
    name, spec = parseaddr(text)
    local, at, domain = spec.rpartition("@")
    if not at or not local or not domain or not text.isprintable() or any(c.isspace() for c in spec):
        raise NeverSent("not an address")
    try:
        return Address(name, local, domain.encode("idna").decode() if domain.isascii() else _idna(domain))
    except (ValueError, UnicodeError) as error:
        raise NeverSent("not an address") from error


def _idna(domain: str) -> str:
    return domain.encode("idna").decode("ascii")


def _content(letter: Letter, texts: MailTexts, origin: str) -> dict[str, Any]:
    wording = texts.mails[letter.template]
    return {
        "lang": texts.lang,
        "direction": "rtl" if texts.lang in RIGHT_TO_LEFT else "ltr",
        "subject": headline(wording.subject, letter.data),
        "greeting": headline(texts.frame["greeting"], letter.data) if letter.data.get("name") else "",
        "paragraphs": [fill(text, letter.data) for text in wording.body],
        "items": [" ".join(item.split()) for item in letter.items],
        "button": fill(wording.button, letter.data) if letter.data.get("link") else "",
        "link": letter.data.get("link", ""),
        "why": wording.why or texts.frame["why_news" if letter.unsubscribe else "why_account"],
        "unsubscribe": letter.unsubscribe,
        "unsubscribe_text": texts.frame["unsubscribe"],
        "copy_link": texts.frame["copy_link"],
        "origin": origin,
    }


@cache
def _templates() -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(FOLDER),
        autoescape=jinja2.select_autoescape(["html"]),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
