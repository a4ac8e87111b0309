"""Files: upload, list, read, delete."""

import asyncio
from collections.abc import AsyncIterator
from http import HTTPStatus
from uuid import UUID

from aiohttp import BodyPartReader, ClientError, MultipartReader, web
from aiohttp.http_exceptions import HttpProcessingError

from handlers.schemas.files import CompleteIn, FileOut, UploadIn, UploadOut
from models.queries import files as queries
from server.access import account_of
from server.endpoint import Created, Page, PageQuery, Quota, Replay, Routes, read_cursor, signed_in, write_cursor
from server.errors import (
    Conflict,
    FieldError,
    Invalid,
    NotFound,
    TooLarge,
    Unavailable,
    Unreadable,
    UnsupportedMedia,
)
from server.file_access import owner_of_the_file, readers_of_file
from server.keys import SHELF
from server.storage.base import PIECE
from server.storage.serving import content_of

routes = Routes(tag="Files")
UPLOADS = Quota(10, seconds=3_600)
PIECE_SECONDS = 20.0
"""A sender that is silent for so long is given up."""
ENVELOPE_BYTES = 16_384
"""What the multipart form may add to the file."""


def _broken() -> Unreadable:
    return Unreadable("The body did not arrive", code="body_incomplete", headers={"Connection": "close"})


async def _next_part(body: MultipartReader) -> MultipartReader | BodyPartReader | None:
    """The next part of the form, or None at its end. Raises Unreadable, also when the form just stops."""
    try:
        async with asyncio.timeout(PIECE_SECONDS):
            return await body.next()
    except (TimeoutError, ClientError, ConnectionError, web.HTTPException) as error:
        raise _broken() from error
    except (HttpProcessingError, ValueError, AssertionError, RuntimeError) as error:
        raise Unreadable("The multipart body is not readable", headers={"Connection": "close"}) from error


async def _file_in(body: MultipartReader) -> BodyPartReader:
    """The first part, which must be a field `file` with a name."""
    part = await _next_part(body)
    if not isinstance(part, BodyPartReader) or part.name != "file" or not part.filename:
        fault = FieldError(("body", "file"), "missing", "The first field is `file`, with a file name")
        raise Invalid("There is no file", errors=[fault], headers={"Connection": "close"})
    if {"Content-Encoding", "Content-Transfer-Encoding"} & part.headers.keys():
        raise UnsupportedMedia("Encoded parts are not taken", code="unsupported_encoding")
    return part


async def _pieces(body: MultipartReader, part: BodyPartReader) -> AsyncIterator[bytes]:
    """The bytes of the file; they are whole only when the form ends after them."""
    while True:
        try:
            async with asyncio.timeout(PIECE_SECONDS):
                piece = await part.read_chunk(PIECE)
        except (TimeoutError, ClientError, ConnectionError, web.HTTPException, ValueError, AssertionError) as error:
            raise _broken() from error
        if not piece:
            break
        yield bytes(piece)
    if await _next_part(body) is not None:
        fault = FieldError(("body",), "one_file", "Nothing may follow the file")
        raise Invalid("One file at a time", errors=[fault], headers={"Connection": "close"})


@routes.post(
    "/files",
    allow=signed_in,
    replay=Replay.OFF,
    quota=UPLOADS,
    raises=(Conflict, Unavailable, TooLarge, UnsupportedMedia),
)
async def upload_file(request: web.Request, *, body: MultipartReader) -> Created[FileOut]:
    """Upload a file as the field `file` of a form; it is streamed, and taken for what its content is."""
    shelf, length = request.app[SHELF], request.content_length
    if (length or 0) > shelf.max_bytes + ENVELOPE_BYTES:
        raise TooLarge(f"At most {shelf.max_bytes} bytes are taken", headers={"Connection": "close"})
    part = await _file_in(body)
    pieces = _pieces(body, part)
    row = await shelf.receive(account_of(request), part.filename or "", pieces, length or shelf.max_bytes)
    return Created(FileOut.of(row), f"/api/v1/files/{row.id}")


@routes.get("/files", allow=signed_in)
async def list_files(request: web.Request, *, query: PageQuery) -> Page[FileOut]:
    """List one's own files, the latest first."""
    me, after = account_of(request), read_cursor(query.cursor, tuple[UUID])
    found, last = await queries.files_of(me, after=after, limit=query.limit)
    total = await queries.count_files(me) if query.count else None
    return Page(items=[FileOut.of(row) for row in found], next=write_cursor(last), total=total)


@routes.get("/files/{file_id}", allow=readers_of_file, raises=(NotFound,))
async def read_file(request: web.Request, *, file_id: UUID) -> FileOut:
    """Read what is known about a file."""
    del request
    return FileOut.of(await queries.file_of(file_id))


@routes.get(
    "/files/{file_id}/content",
    allow=readers_of_file,
    status=(
        HTTPStatus.OK,
        HTTPStatus.PARTIAL_CONTENT,
        HTTPStatus.TEMPORARY_REDIRECT,
        HTTPStatus.NOT_MODIFIED,
        HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE,
    ),
    raises=(NotFound, Unavailable),
    media_type="application/octet-stream",
)
async def read_content(request: web.Request, *, file_id: UUID) -> web.StreamResponse:
    """Read a file, or a range of its bytes; 307 to a signed address where files are in S3."""
    return await content_of(request, request.app[SHELF].storage, await queries.file_of(file_id))


@routes.delete("/files/{file_id}", allow=owner_of_the_file, raises=(NotFound, Conflict))
async def delete_file(request: web.Request, *, file_id: UUID) -> None:
    """Delete a file, also from the lessons that it hangs on; 409 `handed_in` for work that was handed in."""
    await request.app[SHELF].remove(file_id)


@routes.post(
    "/files/uploads",
    allow=signed_in,
    replay=Replay.OFF,
    quota=UPLOADS,
    raises=(Conflict, Unavailable, TooLarge, UnsupportedMedia),
)
async def begin_upload(request: web.Request, *, body: UploadIn) -> Created[UploadOut]:
    """Begin an upload that goes to S3 directly, in parts; 409 `storage_local` where files are on disk."""
    row, urls = await request.app[SHELF].begin(account_of(request), body.name, body.size)
    return Created(UploadOut.of(row, urls), f"/api/v1/files/{row.id}")


@routes.post(
    "/files/uploads/{upload_id}/complete",
    allow=signed_in,
    raises=(NotFound, Conflict, Unavailable, TooLarge, UnsupportedMedia),
)
async def complete_upload(request: web.Request, *, upload_id: UUID, body: CompleteIn) -> FileOut:
    """Make the file of the parts that were PUT; again, and the answer is the same."""
    return FileOut.of(await request.app[SHELF].complete(account_of(request), upload_id, body.named()))
