"""A small application behind the real edge: one route for each thing that the plumbing can do."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from enum import StrEnum
from http import HTTPStatus
from typing import Annotated, Any
from uuid import UUID

from aiohttp import StreamReader, web
from aiohttp.test_utils import TestClient
from pydantic import Field, StringConstraints

from models.refusals import NotNow
from models.rules.access import Principal, Role
from server.bare import bare_app
from server.endpoint import (
    Answer,
    Count,
    Created,
    Form,
    Header,
    In,
    Line,
    Moment,
    Money,
    Out,
    Page,
    PageQuery,
    Patch,
    Prose,
    Quota,
    Raw,
    Replay,
    Routes,
    admins,
    anyone,
    etag,
    public,
    read_cursor,
    require_match,
    signed_in,
    signed_in_or_guest,
    teachers,
    write_cursor,
)
from server.errors import Conflict, Forbidden, NotFound, Unauthorized
from server.keys import PRINCIPAL
from server.settings import Env, Settings

Client = TestClient[web.Request, web.Application]
MakeClient = Callable[[web.Application], Awaitable[Client]]

STUDENT = UUID(int=1)
TEACHER = UUID(int=2)
ADMIN = UUID(int=3)
PEOPLE = {
    "student": Principal(user_id=STUDENT, role=Role.STUDENT, session_id=UUID(int=11)),
    "teacher": Principal(user_id=TEACHER, role=Role.INSTRUCTOR, session_id=UUID(int=12)),
    "admin": Principal(user_id=ADMIN, role=Role.ADMIN, session_id=UUID(int=13)),
    "guest": Principal(participant_id=UUID(int=4), live_session_id=UUID(int=5)),
}
"""Bearer tokens of the tests and whose they are."""

NOTES = 45

routes = Routes(tag="Example")
made: list[str] = []
"""What the creating routes have done, in order."""


class NoteIn(In):
    title: Line
    text: Prose = ""
    stars: Annotated[int, Field(ge=0, le=5)] = 0
    weight: float | None = None
    at: Moment | None = None
    price: Money | None = None
    labels: tuple[Line, ...] = ()
    extra: dict[str, Any] = Field(default_factory=dict)


class NotePatch(Patch):
    title: Line = "unused"
    text: Prose | None = None
    stars: Count = 0


class NoteOut(Out):
    id: int
    title: str


class ChangesOut(Out):
    changes: dict[str, Any]


class EchoOut(Out):
    echo: Any


class NoteQuery(PageQuery):
    label: tuple[Line, ...] = ()
    word: Annotated[str, StringConstraints(max_length=50)] = ""
    since: Moment | None = None


class LoginForm(In):
    username: Line
    password: Annotated[str, StringConstraints(max_length=200)]


@routes.post("/notes", allow=signed_in, status=HTTPStatus.CREATED)
async def make_note(_request: web.Request, *, body: NoteIn) -> Created[NoteOut]:
    """Make a note."""
    made.append(body.title)
    return Created(NoteOut(id=len(made), title=body.title), f"/api/v1/notes/{len(made)}")


@routes.post("/slow-notes", allow=signed_in, status=HTTPStatus.CREATED)
async def make_slowly(_request: web.Request, *, body: NoteIn) -> Answer[NoteOut]:
    """Make a note while others ask for the same."""
    made.append(body.title)
    for _ in range(50):
        await asyncio.sleep(0)
    return Answer(NoteOut(id=len(made), title=body.title))


@routes.post("/secrets", allow=signed_in, status=HTTPStatus.CREATED, replay=Replay.SEALED)
async def make_secret(_request: web.Request, *, body: NoteIn) -> NoteOut:
    """Make something that is shown once."""
    made.append(body.title)
    return NoteOut(id=len(made), title="hush")


class Failure(StrEnum):
    BUG = "bug"
    CONFLICT = "conflict"
    AWAY = "away"
    FORBIDDEN = "forbidden"


@routes.post("/failures/{kind}", allow=signed_in, raises=(Conflict,))
async def fail(_request: web.Request, *, kind: Failure) -> None:
    """Fail in a chosen way."""
    made.append(kind)
    match kind:
        case Failure.BUG:
            raise ZeroDivisionError
        case Failure.CONFLICT:
            raise Conflict("It is full", code="full", seats=0)
        case Failure.AWAY:
            raise ConnectionRefusedError
        case Failure.FORBIDDEN:
            raise Forbidden("No", reason="not_yours")


@routes.post("/echo", allow=public)
async def echo(_request: web.Request, *, body: NoteIn) -> EchoOut:
    """Say what was understood."""
    return EchoOut(echo=body.model_dump(mode="json"))


@routes.post("/maybe", allow=public)
async def maybe(_request: web.Request, *, body: NoteIn | None = None) -> EchoOut:
    """A body that may be left out."""
    return EchoOut(echo=None if body is None else body.title)


@routes.patch("/notes/{note_id}", allow=public)
async def change_note(
    _request: web.Request,
    *,
    note_id: Annotated[int, Field(ge=1, le=1000)],
    body: NotePatch,
    if_match: Annotated[str | None, Header("If-Match")] = None,
) -> Answer[ChangesOut]:
    """Change a note."""
    require_match(if_match, etag(note_id, 1))
    return Answer(ChangesOut(changes=body.changes()), etag=etag(note_id, 2))


@routes.get("/notes/{note_id}", allow=public)
async def read_note(_request: web.Request, *, note_id: Annotated[int, Field(ge=1, le=1000)]) -> Answer[NoteOut]:
    """Read a note."""
    if note_id > NOTES:
        raise NotFound
    return Answer(NoteOut(id=note_id, title=f"Note {note_id}"), etag=etag(note_id, 1))


@routes.get("/notes", allow=public)
async def list_notes(_request: web.Request, *, query: NoteQuery) -> Page[NoteOut]:
    """List notes by number."""
    after = read_cursor(query.cursor, tuple[int])
    first = after[0] + 1 if after else 1
    last = min(NOTES, first + query.limit - 1)
    items = [NoteOut(id=number, title=f"Note {number}") for number in range(first, last + 1)]
    following = write_cursor((last,)) if last < NOTES else None
    return Page(items=items, next=following, total=NOTES if query.count else None)


@routes.get("/things/{thing_id}", allow=public)
async def read_thing(_request: web.Request, *, thing_id: UUID) -> EchoOut:
    """Say which thing was asked for."""
    return EchoOut(echo=str(thing_id))


@routes.get("/slugs/{slug}", allow=public)
async def read_slug(
    _request: web.Request, *, slug: Annotated[str, StringConstraints(max_length=50, pattern=r"^\S+$")]
) -> EchoOut:
    """Say which slug was asked for."""
    return EchoOut(echo=slug)


@routes.delete("/notes/{note_id}", allow=public)
async def drop_note(_request: web.Request, *, note_id: Count) -> None:
    """Drop a note."""


@routes.post("/forms", allow=public)
async def form(_request: web.Request, *, body: Annotated[LoginForm, Form()]) -> EchoOut:
    """Take a form."""
    return EchoOut(echo=body.username)


@routes.post("/files", allow=public, max_body_bytes=1000)
async def take_file(_request: web.Request, *, body: Annotated[bytes, Raw(("text/csv",))]) -> EchoOut:
    """Take a small file whole."""
    return EchoOut(echo=len(body))


@routes.post("/streams", allow=public)
async def take_stream(_request: web.Request, *, body: Annotated[StreamReader, Raw(("video/mp4",))]) -> EchoOut:
    """Take a large file piece by piece."""
    return EchoOut(echo=len(await body.read()))


@routes.get("/who", allow=anyone)
async def who(request: web.Request) -> EchoOut:
    """Say who is asking, if anybody."""
    principal = request.get(PRINCIPAL)
    return EchoOut(echo=principal and str(principal.user_id or principal.participant_id))


@routes.get("/mine", allow=signed_in)
async def mine(request: web.Request) -> EchoOut:
    """For accounts."""
    return EchoOut(echo=str(request[PRINCIPAL].user_id))


@routes.get("/ours", allow=signed_in_or_guest)
async def ours(_request: web.Request) -> None:
    """For accounts and guests."""


@routes.get("/staff-room", allow=teachers)
async def staff_room(_request: web.Request) -> None:
    """For teachers."""


@routes.get("/vault", allow=admins)
async def vault(_request: web.Request) -> None:
    """For admins."""


@routes.get("/few", allow=public, quota=Quota(3, 60, shared=False))
async def few(_request: web.Request) -> None:
    """May be asked three times twenty in a minute."""


@routes.get("/bug", allow=public)
async def bug(_request: web.Request) -> None:
    """Break."""
    raise ZeroDivisionError("postgresql://someone:hunter2@db/lectern")


@routes.get("/broken-off", allow=public)
async def broken_off(request: web.Request) -> web.StreamResponse:
    """Break after the head was sent."""
    response = web.StreamResponse()
    await response.prepare(request)
    await response.write(b"half")
    raise ZeroDivisionError


@routes.get("/away", allow=public)
async def away(_request: web.Request) -> None:
    """Miss a server that we need."""
    raise ConnectionRefusedError


@routes.get("/refused", allow=public)
async def refused(_request: web.Request) -> None:
    """Refuse in the domain's words."""
    raise NotNow("Not in this state", code="too_late")


@routes.get("/list", allow=public)
async def a_list(_request: web.Request) -> NoteOut:
    """Return what was never declared."""
    return [1, 2]  # type: ignore[return-value] # the bug that is tested


@routes.get("/moved", allow=public)
async def moved(_request: web.Request) -> web.Response:
    """Send the caller elsewhere."""
    raise web.HTTPSeeOther("/api/v1/who")


async def authenticate(request: web.Request) -> Principal | None:
    """A twin of the real one: the token is the name."""
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if not scheme:
        return None
    if scheme != "Bearer" or token not in PEOPLE:
        raise Unauthorized("The token is not valid", code="invalid_token")
    return PEOPLE[token]


def plain_settings(**changes: Any) -> Settings:
    """Settings of an application that needs no servers."""
    return Settings(lectern_env=Env.TEST, **{"rate_limits": "off", "access_log_sample": 0.0, **changes})


def example_app(
    settings: Settings | None = None, *, now: datetime = datetime(2026, 1, 2, tzinfo=UTC)
) -> web.Application:
    """The example's routes behind the real edge."""
    app = bare_app(settings or plain_settings(), authenticate=authenticate, clock=lambda: now)
    routes.add_to(app)
    return app


def bearer(name: str) -> dict[str, str]:
    """The headers of one of `PEOPLE`."""
    return {"Authorization": f"Bearer {name}"}
