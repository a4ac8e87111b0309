"""Signing in and out by forms, and making an account."""

from http import HTTPStatus
from typing import Annotated, Final

from aiohttp import web
from pydantic import BaseModel, Field

from models.actions.sessions import end_session
from server import page_session
from server.cause import cause_of
from server.endpoint import Form, Quota, Replay, Routes, public
from server.errors import TooMany, Unauthorized
from server.keys import AUTH
from server.page_view import local_path, page, see_other
from server.sign_in import Challenged, Proved, open_page_session, prove_code, prove_password
from server.visit import device_cookie, visit_of

routes: Final = Routes(prefix="", tag="Pages", documented=False)

_TRIES: Final = Quota(10)
"""Forms with a password, from one address in a minute (times a school)."""


class LoginQuery(BaseModel):
    """Where to go afterwards."""

    next: str = Field("/", max_length=500)


class LoginForm(BaseModel):
    """The form of `/login`."""

    email: str = Field(max_length=320)
    password: str = Field(max_length=1024)
    csrf: str = Field("", max_length=100)
    next: str = Field("/", max_length=500)


class CodeForm(BaseModel):
    """The form of `/login/code`."""

    challenge: str = Field(max_length=1024)
    code: str = Field(max_length=32)
    csrf: str = Field("", max_length=100)
    next: str = Field("/", max_length=500)


class LogoutForm(BaseModel):
    """The sign-out button."""

    csrf: str = Field("", max_length=100)


@routes.get("/login", allow=public)
async def login_form(request: web.Request, *, query: LoginQuery) -> web.Response:
    """The form; whoever is signed in goes on."""
    if await page_session.visitor(request):
        return await see_other(request, local_path(query.next))
    return await _form(request, next_page=query.next)


@routes.post("/login", allow=public, replay=Replay.OFF, quota=_TRIES)
async def login(request: web.Request, *, body: Annotated[LoginForm, Form()]) -> web.Response:
    """Check the password and begin a new page session."""
    if not await page_session.require_form_token(request, body.csrf):
        return await _form(request, next_page=body.next, email=body.email, error="auth.expired")
    try:
        proved = await prove_password(request.app[AUTH], visit_of(request, "page"), body.email, body.password)
        if isinstance(proved, Challenged):
            return await _code_form(request, next_page=body.next, challenge=proved.token)
        return await _enter(request, proved, body.next)
    except TooMany:
        return await _form(request, next_page=body.next, email=body.email, error="auth.slow")
    except Unauthorized:
        return await _form(request, next_page=body.next, email=body.email, error="auth.wrong")


@routes.post("/login/code", allow=public, replay=Replay.OFF, quota=_TRIES)
async def login_code(request: web.Request, *, body: Annotated[CodeForm, Form()]) -> web.Response:
    """Check the code of the second factor and begin a new page session."""
    if not await page_session.require_form_token(request, body.csrf):
        return await _form(request, next_page=body.next, error="auth.expired")
    try:
        proved = await prove_code(request.app[AUTH], visit_of(request, "page"), body.challenge, body.code)
        return await _enter(request, proved, body.next)
    except TooMany:
        return await _form(request, next_page=body.next, error="auth.slow")
    except Unauthorized as refusal:
        if refusal.code == "invalid_code":
            return await _code_form(request, next_page=body.next, challenge=body.challenge, error="auth.wrong_code")
        return await _form(request, next_page=body.next, error="auth.expired")


@routes.get("/register", allow=public)
async def register_form(request: web.Request) -> web.Response:
    """The form for a new account; its script speaks to the API and signs in by `/login`."""
    return await page(request, "register.html")


@routes.post("/logout", allow=public, replay=Replay.OFF)
async def logout(request: web.Request, *, body: Annotated[LogoutForm, Form()]) -> web.Response:
    """End this sign-in everywhere: its cookie, its calls, its sockets."""
    who = await page_session.visitor(request)
    if who and await page_session.require_form_token(request, body.csrf):
        await end_session(who.id, who.session_id, "logout", cause_of(request).by(who.id))
        await page_session.end(request)
    return await see_other(request, "/")


async def _enter(request: web.Request, proved: Proved, next_page: str) -> web.Response:
    signed_in = await open_page_session(proved, cause_of(request))
    await page_session.begin(request, signed_in.session.id)
    start = "/teach" if proved.user.role != "student" else "/learn"
    goal = local_path(next_page)
    response = await see_other(request, start if goal == "/" else goal)
    response.headers.add("Set-Cookie", device_cookie(request, request.app[AUTH].keyring, proved.user.id))
    return response


async def _code_form(request: web.Request, *, next_page: str, challenge: str, error: str = "") -> web.Response:
    status = HTTPStatus.FORBIDDEN if error else HTTPStatus.OK
    return await page(request, "code.html", status=status, next=local_path(next_page), challenge=challenge, error=error)


async def _form(request: web.Request, *, next_page: str, email: str = "", error: str = "") -> web.Response:
    status = HTTPStatus.FORBIDDEN if error else HTTPStatus.OK
    return await page(request, "login.html", status=status, next=local_path(next_page), email=email, error=error)
