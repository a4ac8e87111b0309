"""Attempts whose questions come one after the other, and quizzes that make learners wait between attempts."""

import asyncio
from datetime import timedelta
from typing import Any

from tests.handlers.test_attempts import begin_quiz
from tests.school import NOW, School

THREE = [{"kind": "true_false", "stem": f"Question {number}", "answer": True} for number in range(1, 4)]


def _stems(attempt: dict[str, Any]) -> list[str]:
    return [each["stem"] for each in attempt["questions"]]


async def test_only_the_current_question_is_seen_and_answered_and_there_is_no_way_back(school: School) -> None:
    course, student, quiz = await begin_quiz(school, *THREE, sequential=True)
    attempt = await student.make(f"/quizzes/{quiz}/attempts", {})
    path, first = f"/attempts/{attempt.id}", attempt.body["questions"][0]["id"]

    assert (_stems(attempt.body), attempt.body["current"]) == (
        ["Question 1"],
        {"question": first, "number": 1, "of": 3},
    )
    moved = await student.post(f"{path}/next", {"question": first, "answers": {first: {"value": True}}})
    second = moved.body["current"]["question"]
    assert (_stems(moved.body), moved.body["answers"], moved.body["current"]["number"]) == (["Question 2"], {}, 2)

    staff = (await course.owner.get(path)).body
    third = staff["questions"][2]["id"]
    for question in (first, third):
        for answer in (
            await student.put(f"{path}/answers", {"answers": {question: {"value": False}}}),
            await student.post(f"{path}/submit", {"answers": {question: {"value": False}}}),
        ):
            assert (answer.status, answer.codes) == (422, {"not_current"})
    assert (await student.post(f"{path}/next", {"question": third})).codes == {"not_current"}

    saved = await student.put(f"{path}/answers", {"answers": {second: {"value": True}}})
    assert (_stems(saved.body), set(saved.body["answers"])) == (["Question 2"], {second})
    assert _stems(staff) == ["Question 1", "Question 2", "Question 3"]
    assert staff["answers"] == {first: {"value": True}}


async def test_a_click_that_comes_twenty_times_leaves_one_question(school: School) -> None:
    _, student, quiz = await begin_quiz(school, *THREE, sequential=True)
    attempt = await student.make(f"/quizzes/{quiz}/attempts", {})
    click = {"question": attempt.body["current"]["question"]}

    answers = await asyncio.gather(*(student.post(f"/attempts/{attempt.id}/next", click) for _ in range(20)))

    assert {(each.status, each.body["current"]["number"]) for each in answers} == {(200, 2)}


async def test_after_the_last_question_only_submitting_is_left_and_every_answer_counts(school: School) -> None:
    _, student, quiz = await begin_quiz(school, *THREE, sequential=True)
    attempt = await student.make(f"/quizzes/{quiz}/attempts", {})
    path, body = f"/attempts/{attempt.id}", attempt.body
    for _ in range(2):
        question = body["current"]["question"]
        body = (await student.post(f"{path}/next", {"question": question, "answers": {question: {"value": True}}})).body
    last = body["current"]["question"]

    end = await student.post(f"{path}/next", {"question": last})
    done = await student.post(f"{path}/submit", {"answers": {last: {"value": True}}})

    assert (end.status, end.body["code"]) == (409, "last_question")
    assert (done.body["score"], "current" in done.body, len(done.body["questions"])) == (3.0, False, 3)
    assert (await student.post(f"{path}/next", {"question": last})).body["code"] == "attempt_over"


async def test_a_review_during_the_attempt_shows_no_question_that_is_not_reached(school: School) -> None:
    review = {"during": ["answers"]}
    _, student, quiz = await begin_quiz(school, *THREE, sequential=True, review=review)
    attempt = await student.make(f"/quizzes/{quiz}/attempts", {})

    seen = (await student.get(f"/attempts/{attempt.id}/review")).body

    assert [each["question"]["stem"] for each in seen["questions"]] == ["Question 1"]


async def test_whoever_may_go_back_and_forth_leaves_no_question(school: School) -> None:
    _, student, quiz = await begin_quiz(school, *THREE)
    attempt = await student.make(f"/quizzes/{quiz}/attempts", {})

    refusal = await student.post(f"/attempts/{attempt.id}/next", {"question": attempt.body["questions"][0]["id"]})

    assert (refusal.status, refusal.body["code"]) == (409, "not_sequential")
    assert "current" not in attempt.body


async def test_the_next_attempt_waits_until_the_delay_is_over_not_even_two_tabs_begin_it(school: School) -> None:
    _, student, quiz = await begin_quiz(school, *THREE, delay_seconds=600)
    attempt = await student.make(f"/quizzes/{quiz}/attempts", {})
    school.clock.now = NOW + timedelta(seconds=60)
    _ = await student.post(f"/attempts/{attempt.id}/submit")

    school.clock.now = NOW + timedelta(seconds=659)
    early = await asyncio.gather(*(student.post(f"/quizzes/{quiz}/attempts", {}) for _ in range(3)))
    limits = (await student.get(f"/quizzes/{quiz}/limits")).body
    school.clock.now = NOW + timedelta(seconds=660)
    second = await student.post(f"/quizzes/{quiz}/attempts", {})

    assert {(each.status, each.body["code"]) for each in early} == {(409, "too_soon")}
    assert (limits["refusal"], limits["next_attempt_at"]) == ("too_soon", "2026-03-02T09:11:00Z")
    assert (second.status, second.body["number"]) == (201, 2)
