"""Reading a mail that came back: a delivery status notification (RFC 3464)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.message import Message
from email.policy import compat32
from typing import Final

LARGEST: Final = 1_000_000
"""Bytes; a notification with the whole mail in it is far smaller."""
_ABOUT_ADDRESS = re.compile(r"5\.(1\.\d{1,3}|2\.1)")
"""Status codes that say that nobody has the address (RFC 3463, sections 3.2 and 3.3)."""


@dataclass(frozen=True, slots=True)
class Bounce:
    """One address that nobody has, as a mail server reported it, and which of our mails went there."""

    message_id: str
    email: str
    status: str


def bounces_in(content: bytes) -> list[Bounce]:
    """The final failures in a mail that are about an address; of any other mail, and of delays, there are none."""
    mail = message_from_bytes(content[:LARGEST], policy=compat32)
    if mail.get_content_type() != "multipart/report" or mail.get_param("report-type") != "delivery-status":
        return []
    message_id = _returned_id(mail)
    if not message_id:
        return []
    return [Bounce(message_id, email, status) for email, status in _failures(mail)]


def _returned_id(mail: Message) -> str:
    """The Message-ID of the mail that came back: whole, or only its head."""
    for part in mail.walk():
        if part.get_content_type() == "message/rfc822":
            inside = part.get_payload()
            if isinstance(inside, list) and isinstance(inside[0], Message):
                return str(inside[0]["Message-ID"] or "").strip()
        if part.get_content_type() == "text/rfc822-headers":
            text = part.get_payload(decode=True)
            head = message_from_bytes(text if isinstance(text, bytes) else b"", policy=compat32)
            return str(head["Message-ID"] or "").strip()
    return ""


def _failures(mail: Message) -> Iterator[tuple[str, str]]:
    for part in mail.walk():
        if part.get_content_type() != "message/delivery-status":
            continue
        groups = part.get_payload()
        for group in groups if isinstance(groups, list) else []:
            if not isinstance(group, Message):
                continue
            status = str(group["Status"] or "").split(" ")[0]
            recipient = str(group["Final-Recipient"] or group["Original-Recipient"] or "")
            _, _, email = recipient.partition(";")
            if str(group["Action"] or "").strip().lower() == "failed" and _ABOUT_ADDRESS.fullmatch(status):
                yield email.strip().strip("<>"), status
