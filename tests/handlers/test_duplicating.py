"""A copy of a course is whole, a draft, and free of people; the original does not notice."""

from datetime import timedelta
from uuid import UUID

from models.tables.certificates import CertificateTemplate
from tests.files import PDF, fetch, upload
from tests.school import NOW, TEXT_LESSON, TRUE_FALSE, School, course_by


async def test_a_copy_has_the_lessons_quizzes_and_locks_but_no_people(school: School) -> None:
    course = await course_by(await school.teacher(), tags=["maps"], publish_at=None)
    quiz = await course.quiz()
    lesson = await course.quiz_lesson(
        quiz, unlock={"after_lesson": course.lesson_id, "at": (NOW + timedelta(days=1)).isoformat()}
    )
    _ = await course.enroll(await school.person("Sam"))
    first_question = (await course.owner.get(f"/quizzes/{quiz}/questions")).body["items"][0]
    _ = await course.owner.patch(f"/questions/{first_question['id']}", {"stem": "Reworded"})

    copy = await course.owner.make(f"{course.path}/duplicate", {})

    assert (copy.body["title"], copy.body["state"], copy.body["tags"]) == ("How Maps Lie (copy)", "draft", ["maps"])
    assert copy.body["counts"] == {"sections": 1, "lessons": 2, "quizzes": 0, "learners": 0}
    lessons = (await course.owner.get(f"/courses/{copy.id}/outline")).body["sections"][0]["lessons"]
    assert [each["title"] for each in lessons] == ["Begin here", "Check yourself"]
    assert not {course.lesson_id, lesson, quiz} & {lessons[0]["id"], lessons[1]["id"], lessons[1]["quiz_id"]}
    second = (await course.owner.get(f"/lessons/{lessons[1]['id']}")).body
    assert second["unlock"] == {"after_lesson": lessons[0]["id"], "at": None, "days_after_enrollment": None}
    questions = (await course.owner.get(f"/quizzes/{second['quiz_id']}/questions")).body["items"]
    assert [(each["stem"], each["version"]) for each in questions] == [
        ("Reworded", 1),
        ("A globe has no edge.", 1),
    ]
    _ = await course.owner.post(f"/quizzes/{second['quiz_id']}/publish")
    assert (await course.owner.post(f"/courses/{copy.id}/publish")).status == 200


async def test_changing_the_copy_leaves_the_original_alone(school: School) -> None:
    course = await course_by(await school.teacher())
    before = (await course.owner.get(f"{course.path}/outline")).body
    copy = await course.owner.make(f"{course.path}/duplicate", {"title": "Second run"})
    section = (await course.owner.get(f"/courses/{copy.id}/outline")).body["sections"][0]

    _ = await course.owner.patch(f"/lessons/{section['lessons'][0]['id']}", {"title": "Changed"})
    _ = await course.owner.make(f"/sections/{section['id']}/lessons", TEXT_LESSON)

    assert copy.body["slug"] == "second-run"
    assert (await course.owner.get(f"{course.path}/outline")).body == before


async def test_only_who_leads_a_course_copies_it(school: School) -> None:
    course = await course_by(await school.teacher())
    helper, other = await school.person("Helper"), await school.teacher("Other")
    _ = await course.owner.make(f"{course.path}/staff", {"email": helper.email})

    assert (await helper.post(f"{course.path}/duplicate")).status == 403
    assert (await other.post(f"{course.path}/duplicate")).status == 403
    assert (await school.nobody.post(f"{course.path}/duplicate")).status == 401


async def test_a_copy_has_the_files_assignments_draws_and_the_look_of_the_certificates(school: School) -> None:
    course, learner = await course_by(await school.teacher()), await school.person("Sam")
    owner = course.owner
    file = await upload(owner, "Map.pdf", PDF)
    _ = await owner.make(f"/lessons/{course.lesson_id}/attachments", {"file": file.id})
    drawing = await owner.make(f"/sections/{course.section_id}/lessons", {"title": "Draw", "kind": "assignment"})
    due = {"due_at": NOW.isoformat(), "closes_at": NOW.isoformat()}
    _ = await owner.make(f"{course.path}/assignments", {"title": "Draw", "points": 7, "lesson_id": drawing.id, **due})
    bank = await owner.make(f"{course.path}/banks", {"title": "Bank"})
    _ = await owner.make(f"/banks/{bank.id}/questions", {**TRUE_FALSE, "tags": ["easy"]})
    quiz = await course.quiz()
    _ = await owner.make(f"/quizzes/{quiz}/draws", {"bank_id": bank.id, "count": 1, "tags": ["easy"]})
    look = {"title": "Well done"}
    _ = await CertificateTemplate.create(id=UUID(course.id), look=look, validity_days=30, updated_at=NOW)

    copy = await owner.make(f"{course.path}/duplicate", {})

    first, second = (await owner.get(f"/courses/{copy.id}/outline")).body["sections"][0]["lessons"]
    hung = (await owner.get(f"/lessons/{first['id']}")).body["attachments"]
    (task,) = (await owner.get(f"/courses/{copy.id}/assignments")).body["items"]
    (pool,) = (await owner.get(f"/courses/{copy.id}/banks")).body["items"]
    (test,) = (await owner.get(f"/courses/{copy.id}/quizzes")).body["items"]
    (draw,) = (await owner.get(f"/quizzes/{test['id']}/draws")).body["items"]
    assert [each["id"] for each in hung] == [file.id]
    assert (task["title"], task["points"], task["lesson_id"], task["due_at"], task["closes_at"]) == (
        *("Draw", 7.0, second["id"], None, None),
    )
    assert (draw["bank_id"], draw["count"], draw["tags"], pool["id"] != bank.id) == (pool["id"], 1, ["easy"], True)
    template = await CertificateTemplate.get(id=UUID(copy.id))
    assert (template.look, template.validity_days) == (look, 30)
    _ = await owner.delete(f"/lessons/{course.lesson_id}/attachments/{file.id}")
    assert (await fetch(learner, file.id))[0] == 404
    _ = await owner.post(f"/quizzes/{test['id']}/publish")
    assert (await owner.post(f"/courses/{copy.id}/publish")).status == 200
    _ = await learner.make(f"/courses/{copy.id}/enroll", None)
    assert (await fetch(learner, file.id))[0] == 200
