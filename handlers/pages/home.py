"""The front page, and the files that pages are made of."""

from typing import Final

from aiohttp import web

from server.endpoint import Routes, public
from server.errors import NotFound
from server.keys import SETTINGS
from server.limits import CHEAP
from server.page_view import STATIC, page, static_version

routes: Final = Routes(prefix="", tag="Pages", documented=False)

_FOR_EVER = "public, max-age=31536000, immutable"


@routes.get("/", allow=public, quota=CHEAP)
async def home(request: web.Request) -> web.Response:
    """What this is, a box for the code, the way in."""
    return await page(request, "home.html", with_csrf=False)


@routes.get("/static/{version}/{path:.+}", allow=public, quota=CHEAP, raises=(NotFound,))
async def static_file(request: web.Request, *, version: str, path: str) -> web.FileResponse:
    """A style sheet, script or picture. Its address names its content, so it may be kept for ever."""
    file = (STATIC / path).resolve()
    if not file.is_relative_to(STATIC) or not file.is_file():
        raise NotFound
    fresh = version == static_version() and request.app[SETTINGS].production
    return web.FileResponse(file, headers={"Cache-Control": _FOR_EVER if fresh else "no-cache"})
