"""A small school for tests of resources: people with standing, and a client that speaks as one of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from aiohttp import ClientResponse, web
from aiohttp.test_utils import TestClient

from models.rules.access import Principal, Role
from models.rules.accounts import email_key
from models.tables.users import User
from server.errors import Unauthorized

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


class Clock:
    """The time as the test says it is."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        """The time."""
        return self.now


async def identify(request: web.Request) -> Principal | None:
    """The caller of a test: `Bearer <user id> <role>`. How tokens are checked has tests of its own."""
    words = request.headers.get("Authorization", "").split()
    if not words:
        return None
    try:
        return Principal(user_id=UUID(words[1]), role=Role(words[2]))
    except (IndexError, ValueError) as error:
        raise Unauthorized from error


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back."""

    status: int
    body: Any
    headers: Mapping[str, str]

    @property
    def id(self) -> str:
        """The id of the thing in the body."""
        return str(self.body["id"])

    @property
    def etag(self) -> str:
        """The entity tag."""
        return self.headers["ETag"]

    @property
    def codes(self) -> set[str]:
        """The codes of the single faults of a refusal."""
        return {error["code"] for error in self.body.get("errors", ())}


@dataclass(frozen=True, slots=True)
class Person:
    """Someone with an account, or nobody; speaks to the server."""

    client: TestClient[web.Request, web.Application]
    id: UUID | None = None
    email: str = ""
    role: Role | None = None

    async def ask(
        self, method: str, path: str, body: object = None, *, headers: Mapping[str, str] | None = None
    ) -> Answer:
        """Ask the API at `path` (after `/api/v1`)."""
        sent = dict(headers or {})
        if self.id is not None:
            sent["Authorization"] = f"Bearer {self.id} {self.role}"
        if isinstance(body, bytes):
            response = await self.client.request(method, f"/api/v1{path}", data=body, headers=sent)
        else:
            json: dict[str, Any] = {} if body is None else {"json": body}
            response = await self.client.request(method, f"/api/v1{path}", headers=sent, **json)
        return Answer(response.status, await _body(response), response.headers)

    async def get(self, path: str, **headers: str) -> Answer:
        """GET; keywords are headers, with `_` for `-`."""
        return await self.ask("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})

    async def post(self, path: str, body: object = None) -> Answer:
        """POST."""
        return await self.ask("POST", path, body)

    async def put(self, path: str, body: object) -> Answer:
        """PUT."""
        return await self.ask("PUT", path, body)

    async def patch(self, path: str, body: object, *, if_match: str = "") -> Answer:
        """PATCH, perhaps only if nothing has changed."""
        return await self.ask("PATCH", path, body, headers={"If-Match": if_match} if if_match else None)

    async def delete(self, path: str, *, if_match: str = "") -> Answer:
        """DELETE, perhaps only if nothing has changed."""
        return await self.ask("DELETE", path, headers={"If-Match": if_match} if if_match else None)

    async def make(self, path: str, body: object) -> Answer:
        """POST that must create."""
        answer = await self.post(path, body)
        assert answer.status == 201, answer.body
        return answer


async def _body(response: ClientResponse) -> Any:
    if response.status == 204:
        return None
    return await response.json() if "json" in response.content_type else await response.text()


@dataclass(slots=True)
class School:
    """A running application with its clock, and people who come as they are needed."""

    client: TestClient[web.Request, web.Application]
    clock: Clock

    @property
    def nobody(self) -> Person:
        """A visitor without an account."""
        return Person(self.client)

    async def person(self, name: str, role: Role = Role.STUDENT) -> Person:
        """A new account, with a verified address."""
        email = f"{name.lower()}@school.example"
        user = User(
            email=email,
            email_key=email_key(email),
            full_name=name,
            role=role,
            email_verified_at=NOW,
            created_at=NOW,
            updated_at=NOW,
        )
        await user.save()
        return Person(self.client, user.id, email, role)

    async def teacher(self, name: str = "Teacher") -> Person:
        """An instructor."""
        return await self.person(name, Role.INSTRUCTOR)

    async def admin(self, name: str = "Admin") -> Person:
        """An administrator."""
        return await self.person(name, Role.ADMIN)


TEXT_LESSON = {"title": "Begin here", "kind": "text", "body": "Every map leaves something out."}
SINGLE = {
    "kind": "single",
    "stem": "Which shape keeps angles?",
    "choices": [{"text": "Mercator", "correct": True}, {"text": "Gall-Peters", "correct": False}],
}
TRUE_FALSE = {"kind": "true_false", "stem": "A globe has no edge.", "answer": True}


@dataclass(frozen=True, slots=True)
class Course:
    """A course with one section and one lesson, by their ids."""

    id: str
    section_id: str
    lesson_id: str
    owner: Person

    @property
    def path(self) -> str:
        """Where it is."""
        return f"/courses/{self.id}"

    async def enroll(self, person: Person) -> str:
        """Enrol a person; the enrolment's id."""
        return (await person.make(f"{self.path}/enroll", None)).id

    async def quiz(self, *questions: Mapping[str, Any], **fields: Any) -> str:
        """A published quiz with these questions (two easy ones if none is given); its id."""
        quiz_id = (await self.owner.make(f"{self.path}/quizzes", {"title": "Check", **fields})).id
        for question in questions or (SINGLE, TRUE_FALSE):
            _ = await self.owner.make(f"/quizzes/{quiz_id}/questions", question)
        answer = await self.owner.post(f"/quizzes/{quiz_id}/publish")
        assert answer.status == 200, answer.body
        return quiz_id

    async def quiz_lesson(self, quiz_id: str, **fields: Any) -> str:
        """A lesson that is done by passing the quiz; its id."""
        lesson = {"title": "Check yourself", "kind": "quiz", "quiz_id": quiz_id, **fields}
        return (await self.owner.make(f"/sections/{self.section_id}/lessons", lesson)).id


async def course_by(owner: Person, *, published: bool = True, **fields: Any) -> Course:
    """A course with one section and one text lesson."""
    course = await owner.make("/courses", {"title": "How Maps Lie", **fields})
    section = await owner.make(f"/courses/{course.id}/sections", {"title": "Projections"})
    lesson = await owner.make(f"/sections/{section.id}/lessons", TEXT_LESSON)
    if published:
        answer = await owner.post(f"/courses/{course.id}/publish")
        assert answer.status == 200, answer.body
    return Course(course.id, section.id, lesson.id, owner)
