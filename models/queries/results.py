"""What the attempts of one learner at one quiz are worth together."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from models.rules.attempts import Grading, Result, overall, passed
from models.tables.quizzes import Attempt, Quiz

FINISHED = ("submitted", "graded")
"""States of attempts whose score may count."""


@dataclass(frozen=True, slots=True)
class QuizStanding:
    """The percent by the quiz's grading policy, None while there is no result, and whether it passes."""

    percent: Decimal | None
    passed: bool


def counted(quiz: Quiz, attempts: Sequence[Attempt]) -> QuizStanding:
    """What finished attempts at one quiz are worth together, by its grading policy."""
    results = [
        Result(each.submitted_at, each.score, each.max_score)
        for each in attempts
        if each.submitted_at is not None and each.score is not None
    ]
    reached = overall(Grading(quiz.grading), results)
    return QuizStanding(reached, reached is not None and passed(reached, quiz.pass_percent))
