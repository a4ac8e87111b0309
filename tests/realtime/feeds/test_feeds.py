"""`me` and `course:{id}` on real PostgreSQL: order, resume, rights, and nothing lost with what is not heard."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from random import Random
from uuid import UUID

import pytest
from tortoise.context import TortoiseContext
from tortoise.transactions import in_transaction

from clients.feeds import comparable
from clients.state import State
from models.actions import enrollments, feeds, jobs, notifications
from models.actions.audit import Cause
from models.actions.feed_upkeep import sweep_feeds
from models.actions.notifications import News
from models.actions.progress import complete, recount_course
from models.feed_log import course_key, person_key
from models.ids import new_id
from models.queries.feeds import course_snapshot, person_snapshot
from models.rules.access import Role
from models.rules.notices import Notice
from models.tables.channels import ChannelEvent
from models.tables.courses import Course, CourseStaff, Lesson
from models.tables.users import User
from realtime.clock import ServerClock
from realtime.feeds.feed import MAX_REPLAY
from realtime.feeds.feeds import Feeds
from realtime.feeds.hearing import Heard, PostgresEar
from realtime.protocol import Close, Code, Refused
from server.settings import Settings
from tests.realtime.feeds.cast import course_of, person
from tests.realtime.feeds.listener import Listener
from tests.realtime.wire import soon
from tests.school import NOW

LOSS = 0.6


class LossyEar:
    """Hears PostgreSQL, but misses some of what it says, as chance will have it."""

    def __init__(self, database_url: str, chance: Random) -> None:
        self._ear, self._chance, self.missed = PostgresEar(database_url), chance, 0

    @property
    def healthy(self) -> bool:
        return self._ear.healthy

    @healthy.setter
    def healthy(self, value: bool) -> None:
        self._ear.healthy = value

    async def listen(self, heard: Heard) -> None:
        def perhaps(key: str) -> None:
            if self._chance.random() < LOSS:
                self.missed += 1
            else:
                heard(key)

        await self._ear.listen(perhaps)


class Deaf:
    """Hears nothing at all."""

    healthy = False

    async def listen(self, heard: Heard) -> None:
        del heard
        await asyncio.Event().wait()


@dataclass
class Hall:
    """Two processes, and a course with a teacher, three lessons and people who want to learn."""

    one: Feeds
    two: Feeds
    ears: Sequence[LossyEar]
    course: Course
    lessons: Sequence[Lesson]
    teacher: User
    people: Sequence[User]

    @property
    def ch(self) -> str:
        return f"course:{self.course.id}"

    def at_course(self, process: Feeds) -> Listener:
        return Listener(process, self.ch, self.teacher.id, Role.INSTRUCTOR)

    async def enroll(self, person: User) -> UUID:
        return (await enrollments.enroll(self.course.id, person.id, now=NOW)).enrollment.id

    async def course_now(self) -> State:
        return comparable((await course_snapshot(course_key(self.course.id), self.course.id)).d)


@pytest.fixture
async def hall(database: TortoiseContext, settings: Settings) -> AsyncIterator[Hall]:
    ears = [LossyEar(settings.database_url, Random(seed)) for seed in (1, 2)]
    processes = [Feeds(ServerClock(), ear) for ear in ears]
    teacher = await person("teacher", Role.INSTRUCTOR)
    people = [await person(f"learner-{n}") for n in range(4)]
    course, lessons = await course_of(teacher)
    for process in processes:
        process.start()
    try:
        yield Hall(processes[0], processes[1], ears, course, lessons, teacher, people)
    finally:
        for process in processes:
            await process.stop()


async def tell(user_id: UUID, course: str = "Maps") -> None:
    async with in_transaction() as tx:
        await notifications.notify(tx, user_id, News(Notice.ENROLLED, {"course": course}), NOW)


async def test_whatever_is_missed_both_processes_end_at_a_fresh_snapshot(hall: Hall) -> None:
    chance = Random(7)
    listeners = [hall.at_course(hall.one), hall.at_course(hall.two)]
    mine = Listener(hall.two, "me", hall.people[0].id)
    for listener in (*listeners, mine):
        assert (await listener.follow())["mode"] == "snapshot"
    places = [await hall.enroll(each) for each in hall.people]
    for _ in range(12):
        at = chance.randrange(4)
        lesson = chance.choice(hall.lessons)
        match chance.randrange(3):
            case 0:
                await enrollments.drop(places[at], reason="self", now=NOW)
                places[at] = await hall.enroll(hall.people[at])
            case 1:
                await complete(places[at], lesson.id, now=NOW)
            case _:
                await tell(hall.people[0].id)
    job = await jobs.queue_job(hall.people[0].id, "user_export", {}, total=4, cause=Cause(NOW))
    await notifications.read_all(hall.people[0].id, NOW)

    wanted = await hall.course_now()
    person_now = (await person_snapshot(person_key(hall.people[0].id), hall.people[0].id)).d
    for listener in listeners:
        await soon(lambda seen=listener: comparable(seen.channel.state) == wanted)
    await soon(lambda: comparable(mine.channel.state) == comparable(person_now))
    assert mine.channel.state["unread"] == 0
    assert [each["id"] for each in mine.channel.state["jobs"]] == [str(job.id)]
    assert sum(ear.missed for ear in hall.ears), "the ears did miss something"
    fresh = hall.at_course(hall.one)
    told = await fresh.follow()
    assert [listener.channel.feed.last for listener in listeners] == [told["head"]] * 2


async def test_snapshot_then_synced_then_live_events_without_a_hole(hall: Hall) -> None:
    place = await hall.enroll(hall.people[0])
    listener = hall.at_course(hall.one)
    told = await listener.follow()
    assert (told["ch"], told["role"], told["mode"], told["receipts"]) == (hall.ch, "staff", "snapshot", {})
    assert [frame.t for frame in listener.frames] == ["snapshot", "synced"]
    assert [frame.s for frame in listener.frames] == [told["head"]] * 2
    assert listener.channel.state["counts"]["active"] == 1

    await complete(place, hall.lessons[0].id, now=NOW)
    await soon(lambda: listener.events == [("progress.changed", told["head"] + 1)])
    frame = listener.frames[-1]
    assert (frame.p, frame.ts) == (told["head"], int(NOW.timestamp() * 1000))
    assert frame.d == {
        "enrollment": str(place),
        "user": {"id": str(hall.people[0].id), "name": "Learner-0"},
        "lesson": str(hall.lessons[0].id),
        "state": "done",
        "percent": 33,
        "last_seen": "2026-03-02T09:00:00.000Z",
    }


async def test_a_line_that_comes_back_gets_what_it_missed_and_nothing_twice(hall: Hall) -> None:
    listener = hall.at_course(hall.one)
    await listener.follow()
    listener.drop()
    assert not hall.one.feeds, "nobody follows it any more"
    for each in hall.people:
        await hall.enroll(each)
    listener.feeds = hall.two
    told = await listener.follow()
    assert told["mode"] == "replay"
    assert listener.channel.live
    assert [t for t, _ in listener.events] == ["enrollment.changed"] * 4
    assert [s for _, s in listener.events] == list(range(1, 5))
    assert comparable(listener.channel.state) == await hall.course_now()


async def test_too_long_a_gap_or_a_foreign_epoch_gets_a_snapshot(hall: Hall) -> None:
    user = hall.people[0].id
    listener = Listener(hall.one, "me", user)
    await listener.follow()
    listener.drop()
    await flood(user, MAX_REPLAY + 1)
    assert (await listener.follow())["mode"] == "snapshot"
    assert listener.channel.feed.last == MAX_REPLAY + 1
    listener.drop()
    assert (await listener.follow())["mode"] == "replay"
    listener.drop()
    listener.channel.feed.epoch = "another"
    assert (await listener.follow())["mode"] == "snapshot"


async def flood(user_id: UUID, count: int) -> None:
    happening = feeds.Happening(person_key(user_id), "order.changed", {"id": str(new_id()), "state": "pending"})
    await feeds.append(None, [happening] * count, NOW)


async def test_a_flood_makes_live_followers_ask_anew_and_end_at_the_head(hall: Hall) -> None:
    listener = Listener(hall.one, "me", hall.people[0].id)
    await listener.follow()
    await flood(hall.people[0].id, 2 * MAX_REPLAY)
    await soon(lambda: listener.channel.live and listener.channel.feed.last == 2 * MAX_REPLAY)
    assert [reply["mode"] for reply in listener.replies] == ["snapshot", "snapshot"]


async def test_a_snapshot_amid_many_changes_counts_each_once(hall: Hall) -> None:
    reader = hall.people[0].id

    async def change(n: int) -> None:
        await asyncio.sleep(0.004 * n)
        await tell(reader, str(n))

    async def come(n: int) -> Listener:
        listener = Listener(hall.two if n % 2 else hall.one, "me", reader)
        await asyncio.sleep(0.01 * n)
        await listener.follow()
        return listener

    changes = asyncio.gather(*(change(n) for n in range(40)))
    listeners = await asyncio.gather(*(come(n) for n in range(16)))
    _ = await changes
    for listener in listeners:
        await soon(lambda seen=listener: seen.channel.feed.last == 40)
    assert [listener.channel.state["unread"] for listener in listeners] == [40] * 16


async def test_an_event_of_a_change_that_was_taken_back_is_never_told(hall: Hall) -> None:
    listener = Listener(hall.one, "me", hall.people[0].id)
    await listener.follow()
    with contextlib.suppress(ZeroDivisionError):
        async with in_transaction() as tx:
            await feeds.append(tx, [feeds.Happening(person_key(hall.people[0].id), "x", {})], NOW)
            _ = 1 / 0
    await flood(hall.people[0].id, 1)
    await soon(lambda: listener.events == [("order.changed", 1)])


async def test_writers_in_opposite_order_neither_wait_for_each_other_nor_take_a_position_twice(hall: Hall) -> None:
    one, two = (feeds.Happening(person_key(each.id), "x", {}) for each in hall.people[:2])
    meet = asyncio.Barrier(2)

    async def write(*happenings: feeds.Happening) -> None:
        async with in_transaction() as tx:
            await feeds.append(tx, happenings[:1], NOW)
            _ = await meet.wait()
            await feeds.append(tx, happenings[1:], NOW)

    async with asyncio.timeout(5):
        _ = await asyncio.gather(write(one, two), write(two, one))
    listener = Listener(hall.one, "me", hall.people[0].id)
    assert (await listener.follow())["head"] == 2


async def test_a_course_that_changes_tells_everybodys_new_percent(hall: Hall) -> None:
    done, undone = [await hall.enroll(each) for each in hall.people[:2]]
    for lesson in hall.lessons:
        await complete(done, lesson.id, now=NOW)
    await complete(undone, hall.lessons[0].id, now=NOW)
    staff, mine = hall.at_course(hall.one), Listener(hall.one, "me", hall.people[1].id)
    for listener in (staff, mine):
        await listener.follow()
    await Lesson.filter(id__in=[lesson.id for lesson in hall.lessons[1:]]).update(archived_at=NOW)
    async with in_transaction() as tx:
        await recount_course(tx, hall.course.id, NOW)
    await soon(lambda: len(staff.events) == 2 and len(mine.events) == 1)
    assert [frame.t for frame in staff.frames[2:]] == ["progress.changed", "enrollment.changed"]
    assert staff.frames[-1].d | {"last_seen": None} == {
        "enrollment": str(undone),
        "user": {"id": str(hall.people[1].id), "name": "Learner-1"},
        "state": "completed",
        "was": "active",
        "percent": 100,
        "last_seen": None,
    }
    assert mine.frames[-1].d == {
        "enrollment": str(undone),
        "course": str(hall.course.id),
        "lesson": None,
        "state": None,
        "percent": 100,
    }
    assert comparable(staff.channel.state) == await hall.course_now()


@pytest.mark.parametrize(
    ("ch", "code", "reason"),
    [("course", Code.FORBIDDEN, "not_staff"), ("draft", Code.NOT_FOUND, None), ("nowhere", Code.NOT_FOUND, None)],
)
async def test_a_course_is_followed_by_its_staff_alone(hall: Hall, ch: str, code: Code, reason: str | None) -> None:
    draft, _ = await course_of(hall.teacher, lessons=0)
    await Course.filter(id=draft.id).update(state="draft")
    name = {"course": hall.ch, "draft": f"course:{draft.id}", "nowhere": f"course:{new_id()}"}[ch]
    with pytest.raises(Refused) as refusal:
        _ = await Listener(hall.one, name, hall.people[0].id).follow()
    assert (refusal.value.code, refusal.value.more.get("reason")) == (code, reason)


async def test_nobody_hears_of_another_person(hall: Hall) -> None:
    ann, bob = (Listener(hall.one, "me", each.id) for each in hall.people[:2])
    for listener in (ann, bob):
        await listener.follow()
    await tell(hall.people[0].id)
    await flood(hall.people[1].id, 1)
    await soon(lambda: ann.events and bob.events)
    assert [t for t, _ in ann.events] == ["notification.new"]
    assert [t for t, _ in bob.events] == ["order.changed"]
    assert ann.frames[-1].d["title"] == "You are enrolled in Maps"
    assert ann.frames[-1].d.keys() == {"id", "kind", "title", "url"}


async def test_who_teaches_no_more_is_shown_out_within_seconds(hall: Hall) -> None:
    staying, going = hall.at_course(hall.one), Listener(hall.one, hall.ch, hall.people[0].id)
    assistant = CourseStaff(course_id=hall.course.id, user_id=hall.people[0].id, role="assistant", created_at=NOW)
    await assistant.save()
    for listener in (staying, going):
        await listener.follow()
    await assistant.delete()
    await soon(lambda: going.code is not None, patience_s=5)
    assert (going.code, going.frames[-1].t, going.frames[-1].d) == (Close.REMOVED, "gone", {"code": "forbidden"})
    assert staying.code is None
    with pytest.raises(Refused):
        _ = await going.follow()


async def test_without_hearing_anything_the_logs_are_looked_at(hall: Hall) -> None:
    deaf = Feeds(ServerClock(), Deaf())
    deaf.start()
    try:
        listener = Listener(deaf, "me", hall.people[0].id)
        await listener.follow()
        await flood(hall.people[0].id, 1)
        await soon(lambda: listener.events == [("order.changed", 1)], patience_s=10)
    finally:
        await deaf.stop()


async def test_old_entries_go_and_who_comes_back_after_them_gets_a_snapshot(hall: Hall) -> None:
    ann, bob = hall.people[:2]
    listener = Listener(hall.one, "me", ann.id)
    await listener.follow()
    listener.drop()
    await flood(ann.id, 3)
    await flood(bob.id, 1_010)
    assert await sweep_feeds(NOW + timedelta(days=6)) == 10, "a thousand are kept"
    assert await sweep_feeds(NOW + timedelta(days=8)) == 1_003
    assert not await ChannelEvent.all().count()
    assert (await listener.follow())["mode"] == "snapshot"
    assert listener.channel.feed.last == 3
