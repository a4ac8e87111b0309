"""The cookie session of the pages, kept in Redis: which sign-in a browser holds, and its CSRF token.

The cookie is a random id and nothing else. It stands for an account only together with a living `AuthSession`
row (PostgreSQL decides), and it authorises a call of the API only together with the CSRF token of its page.
"""

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hmac import compare_digest
from typing import Final
from urllib.parse import urlsplit
from uuid import UUID

from aiohttp import web
from aiohttp_session import Session
from aiohttp_session.redis_storage import RedisStorage

from models.queries.accounts import session_facts, user_by_id
from models.rules.access import Principal, Role
from models.rules.accounts import SessionFacts, is_alive, principal_of
from server.errors import Forbidden
from server.keys import CLOCK, REDIS, SETTINGS
from server.sign_in import PAGE_LIFETIME

PAGE_KIND: Final = "page"
CSRF_HEADER: Final = "X-CSRF-Token"
IDLE: Final = timedelta(hours=6)
"""A browser that opens no page for so long is signed out; PAGE_LIFETIME ends the busiest one."""
_TOUCH_EVERY = timedelta(minutes=5)

_SESSION = web.RequestKey("page_session", Session)


@dataclass(frozen=True, slots=True)
class Visitor:
    """The account that looks at a page."""

    id: UUID
    full_name: str
    role: Role
    locale: str
    session_id: UUID

    @property
    def teaches(self) -> bool:
        """Whether the teacher's pages are for this account."""
        return self.role in {Role.INSTRUCTOR, Role.ADMIN}


def cookie_name(request: web.Request) -> str:
    """`__Host-` ties the cookie to this very host and to https; plain http cannot carry it."""
    return "__Host-lectern" if request.app[SETTINGS].origin.startswith("https://") else "lectern"


async def load(request: web.Request) -> Session:
    """The browser's session: empty and new for one that has none, or whose time is over."""
    if _SESSION not in request:
        session = await _storage(request).load_session(request)
        if not session.new and _is_over(session, request.app[CLOCK]()):
            session = await _replace(request, session)
        request[_SESSION] = session
    return request[_SESSION]


async def save(request: web.Request, response: web.StreamResponse) -> None:
    """Write what changed, and keep a session that is in use from idling out; nothing to do without a session."""
    session = request.get(_SESSION)
    if session is None or session.empty:
        return
    now = request.app[CLOCK]()
    if now - _moment(session, "seen") >= _TOUCH_EVERY:
        session["seen"] = now.timestamp()
    if session._changed:  # noqa: SLF001 - the library's own middleware reads it too
        await _storage(request).save_session(request, response, session)


async def csrf_token(request: web.Request) -> str:
    """The session's CSRF token; a new session is begun for a browser without one."""
    session = await load(request)
    if "csrf" not in session:
        now = request.app[CLOCK]().timestamp()
        session.update({"csrf": secrets.token_urlsafe(32), "created": now, "seen": now})
    return str(session["csrf"])


async def begin(request: web.Request, auth_session_id: UUID) -> None:
    """Sign the browser in: a new cookie and a new CSRF token, so that nothing planted before is worth anything."""
    request[_SESSION] = session = await _replace(request, await load(request))
    await csrf_token(request)
    session["sid"] = str(auth_session_id)


async def end(request: web.Request) -> None:
    """Forget the browser's session; the next page begins a new one."""
    request[_SESSION] = await _replace(request, await load(request))
    await csrf_token(request)


async def visitor(request: web.Request) -> Visitor | None:
    """The account that looks at the page, or None."""
    facts = await _living(request)
    if facts is None:
        return None
    user = await user_by_id(facts.user_id)
    role = principal_of(facts, request.app[SETTINGS].demanding_roles).role or user.role
    return Visitor(user.id, user.full_name, role, user.locale, facts.session_id)


async def caller(request: web.Request) -> Principal | None:
    """The account behind the browser's sign-in, with the rights it has now; None without a living one."""
    facts = await _living(request)
    return principal_of(facts, request.app[SETTINGS].demanding_roles) if facts else None


async def api_session_id(request: web.Request) -> UUID | None:
    """The sign-in behind a call that a page's script makes; None without a session cookie.

    Raises Forbidden when the cookie comes without its CSRF token, or from another site's page.
    """
    if cookie_name(request) not in request.cookies:
        return None
    session = await load(request)
    if "sid" not in session:
        return None
    require_same_site(request)
    _require_token(session, request.headers.get(CSRF_HEADER, ""))
    return UUID(session["sid"])


async def require_form_token(request: web.Request, token: str) -> bool:
    """Whether a form was sent by our own page in this session. Raises Forbidden for one from another site."""
    require_same_site(request)
    session = await load(request)
    return "csrf" in session and compare_digest(str(session["csrf"]).encode(), token.encode())


def require_same_site(request: web.Request) -> None:
    """Raises Forbidden for a request that a browser sends for another site (Fetch Metadata, else `Origin`)."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        ours = site == "same-origin"
    else:
        origin = request.headers.get("Origin")
        ours = origin is None or urlsplit(origin).netloc == request.host
    if not ours:
        raise Forbidden("This request was sent by another site", reason="cross_site")


def _require_token(session: Session, token: str) -> None:
    if not compare_digest(str(session.get("csrf", "")).encode(), token.encode()):
        raise Forbidden("The page's CSRF token is missing or wrong", reason="csrf")


async def _living(request: web.Request) -> SessionFacts | None:
    if cookie_name(request) not in request.cookies:
        return None
    session = await load(request)
    if "sid" not in session:
        return None
    facts = await session_facts(UUID(session["sid"]))
    if facts is not None and facts.kind == PAGE_KIND and is_alive(facts, request.app[CLOCK]()):
        return facts
    await end(request)
    return None


async def _replace(request: web.Request, old: Session) -> Session:
    """A new, empty session in the place of `old`, which is gone at once."""
    if old.identity is not None:
        await request.app[REDIS].delete(f"{cookie_name(request)}_{old.identity}")
    return Session(None, data=None, new=True, max_age=_idle_seconds())


def _storage(request: web.Request) -> RedisStorage:
    name = cookie_name(request)
    return RedisStorage(
        request.app[REDIS],
        cookie_name=name,
        max_age=_idle_seconds(),
        secure=name.startswith("__Host-"),
        httponly=True,
        samesite="Lax",
        key_factory=lambda: secrets.token_urlsafe(32),
    )


def _idle_seconds() -> int:
    return int(IDLE.total_seconds())


def _is_over(session: Session, now: datetime) -> bool:
    return now - _moment(session, "seen") > IDLE or now - _moment(session, "created") > PAGE_LIFETIME


def _moment(session: Session, name: str) -> datetime:
    return datetime.fromtimestamp(float(session.get(name, 0)), UTC)
