"""Authenticator apps (TOTP, RFC 6238) and recovery codes: secrets sealed at rest, codes matched to time steps."""

import secrets
from collections.abc import Sequence
from datetime import datetime
from hmac import compare_digest
from uuid import UUID

import pyotp

from models.rules.second_factor import RECOVERY_CODES
from server.keyring import Keyring, Purpose
from server.sealing import Sealer

STEP_S = 30
WINDOW = 1
"""Steps before and after the present one that count: clocks differ, thumbs are slow."""
DIGITS = 6
_ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
_RECOVERY_LENGTH = 10


class SecondFactors:
    """Makes secrets and codes, seals secrets for their account, and matches what people type."""

    def __init__(self, keyring: Keyring, issuer: str) -> None:
        self._keyring = keyring
        self._sealer = Sealer(keyring, Purpose.TOTP)
        self._issuer = issuer

    def new_secret(self) -> str:
        """160 random bits in base32 (RFC 4226, section 4)."""
        return pyotp.random_base32()

    def uri(self, secret: str, account: str) -> str:
        """The `otpauth://` address that authenticator apps read."""
        return pyotp.TOTP(secret, digits=DIGITS, interval=STEP_S).provisioning_uri(
            name=account, issuer_name=self._issuer
        )

    def seal(self, secret: str, user_id: UUID) -> bytes:
        """The secret as it is stored: AES-256-GCM, good for this account only."""
        return self._sealer.seal(secret.encode(), user_id)

    def step_of(self, sealed: bytes, user_id: UUID, code: str, now: datetime) -> int | None:
        """The time step that a typed code belongs to, or None."""
        secret = self._unseal(bytes(sealed), user_id)
        typed = code.replace(" ", "")
        if secret is None or len(typed) != DIGITS or not (typed.isascii() and typed.isdigit()):
            return None
        present, totp = int(now.timestamp()) // STEP_S, pyotp.TOTP(secret, digits=DIGITS, interval=STEP_S)
        steps = range(present - WINDOW, present + WINDOW + 1)
        matching = [step for step in steps if compare_digest(totp.generate_otp(step), typed)]
        return matching[-1] if matching else None

    def new_recovery_codes(self) -> list[str]:
        """Codes of 49 random bits each, to be shown once."""
        return [
            "-".join("".join(secrets.choice(_ALPHABET) for _ in range(_RECOVERY_LENGTH // 2)) for _ in range(2))
            for _ in range(RECOVERY_CODES)
        ]

    def recovery_hash(self, code: str, user_id: UUID) -> str:
        """What is stored of a recovery code."""
        return self._keyring.keyed_hash(Purpose.RECOVERY, self._recovery_message(code, user_id)).hex()

    def recovery_hashes(self, code: str, user_id: UUID) -> Sequence[str]:
        """What may be stored of a recovery code, under any known key; empty for what cannot be one."""
        typed = _bare(code)
        if len(typed) != _RECOVERY_LENGTH:
            return ()
        return [
            value.hex() for _, value in self._keyring.hashes(Purpose.RECOVERY, self._recovery_message(code, user_id))
        ]

    def _recovery_message(self, code: str, user_id: UUID) -> bytes:
        return user_id.bytes + _bare(code).encode()

    def _unseal(self, stored: bytes, user_id: UUID) -> str | None:
        secret = self._sealer.open(stored, user_id)
        return None if secret is None else secret.decode()


def _bare(code: str) -> str:
    return "".join(character for character in code.lower() if character.isalnum())
