"""Work that was ordered is done once, whatever happens to Redis or to workers."""

import asyncio
import pickle
from datetime import timedelta
from functools import partial
from pathlib import Path
from uuid import UUID

import pytest
from arq.connections import ArqRedis
from redis.asyncio import Redis
from tortoise.context import TortoiseContext
from tortoise.transactions import in_transaction

from models.actions.audit import Cause
from models.actions.mail import send_mail
from models.actions.outbox import bury_poison, order_work, take_due, wake
from models.refusals import NotNow
from models.rules.retrying import MOST_STARTS
from models.tables.system import Outbox
from server.clock import utc_now
from server.mail.base import Letter, NeverSent, NotSentYet
from server.settings import Settings
from tests.workers.conftest import Hand, hand, until
from workers.main import to_json
from workers.queue import MARK, Queue
from workers.taking import Taking

# arq leaves a pipeline open when it is cancelled while it writes; the collector then says so.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")


async def order_mails(count: int) -> None:
    async with in_transaction() as tx:
        for number in range(count):
            await send_mail(
                tx,
                template="password_changed",
                to=f"p{number}@school.example",
                locale="en",
                data={"name": f"P{number}"},
                now=utc_now(),
            )


async def all_done() -> bool:
    return not await Outbox.filter(done_at=None).exists()


class SlowMailer:
    """Takes mails slowly; what it took stays taken when its caller is interrupted later."""

    def __init__(self) -> None:
        self.begun, self.taken, self.go = 0, list[str](), asyncio.Event()

    async def send(self, letter: Letter) -> str:
        self.begun += 1
        await self.go.wait()
        self.taken.append(letter.id)
        return f"<{letter.id}@x>"

    async def has_begun(self, times: int) -> bool:
        return self.begun >= times


class Refusing:
    def __init__(self, error: Exception) -> None:
        self.error = error

    async def send(self, letter: Letter) -> str:
        del letter
        raise self.error


async def test_a_mail_goes_out_soon_after_the_commit_and_its_words_are_forgotten(worker: Hand) -> None:
    await order_mails(1)
    await until(all_done)

    row = await Outbox.get()
    assert list(worker.mailer.taken) == [str(row.id)]
    assert (row.payload, row.tries, row.starts) == ({}, 0, 1)


async def test_a_change_that_is_rolled_back_orders_nothing(database: TortoiseContext) -> None:
    async def break_off() -> None:
        async with in_transaction() as tx:
            _ = await order_work(tx, "mail.send", {}, now=utc_now())
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await break_off()
    assert await Outbox.all().count() == 0


async def test_a_key_makes_the_second_order_none(database: TortoiseContext) -> None:
    for _ in range(3):
        _ = await order_work(None, "mail.send", {}, now=utc_now(), key="once")
    assert await Outbox.all().count() == 1


async def test_fifty_mails_survive_an_emptied_redis(
    settings: Settings, database: TortoiseContext, redis: Redis
) -> None:
    slow = SlowMailer()
    made = hand(settings, mailer=slow)
    await order_mails(50)
    await until(partial(slow.has_begun, 10))

    await redis.flushdb()
    slow.go.set()
    await until(all_done)
    await made.stop()

    assert len(slow.taken) == len(set(slow.taken)) == 50


async def test_a_worker_that_is_stopped_six_times_during_a_job_loses_nothing(
    settings: Settings, database: TortoiseContext
) -> None:
    await order_mails(1)
    slow = SlowMailer()
    for time in range(1, 7):
        made = hand(settings, mailer=slow)
        await until(partial(slow.has_begun, time))
        await made.stop()
    slow.go.set()
    made = hand(settings, mailer=slow)
    await until(all_done)
    await made.stop()

    assert (len(slow.taken), slow.begun) == (1, 7)


async def test_what_fails_for_now_is_tried_later_and_what_fails_for_good_waits_for_an_admin(
    settings: Settings, database: TortoiseContext
) -> None:
    await order_mails(1)
    made = hand(settings, mailer=Refusing(NotSentYet("busy")))
    await until(lambda: Outbox.filter(tries=1).exists())
    await made.stop()
    row = await Outbox.get()
    assert row.due_at > utc_now()
    assert (row.failed_at, row.error) == (None, "Transient: busy")

    await Outbox.all().update(due_at=utc_now())
    made = hand(settings, mailer=Refusing(NeverSent("no such mailbox")))
    await until(lambda: Outbox.filter(failed_at__not_isnull=True).exists())
    await made.stop()
    assert (await Outbox.get()).error == "Permanent: NeverSent no such mailbox"

    _ = await wake((await Outbox.get()).id, Cause(utc_now()))
    made = hand(settings)
    await until(all_done)
    await made.stop()
    assert len(made.mailer.taken) == 1


async def test_only_what_is_dead_can_be_woken(database: TortoiseContext) -> None:
    order_id: UUID = await order_work(None, "mail.send", {}, now=utc_now())
    with pytest.raises(NotNow):
        _ = await wake(order_id, Cause(utc_now()))


async def test_two_relays_do_not_take_the_same_work(database: TortoiseContext) -> None:
    await order_mails(40)
    now = utc_now()
    batches = await asyncio.gather(*(take_due(now, sent_before=now, limit=10) for _ in range(6)))
    taken = [each.id for batch in batches for each in batch]
    assert len(taken) == len(set(taken)) == 40


async def test_work_that_kills_its_workers_is_given_up(database: TortoiseContext) -> None:
    order_id = await order_work(None, "mail.send", {}, now=utc_now())
    await Outbox.filter(id=order_id).update(starts=MOST_STARTS, lease_until=utc_now() - timedelta(seconds=1))
    assert await bury_poison(utc_now()) == 1
    assert (await Outbox.get()).failed_at is not None


async def test_work_whose_worker_died_before_it_began_is_not_held_up(
    settings: Settings, database: TortoiseContext, redis: Redis
) -> None:
    await order_mails(1)
    (first,) = await take_due(utc_now(), sent_before=utc_now(), limit=1)
    await redis.set(f"arq:in-progress:{first.run}", "1", px=3_600_000)
    await redis.set(MARK, "1")
    await Outbox.all().update(sent_at=utc_now() - timedelta(minutes=1))

    made = hand(settings)
    await until(all_done)
    await made.stop()

    assert len(made.mailer.taken) == 1


async def test_of_two_runs_that_begin_together_one_gets_the_work(database: TortoiseContext) -> None:
    order_id, taking = await order_work(None, "mail.send", {}, now=utc_now()), Taking()
    begun = await asyncio.gather(*(taking.begin(order_id, utc_now()) for _ in range(5)))
    assert len([order for order in begun if order is not None]) == 1


async def test_what_is_sent_twice_is_in_the_queue_once(database: TortoiseContext, redis: Redis) -> None:
    await order_mails(3)
    now = utc_now()
    batch = await take_due(now, sent_before=now, limit=10)
    queue = Queue(ArqRedis(connection_pool=redis.connection_pool, job_serializer=to_json))
    assert [await queue.send(batch) for _ in range(2)] == [3, 0]
    assert await redis.zcard("arq:queue") == 3


class Trap:
    """Whoever unpickles it makes a file."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[object, ...]:
        return Path.touch, (self.path,)


async def test_what_somebody_wrote_into_redis_is_not_run(
    settings: Settings, database: TortoiseContext, redis: Redis, tmp_path: Path
) -> None:
    await redis.set("arq:job:trap", pickle.dumps(Trap(tmp_path / "trapped")))
    await redis.zadd("arq:queue", {"trap": 1})
    made = hand(settings)

    async def taken() -> bool:
        return await redis.zscore("arq:queue", "trap") is None

    await until(taken)
    await order_mails(1)
    await until(all_done)
    await made.stop()

    assert not (tmp_path / "trapped").exists()
