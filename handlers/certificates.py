"""Certificates: claim, list, read, print, prove, revoke, issue anew, check."""

import asyncio
from datetime import datetime
from http import HTTPStatus
from typing import Annotated, Final
from urllib.parse import urlencode
from uuid import UUID

import orjson
from aiohttp import web

from handlers.schemas.certificates import CertificateOut, RevokeIn, TemplateIn, TemplateOut, VerifiedOut
from models.actions import certificates
from models.queries import certificates as queries
from models.queries.standing import Subject
from models.tables.certificates import Certificate
from server.access import account_of
from server.badges.credential import as_token, credential_of, with_proof
from server.badges.keys import Signer
from server.cause import cause_of
from server.course_access import holder_of, owner_of, staff_of
from server.endpoint import (
    Answer,
    Created,
    Header,
    Page,
    PageQuery,
    Replay,
    Routes,
    public,
    read_cursor,
    signed_in,
    write_cursor,
)
from server.errors import Conflict, Forbidden, NotFound, Unavailable
from server.keyring import Keyring
from server.keys import CLOCK, SETTINGS

routes = Routes(tag="Certificates")
owner = owner_of(Subject.CERTIFICATE)
staff = staff_of(Subject.CERTIFICATE)
PATIENCE_S: Final = 3.0
"""How long a download waits for a certificate that is being printed just now."""
LOOK_S: Final = 0.25
TOKEN_TYPES: Final = ("application/vc+jwt", "application/jwt")


def _out(request: web.Request, row: Certificate) -> CertificateOut:
    origin = request.app[SETTINGS].origin
    return CertificateOut.of(row, origin=origin, linkedin_url=_linkedin(row, origin), now=request.app[CLOCK]())


def _linkedin(row: Certificate, origin: str) -> str:
    """A link that offers the certificate to one's profile there; nothing is sent until it is followed."""
    facts = {
        "startTask": "CERTIFICATION_NAME",
        "name": row.course_title,
        "organizationName": row.look.get("issuer") or "Lectern",
        "issueYear": row.issued_at.year,
        "issueMonth": row.issued_at.month,
        "certUrl": f"{origin}/verify/{row.code}",
        "certId": row.number,
    }
    return f"https://www.linkedin.com/profile/add?{urlencode(facts)}"


@routes.get("/certificates/verify/{code}", allow=public)
async def verify_certificate(request: web.Request, *, code: str) -> VerifiedOut:
    """Check a certificate by its code; anyone may."""
    return VerifiedOut.of(await queries.certificate_by_code(code), request.app[CLOCK]())


@routes.post(
    "/enrollments/{enrollment_id}/certificate",
    allow=holder_of(Subject.ENROLLMENT),
    status=(HTTPStatus.CREATED, HTTPStatus.OK),
    raises=(NotFound, Forbidden, Conflict),
)
async def claim_certificate(request: web.Request, *, enrollment_id: UUID) -> Answer[CertificateOut]:
    """Claim the certificate of a course (201, 200 if you have it); 409 `not_earned` tells all that is `missing`."""
    issued = await certificates.issue(enrollment_id, cause_of(request))
    out = _out(request, issued.certificate)
    if issued.made:
        return Created(out, f"/api/v1/certificates/{out.id}")
    return Answer(out, status=HTTPStatus.OK)


@routes.get("/certificates", allow=signed_in)
async def list_my_certificates(request: web.Request, *, query: PageQuery) -> Page[CertificateOut]:
    """List your certificates, the newest first."""
    me = account_of(request)
    after = read_cursor(query.cursor, tuple[datetime, UUID])
    rows, last = await queries.certificates_of(me, after=after, limit=query.limit)
    total = await queries.count_certificates(me) if query.count else None
    return Page(items=[_out(request, row) for row in rows], next=write_cursor(last), total=total)


@routes.get("/certificates/{certificate_id}", allow=owner, raises=(NotFound,))
async def read_certificate(request: web.Request, *, certificate_id: UUID) -> CertificateOut:
    """Read a certificate."""
    return _out(request, await queries.certificate_by_id(certificate_id))


@routes.get(
    "/certificates/{certificate_id}/pdf", allow=owner, raises=(NotFound, Unavailable), media_type="application/pdf"
)
async def print_certificate(request: web.Request, *, certificate_id: UUID) -> web.Response:
    """Download the PDF; 503 `not_ready` while it is still being made."""
    del request
    row = await queries.certificate_by_id(certificate_id)
    content = await _file(certificate_id)
    if content is None:
        raise Unavailable("The certificate is being made", code="not_ready")
    headers = {"Content-Disposition": f'inline; filename="{row.number}.pdf"', "Cache-Control": "private, no-cache"}
    return web.Response(body=content, content_type="application/pdf", headers=headers)


async def _file(certificate_id: UUID) -> bytes | None:
    """The file; one that was ordered a moment ago is waited for."""
    loop = asyncio.get_running_loop()
    end = loop.time() + PATIENCE_S
    content = await certificates.file_of(certificate_id)
    while content is None and loop.time() < end:
        await asyncio.sleep(LOOK_S)
        content = await certificates.file_of(certificate_id)
    return content


@routes.get("/certificates/{certificate_id}/badge", allow=owner, raises=(NotFound,))
async def read_badge(
    request: web.Request, *, certificate_id: UUID, accept: Annotated[str, Header("Accept")] = ""
) -> web.Response:
    """Get the Open Badges 3.0 credential: JSON with its proof, or a token for `Accept: application/vc+jwt`."""
    settings = request.app[SETTINGS]
    row = await queries.certificate_by_id(certificate_id)
    signer = Signer(Keyring.of(settings))
    await certificates.remember_key(signer.key.kid, signer.key.raw, request.app[CLOCK]())
    credential = credential_of(row, settings.origin)
    wanted = next((kind for kind in TOKEN_TYPES if kind in accept), "")
    if wanted:
        return web.Response(text=as_token(credential, signer, settings.origin), content_type=wanted)
    signed = with_proof(credential, signer, settings.origin, row.issued_at)
    return web.Response(body=orjson.dumps(signed), content_type="application/json")


@routes.post(
    "/certificates/{certificate_id}/revoke",
    allow=staff,
    status=HTTPStatus.OK,
    raises=(NotFound, Forbidden, Conflict),
    replay=Replay.OFF,
)
async def revoke_certificate(request: web.Request, *, certificate_id: UUID, body: RevokeIn) -> CertificateOut:
    """Revoke a certificate; whoever checks it reads when and why."""
    return _out(request, await certificates.revoke(certificate_id, body.reason, cause_of(request)))


@routes.post("/certificates/{certificate_id}/reissue", allow=staff, raises=(NotFound, Forbidden, Conflict))
async def reissue_certificate(request: web.Request, *, certificate_id: UUID) -> Created[CertificateOut]:
    """Issue a certificate anew, with today's name and look; the one before is revoked."""
    row = await certificates.reissue(certificate_id, cause_of(request))
    return Created(_out(request, row), f"/api/v1/certificates/{row.id}")


@routes.get("/courses/{course_id}/certificate-template", allow=staff_of(Subject.COURSE), raises=(NotFound, Forbidden))
async def read_template(request: web.Request, *, course_id: UUID) -> TemplateOut:
    """Read how the certificates of a course look."""
    del request
    return TemplateOut.of(await queries.template_of(course_id))


@routes.put("/courses/{course_id}/certificate-template", allow=staff_of(Subject.COURSE), raises=(NotFound, Forbidden))
async def set_template(request: web.Request, *, course_id: UUID, body: TemplateIn) -> TemplateOut:
    """Say how the certificates of a course look from now on."""
    await certificates.set_template(course_id, body.look(), body.validity_days, cause_of(request))
    return TemplateOut.of(await queries.template_of(course_id))
