"""What Prometheus is told: the same by every process, equal to Redis and PostgreSQL, and honest when one is away."""

from datetime import timedelta

from prometheus_client import CollectorRegistry, generate_latest
from redis.asyncio import Redis
from tortoise.context import TortoiseContext

from models.actions.audit import Cause
from models.actions.jobs import queue_job
from models.actions.outbox import order_work
from models.tables.payments import GatewayEvent
from models.tables.system import Outbox
from realtime.clock import ServerClock
from realtime.feeds.metrics import MetricsBoard
from realtime.feeds.readings import Reading
from realtime.feeds.scraped import GAUGES, Snapshot, snapshot
from server.clock import utc_now
from server.tally import BOUNDS_S
from tests.realtime.feeds.cast import person


class Busy:
    """A process with so many sockets, whose loop came so late."""

    def __init__(self, sockets: int, lag_ms: float) -> None:
        self.sockets, self.lag_ms = sockets, lag_ms

    def read(self, now_ms: int, *, redis_up: bool) -> Reading:
        gauges = {"sockets": self.sockets, "loop_lag_ms": self.lag_ms, "redis_up": int(redis_up), "listening": 1}
        return Reading(now_ms, {}, gauges, [0] * (len(BOUNDS_S) + 1))


def told(found: Snapshot) -> dict[str, float]:
    """The samples of a scrape."""
    registry = CollectorRegistry(auto_describe=False)
    registry.register(found)
    lines = [line for line in generate_latest(registry).decode().splitlines() if not line.startswith("#")]
    return {name: float(value) for name, _, value in (line.rpartition(" ") for line in lines)}


async def test_a_scrape_tells_of_all_processes_and_what_postgresql_holds(
    database: TortoiseContext, redis: Redis
) -> None:
    del database
    now, owner = utc_now(), await person("owner")
    _ = await order_work(None, "mail.send", {}, now=now - timedelta(seconds=90))
    done = await order_work(None, "mail.send", {}, now=now)
    _ = await Outbox.filter(id=done).update(done_at=now)
    _ = await queue_job(owner.id, "user_import", {}, total=1, cause=Cause(now=now))
    _ = await GatewayEvent.create(gateway="stripe", event_id="evt_1", body=b"{}", received_at=now)
    boards = [MetricsBoard(ServerClock(), redis, busy, name) for name, busy in (("a", Busy(3, 40)), ("b", Busy(4, 7)))]
    for _round in range(2):
        for board in boards:
            await board.tick()
    values = told(await snapshot(redis, utc_now()))
    assert (values["lectern_sockets"], values["lectern_processes"], values["lectern_redis_up"]) == (7, 2, 1)
    assert values["lectern_loop_lag_seconds"] == 0.04
    waiting = await Outbox.filter(done_at=None, failed_at=None).count()
    assert (values["lectern_outbox_waiting"], waiting) == (1, 1)
    assert values["lectern_outbox_age_seconds"] >= 90
    assert values['lectern_work_done_1h{kind="mail.send"}'] == 1
    assert values['lectern_jobs_24h{state="queued"}'] == values["lectern_jobs_queued"] == 1
    assert (values["lectern_gateway_events_waiting"], values["lectern_certificates_24h"]) == (1, 0)
    assert values["lectern_database_up"] == 1
    for board in boards:
        await board.stop()


async def test_without_redis_postgresql_is_still_told_and_no_number_is_invented(database: TortoiseContext) -> None:
    del database
    away = Redis.from_url("redis://127.0.0.1:1/0", socket_connect_timeout=0.2)
    values = told(await snapshot(away, utc_now()))
    assert (values["lectern_redis_up"], values["lectern_database_up"]) == (0, 1)
    assert "lectern_outbox_waiting" in values
    assert "lectern_sockets" not in values
    assert "lectern_loop_lag_seconds" not in values
    await away.aclose()


async def test_a_process_that_is_silent_is_not_counted(database: TortoiseContext, redis: Redis) -> None:
    del database
    board = MetricsBoard(ServerClock(), redis, Busy(3, 1), "a")
    await board.tick()
    later = utc_now() + timedelta(seconds=5)
    assert "lectern_sockets" not in told(await snapshot(redis, later))
    await board.stop()


def test_units_are_seconds_and_names_say_so() -> None:
    assert not [name for name in GAUGES if name.endswith(("_ms", "_s"))]
