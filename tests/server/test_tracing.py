"""Spans and reports leave where a setting asks for it, without anything that is nobody else's business."""

import asyncio
import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import orjson
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from pydantic import ValidationError
from pytest_aiohttp.plugin import AiohttpClient
from tortoise.context import TortoiseContext

from models.tables.system import Outbox
from server.lifespan import tracing as lifespan
from server.settings import Settings
from server.tracing import open_tracing, scrubbed
from tests.server.example import STUDENT, bearer, example_app, plain_settings
from tests.workers.desk import MONDAY, Desk
from workers.kinds import Kind
from workers.main import _as_job
from workers.running import run_order

DSN = "https://key@sentry.example/7"
TRACE = "0af7651916cd43dd8448eb211c80319c"


@dataclass(slots=True)
class Receiver:
    """Takes what a Sentry and a collector would take."""

    server: TestServer
    envelopes: list[bytes] = field(default_factory=list)
    batches: list[bytes] = field(default_factory=list)

    def settings(self, **changes: Any) -> dict[str, Any]:
        """Both settings, pointed here."""
        address = f"{self.server.host}:{self.server.port}"
        return {"sentry_dsn": f"http://key@{address}/7", "otel_exporter_otlp_endpoint": f"http://{address}", **changes}

    def events(self) -> list[dict[str, Any]]:
        """The reports: after an envelope's head come an item's head and the item."""
        return [orjson.loads(envelope.split(b"\n")[2]) for envelope in self.envelopes]

    def spans(self) -> list[Any]:
        """The spans of all batches."""
        return [span for _, span in self.told()]

    def told(self) -> list[tuple[dict[str, str], Any]]:
        """The spans, each with what was said about its process."""
        requests = [ExportTraceServiceRequest.FromString(batch) for batch in self.batches]
        return [
            ({each.key: each.value.string_value for each in group.resource.attributes}, span)
            for request in requests
            for group in request.resource_spans
            for scope in group.scope_spans
            for span in scope.spans
        ]


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    """A receiver on loopback."""
    app = web.Application()
    made = Receiver(TestServer(app))

    async def take(request: web.Request) -> web.Response:
        heap = made.batches if request.path == "/v1/traces" else made.envelopes
        heap.append(await request.read())
        return web.Response()

    app.router.add_post("/api/7/envelope/", take)
    app.router.add_post("/v1/traces", take)
    async with made.server:
        yield made


def facts_of(span: Any) -> dict[str, str | int]:
    """A span's attributes."""
    return {each.key: each.value.string_value or each.value.int_value for each in span.attributes}


async def ask(aiohttp_client: AiohttpClient, settings: Settings, *asked: tuple[str, str, dict[str, str]]) -> None:
    """Ask the example, then stop it, which sends what waits."""
    app = example_app(settings)
    app.cleanup_ctx.append(lifespan)
    client = await aiohttp_client(app)
    for method, path, headers in asked:
        _ = await client.request(method, path, headers=headers, json={} if method == "POST" else None)
    await client.close()


@pytest.mark.parametrize(
    ("name", "value", "library"),
    [
        ("otel_exporter_otlp_endpoint", "http://collector:4318", "opentelemetry.exporter.otlp.proto.http"),
        ("otel_exporter_otlp_endpoint", "http://collector:4318", "opentelemetry.sdk.trace"),
        ("sentry_dsn", DSN, "sentry_sdk"),
    ],
)
def test_without_its_library_a_setting_is_refused_with_what_to_install(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, library: str
) -> None:
    monkeypatch.setitem(sys.modules, library, None)  # as if it were not installed
    extra = "sentry" if name == "sentry_dsn" else "otel"
    with pytest.raises(ValidationError, match=rf"{name.upper()}: .*pip install 'lectern\[{extra}\]'"):
        plain_settings(**{name: value})
    assert plain_settings().sentry_dsn.get_secret_value() == ""


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *(("sentry_dsn", value) for value in ("sentry", "https://sentry.example/7", "https://key@sentry.example/x")),
        *(
            ("otel_exporter_otlp_endpoint", value)
            for value in ("collector:4318", "http://", "http://c:99999", "grpc://c")
        ),
    ],
)
def test_an_address_that_cannot_be_one_is_refused_by_name(name: str, value: str) -> None:
    with pytest.raises(ValidationError, match=f"{name.upper()}: is not of the shape"):
        plain_settings(**{name: value})


async def test_without_the_settings_nothing_is_loaded() -> None:
    code = (
        "import sys, server.app, server.cli.working; from server.settings import Settings;"
        "from server.tracing import open_tracing; assert open_tracing(Settings(), 'api') is None;"
        "print([m for m in sys.modules if m.partition('.')[0] in ('sentry_sdk', 'opentelemetry')])"
    )
    child = await asyncio.create_subprocess_exec(sys.executable, "-c", code, stdout=asyncio.subprocess.PIPE)
    told, _ = await child.communicate()
    assert (child.returncode, told) == (0, b"[]\n")


async def test_a_bug_is_reported_with_its_place_and_request_but_without_words_and_secrets(
    aiohttp_client: AiohttpClient, receiver: Receiver
) -> None:
    headers = {"X-Request-Id": "request-0001", "Cookie": "session=hush", "User-Agent": "me@school.example"}
    asked = ("GET", "/api/v1/bug", {**headers, **bearer("student")})
    await ask(aiohttp_client, plain_settings(**receiver.settings()), asked)
    (event,) = receiver.events()
    assert event["exception"]["values"][-1]["type"] == "ZeroDivisionError"
    assert event["exception"]["values"][-1]["stacktrace"]["frames"][-1]["function"] == "bug"
    assert event["tags"] == {
        "request_id": "request-0001",
        "route": "/api/v1/bug",
        "method": "GET",
        "status": "500",
    }
    assert event["exception"]["values"][-1]["value"] == "the log has the words, under the request's id"
    assert event["environment"] == "test"
    (envelope,) = receiver.envelopes
    for secret in (b"hush", b"school.example", b"Authorization", b"Bearer", b"vars", b"argv"):
        assert secret not in envelope


async def test_a_report_names_who_asked_by_id_and_nobody_is_reported_for_a_refusal(
    aiohttp_client: AiohttpClient, receiver: Receiver
) -> None:
    asked = [
        ("POST", f"/api/v1/failures/{kind}", bearer("student")) for kind in ("conflict", "bug", "forbidden", "away")
    ]
    await ask(aiohttp_client, plain_settings(**receiver.settings()), *asked)
    told = [(each["transaction"], each["tags"]["status"], each["user"]) for each in receiver.events()]
    who = {"id": str(STUDENT)}
    name = "POST /api/v1/failures/{kind}"
    assert told == [(name, "500", who), (name, "503", who)]


async def test_each_request_is_a_span_with_the_template_of_its_route(
    aiohttp_client: AiohttpClient, receiver: Receiver
) -> None:
    thing = f"/api/v1/things/{UUID(int=9)}"
    parent = {"traceparent": f"00-{TRACE}-b7ad6b7169203331-01", "X-Request-Id": "request-0001"}
    asked = [
        ("GET", thing, parent),
        ("GET", "/api/v1/mine", bearer("student")),
        ("GET", "/nowhere/hush", {}),
        ("GET", "/api/v1/bug", {"traceparent": "nonsense"}),
    ]
    await ask(aiohttp_client, plain_settings(**receiver.settings()), *asked)
    spans = receiver.spans()
    assert [each.name for each in spans] == [
        *("GET /api/v1/things/{thing_id}", "GET /api/v1/mine", "GET unmatched", "GET /api/v1/bug"),
    ]
    read, mine, _, bug = spans
    assert (read.trace_id.hex(), read.parent_span_id.hex()) == (TRACE, "b7ad6b7169203331")
    assert facts_of(read) == {
        "http.request.method": "GET",
        "http.route": "/api/v1/things/{thing_id}",
        "http.response.status_code": 200,
        "lectern.request_id": "request-0001",
    }
    assert facts_of(mine)["user.id"] == str(STUDENT)
    assert (facts_of(bug)["error.type"], bug.status.code, read.status.code) == ("500", 2, 0)
    assert all(each.end_time_unix_nano > each.start_time_unix_nano for each in spans)
    assert {each["service.name"] for each, _ in receiver.told()} == {"lectern-api"}
    assert all(b"hush" not in batch and str(UUID(int=9)).encode() not in batch for batch in receiver.batches)


async def test_work_is_a_span_and_a_bug_in_it_is_reported_with_its_id(
    settings: Settings, database: TortoiseContext, receiver: Receiver
) -> None:
    async def run(_deps: Any, order: Any) -> None:
        if order.payload:
            raise ZeroDivisionError(order.payload["to"])

    desk = Desk(settings)
    tracing = open_tracing(
        settings.model_copy(
            update=plain_settings(**receiver.settings()).model_dump(
                include={"sentry_dsn", "otel_exporter_otlp_endpoint"}
            )
        ),
        "worker",
    )
    assert tracing is not None
    deps = type(desk.deps)(settings, desk.deps.clock, desk.mailer, desk.deps.press, tracing=tracing)
    kind = Kind("dig", run)
    good = await Outbox.create(kind="dig", payload={}, created_at=MONDAY, due_at=MONDAY)
    bad = await Outbox.create(kind="dig", payload={"to": "me@school.example"}, created_at=MONDAY, due_at=MONDAY)
    assert [await run_order(deps, kind, each.id) for each in (good, bad)] == ["done", "later"]
    await tracing.close()
    assert [(each.name, facts_of(each)["outcome"], facts_of(each)["request_id"]) for each in receiver.spans()] == [
        ("job dig", "done", str(good.id)),
        ("job dig", "later", str(bad.id)),
    ]
    (event,) = receiver.events()
    assert event["tags"] == {"request_id": str(bad.id), "kind": "dig", "tries": "1"}
    assert b"school.example" not in receiver.envelopes[0]


async def test_a_job_by_the_clock_that_breaks_is_reported_under_its_name_and_breaks_all_the_same(
    receiver: Receiver,
) -> None:
    async def sweep_dust(_ctx: dict[str, Any]) -> int:
        raise ZeroDivisionError

    tracing = open_tracing(plain_settings(**receiver.settings()), "worker")
    assert tracing is not None
    told = _as_job(sweep_dust)
    assert told.__qualname__ == sweep_dust.__qualname__  # arq's name of it
    with pytest.raises(ZeroDivisionError):
        await told({"tracing": tracing})
    await tracing.close()
    (event,) = receiver.events()
    assert (event["transaction"], event["tags"]) == ("job sweep_dust", {"kind": "sweep_dust"})


def test_what_the_library_may_add_to_a_report_stays_here() -> None:
    told: Any = scrubbed(
        {"request": {"data": "hush"}, "extra": {"a": "hush"}, "breadcrumbs": {"values": []}, "level": "error"}, {}
    )
    assert told == {"level": "error", "exception": {"values": []}}


async def test_a_collector_that_is_away_holds_nothing_up(aiohttp_client: AiohttpClient) -> None:
    away = plain_settings(sentry_dsn="http://key@127.0.0.1:1/7", otel_exporter_otlp_endpoint="http://127.0.0.1:1")
    await ask(aiohttp_client, away, ("GET", "/api/v1/bug", {}))
