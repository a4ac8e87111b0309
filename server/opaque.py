"""Opaque tokens: `PREFIX_ID.SECRET`. The id finds the row, the row holds a keyed hash, nothing holds the secret."""

import base64
import secrets
from dataclasses import dataclass
from uuid import UUID

from server.keyring import Keyring, Purpose

SECRET_BYTES = 32
_ID_LENGTH = 32


@dataclass(frozen=True, slots=True)
class Opaque:
    """A token: its row's id, the text that its owner holds, and what is stored of it."""

    id: UUID
    text: str
    hash: bytes


class OpaqueTokens:
    """Makes and recognises the opaque tokens of one purpose."""

    def __init__(self, keyring: Keyring, purpose: Purpose, prefix: str) -> None:
        self._keyring = keyring
        self._purpose = purpose
        self.prefix = f"{prefix}_"

    def new(self, token_id: UUID, secret: bytes | None = None) -> Opaque:
        """A token for a row's id; its secret is chance unless given."""
        tail = base64.urlsafe_b64encode(secret or secrets.token_bytes(SECRET_BYTES)).decode().rstrip("=")
        text = f"{self.prefix}{token_id.hex}.{tail}"
        return Opaque(token_id, text, self._keyring.keyed_hash(self._purpose, text.encode()))

    def id_of(self, text: str) -> UUID | None:
        """The row's id in a well-formed token; nothing is proved by it."""
        name, dot, secret = text.removeprefix(self.prefix).partition(".")
        if not text.startswith(self.prefix) or not dot or len(name) != _ID_LENGTH or not secret:
            return None
        try:
            return UUID(hex=name)
        except ValueError:
            return None

    def kid_of(self, text: str, known: bytes) -> str | None:
        """The kid under which `known` was stored for this token, or None when it is another token's."""
        return self._keyring.match(self._purpose, text.encode(), known)
