"""A little school where chance decides what happens, and what its rows say when they are added up in Python."""

import asyncio
import random
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from models.actions.analytics import add_up, recount
from models.ids import new_id
from models.queries.analytics.sums import by_day
from models.rules.access import Role
from models.rules.analytics.days import Days
from models.rules.courses import CompletionRule
from models.rules.lesson_progress import Event, Goal, fold
from models.tables.certificates import Certificate
from models.tables.courses import Course, Lesson, Section
from models.tables.enrollments import Enrollment, LessonProgress, ProgressEvent
from models.tables.live import LiveSession
from models.tables.payments import LedgerEntry, Order, OrderItem
from models.tables.quizzes import Attempt, Quiz
from models.tables.users import User

BEGIN = datetime(2026, 3, 20, tzinfo=UTC)
Fact = tuple[UUID, str, str, date]
"""Course, measure, currency, day."""


class World:
    """Two courses, some learners, and chance; writes rows as the actions of the product would."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.clock = BEGIN
        self.courses: list[UUID] = []
        self.lessons: dict[UUID, UUID] = {}
        self.quizzes: dict[UUID, UUID] = {}
        self.owner = User()
        self.attempts = 0

    @property
    def now(self) -> datetime:
        """Time goes on by seconds or by hours, over a change of summer time in Europe and in Egypt."""
        self.clock += timedelta(seconds=self.chance.choice([7, 50, 130, 899, 3_600, 40_000]))
        return self.clock

    async def open(self) -> None:
        self.owner = await self.user()
        for _ in range(2):
            course = Course(title="C", slug=str(new_id()), created_at=BEGIN, updated_at=BEGIN)
            await course.save()
            times: dict[str, Any] = {"course_id": course.id, "created_at": BEGIN, "updated_at": BEGIN}
            section, quiz = Section(**times, title="S", position=0), Quiz(**times, title="Q")
            await section.save()
            await quiz.save()
            lesson = Lesson(**times, section_id=section.id, title="L", kind="video", position=0)
            await lesson.save()
            self.courses.append(course.id)
            self.lessons[course.id], self.quizzes[course.id] = lesson.id, quiz.id

    async def user(self) -> User:
        email = f"{new_id()}@school.example"
        user = User(email=email, email_key=email, full_name="N", role=Role.STUDENT, created_at=BEGIN, updated_at=BEGIN)
        await user.save()
        return user

    async def act(self, name: str) -> None:
        await getattr(self, name)()

    async def _any(self, table: Any, **where: Any) -> Any:
        rows = await table.filter(**where).order_by("id")
        return self.chance.choice(rows) if rows else None

    async def enroll(self) -> None:
        state = self.chance.choice(["active", "active", "waiting", "offered"])
        user = await self.user()
        place = {"course_id": self.chance.choice(self.courses), "user_id": user.id}
        await Enrollment(**place, state=state, enrolled_at=self.now).save()

    async def move(self) -> None:
        """Any change of state that there is, also back, and with another time of enrolment."""
        place = await self._any(Enrollment)
        if place is None:
            return
        place.state = self.chance.choice(["active", "completed", "dropped", "expired", "waiting"])
        place.reason = self.chance.choice(["self", "declined", "offer_over", "unseated_self", "paid"])
        place.ended_at = self.now if place.state in {"dropped", "expired"} else None
        place.completed_at = self.now if place.state == "completed" else place.completed_at
        place.enrolled_at = self.chance.choice([place.enrolled_at, self.now])
        await place.save()

    async def report(self) -> None:
        if place := await self._any(Enrollment):
            kind = self.chance.choice(["viewed", "reported", "reported", "reported", "overridden", "marked"])
            lesson = self.lessons[place.course_id]
            d = {"state": "in_progress"} if kind == "overridden" else {}
            await ProgressEvent(enrollment_id=place.id, lesson_id=lesson, kind=kind, at=self.now, d=d).save()

    async def learn(self) -> None:
        place = await self._any(Enrollment)
        if place is None:
            return
        ids = {"enrollment_id": place.id, "lesson_id": self.lessons[place.course_id]}
        row = await LessonProgress.get_or_none(**ids) or LessonProgress(**ids, started_at=self.now)
        row.state = self.chance.choice(["in_progress", "done", "excused"])
        row.completed_at = self.now if row.state == "done" else None
        row.updated_at = self.now
        await row.save()

    async def attempt(self) -> None:
        if place := await self._any(Enrollment):
            quiz, begun = self.quizzes[place.course_id], self.now
            self.attempts += 1
            row = Attempt(
                quiz_id=quiz, enrollment_id=place.id, user_id=place.user_id, number=self.attempts, max_score=1.0
            )
            row.started_at, row.submitted_at = begun, self.now
            row.deadline = self.chance.choice([None, begun + timedelta(seconds=100)])
            row.state, row.passed = "graded", self.chance.random() < 0.5
            await row.save()

    async def regrade(self) -> None:
        if row := await self._any(Attempt):
            row.passed = not row.passed
            row.state = self.chance.choice(["graded", "submitted", "abandoned"])
            await row.save()

    async def certify(self) -> None:
        if place := await self._any(Enrollment):
            version = await Certificate.filter(enrollment_id=place.id).count() + 1
            await Certificate(
                enrollment_id=place.id,
                user_id=place.user_id,
                course_id=place.course_id,
                version=version,
                number=str(new_id())[-24:],
                code=str(new_id())[-32:],
                name="N",
                course_title="C",
                language="en",
                completed_at=BEGIN,
                issued_at=self.now,
                status_list=0,
                status_index=await Certificate.all().count(),
            ).save()

    async def host(self) -> None:
        course = self.chance.choice(self.courses)
        rehearsal = {"rehearsal": True} if self.chance.random() < 0.3 else {}
        row = LiveSession(quiz_id=self.quizzes[course], course_id=course, owner_id=self.owner.id, title="T", plan=[])
        row.code, row.epoch, row.settings, row.digest, row.created_at = str(new_id())[-7:], "e", rehearsal, b"", BEGIN
        await row.save()
        row.ended_at = self.now
        await row.save()

    async def buy(self) -> None:
        """An order of one or both courses, paid at once."""
        items = [(course, self.chance.randint(0, 5000)) for course in self.courses[: self.chance.randint(1, 2)]]
        cuts = [self.chance.randint(0, price) for _, price in items]
        subtotal, discount = sum(price for _, price in items), sum(cuts)
        currency = self.chance.choice(["KWD", "EUR"])
        order = Order(number=str(new_id())[-20:], user_id=self.owner.id, gateway="stripe", currency=currency)
        order.subtotal_minor, order.discount_minor, order.total_minor = subtotal, discount, subtotal - discount
        order.buyer_name, order.buyer_email, order.created_at, order.expires_at = "N", "n@x.example", BEGIN, BEGIN
        await order.save()
        for (course, price), cut in zip(items, cuts, strict=True):
            row = OrderItem(order_id=order.id, course_id=course, user_id=self.owner.id, title="C", open=False)
            row.price_minor, row.discount_minor = price, cut
            await row.save()
        if subtotal:
            await self._post(order, "sales", -subtotal)

    async def refund(self) -> None:
        """A part, a refund that the bank sent back, or money that it took for a payer who disputes."""
        if (order := await self._any(Order)) and order.total_minor:
            sign = self.chance.choice([1, 1, -1])
            account = self.chance.choice(["refunds", "refunds", "disputes"])
            await self._post(order, account, sign * self.chance.randint(1, order.total_minor))

    async def _post(self, order: Order, account: str, amount: int) -> None:
        entry = LedgerEntry(movement_id=new_id(), kind="k", account=account, amount_minor=amount, at=self.now)
        entry.currency, entry.order_id, entry.gateway, entry.cause = order.currency, order.id, "stripe", str(new_id())
        await entry.save()

    async def add_up(self) -> None:
        _ = await add_up(batch=self.chance.choice([1, 3, 1000]))

    async def add_up_twice_at_once(self) -> None:
        _ = await asyncio.gather(add_up(batch=2), add_up())

    async def recount(self) -> None:
        _ = await recount()


ACTS = (
    *("enroll", "enroll", "move", "report", "report", "report", "learn", "attempt", "regrade", "certify", "host"),
    *("buy", "refund", "refund", "add_up", "add_up_twice_at_once", "recount"),
)


async def recomputed(zone: str) -> Counter[Fact]:
    """The same figures from the rows alone, in Python."""
    found: Counter[Fact] = Counter()
    there = ZoneInfo(zone)
    async for course, measure, currency, at, amount in _facts():
        found[course, measure, currency, at.astimezone(there).date()] += amount
    return Counter({fact: amount for fact, amount in found.items() if amount})


async def _facts() -> Any:
    for facts in (_of_places, _of_lessons, _of_attempts, _of_events, _of_money):
        async for fact in facts():
            yield fact


async def _courses() -> dict[UUID, UUID]:
    return {place.id: place.course_id for place in await Enrollment.all()}


async def _of_places() -> Any:
    for place in await Enrollment.all():
        for fact in _of_place(place):
            yield place.course_id, *fact


async def _of_lessons() -> Any:
    courses = await _courses()
    for row in await LessonProgress.filter(state="done"):
        yield courses[row.enrollment_id], "lessons", "", row.completed_at, 1
    for place_id, course in courses.items():
        told = await ProgressEvent.filter(enrollment_id=place_id).order_by("id")
        for upto, event in enumerate(told):
            # What the fold of the product credits for one more event.
            before, after = (_dwelt(told[:end]) for end in (upto, upto + 1))
            yield course, "seconds", "", event.at, after - before


async def _of_attempts() -> Any:
    courses = await _courses()
    for row in await Attempt.filter(state__in=["submitted", "graded"]):
        assert row.submitted_at is not None
        spent = int((row.submitted_at - row.started_at).total_seconds())
        most = int((row.deadline - row.started_at).total_seconds()) if row.deadline else 3600
        for measure, amount in (("attempts", 1), ("passed", int(bool(row.passed))), ("quiz_seconds", min(spent, most))):
            yield courses[row.enrollment_id], measure, "", row.submitted_at, amount


async def _of_events() -> Any:
    for row in await Certificate.filter(version=1):
        yield row.course_id, "certificates", "", row.issued_at, 1
    for live in await LiveSession.all().select_related("course"):
        if not live.settings.get("rehearsal"):
            yield live.course.id, "sessions", "", live.ended_at, 1


def _of_place(place: Enrollment) -> Iterator[tuple[str, str, datetime, int]]:
    if place.state in {"waiting", "offered"} or (
        place.state == "dropped" and place.reason in {"declined", "offer_over", "unseated_self"}
    ):
        return
    yield "enrolled", "", place.enrolled_at, 1
    if place.completed_at:
        yield "completed", "", place.completed_at, 1
    if place.ended_at:
        yield "ended", "", place.ended_at, 1


def _dwelt(rows: list[ProgressEvent]) -> int:
    return fold(Goal(CompletionRule.MARK), [Event(row.kind, row.at, row.d) for row in rows]).dwelt_s


async def _of_money() -> Any:
    for posting in await LedgerEntry.all():
        items = await OrderItem.filter(order_id=posting.order_id).order_by("id")
        whole, done, shared = sum(each.price_minor - each.discount_minor for each in items), 0, 0
        for item in items:
            if posting.account == "sales":
                for measure, amount in (("sales", 1), ("gross", item.price_minor), ("discounts", item.discount_minor)):
                    yield item.course_id, measure, posting.currency, posting.at, amount
                continue
            done += item.price_minor - item.discount_minor
            sign, size = (1 if posting.amount_minor > 0 else -1), abs(posting.amount_minor)
            upto = sign * (size * done // whole)
            yield item.course_id, posting.account, posting.currency, posting.at, upto - shared
            shared = upto


async def told(zone: str) -> Counter[Fact]:
    """What the product says, course by course."""
    found: Counter[Fact] = Counter()
    for course in await Course.all():
        days = Days(zone, BEGIN.date() - timedelta(days=2), BEGIN.date() + timedelta(days=80))
        for day in await by_day(days, [course.id]):
            for measure, amount in day.sums.counts.items():
                found[course.id, measure.value, "", day.day] = amount
            for money in day.sums.money:
                for name in ("sales", "gross", "discounts", "refunds", "disputes"):
                    found[course.id, name, money.currency, day.day] = getattr(money, name)
    return Counter({fact: amount for fact, amount in found.items() if amount})
