"""Statistics over HTTP: PostgreSQL's sums agree with a second implementation in NumPy on random marks."""

from collections import Counter
from datetime import timedelta
from typing import Any
from uuid import UUID

import numpy as np
import pytest
from numpy.typing import NDArray

from models.tables.enrollments import Enrollment
from models.tables.quizzes import Attempt, AttemptMark
from tests.school import NOW, Course, School, course_by

Marks = NDArray[np.float64]
PICK = {
    "kind": "single",
    "stem": "Pick B",
    "choices": [{"text": "A", "correct": False}, {"text": "B", "correct": True}, {"text": "C", "correct": False}],
}
WORD = {"kind": "short_text", "stem": "Who?", "accepted": [{"text": "Mercator"}]}


async def _with_marks(school: School, marks: Marks, *, who: str = "") -> tuple[Course, str]:
    """A quiz with one attempt for each row and one question for each column, worth 1, 2, 3 … points."""
    course = await course_by(await school.teacher(f"Teacher{who}"))
    quiz = await course.quiz(*({**PICK, "points": at + 1} for at in range(marks.shape[1])))
    written = (await course.owner.get(f"/quizzes/{quiz}/questions")).body["items"]
    student = await school.person(f"Sam{who}")
    place = await Enrollment.get(id=await course.enroll(student))
    attempts, rows = [], []
    for number, row in enumerate(marks, 1):
        score, most = float(row.sum()), sum(each["points"] for each in written)
        attempt = Attempt(
            quiz_id=UUID(quiz),
            enrollment_id=place.id,
            user_id=student.id,
            number=number,
            state="graded",
            started_at=NOW,
            submitted_at=NOW + timedelta(seconds=60 * number),
            score=score,
            max_score=most,
            percent=100 * score / most,
            passed=True,
        )
        attempts.append(attempt)
        for each, points in zip(written, row, strict=True):
            ids = [choice["id"] for choice in each["choices"]]
            rows.append(
                AttemptMark(
                    attempt_id=attempt.id,
                    question_id=UUID(each["id"]),
                    version_id=UUID(each["version_id"]),
                    answer={"choice": ids[number % 3]} if number % 4 else None,
                    fraction=points / each["points"],
                    points=float(points),
                    max_points=each["points"],
                )
            )
    await Attempt.bulk_create(attempts)
    await AttemptMark.bulk_create(rows)
    return course, quiz


def _second(marks: Marks) -> dict[str, Any]:
    """The same in NumPy, from the formulas as they are written."""
    totals = marks.sum(axis=1)
    covs = [np.cov(column, totals)[0, 1] for column in marks.T]
    roots = [np.sqrt(cov) if cov >= 0 else None for cov in covs]
    whole = sum(root for root in roots if root is not None)
    k = marks.shape[1]
    return {
        "mean": totals.mean(),
        "median": np.median(totals),
        "standard_deviation": totals.std(ddof=1),
        "alpha": k / (k - 1) * (1 - marks.var(axis=0, ddof=1).sum() / totals.var(ddof=1)),
        "questions": [
            {
                "mean": column.mean(),
                "facility": column.mean() / at,
                "standard_deviation": column.std(ddof=1),
                "discrimination_index": 100 * np.corrcoef(column, totals - column)[0, 1],
                "discriminative_efficiency": 100
                * np.cov(column, totals - column)[0, 1]
                / np.cov(np.sort(column), np.sort(totals - column))[0, 1],
                "effective_weight": None if root is None else 100 * root / whole,
            }
            for at, (column, root) in enumerate(zip(marks.T, roots, strict=True), 1)
        ],
    }


def _agree(ours: dict[str, Any], theirs: dict[str, Any]) -> None:
    for name, value in theirs.items():
        if name == "questions":
            for one, other in zip(ours[name], value, strict=True):
                _agree(one, other)
        elif value is None:
            assert ours[name] is None
        else:
            assert ours[name] == pytest.approx(value, rel=1e-9, abs=1e-9), name


@pytest.mark.parametrize("seed", range(3))
async def test_the_statistics_agree_with_numpy_to_nine_digits(school: School, seed: int) -> None:
    chance = np.random.default_rng(seed)
    skill = chance.random((157, 1))
    marks = np.round((chance.random((157, 6)) * 0.6 + skill * 0.4) * np.arange(1, 7), 2)
    marks[:, 3] = 4 - marks[:, 3]
    course, quiz = await _with_marks(school, marks)

    found = (await course.owner.get(f"/quizzes/{quiz}/statistics")).body

    assert found["attempts"] == 157
    _agree(found, _second(marks))
    assert sum(found["histogram"]) == 157
    counts, _ = np.histogram(100 * marks.sum(axis=1) / 21, bins=10, range=(0, 100))
    assert found["histogram"] == counts.tolist()
    first = found["questions"][0]
    given = Counter("ABC"[number % 3] for number in range(1, 158) if number % 4)
    assert {row["text"]: row["n"] for row in first["responses"]} == given
    assert (first["blank"], first["other"]) == (39, 0)
    assert first["random_guess"] == pytest.approx(1 / 3)


async def test_what_is_not_defined_is_null(school: School) -> None:
    course, quiz = await _with_marks(school, np.array([[0.1, 0.3]]))
    one = (await course.owner.get(f"/quizzes/{quiz}/statistics")).body
    same, other = await _with_marks(school, np.full((5, 3), 0.1), who="2")
    constant = (await same.owner.get(f"/quizzes/{other}/statistics")).body

    for found in (one, constant):
        assert found["alpha"] is None
        for each in found["questions"]:
            assert each["discrimination_index"] is None
            assert each["discriminative_efficiency"] is None
    assert one["questions"][0]["standard_deviation"] is None
    assert constant["questions"][0]["standard_deviation"] == 0


async def test_an_untouched_quiz_has_empty_statistics(school: School) -> None:
    course = await course_by(await school.teacher())
    found = (await course.owner.get(f"/quizzes/{await course.quiz()}/statistics")).body

    assert (found["attempts"], found["mean"], found["questions"], sum(found["histogram"])) == (0, None, [], 0)


@pytest.mark.parametrize(("which", "mean"), [("all", 2.0), ("first", 2.0), ("latest", 1.0), ("highest", 3.0)])
async def test_one_attempt_of_each_learner_may_be_chosen(school: School, which: str, mean: float) -> None:
    course, quiz = await _with_marks(school, np.array([[1.0, 1.0], [1.0, 2.0], [1.0, 0.0]]))

    found = (await course.owner.get(f"/quizzes/{quiz}/statistics?attempts={which}")).body

    assert (found["attempts"], found["mean"]) == (3 if which == "all" else 1, mean)


async def test_statistics_come_as_a_table_too_and_not_to_learners(school: School) -> None:
    course, quiz = await _with_marks(school, np.array([[1.0, 1.0], [0.0, 2.0]]))
    student = await school.person("Eve")
    _ = await course.enroll(student)

    table = (await course.owner.get(f"/quizzes/{quiz}/statistics", Accept="text/csv")).body.splitlines()

    assert table[0].startswith("question_id,kind,stem,drawn,attempts,max_points,mean,facility")
    assert len(table) == 3
    assert (await student.get(f"/quizzes/{quiz}/statistics")).status == 403


async def test_typed_answers_that_compare_equal_are_counted_together(school: School) -> None:
    course = await course_by(await school.teacher())
    quiz = await course.quiz(WORD)
    for name, text in {"Ana": "Mercator", "Ben": "mercator ", "Cleo": "Peters"}.items():
        student = await school.person(name)
        _ = await course.enroll(student)
        attempt = await student.make(f"/quizzes/{quiz}/attempts", {})
        answers = {attempt.body["questions"][0]["id"]: {"text": text}}
        assert (await student.post(f"/attempts/{attempt.id}/submit", {"answers": answers})).status == 200

    (question,) = (await course.owner.get(f"/quizzes/{quiz}/statistics")).body["questions"]

    assert [(row["n"], row["correct"]) for row in question["responses"]] == [(2, True), (1, False)]
