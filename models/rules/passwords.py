"""What a new password may be: length, not one of those that everybody tries, not one's own name."""

from collections.abc import Container, Iterable
from enum import StrEnum

PASSWORD_MIN = 8
PASSWORD_MAX = 256
PERSONAL_MIN = 4
"""Shorter parts of names stand in too many good passwords."""


class PasswordRefusal(StrEnum):
    """Why a password is not taken."""

    LENGTH = "password_length"
    COMMON = "password_common"
    PERSONAL = "password_personal"


def password_refusal(password: str, *, common: Container[str], personal: Iterable[str] = ()) -> PasswordRefusal | None:
    """Why the password is not taken, or None (NIST SP 800-63B-4, section 3.1.1.2).

    `common` holds small letters. `personal` are texts an attacker knows (address, name): a password that is
    one of them, or one of them with some digits, is refused.
    """
    if not PASSWORD_MIN <= len(password) <= PASSWORD_MAX:
        return PasswordRefusal.LENGTH
    plain = password.casefold()
    if plain in common or len(set(plain)) == 1:
        return PasswordRefusal.COMMON
    known = {part.casefold() for text in personal for part in (text, *text.replace("@", " ").split())}
    core = plain.strip("0123456789!?.-_ ")
    if plain in known or (len(core) >= PERSONAL_MIN and core in known):
        return PasswordRefusal.PERSONAL
    return None
