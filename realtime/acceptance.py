"""Whether an answer may be written, and with which times: live.md §4 and §5, without any I/O."""

import math
from dataclasses import dataclass
from fractions import Fraction
from typing import Any
from uuid import UUID

import msgspec

from models.ids import new_id
from models.rules.problems import Invalid
from models.rules.questions import Answer, dump_answer, parse_answer
from realtime.protocol import AnswerSubmit, Code, Refused
from realtime.state import GRACE_MS, Item, Millis, Plan, Run, RunState, State

LAG_CAP_MS = 300
LAG_SLACK_MS = 20
MAX_SUB = 64
MAX_REV = 2**31 - 1
CONFIDENCE = range(101)


class Submission(msgspec.Struct, frozen=True, kw_only=True):
    """An answer that passed every check that needs no database. Times are PostgreSQL's, in ms.

    A struct is made in a fifth of the time a frozen dataclass takes: a thousand of these come at once.
    """

    id: UUID
    session: UUID
    run: str
    participant: str
    sub: str
    rev: int
    answer: dict[str, Any]
    confidence: int | None
    tap: Millis
    received: Millis
    credited: Millis
    in_time: bool
    allow_change: bool
    rtt: int | None = None
    allowed: int = 0
    given: Answer | None = None
    """`answer` as the rules of questions read it."""


@dataclass(frozen=True, slots=True)
class Lag:
    """What bounds the credit of one answer."""

    min_rtt_ms: float | None = None
    """The least round trip that the server measured on the line; None before the first pong."""
    last_beat: Millis | None = None
    """For an answer that was waiting when our outage ended: the last heartbeat before it."""


def allowance(lag: Lag, received: Millis) -> int:
    """L of live.md §5: how far back a claimed tap may lie; without a measured round trip, the slack alone."""
    usual = int(min(LAG_CAP_MS, (lag.min_rtt_ms or 0) + LAG_SLACK_MS))
    return usual if lag.last_beat is None else max(usual, received - lag.last_beat)


def credit(at: float, received: Millis, lag: Lag) -> Millis:
    """The credited tap: the claimed time, held between receive - L and receive."""
    return int(min(max(at, received - allowance(lag, received)), received))


def accept(
    plan: Plan,
    state: State,
    session: UUID,
    participant: str,
    body: AnswerSubmit,
    *,
    received: Millis,
    lag: Lag,
    factor: Fraction = Fraction(1),
) -> Submission:
    """Check role-independent rules in the order of live.md §4; raises Refused with the code to answer."""
    run = state.run
    if run is None or run.id != body.run:
        raise Refused(Code.CLOSED, "That run is over")
    given, answer = read_answer(run, plan.items[run.index], body)
    if run.state is RunState.PREPARE or received < run.opens_at:
        raise Refused(Code.NOT_OPEN, "Answers are not open yet")
    if run.state is RunState.REVEALED or run.state is RunState.SKIPPED:
        raise Refused(Code.CLOSED, "The answer was already shown")
    credited = max(credit(body.at, received, lag), run.opens_at)
    if state.paused_at is not None and credited > state.paused_at:
        raise Refused(Code.NOT_OPEN, "The session is paused")
    end = run.window_end(factor)
    # Who had no line at the close may hand in for a while; it counts with the least points (live.md §4).
    excused = participant in run.offline and received <= run.changed_at + plan.options.recovery_ms
    return Submission(
        id=new_id(),
        session=session,
        run=run.id,
        participant=participant,
        sub=body.sub,
        rev=body.rev,
        answer=answer,
        confidence=body.confidence,
        tap=int(min(max(body.at, 0), 2**53)),
        received=received,
        credited=credited,
        in_time=excused or (credited <= end and received <= end + GRACE_MS),
        allow_change=plan.options.allow_change,
        rtt=None if lag.min_rtt_ms is None else round(lag.min_rtt_ms),
        allowed=allowance(lag, received),
        given=given,
    )


def fit_for_a_sub(sub: str) -> bool:
    """Whether a text can be the client-made id of an answer."""
    return 0 < len(sub) <= MAX_SUB and sub.isprintable()


def read_answer(run: Run, item: Item, body: AnswerSubmit) -> tuple[Answer | None, dict[str, Any]]:
    """The answer as the rules read it, and its stored form: as it was sent, cleaned. Raises Refused(bad_request)."""
    sane = (
        fit_for_a_sub(body.sub)
        and math.isfinite(body.at)
        and 0 <= body.rev <= MAX_REV
        and (body.confidence is None or body.confidence in CONFIDENCE)
    )
    if not sane or not item.answerable:
        raise Refused(Code.BAD_REQUEST, "sub, at, rev or confidence is out of bounds, or the item takes no answer")
    try:
        answer = parse_answer(item.content, body.answer(), live=True, relabel=run.relabel)
    except Invalid as error:
        problems = [{"path": list(each.path), "code": each.code, "detail": each.message} for each in error.problems]
        raise Refused(Code.BAD_REQUEST, "The answer does not fit the question", errors=problems) from None
    return answer, dump_answer(item.content, answer, live=True, relabel=run.relabel)
