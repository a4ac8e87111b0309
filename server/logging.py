"""Structured logs: one JSON object a line, with the request's id, without secrets and without forged lines."""

import asyncio
import logging
import re
import sys
from collections.abc import MutableMapping
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, Final

import orjson
import structlog
from structlog.typing import Processor

from server.clock import utc_now
from server.settings import Settings

REQUEST: Final[ContextVar[str]] = ContextVar("request_id", default="")
"""The id of the request (or job) in whose name something is logged."""

MASK = "***"
_SECRET_NAME = re.compile(
    r"passw|secret|token|authorization|cookie|api_?key|otp|ticket|challenge|private", re.IGNORECASE
)
_SECRET_TEXT = re.compile(r"(://[^/\s:@]*:)[^/\s@]+(?=@)|(Bearer\s+)[\w.~+/=-]+|()eyJ[\w-]+\.[\w-]+\.[\w-]*")
_LINE_BREAKS = {ord(c): f"\\u{ord(c):04x}" for c in "\x85\u2028\u2029"}
"""Line breaks of Unicode, which JSON leaves as they are and some readers of logs split at."""
_LINE_OPTIONS: Final = orjson.OPT_UTC_Z | orjson.OPT_APPEND_NEWLINE
_QUIET = ("aiohttp.access", "asyncio", "tortoise", "aiosqlite", "arq")


@dataclass(slots=True)
class _Access:
    """How requests are logged; set by `configure`."""

    enabled: bool = False
    console: bool = False


class _Out:
    """Writes to whatever standard output is at that moment."""

    def __init__(self, *_names: Any) -> None:
        """Structlog passes the names given to `get_logger`."""

    def msg(self, line: str) -> None:
        """Write one line, whatever its level."""
        _write(line)

    debug = info = warning = error = critical = exception = msg


class _StdoutHandler(logging.Handler):
    """The same for the logs of libraries."""

    def emit(self, record: logging.LogRecord) -> None:
        """Write one line."""
        _write(self.format(record))


_access = _Access()
_waiting: list[bytes] = []

log: structlog.stdlib.BoundLogger = structlog.get_logger("lectern")


def configure(settings: Settings) -> None:
    """Send our own logs and those of libraries to standard output in one shape."""
    level = getattr(logging, settings.log_level.upper())
    shared: list[Processor] = [
        _add_request,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
        mask_secrets,
    ]
    console = settings.log_format == "console"
    _access.enabled, _access.console = level <= logging.INFO, console
    renderer: Processor = structlog.dev.ConsoleRenderer(colors=sys.stdout.isatty()) if console else render_json
    structlog.configure(
        processors=[*shared, renderer],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=_Out,
    )
    handler = _StdoutHandler()
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[structlog.stdlib.ExtraAdder(), *shared],
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer],
        )
    )
    logging.basicConfig(handlers=[handler], level=level, force=True)
    for name in _QUIET:
        logging.getLogger(name).setLevel(max(level, logging.WARNING))


def access_line(event: dict[str, Any]) -> None:
    """Log one request as `event`, which is used up: straight to JSON, because structlog's chain costs too much."""
    if _access.console:
        log.info(**event)
    elif _access.enabled:
        event |= {"request_id": REQUEST.get(), "level": "info", "timestamp": utc_now()}
        _write_soon(orjson.dumps(event, default=repr, option=_LINE_OPTIONS))


def mask_secrets(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """A structlog processor: values under secret names are masked, and secrets inside texts too."""
    for name, value in event.items():
        event[name] = MASK if value and _SECRET_NAME.search(name) else _masked(value)
    return event


def render_json(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> str:
    """A structlog processor: one line of JSON; line breaks inside values are escaped, so no line can be forged."""
    line = orjson.dumps(event, default=repr, option=orjson.OPT_NON_STR_KEYS).decode()
    return line if line.isascii() else line.translate(_LINE_BREAKS)


def _masked(value: Any) -> Any:
    if isinstance(value, str):
        # A lone surrogate (from a hostile request line) must not make the log itself fail.
        text = value.encode(errors="replace").decode() if not value.isascii() else value
        return _SECRET_TEXT.sub(r"\1\2\3" + MASK, text) if "://" in text or "eyJ" in text or "earer" in text else text
    if isinstance(value, dict):
        return mask_secrets(None, "", dict(value))
    if isinstance(value, list | tuple):
        return [_masked(item) for item in value]
    return value


def _add_request(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    if request_id := REQUEST.get():
        event.setdefault("request_id", request_id)
    return event


def _write(line: str) -> None:
    """Write a line at once, after the access lines that wait."""
    sys.stdout.write(f"{b''.join(_waiting).decode()}{line}\n")
    _waiting.clear()
    sys.stdout.flush()


def _write_soon(line: bytes) -> None:
    """Write a line with its end when this turn of the loop is over, together with those of other requests."""
    _waiting.append(line)
    if len(_waiting) == 1:
        asyncio.get_running_loop().call_soon(_write_waiting)


def _write_waiting() -> None:
    if _waiting:
        sys.stdout.write(b"".join(_waiting).decode())
        _waiting.clear()
        sys.stdout.flush()
