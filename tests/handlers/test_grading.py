"""Marks by hand and regrades over HTTP: the attempt, its lesson and the course follow, and a regrade can be undone."""

from collections.abc import Mapping
from typing import Any

import pytest

from tests.school import Answer, Course, Person, School, course_by

ESSAY = {"kind": "essay", "stem": "Why do maps lie?", "points": 4, "rubric": [{"text": "Reasons", "points": 4}]}
PICK = {
    "kind": "single",
    "stem": "Pick B",
    "choices": [{"text": "A", "correct": False}, {"text": "B", "correct": True}],
}
KEY_A = [{"text": "A", "correct": True}, {"text": "B", "correct": False}]


async def _handed_in(quiz: str, person: Person, *, pick: str = "", essay: str = "") -> Answer:
    attempt = await person.make(f"/quizzes/{quiz}/attempts", {})
    answers = {}
    for question in attempt.body["questions"]:
        if question["kind"] == "essay" and essay:
            answers[question["id"]] = {"text": essay}
        if question["kind"] == "single" and pick:
            answers[question["id"]] = {"choice": {each["text"]: each["id"] for each in question["choices"]}[pick]}
    done = await person.post(f"/attempts/{attempt.id}/submit", {"answers": answers})
    assert done.status == 200, done.body
    return done


async def _class(
    school: School, *questions: Mapping[str, Any], names: str = "Ana Ben", **quiz: Any
) -> tuple[Course, str, list[Person]]:
    course = await course_by(await school.teacher())
    quiz_id = await course.quiz(*questions, **quiz)
    people = [await school.person(name) for name in names.split()]
    for person in people:
        _ = await course.enroll(person)
    return course, quiz_id, people


async def _question_of(course: Course, quiz: str, at: int = 0) -> dict[str, Any]:
    found: dict[str, Any] = (await course.owner.get(f"/quizzes/{quiz}/questions")).body["items"][at]
    return found


async def test_marks_by_hand_finish_the_attempt_and_its_lesson(school: School) -> None:
    course, quiz, (ana, _) = await _class(school, PICK, ESSAY)
    lesson = await course.quiz_lesson(quiz)
    attempt = await _handed_in(quiz, ana, pick="B", essay="Because they are flat.")
    essay = await _question_of(course, quiz, 1)

    waiting = (await course.owner.get(f"/quizzes/{quiz}/to-grade")).body["items"]
    graded = await course.owner.post(
        f"/attempts/{attempt.id}/grades",
        {
            "grades": [
                {
                    "question": essay["id"],
                    "points": 3.333,
                    "feedback": "Good.",
                    "rubric": [{"line": 0, "points": 3.333, "comment": "Three reasons"}],
                }
            ]
        },
    )
    review = (await ana.get(f"/attempts/{attempt.id}/review")).body

    assert (attempt.body["state"], attempt.body.get("passed")) == ("submitted", None)
    assert [(each["full_name"], each["answer"]["text"]) for each in waiting] == [("Ana", "Because they are flat.")]
    assert waiting[0]["rubric"] == [{"text": "Reasons", "points": 4}]
    assert (graded.body["state"], graded.body["score"], graded.body["passed"]) == ("graded", 4.33, True)
    assert review["questions"][1]["points"] == 3.333
    assert "Good." in review["questions"][1]["feedback"]
    assert review["questions"][1]["why"][0]["code"] == "graded_by_person"
    assert (await course.owner.get(f"/quizzes/{quiz}/to-grade")).body["items"] == []
    assert (await course.owner.get(f"/quizzes/{quiz}/to-grade?waiting=false&limit=1")).body["next"]
    lessons = [each for part in (await ana.get(f"{course.path}/outline")).body["sections"] for each in part["lessons"]]
    assert next(each["state"] for each in lessons if each["id"] == lesson) == "done"


@pytest.mark.parametrize(
    ("grades", "code"),
    [
        ([{"question": "own", "points": 5}], "too_many"),
        ([{"question": "own", "points": 1}, {"question": "own", "points": 2}], "duplicate"),
        ([{"question": "00000000-0000-7000-8000-000000000000", "points": 1}], "unknown_id"),
        ([{"question": "own", "points": -1}], "greater_than_equal"),
        ([], "too_short"),
    ],
)
async def test_marks_that_do_not_fit_change_nothing(school: School, grades: list[dict[str, Any]], code: str) -> None:
    course, quiz, (ana, _) = await _class(school, ESSAY)
    attempt = await _handed_in(quiz, ana, essay="Hm.")
    own = (await _question_of(course, quiz))["id"]
    body = {"grades": [{**each, "question": own if each["question"] == "own" else each["question"]} for each in grades]}

    refusal = await course.owner.post(f"/attempts/{attempt.id}/grades", body)

    assert (refusal.status, refusal.codes) == (422, {code})
    assert (await course.owner.get(f"/attempts/{attempt.id}")).body["state"] == "submitted"


async def test_only_staff_mark_and_only_what_was_handed_in(school: School) -> None:
    course, quiz, (ana, ben) = await _class(school, ESSAY)
    running = await ana.make(f"/quizzes/{quiz}/attempts", {})
    body = {"grades": [{"question": running.body["questions"][0]["id"], "points": 1}]}

    assert (await course.owner.post(f"/attempts/{running.id}/grades", body)).body["code"] == "attempt_in_progress"
    for person in (ana, ben):
        assert (await person.post(f"/attempts/{running.id}/grades", body)).status in {403, 404}
        assert (await person.post(f"/quizzes/{quiz}/regrade", {"policy": "drop"})).status == 403
        assert (await person.get(f"/quizzes/{quiz}/to-grade")).status == 403


SCORES = [
    # policy, score of who picked A, of who picked B, worth of the quiz
    ("new_key", 1.0, 0.0, 1.0),
    ("never_lower", 1.0, 1.0, 1.0),
    ("accept_both", 1.0, 1.0, 1.0),
    ("full_credit", 1.0, 1.0, 1.0),
    ("drop", 0.0, 0.0, 0.0),
]


@pytest.mark.parametrize(("policy", "who_a", "who_b", "worth"), SCORES)
async def test_every_policy_marks_anew_after_a_rehearsal_and_can_be_undone(
    school: School, policy: str, who_a: float, who_b: float, worth: float
) -> None:
    course, quiz, (ana, ben) = await _class(school, PICK)
    attempts = [(await _handed_in(quiz, ana, pick="A")).id, (await _handed_in(quiz, ben, pick="B")).id]
    question = await _question_of(course, quiz)
    assert (await course.owner.patch(f"/questions/{question['id']}", {"choices": KEY_A})).status == 200
    body = {"policy": policy, **({"questions": [question["id"]]} if policy in {"full_credit", "drop"} else {})}

    async def scores() -> list[tuple[float, float]]:
        found = [(await course.owner.get(f"/attempts/{each}")).body for each in attempts]
        return [(each["score"], each["max_score"]) for each in found]

    rehearsed = await course.owner.post(f"/quizzes/{quiz}/regrade", {**body, "dry_run": True})
    untouched = await scores()
    done = await course.owner.post(f"/quizzes/{quiz}/regrade", {**body, "dry_run": False})
    after = await scores()
    undone = await course.owner.post(f"/regrades/{done.body['id']}/undo")
    again = await course.owner.post(f"/regrades/{done.body['id']}/undo")

    assert untouched == [(0.0, 1.0), (1.0, 1.0)]
    assert after == [(who_a, worth), (who_b, worth)]
    assert {**rehearsed.body, "id": done.body["id"]} == done.body
    assert rehearsed.body["id"] is None
    assert done.body["attempts"] == 2
    assert [each["full_name"] for each in done.body["changes"]][:1] == ["Ana"]
    assert await scores() == untouched
    assert (undone.body["changed"], again.status, again.body["code"]) == (done.body["changed"], 409, "already_undone")


async def test_a_regrade_leaves_marks_by_hand_and_other_wordings_alone(school: School) -> None:
    course, quiz, (ana, ben) = await _class(school, PICK)
    by_hand, other = await _handed_in(quiz, ana, pick="A"), await _handed_in(quiz, ben, pick="A")
    question = await _question_of(course, quiz)
    given = {"grades": [{"question": question["id"], "points": 0.25}]}
    assert (await course.owner.post(f"/attempts/{by_hand.id}/grades", given)).status == 200
    assert (await course.owner.patch(f"/questions/{question['id']}", {"choices": KEY_A})).status == 200

    done = await course.owner.post(f"/quizzes/{quiz}/regrade", {"policy": "new_key", "dry_run": False})
    changed = [{"text": "C", "correct": True}, {"text": "D", "correct": False}]
    assert (await course.owner.patch(f"/questions/{question['id']}", {"choices": changed})).status == 200
    misfit = await course.owner.post(f"/quizzes/{quiz}/regrade", {"policy": "new_key"})

    assert [each["attempt_id"] for each in done.body["changes"]] == [other.id]
    assert (await course.owner.get(f"/attempts/{by_hand.id}")).body["score"] == 0.25
    assert (misfit.body["changed"], [each["code"] for each in misfit.body["skipped"]]) == (0, ["unknown_text"])


async def test_undoing_leaves_alone_what_was_marked_again_since(school: School) -> None:
    course, quiz, (ana, ben) = await _class(school, PICK)
    attempts = [await _handed_in(quiz, person, pick="A") for person in (ana, ben)]
    question = await _question_of(course, quiz)
    credit = {"policy": "full_credit", "questions": [question["id"]], "dry_run": False}
    done = await course.owner.post(f"/quizzes/{quiz}/regrade", credit)
    given = {"grades": [{"question": question["id"], "points": 0.5}]}
    assert (await course.owner.post(f"/attempts/{attempts[0].id}/grades", given)).status == 200

    undone = await course.owner.post(f"/regrades/{done.body['id']}/undo")

    assert [each["code"] for each in undone.body["skipped"]] == ["changed_since"]
    found = [(await course.owner.get(f"/attempts/{each.id}")).body["score"] for each in attempts]
    assert found == [0.5, 0.0]


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"policy": "drop"}, "required"),
        ({"policy": "never_lower", "questions": ["00000000-0000-7000-8000-000000000000"]}, "unknown_id"),
        ({"policy": "kind"}, "enum"),
    ],
)
async def test_a_regrade_that_makes_no_sense_is_refused(school: School, body: dict[str, Any], code: str) -> None:
    course, quiz, _ = await _class(school, PICK)

    refusal = await course.owner.post(f"/quizzes/{quiz}/regrade", body)

    assert (refusal.status, refusal.codes) == (422, {code})
