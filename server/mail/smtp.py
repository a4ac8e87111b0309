"""Mails by SMTP (RFC 5321). Every answer of the server becomes one of two: later, or never."""

import re
from typing import Final

import aiosmtplib

from server.mail.base import Letter, NeverSent, NoSuchMailbox, NotSentYet
from server.mail.compose import compose, message_id
from server.settings import Settings

PERMANENT: Final = range(550, 555)
"""What is said of a mailbox or a mail; other 5xx answers are about us (login, policy) and may be mended."""
NO_MAILBOX: Final = frozenset({550, 551, 553})
"""Said at RCPT: unknown, moved, or no address (RFC 5321, section 4.2.2)."""
_ENHANCED = re.compile(r"\b5\.(\d{1,3})\.(\d{1,3})\b")
"""An enhanced status code (RFC 3463); `5.1.x` is about the address, `5.2.1` says that the mailbox is disabled."""


class SmtpMailer:
    """One connection for each mail: a worker sends few, and a stalled one holds up nobody else."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    async def send(self, letter: Letter) -> str:
        """Hand a mail to the server."""
        settings = self._settings
        message = compose(letter, sender=settings.mail_from, origin=settings.origin)
        try:
            _ = await aiosmtplib.send(
                message,
                hostname=settings.smtp_host,
                port=settings.smtp_port,
                username=settings.smtp_username or None,
                password=settings.smtp_password.get_secret_value() or None,
                use_tls=settings.smtp_security == "tls",
                start_tls=settings.smtp_security == "starttls",
                timeout=settings.smtp_timeout_seconds,
            )
        except aiosmtplib.SMTPException as error:
            raise _verdict(error) from error
        except (OSError, TimeoutError) as error:
            raise NotSentYet(type(error).__name__) from error
        return message_id(letter, settings.mail_from)


def _verdict(error: aiosmtplib.SMTPException) -> NeverSent | NotSentYet:
    codes = _codes(error)
    told = f"{type(error).__name__} {' '.join(map(str, codes))}".strip()
    if isinstance(error, aiosmtplib.SMTPRecipientsRefused) and all(map(_is_unknown, error.recipients)):
        return NoSuchMailbox(told)
    return NeverSent(told) if codes and all(code in PERMANENT for code in codes) else NotSentYet(told)


def _codes(error: aiosmtplib.SMTPException) -> list[int]:
    if isinstance(error, aiosmtplib.SMTPRecipientsRefused):
        return [refused.code for refused in error.recipients]
    return [error.code] if isinstance(error, aiosmtplib.SMTPResponseException) else []


def _is_unknown(refused: aiosmtplib.SMTPRecipientRefused) -> bool:
    """Whether it is about the address; the same numbers are also said of mails that are taken for spam."""
    said = _ENHANCED.search(refused.message)
    about_address = said is None or said[1] == "1" or (said[1], said[2]) == ("2", "1")
    return refused.code in NO_MAILBOX and about_address
