"""Quizzes, versioned questions, attempts and marks."""

from typing import Any
from uuid import UUID

from tortoise import fields
from tortoise.indexes import Index

from models.tables.base import Row, UniqueWhere
from models.tables.community import Group
from models.tables.courses import Course
from models.tables.enrollments import Enrollment
from models.tables.users import User


class Quiz(Row):
    """A quiz of a course; limits in seconds, `access_code` kept for staff to read back."""

    course: fields.ForeignKeyRelation[Course] = fields.ForeignKeyField(
        "models.Course", related_name="quizzes", on_delete=fields.RESTRICT
    )
    course_id: UUID
    title = fields.CharField(max_length=200)
    state = fields.CharField(max_length=12, default="draft")
    time_limit_seconds = fields.IntField(null=True)
    grace_seconds = fields.IntField(default=0)
    attempts_allowed = fields.IntField(null=True)
    grading = fields.CharField(max_length=8, default="highest")
    pass_percent = fields.FloatField(default=70.0)
    shuffle_questions = fields.BooleanField(default=False)
    shuffle_choices = fields.BooleanField(default=False)
    opens_at = fields.DatetimeField(null=True)
    closes_at = fields.DatetimeField(null=True)
    overdue = fields.CharField(max_length=8, default="submit")
    access_code = fields.CharField(max_length=64, null=True)
    sequential = fields.BooleanField(default=False)
    delay_seconds = fields.IntField(default=0, db_default=0)
    review: fields.Field[dict[str, Any] | None] = fields.JSONField(null=True)
    version = fields.IntField(default=1)
    published_at = fields.DatetimeField(null=True)
    archived_at = fields.DatetimeField(null=True)
    created_at = fields.DatetimeField()
    updated_at = fields.DatetimeField()

    class Meta:
        """Found by course."""

        table = "quiz"
        indexes = (Index(fields=("course_id",), name="ix_quiz_course"),)


class Bank(Row):
    """A store of questions of a course, from which quizzes draw."""

    course: fields.ForeignKeyRelation[Course] = fields.ForeignKeyField(
        "models.Course", related_name="banks", on_delete=fields.RESTRICT
    )
    course_id: UUID
    title = fields.CharField(max_length=200)
    archived_at = fields.DatetimeField(null=True)
    created_at = fields.DatetimeField()
    updated_at = fields.DatetimeField()

    class Meta:
        """Found by course."""

        table = "bank"
        indexes = (Index(fields=("course_id",), name="ix_bank_course"),)


class Question(Row):
    """The identity of a question, which lies in a quiz or in a bank; what it says stands in its versions."""

    quiz: fields.ForeignKeyNullableRelation[Quiz] = fields.ForeignKeyField(
        "models.Quiz", related_name="questions", on_delete=fields.RESTRICT, null=True
    )
    quiz_id: UUID | None
    bank: fields.ForeignKeyNullableRelation[Bank] = fields.ForeignKeyField(
        "models.Bank", related_name="questions", on_delete=fields.RESTRICT, null=True
    )
    bank_id: UUID | None
    position = fields.IntField()
    current_version = fields.IntField(default=1)
    archived_at = fields.DatetimeField(null=True)
    created_at = fields.DatetimeField()
    updated_at = fields.DatetimeField()

    class Meta:
        """Found by quiz or bank, in order."""

        table = "question"
        indexes = (
            Index(fields=("quiz_id", "position"), name="ix_question_quiz"),
            Index(fields=("bank_id", "position"), name="ix_question_bank"),
        )


class QuestionVersion(Row):
    """One wording of a question, never changed: `content` is `models.rules.questions.dump`'s form."""

    question: fields.ForeignKeyRelation[Question] = fields.ForeignKeyField(
        "models.Question", related_name="versions", on_delete=fields.RESTRICT
    )
    question_id: UUID
    number = fields.IntField()
    kind = fields.CharField(max_length=16)
    stem = fields.TextField()
    points = fields.FloatField(default=1.0)
    seconds = fields.IntField(null=True)
    scoring = fields.CharField(max_length=32, null=True)
    feedback = fields.TextField(null=True)
    tags: fields.Field[list[str]] = fields.JSONField(default=list)
    content: fields.Field[dict[str, Any]] = fields.JSONField()
    created_at = fields.DatetimeField()

    class Meta:
        """Each number once."""

        table = "question_version"
        unique_together = (("question", "number"),)


class QuizDraw(Row):
    """A slot of a quiz: `count` questions at random from a bank, of those that carry every one of `tags`.

    `points`, where given, are what each of them is worth, whatever the bank says.
    """

    quiz: fields.ForeignKeyRelation[Quiz] = fields.ForeignKeyField(
        "models.Quiz", related_name="draws", on_delete=fields.RESTRICT
    )
    quiz_id: UUID
    bank: fields.ForeignKeyRelation[Bank] = fields.ForeignKeyField(
        "models.Bank", related_name="draws", on_delete=fields.RESTRICT
    )
    bank_id: UUID
    position = fields.IntField()
    count = fields.IntField()
    tags: fields.Field[list[str]] = fields.JSONField(default=list)
    points = fields.FloatField(null=True)
    archived_at = fields.DatetimeField(null=True)
    created_at = fields.DatetimeField()

    class Meta:
        """Found by quiz, in order."""

        table = "quiz_draw"
        indexes = (Index(fields=("quiz_id", "position"), name="ix_quiz_draw_quiz"),)


class QuizOverride(Row):
    """Other limits in one quiz for one learner or for one group; a column that is null says nothing."""

    quiz: fields.ForeignKeyRelation[Quiz] = fields.ForeignKeyField(
        "models.Quiz", related_name="overrides", on_delete=fields.RESTRICT
    )
    quiz_id: UUID
    user: fields.ForeignKeyNullableRelation[User] = fields.ForeignKeyField(
        "models.User", related_name="quiz_overrides", on_delete=fields.CASCADE, null=True
    )
    user_id: UUID | None
    group: fields.ForeignKeyNullableRelation[Group] = fields.ForeignKeyField(
        "models.Group", related_name="quiz_overrides", on_delete=fields.CASCADE, null=True
    )
    group_id: UUID | None
    time_factor = fields.FloatField(null=True)
    extra_minutes = fields.IntField(null=True)
    extra_attempts = fields.IntField(null=True)
    opens_at = fields.DatetimeField(null=True)
    closes_at = fields.DatetimeField(null=True)
    updated_at = fields.DatetimeField()

    class Meta:
        """One for each learner and one for each group."""

        table = "quiz_override"
        indexes = (
            UniqueWhere(fields=("quiz_id", "user_id"), name="uq_quiz_override_user", where="user_id IS NOT NULL"),
            UniqueWhere(fields=("quiz_id", "group_id"), name="uq_quiz_override_group", where="group_id IS NOT NULL"),
        )


class Attempt(Row):
    """One try at a quiz. `plan` freezes versions, order and seed; `kind` is self or live.

    `position` is the index of the question that may be answered, where the plan is sequential.
    """

    quiz: fields.ForeignKeyRelation[Quiz] = fields.ForeignKeyField(
        "models.Quiz", related_name="attempts", on_delete=fields.RESTRICT
    )
    quiz_id: UUID
    enrollment: fields.ForeignKeyRelation[Enrollment] = fields.ForeignKeyField(
        "models.Enrollment", related_name="attempts", on_delete=fields.RESTRICT
    )
    enrollment_id: UUID
    user: fields.ForeignKeyRelation[User] = fields.ForeignKeyField(
        "models.User", related_name="attempts", on_delete=fields.RESTRICT
    )
    user_id: UUID
    number = fields.IntField()
    kind = fields.CharField(max_length=8, default="self")
    state = fields.CharField(max_length=12, default="in_progress")
    live_session_id = fields.UUIDField(null=True)
    started_at = fields.DatetimeField()
    submitted_at = fields.DatetimeField(null=True)
    deadline = fields.DatetimeField(null=True)
    plan: fields.Field[dict[str, Any]] = fields.JSONField(default=dict)
    position = fields.IntField(default=0, db_default=0)
    answers: fields.Field[dict[str, Any]] = fields.JSONField(default=dict)
    score = fields.FloatField(null=True)
    max_score = fields.FloatField()
    percent = fields.FloatField(null=True)
    passed = fields.BooleanField(null=True)

    class Meta:
        """One attempt in progress, one for each live session, each number once."""

        table = "attempt"
        unique_together = (("enrollment", "quiz", "kind", "number"),)
        indexes = (
            Index(fields=("quiz_id", "state"), name="ix_attempt_quiz"),
            UniqueWhere(fields=("enrollment_id", "quiz_id"), name="uq_attempt_running", where="state = 'in_progress'"),
            UniqueWhere(
                fields=("enrollment_id", "live_session_id"),
                name="uq_attempt_live",
                where="live_session_id IS NOT NULL",
            ),
        )


class AttemptMark(Row):
    """The mark of one question in one attempt, with the reason of it."""

    attempt: fields.ForeignKeyRelation[Attempt] = fields.ForeignKeyField(
        "models.Attempt", related_name="marks", on_delete=fields.RESTRICT
    )
    attempt_id: UUID
    question_id = fields.UUIDField()
    version_id = fields.UUIDField()
    answer: fields.Field[dict[str, Any] | None] = fields.JSONField(null=True)
    fraction = fields.FloatField(null=True)
    points = fields.FloatField(null=True)
    max_points = fields.FloatField()
    why: fields.Field[list[dict[str, Any]]] = fields.JSONField(default=list)
    feedback = fields.TextField(null=True)

    class Meta:
        """One mark for each question."""

        table = "attempt_mark"
        unique_together = (("attempt", "question_id"),)
