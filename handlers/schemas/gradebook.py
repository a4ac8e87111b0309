"""Shape of the gradebook."""

from collections.abc import Iterator
from typing import Literal, Self
from uuid import UUID

from models.queries.gradebook import Cell, Gradebook, Line
from models.rules.enrolling import EnrollmentState
from models.tables.quizzes import Quiz
from server.endpoint import Out


class QuizColumn(Out):
    """A quiz of the gradebook, and how its attempts count."""

    id: UUID
    title: str
    grading: Literal["highest", "latest", "first", "average"]
    pass_percent: float

    @classmethod
    def of(cls, quiz: Quiz) -> Self:
        """From the row."""
        return cls.model_validate(
            {"id": quiz.id, "title": quiz.title, "grading": quiz.grading, "pass_percent": quiz.pass_percent}
        )


class GradeCell(Out):
    """A learner at a quiz: what the finished attempts count together; null while there is none."""

    quiz_id: UUID
    attempts: int
    percent: float | None
    passed: bool | None

    @classmethod
    def of(cls, quiz: Quiz, cell: Cell) -> Self:
        """From a cell."""
        reached = cell.standing.percent
        percent, passed = (None, None) if reached is None else (float(reached), cell.standing.passed)
        return cls(quiz_id=quiz.id, attempts=cell.attempts, percent=percent, passed=passed)


class GradeLine(Out):
    """A learner with one cell for each quiz, in the order of the quizzes."""

    enrollment_id: UUID
    user_id: UUID
    full_name: str
    email: str
    state: EnrollmentState
    percent: int
    grades: list[GradeCell]

    @classmethod
    def of(cls, book: Gradebook, line: Line) -> Self:
        """From a line of the book."""
        return cls(
            enrollment_id=line.enrollment.id,
            user_id=line.user.id,
            full_name=line.user.full_name,
            email=line.user.email,
            state=EnrollmentState(line.enrollment.state),
            percent=line.enrollment.percent,
            grades=[GradeCell.of(quiz, cell) for quiz, cell in zip(book.quizzes, line.cells, strict=True)],
        )


class GradebookOut(Out):
    """Every learner against every quiz of a course."""

    course_id: UUID
    quizzes: list[QuizColumn]
    learners: list[GradeLine]

    @classmethod
    def of(cls, course_id: UUID, book: Gradebook) -> Self:
        """From the query's answer."""
        return cls(
            course_id=course_id,
            quizzes=[QuizColumn.of(quiz) for quiz in book.quizzes],
            learners=[GradeLine.of(book, line) for line in book.lines],
        )

    def rows(self) -> Iterator[list[str | int | float | None]]:
        """The book as a table: one line for each learner, percents under the titles of the quizzes."""
        yield ["Name", "E-mail", "State", "Course %", *(quiz.title for quiz in self.quizzes)]
        for line in self.learners:
            yield [
                line.full_name,
                line.email,
                line.state.value,
                line.percent,
                *(grade.percent for grade in line.grades),
            ]
