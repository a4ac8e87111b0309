"""Progress over HTTP: by each lesson's own rule, by the server's clock, and equal to the fold of what happened."""

from datetime import timedelta
from typing import Any

import pytest
from tortoise.transactions import in_transaction

from models.actions.progress import goal_of, recount
from models.queries.progress import progress_of
from models.rules.lesson_progress import Event, fold
from models.tables.courses import Lesson
from models.tables.enrollments import Enrollment, LessonProgress, ProgressEvent
from tests.school import NOW, TEXT_LESSON, Course, Person, School, course_by

VIDEO = {"title": "Watch", "kind": "video", "video_url": "https://media.example/a.mp4", "minutes": 2}


async def _learner(school: School, **course: Any) -> tuple[Course, Person, str]:
    made, student = await course_by(await school.teacher(), **course), await school.person("Sam")
    return made, student, f"/enrollments/{await made.enroll(student)}"


async def _add(course: Course, **lesson: Any) -> str:
    return (await course.owner.make(f"/sections/{course.section_id}/lessons", {**TEXT_LESSON, **lesson})).id


async def test_a_text_is_done_when_the_learner_says_so(school: School) -> None:
    course, student, place = await _learner(school)

    _ = await student.get(f"/lessons/{course.lesson_id}")
    before = (await student.get(f"{place}/progress")).body
    done = await student.post(f"{place}/lessons/{course.lesson_id}/complete")
    after = (await student.get(place)).body

    assert (before["lessons"][0]["state"], before["lessons"][0]["why"]) == ("in_progress", {"code": "started"})
    assert (done.body["lesson"]["state"], done.body["lesson"]["why"]["code"]) == ("done", "marked")
    assert (done.body["percent"], after["state"], after["completed_at"]) == (100, "completed", "2026-03-02T09:00:00Z")


async def test_a_quiz_lesson_is_not_completed_without_an_attempt(school: School) -> None:
    course, student, place = await _learner(school)
    lesson = await course.quiz_lesson(await course.quiz())

    by_hand = await student.post(f"{place}/lessons/{lesson}/complete")
    by_report = await student.put(f"{place}/lessons/{lesson}/progress", {"done": True})

    assert {(each.status, each.body["code"], each.body["rule"]) for each in (by_hand, by_report)} == {
        (409, "other_rule", "pass")
    }
    assert (await student.get(place)).body["percent"] == 0


async def test_no_more_is_watched_than_time_has_passed(school: School) -> None:
    course, student, place = await _learner(school)
    lesson = await _add(course, **VIDEO, completion={"rule": "watched", "value": 0.9})
    path = f"{place}/lessons/{lesson}/progress"

    _ = await student.get(f"/lessons/{lesson}")
    cheat = await student.put(path, {"watched": [[0, 120]], "position_seconds": 120})
    school.clock.now += timedelta(seconds=60)
    half = await student.put(path, {"watched": [[0, 70]], "position_seconds": 60.7})
    school.clock.now += timedelta(seconds=60)
    whole = await student.put(path, {"watched": [[50, 120]]})

    assert (cheat.body["lesson"]["state"], cheat.body["lesson"]["watched"]) == ("in_progress", [])
    assert (half.body["lesson"]["watched"], half.body["lesson"]["position_seconds"]) == ([[0, 60]], 60)
    assert (whole.body["lesson"]["state"], whole.body["lesson"]["watched"]) == ("done", [[0, 120]])
    assert whole.body["lesson"]["spent_seconds"] == 120


async def test_locks_are_told_in_the_outline_and_close_the_lesson_and_its_quiz(school: School) -> None:
    course, student, place = await _learner(school)
    opens = NOW + timedelta(days=2)
    quiz = await course.quiz()
    locked = await course.quiz_lesson(quiz, unlock={"after_lesson": course.lesson_id, "at": opens.isoformat()})

    outline = (await student.get(f"{course.path}/outline")).body
    refusal = await student.get(f"/lessons/{locked}")
    no_attempt = await student.post(f"/quizzes/{quiz}/attempts")
    _ = await student.post(f"{place}/lessons/{course.lesson_id}/complete")
    later = (await student.get(f"{course.path}/outline")).body["sections"][0]["lessons"][1]
    school.clock.now = opens

    shown = outline["sections"][0]["lessons"][1]
    assert [lock["code"] for lock in shown["locks"]] == ["after_lesson", "not_yet"]
    assert (outline["percent"], outline["resume"]["lesson_id"]) == (0, course.lesson_id)
    assert (refusal.status, refusal.body["reason"], len(refusal.body["locks"])) == (403, "locked", 2)
    assert (no_attempt.status, no_attempt.body["reason"]) == (403, "locked")
    assert later["opens_at"] == "2026-03-04T09:00:00Z"
    assert (await student.get(f"/lessons/{locked}")).status == 200
    assert (await student.post(f"/quizzes/{quiz}/attempts")).status == 201


async def test_staff_excuse_a_lesson_with_a_reason_and_learners_cannot(school: School) -> None:
    course, student, place = await _learner(school)
    hard = await _add(course, title="Hard")
    path = f"{place}/lessons/{hard}/override"
    _ = await student.post(f"{place}/lessons/{course.lesson_id}/complete")

    own = await student.post(path, {"state": "done", "reason": "please"})
    excused = await course.owner.post(path, {"state": "excused", "reason": "Was ill"})

    assert own.status == 403
    assert (excused.body["percent"], excused.body["lesson"]["why"]["reason"]) == (100, "Was ill")
    assert (await student.get(place)).body["state"] == "completed"


@pytest.mark.parametrize(
    "body", [{"state": "in_progress", "reason": "x"}, {"state": "done"}, {"state": "done", "reason": " "}]
)
async def test_a_decision_needs_a_state_and_a_reason(school: School, body: dict[str, str]) -> None:
    course, _, place = await _learner(school)

    assert (await course.owner.post(f"{place}/lessons/{course.lesson_id}/override", body)).status == 422


@pytest.mark.parametrize(
    "report",
    [{"watched": [[0]]}, {"watched": [[0, -1]]}, {"watched": [["a", "b"]]}, {"position_seconds": -1}, {"percent": 100}],
)
async def test_a_report_that_makes_no_sense_is_refused(school: School, report: dict[str, Any]) -> None:
    course, student, place = await _learner(school)

    assert (await student.put(f"{place}/lessons/{course.lesson_id}/progress", report)).status == 422


async def test_nobody_reports_for_another_or_in_a_course_that_is_not_theirs(school: School) -> None:
    course, student, place = await _learner(school)
    other = await course_by(await school.teacher("Other"))
    eve = await school.person("Eve")
    _ = await course.enroll(eve)

    assert (await eve.post(f"{place}/lessons/{course.lesson_id}/complete")).status == 404
    assert (await course.owner.post(f"{place}/lessons/{course.lesson_id}/complete")).status == 403
    assert (await student.post(f"{place}/lessons/{other.lesson_id}/complete")).status == 404
    _ = await student.delete(place)
    assert (await student.post(f"{place}/lessons/{course.lesson_id}/complete")).body["reason"] == "enrollment_dropped"


async def test_optional_lessons_do_not_count_and_edits_count_everybody_anew(school: School) -> None:
    course, student, place = await _learner(school)
    optional, second = await _add(course, optional=True), await _add(course)
    _ = await student.post(f"{place}/lessons/{course.lesson_id}/complete")

    percents = [(await student.get(place)).body["percent"]]
    for change in ({"optional": False}, {"optional": True}):
        _ = await course.owner.patch(f"/lessons/{optional}", change)
        percents.append((await student.get(place)).body["percent"])
    _ = await course.owner.delete(f"/lessons/{second}")
    place_after = (await student.get(place)).body

    assert percents == [50, 33, 50]
    assert (place_after["percent"], place_after["state"]) == (100, "completed")


async def test_what_is_stored_is_the_fold_of_the_events(school: School) -> None:
    course, student, place = await _learner(school)
    video = await _add(course, **VIDEO, completion={"rule": "watched", "value": 0.5})
    _ = await student.get(f"/lessons/{video}")
    for turn in range(5):
        school.clock.now += timedelta(seconds=15)
        report = {"watched": [[turn * 15, turn * 15 + 15]], "position_seconds": turn * 15}
        _ = await student.put(f"{place}/lessons/{video}/progress", report)
    _ = await student.post(f"{place}/lessons/{course.lesson_id}/complete")

    for row in await LessonProgress.all():
        told = await ProgressEvent.filter(lesson_id=row.lesson_id).order_by("id")
        goal = goal_of(await Lesson.get(id=row.lesson_id))
        here = fold(goal, [Event(event.kind, event.at, event.d) for event in told])
        assert (row.state, row.why, row.dwelt_seconds) == (here.state, here.why, here.dwelt_s)
        assert [tuple(each) for each in row.watched] == list(here.watched)
    stored = await Enrollment.get(id=place.split("/")[-1])
    async with in_transaction() as tx:
        assert await recount(tx, stored, school.clock.now) == stored.percent == 100
    assert len((await progress_of(stored.id, school.clock.now)).steps) == 2
