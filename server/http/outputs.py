"""Turning what an endpoint returned into an HTTP answer."""

from http import HTTPStatus
from typing import Any

from aiohttp import web
from multidict import CIMultiDict
from pydantic import BaseModel

from server.http.shapes import Answer, Page
from server.http.spec import Spec
from server.http.tables import Table, csv_response, wants_csv
from server.http.tags import is_known
from server.keys import SETTINGS

JSON_HEADERS = CIMultiDict({"Content-Type": "application/json"})


def encode(request: web.Request, spec: Spec, result: Any) -> web.StreamResponse:
    """The answer for `result`; raises TypeError (a bug) for anything that is no declared shape."""
    if spec.is_model and type(result) is spec.returns:
        return _json(result, spec.statuses[0], None)  # the usual case first: the checks of the others cost more
    return _encode_other(request, spec, result)


def _encode_other(request: web.Request, spec: Spec, result: Any) -> web.StreamResponse:
    match result:
        case None:
            return web.Response(status=HTTPStatus.NO_CONTENT)
        case web.StreamResponse():
            return result
        case Page():
            return _json(result, spec.statuses[0], _link(request, result))
        case BaseModel():
            return _json(result, spec.statuses[0], None)
        case Table() if wants_csv(request):
            return csv_response(result)
        case Answer():
            return _answer(request, spec, result)
        case _:
            raise TypeError(f"{spec.name} returned {type(result).__name__}")


def _answer(request: web.Request, spec: Spec, answer: Answer[Any]) -> web.Response:
    status = answer.status or spec.statuses[0]
    tag = answer.headers.get("ETag")
    if tag and request.method in {"GET", "HEAD"} and is_known(request.headers.get("If-None-Match"), tag):
        return web.Response(status=HTTPStatus.NOT_MODIFIED, headers=answer.headers)
    if answer.out is None:
        return web.Response(status=answer.status or HTTPStatus.NO_CONTENT, headers=answer.headers)
    link = _link(request, answer.out) if isinstance(answer.out, Page) else None
    return _json(answer.out, status, {**(link or {}), **answer.headers})


def _json(out: BaseModel, status: int, headers: dict[str, str] | None) -> web.Response:
    # The serializer writes UTF-8 bytes itself: one pass in Rust instead of a dict and a second encoder.
    body = out.__pydantic_serializer__.to_json(out)
    response = web.Response(body=body, status=status, headers=JSON_HEADERS)
    if headers:
        response.headers.update(headers)
    return response


def _link(request: web.Request, page: Page[Any]) -> dict[str, str]:
    """RFC 8288: where the next page is."""
    if page.next is None:
        return {}
    settings = request.app[SETTINGS]
    origin = settings.origin if settings.public_url else f"{request.scheme}://{request.host}"
    return {"Link": f'<{origin}{request.rel_url.update_query(cursor=page.next)}>; rel="next"'}
