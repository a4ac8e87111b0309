"""Quizzes and questions over HTTP: learners see no key and no draft; a change is a new version."""

from typing import Any

import pytest

from tests.school import SINGLE, TRUE_FALSE, Course, School, course_by

KINDS: dict[str, dict[str, Any]] = {
    "single": {"choices": [{"text": "A", "correct": True}, {"text": "B", "correct": False, "feedback": "No"}]},
    "multiple": {
        "choices": [
            {"text": "A", "correct": True, "fraction": 0.5},
            {"text": "B", "correct": True, "fraction": "1/2"},
            {"text": "C", "correct": False, "fraction": -0.5},
        ],
        "scoring": "weights",
    },
    "true_false": {"answer": False},
    "short_text": {"accepted": [{"text": "Merc*"}, {"text": "Gerardus", "fraction": 0.5}], "case_sensitive": False},
    "numeric": {"value": 6371.0088, "tolerance": 10, "tolerance_kind": "absolute", "unit": "km"},
    "matching": {"pairs": [{"left": "N", "right": "0"}, {"left": "E", "right": "90"}], "distractors": ["45"]},
    "ordering": {"items": ["first", "second", "third"]},
    "cloze": {
        "text": "The {{1}} is at {{2}} degrees.",
        "blanks": {
            "1": {"kind": "short_text", "accepted": [{"text": "equator"}]},
            "2": {"kind": "numeric", "value": 0},
        },
    },
    "essay": {"rubric": "Three reasons.", "min_words": 50},
    "file": {},
    "poll": {"choices": [{"text": "Yes"}, {"text": "No"}]},
    "word_cloud": {},
    "open_text": {},
    "slide": {},
}


async def _quiz(course: Course) -> str:
    return (await course.owner.make(f"{course.path}/quizzes", {"title": "Check"})).id


@pytest.mark.parametrize("kind", KINDS)
async def test_every_kind_of_question_is_written_read_and_rewritten(school: School, kind: str) -> None:
    course = await course_by(await school.teacher())
    quiz = await _quiz(course)

    made = await course.owner.make(
        f"/quizzes/{quiz}/questions", {"kind": kind, "stem": "Which?", "points": 2.5, "tags": ["maps"], **KINDS[kind]}
    )
    changed = await course.owner.patch(f"/questions/{made.id}", {"stem": "Which one?", "points": None})
    listed = (await course.owner.get(f"/quizzes/{quiz}/questions")).body["items"]

    assert (made.body["kind"], made.body["points"], made.body["version"]) == (kind, 2.5, 1)
    assert KINDS[kind].keys() <= made.body.keys()
    assert changed.status == 200, changed.body
    assert (changed.body["stem"], changed.body["points"], changed.body["version"]) == ("Which one?", 1.0, 2)
    assert listed == [changed.body]


@pytest.mark.parametrize(
    ("question", "code"),
    [
        (
            {"kind": "single", "choices": [{"text": "A", "correct": False}, {"text": "B", "correct": False}]},
            "one_correct",
        ),
        ({"kind": "single"}, "required"),
        ({"kind": "true_false", "answer": True, "choices": [{"text": "A", "correct": True}]}, "unknown_field"),
        ({"kind": "numeric", "value": "1,000"}, "ambiguous_number"),
        ({"kind": "riddle"}, "enum"),
        ({"kind": "slide", "points": -1}, "greater_than_equal"),
        ({"kind": "slide", "seconds": 10**9}, "less_than_equal"),
    ],
)
async def test_a_question_that_cannot_work_is_refused_with_its_place(
    school: School, question: dict[str, Any], code: str
) -> None:
    course = await course_by(await school.teacher())

    refusal = await course.owner.post(f"/quizzes/{await _quiz(course)}/questions", {"stem": "Which?", **question})

    assert refusal.status == 422
    assert code in refusal.codes
    assert all(error["loc"][0] == "body" for error in refusal.body["errors"])


async def test_the_kind_of_a_question_stays_and_stale_tags_change_nothing(school: School) -> None:
    course = await course_by(await school.teacher())
    made = await course.owner.make(f"/quizzes/{await _quiz(course)}/questions", SINGLE)

    assert (await course.owner.patch(f"/questions/{made.id}", {"kind": "essay"})).codes == {"fixed"}
    first = await course.owner.patch(f"/questions/{made.id}", {"stem": "New"}, if_match=made.etag)
    stale = await course.owner.patch(f"/questions/{made.id}", {"stem": "Newer"}, if_match=made.etag)
    assert (first.status, stale.status) == (200, 412)
    assert (await course.owner.delete(f"/questions/{made.id}", if_match=made.etag)).status == 412


async def test_questions_are_put_in_order_all_at_once(school: School) -> None:
    course = await course_by(await school.teacher())
    quiz = await _quiz(course)
    ids = [(await course.owner.make(f"/quizzes/{quiz}/questions", TRUE_FALSE)).id for _ in range(3)]

    order = await course.owner.put(f"/quizzes/{quiz}/questions/order", {"questions": ids[::-1]})
    short = await course.owner.put(f"/quizzes/{quiz}/questions/order", {"questions": ids[:2]})
    first = (await course.owner.get(f"/quizzes/{quiz}/questions?limit=2&count=true")).body
    second = (await course.owner.get(f"/quizzes/{quiz}/questions?cursor={first['next']}")).body

    assert (order.status, short.status, short.codes) == (200, 422, {"left_out"})
    assert [each["id"] for each in [*first["items"], *second["items"]]] == ids[::-1]
    assert first["total"] == 3


async def test_learners_see_published_quizzes_without_questions_or_code(school: School) -> None:
    course, student = await course_by(await school.teacher()), await school.person("Sam")
    _ = await course.enroll(student)
    draft, quiz = await _quiz(course), await course.quiz(access_code="tell-nobody")

    seen = await student.get(f"/quizzes/{quiz}")

    assert (seen.body["needs_access_code"], seen.body["question_count"], seen.body["points"]) == (True, 2, 2.0)
    assert "tell-nobody" not in str(seen.body)
    assert (await course.owner.get(f"/quizzes/{quiz}")).body["access_code"] == "tell-nobody"
    assert [each["id"] for each in (await student.get(f"{course.path}/quizzes")).body["items"]] == [quiz]
    assert (await student.get(f"/quizzes/{draft}")).status == 404
    for person in (student, await school.person("Eve")):
        assert (await person.get(f"/quizzes/{quiz}/questions")).status == 403
    assert (await school.nobody.get(f"/quizzes/{quiz}/questions")).status == 401


async def test_questions_are_not_readable_without_enrolment(school: School) -> None:
    course = await course_by(await school.teacher())
    quiz, stranger = await course.quiz(), await school.person("Eve")

    assert (await stranger.get(f"/quizzes/{quiz}")).body["reason"] == "not_enrolled"
    assert (await stranger.get(f"{course.path}/quizzes")).body["reason"] == "not_enrolled"


async def test_an_empty_quiz_is_not_published(school: School) -> None:
    course = await course_by(await school.teacher())

    refusal = await course.owner.post(f"/quizzes/{await _quiz(course)}/publish")

    assert (refusal.status, refusal.body["missing"][0]["code"]) == (409, "no_question")


async def test_a_quiz_belongs_to_a_lesson_and_leaves_it_when_removed(school: School) -> None:
    course = await course_by(await school.teacher())
    lesson = await course.owner.make(f"/sections/{course.section_id}/lessons", {"title": "Check", "kind": "quiz"})
    quiz = await course.owner.make(f"{course.path}/quizzes", {"title": "Check", "lesson_id": lesson.id})

    wrong = await course.owner.patch(f"/quizzes/{quiz.id}", {"lesson_id": course.lesson_id})
    assert (quiz.body["lesson_id"], wrong.codes) == (lesson.id, {"not_for_this_kind"})
    assert (await course.owner.get(f"/lessons/{lesson.id}")).body["quiz_id"] == quiz.id

    assert (await course.owner.delete(f"/quizzes/{quiz.id}")).status == 204
    assert (await course.owner.get(f"/lessons/{lesson.id}")).body["quiz_id"] is None
    assert (await course.owner.get(f"/quizzes/{quiz.id}")).status == 404


async def test_null_clears_a_limit_of_a_quiz(school: School) -> None:
    course = await course_by(await school.teacher())
    quiz = await course.owner.make(
        f"{course.path}/quizzes", {"title": "Check", "time_limit_seconds": 60, "attempts_allowed": 2}
    )

    changed = await course.owner.patch(f"/quizzes/{quiz.id}", {"time_limit_seconds": None}, if_match=quiz.etag)

    assert (changed.body["time_limit_seconds"], changed.body["attempts_allowed"]) == (None, 2)
    assert (await course.owner.patch(f"/quizzes/{quiz.id}", {"title": "X"}, if_match=quiz.etag)).status == 412
