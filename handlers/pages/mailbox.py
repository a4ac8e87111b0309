"""The mails of a development server, to be read: there is no mail server that would deliver them."""

import asyncio
from collections.abc import Mapping
from typing import Annotated, Any, Final

from aiohttp import web
from pydantic import StringConstraints

from server.access import Identity, Rule
from server.endpoint import Routes
from server.errors import NotFound
from server.http.client import is_forwarded, is_loopback
from server.keys import SETTINGS
from server.mail.folder import folder_of, kept_mail, kept_mails
from server.page_view import page

routes: Final = Routes(prefix="", tag="Pages", documented=False)
Name = Annotated[str, StringConstraints(pattern="^[0-9a-f-]{36}$")]


async def _at_home(request: web.Request, _params: Mapping[str, Any]) -> None:
    """Only where mails are files, and only from this very machine: they hold links to other people's accounts."""
    settings = request.app[SETTINGS]
    if settings.production or settings.smtp_host or not is_loopback(request) or is_forwarded(request):
        raise NotFound


at_home = Rule("whoever sits at a development server", "P", _at_home, Identity.NOBODY)


@routes.get("/dev/mail", allow=at_home)
async def list_mails(request: web.Request) -> web.Response:
    """The newest mails."""
    mails = await asyncio.to_thread(kept_mails, folder_of(request.app[SETTINGS]))
    return await page(request, "mailbox.html", with_csrf=False, mails=mails, mail=None)


@routes.get("/dev/mail/{name}", allow=at_home)
async def read_mail(request: web.Request, *, name: Name) -> web.Response:
    """One mail."""
    mail = await asyncio.to_thread(kept_mail, folder_of(request.app[SETTINGS]), name)
    if mail is None:
        raise NotFound("There is no such mail")
    return await page(request, "mailbox.html", with_csrf=False, mails=[], mail=mail)
