"""Reading a request's body: its type first, then at most so many bytes within so much time."""

import asyncio
from typing import Any
from urllib.parse import parse_qsl

from aiohttp import ClientError, MultipartReader, web

from server.errors import TooLarge, Unreadable, UnsupportedMedia
from server.http.json_in import plain_json
from server.http.spec import BodyKind, Param
from server.keys import SETTINGS

BODY_SECONDS = 20.0
"""A body that has not arrived after this long is given up: a slow sender must not keep a connection."""
MAX_FORM_FIELDS = 100

_RAW_BODY = web.RequestKey("raw_body", bytes)


def check_media(request: web.Request, media_types: tuple[str, ...]) -> None:
    """Raises UnsupportedMedia for another media type, a charset that is not UTF-8, or an encoded body."""
    if "Content-Encoding" in request.headers and request.headers["Content-Encoding"].strip().lower() != "identity":
        raise UnsupportedMedia("Encoded (compressed) bodies are not taken", code="unsupported_encoding")
    if request.headers.getall("Content-Type", ("",)) == [""] or request.content_type not in media_types:
        raise UnsupportedMedia(f"The body must be {' or '.join(media_types)}")
    if media_types[0].startswith(("application/json", "application/x-www")) and not _is_utf8(request):
        raise UnsupportedMedia("The body must be in UTF-8", code="unsupported_charset")


def _is_utf8(request: web.Request) -> bool:
    return (request.charset or "utf-8").lower() in {"utf-8", "utf8"}


async def raw_body(request: web.Request, max_bytes: int | None = None) -> bytes:
    """The whole body, read once; `max_bytes` defaults to the setting.

    Raises TooLarge, or Unreadable when it does not arrive whole in time.
    """
    if _RAW_BODY in request:
        return request[_RAW_BODY]
    limit = max_bytes or request.app[SETTINGS].max_body_bytes
    if (request.content_length or 0) > limit:
        raise TooLarge(f"At most {limit} bytes are taken here", headers={"Connection": "close"})
    body = bytearray()
    try:
        async with asyncio.timeout(BODY_SECONDS):
            while chunk := await request.content.readany():
                body += chunk
                if len(body) > limit:
                    raise TooLarge(f"At most {limit} bytes are taken here", headers={"Connection": "close"})
    except (TimeoutError, ClientError, ConnectionError, web.HTTPException) as error:
        raise Unreadable("The body did not arrive", code="body_incomplete", headers={"Connection": "close"}) from error
    request[_RAW_BODY] = raw = bytes(body)
    return raw


async def read_body(request: web.Request, param: Param, max_bytes: int | None) -> Any:
    """The value of an endpoint's `body`; its default when no body was sent and none is needed."""
    if not request.body_exists and not param.required:
        return param.default
    check_media(request, param.media_types)
    match param.body:
        case BodyKind.STREAM:
            return request.content
        case BodyKind.MULTIPART:
            return _multipart(request)
        case BodyKind.RAW:
            return await raw_body(request, max_bytes)
        case BodyKind.FORM:
            return _form(await raw_body(request, max_bytes))
        case BodyKind.JSON:
            return plain_json(await raw_body(request, max_bytes))


def _multipart(request: web.Request) -> MultipartReader:
    try:
        return MultipartReader(request.headers, request.content)
    except (ValueError, AssertionError) as error:
        raise Unreadable("The multipart body has no usable boundary") from error


def _form(raw: bytes) -> list[tuple[str, str]]:
    try:
        return parse_qsl(raw.decode(), keep_blank_values=True, errors="strict", max_num_fields=MAX_FORM_FIELDS)
    except ValueError as error:
        raise Unreadable("The form is not readable") from error
