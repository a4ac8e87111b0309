"""Signing in, for the API and the pages alike: a password, then a code where the account has a second factor.

A session is opened only from a `Proved`, and that comes only from here: nobody can forget the second step.
"""

from dataclasses import dataclass
from datetime import timedelta

from models.actions.audit import Cause
from models.actions.mfa import answer_challenge, open_challenge
from models.actions.sessions import NewLink, find_refresh, open_session, refresh
from models.ids import new_id
from models.queries.accounts import user_by_email
from models.rules.accounts import RefreshVerdict
from models.rules.second_factor import CHALLENGE_LIFE, WRONG_QUIET, CodeVerdict
from models.tables.users import AuthSession, User
from server import metrics
from server.auth import Auth
from server.errors import TooMany, Unauthorized
from server.logging import log
from server.opaque import Opaque
from server.tokens import BadToken, Kind
from server.visit import Visit, guess, knows

PAGE_LIFETIME = timedelta(days=7)
"""The absolute end of a cookie session; server.page_session ends idle ones earlier."""


@dataclass(frozen=True, slots=True)
class Proved:
    """An account that showed all it must, and a better hash of its password when the stored one is old.

    `known_device` says that its browser was signed in before.
    """

    user: User
    better_hash: str | None = None
    known_device: bool = False


@dataclass(frozen=True, slots=True)
class Challenged:
    """The password was right; a code is awaited for so many seconds, with this token."""

    token: str
    expires_in: int


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A new sign-in, with the first refresh token when it is the API's."""

    user: User
    session: AuthSession
    link: Opaque | None = None


@dataclass(frozen=True, slots=True)
class TokenPair:
    """What a client of the API holds. `expires_in` is of the access token, in seconds."""

    access_token: str
    refresh_token: str
    expires_in: int


def wrong_credentials() -> Unauthorized:
    """The one answer to a wrong password, an unknown address and a disabled account."""
    return Unauthorized("The e-mail address or the password is wrong", code="invalid_credentials")


async def prove_password(auth: Auth, visit: Visit, email: str, password: str) -> Proved | Challenged:
    """The account that the address and the password belong to, or the challenge of its second factor.

    Raises Unauthorized, or TooMany; one bcrypt run in every case, so the time tells nothing either.
    """
    user = await user_by_email(email)
    async with guess(visit, auth.keyring, email, user.id if user else None):
        verdict = await auth.passwords.verify(user.password_hash if user else None, password)
        if user is None or not verdict.ok or not may_sign_in(auth, user):
            metrics.SIGN_INS.labels("wrong").inc()
            log.warning("sign_in_refused", user=str(user.id) if user else None, client=visit.cause.address)
            raise wrong_credentials()
    metrics.SIGN_INS.labels("challenged" if user.mfa_enabled else "proved").inc()
    if user.mfa_enabled:
        return await _challenge(auth, user, visit)
    better = await auth.passwords.hash(password) if verdict.stale else None
    return Proved(user, better, known_device=knows(visit, auth.keyring, user.id))


async def _challenge(auth: Auth, user: User, visit: Visit) -> Challenged:
    row = await open_challenge(user.id, visit.kind, visit.cause)
    seconds = int(CHALLENGE_LIFE.total_seconds())
    token, _ = auth.tokens.mint(Kind.CHALLENGE, subject=user.id, session=row.id, now=visit.cause.now, seconds=seconds)
    return Challenged(token, seconds)


async def prove_code(auth: Auth, visit: Visit, token: str, code: str) -> Proved:
    """The account of a challenge, once its code is right. Raises Unauthorized or TooMany."""
    cause = visit.cause
    try:
        claims = auth.tokens.read(token, Kind.CHALLENGE, cause.now)
    except BadToken as error:
        raise _challenge_over() from error
    attempt = auth.code_try(claims.subject, code, cause.now)
    verdict, user = await answer_challenge(claims.session, visit.kind, attempt, cause.by(claims.subject))
    metrics.CODES.labels(verdict.name.lower()).inc()
    if verdict is CodeVerdict.NONE:
        raise _challenge_over()
    require_right(verdict)
    assert user is not None
    return Proved(user, known_device=knows(visit, auth.keyring, user.id))


def require_right(verdict: CodeVerdict) -> None:
    """Raises Unauthorized or TooMany unless a code was right."""
    match verdict:
        case CodeVerdict.RIGHT:
            return
        case CodeVerdict.BLOCKED:
            seconds = int(WRONG_QUIET.total_seconds())
            raise TooMany("Too many wrong codes; wait five minutes", retry_after=seconds, code="too_many_codes")
        case CodeVerdict.WRONG | CodeVerdict.NONE:
            raise Unauthorized("The code is wrong, or was used before", code="invalid_code")


def _challenge_over() -> Unauthorized:
    return Unauthorized("The challenge is over; sign in again", code="challenge_over")


def may_sign_in(auth: Auth, user: User) -> bool:
    """Whether the account is active and, where that is demanded, has proved its address."""
    return user.is_active and (user.email_verified_at is not None or not auth.settings.verifies_email)


async def open_api_session(auth: Auth, proved: Proved, cause: Cause) -> SignedIn:
    """Sign a proved account in for the API. Raises Unauthorized when it changed meanwhile."""
    link = auth.refresh_tokens.new(new_id())
    session = await open_session(
        proved.user,
        kind="api",
        lifetime=auth.session_lifetime,
        link=NewLink(link.id, link.hash),
        cause=cause,
        password_hash=proved.better_hash,
        known_device=proved.known_device,
    )
    if session is None:
        raise wrong_credentials()
    return SignedIn(proved.user, session, link)


async def open_page_session(proved: Proved, cause: Cause) -> SignedIn:
    """Sign a proved account in for the pages; the cookie holds the session's id. Raises as above."""
    session = await open_session(
        proved.user,
        kind="page",
        lifetime=PAGE_LIFETIME,
        link=None,
        cause=cause,
        password_hash=proved.better_hash,
        known_device=proved.known_device,
    )
    if session is None:
        raise wrong_credentials()
    return SignedIn(proved.user, session)


def pair_of(auth: Auth, signed_in: SignedIn) -> TokenPair:
    """The tokens of a new API sign-in."""
    assert signed_in.link is not None
    access, seconds = auth.mint_access(signed_in.user.id, signed_in.session.id)
    return TokenPair(access, signed_in.link.text, seconds)


async def refresh_pair(auth: Auth, text: str, cause: Cause) -> TokenPair:
    """A new pair for a refresh token. Raises Unauthorized; a reuse also ends the session and is told to the log."""
    token_id = auth.refresh_tokens.id_of(text)
    row = await find_refresh(token_id) if token_id else None
    kid = auth.refresh_tokens.kid_of(text, row.token_hash) if row else None
    if row is None or kid is None:
        raise _wrong_refresh()
    proposed = auth.refresh_tokens.successor(text, kid, new_id())
    done = await refresh(row, NewLink(proposed.id, proposed.hash), lifetime=auth.session_lifetime, cause=cause)
    if done.verdict is RefreshVerdict.REUSED:
        log.warning("refresh_token_reused", user=str(done.user.id), session=str(done.session_id))
    if done.verdict not in {RefreshVerdict.ROTATE, RefreshVerdict.REPEAT} or done.successor_id is None:
        raise _wrong_refresh()
    access, seconds = auth.mint_access(done.user.id, done.session_id)
    return TokenPair(access, auth.refresh_tokens.successor(text, kid, done.successor_id).text, seconds)


def _wrong_refresh() -> Unauthorized:
    return Unauthorized("The refresh token is not, or no longer, good; sign in again", code="invalid_refresh_token")
