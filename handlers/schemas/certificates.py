"""Shapes of certificates, and of how those of a course look."""

import base64
import binascii
import io
from datetime import datetime
from typing import Annotated, Any, Self
from uuid import UUID

from PIL import Image, UnidentifiedImageError
from pydantic import AfterValidator, Field, StringConstraints

from models.rules.certificates import CertificateState, state_of
from models.tables.certificates import Certificate, CertificateTemplate
from server.endpoint import In, Line, Out

MOST_LOGO_BYTES = 300_000
MOST_LOGO_SIDE = 2000


def _logo(text: str) -> str:
    """A PNG as base64; looked at before it is unpacked, so that a small file cannot fill the memory."""
    try:
        content = base64.b64decode(text, validate=True)
        with Image.open(io.BytesIO(content), formats=["PNG"]) as opened:
            if max(opened.size) > MOST_LOGO_SIDE:
                raise ValueError(f"a logo is at most {MOST_LOGO_SIDE} points wide and high")
            opened.load()
    except (binascii.Error, UnidentifiedImageError, OSError, SyntaxError) as error:
        raise ValueError("must be a PNG image as base64") from error
    return text


Colour = Annotated[str, StringConstraints(pattern="^#[0-9a-fA-F]{6}$")]
Logo = Annotated[str, StringConstraints(max_length=MOST_LOGO_BYTES * 4 // 3), AfterValidator(_logo)]
Short = Annotated[str, StringConstraints(strip_whitespace=True, max_length=200)]


class SignatureIn(In):
    """Who vouches for a certificate."""

    name: Line
    role: Short = ""


class TemplateIn(In):
    """How the certificates of a course look; what is left out is as usual."""

    accent: Colour = "#1f5f4f"
    ink: Colour = "#1f2a37"
    issuer: Short = ""
    title: Short = ""
    body: Short = ""
    signatures: list[SignatureIn] = Field(default_factory=list, max_length=3)
    logo: Logo | None = None
    validity_days: int | None = Field(None, ge=1, le=36_500)

    def look(self) -> dict[str, Any]:
        """What is stored of it."""
        return self.model_dump(exclude={"validity_days"})


class SignatureOut(Out):
    """Who vouches for a certificate."""

    name: str
    role: str


class TemplateOut(Out):
    """How the certificates of a course look."""

    accent: str
    ink: str
    issuer: str
    title: str
    body: str
    signatures: list[SignatureOut]
    logo: str | None
    validity_days: int | None

    @classmethod
    def of(cls, template: CertificateTemplate | None) -> Self:
        """From the row, or the usual look when there is none."""
        look = TemplateIn().look() | (template.look if template else {})
        return cls(
            accent=look["accent"],
            ink=look["ink"],
            issuer=look["issuer"],
            title=look["title"],
            body=look["body"],
            signatures=[SignatureOut(name=each["name"], role=each["role"]) for each in look["signatures"]],
            logo=look["logo"],
            validity_days=template.validity_days if template else None,
        )


class RevokedOut(Out):
    """When and why a certificate lost its worth."""

    at: datetime
    reason: str


class CertificateOut(Out):
    """A certificate, as its holder and the staff of the course see it."""

    id: UUID
    enrollment_id: UUID
    course_id: UUID
    number: str
    code: str
    version: int
    state: CertificateState
    name: str
    course: str
    issued_at: datetime
    expires_at: datetime | None
    revoked: RevokedOut | None
    verify_url: str
    linkedin_url: str
    pdf_url: str
    badge_url: str

    @classmethod
    def of(cls, row: Certificate, *, origin: str, linkedin_url: str, now: datetime) -> Self:
        """From the row, as of now."""
        path = f"{origin}/api/v1/certificates/{row.id}"
        return cls(
            id=row.id,
            enrollment_id=row.enrollment_id,
            course_id=row.course_id,
            number=row.number,
            code=row.code,
            version=row.version,
            state=state_of(revoked_at=row.revoked_at, expires_at=row.expires_at, now=now),
            name=row.name,
            course=row.course_title,
            issued_at=row.issued_at,
            expires_at=row.expires_at,
            revoked=_revoked(row),
            verify_url=f"{origin}/verify/{row.code}",
            linkedin_url=linkedin_url,
            pdf_url=f"{path}/pdf",
            badge_url=f"{path}/badge",
        )


def _revoked(row: Certificate) -> RevokedOut | None:
    return RevokedOut(at=row.revoked_at, reason=row.revoked_reason or "") if row.revoked_at else None


class RevokeIn(In):
    """Why a certificate is revoked; anyone who checks it reads this."""

    reason: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500)]


class VerifiedOut(Out):
    """What anyone with the code may know; nothing but the state when there is no such certificate."""

    state: CertificateState
    number: str | None = Field(None, exclude_if=lambda value: value is None)
    name: str | None = Field(None, exclude_if=lambda value: value is None)
    course: str | None = Field(None, exclude_if=lambda value: value is None)
    issued_at: datetime | None = Field(None, exclude_if=lambda value: value is None)
    expires_at: datetime | None = Field(None, exclude_if=lambda value: value is None)
    revoked: RevokedOut | None = Field(None, exclude_if=lambda value: value is None)

    @classmethod
    def of(cls, row: Certificate | None, now: datetime) -> Self:
        """From the row, as of now."""
        if row is None:
            return cls(state=CertificateState.UNKNOWN)
        return cls(
            state=state_of(revoked_at=row.revoked_at, expires_at=row.expires_at, now=now),
            number=row.number,
            name=row.name,
            course=row.course_title,
            issued_at=row.issued_at,
            expires_at=row.expires_at,
            revoked=_revoked(row),
        )
