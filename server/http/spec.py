"""What an endpoint's signature says, read once at import: the source of parsing and of OpenAPI alike."""

import inspect
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from enum import StrEnum
from http import HTTPStatus
from typing import Annotated, Any, Final, get_args, get_origin, get_type_hints

from aiohttp import MultipartReader, StreamReader, web
from pydantic import BaseModel, TypeAdapter

from server.access import Rule
from server.errors import AppError
from server.http.bounds import bounded
from server.http.limiter import Quota
from server.http.shapes import Answer, Created

Handler = Callable[..., Awaitable[Any]]

JSON_TYPES: Final = ("application/json",)
PATCH_TYPES: Final = ("application/json", "application/merge-patch+json")
FORM_TYPES: Final = ("application/x-www-form-urlencoded",)
MULTIPART_TYPES: Final = ("multipart/form-data",)


class Place(StrEnum):
    """Where a parameter comes from; also the first part of `loc` in errors."""

    PATH = "path"
    QUERY = "query"
    HEADER = "header"
    BODY = "body"


class BodyKind(StrEnum):
    """How a body is read."""

    JSON = "json"
    FORM = "form"
    RAW = "raw"
    STREAM = "stream"
    MULTIPART = "multipart"


@dataclass(frozen=True, slots=True)
class Header:
    """Marks a parameter that comes from a request header: `Annotated[str | None, Header("If-Match")]`."""

    name: str


@dataclass(frozen=True, slots=True)
class Form:
    """Marks a body that is a form (`application/x-www-form-urlencoded`)."""


@dataclass(frozen=True, slots=True)
class Raw:
    """Marks a body that is taken as bytes or as a stream, and the media types it may have."""

    media_types: tuple[str, ...]


class Replay(StrEnum):
    """What a repeated Idempotency-Key gets."""

    STORED = "stored"
    """The answer of the first time."""
    SEALED = "sealed"
    """409 `already_done`: the answer held a secret that is shown once."""
    OFF = "off"
    """The header means nothing here."""


@dataclass(frozen=True, slots=True)
class Param:
    """One parameter of an endpoint."""

    name: str
    place: Place
    wire_name: str
    adapter: TypeAdapter[Any]
    default: Any = inspect.Parameter.empty
    body: BodyKind = BodyKind.JSON
    media_types: tuple[str, ...] = ()
    lists: frozenset[str] = frozenset()
    """Names in a query or form that may stand there more than once."""

    @property
    def required(self) -> bool:
        """Whether the request is refused without it."""
        return self.default is inspect.Parameter.empty


@dataclass(frozen=True, slots=True, kw_only=True)
class Spec:
    """Everything known about one route."""

    method: str
    path: str
    tag: str
    name: str
    summary: str
    description: str
    params: tuple[Param, ...]
    returns: Any
    """The shape of the body: a type pydantic knows, None for no body, or a StreamResponse class."""
    statuses: tuple[HTTPStatus, ...]
    raises: tuple[type[AppError], ...]
    allow: Rule
    replay: Replay
    quota: Quota
    max_body_bytes: int | None
    media_type: str
    documented: bool
    handler: Handler = field(compare=False)
    is_page: bool = False
    """Whether the answer is a page of a list."""
    is_model: bool = False
    """Whether the answer is one of our shapes and nothing else."""

    def of(self, place: Place) -> tuple[Param, ...]:
        """The parameters that come from `place`."""
        return tuple(param for param in self.params if param.place is place)


def read_params(handler: Handler, method: str, path: str) -> tuple[Param, ...]:
    """The parameters after `request`; raises TypeError for a signature that could not be served safely."""
    hints = get_type_hints(handler, include_extras=True)
    parameters = list(inspect.signature(handler).parameters.values())
    in_path = set(re.findall(r"{(\w+)(?::[^{}]+)?}", path))
    if not parameters or hints.get(parameters[0].name) is not web.Request:
        raise TypeError(f"{handler.__qualname__}: the first parameter is `request: web.Request`")
    params = tuple(_read_param(p, hints[p.name], in_path, method) for p in parameters[1:])
    if missing := in_path - {param.name for param in params}:
        raise TypeError(f"{handler.__qualname__}: the path names {sorted(missing)}, the signature does not")
    return params


def creates(handler: Handler) -> bool:
    """Whether the handler says that it answers with something new."""
    origin = get_origin(get_type_hints(handler, include_extras=True).get("return"))
    return isinstance(origin, type) and issubclass(origin, Created)


def read_return(handler: Handler) -> Any:
    """The shape of the answer's body; raises TypeError for tuples, lists and anything undeclared."""
    hint = get_type_hints(handler, include_extras=True).get("return", inspect.Parameter.empty)
    if hint is None or hint is type(None):
        return None
    if isinstance(hint, type) and issubclass(hint, web.StreamResponse):
        return hint
    origin = get_origin(hint)
    if isinstance(origin, type) and issubclass(origin, Answer):
        return get_args(hint)[0]
    if isinstance(hint, type) and issubclass(hint, BaseModel):
        return hint
    raise TypeError(f"{handler.__qualname__}: returns {hint}; name a model, Page[…], Answer[…], a response, or None")


def _read_param(parameter: inspect.Parameter, hint: Any, in_path: set[str], method: str) -> Param:
    name, default = parameter.name, parameter.default
    if parameter.kind is not inspect.Parameter.KEYWORD_ONLY:
        raise TypeError(f"{name}: parameters after `request` are keyword-only")
    marks = get_args(hint)[1:] if get_origin(hint) is Annotated else ()
    if name in in_path:
        return Param(name, Place.PATH, name, bounded(name, hint, short_texts=True))
    if name == "query":
        return Param(name, Place.QUERY, name, bounded(name, hint), default, lists=_lists(hint))
    if header := next((mark for mark in marks if isinstance(mark, Header)), None):
        return Param(name, Place.HEADER, header.name, TypeAdapter(hint), default)
    if name == "body":
        return _body(hint, marks, default, method)
    raise TypeError(f"{name}: neither in the path, nor `query`, `body` or a header")


def _body(hint: Any, marks: tuple[Any, ...], default: Any, method: str) -> Param:
    base = get_args(hint)[0] if get_origin(hint) is Annotated else hint
    raw = next((mark.media_types for mark in marks if isinstance(mark, Raw)), ("application/octet-stream",))
    anything: TypeAdapter[Any] = TypeAdapter(Any)
    if base is StreamReader:
        return Param("body", Place.BODY, "body", anything, default, BodyKind.STREAM, raw)
    if base is MultipartReader:
        return Param("body", Place.BODY, "body", anything, default, BodyKind.MULTIPART, MULTIPART_TYPES)
    if base is bytes:
        return Param("body", Place.BODY, "body", anything, default, BodyKind.RAW, raw)
    adapter = bounded("body", hint)
    if any(isinstance(mark, Form) for mark in marks):
        return Param("body", Place.BODY, "body", adapter, default, BodyKind.FORM, FORM_TYPES, _lists(base))
    media_types = PATCH_TYPES if method == "PATCH" else JSON_TYPES
    return Param("body", Place.BODY, "body", adapter, default, BodyKind.JSON, media_types)


def _lists(model: Any) -> frozenset[str]:
    fields = model.model_fields if isinstance(model, type) and issubclass(model, BaseModel) else {}
    return frozenset(name for name, info in fields.items() if _holds_list(info.annotation))


def _holds_list(annotation: Any) -> bool:
    kinds = (list, tuple, set, frozenset)
    return (get_origin(annotation) or annotation) in kinds or any(map(_holds_list, get_args(annotation)))
