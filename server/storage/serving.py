"""Answering with the content of a file: ranges, validators, and nothing that could run in our origin."""

from http import HTTPStatus
from urllib.parse import quote
from uuid import UUID

from aiohttp import web

from models.rules.files import INLINE, FileState
from models.tables.files import File
from server.errors import NotFound
from server.http.ranges import Unsatisfiable, applies, wanted_range
from server.http.tags import is_known
from server.storage.base import Link, ObjectMissing, Storage, StorageAway
from server.storage.shelf import URL_SECONDS, away

OPAQUE = "application/octet-stream"


async def content_of(request: web.Request, storage: Storage, file: File) -> web.StreamResponse:
    """The whole file, a part of it, 304, 416, or 307 to the store. Raises NotFound and Unavailable."""
    if file.state == FileState.LOST:
        raise _lost()
    tag = f'"{file.sha256}"'
    headers = headers_of(file) | {"ETag": tag, "Accept-Ranges": "bytes"}
    if is_known(request.headers.get("If-None-Match"), tag):
        return web.Response(status=HTTPStatus.NOT_MODIFIED, headers={"ETag": tag})
    try:
        link = Link(headers["Content-Type"], headers["Content-Disposition"], URL_SECONDS)
        if url := await storage.signed_url(str(file.id), link):
            moved = {"Location": url, "Cache-Control": "private, no-store"}
            return web.Response(status=HTTPStatus.TEMPORARY_REDIRECT, headers=moved)
        return await _sent(request, storage, file, headers)
    except ObjectMissing as error:
        raise _lost() from error
    except StorageAway as error:
        raise away(error) from error


def _lost() -> NotFound:
    return NotFound("The content of this file is lost", code="content_lost")


def headers_of(file: File) -> dict[str, str]:
    """How a browser is to take it: what is not on the list of harmless types is downloaded, as bytes, in a sandbox."""
    inline = file.media_type in INLINE
    plain = "".join(each if each.isascii() and (each.isalnum() or each in "._- ") else "_" for each in file.name)
    named = f"filename=\"{plain}\"; filename*=UTF-8''{quote(file.name, safe='')}"
    text = "; charset=utf-8" if file.media_type.startswith("text/") else ""
    return {
        "Content-Type": file.media_type + text if inline else OPAQUE,
        "Content-Disposition": f"{'inline' if inline else 'attachment'}; {named}",
        **({} if inline else {"Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; sandbox"}),
    }


async def _sent(request: web.Request, storage: Storage, file: File, headers: dict[str, str]) -> web.StreamResponse:
    found = await storage.size(str(file.id))
    try:
        wanted = wanted_range(request.headers.get("Range"), found)
    except Unsatisfiable:
        return web.Response(
            status=HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE, headers={"Content-Range": f"bytes */{found}"}
        )
    if wanted is None or not applies(request.headers.get("If-Range"), headers["ETag"]):
        start, stop, status = 0, found, HTTPStatus.OK
    else:
        start, stop, status = *wanted, HTTPStatus.PARTIAL_CONTENT
        headers["Content-Range"] = f"bytes {start}-{stop - 1}/{found}"
    response = web.StreamResponse(status=status, headers=headers)
    response.content_length = stop - start
    if request.method != "HEAD":
        await _write(request, response, storage, file.id, start, stop)
    return response


async def _write(
    request: web.Request, response: web.StreamResponse, storage: Storage, file_id: UUID, start: int, stop: int
) -> None:
    """Begin the answer only with the first piece in hand, so that a lost object is still a 404."""
    pieces = storage.read(str(file_id), start, stop)
    first = await anext(pieces, b"")
    _ = await response.prepare(request)
    await response.write(first)
    async for piece in pieces:
        await response.write(piece)
    await response.write_eof()
