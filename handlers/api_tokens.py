"""API tokens: scoped, hashed, shown once, for scripts."""

from http import HTTPStatus
from uuid import UUID

from aiohttp import web

from handlers.schemas.api_tokens import ApiTokenIn, ApiTokenOut, NewApiTokenOut
from models.actions.api_tokens import create_api_token, end_api_token
from models.ids import new_id
from models.queries.api_tokens import living_api_tokens
from server.access import account_of
from server.cause import cause_of
from server.endpoint import Created, Page, Replay, Routes, signed_in
from server.errors import Conflict, Forbidden, NotFound
from server.keys import AUTH
from server.step_up import freshly

routes = Routes(tag="Auth")

HINT_LENGTH = 4


@routes.get("/auth/api-tokens", allow=signed_in)
async def list_api_tokens(request: web.Request) -> Page[ApiTokenOut]:
    """One's own API tokens; the secret is not among what is known of them."""
    found = await living_api_tokens(account_of(request))
    return Page(items=[ApiTokenOut.of(token) for token in found])


@routes.post(
    "/auth/api-tokens",
    allow=freshly(signed_in),
    status=HTTPStatus.CREATED,
    raises=(Conflict, Forbidden),
    replay=Replay.OFF,
)
async def make_api_token(request: web.Request, *, body: ApiTokenIn) -> Created[NewApiTokenOut]:
    """Make an API token; it is shown this once."""
    made = request.app[AUTH].api_tokens.new(new_id())
    token = await create_api_token(
        account_of(request),
        token_id=made.id,
        token_hash=made.hash,
        hint=made.text[-HINT_LENGTH:],
        name=body.name,
        scopes=sorted(set(body.scopes)),
        expires_at=body.expires_at,
        cause=cause_of(request),
    )
    return Created(NewApiTokenOut.of_new(token, made.text), f"/api/v1/auth/api-tokens/{token.id}")


@routes.delete("/auth/api-tokens/{token_id}", allow=signed_in, raises=(NotFound,))
async def remove_api_token(request: web.Request, *, token_id: UUID) -> None:
    """End one of one's own API tokens, at once."""
    if not await end_api_token(account_of(request), token_id, cause_of(request)):
        raise NotFound("You have no such API token")
