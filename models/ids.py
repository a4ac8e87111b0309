"""Identifiers: UUIDv7, made by the application so that any PostgreSQL will do."""

import secrets
from uuid import UUID

import uuid_utils

CODE_ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""31 symbols that are hard to confuse when read aloud or from a projector (no 0/O, 1/I/L)."""
CODE_LENGTH = 7
NUMBER_LENGTH = 8
VERIFY_LENGTH = 17
"""31**17 is more than 2**84: nobody finds a certificate by guessing."""


def new_id() -> UUID:
    """A new UUIDv7 (RFC 9562): sorts by the time it was made."""
    return UUID(bytes=uuid_utils.uuid7().bytes)


def new_join_code() -> str:
    """A code that players type to join a live session: 31**7 possibilities."""
    return _chance(CODE_LENGTH)


def new_certificate_tail() -> str:
    """The last part of a certificate's number."""
    return _chance(NUMBER_LENGTH)


def new_verify_code() -> str:
    """The code by which anyone can check a certificate."""
    return _chance(VERIFY_LENGTH)


def _chance(length: int) -> str:
    return "".join(secrets.choice(CODE_ALPHABET) for _ in range(length))
