"""The people and the session of a measurement, written by the application's own actions."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

import orjson

from bench.crowd import Script, frame, upgrade
from handlers.schemas.live_settings import LiveSettings
from models.actions import courses, questions, quizzes
from models.actions.accounts import create_account
from models.actions.audit import Cause
from models.actions.live_sessions import create_session
from models.actions.sessions import open_session
from models.ids import new_id
from models.queries.live import SeatRow
from models.rules.access import Role
from models.tables.users import User
from server.auth import Auth
from server.clock import utc_now
from server.settings import Settings

QUESTIONS: Final = 40
SYNCED: Final = b'"t":"synced"'
OK: Final = b'"ok":true'
_numbers = itertools.count(1)


@dataclass(frozen=True, slots=True)
class Learner:
    """An account that is signed in."""

    id: UUID
    sign_in: UUID
    token: str


@dataclass(slots=True)
class Lesson:
    """A live session with its seats, and what their sockets say."""

    id: UUID
    host: str
    """The host's access token."""
    seats: Sequence[UUID]
    tokens: Sequence[str]

    @property
    def ch(self) -> str:
        """The channel."""
        return f"live:{self.id}"

    def player(self, number: int) -> list[tuple[bytes, bytes]]:
        """How a player comes in, up to `synced`."""
        return self._script(self.tokens[number], "player")

    def leader(self, _number: int) -> list[tuple[bytes, bytes]]:
        """How the host comes in."""
        return self._script(self.host, "host")

    def _script(self, token: str, role: str) -> list[tuple[bytes, bytes]]:
        follow = {"ch": self.ch, "as": role}
        return [
            upgrade("/ws", "lectern.v1"),
            (said(1, "hello", {"token": token}), b'"re":1,"ok":true'),
            (said(2, "subscribe", follow, self.ch), SYNCED),
        ]


def said(number: int, t: str, d: dict[str, Any], ch: str | None = None) -> bytes:
    """A command as a frame."""
    return frame(orjson.dumps({"id": number, "t": t, "d": d, **({"ch": ch} if ch else {})}))


class School:
    """A course with one quiz."""

    def __init__(self, settings: Settings) -> None:
        self._auth = Auth(settings, utc_now)
        self._quiz: UUID
        self._teacher: Learner
        self._password = ""

    async def open(self) -> None:
        """Make the teacher, the course and the quiz."""
        self._password = await self._auth.passwords.hash("a long password of the bench")
        self._teacher = await self.person(Role.INSTRUCTOR)
        now = utc_now()
        course = await courses.create({"title": "How Maps Lie", "slug": "maps"}, owner_id=self._teacher.id, now=now)
        quiz = await quizzes.create(course.id, {"title": "Check"}, lesson_id=None, now=now)
        for number in range(QUESTIONS):
            envelope: dict[str, Any] = dict.fromkeys(questions.ENVELOPE)
            envelope |= {"stem": f"Is map {number} true?", "seconds": 600}
            _ = await questions.add(quiz.id, questions.Wording("true_false", envelope, {"answer": False}), now=now)
        _ = await quizzes.publish(quiz.id, now=now)
        self._quiz = quiz.id

    async def person(self, role: Role = Role.STUDENT) -> Learner:
        """A new account that is signed in."""
        name, cause = f"learner{next(_numbers)}", Cause(now=utc_now())
        user = await create_account(
            email=f"{name}@bench.example",
            full_name=name,
            password_hash=self._password,
            cause=cause,
            role=role,
            verified=True,
        )
        return await self._sign_in(user, cause)

    async def _sign_in(self, user: User, cause: Cause) -> Learner:
        session = await open_session(user, kind="api", lifetime=timedelta(days=1), link=None, cause=cause)
        assert session is not None
        token, _ = self._auth.mint_access(user.id, session.id)
        return Learner(user.id, session.id, token)

    async def people(self, count: int) -> list[Learner]:
        """Many accounts."""
        return [await self.person() for _ in range(count)]

    async def lesson(self, players: int, **settings: Any) -> Lesson:
        """A live session with that many seats taken by guests."""
        rows = [SeatRow(new_id(), None, f"Player {number}", "joined", 1.0) for number in range(players)]
        wanted = LiveSettings(
            **{"guests": True, "close_when_all_answered": False, "prepare_cap_ms": 0, "lead_ms": 0, **settings}
        )
        made = await create_session(self._quiz, self._teacher.id, wanted.stored(whole=True), now=utc_now(), seats=rows)
        tokens = [self._auth.mint_participant_token(row.id, made.id) for row in rows]
        return Lesson(made.id, self._teacher.token, [row.id for row in rows], tokens)

    def close(self) -> None:
        """End the threads of the password hashes."""
        self._auth.close()


def bare(path: str = "/ws") -> Script:
    """A socket that only opens."""
    return lambda _number: [upgrade(path)]
