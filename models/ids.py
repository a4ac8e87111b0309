"""Identifiers: UUIDv7, made by the application so that any PostgreSQL will do."""

import secrets
from uuid import UUID

import uuid_utils

CODE_ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""31 symbols that are hard to confuse when read aloud or from a projector (no 0/O, 1/I/L)."""
CODE_LENGTH = 7


def new_id() -> UUID:
    """A new UUIDv7 (RFC 9562): sorts by the time it was made."""
    return UUID(bytes=uuid_utils.uuid7().bytes)


def new_join_code() -> str:
    """A code that players type to join a live session: 31**7 possibilities."""
    return "".join(secrets.choice(CODE_ALPHABET) for _ in range(CODE_LENGTH))
