"""The API's description for people: Swagger UI at `/docs`, ReDoc at `/redoc`, all files from our own origin."""

from importlib.resources import files
from pathlib import Path
from typing import Final, Literal

from aiohttp import web

from server.endpoint import Routes, public
from server.errors import NotFound
from server.keys import SETTINGS
from server.limits import CHEAP

routes = Routes(prefix="", tag="Docs", documented=False)

OURS: Final = Path(__file__).parent.parent / "web" / "docs"
PACKAGED: Final = Path(str(files("offapi")))

# Both viewers write styles into the page, and ReDoc searches in a worker made from a blob.
POLICY: Final = (
    "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; "
    "worker-src 'self' blob:; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
Asset = Literal["swagger_bundle.js", "swagger_style.css", "redoc.js", "docs.js", "reference.js"]
_OURS: Final = frozenset({"docs.js", "reference.js"})


@routes.get("/docs", allow=public, quota=CHEAP)
async def swagger(request: web.Request) -> web.FileResponse:
    """Swagger UI: try the API from the browser."""
    return _page(request, "docs.html")


@routes.get("/redoc", allow=public, quota=CHEAP)
async def redoc(request: web.Request) -> web.FileResponse:
    """ReDoc: read the API from top to bottom."""
    return _page(request, "redoc.html")


@routes.get("/docs/assets/{name}", allow=public, quota=CHEAP, raises=(NotFound,))
async def asset(request: web.Request, *, name: Asset) -> web.FileResponse:
    """A script or stylesheet of the two pages."""
    _require_open(request)
    folder = OURS if name in _OURS else PACKAGED
    return web.FileResponse(folder / name, headers={"Cache-Control": "public, max-age=3600"})


def _page(request: web.Request, name: str) -> web.FileResponse:
    _require_open(request)
    headers = {"Content-Security-Policy": POLICY, "Cache-Control": "no-cache"}
    return web.FileResponse(OURS / name, headers=headers)


def _require_open(request: web.Request) -> None:
    if not request.app[SETTINGS].docs_enabled:
        raise NotFound
