"""Webhooks over HTTP: endpoints, secrets shown once, the log; and what happens in a school is told."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from uuid import UUID

import pytest

from models.actions.audit import Cause
from models.actions.erasure import erase_account
from models.rules.webhook_events import EventKind
from models.tables.system import AuditLog
from models.tables.webhooks import Webhook, WebhookDelivery
from server.settings import Settings
from tests.contract.world import whole_school
from tests.school import NOW, School, course_by
from tests.told import kinds, listen, told

URL = "https://8.8.8.8/hook?token=Sesame"


@pytest.fixture
async def school(settings: Settings) -> AsyncIterator[School]:
    async with AsyncExitStack() as stack:
        yield await stack.enter_async_context(whole_school(settings))


async def test_an_endpoint_is_made_changed_tried_and_deleted_by_admins(school: School) -> None:
    admin, teacher = await school.admin(), await school.teacher()
    assert (await teacher.post("/webhooks", {"url": URL})).status == 403

    made = await admin.make("/webhooks", {"url": URL, "events": ["order.paid", "user.created", "order.paid"]})
    first = made.body["secret"]
    assert first.startswith("whsec_")
    assert made.body["events"] == ["order.paid", "user.created"]
    for answer in (await admin.get("/webhooks"), await admin.get(f"/webhooks/{made.id}")):
        assert first[6:] not in str(answer.body)
    rotated = await admin.post(f"/webhooks/{made.id}/rotate")
    assert rotated.body["secret"] != first
    assert rotated.body["previous_secret_until"] == "2026-03-03T09:00:00Z"

    tested = await admin.post(f"/webhooks/{made.id}/test")
    assert (tested.status, tested.body["type"], tested.body["state"]) == (200, "webhook.test", "waiting")
    listed = await admin.get(f"/webhooks/{made.id}/deliveries?state=waiting&count=true")
    assert (listed.body["items"], listed.body["total"]) == ([tested.body], 1)
    _ = await WebhookDelivery.all().update(state="dead", tries=9)
    again = await admin.post(f"/deliveries/{tested.id}/redeliver")
    assert (again.body["id"], again.body["event_id"]) == (tested.id, tested.body["event_id"])
    assert again.body["state"] == "waiting"

    off = await admin.patch(f"/webhooks/{made.id}", {"enabled": False, "description": "not now"})
    assert (off.body["enabled"], off.body["description"], off.body["url"]) == (False, "not now", URL)
    for path in (f"/webhooks/{made.id}/test", f"/deliveries/{tested.id}/redeliver"):
        assert ((await admin.post(path)).body["code"]) == "webhook_off"
    assert (await admin.delete(f"/webhooks/{made.id}")).status == 204
    assert (await admin.get(f"/webhooks/{made.id}/deliveries")).status == 404
    assert (await admin.post(f"/deliveries/{tested.id}/redeliver")).status == 404
    assert "Sesame" not in str([(row.before, row.after) for row in await AuditLog.all()])


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("https://127.0.0.1/", "url_forbidden_address"),
        ("https://[::1]/", "url_forbidden_address"),
        ("https://169.254.169.254/latest/meta-data/", "url_forbidden_address"),
        ("https://localhost:8080/", "url_forbidden_address"),
        ("ftp://example.org/", "url_unreadable"),
        ("https://me:secret@8.8.8.8/", "url_has_password"),
    ],
)
async def test_an_address_inside_is_refused_when_it_is_written(school: School, url: str, code: str) -> None:
    admin = await school.admin()
    made = await admin.make("/webhooks", {"url": URL})
    answers = (
        await admin.post("/webhooks", {"url": url}),
        await admin.patch(f"/webhooks/{made.id}", {"url": url}),
    )
    for answer in answers:
        assert (answer.status, answer.codes) == (422, {code})
    assert [row.url for row in await Webhook.all()] == [URL]


@pytest.mark.parametrize("events", [["nothing.known"], ["webhook.test"], ["user.created"] * 101])
async def test_what_cannot_be_subscribed_to_is_refused(school: School, events: list[str]) -> None:
    admin = await school.admin()
    assert (await admin.post("/webhooks", {"url": URL, "events": events})).status == 422


async def test_what_becomes_of_an_account_is_told_once_each(school: School) -> None:
    await listen()
    admin = await school.admin()
    person = {"email": "new@school.example", "full_name": "Newcomer", "role": "student"}
    new = await admin.make("/users", person)
    for active in (False, False, True):
        _ = await admin.patch(f"/users/{new.id}", {"is_active": active})
    assert (await admin.delete(f"/users/{new.id}")).status in {200, 204}
    await erase_account(UUID(new.id), Cause(NOW))
    assert await kinds() == ["user.activated", "user.created", *["user.deactivated"] * 2, "user.erased"]
    assert {each["id"] for each in await told()} == {new.id}


async def test_what_happens_in_a_school_is_told_once_each(school: School) -> None:
    await listen()
    teacher = await school.teacher()
    learner, course = await school.person("Learner"), await course_by(teacher)
    enrollment = await course.enroll(learner)
    _ = await learner.post(f"{course.path}/enroll")
    quiz_id = await course.quiz()
    attempt = await learner.make(f"/quizzes/{quiz_id}/attempts", {})
    _ = await learner.post(f"/attempts/{attempt.id}/submit", {})
    assignment = await teacher.make(f"{course.path}/assignments", {"title": "Draw"})
    submission = await learner.make(f"/assignments/{assignment.id}/submissions", {"text": "here"})
    marked = await teacher.post(f"/submissions/{submission.id}/grade", {"points": 7.5, "feedback": "good"})
    assert marked.status == 200, marked.body
    _ = await learner.post(f"/enrollments/{enrollment}/lessons/{course.lesson_id}/complete")
    certificate = await learner.post(f"/enrollments/{enrollment}/certificate")
    _ = await teacher.post(f"/certificates/{certificate.id}/revoke", {"reason": "copied"})
    leaver = await school.person("Leaver")
    dropped = await course.enroll(leaver)
    assert (await leaver.delete(f"/enrollments/{dropped}")).status == 204

    found = [kind for kind in await kinds() if not kind.startswith("user.")]
    assert found == [
        "attempt.graded",
        "certificate.issued",
        "certificate.revoked",
        "course.completed",
        "enrollment.ended",
        "enrollment.started",
        "enrollment.started",
        "submission.graded",
    ]
    (graded,) = await told(EventKind.ATTEMPT_GRADED)
    assert (graded["id"], graded["percent"], graded["passed"]) == (attempt.id, 0.0, False)
    (completed,) = await told(EventKind.COURSE_COMPLETED)
    assert completed["enrollment_id"] == enrollment
    (revoked,) = await told(EventKind.CERTIFICATE_REVOKED)
    assert (revoked["id"], revoked["reason"]) == (certificate.id, "copied")
