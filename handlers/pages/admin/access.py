"""Who may open the administrator's pages, and what each of their forms must show before it counts."""

from http import HTTPStatus
from typing import Any, Final
from urllib.parse import quote

from aiohttp import web
from pydantic import BaseModel, Field

from models.actions import mfa, sessions
from server import page_session
from server.access import Identity, PathParams, Rule, account_of
from server.cause import cause_of
from server.errors import Forbidden
from server.keys import AUTH, CLOCK, PRINCIPAL
from server.own_password import prove_own_password
from server.page_view import local_path, page, see_other
from server.sign_in import require_right
from server.step_up import require_fresh

SECOND_FACTOR: Final = "/account/second-factor"


async def _administers(request: web.Request, _params: PathParams) -> None:
    """The role is asked of the sign-in behind the cookie, at every request; without a demanded factor it is withheld."""
    who = await page_session.caller(request)
    if who is None:
        raise web.HTTPSeeOther(f"/login?next={quote(request.path, safe='/')}")
    if who.withheld is not None and not who.is_admin:
        raise web.HTTPSeeOther(f"{SECOND_FACTOR}?next={quote(request.path, safe='/')}")
    if not who.is_admin:
        raise Forbidden("Only admins may do this", reason="not_an_admin")
    request[PRINCIPAL] = who


admins_page: Final = Rule("admins, by the browser's sign-in", "A", _administers, identity=Identity.NOBODY)


class AdminForm(BaseModel):
    """What every form of these pages sends; `back` is the table it stood in."""

    csrf: str = Field("", max_length=100)
    back: str = Field("/admin", max_length=1000)


class ProvenForm(AdminForm):
    """A form that counts only with a password or a code that was shown lately, or comes along."""

    password: str = Field("", max_length=1024)
    code: str = Field("", max_length=32)


async def require_own_form(request: web.Request, body: AdminForm) -> None:
    """Raises Forbidden for a form that our own page did not send in this session."""
    if not await page_session.require_form_token(request, body.csrf):
        raise Forbidden("The form was open for too long, or was not ours", reason="csrf")


async def ask_for_proof(request: web.Request, body: ProvenForm) -> web.Response | None:
    """The page that asks for a password or a code and sends the form again; None when it was shown.

    Raises Forbidden and Unauthorized for a wrong one, TooMany after too many.
    """
    await require_own_form(request, body)
    if body.password or body.code:
        await _prove(request, body)
        return None
    try:
        require_fresh(request)
    except Forbidden:
        fields = body.model_dump(mode="json", exclude={"csrf", "password", "code"}, exclude_none=True)
        return await proof_page(request, request.path, fields)
    return None


async def proof_page(request: web.Request, action: str, fields: dict[str, Any]) -> web.Response:
    """The page that asks for a password or a code, and then sends `fields` to `action`."""
    back = local_path(str(fields.get("back", "/admin")))
    return await page(request, "admin/prove.html", status=HTTPStatus.OK, action=action, fields=fields, back=back)


async def _prove(request: web.Request, body: ProvenForm) -> None:
    user_id, session_id, cause = account_of(request), request[PRINCIPAL].session_id, cause_of(request)
    if body.code:
        attempt = request.app[AUTH].code_try(user_id, body.code, request.app[CLOCK]())
        require_right(await mfa.prove_code(user_id, session_id, attempt, cause))
    else:
        _ = await prove_own_password(request, body.password)
        await sessions.note_proof(session_id, cause)


async def done(request: web.Request, body: AdminForm, what: str) -> web.Response:
    """Back to the table the form stood in, which says what was done."""
    back = local_path(body.back)
    return await see_other(request, f"{back}{'&' if '?' in back else '?'}done={what}")
