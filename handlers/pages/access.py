"""Who may open a page: the browser's sign-in decides, and whoever has none is sent to sign in first."""

from typing import Final
from urllib.parse import quote

from aiohttp import web

from server.access import Identity, PathParams, Rule
from server.errors import Forbidden
from server.page_session import Visitor, visitor

VISITOR: Final = web.RequestKey("visitor", Visitor)


async def _signed_in(request: web.Request, _params: PathParams) -> None:
    who = await visitor(request)
    if who is None:
        raise web.HTTPSeeOther(f"/login?next={quote(request.path, safe='/')}")
    request[VISITOR] = who


async def _teaches(request: web.Request, params: PathParams) -> None:
    await _signed_in(request, params)
    if not request[VISITOR].teaches:
        raise Forbidden("This page is for teachers", reason="not_a_teacher")


signed_in_page: Final = Rule("any signed-in user", "S", _signed_in, identity=Identity.NOBODY)
"""The page says nothing of others; what its scripts fetch is authorised by the API."""
teachers_page: Final = Rule("instructors and admins", "T", _teaches, identity=Identity.NOBODY)
