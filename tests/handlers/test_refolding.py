"""A lesson's rule changes after people have learnt: everybody stands where the new rule puts them, whoever it is."""

from typing import Any
from uuid import UUID

from models.actions.certificates import ISSUE
from models.actions.outbox import Order
from models.actions.progress import COMPLETED
from models.actions.refolding import REFOLD
from models.tables.enrollments import Enrollment
from models.tables.notifications import Notification
from models.tables.system import Outbox
from server.mail.memory import MemoryMailer
from server.pdf.pool import Press
from server.settings import Settings
from tests.school import Course, Person, School, course_by
from workers.courses import KINDS
from workers.deps import Deps


async def _work(school: School, settings: Settings, *kinds: str, times: int = 1) -> None:
    """What a worker does with what was ordered, perhaps more than once."""
    deps = Deps(settings, school.clock, MemoryMailer(settings), Press())
    runs = {kind.name: kind.run for kind in KINDS}
    for row in await Outbox.filter(kind__in=kinds).order_by("id"):
        for _ in range(times):
            await runs[row.kind](deps, Order(row.id, row.kind, row.payload, row.created_at, 0, 1))
        await row.delete()


async def _step(person: Person, place: str, lesson: str) -> tuple[str, int]:
    """How the lesson stands, and the percent of the course."""
    progress = (await person.get(f"/enrollments/{place}/progress")).body
    return next(each["state"] for each in progress["lessons"] if each["lesson_id"] == lesson), progress["percent"]


async def test_a_harder_rule_takes_back_what_it_does_not_allow_and_an_easier_one_gives_it(
    school: School, settings: Settings
) -> None:
    course, student = await course_by(await school.teacher()), await school.person("Sam")
    place = await course.enroll(student)
    _ = await student.post(f"/enrollments/{place}/lessons/{course.lesson_id}/complete")
    seen = (await Enrollment.get(id=place)).last_seen_at
    found = [await _step(student, place, course.lesson_id)]

    for rule in ({"rule": "dwell", "value": 60}, {"rule": "mark"}):
        _ = await course.owner.patch(f"/lessons/{course.lesson_id}", {"completion": rule})
        await _work(school, settings, REFOLD, times=2)
        found.append(await _step(student, place, course.lesson_id))

    assert found == [("done", 100), ("in_progress", 0), ("done", 100)]
    row = await Enrollment.get(id=place)
    assert (row.state, row.last_seen_at) == ("completed", seen)


async def test_a_decision_of_the_staff_stands_whatever_the_rule(school: School, settings: Settings) -> None:
    course, student = await course_by(await school.teacher()), await school.person("Sam")
    place = await course.enroll(student)
    decided = {"state": "done", "reason": "Did it on paper"}
    _ = await course.owner.post(f"/enrollments/{place}/lessons/{course.lesson_id}/override", decided)

    _ = await course.owner.patch(f"/lessons/{course.lesson_id}", {"completion": {"rule": "dwell", "value": 900}})
    await _work(school, settings, REFOLD)

    assert await _step(student, place, course.lesson_id) == ("done", 100)


async def _pass(person: Person, quiz: str) -> None:
    attempt = (await person.make(f"/quizzes/{quiz}/attempts", {})).body
    single, truth = attempt["questions"]
    right = next(each["id"] for each in single["choices"] if each["text"] == "Mercator")
    answers = {single["id"]: {"choice": right}, truth["id"]: {"value": True}}
    submitted = await person.post(f"/attempts/{attempt['id']}/submit", {"answers": answers})
    assert submitted.body["passed"] is True, submitted.body


async def _with_quiz(school: School) -> tuple[Course, Person, str, str, str]:
    course, student = await course_by(await school.teacher()), await school.person("Sam")
    place = await course.enroll(student)
    first, second = await course.quiz(), await course.quiz()
    return course, student, place, first, second


async def test_another_quiz_must_be_passed_and_one_that_was_passed_before_counts(
    school: School, settings: Settings
) -> None:
    course, student, place, first, second = await _with_quiz(school)
    lesson = await course.quiz_lesson(first)
    await _pass(student, first)
    found = [(await _step(student, place, lesson))[0]]
    for quiz in (second, first):
        _ = await course.owner.patch(f"/lessons/{lesson}", {"quiz_id": quiz})
        await _work(school, settings, REFOLD)
        found.append((await _step(student, place, lesson))[0])
    await _pass(student, second)
    _ = await course.owner.patch(f"/lessons/{lesson}", {"quiz_id": second})
    await _work(school, settings, REFOLD, times=2)

    assert [*found, (await _step(student, place, lesson))[0]] == ["done", "in_progress", "done", "done"]


async def test_work_that_was_handed_in_before_its_lesson_counts_there(school: School, settings: Settings) -> None:
    course, student = await course_by(await school.teacher()), await school.person("Sam")
    place = await course.enroll(student)
    assignment = (await course.owner.make(f"{course.path}/assignments", {"title": "Draw a map"})).id
    _ = await student.make(f"/assignments/{assignment}/submissions", {"text": "Mine"})
    made = await course.owner.make(f"/sections/{course.section_id}/lessons", {"title": "Draw", "kind": "assignment"})

    _ = await course.owner.patch(f"/assignments/{assignment}", {"lesson_id": made.id})
    await _work(school, settings, REFOLD, times=2)

    assert await _step(student, place, made.id) == ("done", 50)


async def test_who_completes_a_course_because_a_lesson_went_is_told_and_certified_once(
    school: School, settings: Settings
) -> None:
    course, student = await course_by(await school.teacher()), await school.person("Sam")
    place = await course.enroll(student)
    body: dict[str, Any] = {"title": "More", "kind": "text", "body": "Too much"}
    more = (await course.owner.make(f"/sections/{course.section_id}/lessons", body)).id
    _ = await student.post(f"/enrollments/{place}/lessons/{course.lesson_id}/complete")

    _ = await course.owner.delete(f"/lessons/{more}")
    await _work(school, settings, COMPLETED, times=2)

    assert (await Enrollment.get(id=place)).state == "completed"
    assert [UUID(row.payload["enrollment_id"]) for row in await Outbox.filter(kind=ISSUE)] == [UUID(place)]
    assert await Notification.filter(user_id=student.id, kind="course_completed").count() == 1
