"""Setting up a second factor in the browser: where the administrator's pages lead whoever has none and needs one."""

from typing import Final

from aiohttp import web
from pydantic import BaseModel, Field

from handlers.pages.access import signed_in_page
from server.endpoint import Routes
from server.page_view import local_path, page

routes: Final = Routes(prefix="", tag="Pages", documented=False)


class FactorQuery(BaseModel):
    """Where to go afterwards."""

    next: str = Field("/", max_length=500)


@routes.get("/account/second-factor", allow=signed_in_page)
async def second_factor(request: web.Request, *, query: FactorQuery) -> web.Response:
    """The form; its script speaks to the API."""
    return await page(request, "admin/second-factor.html", next=local_path(query.next))
