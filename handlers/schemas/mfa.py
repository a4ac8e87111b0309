"""Shapes of the second factor."""

from handlers.schemas.auth import Code, GivenPassword
from server.endpoint import In, Out


class PasswordIn(In):
    """One's own password."""

    password: GivenPassword


class CodeIn(In):
    """A code of the authenticator, or a recovery code."""

    code: Code


class PasswordAndCodeIn(In):
    """One's own password, and a code."""

    password: GivenPassword
    code: Code


class TotpOut(Out):
    """A new authenticator: its secret in base32, as an address, and as a picture of that."""

    secret: str
    otpauth_uri: str
    qr_svg: str


class RecoveryCodesOut(Out):
    """Recovery codes, shown this once."""

    recovery_codes: list[str]
