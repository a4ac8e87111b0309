"""Two whole courses of two schools of thought: one of everything on each side, by the names that paths give their ids."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from aiohttp.test_utils import TestClient, TestServer

from models.ids import new_id
from models.tables.credentials import ApiToken
from models.tables.files import File
from models.tables.jobs import Job
from models.tables.live import LiveRun
from models.tables.notifications import Notification
from models.tables.payments import Order, Payment, Refund
from models.tables.users import AuthSession
from server.app import create_app
from server.settings import Settings
from tests.files import PDF, upload
from tests.school import NOW, SINGLE, Clock, Course, Person, School, course_by, identify


@dataclass(frozen=True, slots=True)
class Side:
    """One teacher's course, one learner in it, and an id for every name that a path knows."""

    owner: Person
    learner: Person
    course: Course
    ids: Mapping[str, str]


@asynccontextmanager
async def whole_school(settings: Settings) -> AsyncIterator[School]:
    """The whole application, callers as the test names them."""
    clock = Clock()
    app = create_app(settings, authenticate=identify, clock=clock)
    async with TestClient(TestServer(app)) as client:
        yield School(client, clock)


async def side(school: School, name: str) -> Side:
    """Build one side."""
    owner, learner = await school.teacher(f"Teacher{name}"), await school.person(f"Learner{name}")
    course = await course_by(owner)
    ids = {"course_id": course.id, "section_id": course.section_id, "lesson_id": course.lesson_id}
    ids |= {"enrollment_id": await course.enroll(learner), "user_id": str(learner.id), "instructor_id": str(owner.id)}
    ids |= await _asked(course, learner) | await _handed_in(course, learner) | await _around(course, learner, ids)
    ids |= await _named_in_bodies(course, learner, ids["quiz_id"])
    ids |= await _certified(owner, learner, ids) | await _rows(learner, ids)
    return Side(owner, learner, course, ids)


async def _asked(course: Course, learner: Person) -> dict[str, str]:
    """Quizzes, banks, an attempt and its regrade, a live session."""
    owner = course.owner
    quiz_id = await course.quiz(attempts_allowed=9)
    bank_id = (await owner.make(f"{course.path}/banks", {"title": "Bank"})).id
    _ = await owner.make(f"/banks/{bank_id}/questions", SINGLE)
    drawing = (await owner.make(f"{course.path}/quizzes", {"title": "Drawn"})).id
    draw_id = (await owner.make(f"/quizzes/{drawing}/draws", {"bank_id": bank_id})).id
    attempt_id = (await learner.make(f"/quizzes/{quiz_id}/attempts", {})).id
    assert (await learner.post(f"/attempts/{attempt_id}/submit", {})).status == 200
    question_id = (await owner.get(f"/quizzes/{quiz_id}/questions")).body["items"][0]["id"]
    regrade = {"policy": "full_credit", "dry_run": False, "questions": [question_id]}
    regraded = await owner.post(f"/quizzes/{quiz_id}/regrade", regrade)
    assert regraded.status == 200, regraded.body
    live = await owner.make("/live-sessions", {"quiz_id": quiz_id, "course_id": course.id})
    _ = await learner.make("/live/join", {"code": live.body["code"]})
    live_id = live.id
    run = await LiveRun.create(session_id=live_id, item_id=new_id(), number=1, state="prepare")
    found = {"quiz_id": quiz_id, "question_id": question_id, "bank_id": bank_id, "draw_id": draw_id}
    found |= {"attempt_id": attempt_id, "regrade_id": regraded.body["id"], "live_session_id": live_id}
    return found | {"run_id": str(run.id), "receipt": f"r-{course.id}"}


async def _handed_in(course: Course, learner: Person) -> dict[str, str]:
    """An assignment and a submission."""
    assignment_id = (await course.owner.make(f"{course.path}/assignments", {"title": "Draw a map"})).id
    submission = await learner.make(f"/assignments/{assignment_id}/submissions", {"text": "here"})
    return {"assignment_id": assignment_id, "submission_id": submission.id}


async def _around(course: Course, learner: Person, ids: Mapping[str, str]) -> dict[str, str]:
    """A group, a file on a lesson, an invitation, a review, an announcement."""
    owner = course.owner
    group_id = (await owner.make(f"{course.path}/groups", {"name": "Mornings"})).id
    assert (await owner.put(f"/groups/{group_id}/members", {"users": [str(learner.id)]})).status == 200
    file_id = (await upload(owner, "Paper.pdf", PDF)).id
    assert (await owner.post(f"/lessons/{ids['lesson_id']}/attachments", {"file": file_id})).status == 201
    invited = await owner.post(f"{course.path}/enrollments", {"email": f"{course.id}@elsewhere.example"})
    assert invited.status == 202, invited.body
    _ = await owner.make(f"{course.path}/announcements", {"title": "Hello", "body": "all"})
    invitations = (await owner.get(f"{course.path}/invitations")).body["items"]
    return {"group_id": group_id, "file_id": file_id, "invitation_id": invitations[0]["id"]}


async def _named_in_bodies(course: Course, learner: Person, quiz_id: str) -> dict[str, str]:
    """Lessons of the kinds that assignments and quizzes want, and a file that may be handed in."""
    found = {"quiz_lesson": await course.quiz_lesson(quiz_id, optional=True)}
    for name in ("first_assignment_lesson", "second_assignment_lesson"):
        lesson = {"title": name, "kind": "assignment", "optional": True}
        found[name] = (await course.owner.make(f"/sections/{course.section_id}/lessons", lesson)).id
    return found | {"learners_file": (await upload(learner, "Mine.pdf", PDF)).id}


async def _certified(owner: Person, learner: Person, ids: Mapping[str, str]) -> dict[str, str]:
    """A finished course and its certificate."""
    done = await learner.post(f"/enrollments/{ids['enrollment_id']}/lessons/{ids['lesson_id']}/complete")
    assert done.status == 200, done.body
    certificate = await learner.post(f"/enrollments/{ids['enrollment_id']}/certificate")
    assert certificate.status in {200, 201}, certificate.body
    assert (await owner.get(f"/certificates/{certificate.id}")).status == 200
    return {"certificate_id": certificate.id}


async def _rows(learner: Person, ids: Mapping[str, str]) -> dict[str, str]:
    """What is made by gateways, by sign-ins and by workers: written as rows."""
    who: dict[str, Any] = {"user_id": learner.id, "created_at": NOW}
    money: dict[str, Any] = {"currency": "EUR", "created_at": NOW}
    sums: dict[str, Any] = {"subtotal_minor": 100, "discount_minor": 0, "total_minor": 100, "state": "refunded"}
    buyer: dict[str, Any] = {"buyer_name": "Somebody", "buyer_email": learner.email, "expires_at": NOW}
    number = ids["course_id"].replace("-", "")[-16:]
    order = await Order.create(number=number, user_id=learner.id, gateway="stripe", **money, **sums, **buyer)
    paid: dict[str, Any] = {"order": order, "amount_minor": 100, **money}
    payment = await Payment.create(reference=f"p{number}", live=False, gateway="stripe", **paid)
    refund = await Refund.create(reference=f"r{number}", payment=payment, of_sale=True, state="done", **paid)
    session = await AuthSession.create(last_seen_at=NOW, expires_at=NOW + timedelta(days=30), **who)
    token = await ApiToken.create(name="t", token_hash=b"h", hint="h", **who)
    told = await Notification.create(kind="welcome", **who)
    job = await Job.create(owner_id=learner.id, kind="user_export", created_at=NOW)
    arriving: dict[str, Any] = {"name": "a", "size": 1, "upload": "u", "created_at": NOW, "changed_at": NOW}
    file = await File.create(owner_id=learner.id, **arriving)
    made = {"order_id": order, "refund_id": refund, "session_id": session, "token_id": token}
    made |= {"notification_id": told, "job_id": job, "upload_id": file}
    return {name: str(row.id) for name, row in made.items()}
