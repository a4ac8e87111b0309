"""Refresh tokens: opaque, kept only as a keyed hash, each able to name its one successor.

A token reads `lrt_ID.SECRET`. The successor's secret is a MAC over the old token and the new id: who shows
the old token again within the grace gets the very same successor, and the database could not tell it.
"""

import base64
import secrets
from dataclasses import dataclass
from hashlib import sha256
from hmac import digest
from uuid import UUID

from server.keyring import Keyring, Purpose

PREFIX = "lrt_"
_SECRET_BYTES = 32


@dataclass(frozen=True, slots=True)
class Link:
    """One link of the chain: its row's id, the text the client holds, and what is stored of it."""

    id: UUID
    text: str
    hash: bytes


class RefreshTokens:
    """Makes and recognises refresh tokens."""

    def __init__(self, keyring: Keyring) -> None:
        self._keyring = keyring

    def first(self, token_id: UUID) -> Link:
        """The first token of a session, from chance."""
        return self._link(token_id, secrets.token_bytes(_SECRET_BYTES))

    def successor(self, text: str, kid: str, token_id: UUID) -> Link:
        """The token that follows `text` under the id given; the same for the same three."""
        message = f"{text}|{token_id}".encode()
        return self._link(token_id, digest(self._keyring.key(Purpose.REFRESH_NEXT, kid), message, sha256))

    def id_of(self, text: str) -> UUID | None:
        """The row's id in a well-formed token; nothing is proved by it."""
        name, dot, secret = text.removeprefix(PREFIX).partition(".")
        if not text.startswith(PREFIX) or not dot or len(name) != 32 or not secret:  # noqa: PLR2004 - hex of an id
            return None
        try:
            return UUID(hex=name)
        except ValueError:
            return None

    def kid_of(self, text: str, known: bytes) -> str | None:
        """The kid under which `known` was stored for this token, or None when it is another token's."""
        return self._keyring.match(Purpose.REFRESH, text.encode(), known)

    def _link(self, token_id: UUID, secret: bytes) -> Link:
        text = f"{PREFIX}{token_id.hex}.{base64.urlsafe_b64encode(secret).decode().rstrip('=')}"
        return Link(token_id, text, self._keyring.keyed_hash(Purpose.REFRESH, text.encode()))
