"""Refresh tokens: opaque tokens, each able to name its one successor.

The successor's secret is a MAC over the old token and the new id: who shows the old token again within the
grace gets the very same successor, and the database could not tell it.
"""

from hashlib import sha256
from hmac import digest
from uuid import UUID

from server.keyring import Keyring, Purpose
from server.opaque import Opaque, OpaqueTokens


class RefreshTokens(OpaqueTokens):
    """Makes and recognises refresh tokens."""

    def __init__(self, keyring: Keyring) -> None:
        super().__init__(keyring, Purpose.REFRESH, "lrt")

    def successor(self, text: str, kid: str, token_id: UUID) -> Opaque:
        """The token that follows `text` under the id given; the same for the same three."""
        message = f"{text}|{token_id}".encode()
        return self.new(token_id, digest(self._keyring.key(Purpose.REFRESH_NEXT, kid), message, sha256))
