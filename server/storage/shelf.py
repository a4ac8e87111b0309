"""The store of objects, and what lies between it and the rows of files: receiving, proving, removing."""

import hashlib
from collections.abc import AsyncIterable, AsyncIterator
from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

from models.actions import files
from models.rules.files import FileState, Kind, Proof, file_name, kind_of_name
from models.tables.files import File
from server.clock import Clock
from server.errors import AppError, Conflict, FieldError, Invalid, TooLarge, Unavailable, UnsupportedMedia
from server.storage.base import DirectUploads, ObjectMissing, Part, Storage, StorageAway, StorageFull
from server.storage.content import HEAD_BYTES, TAIL_BYTES, fault_in_archive, shows

PART_BYTES: Final = 16_777_216
"""Of a direct upload; the last part is shorter."""
URL_SECONDS: Final = 900
_UNKNOWN_TYPE: Final = "This type of file is not taken"


def promised(name: str) -> Kind:
    """The kind that a name promises. Raises UnsupportedMedia."""
    kind = kind_of_name(name)
    if kind is None:
        raise UnsupportedMedia(_UNKNOWN_TYPE, code="file_type_not_taken")
    return kind


@dataclass(slots=True)
class Bytes:
    """The bytes of a file as they pass: counted, hashed, and the first ones kept."""

    most: int
    size: int = 0
    head: bytes = b""
    digest: "hashlib._Hash" = field(default_factory=hashlib.sha256)

    async def seen(self, pieces: AsyncIterable[bytes], kind: Kind) -> AsyncIterator[bytes]:
        """The same bytes. Raises TooLarge beyond `most`, UnsupportedMedia when they are not of the kind."""
        held = b""
        proven = False
        async for piece in pieces:
            self.take(piece)
            if proven:
                yield piece
                continue
            held += piece
            if len(held) >= HEAD_BYTES:  # nothing goes to the store before it has shown what it is
                self.prove(kind)
                proven = True
                yield held
        if not proven:
            self.prove(kind)
            yield held

    def take(self, piece: bytes) -> None:
        """Count and hash."""
        self.size += len(piece)
        if self.size > self.most:
            raise TooLarge(f"At most {self.most} bytes are taken", headers={"Connection": "close"})
        self.digest.update(piece)
        if len(self.head) < HEAD_BYTES:
            self.head += piece[: HEAD_BYTES - len(self.head)]

    def prove(self, kind: Kind) -> None:
        """Raises Invalid for an empty file, UnsupportedMedia for one of another kind."""
        if not self.size:
            raise Invalid("The file is empty", errors=[FieldError(("body", "file"), "empty", "There is nothing in it")])
        if not shows(self.head, kind):
            raise UnsupportedMedia("The content is not what the name says", code="file_type_mismatch")


@dataclass(frozen=True, slots=True)
class Shelf:
    """Files by their rows and objects."""

    storage: Storage
    clock: Clock
    max_bytes: int
    quota_bytes: int

    async def receive(self, owner_id: UUID, given_name: str, pieces: AsyncIterable[bytes], expected: int) -> File:
        """Store a file that streams in; `expected` bytes are kept of the quota meanwhile.

        Raises TooLarge, UnsupportedMedia, Invalid, NotNow(`quota_spent`), Unavailable. Whatever is raised,
        also by `pieces`, nothing stays but perhaps a row for the sweep.
        """
        name = file_name(given_name)
        kind = promised(name)
        room = min(expected, self.max_bytes)
        file = await files.make_room(owner_id, name, room, quota=self.quota_bytes, now=self.clock())
        passing = Bytes(room)
        try:
            _ = await self.storage.put(str(file.id), passing.seen(pieces, kind), kind.media_type)
            await self._prove_archive(file.id, passing.size, kind)
        except (StorageAway, ObjectMissing) as error:
            await self.remove(file.id)
            raise away(error) from error
        except BaseException:
            await self.remove(file.id)
            raise
        return await self._settle(file.id, kind, passing)

    async def _settle(self, file_id: UUID, kind: Kind, passed: Bytes) -> File:
        sha256 = passed.digest.hexdigest()
        return await files.settle(
            file_id, media_type=kind.media_type, size=passed.size, sha256=sha256, now=self.clock()
        )

    async def _prove_archive(self, file_id: UUID, size: int, kind: Kind) -> None:
        """Raises Invalid for an archive that would harm whoever unpacks it."""
        if kind.proof is not Proof.ARCHIVE:
            return
        tail = b"".join([piece async for piece in self.storage.read(str(file_id), max(0, size - TAIL_BYTES), size)])
        if fault := fault_in_archive(tail):
            raise Invalid("This archive is not taken", errors=[FieldError(("body", "file"), fault, "It may do harm")])

    async def remove(self, file_id: UUID) -> None:
        """Take a file away. When the store is not there, the sweep deletes the object later."""
        await files.remove(file_id, now=self.clock())
        try:
            await self.storage.delete(str(file_id))
        except StorageAway:
            return
        await files.forget(file_id)

    async def begin(self, owner_id: UUID, given_name: str, size: int) -> tuple[File, list[str]]:
        """Begin a direct upload of exactly `size` bytes; where each part is PUT. Raises as `receive` and `direct_of`."""
        direct, name = self._direct(), file_name(given_name)
        kind = promised(name)
        if size > self.max_bytes:
            raise TooLarge(f"At most {self.max_bytes} bytes are taken")
        file = await files.make_room(owner_id, name, size, quota=self.quota_bytes, now=self.clock())
        try:
            upload = await direct.begin(str(file.id), kind.media_type)
            await files.name_upload(file.id, upload, kind.media_type)
            numbers = range(1, -(-size // PART_BYTES) + 1)
            urls = [await direct.part_url(str(file.id), upload, each, seconds=URL_SECONDS) for each in numbers]
        except StorageAway as error:
            await self.remove(file.id)
            raise away(error) from error
        return file, urls

    async def complete(self, owner_id: UUID, file_id: UUID, parts: list[Part]) -> File:
        """Make the file of its parts, and prove it as if it had passed through us. Twice is once.

        Raises NotThere, Conflict(`parts_missing`), and what `receive` raises about the content.
        """
        direct, file = self._direct(), await files.arriving(file_id, owner_id)
        if file.state == FileState.READY:
            return file
        assert file.upload is not None
        try:
            await self._join(direct, file, parts)
            passed = await self._read_through(file)
        except StorageAway as error:
            raise away(error) from error
        except (TooLarge, UnsupportedMedia, Invalid):
            await self.remove(file.id)
            raise
        return await self._settle(file.id, promised(file.name), passed)

    async def _join(self, direct: DirectUploads, file: File, parts: list[Part]) -> None:
        """Join the parts; an object that is there already was joined by a call before."""
        try:
            await direct.finish(str(file.id), file.upload or "", parts)
        except ObjectMissing as missing:
            try:
                _ = await self.storage.size(str(file.id))
            except ObjectMissing:
                raise Conflict("Not all parts have arrived", code="parts_missing") from missing

    async def _read_through(self, file: File) -> Bytes:
        """Read the object once. Raises TooLarge beyond what was announced, and what is wrong with its content."""
        kind, passing = promised(file.name), Bytes(file.size)
        if await self.storage.size(str(file.id)) > file.size:
            raise TooLarge("It is larger than was announced")
        async for piece in self.storage.read(str(file.id)):
            passing.take(piece)
        passing.prove(kind)
        await self._prove_archive(file.id, passing.size, kind)
        return passing

    def _direct(self) -> DirectUploads:
        if self.storage.direct is None:
            raise Conflict("Files are kept on this server's disk: POST them to /files", code="storage_local")
        return self.storage.direct


def away(error: Exception) -> AppError:
    """What a caller is told about a store that does not work."""
    if isinstance(error, StorageFull):
        return Unavailable("There is no room to store files", code="storage_full", retry_after=60)
    return Unavailable("Files cannot be reached at the moment", code="storage_away", retry_after=5)
