"""Shape of the gradebook."""

from collections.abc import Iterator
from typing import Literal, Self
from uuid import UUID

from models.queries.cells import Cell
from models.queries.gradebook import Gradebook, Line
from models.queries.works import WorkCell
from models.rules.enrolling import EnrollmentState
from models.tables.assignments import Assignment
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


class AssignmentColumn(Out):
    """An assignment of the gradebook, and what can be reached in it."""

    id: UUID
    title: str
    max_points: float


class WorkOut(Out):
    """A learner at an assignment: the last submission (null: none), its points and their share once it is graded."""

    assignment_id: UUID
    state: Literal["handed_in", "graded", "returned"] | None
    late: bool
    points: float | None
    percent: float | None

    @classmethod
    def of(cls, assignment: Assignment, cell: WorkCell) -> Self:
        """From a cell."""
        share = None if cell.points is None or not assignment.points else 100 * cell.points / assignment.points
        facts = {"state": cell.state, "late": cell.late, "points": cell.points}
        return cls.model_validate({"assignment_id": assignment.id, **facts, "percent": share and round(share, 2)})


class GradeLine(Out):
    """A learner with one cell for each quiz and each assignment, in the order of the columns."""

    enrollment_id: UUID
    user_id: UUID
    full_name: str
    email: str
    state: EnrollmentState
    percent: int
    grades: list[GradeCell]
    works: list[WorkOut]

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
            works=[WorkOut.of(each, cell) for each, cell in zip(book.assignments, line.works, strict=True)],
        )


class GradebookOut(Out):
    """Every learner against every quiz and every assignment of a course."""

    course_id: UUID
    quizzes: list[QuizColumn]
    assignments: list[AssignmentColumn]
    learners: list[GradeLine]

    @classmethod
    def of(cls, course_id: UUID, book: Gradebook) -> Self:
        """From the query's answer."""
        return cls(
            course_id=course_id,
            quizzes=[QuizColumn.of(quiz) for quiz in book.quizzes],
            assignments=[
                AssignmentColumn(id=each.id, title=each.title, max_points=each.points) for each in book.assignments
            ],
            learners=[GradeLine.of(book, line) for line in book.lines],
        )

    def rows(self) -> Iterator[list[str | int | float | None]]:
        """The book as a table: one line for each learner, percents under the titles of the quizzes, then of the assignments."""
        titles = [*(quiz.title for quiz in self.quizzes), *(each.title for each in self.assignments)]
        yield ["Name", "E-mail", "State", "Course %", *titles]
        for line in self.learners:
            yield [
                line.full_name,
                line.email,
                line.state.value,
                line.percent,
                *(grade.percent for grade in line.grades),
                *(work.percent for work in line.works),
            ]
