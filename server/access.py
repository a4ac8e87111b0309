"""Access rules of endpoints: who may call a route, declared where the route is declared."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID

from aiohttp import web

from models.rules.access import Principal
from models.rules.scopes import may_call
from server.errors import Forbidden, Unauthorized
from server.keys import PRINCIPAL


class Identity(StrEnum):
    """Whom a rule wants to know before it is asked."""

    NOBODY = "nobody"
    """Credentials are not even looked at."""
    OPTIONAL = "optional"
    """Whoever offers credentials must offer good ones; `request.get(PRINCIPAL)` may be empty."""
    ACCOUNT = "account"
    """A signed-in account."""
    ANYBODY = "anybody"
    """A signed-in account, or a guest with a participant token."""


PathParams = Mapping[str, Any]
"""The path parameters by name, already parsed to the types of the endpoint's signature."""
Check = Callable[[web.Request, PathParams], Awaitable[None]]


async def _everyone(_request: web.Request, _params: PathParams) -> None:
    """Refuse nobody."""


@dataclass(frozen=True, slots=True)
class Rule:
    """Who may call a route: a name for the docs, the contract's letter, and a check that raises an AppError.

    The check runs after the caller is known (as `identity` demands) and the path is parsed, and before the
    query and the body are read. It answers `Forbidden` with a reason, or `NotFound` for what the caller may
    not know exists.
    """

    name: str
    letter: str
    check: Check = _everyone
    identity: Identity = Identity.ACCOUNT


def require_scope(principal: Principal, *, area: str, method: str) -> None:
    """Raises Forbidden when the caller comes by an API token that was not made for this."""
    if principal.scopes is not None and not may_call(principal.scopes, area=area.lower(), method=method):
        raise Forbidden("This API token was not made for that", reason="scope")


def account_of(request: web.Request) -> UUID:
    """The caller's account, for routes whose rule demands one (`Identity.ACCOUNT`)."""
    account = request[PRINCIPAL].user_id
    if account is None:
        raise Unauthorized
    return account


async def _teaches(request: web.Request, _params: PathParams) -> None:
    _require(request, "Only instructors and admins may do this", "not_a_teacher", allowed=request[PRINCIPAL].teaches)


async def _is_admin(request: web.Request, _params: PathParams) -> None:
    _require(request, "Only admins may do this", "not_an_admin", allowed=request[PRINCIPAL].is_admin)


def _require(request: web.Request, detail: str, reason: str, *, allowed: bool) -> None:
    if allowed:
        return
    if request[PRINCIPAL].withheld is not None:
        raise Forbidden("Your role may be used only with a second factor; set one up first", reason="mfa_required")
    raise Forbidden(detail, reason=reason)


public = Rule("public", "P", identity=Identity.NOBODY)
"""Anyone; credentials are ignored."""
anyone = Rule("public, richer when signed in", "P", identity=Identity.OPTIONAL)
"""Anyone; whoever signs in may see more."""
signed_in = Rule("any signed-in user", "S")
signed_in_or_guest = Rule("any signed-in user, or a guest of a live session", "S", identity=Identity.ANYBODY)
teachers = Rule("instructors and admins", "T", _teaches)
admins = Rule("admins", "A", _is_admin)
