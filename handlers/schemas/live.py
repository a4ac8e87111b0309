"""Shapes of live sessions: how they are made, joined, answered and looked back at."""

import io
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any, Self
from uuid import UUID

import segno
from pydantic import AwareDatetime, Field, JsonValue, StringConstraints

from handlers.schemas.live_settings import LiveSettings, Scoring
from models.queries.live import AnswerRow, SessionCard, SessionRow
from server.endpoint import In, Out, PageQuery
from server.errors import FieldError, Invalid


def _qr(text: str) -> str:
    out = io.BytesIO()
    segno.make(text, error="m").save(out, kind="svg", xmldecl=False, border=2, omitsize=True)
    return out.getvalue().decode()


class LiveSessionIn(LiveSettings):
    """A new session of a published quiz."""

    quiz_id: UUID
    course_id: UUID | None = None


class LivePatch(LiveSettings):
    """Settings to be changed; the others stay."""


CATCH_UP_DAYS = 7
MOST_CATCH_UP_DAYS = 60


class CatchUpIn(In):
    """Until when absentees may begin; a week without saying."""

    until: AwareDatetime | None = None

    def until_after(self, now: datetime) -> datetime:
        """The end of the offer. Raises Invalid outside of the next sixty days."""
        until = self.until or now + timedelta(days=CATCH_UP_DAYS)
        if not now < until <= now + timedelta(days=MOST_CATCH_UP_DAYS):
            fault = FieldError(("body", "until"), "out_of_range", "Must lie within the next 60 days.")
            raise Invalid("The time does not fit", errors=[fault])
        return until


class CatchUpOut(Out):
    """One person's own session."""

    session: UUID
    user: UUID
    name: str


class CatchUpsOut(Out):
    """The sessions that were made now."""

    items: list[CatchUpOut]


class SkippedOut(Out):
    """A question that cannot be played live, and why."""

    question: UUID
    kind: str
    reason: str


class TeamsOut(Out):
    """The teams of a session."""

    names: list[str]
    mode: str


class NextOut(Out):
    """The session that came after this one with the same people."""

    id: UUID
    code: str


class LiveSessionOut(Out):
    """A session as its host sees it."""

    id: UUID
    code: str
    state: str
    title: str
    quiz_id: UUID
    course_id: UUID
    join_url: str
    host_url: str
    qr_svg: str
    skipped: list[SkippedOut]
    created_at: datetime
    ended_at: datetime | None
    scoring: Scoring
    guests: bool
    on_host_gone: str
    auto_advance: bool
    auto_reveal: bool
    close_when_all_answered: bool
    allow_change: bool
    late_join: bool
    streak: bool
    recovery_ms: int
    lead_ms: int
    prepare_cap_ms: int
    names: str
    name_filter: str
    blocked_names: list[str]
    anonymous: bool
    hide_names: bool
    hide_results: bool
    teams: TeamsOut | None
    rehearsal: bool
    starts_at: datetime | None
    catch_up_of: UUID | None
    next: NextOut | None

    @classmethod
    def of(cls, row: SessionRow, *, origin: str) -> Self:
        """From a row; addresses are on `origin`."""
        # Sessions that were made before a setting existed have its neutral value.
        fields = {name: each for name, each in LiveSettings.model_fields.items() if name != "starts_at"}
        settings = {
            name: row.settings.get(name, each.get_default(call_default_factory=True)) for name, each in fields.items()
        }
        starts_ms = row.settings.get("starts_at_ms")
        join_url = f"{origin}/j/{row.code}"
        return cls(
            id=row.id,
            code=row.code,
            state=row.phase,
            title=row.title,
            quiz_id=row.quiz_id,
            course_id=row.course_id,
            join_url=join_url,
            host_url=f"{origin}/live/{row.id}/host",
            qr_svg=_qr(join_url),
            skipped=[SkippedOut(**each) for each in row.settings["skipped"]],
            created_at=row.created_at,
            ended_at=row.ended_at,
            starts_at=None if starts_ms is None else datetime.fromtimestamp(starts_ms / 1000, UTC),
            catch_up_of=row.settings.get("catch_up_of"),
            next=row.settings.get("next"),
            **settings,
        )


class LiveCardOut(Out):
    """A session in a list."""

    id: UUID
    code: str
    state: str
    title: str
    quiz_id: UUID
    course_id: UUID
    players: int
    created_at: datetime
    ended_at: datetime | None

    @classmethod
    def of(cls, card: SessionCard) -> Self:
        """From a row of the list."""
        return cls(
            id=card.id,
            code=card.code,
            state=card.phase,
            title=card.title,
            quiz_id=card.quiz_id,
            course_id=card.course_id,
            players=card.players,
            created_at=card.created_at,
            ended_at=card.ended_at,
        )


class LiveListQuery(PageQuery):
    """Narrow the list to a course, or to the sessions in which absentees catch up with another one."""

    course: UUID | None = None
    catch_up_of: UUID | None = None


class JoinIn(In):
    """Join by code; `name` is for guests."""

    code: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=16)]
    name: Annotated[str, StringConstraints(max_length=200)] | None = None


class JoinOut(Out):
    """A seat, and the token that opens its socket."""

    session: UUID
    participant: UUID
    name: str
    token: str


class CodeOut(Out):
    """What anybody may know of a code."""

    code: str
    title: str
    guests: bool


class AnswerIn(In):
    """`answer.submit` over HTTP; which answer fields are set depends on the kind of question."""

    sub: Annotated[str, StringConstraints(min_length=1, max_length=64)]
    at: float
    choices: JsonValue = None
    value: JsonValue = None
    unit: JsonValue = None
    text: JsonValue = None
    words: JsonValue = None
    order: JsonValue = None
    pairs: JsonValue = None
    confidence: Annotated[int, Field(ge=0, le=100)] | None = None
    rev: Annotated[int, Field(ge=0, le=2**31 - 1)] = 0
    run: UUID | None = None


class AckOut(Out):
    """The acknowledgement of an answer, given after its commit; `credited_ms` is the credited tap, server time."""

    status: str
    was: str | None = Field(None, exclude_if=lambda was: was is None)
    sub: str
    receipt: str
    credited_ms: int


class ReceiptOut(Out):
    """What a receipt stands for; times in ms."""

    session: UUID
    run: UUID
    participant: UUID
    sub: str
    answer: dict[str, JsonValue]
    received_at: int
    credited_ms: int
    status: str
    genuine: bool

    @classmethod
    def of(cls, session: UUID, row: AnswerRow, *, genuine: bool) -> Self:
        """From the stored answer; `genuine` says whether the receipt is the keyed hash of what is stored."""
        return cls(
            session=session,
            run=UUID(row.run),
            participant=UUID(row.participant),
            sub=row.sub,
            answer=dict(row.answer),
            received_at=row.received_at,
            credited_ms=row.credited_ms,
            status=row.status,
            genuine=genuine,
        )


class ItemResultOut(Out):
    """One run in one person's results; `correct` is null for polls."""

    run: UUID
    answer: dict[str, JsonValue] | None
    correct: float | None
    points: int
    status: str
    confidence: int | None


class PersonOut(Out):
    """One seat's results."""

    participant: UUID
    user: UUID | None
    name: str
    team: str | None
    points: int
    grade: float
    rank: int
    items: list[ItemResultOut]


class ResultsOut(Out):
    """Everyone's results, best first."""

    participants: list[PersonOut]


class BoardLineOut(Out):
    """One line of a board."""

    participant: UUID
    name: str
    points: int
    rank: int


class ReplayOut(Out):
    """The board rebuilt from the log and the answers, and whether it is what was shown."""

    board: list[BoardLineOut]
    digest: str
    log_digest: str
    matches: bool


class EventsQuery(In):
    """A stretch of the log."""

    after: Annotated[int, Field(ge=0, le=2**31 - 1)] = 0
    limit: Annotated[int, Field(ge=1, le=500)] = 100


class EventOut(Out):
    """One event as the caller's role may see it; `ts` in ms, `h` the chain hash (hex)."""

    t: str
    s: int
    ts: int
    d: dict[str, Any]
    h: str


class EventsOut(Out):
    """Events in order; `next` is the `after` of the next stretch, null at the end."""

    items: list[EventOut]
    next: int | None
