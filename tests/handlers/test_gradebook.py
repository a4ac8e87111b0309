"""The gradebook: what live sessions and attempts count together, and how a spreadsheet gets it."""

import asyncio
import csv
import io
from datetime import timedelta
from uuid import UUID, uuid4

from tortoise.transactions import in_transaction

from models.actions.grades import MarkIn, record_live_attempt
from models.tables.enrollments import Enrollment
from models.tables.quizzes import Attempt, AttemptMark, Quiz
from tests.school import NOW, Course, Person, School, course_by


def _mark(points: float | None, most: float = 1000.0) -> MarkIn:
    fraction = None if points is None else points / most
    why = [{"code": "choice", "correct": bool(points)}]
    return MarkIn(uuid4(), uuid4(), {"choices": ["a"]}, fraction, points, most, why)


async def _live(quiz_id: str, enrollment_id: str, *points: float | None, session: UUID, minutes: int = 0) -> Attempt:
    """What the live engine does at the end of a session, in a transaction of its own."""
    async with in_transaction() as tx:
        place = await Enrollment.get(id=enrollment_id)
        return await record_live_attempt(
            tx,
            quiz=await Quiz.get(id=quiz_id),
            enrollment=place,
            session_id=session,
            started_at=NOW,
            finished_at=NOW + timedelta(minutes=minutes),
            plan={"questions": []},
            marks=[_mark(each) for each in points],
        )


async def _lesson_by_passing(school: School, **quiz: object) -> tuple[Course, Person, str, str, str]:
    course, student = await course_by(await school.teacher()), await school.person("Sam")
    quiz_id = await course.quiz(**quiz)
    lesson = await course.quiz_lesson(quiz_id)
    return course, student, quiz_id, lesson, await course.enroll(student)


async def test_a_live_session_is_recorded_once_however_often_it_is_finalised(school: School) -> None:
    _, _, quiz, _, enrollment = await _lesson_by_passing(school)
    session = uuid4()

    attempts = await asyncio.gather(*(_live(quiz, enrollment, 1000, 0, session=session) for _ in range(8)))

    assert len({attempt.id for attempt in attempts}) == 1
    assert await Attempt.all().count() == 1
    assert await AttemptMark.all().count() == 2


async def test_live_attempts_are_numbered_without_gap_under_a_race(school: School) -> None:
    _, _, quiz, _, enrollment = await _lesson_by_passing(school)

    attempts = await asyncio.gather(*(_live(quiz, enrollment, 500, session=uuid4()) for _ in range(6)))

    assert sorted(attempt.number for attempt in attempts) == [1, 2, 3, 4, 5, 6]
    assert {(attempt.kind, attempt.state) for attempt in attempts} == {("live", "graded")}


async def test_passing_the_quiz_completes_its_lesson_and_moves_the_course(school: School) -> None:
    _, student, quiz, lesson, enrollment = await _lesson_by_passing(school)

    failed = await _live(quiz, enrollment, 1000, 0, session=uuid4())
    before = (await student.get(f"/enrollments/{enrollment}/progress")).body
    passed = await _live(quiz, enrollment, 1000, 900, session=uuid4(), minutes=5)
    after = (await student.get(f"/enrollments/{enrollment}/progress")).body

    assert (failed.percent, failed.passed, before["percent"]) == (50.0, False, 0)
    assert (passed.percent, passed.passed, after["percent"]) == (95.0, True, 50)
    done = {step["lesson_id"]: step["why"] for step in after["lessons"] if step["state"] == "done"}
    assert done == {lesson: {"code": "passed", "quiz_id": quiz, "percent": 95.0}}


async def test_what_was_passed_stays_done_when_a_later_attempt_counts_and_fails(school: School) -> None:
    course, student, quiz, _, enrollment = await _lesson_by_passing(school, grading="latest")

    _ = await _live(quiz, enrollment, 1000, session=uuid4())
    _ = await _live(quiz, enrollment, 0, session=uuid4(), minutes=5)

    grade = (await course.owner.get(f"{course.path}/gradebook")).body["learners"][0]["grades"][0]
    assert (grade["percent"], grade["passed"], grade["attempts"]) == (0.0, False, 2)
    assert (await student.get(f"/enrollments/{enrollment}")).body["percent"] == 50


async def test_a_mark_that_waits_for_a_person_leaves_the_attempt_ungraded(school: School) -> None:
    _, _, quiz, _, enrollment = await _lesson_by_passing(school)

    attempt = await _live(quiz, enrollment, 1000, None, session=uuid4())

    assert (attempt.state, attempt.passed, attempt.score, attempt.max_score) == ("submitted", None, 1000.0, 2000.0)


async def test_the_gradebook_shows_every_learner_against_every_published_quiz(school: School) -> None:
    course, student, quiz, _, enrollment = await _lesson_by_passing(school)
    await school_has_eve(school, course)
    _ = await course.owner.make(f"{course.path}/quizzes", {"title": "Draft"})
    _ = await _live(quiz, enrollment, 700, session=uuid4())

    book = (await course.owner.get(f"{course.path}/gradebook")).body

    assert [column["id"] for column in book["quizzes"]] == [quiz]
    assert [line["full_name"] for line in book["learners"]] == ["Eve", "Sam"]
    assert book["learners"][0]["grades"] == [{"quiz_id": quiz, "attempts": 0, "percent": None, "passed": None}]
    assert book["learners"][1]["grades"] == [{"quiz_id": quiz, "attempts": 1, "percent": 70.0, "passed": True}]
    assert book["learners"][1]["user_id"] == str(student.id)


async def school_has_eve(school: School, course: Course) -> None:
    _ = await course.enroll(await school.person("Eve"))


async def test_a_spreadsheet_gets_a_table_in_which_no_cell_is_a_formula(school: School) -> None:
    course = await course_by(await school.teacher())
    quiz = await course.quiz(title="=SUM(A1)")
    enrollment = await course.enroll(await school.person('@cmd|"calc"!A0'))
    _ = await course.enroll(await school.person("نور، -1"))
    _ = await _live(quiz, enrollment, -100, session=uuid4())

    answer = await course.owner.get(f"{course.path}/gradebook", Accept="text/csv")

    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    rows = list(csv.reader(io.StringIO(answer.body)))
    assert rows[0] == ["Name", "E-mail", "State", "Course %", "'=SUM(A1)"]
    assert rows[1][0] == '\'@cmd|"calc"!A0'
    assert rows[2][0] == "نور، -1"
    assert (rows[1][4], rows[2][4]) == ("0.0", "")


async def test_assignments_are_columns_too_with_the_last_submission_of_each_learner(school: School) -> None:
    course, student = await course_by(await school.teacher()), await school.person("Sam")
    _ = await course.enroll(student)
    await school_has_eve(school, course)
    ids = [
        (await course.owner.make(f"{course.path}/assignments", {"title": title, "points": 8})).id
        for title in ("=1+1", "Waits", "Nobody")
    ]
    graded = await student.make(f"/assignments/{ids[0]}/submissions", {"text": "Mine"})
    _ = await course.owner.post(f"/submissions/{graded.id}/grade", {"points": 2})
    _ = await course.owner.post(f"/submissions/{graded.id}/return")
    second = await student.make(f"/assignments/{ids[0]}/submissions", {"text": "Better"})
    _ = await course.owner.post(f"/submissions/{second.id}/grade", {"points": 5})
    _ = await student.make(f"/assignments/{ids[1]}/submissions", {"text": "Mine"})

    book = (await course.owner.get(f"{course.path}/gradebook")).body
    table = list(csv.reader(io.StringIO((await course.owner.get(f"{course.path}/gradebook", Accept="text/csv")).body)))

    assert [(each["id"], each["max_points"]) for each in book["assignments"]] == [(each, 8.0) for each in ids]
    eve, sam = (line["works"] for line in book["learners"])
    assert [(each["state"], each["points"], each["percent"]) for each in sam] == [
        ("graded", 5.0, 62.5),
        ("handed_in", None, None),
        (None, None, None),
    ]
    assert {each["state"] for each in eve} == {None}
    assert (table[0][4:], table[2][4:]) == (["'=1+1", "Waits", "Nobody"], ["62.5", "", ""])
