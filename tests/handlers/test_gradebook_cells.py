"""The gradebook's statement and the rule that marks one learner say the same."""

from datetime import timedelta
from decimal import Decimal
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from models.queries.cells import cells_of
from models.queries.results import FINISHED, counted
from models.rules.attempts import Grading, mean_percent, percent
from models.tables.enrollments import Enrollment
from models.tables.quizzes import Attempt, Quiz
from tests.school import NOW, School, course_by

SCORES = [(1.0, 3.0), (2.0, 3.0), (-1.0, 4.0), (0.3, 0.7), (4.5, 4.0), (0.0, 0.0)]


async def test_every_policy_gives_in_sql_what_the_rule_gives(school: School) -> None:
    course = await course_by(await school.teacher())
    quizzes = [await Quiz.get(id=await course.quiz(grading=policy.value, pass_percent=33.333)) for policy in Grading]
    for at, name in enumerate(("Ana", "Ben", "Cleo")):
        place = await Enrollment.get(id=await course.enroll(await school.person(name)))
        for quiz in quizzes:
            await Attempt.bulk_create([_attempt(quiz.id, place, number) for number in range(2 * at)])

    found = await cells_of(quizzes)

    rows = await Attempt.filter(state__in=FINISHED).order_by("id")
    assert found.keys() == {row.enrollment_id for row in rows}
    for place_id, cells in found.items():
        for quiz, cell in zip(quizzes, cells, strict=True):
            own = [row for row in rows if (row.enrollment_id, row.quiz_id) == (place_id, quiz.id)]
            assert (cell.attempts, cell.standing) == (len(own), counted(quiz, own)), quiz.grading


def _attempt(quiz_id: UUID, place: Enrollment, number: int) -> Attempt:
    score, most = SCORES[number]
    return Attempt(
        quiz_id=quiz_id,
        enrollment_id=place.id,
        user_id=place.user_id,
        number=number + 1,
        state=("graded", "submitted", "abandoned")[number % 3] if number else "graded",
        started_at=NOW,
        submitted_at=NOW + timedelta(minutes=(number * 7) % 5),
        score=score,
        max_score=most,
        percent=float(percent(score, most)),
    )


@given(st.lists(st.tuples(st.integers(0, 12), st.integers(1, 12)), min_size=1, max_size=5))
def test_a_mean_of_equal_attempts_is_each_of_them_and_a_mean_lies_between_them(scores: list[tuple[int, int]]) -> None:
    each = [percent(score, most) for score, most in scores]
    mean = mean_percent([(float(score), float(most)) for score, most in scores])
    assert mean is not None
    assert min(each) <= mean <= max(each)
    assert mean_percent([(1.0, 3.0)] * len(scores)) == Decimal("33.33")


def test_no_attempt_has_no_mean() -> None:
    assert mean_percent([]) is None
