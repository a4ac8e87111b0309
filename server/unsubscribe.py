"""Links that end mails of one kind for one person, without signing in (RFC 8058)."""

import base64
from dataclasses import dataclass
from hmac import compare_digest
from typing import Final
from uuid import UUID

from models.rules.notices import Notice
from server.keyring import Keyring, Purpose

_MAC_BYTES: Final = 16
_INVITATION: Final = "invitation"


@dataclass(frozen=True, slots=True)
class Refusal:
    """Whose mails of which kind are to end."""

    user_id: UUID
    kind: Notice


@dataclass(frozen=True, slots=True)
class Uninvited:
    """Which invitation, to an address without an account, is to be the last mail there."""

    invitation_id: UUID


def unsubscribe_link(keyring: Keyring, origin: str, refusal: Refusal | Uninvited) -> str:
    """The address to post to; a browser finds a page there."""
    message = _message(refusal)
    mac = keyring.keyed_hash(Purpose.UNSUBSCRIBE, message.encode())[:_MAC_BYTES]
    return f"{origin}/unsubscribe/{message}.{base64.urlsafe_b64encode(mac).decode().rstrip('=')}"


def _message(refusal: Refusal | Uninvited) -> str:
    if isinstance(refusal, Uninvited):
        return f"{refusal.invitation_id.hex}.{_INVITATION}"
    return f"{refusal.user_id.hex}.{refusal.kind}"


def read_refusal(keyring: Keyring, token: str) -> Refusal | Uninvited | None:
    """What a token asks for, if it is one of ours; links do not expire."""
    message, _, given = token.rpartition(".")
    hashes = (known for _, known in keyring.hashes(Purpose.UNSUBSCRIBE, message.encode()))
    if not any(_same(given, known[:_MAC_BYTES]) for known in hashes):
        return None
    user, _, kind = message.partition(".")
    if kind == _INVITATION:
        return Uninvited(UUID(hex=user))
    return Refusal(UUID(hex=user), Notice(kind))


def _same(given: str, known: bytes) -> bool:

    return compare_digest(given.encode(), base64.urlsafe_b64encode(known).rstrip(b"="))
