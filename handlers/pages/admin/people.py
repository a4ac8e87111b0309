"""Accounts and the audit log."""

import json
from collections.abc import Sequence
from typing import Annotated, Final, Literal
from uuid import UUID

from aiohttp import web
from pydantic import Field

from handlers.pages.admin.access import AdminForm, ProvenForm, admins_page, ask_for_proof, done, require_own_form
from handlers.pages.admin.table import Act, Cell, Filter, Input, Key, Line, Listing, TableQuery, moment, show, states
from models.actions import people
from models.queries import people as found
from models.queries.administration import names_of
from models.rules.access import Role
from models.tables.system import AuditLog
from models.tables.users import User
from server.cause import cause_of
from server.endpoint import Form, Replay, Routes
from server.errors import Conflict, Forbidden, NotFound

routes: Final = Routes(prefix="", tag="Pages", documented=False)
_COLUMNS = ("name", "email", "role", "state", "factor", "created")
_AUDIT = ("at", "action", "actor", "object", "address", "request")


class UsersQuery(TableQuery):
    """Which accounts."""

    q: str = Field("", max_length=200)
    role: Role | Literal[""] = ""
    state: Literal["", "active", "inactive"] = ""

    def search(self) -> found.PeopleSearch:
        """As the query wants it."""
        is_active = self.state == "active" if self.state else None
        return found.PeopleSearch(text=self.q or None, role=self.role or None, is_active=is_active)


class AuditQuery(TableQuery):
    """Which rows of the audit log."""

    actor: UUID | Literal[""] = ""
    action: str = Field("", max_length=64)
    object: UUID | Literal[""] = ""

    def search(self) -> found.AuditSearch:
        """As the query wants it."""
        return found.AuditSearch(actor=self.actor or None, action=self.action or None, object=self.object or None)


class RoleForm(ProvenForm):
    """Another role for an account."""

    role: Role


class ActiveForm(AdminForm):
    """Whether an account may sign in."""

    active: bool


@routes.get("/admin/users", allow=admins_page)
async def users(request: web.Request, *, query: UsersQuery) -> web.Response:
    """All accounts: find one, change its role, deactivate it, take a lost second factor away."""

    async def fetch(after: Key | None, limit: int) -> tuple[Sequence[Line], Key | None]:
        rows = await found.find_people(query.search(), after=after, limit=limit + 1)
        last = (rows[limit - 1].created_at, rows[limit - 1].id) if len(rows) > limit else None
        return [_user(row) for row in rows[:limit]], last

    filters = (
        Filter("q", query.q),
        Filter("role", query.role, states(Role)),
        Filter("state", query.state, ("active", "inactive")),
    )
    return await show(request, Listing("users", _COLUMNS, fetch, filters), query)


def _user(row: User) -> Line:
    path = f"/admin/users/{row.id}"
    turn = ("active", "true") if not row.is_active else ("inactive", "false")
    acts = [
        Act("role", f"{path}/role", (Input("role", "role", states(Role), row.role.value),)),
        Act(turn[0], f"{path}/active", fixed=(("active", turn[1]),), danger=row.is_active),
    ]
    if row.mfa_enabled:
        acts.append(Act("factor", f"{path}/factor", danger=True))
    cells = (
        Cell(row.full_name, href=f"/admin/audit?object={row.id}"),
        Cell(row.email, "code"),
        Cell(row.role.value, "state"),
        Cell("active" if row.is_active else "inactive", "state"),
        Cell("on" if row.mfa_enabled else "off", "state"),
        moment(row.created_at),
    )
    return Line(cells, tuple(acts))


@routes.post(
    "/admin/users/{user_id}/role", allow=admins_page, raises=(NotFound, Conflict, Forbidden), replay=Replay.OFF
)
async def change_role(request: web.Request, *, user_id: UUID, body: Annotated[RoleForm, Form()]) -> web.Response:
    """Give an account another role; asks for a fresh password or code."""
    if asked := await ask_for_proof(request, body):
        return asked
    _ = await people.change_person(user_id, {"role": body.role}, cause_of(request))
    return await done(request, body, "role")


@routes.post(
    "/admin/users/{user_id}/active", allow=admins_page, raises=(NotFound, Conflict, Forbidden), replay=Replay.OFF
)
async def change_active(request: web.Request, *, user_id: UUID, body: Annotated[ActiveForm, Form()]) -> web.Response:
    """Deactivate an account, or activate it again."""
    await require_own_form(request, body)
    _ = await people.change_person(user_id, {"is_active": body.active}, cause_of(request))
    return await done(request, body, "active" if body.active else "inactive")


@routes.post("/admin/users/{user_id}/factor", allow=admins_page, raises=(NotFound, Forbidden), replay=Replay.OFF)
async def reset_factor(request: web.Request, *, user_id: UUID, body: Annotated[ProvenForm, Form()]) -> web.Response:
    """Take a lost second factor away; asks for a fresh password or code."""
    if asked := await ask_for_proof(request, body):
        return asked
    _ = await people.reset_factor(user_id, cause_of(request))
    return await done(request, body, "factor")


@routes.get("/admin/audit", allow=admins_page)
async def audit(request: web.Request, *, query: AuditQuery) -> web.Response:
    """Who did what to what."""

    async def fetch(after: Key | None, limit: int) -> tuple[Sequence[Line], Key | None]:
        rows = await found.find_audit(query.search(), after=after, limit=limit + 1)
        last = (rows[limit - 1].at, rows[limit - 1].id) if len(rows) > limit else None
        names = await names_of(row.actor_id for row in rows)
        return [_entry(row, names) for row in rows[:limit]], last

    filters = (
        Filter("action", query.action),
        Filter("actor", str(query.actor)),
        Filter("object", str(query.object)),
    )
    return await show(request, Listing("audit", _AUDIT, fetch, filters), query)


def _entry(row: AuditLog, names: dict[UUID, str]) -> Line:
    actor = names.get(row.actor_id, str(row.actor_id)) if row.actor_id else ""
    changed = {name: value for name, value in (("before", row.before), ("after", row.after)) if value}
    cells = (
        moment(row.at),
        Cell(row.action, "code", href=f"/admin/audit?action={row.action}"),
        Cell(actor, href=f"/admin/audit?actor={row.actor_id}" if row.actor_id else ""),
        Cell(
            f"{row.object_type} {row.object_id or ''}".strip(),
            "code",
            href=f"/admin/audit?object={row.object_id}" if row.object_id else "",
        ),
        Cell(row.address, "code"),
        Cell(row.request_id, "code"),
    )
    return Line(cells, detail=json.dumps(changed, ensure_ascii=False, indent=2) if changed else "")
