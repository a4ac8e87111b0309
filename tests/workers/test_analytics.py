from datetime import UTC, datetime

from tortoise.context import TortoiseContext

from models.ids import new_id
from models.tables.analytics import AnalyticsChange, AnalyticsSlot
from workers.analytics import add_up_analytics

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


async def test_the_job_adds_up_what_waits_and_has_nothing_to_do_then(database: TortoiseContext) -> None:
    course = new_id()
    for amount in (2, 3, -1):
        await AnalyticsChange(course_id=course, measure="lessons", slot=NOON, amount=amount).save()
    await AnalyticsChange(course_id=course, measure="passed", slot=NOON, amount=1).save()
    await AnalyticsChange(course_id=course, measure="passed", slot=NOON, amount=-1).save()

    assert [await add_up_analytics({}), await add_up_analytics({})] == [5, 0]

    rows = await AnalyticsSlot.all()
    assert [(row.measure, row.amount) for row in rows] == [("lessons", 4)]
    assert await AnalyticsChange.all().count() == 0
