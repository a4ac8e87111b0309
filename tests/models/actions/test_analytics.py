"""Over random histories: the sums by day, in any time zone, are what the rows themselves say, at every moment."""

import asyncio
import contextlib
from collections import Counter
from datetime import timedelta

import asyncpg
from hypothesis import HealthCheck, given
from hypothesis import settings as chance
from hypothesis import strategies as st
from tortoise.context import TortoiseContext
from tortoise.models import Model
from tortoise.transactions import in_transaction

from models.actions.analytics import add_up, recount
from models.ids import new_id
from models.queries.analytics.learner import own_days
from models.queries.analytics.sums import by_course, by_day, in_all
from models.rules.analytics.days import Days
from models.rules.analytics.measures import Measure
from models.tables.analytics import AnalyticsChange, AnalyticsSlot
from models.tables.certificates import Certificate
from models.tables.courses import Course, Lesson, Section
from models.tables.enrollments import Enrollment, LessonProgress, ProgressEvent
from models.tables.live import LiveSession
from models.tables.payments import LedgerEntry, Order, OrderItem
from models.tables.quizzes import Attempt, Quiz
from models.tables.users import User
from server.settings import Settings
from tests.models.actions.school_life import ACTS, BEGIN, World, recomputed, told

ZONES = ("UTC", "Asia/Kathmandu", "America/St_Johns", "Europe/Berlin", "Pacific/Kiritimati", "Africa/Cairo")
WAITING = """
SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = 'enrollment'::regclass
  AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
"""


async def _empty() -> None:
    tables: tuple[type[Model], ...] = (
        *(AnalyticsSlot, LedgerEntry, OrderItem, Order, Certificate, LiveSession, Attempt, ProgressEvent),
        *(LessonProgress, Enrollment, Quiz, Lesson, Section, Course, User, AnalyticsChange),
    )
    for table in tables:
        _ = await table.all().delete()


@chance(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(
    acts=st.lists(st.sampled_from(ACTS), min_size=12, max_size=30),
    seed=st.integers(0, 2**16),
    zone=st.sampled_from(ZONES),
)
async def test_the_sums_are_what_the_rows_say_whatever_happened(
    database: TortoiseContext, acts: list[str], seed: int, zone: str
) -> None:
    await _empty()
    world = World(seed)
    await world.open()
    for act in acts:
        await world.act(act)

    wanted = await recomputed(zone)
    assert await told(zone) == wanted, "with changes that wait"
    _ = await add_up()
    assert await AnalyticsChange.all().count() == 0
    assert await told(zone) == wanted, "when all is added up"
    _ = await recount()
    assert await told(zone) == wanted, "counted anew"

    every = await in_all(None)
    by_money = {
        (money.currency, name): getattr(money, name)
        for money in every.money
        for name in ("gross", "refunds", "disputes")
    }
    posted: Counter[tuple[str, str]] = Counter()
    for row in await LedgerEntry.all():
        name, sign = ("gross", -1) if row.account == "sales" else (row.account, 1)
        posted[row.currency, name] += sign * row.amount_minor
    assert {key: n for key, n in by_money.items() if n} == {key: n for key, n in posted.items() if n}, "as the ledger"


async def test_a_learners_days_are_the_courses_days_when_nobody_else_learns(database: TortoiseContext) -> None:
    world = World(3)
    await world.open()
    await world.enroll()
    for act in ("report", "learn", "attempt") * 6:
        await world.act(act)
    place = await Enrollment.all().first()
    assert place is not None
    days = Days("Asia/Kathmandu", BEGIN.date(), BEGIN.date() + timedelta(days=30))
    mine = await own_days(place.user_id, days)
    whole = await by_day(days, [place.course_id])
    for measure in (Measure.LESSONS, Measure.SECONDS, Measure.ATTEMPTS, Measure.PASSED, Measure.QUIZ_SECONDS):
        assert [day.sums.counts[measure] for day in mine] == [day.sums.counts[measure] for day in whole]
    assert sum(day.sums.counts[Measure.SECONDS] for day in mine) > 0


async def test_what_is_rolled_back_was_never_counted(database: TortoiseContext) -> None:
    world = World(1)
    await world.open()
    with contextlib.suppress(RuntimeError):
        async with in_transaction():
            await world.enroll()
            raise RuntimeError
    assert await Enrollment.all().count() == 0
    assert await by_course(world.courses) == {}


async def test_a_recount_heals_sums_that_were_spoilt(database: TortoiseContext) -> None:
    world = World(2)
    await world.open()
    for act in ("enroll", "buy", "attempt", "report"):
        await world.act(act)
    right = await told("UTC")
    _ = await add_up()
    _ = await AnalyticsSlot.all().update(amount=77)
    assert await told("UTC") != right
    assert await recount() == await AnalyticsSlot.all().count()
    assert await told("UTC") == right


async def test_nobody_has_to_stop_writing_while_sums_are_added_up_and_counted_anew(database: TortoiseContext) -> None:
    world = World(4)
    await world.open()

    async def write() -> None:
        for act in ("enroll", "report", "buy", "attempt", "move", "refund") * 3:
            await world.act(act)

    async def keep() -> None:
        for _ in range(4):
            _ = await recount()
            _ = await add_up(batch=5)

    _ = await asyncio.gather(write(), write(), write(), keep(), keep())
    wanted = await recomputed("UTC")
    assert await told("UTC") == wanted
    _ = await recount()
    assert await told("UTC") == wanted


async def test_what_comes_while_a_recount_runs_is_counted_once(database: TortoiseContext, settings: Settings) -> None:
    world = World(5)
    await world.open()
    user = await world.user()
    other = await asyncpg.connect(settings.database_url)
    try:
        async with asyncio.timeout(20), other.transaction():
            await other.execute("LOCK TABLE enrollment IN ACCESS EXCLUSIVE MODE")
            counting = asyncio.create_task(recount())
            # The recount has thrown the old sums away and waits for the first table that it counts.
            while not await other.fetchval(WAITING):  # noqa: ASYNC110 - it happens in PostgreSQL
                await asyncio.sleep(0.01)
            await other.execute(
                "INSERT INTO enrollment (id, course_id, user_id, state, reason, run, percent, enrolled_at)"
                " VALUES ($1, $2, $3, 'active', 'self', 1, 0, $4)",
                *(new_id(), world.courses[0], user.id, BEGIN),
            )
        _ = await counting
    finally:
        await other.close()
    assert (await in_all(None)).counts[Measure.ENROLLED] == 1
