"""Certificates as their holders, the staff and anyone with a code may see them."""

from datetime import datetime
from uuid import UUID

from tortoise.expressions import Q

from models.queries.keyset import past
from models.refusals import NotThere
from models.rules.certificates import plain_code
from models.tables.certificates import Certificate, CertificateTemplate

Key = tuple[datetime, UUID]


async def certificates_of(user_id: UUID, *, after: Key | None, limit: int) -> tuple[list[Certificate], Key | None]:
    """One page of a person's certificates, the newest first; tombstones of reissued ones are left out."""
    wanted = _shown(user_id)
    if after is not None:
        wanted &= past("issued_at", after[0], after[1])
    rows = await Certificate.filter(wanted).order_by("-issued_at", "-id").limit(limit + 1)
    page = rows[:limit]
    return page, (page[-1].issued_at, page[-1].id) if len(rows) > limit else None


async def count_certificates(user_id: UUID) -> int:
    """How many there are."""
    return await Certificate.filter(_shown(user_id)).count()


def _shown(user_id: UUID) -> Q:
    return Q(user_id=user_id) & (Q(revoked_reason__isnull=True) | ~Q(revoked_reason="reissued"))


async def certificate_by_id(certificate_id: UUID) -> Certificate:
    """One certificate. Raises NotThere."""
    row = await Certificate.get_or_none(id=certificate_id)
    if row is None:
        raise NotThere("There is no such certificate")
    return row


async def certificate_by_code(code: str) -> Certificate | None:
    """The certificate with this verify code, however it was typed."""
    return await Certificate.get_or_none(code=plain_code(code))


async def template_of(course_id: UUID) -> CertificateTemplate | None:
    """How the certificates of a course look, if anybody has said so."""
    return await CertificateTemplate.get_or_none(id=course_id)


async def revoked_in(status_list: int) -> list[int]:
    """The places of revoked certificates in a status list."""
    rows = await Certificate.filter(status_list=status_list, revoked_at__not_isnull=True).values("status_index")
    return [row["status_index"] for row in rows]


async def has_list(status_list: int) -> bool:
    """Whether any certificate has its place in this list."""
    return await Certificate.filter(status_list=status_list).exists()
