"""Who is asking: bearer tokens, participant tokens, page cookies and socket tickets become a Principal.

Every answer rests on a row of PostgreSQL read for it, so what was ended is refused by every process at once,
whether Redis is there or not. When PostgreSQL is away nobody is let in.
"""

from collections.abc import Awaitable, Callable, Collection
from datetime import datetime, timedelta
from uuid import UUID

from aiohttp import web

from models.actions.api_tokens import note_api_token_used
from models.actions.mfa import CodeTry
from models.actions.sessions import note_seen, use_ticket
from models.queries.accounts import dead_sessions, seat_facts, sessions_reader
from models.queries.api_tokens import api_token_facts
from models.rules.access import Principal, Role
from models.rules.accounts import SEAT_AFTERLIFE, SEEN_EVERY, is_alive, principal_of
from server.clock import Clock
from server.errors import Forbidden, Unauthorized
from server.keyring import Keyring, Purpose
from server.opaque import OpaqueTokens
from server.passwords import Passwords
from server.refresh import RefreshTokens
from server.session_reads import SessionReads
from server.settings import Settings
from server.tokens import BadToken, Claims, Kind, Tokens
from server.totp import SecondFactors

PARTICIPANT_SECONDS = 400 * 86_400
"""A seat's token outlives any session; when it really ends is asked of the session itself."""
VOID_SEATS = frozenset({"removed", "banned"})
"""States of seats that a host has taken away; their tokens are known, and refused with that reason."""
TICKET_SECONDS = 60
ISSUER = "Lectern"
"""What authenticator apps show."""

PageSession = Callable[[web.Request], Awaitable[UUID | None]]
"""The sign-in behind a request's page cookie, or None; raises Forbidden when its CSRF header is wrong."""


async def no_page_session(_request: web.Request) -> UUID | None:
    """For applications without pages."""
    return None


class Auth:
    """Everything that proves identities in this process; one for each application."""

    def __init__(self, settings: Settings, clock: Clock, page_session: PageSession = no_page_session) -> None:
        self.settings = settings
        self.keyring = Keyring.of(settings)
        self.passwords = Passwords(self.keyring, settings.bcrypt_cost)
        self.refresh_tokens = RefreshTokens(self.keyring)
        self.mail_tokens = OpaqueTokens(self.keyring, Purpose.MAIL, "lmt")
        self.api_tokens = OpaqueTokens(self.keyring, Purpose.API_TOKEN, "lat")
        self.factors = SecondFactors(self.keyring, ISSUER)
        self.tokens = Tokens(self.keyring, settings.origin)
        self._clock = clock
        self._page_session = page_session
        self._reads = SessionReads(sessions_reader)
        self._demanding_roles = settings.demanding_roles

    @property
    def session_lifetime(self) -> timedelta:
        """How long a sign-in lives without being refreshed."""
        return timedelta(days=self.settings.refresh_token_days)

    def code_try(self, user_id: UUID, code: str, now: datetime) -> CodeTry:
        """A typed code of an account, ready to be tried as one of its authenticator and as a recovery code."""
        return CodeTry(
            step_of=lambda sealed: self.factors.step_of(sealed, user_id, code, now),
            hashes=self.factors.recovery_hashes(code, user_id),
        )

    def close(self) -> None:
        """End the threads of the password hashes."""
        self.passwords.close()

    async def authenticate(self, request: web.Request) -> Principal | None:
        """The caller of a request: None without credentials. Raises Unauthorized for bad ones.

        A bearer counts before a cookie; a cookie counts only with the page's CSRF header.
        """
        given = request.headers.getall("Authorization", [])
        if given:
            scheme, _, token = given[0].partition(" ")
            if len(given) > 1 or scheme.lower() != "bearer":
                raise refused_token()
            return await self._of_header(token.strip())
        session_id = await self._page_session(request)
        return None if session_id is None else await self._of_session(session_id, "page")

    async def _of_header(self, token: str) -> Principal:
        if token.startswith(self.api_tokens.prefix):
            return await self.verify_api_token(token)
        return await self.verify_bearer(token)

    async def verify_bearer(self, token: str) -> Principal:
        """The account or the seat behind an access token or a participant token. Raises Unauthorized."""
        if self.tokens.kind_of(token) is Kind.PARTICIPANT:
            return await self.verify_participant(token)
        return await self.verify_access(token)

    async def verify_api_token(self, token: str) -> Principal:
        """The account behind an API token, with the token's scopes. Raises Unauthorized."""
        token_id, now = self.api_tokens.id_of(token), self._clock()
        facts = await api_token_facts(token_id) if token_id else None
        if token_id is None or facts is None or not facts.is_alive(now):
            raise refused_token()
        if self.api_tokens.kid_of(token, facts.token_hash) is None:
            raise refused_token()
        if facts.last_used_at is None or now - facts.last_used_at >= SEEN_EVERY:
            await note_api_token_used(token_id, now)
        withheld = facts.role in self._demanding_roles and not facts.mfa_enabled
        return Principal(
            user_id=facts.user_id,
            role=Role.STUDENT if withheld else facts.role,
            withheld=facts.role if withheld else None,
            scopes=facts.scopes,
        )

    async def verify_access(self, token: str) -> Principal:
        """The account behind an access token. Raises Unauthorized."""
        claims = self._read(token, Kind.ACCESS)
        principal = await self._of_session(claims.session, "api")
        if principal.user_id != claims.subject:
            raise refused_token()
        return principal

    def mint_access(self, user_id: UUID, session_id: UUID) -> tuple[str, int]:
        """An access token for a sign-in, and the seconds it lives."""
        seconds = self.settings.access_token_seconds
        token, claims = self.tokens.mint(
            Kind.ACCESS, subject=user_id, session=session_id, now=self._clock(), seconds=seconds
        )
        return token, claims.expires_at - claims.issued_at

    def mint_participant_token(self, participant_id: UUID, live_session_id: UUID) -> str:
        """The token of a seat in a live session; good for that session only, until 24 h after its end."""
        token, _ = self.tokens.mint(
            Kind.PARTICIPANT,
            subject=participant_id,
            session=live_session_id,
            now=self._clock(),
            seconds=PARTICIPANT_SECONDS,
            seat=True,
        )
        return token

    async def verify_participant(self, token: str) -> Principal:
        """The seat behind a participant token; never an account, even where the seat is an account's.

        Raises Unauthorized, and Forbidden (`removed`, `banned`) for a seat that a host has voided.
        """
        return await self._of_seat(self._read(token, Kind.PARTICIPANT))

    def mint_ticket(self, principal: Principal) -> tuple[str, int]:
        """A ticket that opens one socket as this caller, and the seconds it lives."""
        seat = principal.user_id is None
        subject, session = (
            (principal.participant_id, principal.live_session_id) if seat else (principal.user_id, principal.session_id)
        )
        if subject is None or session is None:
            raise ValueError("only sign-ins and seats get tickets")
        ticket, _ = self.tokens.mint(
            Kind.TICKET, subject=subject, session=session, now=self._clock(), seconds=TICKET_SECONDS, seat=seat
        )
        return ticket, TICKET_SECONDS

    async def redeem_ticket(self, ticket: str) -> Principal:
        """The caller a ticket was made for; a ticket works once. Raises Unauthorized."""
        claims = self._read(ticket, Kind.TICKET)
        if not await use_ticket(claims.id, self._clock()):
            raise refused_token()
        return await (self._of_seat(claims) if claims.seat else self._of_session(claims.session))

    async def dead_sessions(self, session_ids: Collection[UUID]) -> set[UUID]:
        """Those of these sign-ins that have ended since, in one read: their sockets must close."""
        return await dead_sessions(session_ids, self._clock())

    def _read(self, token: str, kind: Kind) -> Claims:
        try:
            return self.tokens.read(token, kind, self._clock())
        except BadToken as error:
            raise refused_token() from error

    async def _of_session(self, session_id: UUID, kind: str | None = None) -> Principal:
        facts, now = await self._reads.facts(session_id), self._clock()
        if facts is None or not is_alive(facts, now) or (kind and facts.kind != kind):
            raise refused_token()
        await note_seen(facts, now)
        return principal_of(facts, self._demanding_roles)

    async def _of_seat(self, claims: Claims) -> Principal:
        state, ended_at = await seat_facts(claims.subject, claims.session)
        if not state or (ended_at is not None and self._clock() - ended_at > SEAT_AFTERLIFE):
            raise refused_token()
        if state in VOID_SEATS:
            raise Forbidden("Your seat in this session was taken away", code=state, reason=state)
        return Principal(participant_id=claims.subject, live_session_id=claims.session)


def refused_token() -> Unauthorized:
    """The one answer to a token that is not, or no longer, good (RFC 6750, section 3.1)."""
    return Unauthorized(
        "The token is not, or no longer, good",
        code="invalid_token",
        headers={"WWW-Authenticate": 'Bearer error="invalid_token"'},
    )
