"""Tells others how we do, where a setting asks for it: a span for each request and job, and failures to Sentry.

The only module that loads their libraries, and only then. What leaves holds no bodies, headers, addresses, e-mails,
local variables or words of an error (PostgreSQL quotes rows in them): the log has those under the request's id.
"""

import asyncio
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from typing import TYPE_CHECKING, Any, Final

from server.clock import now_ns
from server.settings import Settings

if TYPE_CHECKING:
    from opentelemetry.sdk.trace import TracerProvider
    from sentry_sdk import Client
    from sentry_sdk.types import Event, Hint

SEND_S: Final = 5.0
"""So long a collector may take for one batch."""
CLOSE_S: Final = 3.0
"""So long the end of the process waits for what is not sent yet."""
KEPT: Final = frozenset(
    {"event_id", "timestamp", "platform", "level", "exception", "tags", "user", "transaction"}
    | {"release", "environment", "server_name", "sdk"}
)
"""What of a report may leave; everything else that the library may ever add stays here."""
FRAME: Final = ("filename", "abs_path", "module", "function", "lineno", "in_app", "context_line")
FAILED: Final = 500


@dataclass(frozen=True, slots=True)
class Work:
    """A request or job that ended: `name` with the route's template or the kind, `facts` without anything personal."""

    name: str
    seconds: float
    facts: Mapping[str, str | int]
    failed: bool = False
    served: bool = False
    """Whether somebody asked for it: a request."""
    parent: str = ""
    """The caller's `traceparent` (W3C Trace Context), if there was one."""


@dataclass(frozen=True, slots=True)
class Tracing:
    """What is open of the two. All calls return at once: threads of the libraries send, and drop when they cannot."""

    spans: "TracerProvider | None" = None
    reports: "Client | None" = None

    def ended(self, work: Work) -> None:
        """Tell the collector of one request or job, which ended just now."""
        if self.spans is not None:
            _tell(self.spans, work)

    def failed(self, error: BaseException, name: str, facts: Mapping[str, str | int], *, user: str = "") -> None:
        """Tell Sentry of one failure; `user` is an id."""
        if self.reports is not None:
            _report(self.reports, error, name, facts, user)

    async def close(self) -> None:
        """Send what waits, but do not wait long for it."""
        _ = await asyncio.gather(_within(CLOSE_S, self._end_spans), _within(CLOSE_S, self._end_reports))

    def _end_spans(self) -> None:
        if self.spans is not None:
            self.spans.shutdown()

    def _end_reports(self) -> None:
        if self.reports is not None:
            self.reports.close(timeout=CLOSE_S)


def open_tracing(settings: Settings, part: str) -> Tracing | None:
    """What the settings ask for, `part` is the process's (`api`, `worker`); None when they ask for nothing."""
    endpoint, dsn = settings.otel_exporter_otlp_endpoint, settings.sentry_dsn.get_secret_value()
    if not endpoint and not dsn:
        return None
    return Tracing(
        spans=_open_spans(settings, endpoint, part) if endpoint else None,
        reports=_open_reports(settings, dsn) if dsn else None,
    )


def _open_spans(settings: Settings, endpoint: str, part: str) -> "TracerProvider":
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter  # noqa: PLC0415 - optional
    from opentelemetry.sdk.resources import Resource  # noqa: PLC0415 - optional
    from opentelemetry.sdk.trace import TracerProvider  # noqa: PLC0415 - optional
    from opentelemetry.sdk.trace.export import BatchSpanProcessor  # noqa: PLC0415 - optional

    facts = {
        "service.name": f"lectern-{part}",
        "service.version": version("lectern"),
        "deployment.environment.name": settings.lectern_env.value,
    }
    provider = TracerProvider(resource=Resource.create(facts), shutdown_on_exit=False)
    exporter = OTLPSpanExporter(endpoint=f"{endpoint.rstrip('/')}/v1/traces", timeout=SEND_S)
    provider.add_span_processor(BatchSpanProcessor(exporter))
    return provider


def _tell(spans: "TracerProvider", work: Work) -> None:
    """A span after the fact: nothing is open while the request runs, so none can leak, and the name is known."""
    from opentelemetry.trace import SpanKind, StatusCode  # noqa: PLC0415 - optional
    from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator  # noqa: PLC0415 - optional

    ended = now_ns()
    span = spans.get_tracer("lectern").start_span(
        work.name,
        context=TraceContextTextMapPropagator().extract({"traceparent": work.parent}),
        kind=SpanKind.SERVER if work.served else SpanKind.CONSUMER,
        attributes=work.facts,
        start_time=ended - round(work.seconds * 1e9),
    )
    if work.failed:
        span.set_status(StatusCode.ERROR)
    span.end(ended)


def _open_reports(settings: Settings, dsn: str) -> "Client":
    from sentry_sdk import Client  # noqa: PLC0415 - optional

    # A client of our own, not the library's global one: nothing is patched, nothing is gathered by itself.
    # Personal data is off by default (naming the option warns since 2.75); `scrubbed` holds whatever the default is.
    return Client(
        dsn=dsn,
        release=f"lectern@{version('lectern')}",
        environment=settings.lectern_env.value,
        default_integrations=False,
        auto_enabling_integrations=False,
        include_local_variables=False,
        max_request_body_size="never",
        max_breadcrumbs=0,
        send_client_reports=False,
        before_send=scrubbed,
    )


def _report(reports: "Client", error: BaseException, name: str, facts: Mapping[str, str | int], user: str) -> None:
    from sentry_sdk.utils import event_from_exception  # noqa: PLC0415 - optional

    event, hint = event_from_exception(error, client_options=reports.options)
    event["transaction"] = name
    event["tags"] = {key: str(value) for key, value in facts.items()}
    if user:
        event["user"] = {"id": user}
    _ = reports.capture_event(event, hint)


def scrubbed(event: "Event", _hint: "Hint") -> "Event":
    """The report with only what is listed: kinds of errors and places in the code, no words and no values."""
    kept: dict[str, Any] = {name: value for name, value in event.items() if name in KEPT}
    found: Any = kept.get("exception") or {}
    kept["exception"] = {"values": [_place(each) for each in found.get("values", ())]}
    told: Any = kept
    return told  # type: ignore[no-any-return] # the library's type lists every member


def _place(error: Mapping[str, Any]) -> dict[str, Any]:
    frames = (error.get("stacktrace") or {}).get("frames", ())
    return {
        "type": error.get("type"),
        "module": error.get("module"),
        "value": "the log has the words, under the request's id",
        "stacktrace": {"frames": [{name: frame.get(name) for name in FRAME} for frame in frames]},
    }


async def _within(seconds: float, act: Callable[[], None]) -> None:
    """Do something that blocks in a thread that may be left behind: a frozen collector must not hold up the end."""
    done, loop = asyncio.Event(), asyncio.get_running_loop()

    def run() -> None:
        try:
            act()
        finally:
            if not loop.is_closed():
                loop.call_soon_threadsafe(done.set)

    threading.Thread(target=run, name="tracing-close", daemon=True).start()
    try:
        async with asyncio.timeout(seconds):
            _ = await done.wait()
    except TimeoutError:
        return
