"""Self-paced attempts over HTTP: frozen, timed by the server, marked once, and silent about the key."""

import asyncio
import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from models.actions import answering, attempts
from models.refusals import NotNow
from models.tables.enrollments import Enrollment
from models.tables.quizzes import Attempt, AttemptMark
from tests.school import NOW, SINGLE, TRUE_FALSE, Answer, Course, Person, School, course_by
from workers.courses import close_attempts

SECRET_WORDS = ("correct", "fraction", "feedback", "accepted", "tolerance", "scoring", "weight", "SECRET")
QUESTIONS: list[dict[str, Any]] = [
    {
        "kind": "single",
        "stem": "Pick B",
        "feedback": "SECRET",
        "choices": [
            {"text": "A", "correct": False, "feedback": "SECRET"},
            {"text": "B", "correct": True, "feedback": "SECRET"},
        ],
    },
    {
        "kind": "multiple",
        "stem": "Pick A and B",
        "points": 2,
        "scoring": "every_decision",
        "choices": [{"text": "A", "correct": True}, {"text": "B", "correct": True}, {"text": "C", "correct": False}],
    },
    {"kind": "true_false", "stem": "Yes?", "answer": True},
    {"kind": "short_text", "stem": "Who?", "accepted": [{"text": "SECRET Mercator"}, {"text": "Mercator"}]},
    {"kind": "numeric", "stem": "How far?", "value": 6371.5, "tolerance": 0.25},
    {
        "kind": "matching",
        "stem": "Match",
        "pairs": [{"left": "N", "right": "0"}, {"left": "E", "right": "90"}],
        "distractors": ["45"],
    },
    {"kind": "ordering", "stem": "Order", "items": ["one", "two", "three"]},
    {
        "kind": "cloze",
        "stem": "Fill",
        "text": "At {{1}}.",
        "blanks": {"1": {"kind": "short_text", "accepted": [{"text": "SECRET"}, {"text": "equator"}]}},
    },
    {"kind": "poll", "stem": "Live only", "choices": [{"text": "Yes"}, {"text": "No"}]},
]


async def begin_quiz(school: School, *questions: dict[str, Any], **quiz: Any) -> tuple[Course, Person, str]:
    """A published quiz, its course, and a learner in it."""
    course, student = await course_by(await school.teacher()), await school.person("Sam")
    quiz_id = await course.quiz(*questions, **quiz)
    _ = await course.enroll(student)
    return course, student, quiz_id


def _ids(question: dict[str, Any], where: str) -> dict[str, str]:
    return {each["text"]: each["id"] for each in question[where]}


def _pairs(question: dict[str, Any]) -> list[list[str]]:
    lefts, rights = _ids(question, "lefts"), _ids(question, "rights")
    return [[lefts["N"], rights["0"]], [lefts["E"], rights["90"]]]


RIGHT: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {
    "single": lambda question: {"choice": _ids(question, "choices")["B"]},
    "multiple": lambda question: {"choices": [_ids(question, "choices")[text] for text in "AB"]},
    "true_false": lambda _: {"value": True},
    "short_text": lambda _: {"text": "  mercator "},
    "numeric": lambda _: {"value": 6371.25},
    "matching": lambda question: {"pairs": _pairs(question)},
    "ordering": lambda question: {"order": [_ids(question, "items")[text] for text in ("one", "two", "three")]},
    "cloze": lambda _: {"blanks": {"1": {"text": "Equator"}}},
}


def _right(question: dict[str, Any]) -> dict[str, Any]:
    """The right answer of each of QUESTIONS, found by its texts."""
    return RIGHT[question["kind"]](question)


def _all_right(attempt: Answer) -> dict[str, Any]:
    return {question["id"]: _right(question) for question in attempt.body["questions"]}


async def test_a_whole_attempt_earns_every_point_and_tells_why(school: School) -> None:
    _, student, quiz = await begin_quiz(school, *QUESTIONS)

    attempt = await student.make(f"/quizzes/{quiz}/attempts", {})
    saved = await student.put(f"/attempts/{attempt.id}/answers", {"answers": _all_right(attempt)})
    done = await student.post(f"/attempts/{attempt.id}/submit")
    review = (await student.get(f"/attempts/{attempt.id}/review")).body

    assert saved.body["answers"].keys() == _all_right(attempt).keys()
    assert (done.body["state"], done.body["score"], done.body["max_score"]) == ("graded", 9.0, 9.0)
    assert (done.body["percent"], done.body["passed"]) == (100.0, True)
    assert all(each["why"] and each["fraction"] == 1 for each in review["questions"])
    assert "correct" in review["shown"], "who has passed may see the key"


async def test_nothing_that_a_learner_gets_before_the_end_tells_the_key(school: School) -> None:
    _, student, quiz = await begin_quiz(school, *QUESTIONS)

    attempt = await student.make(f"/quizzes/{quiz}/attempts", {})
    answers = {question["id"]: _right(question) for question in attempt.body["questions"][:1]}
    payloads = [
        attempt,
        await student.put(f"/attempts/{attempt.id}/answers", {"answers": answers}),
        await student.get(f"/attempts/{attempt.id}"),
        await student.get(f"/quizzes/{quiz}/attempts/mine"),
        await student.get(f"/quizzes/{quiz}"),
    ]

    assert [each["kind"] for each in attempt.body["questions"]] == [each["kind"] for each in QUESTIONS[:-1]]
    for payload in payloads:
        text = json.dumps(payload.body)
        assert [word for word in SECRET_WORDS if word in text] == []
    refusal = await student.get(f"/attempts/{attempt.id}/review")
    assert (refusal.status, refusal.body["code"]) == (409, "attempt_in_progress")


async def test_the_right_answers_are_not_shown_while_they_could_still_help(school: School) -> None:
    _, student, quiz = await begin_quiz(school, *QUESTIONS)
    attempt = await student.make(f"/quizzes/{quiz}/attempts", {})

    _ = await student.post(f"/attempts/{attempt.id}/submit")
    review = (await student.get(f"/attempts/{attempt.id}/review")).body

    assert review["shown"] == ["answers", "feedback", "marks", "score"]
    assert all("correct" not in each for each in review["questions"])
    assert {why["code"] for each in review["questions"] for why in each["why"]} == {"blank"}


async def test_a_review_that_the_author_closed_shows_nothing_but_staff_see_all(school: School) -> None:
    closed: dict[str, list[str]] = {"right_after": [], "while_open": [], "after_close": []}
    course, student, quiz = await begin_quiz(school, review=closed)
    attempt = await student.make(f"/quizzes/{quiz}/attempts", {})

    done = await student.post(f"/attempts/{attempt.id}/submit")

    assert "score" not in done.body
    assert (await student.get(f"/attempts/{attempt.id}/review")).body["shown"] == []
    assert "score" not in (await student.get(f"/quizzes/{quiz}/attempts/mine")).body["items"][0]
    assert "correct" in (await course.owner.get(f"/attempts/{attempt.id}/review")).body["shown"]


async def test_twenty_starts_at_once_begin_one_attempt(school: School) -> None:
    _, student, quiz = await begin_quiz(school)

    answers = await asyncio.gather(*(student.post(f"/quizzes/{quiz}/attempts", {}) for _ in range(20)))

    assert sorted(answer.status for answer in answers) == [200] * 19 + [201]
    assert len({answer.id for answer in answers}) == 1


async def test_twenty_submits_at_once_give_one_result(school: School) -> None:
    course, student, quiz = await begin_quiz(school)
    attempt = await student.make(f"/quizzes/{quiz}/attempts", {})

    answers = await asyncio.gather(*(student.post(f"/attempts/{attempt.id}/submit", {}) for _ in range(20)))

    assert {(answer.status, answer.body["score"]) for answer in answers} == {(200, 0.0)}
    grade = (await course.owner.get(f"{course.path}/gradebook")).body["learners"][0]["grades"][0]
    assert grade["attempts"] == 1


async def test_an_answer_saved_while_submitting_counts_wholly_or_is_refused_a_hundred_times(school: School) -> None:
    _, student, quiz = await begin_quiz(school, TRUE_FALSE)
    place = await Enrollment.get(user_id=student.id)
    outcomes = set()
    for at in range(100):
        attempt = (await attempts.start(UUID(quiz), place.id, access_code=None, now=NOW)).attempt
        answers = {attempt.plan["questions"][0]["question"]: {"value": True}}
        save, submit = answering.save_answers(attempt.id, answers, now=NOW), answering.submit(attempt.id, None, now=NOW)

        both = [save, submit] if at % 2 else [submit, save]
        done = await asyncio.gather(*both, return_exceptions=True)

        refused = [each.code for each in done if isinstance(each, NotNow)]
        kept = await Attempt.get(id=attempt.id)
        mark = await AttemptMark.get(attempt_id=attempt.id)
        outcomes.add((kept.state, kept.score, mark.points, bool(kept.answers), tuple(refused)))
        assert [each for each in done if each is not None and not isinstance(each, NotNow)] == []

    assert outcomes <= {("graded", 1.0, 1.0, True, ()), ("graded", 0.0, 0.0, False, ("attempt_over",))}


async def test_no_more_attempts_than_allowed_not_even_from_two_tabs(school: School) -> None:
    _, student, quiz = await begin_quiz(school, attempts_allowed=2)
    for _ in range(2):
        attempt = await student.make(f"/quizzes/{quiz}/attempts", {})
        _ = await student.post(f"/attempts/{attempt.id}/submit")

    refusals = await asyncio.gather(*(student.post(f"/quizzes/{quiz}/attempts", {}) for _ in range(5)))

    assert {(refusal.status, refusal.body["code"]) for refusal in refusals} == {(409, "no_attempts_left")}
    assert len((await student.get(f"/quizzes/{quiz}/attempts/mine")).body["items"]) == 2


async def test_a_running_attempt_keeps_its_questions_when_the_author_changes_them(school: School) -> None:
    course, student, quiz = await begin_quiz(school, SINGLE)
    attempt = await student.make(f"/quizzes/{quiz}/attempts", {})
    question = attempt.body["questions"][0]

    flipped = [{"text": "Mercator", "correct": False}, {"text": "Gall-Peters", "correct": True}]
    _ = await course.owner.patch(f"/questions/{question['id']}", {"stem": "Changed", "choices": flipped})
    _ = await course.owner.make(f"/quizzes/{quiz}/questions", TRUE_FALSE)
    mercator = next(choice["id"] for choice in question["choices"] if choice["text"] == "Mercator")
    done = await student.post(f"/attempts/{attempt.id}/submit", {"answers": {question["id"]: {"choice": mercator}}})
    fresh = await student.make(f"/quizzes/{quiz}/attempts", {})

    assert (done.body["score"], done.body["max_score"], done.body["questions"]) == (1.0, 1.0, [question])
    assert [each["stem"] for each in fresh.body["questions"]] == ["Changed", TRUE_FALSE["stem"]]


async def test_the_deadline_is_the_servers_and_what_was_saved_counts(school: School) -> None:
    _, student, quiz = await begin_quiz(school, TRUE_FALSE, time_limit_seconds=60)
    attempt = await student.make(f"/quizzes/{quiz}/attempts", {})
    right = {"answers": {attempt.body["questions"][0]["id"]: {"value": True}}}
    _ = await student.put(f"/attempts/{attempt.id}/answers", right)

    school.clock.now = NOW + timedelta(seconds=61)
    late = await student.put(f"/attempts/{attempt.id}/answers", right)
    done = await student.get(f"/attempts/{attempt.id}")

    assert attempt.body["deadline"] == "2026-03-02T09:01:00Z"
    assert (late.status, late.body["code"]) == (409, "time_over")
    assert (done.body["state"], done.body["score"]) == ("graded", 1.0)
    assert done.body["submitted_at"] == attempt.body["deadline"]


@pytest.mark.parametrize(
    ("overdue", "after", "state"),
    [("submit", 61, "graded"), ("abandon", 61, "abandoned"), ("grace", 70, "in_progress"), ("grace", 91, "abandoned")],
)
async def test_a_deadline_that_nobody_reads_is_closed_by_the_sweep_as_the_quiz_says(
    school: School, overdue: str, after: int, state: str
) -> None:
    _, student, quiz = await begin_quiz(school, time_limit_seconds=60, overdue=overdue, grace_seconds=30)
    attempt = await student.make(f"/quizzes/{quiz}/attempts", {})
    school.clock.now = NOW + timedelta(seconds=after)

    closed = await close_attempts(school.clock.now)

    mine = (await student.get(f"/quizzes/{quiz}/attempts/mine")).body["items"]
    assert (closed, mine[0]["id"], mine[0]["state"]) == (1, attempt.id, state)


async def test_in_the_grace_only_submitting_is_left(school: School) -> None:
    _, student, quiz = await begin_quiz(school, TRUE_FALSE, time_limit_seconds=60, overdue="grace", grace_seconds=30)
    attempt = await student.make(f"/quizzes/{quiz}/attempts", {})
    right = {"answers": {attempt.body["questions"][0]["id"]: {"value": True}}}
    _ = await student.put(f"/attempts/{attempt.id}/answers", right)
    school.clock.now = NOW + timedelta(seconds=75)

    with_answers = await student.post(f"/attempts/{attempt.id}/submit", right)
    done = await student.post(f"/attempts/{attempt.id}/submit")

    assert (with_answers.status, with_answers.body["code"]) == (409, "time_over")
    assert (done.status, done.body["score"]) == (200, 1.0)


@pytest.mark.parametrize(
    ("quiz", "code", "status"),
    [
        ({"opens_at": (NOW + timedelta(hours=1)).isoformat()}, "quiz_not_open", 409),
        ({"closes_at": (NOW - timedelta(hours=1)).isoformat()}, "quiz_closed", 409),
        ({"access_code": "sesame"}, "wrong_access_code", 403),
    ],
)
async def test_an_attempt_begins_only_when_it_may(school: School, quiz: dict[str, Any], code: str, status: int) -> None:
    _, student, quiz_id = await begin_quiz(school, **quiz)

    refusal = await student.post(f"/quizzes/{quiz_id}/attempts")

    assert (refusal.status, refusal.body["code"]) == (status, code)


async def test_the_access_code_opens(school: School) -> None:
    _, student, quiz = await begin_quiz(school, access_code="sesame")

    assert (await student.post(f"/quizzes/{quiz}/attempts", {"access_code": "sesame"})).status == 201


@pytest.mark.parametrize(
    "answer",
    [
        {"choice": "no-such-id"},
        {"choice": 7},
        {"choices": []},
        {"choice": None, "colour": "red"},
        {"text": "x" * 20_000},
    ],
)
async def test_an_answer_that_does_not_fit_is_refused_with_its_place(school: School, answer: dict[str, Any]) -> None:
    _, student, quiz = await begin_quiz(school, SINGLE)
    attempt = await student.make(f"/quizzes/{quiz}/attempts", {})
    question = attempt.body["questions"][0]["id"]

    refusal = await student.put(f"/attempts/{attempt.id}/answers", {"answers": {question: answer}})

    assert refusal.status == 422
    assert refusal.body["errors"][0]["loc"][:3] == ["body", "answers", question]


async def test_a_question_of_another_quiz_is_not_answered_here(school: School) -> None:
    course, student, quiz = await begin_quiz(school)
    other = await student.make(f"/quizzes/{await course.quiz(TRUE_FALSE)}/attempts", {})
    attempt = await student.make(f"/quizzes/{quiz}/attempts", {})

    answers = {"answers": {other.body["questions"][0]["id"]: {"value": True}}}

    assert (await student.put(f"/attempts/{attempt.id}/answers", answers)).codes == {"unknown_id"}


async def test_null_takes_an_answer_back(school: School) -> None:
    _, student, quiz = await begin_quiz(school, TRUE_FALSE)
    attempt = await student.make(f"/quizzes/{quiz}/attempts", {})
    question = attempt.body["questions"][0]["id"]
    _ = await student.put(f"/attempts/{attempt.id}/answers", {"answers": {question: {"value": True}}})

    taken = await student.put(f"/attempts/{attempt.id}/answers", {"answers": {question: None}})

    assert taken.body["answers"] == {}


async def test_an_attempt_is_its_learners_to_write_and_the_staffs_to_read(school: School) -> None:
    course, student, quiz = await begin_quiz(school)
    attempt = await student.make(f"/quizzes/{quiz}/attempts", {})
    eve, path = await school.person("Eve"), f"/attempts/{attempt.id}"
    _ = await course.enroll(eve)

    assert [(await person.get(path)).status for person in (student, course.owner, eve)] == [200, 200, 404]
    for person, status in ((course.owner, 403), (eve, 404), (school.nobody, 401)):
        assert (await person.put(f"{path}/answers", {"answers": {}})).status == status
        assert (await person.post(f"{path}/submit")).status == status
    assert (await eve.get(f"/quizzes/{quiz}/attempts")).status == 403
    assert (await course.owner.get(f"/quizzes/{quiz}/attempts")).body["items"][0]["full_name"] == "Sam"


async def test_shuffled_choices_differ_between_learners_but_never_within_an_attempt(school: School) -> None:
    many = {
        "kind": "single",
        "stem": "Which?",
        "choices": [{"text": str(number), "correct": number == 0} for number in range(20)],
    }
    course, student, quiz = await begin_quiz(school, many, shuffle_choices=True)
    other = await school.person("Eve")
    _ = await course.enroll(other)

    mine, theirs = [await each.make(f"/quizzes/{quiz}/attempts", {}) for each in (student, other)]
    again = await student.get(f"/attempts/{mine.id}")

    assert again.body["questions"] == mine.body["questions"]
    assert mine.body["questions"] != theirs.body["questions"]


async def test_thirds_make_a_whole(school: School) -> None:
    third = {
        "kind": "multiple",
        "stem": "All",
        "scoring": "right_minus_wrong",
        "choices": [{"text": text, "correct": True} for text in "ABC"],
    }
    _, student, quiz = await begin_quiz(school, third, third, third)
    attempt = await student.make(f"/quizzes/{quiz}/attempts", {})

    one_each = {each["id"]: {"choices": [each["choices"][0]["id"]]} for each in attempt.body["questions"]}
    done = await student.post(f"/attempts/{attempt.id}/submit", {"answers": one_each})

    assert done.body["score"] == 1.0
