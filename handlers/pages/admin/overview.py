"""The dashboard, the system's health, and the page that asks for a password again."""

from typing import Annotated, Final

from aiohttp import web
from pydantic import BaseModel, Field

from handlers.pages.admin.access import ProvenForm, admins_page, ask_for_proof, done, proof_page
from server.endpoint import Form, Replay, Routes
from server.errors import Forbidden
from server.keys import FAILURES, READINESS, REDIS
from server.page_view import local_path, page

routes: Final = Routes(prefix="", tag="Pages", documented=False)
SHOWN: Final = 50
"""Failures on the page of health."""


class BackQuery(BaseModel):
    """Where to go afterwards."""

    back: str = Field("/admin", max_length=1000)


@routes.get("/admin", allow=admins_page)
async def dashboard(request: web.Request) -> web.Response:
    """The figures of the channel `metrics`, as numbers and moving charts."""
    return await page(request, "admin/dashboard.html")


@routes.get("/admin/health", allow=admins_page)
async def health(request: web.Request) -> web.Response:
    """What the system stands on, and the last errors with their request ids."""
    findings = await request.app[READINESS].examine()
    failures = await request.app[FAILURES].latest(request.app[REDIS], SHOWN)
    return await page(request, "admin/health.html", findings=findings, failures=failures)


@routes.get("/admin/prove", allow=admins_page)
async def prove_form(request: web.Request, *, query: BackQuery) -> web.Response:
    """Ask for the password, or a code, once more."""
    return await proof_page(request, "/admin/prove", {"back": local_path(query.back)})


@routes.post("/admin/prove", allow=admins_page, raises=(Forbidden,), replay=Replay.OFF)
async def prove(request: web.Request, *, body: Annotated[ProvenForm, Form()]) -> web.Response:
    """Take it, and go back to the table."""
    return await ask_for_proof(request, body) or await done(request, body, "proved")
