"""Step-up: what matters most asks for a password or a code shown lately, not only for a sign-in."""

from dataclasses import replace

from aiohttp import web

from models.rules.accounts import is_fresh
from server.access import PathParams, Rule
from server.errors import Forbidden
from server.keys import CLOCK, PRINCIPAL


def require_fresh(request: web.Request) -> None:
    """Raises Forbidden unless the caller showed a password or a code within the last quarter of an hour."""
    if not is_fresh(request[PRINCIPAL], request.app[CLOCK]()):
        raise Forbidden("Show your password or a code again (POST /auth/step-up)", reason="step_up_required")


def freshly(rule: Rule) -> Rule:
    """The same rule, for callers who showed a password or a code lately."""

    async def check(request: web.Request, params: PathParams) -> None:
        await rule.check(request, params)
        require_fresh(request)

    return replace(rule, name=f"{rule.name}, with a fresh password or code", check=check)
