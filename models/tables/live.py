"""Live sessions: the append-only log, runs, seats and answers."""

from typing import Any

from tortoise import fields

from models.tables.base import Row, UniqueWhere
from models.tables.courses import Course
from models.tables.quizzes import Quiz
from models.tables.users import User


class LiveSession(Row):
    """A live session. `plan` freezes the questions; `head` and `digest` are the log's last position and hash.

    `phase` repeats what the log says, for lists and sweeps. Times in `*_ms` are PostgreSQL's, in ms.
    """

    quiz: fields.ForeignKeyRelation[Quiz] = fields.ForeignKeyField(
        "models.Quiz", related_name="live_sessions", on_delete=fields.RESTRICT
    )
    course: fields.ForeignKeyRelation[Course] = fields.ForeignKeyField(
        "models.Course", related_name="live_sessions", on_delete=fields.RESTRICT
    )
    owner: fields.ForeignKeyRelation[User] = fields.ForeignKeyField(
        "models.User", related_name="live_sessions", on_delete=fields.RESTRICT
    )
    code = fields.CharField(max_length=8)
    epoch = fields.CharField(max_length=32)
    title = fields.CharField(max_length=200)
    phase = fields.CharField(max_length=12, default="lobby")
    settings: fields.Field[dict[str, Any]] = fields.JSONField()
    plan: fields.Field[list[dict[str, Any]]] = fields.JSONField()
    head = fields.IntField(default=0)
    digest = fields.BinaryField()
    starts_at = fields.DatetimeField(null=True)
    created_at = fields.DatetimeField()
    ended_at = fields.DatetimeField(null=True)
    finalized_at = fields.DatetimeField(null=True)

    class Meta:
        """A code is unique among the living sessions."""

        table = "live_session"
        indexes = (
            UniqueWhere(fields=("code",), name="uq_live_session_code", where="ended_at IS NULL"),
            ("phase",),
        )


class LiveEvent(Row):
    """One position of a session's log. `d` holds all that any audience may see; `h` chains the hashes."""

    session_id = fields.UUIDField()
    s = fields.IntField()
    t = fields.CharField(max_length=32)
    ts_ms = fields.BigIntField()
    d: fields.Field[dict[str, Any]] = fields.JSONField()
    h = fields.BinaryField()

    class Meta:
        """A position is taken once."""

        table = "live_event"
        unique_together = (("session_id", "s"),)


class LiveParticipant(Row):
    """A seat in a session: an account's or a guest's."""

    session_id = fields.UUIDField()
    user_id = fields.UUIDField(null=True)
    name = fields.CharField(max_length=64)
    name_key = fields.CharField(max_length=128)
    state = fields.CharField(max_length=8, default="joined")
    factor = fields.FloatField(default=1.0)
    team = fields.CharField(max_length=64, null=True)
    joined_at = fields.DatetimeField()

    class Meta:
        """One living seat for each account; names are told apart by a suffix."""

        table = "live_participant"
        indexes = (
            UniqueWhere(
                fields=("session_id", "user_id"), name="uq_live_participant_user", where="state IN ('joined', 'left')"
            ),
            UniqueWhere(
                fields=("session_id", "name_key"), name="uq_live_participant_name", where="state IN ('joined', 'left')"
            ),
            ("session_id", "id"),
        )


class LiveRun(Row):
    """One showing of an item. Answers lock this row for sharing, so closing it waits for them."""

    session_id = fields.UUIDField()
    item_id = fields.UUIDField()
    number = fields.IntField()
    state = fields.CharField(max_length=8)
    opens_at_ms = fields.BigIntField(null=True)
    ends_at_ms = fields.BigIntField(null=True)
    closed_at_ms = fields.BigIntField(null=True)
    labels: fields.Field[dict[str, Any]] = fields.JSONField(default=dict)

    class Meta:
        """Runs count up within a session."""

        table = "live_run"
        unique_together = (("session_id", "number"),)


class LiveAnswer(Row):
    """An acknowledged answer. `current` is false for one that a later change replaced.

    `rtt_ms` is the least round trip the server had measured on the line, `allowed_ms` how far back the tap could be
    credited; both for the fairness report.
    """

    session_id = fields.UUIDField()
    run_id = fields.UUIDField()
    participant_id = fields.UUIDField()
    sub = fields.CharField(max_length=64)
    rev = fields.IntField(default=0)
    answer: fields.Field[dict[str, Any]] = fields.JSONField()
    confidence = fields.IntField(null=True)
    tap_ms = fields.BigIntField()
    received_ms = fields.BigIntField()
    credited_ms = fields.BigIntField()
    rtt_ms = fields.IntField(null=True)
    allowed_ms = fields.IntField(null=True)
    status = fields.CharField(max_length=12)
    current = fields.BooleanField(default=True)
    receipt = fields.CharField(max_length=64)

    class Meta:
        """One counted answer for each seat and run; one row for each `sub` of a seat."""

        table = "live_answer"
        unique_together = (("participant_id", "sub"),)
        indexes = (
            UniqueWhere(fields=("run_id", "participant_id"), name="uq_live_answer_current", where="current"),
            ("receipt",),
            ("session_id",),
        )


class LiveHeartbeat(Row):
    """A process that serves a session says each second that it lives, and who is on its lines."""

    session_id = fields.UUIDField()
    process_id = fields.UUIDField()
    at_ms = fields.BigIntField()
    present: fields.Field[dict[str, Any]] = fields.JSONField()

    class Meta:
        """One row for each session and process."""

        table = "live_heartbeat"
        unique_together = (("session_id", "process_id"),)
