"""The second factor: setting it up, taking it away, new recovery codes."""

from http import HTTPStatus

import segno
from aiohttp import web

from handlers.schemas.mfa import CodeIn, PasswordAndCodeIn, PasswordIn, RecoveryCodesOut, TotpOut
from models.actions import mfa
from server.access import account_of
from server.cause import cause_of
from server.endpoint import Quota, Replay, Routes, signed_in
from server.errors import Conflict, Forbidden, TooMany, Unauthorized
from server.keys import AUTH, PRINCIPAL
from server.own_password import prove_own_password
from server.sign_in import require_right

routes = Routes(tag="Auth")

TRIES = Quota(20)


@routes.post(
    "/auth/mfa/totp",
    allow=signed_in,
    status=HTTPStatus.OK,
    raises=(Forbidden, Conflict, TooMany),
    replay=Replay.OFF,
    quota=TRIES,
)
async def set_up_totp(request: web.Request, *, body: PasswordIn) -> TotpOut:
    """Begin to set up an authenticator; it counts once a code of it is confirmed."""
    factors, user = request.app[AUTH].factors, await prove_own_password(request, body.password)
    secret = factors.new_secret()
    await mfa.start_totp(user.id, factors.seal(secret, user.id), cause_of(request))
    uri = factors.uri(secret, user.email)
    return TotpOut(secret=secret, otpauth_uri=uri, qr_svg=segno.make(uri, error="m").svg_inline(scale=4))


@routes.post(
    "/auth/mfa/totp/confirm",
    allow=signed_in,
    status=HTTPStatus.OK,
    raises=(Unauthorized, Conflict, TooMany),
    replay=Replay.OFF,
    quota=TRIES,
)
async def confirm_totp(request: web.Request, *, body: CodeIn) -> RecoveryCodesOut:
    """Confirm the authenticator by a code of it. The recovery codes are shown this once; other sign-ins end."""
    auth, user_id, cause = request.app[AUTH], account_of(request), cause_of(request)
    codes = auth.factors.new_recovery_codes()
    hashes = [auth.factors.recovery_hash(code, user_id) for code in codes]
    attempt = auth.code_try(user_id, body.code, cause.now)
    require_right(await mfa.confirm_totp(user_id, request[PRINCIPAL].session_id, attempt, hashes, cause))
    return RecoveryCodesOut(recovery_codes=codes)


@routes.delete("/auth/mfa/totp", allow=signed_in, raises=(Unauthorized, Forbidden, TooMany), quota=TRIES)
async def remove_totp(request: web.Request, *, body: PasswordAndCodeIn) -> None:
    """Take the second factor away; asks for the password and a code."""
    user, cause = await prove_own_password(request, body.password), cause_of(request)
    attempt = request.app[AUTH].code_try(user.id, body.code, cause.now)
    require_right(await mfa.remove_totp(user.id, attempt, cause))


@routes.post(
    "/auth/mfa/recovery-codes",
    allow=signed_in,
    status=HTTPStatus.OK,
    raises=(Unauthorized, Forbidden, TooMany),
    replay=Replay.OFF,
    quota=TRIES,
)
async def new_recovery_codes(request: web.Request, *, body: PasswordAndCodeIn) -> RecoveryCodesOut:
    """New recovery codes; the old ones are worth nothing any more."""
    auth, user, cause = request.app[AUTH], await prove_own_password(request, body.password), cause_of(request)
    codes = auth.factors.new_recovery_codes()
    hashes = [auth.factors.recovery_hash(code, user.id) for code in codes]
    attempt = auth.code_try(user.id, body.code, cause.now)
    require_right(await mfa.replace_recovery_codes(user.id, attempt, hashes, cause))
    return RecoveryCodesOut(recovery_codes=codes)
