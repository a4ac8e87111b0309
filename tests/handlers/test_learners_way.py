"""A learner's whole way through REST: search, preview, enrol, watch, read, hand in, be graded, finish."""

from datetime import timedelta

from tests.school import School, course_by


async def test_from_the_search_to_the_last_lesson(school: School) -> None:
    teacher, student = await school.teacher("Noor"), await school.person("Sam")
    course = await course_by(teacher, title="How Maps Lie", summary="Every map leaves something out.", tags=["maps"])
    _ = await teacher.patch(f"/lessons/{course.lesson_id}", {"preview": True})
    video = await teacher.make(
        f"/sections/{course.section_id}/lessons",
        {
            "title": "The orange",
            "kind": "video",
            "video_url": "https://media.example/orange.mp4",
            "minutes": 1,
            "completion": {"rule": "watched", "value": 0.9},
            "unlock": {"after_lesson": course.lesson_id},
        },
    )
    work = await teacher.make(f"/sections/{course.section_id}/lessons", {"title": "Draw", "kind": "assignment"})
    task = await teacher.make(
        f"{course.path}/assignments", {"title": "Draw your street", "lesson_id": work.id, "points": 10}
    )
    quiz = await course.quiz()
    check = await course.quiz_lesson(quiz)

    found = (await school.nobody.get("/courses?q=maps")).body["items"][0]
    preview = await school.nobody.get(f"/lessons/{course.lesson_id}")
    place = (await student.make(f"/courses/{found['id']}/enroll", None)).id
    locked = await student.get(f"/lessons/{video.id}")
    _ = await student.post(f"/enrollments/{place}/lessons/{course.lesson_id}/complete")

    _ = await student.get(f"/lessons/{video.id}")
    school.clock.now += timedelta(seconds=60)
    watched = await student.put(
        f"/enrollments/{place}/lessons/{video.id}/progress", {"watched": [[0, 60]], "position_seconds": 60}
    )
    handed = await student.make(f"/assignments/{task.id}/submissions", {"text": "Here is my street."})
    graded = await teacher.post(f"/submissions/{handed.id}/grade", {"points": 9, "feedback": "Lovely scale."})

    attempt = await student.make(f"/quizzes/{quiz}/attempts", {})
    single, true_false = attempt.body["questions"]
    right = next(choice["id"] for choice in single["choices"] if choice["text"] == "Mercator")
    answers = {single["id"]: {"choice": right}, true_false["id"]: {"value": True}}
    result = await student.post(f"/attempts/{attempt.id}/submit", {"answers": answers})

    assert (preview.status, locked.status, locked.body["reason"]) == (200, 403, "locked")
    assert (watched.body["lesson"]["state"], watched.body["percent"]) == ("done", 50)
    assert (graded.body["points"], result.body["passed"]) == (9.0, True)
    end = (await student.get(f"/enrollments/{place}/progress")).body
    assert (end["percent"], end["state"], end["resume"]) == (100, "completed", None)
    assert {step["lesson_id"]: step["why"]["code"] for step in end["lessons"]} == {
        course.lesson_id: "marked",
        video.id: "watched",
        work.id: "submitted",
        check: "passed",
    }
    assert (await student.put(f"{course.path}/reviews/mine", {"stars": 5})).status == 201
    book = (await teacher.get(f"{course.path}/gradebook")).body["learners"][0]
    assert (book["state"], book["percent"], book["grades"][0]["percent"]) == ("completed", 100, 100.0)
