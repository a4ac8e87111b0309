"""All accounts, for admins; and the audit log."""

from dataclasses import asdict
from datetime import datetime
from http import HTTPStatus
from typing import Annotated, Any
from uuid import UUID

from aiohttp import web

from handlers.schemas.jobs import ImportQuery, JobOut
from handlers.schemas.people import (
    AccommodationIn,
    AccommodationOut,
    AuditOut,
    AuditQuery,
    PeopleQuery,
    PersonIn,
    PersonPatch,
)
from handlers.schemas.users import UserOut
from models.actions import people
from models.actions.credentials import Mailed
from models.actions.jobs import queue_job
from models.queries import people as found
from models.queries.accounts import find_user
from models.rules.access import Role
from server.access import account_of
from server.cause import cause_of
from server.endpoint import Answer, Created, Page, Raw, Replay, Routes, admins, read_cursor, write_cursor
from server.errors import Conflict, Forbidden, NotFound
from server.keys import AUTH
from server.mailed import new_mailed_token
from server.new_password import hash_new_password
from server.step_up import freshly, require_fresh
from server.uploaded_tables import people_in

routes = Routes(tag="Users")
fresh_admins = freshly(admins)

IMPORT_BYTES = 1_048_576


@routes.get("/users", allow=admins)
async def list_users(_request: web.Request, *, query: PeopleQuery) -> Page[UserOut]:
    """Find accounts by name, address, role and state; the newest first."""
    after = read_cursor(query.cursor, tuple[datetime, UUID])
    users = await found.find_people(query.search(), after=after, limit=query.limit + 1)
    last = users[query.limit - 1] if len(users) > query.limit else None
    return Page(
        items=[UserOut.of(user) for user in users[: query.limit]],
        next=write_cursor((last.created_at, last.id)) if last else None,
        total=await found.count_people(query.search()) if query.count else None,
    )


@routes.post("/users", allow=admins, status=HTTPStatus.CREATED, raises=(Conflict, Forbidden), replay=Replay.STORED)
async def create_user(request: web.Request, *, body: PersonIn) -> Created[UserOut]:
    """Make an account whose address you vouch for; without a password its owner gets a mail with a link to one."""
    if body.role is not Role.STUDENT:
        require_fresh(request)
    auth = request.app[AUTH]
    given = body.password
    hashed = await hash_new_password(auth, given, body.email, body.full_name) if given is not None else None
    user = await people.add_person(
        email=body.email,
        full_name=body.full_name,
        role=body.role,
        password_hash=hashed,
        invitation=new_mailed_token(auth, Mailed.INVITE),
        cause=cause_of(request),
    )
    return Created(UserOut.of(user), f"/api/v1/users/{user.id}")


@routes.post(
    "/users/import",
    allow=admins,
    status=HTTPStatus.ACCEPTED,
    raises=(Conflict, Forbidden),
    max_body_bytes=IMPORT_BYTES,
    replay=Replay.STORED,
)
async def import_users(
    request: web.Request, *, query: ImportQuery, body: Annotated[bytes, Raw(("text/csv",))]
) -> Answer[JobOut]:
    """Take in a CSV table (email, full_name, role?) as a job; `dry_run=true` only says what would happen."""
    rows = people_in(body)
    if any(row.role != Role.STUDENT.value for row in rows):
        require_fresh(request)
    payload = {"dry_run": query.dry_run, "rows": [asdict(row) for row in rows]}
    job = await queue_job(account_of(request), "user_import", payload, total=len(rows), cause=cause_of(request))
    return Answer(JobOut.of(job), status=HTTPStatus.ACCEPTED, headers={"Location": f"/api/v1/jobs/{job.id}"})


@routes.get("/users/{user_id}", allow=admins, raises=(NotFound,))
async def read_user(_request: web.Request, *, user_id: UUID) -> UserOut:
    """An account."""
    if user := await find_user(user_id):
        return UserOut.of(user)
    raise NotFound("There is no such account")


@routes.patch("/users/{user_id}", allow=admins, raises=(NotFound, Conflict, Forbidden))
async def change_user(request: web.Request, *, user_id: UUID, body: PersonPatch) -> UserOut:
    """Change an account; a new role asks for a fresh password or code, deactivation ends all sign-ins."""
    changes: dict[str, Any] = body.changes()
    if "role" in changes:
        require_fresh(request)
    return UserOut.of(await people.change_person(user_id, changes, cause_of(request)))


@routes.delete("/users/{user_id}", allow=admins, raises=(NotFound, Conflict))
async def deactivate_user(request: web.Request, *, user_id: UUID) -> None:
    """Deactivate an account; its sign-ins end."""
    _ = await people.change_person(user_id, {"is_active": False}, cause_of(request))


@routes.post("/users/{user_id}/mfa/reset", allow=fresh_admins, raises=(NotFound, Forbidden), replay=Replay.OFF)
async def reset_user_factor(request: web.Request, *, user_id: UUID) -> UserOut:
    """Take a lost second factor away; the account's sign-ins end."""
    return UserOut.of(await people.reset_factor(user_id, cause_of(request)))


@routes.get("/users/{user_id}/accommodations", allow=admins, raises=(NotFound,))
async def read_accommodation(_request: web.Request, *, user_id: UUID) -> AccommodationOut:
    """A person's extra time and attempts in every course."""
    return AccommodationOut.of(await people.accommodation_of(user_id))


@routes.put("/users/{user_id}/accommodations", allow=admins, raises=(NotFound,))
async def set_accommodation(request: web.Request, *, user_id: UUID, body: AccommodationIn) -> AccommodationOut:
    """Set a person's extra time and attempts in every course."""
    return AccommodationOut.of(await people.accommodate(user_id, None, body.model_dump(), cause_of(request)))


@routes.get("/audit-log", allow=admins)
async def list_audit(_request: web.Request, *, query: AuditQuery) -> Page[AuditOut]:
    """Who did what to what, the newest first."""
    after = read_cursor(query.cursor, tuple[datetime, UUID])
    rows = await found.find_audit(query.search(), after=after, limit=query.limit + 1)
    last = rows[query.limit - 1] if len(rows) > query.limit else None
    return Page(
        items=[AuditOut.of(row) for row in rows[: query.limit]],
        next=write_cursor((last.at, last.id)) if last else None,
        total=await found.count_audit(query.search()) if query.count else None,
    )
