"""The OpenAPI 3.1 document, written from the same Specs that serve the routes."""

from collections.abc import Iterable, Iterator
from http import HTTPStatus
from typing import Any, Final, Literal

from aiohttp import web
from pydantic import TypeAdapter

from server.access import Identity
from server.errors import (
    AppError,
    Conflict,
    Forbidden,
    Invalid,
    TooLarge,
    TooMany,
    Unauthorized,
    Unreadable,
    UnsupportedMedia,
)
from server.http.problem import Problem
from server.http.spec import BodyKind, Param, Place, Replay, Spec

Mode = Literal["validation", "serialization"]
Key = tuple[Spec, str]
Schemas = dict[tuple[Key, Mode], dict[str, Any]]

TITLE: Final = "Lectern"
VERSION: Final = "1.0.0"
DESCRIPTION: Final = (
    "A real-time learning-management server. Errors are problem documents (RFC 9457) with a stable `code`; "
    "lists are keyset pages; `x-access` on each operation says who may call it."
)
REF: Final = "#/components/schemas/{model}"
ANSWER: Final = "answer"
SECURITY: Final[dict[str, Any]] = {
    "bearer": {"type": "http", "scheme": "bearer", "description": "An access token or an API token."},
    "password": {
        "type": "oauth2",
        "flows": {"password": {"tokenUrl": "/api/v1/auth/token", "scopes": {}}},
    },
}


def document(specs: Iterable[Spec], *, origin: str = "") -> dict[str, Any]:
    """The whole document for the documented routes among `specs`."""
    shown = sorted((spec for spec in specs if spec.documented), key=lambda spec: (spec.path, spec.method))
    schemas, components = _schemas(shown)
    paths: dict[str, dict[str, Any]] = {}
    for spec in shown:
        paths.setdefault(spec.path, {})[spec.method.lower()] = _operation(spec, schemas)
    return {
        "openapi": "3.1.0",
        "info": {"title": TITLE, "version": VERSION, "description": DESCRIPTION},
        "servers": [{"url": origin or "/"}],
        "tags": [{"name": tag} for tag in dict.fromkeys(spec.tag for spec in shown)],
        "paths": paths,
        "components": {"schemas": components, "securitySchemes": SECURITY},
    }


def _schemas(specs: Iterable[Spec]) -> tuple[Schemas, dict[str, Any]]:
    """The JSON schemas of all inputs and answers at once, so that each model is described in one place."""
    wanted: list[tuple[Key, Mode, TypeAdapter[Any]]] = []
    for spec in specs:
        wanted += [((spec, p.name), "validation", p.adapter) for p in spec.params if _has_schema(p)]
        if spec.returns is not None and not _is_response(spec.returns):
            wanted.append(((spec, ANSWER), "serialization", TypeAdapter(spec.returns)))
    problem_key: Any = "problem"
    wanted.append((problem_key, "serialization", TypeAdapter(Problem)))
    found, definitions = TypeAdapter.json_schemas(wanted, ref_template=REF)
    return found, definitions.get("$defs", {})


def _operation(spec: Spec, schemas: Schemas) -> dict[str, Any]:
    operation: dict[str, Any] = {
        "operationId": spec.name,
        "summary": spec.summary,
        "tags": [spec.tag],
        "x-access": {"letter": spec.allow.letter, "rule": spec.allow.name},
        "parameters": [
            *(item for param in spec.params for item in _parameters(param, spec, schemas)),
            *([_IDEMPOTENCY_KEY] if spec.replay is not Replay.OFF else []),
        ],
        "responses": _responses(spec, schemas),
        "security": _SECURITY_OF[spec.allow.identity],
    }
    if spec.description:
        operation["description"] = spec.description
    for param in spec.of(Place.BODY):
        operation["requestBody"] = _request_body(param, spec, schemas)
    return operation


def _parameters(param: Param, spec: Spec, schemas: Schemas) -> Iterator[dict[str, Any]]:
    match param.place:
        case Place.BODY:
            return
        case Place.QUERY:
            yield from _query_parameters(param)
        case Place.PATH | Place.HEADER:
            schema = schemas[(spec, param.name), "validation"]
            yield {"name": param.wire_name, "in": param.place.value, "required": param.required, "schema": schema}


def _query_parameters(param: Param) -> Iterator[dict[str, Any]]:
    """A query model is one parameter for each of its fields."""
    schema = param.adapter.json_schema(ref_template=REF)
    definitions = schema.get("$defs", {})
    for name, shape in schema.get("properties", {}).items():
        item = {
            "name": name,
            "in": "query",
            "required": name in schema.get("required", ()),
            "schema": _inlined(shape, definitions),
        }
        if description := shape.get("description"):
            item["description"] = description
        yield item


def _inlined(shape: Any, definitions: dict[str, Any]) -> Any:
    """The schema with its references filled in; queries are flat, so there are no circles."""
    match shape:
        case {"$ref": str(ref)}:
            return _inlined(definitions[ref.rpartition("/")[2]], definitions)
        case dict():
            return {key: _inlined(value, definitions) for key, value in shape.items()}
        case list():
            return [_inlined(value, definitions) for value in shape]
        case _:
            return shape


def _request_body(param: Param, spec: Spec, schemas: Schemas) -> dict[str, Any]:
    if _has_schema(param):
        schema = schemas[(spec, param.name), "validation"]
    else:
        schema = {"type": "object"} if param.body is BodyKind.MULTIPART else {"type": "string", "format": "binary"}
    return {"required": param.required, "content": {media: {"schema": schema} for media in param.media_types}}


def _responses(spec: Spec, schemas: Schemas) -> dict[str, Any]:
    responses: dict[str, Any] = {str(status.value): _success(status, spec, schemas) for status in spec.statuses}
    if spec.of(Place.HEADER) and spec.method == "GET":
        responses["304"] = {"description": HTTPStatus.NOT_MODIFIED.description}
    codes: dict[HTTPStatus, list[str]] = {}
    for kind in _refusals(spec):
        codes.setdefault(kind.status, []).append(kind.default_code)
    for status, names in sorted(codes.items()):
        responses[str(status.value)] = {
            "description": f"{status.phrase} (`{'`, `'.join(dict.fromkeys(names))}`)",
            "content": {"application/problem+json": {"schema": {"$ref": REF.format(model="Problem")}}},
        }
    return responses


def _success(status: HTTPStatus, spec: Spec, schemas: Schemas) -> dict[str, Any]:
    answer: dict[str, Any] = {"description": status.phrase}
    if _is_response(spec.returns):
        answer["content"] = {spec.media_type: {}}
    elif spec.returns is not None and status is not HTTPStatus.NO_CONTENT:
        answer["content"] = {spec.media_type: {"schema": schemas[(spec, ANSWER), "serialization"]}}
    headers = []
    if status is HTTPStatus.CREATED:
        headers.append("Location")
    if spec.is_page:
        headers.append("Link")
    if headers:
        answer["headers"] = {name: {"schema": {"type": "string"}} for name in headers}
    return answer


def _refusals(spec: Spec) -> tuple[type[AppError], ...]:
    """What the declaration says, and what every route of its kind may answer."""
    kinds: list[type[AppError]] = [TooMany]
    if spec.params:
        kinds.append(Invalid)
    if spec.of(Place.BODY):
        kinds += [Unreadable, TooLarge, UnsupportedMedia]
    if spec.allow.identity is not Identity.NOBODY:
        kinds.append(Unauthorized)
    if spec.allow.letter not in {"P", "S"}:
        kinds.append(Forbidden)
    if spec.replay is not Replay.OFF:
        kinds += [Conflict, Invalid]
    return tuple(dict.fromkeys((*spec.raises, *kinds)))


def _has_schema(param: Param) -> bool:
    return param.place in {Place.PATH, Place.HEADER} or (
        param.place is Place.BODY and param.body in {BodyKind.JSON, BodyKind.FORM}
    )


def _is_response(shape: Any) -> bool:
    return isinstance(shape, type) and issubclass(shape, web.StreamResponse)


_IDEMPOTENCY_KEY: Final = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "description": "The same key and body get the stored answer for 24 hours.",
    "schema": {"type": "string", "minLength": 1, "maxLength": 200},
}
_SIGNED_IN: Final[list[dict[str, Any]]] = [{"bearer": []}, {"password": []}]
_SECURITY_OF: Final[dict[Identity, list[dict[str, Any]]]] = {
    Identity.NOBODY: [],
    Identity.OPTIONAL: [{}, *_SIGNED_IN],
    Identity.ACCOUNT: _SIGNED_IN,
    Identity.ANYBODY: _SIGNED_IN,
}
