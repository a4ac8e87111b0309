"""Who is told by webhooks, and which learning platforms launch us. Scripts fetch the rest from the API."""

from typing import Final

from aiohttp import web

from handlers.pages.admin.access import admins_page
from models.rules.webhook_events import SUBSCRIBABLE
from server.endpoint import Routes
from server.page_view import page

routes: Final = Routes(prefix="", tag="Pages", documented=False)


@routes.get("/admin/webhooks", allow=admins_page)
async def webhooks(request: web.Request) -> web.Response:
    """Endpoints, their secrets, and the log of what they were told."""
    kinds = " ".join(sorted(kind.value for kind in SUBSCRIBABLE))
    return await page(request, "admin/links.html", name="webhooks", facts={"events": kinds})


@routes.get("/admin/platforms", allow=admins_page)
async def platforms(request: web.Request) -> web.Response:
    """Platforms that launch us by LTI 1.3, and what is typed in over there."""
    return await page(request, "admin/links.html", name="platforms", facts={})
