"""Every id swapped between two courses and their people, on every route: nothing is read, nothing is changed.

The walk is made from the routes themselves: a new route with an id in its path, or a new reference in a body, is
walked or must be named here with a reason.
"""

import itertools
import re
from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass
from typing import Any

import orjson
import pytest
from tortoise.connection import get_connection

from models.rules.impersonal import NOBODYS
from models.rules.personal import HOLDINGS
from server.app import openapi_document, specs
from server.http.spec import Spec
from server.settings import Settings
from tests.contract.access import api, line_of
from tests.contract.contract import PREFIX
from tests.contract.world import Side, side, whole_school
from tests.school import Answer, Person

REFUSED = {403, 404}
OPEN_TO_ALL = {"P", "P/I", "A"}
"""Letters of routes that anyone may call for any id, or admins alone."""
FOR_ANYBODY = {
    ("POST", "/courses/{course_id}/enroll"): "anyone signed in may enrol",
}
BODIES: dict[tuple[str, str], Any] = {
    ("PUT", "/courses/{course_id}/accommodations/{user_id}"): {"time_factor": 2.0},
    ("PUT", "/enrollments/{enrollment_id}/lessons/{lesson_id}/progress"): {"done": True},
    ("POST", "/enrollments/{enrollment_id}/lessons/{lesson_id}/override"): {"state": "done", "reason": "x"},
    ("PUT", "/quizzes/{quiz_id}/overrides/groups/{group_id}"): {"extra_minutes": 5},
    ("PUT", "/quizzes/{quiz_id}/overrides/users/{user_id}"): {"extra_minutes": 5},
    ("POST", "/live-sessions/{live_session_id}/runs/{run_id}/answers"): {"sub": "s", "at": 0, "choices": []},
}
BODIES |= {("POST", "/files/uploads/{upload_id}/complete"): {"parts": [{"number": 1, "etag": "e"}]}}
REFUSED_AS: Mapping[tuple[str, str], str] = {
    ("POST", "/live-sessions/{live_session_id}/runs/{run_id}/answers"): "closed",
    ("POST", "/files/uploads/{upload_id}/complete"): "storage_local",
}
"""Refusals with another code: a run of elsewhere is none that is open; direct uploads have tests of their own."""
UNREAD = {"live_heartbeat", "idempotency_key", "audit_log", "channel_head", "channel_event", "outbox"}
"""Tables that reading or refusing may write to."""


@dataclass
class Two:
    """Mine and theirs, and the routes."""

    mine: Side
    theirs: Side

    def people(self) -> tuple[Person, Person]:
        return self.mine.owner, self.mine.learner


@pytest.fixture
async def two(settings: Settings) -> AsyncIterator[Two]:
    async with whole_school(settings) as school:
        yield Two(await side(school, "A"), await side(school, "B"))


def names_in(spec: Spec) -> list[str]:
    return re.findall(r"{(\w+)", spec.path)


def place(spec: Spec) -> tuple[str, str]:
    return spec.method, re.sub(r":[^{}]+}", "}", spec.path).removeprefix(PREFIX)


def filled(spec: Spec, ids: Mapping[str, str]) -> str:
    return re.sub(r"{(\w+)(:[^{}]+)?}", lambda found: ids[found[1]], place(spec)[1])


def walked() -> list[Spec]:
    return [
        spec
        for spec in api(specs())
        if names_in(spec) and line_of(spec).letter not in OPEN_TO_ALL and place(spec) not in FOR_ANYBODY
    ]


async def theirs_as_it_is(two: Two) -> dict[str, int]:
    """How every row that knows one of their ids looks, by table."""
    marks = [f"%{value}%" for value in two.theirs.ids.values() if len(value) > 30]
    found = {}
    for table in sorted({holding.table for holding in HOLDINGS} | set(NOBODYS) - UNREAD):
        if table not in UNREAD:
            known = f"SELECT to_jsonb(t.*)::text AS row FROM {table} t WHERE to_jsonb(t.*)::text LIKE ANY($1)"  # noqa: S608 - names of tables from the catalogue
            statement = f"SELECT hash_array_extended(array_agg(row ORDER BY row), 0) AS seen FROM ({known}) k"  # noqa: S608 - names of tables from the catalogue
            rows = await get_connection("default").execute_query_dict(statement, [marks])
            found[table] = rows[0]["seen"]
    return found


async def fault(person: Person, spec: Spec, ids: Mapping[str, str], whose: str) -> str:
    """What is wrong with the answer to swapped ids, or nothing."""
    answer = await person.ask(spec.method, filled(spec, ids), BODIES.get(place(spec)))
    if answer.status in REFUSED or (answer.status == 409 and answer.body["code"] == REFUSED_AS.get(place(spec))):
        return ""
    return f"{spec.method} {spec.path} as {person.email} with {whose}: {answer.status} {str(answer.body)[:200]}"


async def test_ids_of_others_open_nothing_and_change_nothing(two: Two) -> None:
    known = set(two.mine.ids)
    assert {name for spec in walked() for name in names_in(spec)} - known == set(), "add it to the world"
    assert [name for name in known if two.mine.ids[name] == two.theirs.ids[name]] == []
    before = await theirs_as_it_is(two)
    faults = []
    for spec, person in itertools.product(walked(), two.people()):
        names = names_in(spec)
        for own in itertools.product((True, False), repeat=len(names)):
            if not all(own):
                chosen = dict(zip(names, own, strict=True))
                ids = {name: (two.mine if is_own else two.theirs).ids[name] for name, is_own in chosen.items()}
                others = " and ".join(name for name in names if not chosen[name])
                faults.append(await fault(person, spec, ids, f"their {others}"))
    assert not any(faults), "\n".join(filter(None, faults))
    assert await theirs_as_it_is(two) == before
    blind = await unreadable(two)
    assert not blind, "the walk would pass by itself if the paths led nowhere: " + "\n".join(blind)


async def unreadable(two: Two) -> list[str]:
    """The routes that show a thing and do not show one's own."""
    faults = []
    for spec in walked():
        if spec.method == "GET" and place(spec)[1] not in NOT_THERE_YET:
            path = filled(spec, two.mine.ids) + QUERIES.get(place(spec)[1], "")
            answers = [await person.ask("GET", path) for person in two.people()]
            if 200 not in {answer.status for answer in answers}:
                faults.append(f"{spec.path}: {[(answer.status, answer.body) for answer in answers]}")
    return faults


NOT_THERE_YET = {
    "/certificates/{certificate_id}/pdf": "no worker has made it",
    "/live-sessions/{live_session_id}/receipts/{receipt}": "nobody has answered",
    "/refunds/{refund_id}/credit-note": "the refund has no number",
    "/orders/{order_id}/invoice": "the order has no number",
    "/files/{file_id}/content": "is no JSON",
}

QUERIES = {"/quizzes/{quiz_id}/export": "?format=gift"}

Build = Callable[[Mapping[str, str], str], Any]


@dataclass(frozen=True, slots=True)
class Reference:
    """A body of an own thing that names another: who sends it where, and how it is built from own ids and the id."""

    name: str
    """Which id it is."""
    body: Build
    as_learner: bool = False


QUIZ_LESSON = {"title": "L", "kind": "quiz"}
TEXT = {"title": "L", "kind": "text", "body": "x"}
REFERENCES: Mapping[tuple[str, str, str], Reference] = {
    ("POST", "/courses/{course_id}/assignments", "lesson_id"): Reference(
        "first_assignment_lesson", lambda _ids, it: {"title": "A", "lesson_id": it}
    ),
    ("PATCH", "/assignments/{assignment_id}", "lesson_id"): Reference(
        "second_assignment_lesson", lambda _ids, it: {"lesson_id": it}
    ),
    ("POST", "/assignments/{assignment_id}/submissions", "files.[]"): Reference(
        "learners_file", lambda _ids, it: {"text": "x", "files": [it]}, as_learner=True
    ),
    ("POST", "/attempts/{attempt_id}/grades", "grades.[].question"): Reference(
        "question_id", lambda _ids, it: {"grades": [{"question": it, "points": 1}]}
    ),
    ("PUT", "/courses/{course_id}/order", "sections.[].id"): Reference(
        "section_id", lambda ids, it: {"sections": [{"id": it, "lessons": ids["lessons"].split()}]}
    ),
    ("PUT", "/courses/{course_id}/order", "sections.[].lessons.[]"): Reference(
        "lesson_id",
        lambda ids, it: {"sections": [{"id": ids["section_id"], "lessons": [it, *ids["lessons"].split()[1:]]}]},
    ),
    ("POST", "/courses/{course_id}/quizzes", "lesson_id"): Reference(
        "quiz_lesson", lambda _ids, it: {"title": "Q", "lesson_id": it}
    ),
    ("PATCH", "/quizzes/{quiz_id}", "lesson_id"): Reference("quiz_lesson", lambda _ids, it: {"lesson_id": it}),
    ("PUT", "/groups/{group_id}/members", "users.[]"): Reference("user_id", lambda _ids, it: {"users": [it]}),
    ("POST", "/sections/{section_id}/lessons", "quiz_id"): Reference(
        "quiz_id", lambda _ids, it: {**QUIZ_LESSON, "quiz_id": it}
    ),
    ("POST", "/sections/{section_id}/lessons", "unlock.after_lesson"): Reference(
        "lesson_id", lambda _ids, it: {**TEXT, "unlock": {"after_lesson": it}}
    ),
    ("PATCH", "/lessons/{lesson_id}", "quiz_id"): Reference(
        "quiz_id", lambda _ids, it: {"kind": "quiz", "quiz_id": it}
    ),
    ("POST", "/lessons/{lesson_id}/attachments", "file"): Reference("file_id", lambda _ids, it: {"file": it}),
    ("POST", "/live-sessions", "quiz_id"): Reference(
        "quiz_id", lambda ids, it: {"quiz_id": it, "course_id": ids["course_id"]}
    ),
    ("POST", "/live-sessions", "course_id"): Reference(
        "course_id", lambda ids, it: {"quiz_id": ids["quiz_id"], "course_id": it}
    ),
    ("POST", "/quizzes/{quiz_id}/draws", "bank_id"): Reference("bank_id", lambda _ids, it: {"bank_id": it}),
    ("PUT", "/quizzes/{quiz_id}/questions/order", "questions.[]"): Reference(
        "question_id", lambda ids, it: {"questions": [it, *ids["other_questions"].split()]}
    ),
    ("POST", "/quizzes/{quiz_id}/regrade", "questions.[]"): Reference(
        "question_id", lambda _ids, it: {"policy": "full_credit", "dry_run": True, "questions": [it]}
    ),
}
FREE_REFERENCES = {
    ("POST", "/coupons", "course_ids.[]"): "admins sell every course",
    ("PATCH", "/coupons/{coupon_id}", "course_ids.[]"): "admins sell every course",
    ("POST", "/coupons/quote", "course_ids.[]"): "anyone may ask for any price",
    ("POST", "/lti/platforms", "courses.[]"): "admins open every course to platforms",
    ("POST", "/orders", "course_ids.[]"): "anyone may buy any course",
    (
        "PATCH",
        "/lessons/{lesson_id}",
        "unlock.after_lesson",
    ): "the same function as at POST; a lesson of one's own only",
    ("POST", "/live-sessions/{live_session_id}/runs/{run_id}/answers", "run"): "must be the run of the path",
    ("POST", "/attempts/{attempt_id}/next", "question"): "must be the question the attempt is at",
}


def references() -> set[tuple[str, str, str]]:
    """Every id that a JSON body may name, from the OpenAPI document."""
    document = orjson.loads(openapi_document())
    found = set()
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            content = operation.get("requestBody", {}).get("content", {}).get("application/json")
            for name in _ids_in(document, content["schema"]) if content else ():
                found.add((method.upper(), path.removeprefix(PREFIX), name))
    return found


def _ids_in(document: Mapping[str, Any], schema: Mapping[str, Any], at: tuple[str, ...] = ()) -> set[str]:
    while "$ref" in schema:
        schema = document["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    own = {".".join(at)} if schema.get("format") == "uuid" else set()
    parts = [(at, each) for key in ("anyOf", "oneOf", "allOf") for each in schema.get(key, ())]
    parts += [((*at, name), each) for name, each in schema.get("properties", {}).items()]
    parts += [((*at, "[]"), schema["items"])] if "items" in schema else []
    return own.union(*(_ids_in(document, each, where) for where, each in parts if len(where) < 9))


def test_every_reference_in_a_body_is_walked_or_free() -> None:
    assert references() == set(REFERENCES) | set(FREE_REFERENCES)


async def send(two: Two, key: tuple[str, str, str], value: str, ids: Mapping[str, str]) -> Answer:
    method, path, _ = key
    reference = REFERENCES[key]
    person = two.mine.learner if reference.as_learner else two.mine.owner
    return await person.ask(method, path.format_map(ids), reference.body(ids, value))


async def own_ids(two: Two) -> dict[str, str]:
    """Mine, and what whole orders want beside: all questions of the quiz, all lessons of the course."""
    ids = dict(two.mine.ids)
    questions = (await two.mine.owner.get(f"/quizzes/{ids['quiz_id']}/questions")).body["items"]
    sections = (await two.mine.owner.get(f"/courses/{ids['course_id']}/outline")).body["sections"]
    lessons = [lesson["id"] for section in sections for lesson in section["lessons"]]
    assert lessons[0] == ids["lesson_id"]
    return ids | {
        "other_questions": " ".join(each["id"] for each in questions[1:]),
        "lessons": " ".join(lessons),
    }


async def test_a_body_cannot_name_what_belongs_to_another_course(two: Two) -> None:
    before, ids, faults = await theirs_as_it_is(two), await own_ids(two), []
    for key, reference in REFERENCES.items():
        answer = await send(two, key, two.theirs.ids[reference.name], ids)
        if not 400 <= answer.status < 500:
            faults.append(f"{key}: {answer.status} {answer.body}")
    assert not faults, "\n".join(faults)
    assert await theirs_as_it_is(two) == before
    own = {key: await send(two, key, ids[reference.name], ids) for key, reference in REFERENCES.items()}
    refused = [f"{key}: {answer.status} {answer.body}" for key, answer in own.items() if answer.status >= 400]
    assert not refused, "\n".join(refused)
