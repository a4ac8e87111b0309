"""Shapes of signing up, signing in and staying so."""

from datetime import datetime
from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import Field, StringConstraints, model_validator

from handlers.schemas.users import Email, UserOut
from models.rules.passwords import PASSWORD_MAX, PASSWORD_MIN
from models.tables.users import AuthSession, User
from server.addresses import EMAIL_LONGEST
from server.endpoint import In, Line, Out
from server.sign_in import Challenged, TokenPair

NewPassword = Annotated[str, StringConstraints(min_length=PASSWORD_MIN, max_length=PASSWORD_MAX)]
GivenPassword = Annotated[str, StringConstraints(max_length=PASSWORD_MAX)]
"""A password that is checked and never stored: no rule may tell which ones can be right."""
GivenEmail = Annotated[str, StringConstraints(max_length=EMAIL_LONGEST)]
Code = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=32)]
"""Six digits of an authenticator, or a recovery code."""
Token = Annotated[str, StringConstraints(max_length=1024)]


class RegisterIn(In):
    """A new account; its role is always student."""

    email: Email
    full_name: Line
    password: NewPassword


class LoginIn(In):
    """An address and a password."""

    email: GivenEmail
    password: GivenPassword


class OAuthForm(In):
    """The resource owner password form of OAuth2 (RFC 6749, section 4.3); only for the docs page."""

    grant_type: Literal["password"] = "password"
    username: GivenEmail
    password: GivenPassword
    scope: Annotated[str, StringConstraints(max_length=1000)] = ""
    client_id: Annotated[str, StringConstraints(max_length=200)] = ""
    client_secret: Annotated[str, StringConstraints(max_length=200)] = ""


class MfaLoginIn(In):
    """A challenge, and the code that answers it."""

    challenge_token: Token
    code: Code


class StepUpIn(In):
    """One's own password or a code, one of the two."""

    password: GivenPassword | None = None
    code: Code | None = None

    @model_validator(mode="after")
    def _one_of_two(self) -> Self:
        if (self.password is None) == (self.code is None):
            raise ValueError("give a password or a code")
        return self


class ForgotIn(In):
    """The address of a forgotten password."""

    email: GivenEmail


class PasswordResetIn(In):
    """A mailed token and a new password."""

    token: Token
    new_password: NewPassword


class PasswordChangeIn(In):
    """The old password and a new one."""

    current_password: GivenPassword
    new_password: NewPassword


class EmailTokenIn(In):
    """A mailed token."""

    token: Token


class EmailChangeIn(In):
    """One's own password and a new address."""

    password: GivenPassword
    email: Email


class RefreshIn(In):
    """A refresh token."""

    refresh_token: Token


class TokensOut(Out):
    """A pair of tokens; `expires_in` is of the access token, in seconds."""

    access_token: str
    refresh_token: str
    token_type: Literal["bearer"] = "bearer"  # noqa: S105 - the name of a scheme
    expires_in: int

    @classmethod
    def of(cls, pair: TokenPair) -> Self:
        """The pair on the wire."""
        return cls(access_token=pair.access_token, refresh_token=pair.refresh_token, expires_in=pair.expires_in)


class SignedInOut(Out):
    """An account and its new tokens."""

    user: UserOut
    tokens: TokensOut

    @classmethod
    def of(cls, user: User, pair: TokenPair) -> Self:
        """An account's row and its new tokens."""
        return cls(user=UserOut.of(user), tokens=TokensOut.of(pair))


class ChallengeOut(Out):
    """The password was right; a code is awaited."""

    mfa_required: Literal[True] = True
    challenge_token: str
    methods: list[Literal["totp", "recovery_code"]]
    expires_in: int

    @classmethod
    def of(cls, challenge: Challenged) -> Self:
        """The challenge on the wire."""
        return cls(challenge_token=challenge.token, methods=["totp", "recovery_code"], expires_in=challenge.expires_in)


class SessionOut(Out):
    """A sign-in of one's own."""

    id: UUID
    kind: Literal["api", "page"]
    current: bool = Field(description="Whether this very request belongs to it.")
    created_at: datetime
    last_seen_at: datetime
    expires_at: datetime
    address: str
    user_agent: str

    @classmethod
    def of(cls, session: AuthSession, current: UUID | None) -> Self:
        """The sign-in of a row."""
        return cls(
            id=session.id,
            kind="page" if session.kind == "page" else "api",
            current=session.id == current,
            created_at=session.created_at,
            last_seen_at=session.last_seen_at,
            expires_at=session.expires_at,
            address=session.address,
            user_agent=session.user_agent,
        )


class TicketOut(Out):
    """A ticket for one socket, and the seconds it lives."""

    ticket: str
    expires_in: int
