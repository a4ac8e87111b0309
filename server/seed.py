"""The demo: accounts to sign in with, and courses worth opening. Safe to repeat; never for production."""

import asyncio
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from tortoise.transactions import in_transaction

from models.actions import courses, enrollments, lessons, questions, quizzes
from models.actions.accounts import create_account
from models.actions.audit import Cause
from models.rules.access import Role
from models.rules.accounts import email_key
from models.tables.courses import Course
from models.tables.users import User
from server.clock import utc_now
from server.database import open_orm
from server.keyring import Keyring
from server.passwords import Passwords
from server.settings import Settings

FOLDER = Path(__file__).parent / "demo"


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """Someone to sign in as."""

    name: str
    full_name: str
    role: Role
    locale: str = "en"

    @property
    def email(self) -> str:
        """The address to sign in with."""
        return f"{self.name}@lectern.example"


TEACHER = DemoAccount("teacher", "Dr. Salma Idris", Role.INSTRUCTOR)
STUDENTS = (
    DemoAccount("student1", "Maya Chen", Role.STUDENT),
    DemoAccount("student2", "يوسف الحداد", Role.STUDENT, "ar"),
    DemoAccount("student3", "Tomás Álvarez", Role.STUDENT),
)
ACCOUNTS = (DemoAccount("admin", "Alex Morgan", Role.ADMIN), TEACHER, *STUDENTS)


async def seed_demo(settings: Settings) -> None:
    """Make the demo accounts and courses that are missing; what was changed meanwhile stays as it is.

    All accounts have `DEMO_PASSWORD`; when that has changed since, they get the new one. The tables must be there.
    """
    context = await open_orm(settings.database_url, pool_size=1)
    try:
        people = await _accounts(settings)
        for file in sorted(FOLDER.glob("*.toml")):
            plan = tomllib.loads(await asyncio.to_thread(file.read_text, encoding="utf-8"))
            await _course(plan, people)
    finally:
        await context.close_connections()


async def _accounts(settings: Settings) -> dict[str, UUID]:
    """The accounts by name; one hash serves all of them, so that a later start checks only one."""
    known = {user.email_key: user for user in await User.filter(email_key__in=[_key(each) for each in ACCOUNTS])}
    stored = next((user.password_hash for user in known.values() if user.password_hash), None)
    hashed = await _password_hash(settings, stored)
    return {each.name: (await _account(each, known.get(_key(each)), hashed)).id for each in ACCOUNTS}


def _key(account: DemoAccount) -> str:
    return email_key(account.email)


async def _password_hash(settings: Settings, stored: str | None) -> str:
    """The stored hash while it fits the demo's password, else a new one."""
    passwords = Passwords(Keyring.of(settings), settings.bcrypt_cost)
    wanted = settings.demo_password.get_secret_value()
    try:
        if stored is not None and (await passwords.verify(stored, wanted)).ok:
            return stored
        return await passwords.hash(wanted)
    finally:
        passwords.close()


async def _account(account: DemoAccount, known: User | None, hashed: str) -> User:
    if known is None:
        return await create_account(
            email=account.email,
            full_name=account.full_name,
            password_hash=hashed,
            cause=Cause(now=utc_now()),
            role=account.role,
            verified=True,
            locale=account.locale,
        )
    if known.password_hash != hashed:
        known.password_hash = hashed
        await known.save(update_fields=["password_hash"])
    return known


async def _course(plan: dict[str, Any], people: Mapping[str, UUID]) -> None:
    """One course from its file, all of it or nothing; a course that is there is left alone."""
    if await Course.exists(slug=plan["slug"]):
        return
    now = utc_now()
    async with in_transaction():
        fields = {name: value for name, value in plan.items() if name not in {"sections", "quizzes"}}
        course = await courses.create(fields, owner_id=people[TEACHER.name], now=now)
        quiz_ids = {quiz["key"]: await _quiz(course.id, quiz, now) for quiz in plan["quizzes"]}
        for section in plan["sections"]:
            await _section(course.id, section, quiz_ids, now)
        _ = await courses.publish(course.id, now=now)
        for student in STUDENTS if not course.price_minor else ():
            _ = await enrollments.enroll(course.id, people[student.name], now=now)


async def _section(course_id: UUID, plan: Mapping[str, Any], quiz_ids: Mapping[str, UUID], now: datetime) -> None:
    section = await lessons.add_section(course_id, plan["title"], now=now)
    for lesson in plan["lessons"]:
        fields = {name: value for name, value in lesson.items() if name != "quiz"}
        if "quiz" in lesson:
            fields["quiz_id"] = quiz_ids[lesson["quiz"]]
        _ = await lessons.add_lesson(section.id, fields, now=now)


async def _quiz(course_id: UUID, plan: Mapping[str, Any], now: datetime) -> UUID:
    fields = {name: value for name, value in plan.items() if name not in {"key", "questions"}}
    quiz = await quizzes.create(course_id, fields, lesson_id=None, now=now)
    for question in plan["questions"]:
        envelope = {name: question.get(name) for name in questions.ENVELOPE}
        content = {name: value for name, value in question.items() if name not in {"kind", *questions.ENVELOPE}}
        _ = await questions.add(quiz.id, questions.Wording(question["kind"], envelope, content), now=now)
    _ = await quizzes.publish(quiz.id, now=now)
    return quiz.id
