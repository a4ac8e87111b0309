"""A copy of a course is whole, a draft, and free of people; the original does not notice."""

from datetime import timedelta

from tests.school import NOW, TEXT_LESSON, School, course_by


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
