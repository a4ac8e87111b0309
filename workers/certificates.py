"""Certificates after a course is completed: issued, printed, signed, told."""

from uuid import UUID

import orjson

from models.actions.audit import Cause
from models.actions.certificates import ISSUE, MAKE, issue, keep_file, remember_key
from models.actions.outbox import Order
from models.queries.certificates import certificate_by_id
from models.refusals import Refused
from models.tables.certificates import Certificate
from server.badges.credential import as_token, credential_of, with_proof
from server.badges.keys import Signer
from server.keyring import Keyring
from server.pdf.filling import sheet_of
from workers.deps import Deps
from workers.failures import Permanent
from workers.kinds import Kind


async def issue_certificate(deps: Deps, order: Order) -> None:
    """Issue what a completed course has earned; the learner may have claimed it already."""
    try:
        _ = await issue(UUID(order.payload["enrollment_id"]), Cause(deps.clock()))
    except Refused as refused:
        raise Permanent(f"{refused.code}: {refused.detail}") from refused


async def make_certificate(deps: Deps, order: Order) -> None:
    """Print the PDF with the signed credential in it; a rerun makes the same file under the same id."""
    try:
        certificate = await certificate_by_id(UUID(order.payload["certificate_id"]))
    except Refused as refused:
        raise Permanent(refused.detail) from refused
    origin, signer = deps.settings.origin, Signer(Keyring.of(deps.settings))
    await remember_key(signer.key.kid, signer.key.raw, deps.clock())
    sheet = sheet_of(certificate, origin, attachments_of(certificate, signer, origin))
    await keep_file(certificate, await deps.press.certificate(sheet), deps.clock())


def attachments_of(certificate: Certificate, signer: Signer, origin: str) -> dict[str, bytes]:
    """The credential in both forms, as files within the PDF."""
    credential = credential_of(certificate, origin)
    signed = with_proof(credential, signer, origin, certificate.issued_at)
    return {"badge.json": orjson.dumps(signed), "badge.jwt": as_token(credential, signer, origin).encode()}


KINDS = (
    Kind(ISSUE, issue_certificate, timeout_s=30),
    Kind(MAKE, make_certificate, timeout_s=120),
)
