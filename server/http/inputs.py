"""Turning the parts of a request into the typed arguments of an endpoint."""

from collections.abc import Iterable, Mapping
from typing import Any

from aiohttp import web
from pydantic import ValidationError

from server.errors import FieldError, Invalid
from server.http.body import read_body
from server.http.spec import BodyKind, Param, Place, Spec
from server.http.text import clean_text

MAX_ERRORS = 20
_CODES = {"missing": "required", "extra_forbidden": "unknown_field"}


def invalid(error: ValidationError, *where: str) -> Invalid:
    """The refusal for what a schema found; never repeats the value that was sent."""
    found = error.errors(include_url=False, include_context=False, include_input=False)
    return Invalid(
        "The input does not fit" if len(found) > 1 else found[0]["msg"],
        errors=[
            FieldError((*where, *(_short(part) for part in e["loc"])), _CODES.get(e["type"], e["type"]), e["msg"])
            for e in found[:MAX_ERRORS]
        ],
    )


def read_path(request: web.Request, params: Iterable[Param]) -> dict[str, Any]:
    """The path parameters by name. Raises Invalid for one that is not of its type."""
    return {param.name: _one(param, request.match_info[param.name]) for param in params}


async def read_rest(request: web.Request, spec: Spec) -> dict[str, Any]:
    """The query, the headers and the body, by parameter name; raises Invalid, Unreadable and their kin."""
    arguments: dict[str, Any] = {}
    takes_query = not spec.documented
    for param in spec.params:
        match param.place:
            case Place.QUERY:
                takes_query = True
                arguments[param.name] = _many(param, request.query.items())
            case Place.HEADER:
                arguments[param.name] = _header(param, request)
            case Place.BODY:
                arguments[param.name] = await _body(param, request, spec)
            case Place.PATH:
                pass
    if not takes_query and request.query_string:
        name = _short(next(iter(request.query), request.query_string))
        raise Invalid(
            "Nothing is asked of the query here",
            errors=[FieldError(("query", name), "unknown_field", "Extra inputs are not permitted")],
        )
    return arguments


def _one(param: Param, text: str) -> Any:
    value = clean_text(text, (param.place.value, param.wire_name))
    try:
        return param.adapter.validate_python(value, strict=False)
    except ValidationError as error:
        raise invalid(error, param.place.value, param.wire_name) from error


def _header(param: Param, request: web.Request) -> Any:
    values = request.headers.getall(param.wire_name, [])
    if not values:
        if param.required:
            raise Invalid(
                f"The header {param.wire_name} is needed",
                errors=[FieldError(("header", param.wire_name), "required", "Field required")],
            )
        return param.default
    return _one(param, ", ".join(values))


def _many(param: Param, items: Iterable[tuple[str, str]]) -> Any:
    """A query or a form, validated as one object."""
    sent: dict[str, Any] = {}
    for name, text in items:
        value = clean_text(text, (param.place.value, name))
        if name in param.lists:
            sent.setdefault(name, []).append(value)
        elif name in sent:
            raise Invalid(
                "A name stands there twice",
                errors=[FieldError((param.place.value, name), "duplicate", "may be given once")],
            )
        else:
            sent[clean_text(name, (param.place.value, name))] = value
    return _validated(param, sent)


def _validated(param: Param, sent: Mapping[str, Any]) -> Any:
    try:
        return param.adapter.validate_python(sent, strict=False)
    except ValidationError as error:
        raise invalid(error, param.place.value) from error


async def _body(param: Param, request: web.Request, spec: Spec) -> Any:
    content = await read_body(request, param, spec.max_body_bytes)
    if content is param.default:
        return content
    match param.body:
        case BodyKind.JSON:
            try:
                return param.adapter.validate_json(content)
            except ValidationError as error:
                raise invalid(error, "body") from error
        case BodyKind.FORM:
            return _many(param, content)
        case _:
            return content


def _short(part: str | int) -> str | int:
    return part[:100] if isinstance(part, str) else part
