"""The pages that links in mails lead to: a new password, a proved address. Their scripts speak to the API.

The token stands in the link's fragment, which browsers send to no server.
"""

from typing import Final

from aiohttp import web

from server.endpoint import Routes, public
from server.page_view import page

routes: Final = Routes(prefix="", tag="Pages", documented=False)


@routes.get("/forgot-password", allow=public)
async def forgot_password(request: web.Request) -> web.Response:
    """Ask for a mail with a link to a new password."""
    return await page(request, "forgot.html")


@routes.get("/reset-password", allow=public)
async def reset_password(request: web.Request) -> web.Response:
    """Choose a new password with the token of a mail."""
    return await page(request, "reset.html")


@routes.get("/verify-email", allow=public)
async def verify_email(request: web.Request) -> web.Response:
    """Prove an address with the token of a mail; a click is asked for, so that no mail scanner does it."""
    return await page(request, "verify-email.html")
