"""Pages for people without an account: checking a certificate, ending mails of a kind."""

from typing import Annotated, Final

from aiohttp import web
from babel.dates import format_date
from pydantic import StringConstraints

from models.actions import invitations
from models.actions.notifications import choose
from models.queries.certificates import certificate_by_code
from models.rules.certificates import CertificateState, state_of
from models.rules.notices import Channel, may_choose
from models.tables.certificates import Certificate
from server.endpoint import Routes, public
from server.errors import NotFound
from server.keyring import Keyring
from server.keys import CLOCK, SETTINGS
from server.page_view import page
from server.unsubscribe import Refusal, Uninvited, read_refusal

routes: Final = Routes(prefix="", tag="Pages", documented=False)

Code = Annotated[str, StringConstraints(max_length=64)]
Token = Annotated[str, StringConstraints(max_length=200)]


@routes.get("/verify/{code}", allow=public)
async def verify(request: web.Request, *, code: Code) -> web.Response:
    """Say whether a certificate is good: valid, expired, revoked with its reason, or unknown."""
    row = await certificate_by_code(code)
    state = _state(row, request)
    status = 404 if row is None else 200
    return await page(
        request,
        "verify.html",
        status=status,
        with_csrf=False,
        state=state,
        certificate=row,
        code=code,
        date=format_date,
    )


def _state(row: Certificate | None, request: web.Request) -> CertificateState:
    if row is None:
        return CertificateState.UNKNOWN
    return state_of(revoked_at=row.revoked_at, expires_at=row.expires_at, now=request.app[CLOCK]())


@routes.get("/unsubscribe/{token}", allow=public)
async def ask_unsubscribe(request: web.Request, *, token: Token) -> web.Response:
    """Ask whether mails of a kind are to end; a link alone ends nothing, because programs follow links."""
    invited = isinstance(_refusal(request, token), Uninvited)
    return await page(request, "unsubscribe.html", with_csrf=False, done=False, invited=invited)


@routes.post("/unsubscribe/{token}", allow=public)
async def unsubscribe(request: web.Request, *, token: Token) -> web.Response:
    """End mails of a kind: by the form, or in one click of a mail program (RFC 8058)."""
    refusal = _refusal(request, token)
    if isinstance(refusal, Uninvited):
        await invitations.refuse(refusal.invitation_id, now=request.app[CLOCK]())
    else:
        await choose(refusal.user_id, [(refusal.kind, Channel.MAIL, False)])
    invited = isinstance(refusal, Uninvited)
    return await page(request, "unsubscribe.html", with_csrf=False, done=True, invited=invited)


def _refusal(request: web.Request, token: str) -> Refusal | Uninvited:
    found = read_refusal(Keyring.of(request.app[SETTINGS]), token)
    if found is None or (isinstance(found, Refusal) and not may_choose(found.kind, Channel.MAIL)):
        raise NotFound("This link is not one of ours")
    return found
