"""Shapes of files and attachments."""

from datetime import datetime
from typing import Annotated, Self
from uuid import UUID

from pydantic import Field, StringConstraints

from models.tables.files import File
from server.endpoint import In, Out
from server.storage.base import Part
from server.storage.shelf import PART_BYTES, URL_SECONDS


class FileOut(Out):
    """A file; `sha256` is the checksum of its bytes in hexadecimal."""

    id: UUID
    name: str
    media_type: str
    size: int
    sha256: str
    content_url: str
    created_at: datetime

    @classmethod
    def of(cls, row: File) -> Self:
        """From the row."""
        return cls(
            id=row.id,
            name=row.name,
            media_type=row.media_type,
            size=row.size,
            sha256=row.sha256,
            content_url=f"/api/v1/files/{row.id}/content",
            created_at=row.created_at,
        )


class AttachmentIn(In):
    """A file of one's own that shall hang on a lesson."""

    file: UUID


class UploadIn(In):
    """What a direct upload will be, exactly."""

    name: Annotated[str, StringConstraints(min_length=1, max_length=500)]
    size: Annotated[int, Field(ge=1, le=2**40)]


class PartUrl(Out):
    """Where a part is PUT, and how long it must be."""

    number: int
    size: int
    url: str


class UploadOut(Out):
    """A direct upload: PUT each part, keep the ETag of each answer, then complete."""

    id: UUID
    parts: list[PartUrl]
    expires_in: int = URL_SECONDS

    @classmethod
    def of(cls, row: File, urls: list[str]) -> Self:
        """From the row and the addresses of its parts."""
        sizes = [min(PART_BYTES, row.size - at) for at in range(0, row.size, PART_BYTES)]
        parts = [
            PartUrl(number=number, size=size, url=url)
            for number, (size, url) in enumerate(zip(sizes, urls, strict=True), start=1)
        ]
        return cls(id=row.id, parts=parts)


class PartIn(In):
    """A part that was PUT."""

    number: Annotated[int, Field(ge=1, le=10_000)]
    etag: Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=r"^[\x21-\x7e]+$")]


class CompleteIn(In):
    """All parts, in their order."""

    parts: Annotated[list[PartIn], Field(min_length=1, max_length=10_000)]

    def named(self) -> list[Part]:
        """As the store takes them."""
        return [Part(part.number, part.etag) for part in self.parts]
