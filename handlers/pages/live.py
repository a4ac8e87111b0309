"""The pages of a live session: host, projector, joining, playing, results."""

from typing import Annotated, Final
from uuid import UUID

from aiohttp import web
from pydantic import BaseModel, StringConstraints

from handlers.pages.access import signed_in_page
from server.endpoint import Routes, public
from server.page_view import page, see_other

routes: Final = Routes(prefix="", tag="Pages", documented=False)

Code = Annotated[str, StringConstraints(strip_whitespace=True, max_length=16, pattern=r"^[0-9A-Za-z -]*$")]


class JoinQuery(BaseModel):
    """What the join box sends."""

    code: Code = ""


@routes.get("/play", allow=public)
async def play(request: web.Request, *, query: JoinQuery) -> web.Response:
    """Ask for a code; a code that came along leads straight on."""
    if code := plain_code(query.code):
        return await see_other(request, f"/j/{code}")
    return await page(request, "join.html", code="")


@routes.get("/j/{code}", allow=public)
async def join(request: web.Request, *, code: Code) -> web.Response:
    """Take a seat: as the account, or as a guest with a name."""
    return await page(request, "join.html", code=plain_code(code))


@routes.get("/live/{session_id}/play", allow=public)
async def player(request: web.Request, *, session_id: UUID) -> web.Response:
    """The player's page; the seat's token, or the account, is what opens the socket."""
    return await page(request, "play.html", session=session_id)


@routes.get("/live/{session_id}/host", allow=signed_in_page)
async def host(request: web.Request, *, session_id: UUID) -> web.Response:
    """The host's page; the rights are asked at the socket."""
    return await page(request, "host.html", session=session_id)


@routes.get("/live/{session_id}/projector", allow=signed_in_page)
async def projector(request: web.Request, *, session_id: UUID) -> web.Response:
    """The public picture for the room."""
    return await page(request, "projector.html", session=session_id)


@routes.get("/live/{session_id}/results", allow=signed_in_page)
async def results(request: web.Request, *, session_id: UUID) -> web.Response:
    """Everybody's points and marks."""
    return await page(request, "results.html", session=session_id)


@routes.get("/live/{session_id}/audit", allow=signed_in_page)
async def audit(request: web.Request, *, session_id: UUID) -> web.Response:
    """The log from its first event to its last, with the stage as it stood after each."""
    return await page(request, "audit.html", session=session_id)


def plain_code(typed: str) -> str:
    """A code as it is stored, however it was typed."""
    return typed.upper().replace(" ", "").replace("-", "")
