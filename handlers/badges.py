"""What anyone needs to check our credentials: who issues, by which keys, and which ones are revoked."""

from typing import Annotated, Any

import orjson
from aiohttp import web
from pydantic import Field

from models.actions.certificates import known_keys
from models.queries.certificates import has_list, revoked_in
from server.badges.credential import issuer_profile, status_list, with_proof
from server.badges.keys import PublicKey, Signer, derived_keys
from server.endpoint import Routes, public
from server.errors import NotFound
from server.http.shapes import INT32_MAX
from server.keyring import Keyring
from server.keys import CLOCK, SETTINGS

routes = Routes(tag="Certificates")
FRESH_S = 300
OPEN = {"Access-Control-Allow-Origin": "*", "Cache-Control": f"public, max-age={FRESH_S}"}
"""Verifiers run in browsers of other origins."""
Number = Annotated[int, Field(ge=1, le=INT32_MAX)]


async def _keys(request: web.Request) -> list[PublicKey]:
    """The keys of now, and those that ever signed."""
    keys = {key.kid: key for key in derived_keys(Keyring.of(request.app[SETTINGS]))}
    for row in await known_keys():
        keys.setdefault(row.kid, PublicKey(row.kid, bytes(row.public_key)))
    return list(keys.values())


def _json(content: Any) -> web.Response:
    return web.Response(body=orjson.dumps(content), content_type="application/json", headers=OPEN)


@routes.get("/badges/issuer", allow=public)
async def read_issuer(request: web.Request) -> web.Response:
    """Get the profile of the issuer, with its keys as verification methods."""
    return _json(issuer_profile(request.app[SETTINGS].origin, "Lectern", await _keys(request)))


@routes.get("/badges/keys", allow=public)
async def read_keys(request: web.Request) -> web.Response:
    """Get the issuer's keys as a JSON Web Key Set."""
    return _json({"keys": [key.jwk() for key in await _keys(request)]})


@routes.get("/badges/status/{number}", allow=public, raises=(NotFound,))
async def read_status_list(request: web.Request, *, number: Number) -> web.Response:
    """Get a signed list of revoked credentials."""
    if not await has_list(number):
        raise NotFound("There is no such list")
    settings, now = request.app[SETTINGS], request.app[CLOCK]()
    listed = status_list(settings.origin, number, await revoked_in(number), now)
    return _json(with_proof(listed, Signer(Keyring.of(settings)), settings.origin, now))
