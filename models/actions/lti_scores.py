"""Marks that platforms are owed: noted with the result, ordered through the outbox, sent by one worker at a time."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Final
from uuid import UUID

from tortoise.backends.base.client import BaseDBAsyncClient
from tortoise.expressions import F, Q
from tortoise.transactions import in_transaction

from models.actions.outbox import order_work
from models.queries.accommodations import closes_for_all
from models.queries.results import FINISHED, counted
from models.rules.lti import Launch
from models.rules.lti_services import may_grade, next_moment
from models.rules.reviewing import ReviewFacts, Show, first_shown
from models.tables.lti import LtiPlacement, LtiPlatform, LtiScore
from models.tables.quizzes import Attempt, Quiz

SEND_SCORE: Final = "lti.score"
CLAIM: Final = timedelta(seconds=90)
"""How long one worker may be at it; longer than any of its calls together."""


_TRY_LOCK: Final = "SELECT pg_try_advisory_xact_lock(hashtext('lti_column'), hashtext($1)) AS mine"


@dataclass(frozen=True, slots=True)
class Owed:
    """A mark that one worker is sending now."""

    score_id: UUID
    subject: str
    percent: float
    measured_at: datetime
    platform: LtiPlatform
    placement: LtiPlacement
    label: str


async def remember_link(platform: LtiPlatform, launch: Launch, quiz: Quiz, user_id: UUID, now: datetime) -> None:
    """Note where marks of a link go, and that this learner's is owed there; what they have reached is sent at once."""
    grading = launch.grading
    if grading is None or not launch.resource_link:
        return
    where = {"platform_id": platform.id, "deployment": launch.deployment, "resource_link": launch.resource_link}
    async with in_transaction() as tx:
        values = {"quiz_id": quiz.id, "lineitems": grading.lineitems, "scopes": list(grading.scopes)}
        placement, made = await LtiPlacement.get_or_create(
            **where, defaults={**values, "lineitem": grading.lineitem, "created_at": now}, using_db=tx
        )
        if not made:
            # A column that we made ourselves stays ours while the platform names none and the quiz is the same.
            kept = placement.lineitem if placement.quiz_id == quiz.id else None
            _ = placement.update_from_dict({**values, "lineitem": grading.lineitem or kept})
            await placement.save(using_db=tx)
        if launch.teaches or not may_grade(grading.scopes, lineitem=grading.lineitem, lineitems=grading.lineitems):
            return
        score, made = await LtiScore.get_or_create(
            placement_id=placement.id, subject=launch.subject, defaults={"user_id": user_id}, using_db=tx
        )
        if made:
            done = await Attempt.filter(quiz_id=quiz.id, user_id=user_id, state__in=FINISHED).using_db(tx)
            await _owe(tx, score, quiz, counted(quiz, done).percent, now)


async def score_changed(
    tx: BaseDBAsyncClient, user_id: UUID, quiz: Quiz, percent: Decimal | None, now: datetime
) -> None:
    """Owe a new result to every platform from which its learner came to this quiz, within the caller's transaction."""
    found = (
        LtiScore.filter(user_id=user_id, placement__quiz_id=quiz.id).using_db(tx).select_for_update(of=("lti_score",))
    )
    for score in await found.order_by("id"):
        await _owe(tx, score, quiz, percent, now)


async def _owe(tx: BaseDBAsyncClient, score: LtiScore, quiz: Quiz, percent: Decimal | None, now: datetime) -> None:
    """Order the sending, not before the learner may see the score here: the platform shows it at once."""
    if percent is None or (score.percent is not None and abs(score.percent - float(percent)) < 1e-9):  # noqa: PLR2004 - the same
        return
    facts = ReviewFacts(now=now, ended_at=now, closes_at=await closes_for_all(quiz))
    due_at = first_shown(quiz.review, Show.SCORE, facts)
    if due_at is None:
        return
    score.percent, score.measured_at = float(percent), next_moment(now, score.measured_at)
    await score.save(using_db=tx, update_fields=["percent", "measured_at"])
    key = f"{SEND_SCORE}:{score.id}:{score.measured_at.isoformat()}"
    _ = await order_work(tx, SEND_SCORE, {"score_id": score.id}, now=now, due_at=due_at, key=key)


async def claim(score_id: UUID, now: datetime) -> Owed | None:
    """Take a mark for sending as it is now; None while somebody else is at it, or when nothing is owed."""
    owed = Q(sent_at=None) | Q(sent_at__lt=F("measured_at"))
    free = Q(sending_until=None) | Q(sending_until__lt=now)
    mine = LtiScore.filter(owed & free, id=score_id, percent__not_isnull=True)
    if not await mine.update(sending_until=now + CLAIM):
        return None
    row = await LtiScore.get(id=score_id).select_related("placement__platform", "placement__quiz")
    assert row.percent is not None
    assert row.measured_at is not None
    return Owed(
        score_id=row.id,
        subject=row.subject,
        percent=row.percent,
        measured_at=row.measured_at,
        platform=row.placement.platform,
        placement=row.placement,
        label=row.placement.quiz.title,
    )


async def is_owed(score_id: UUID) -> bool:
    """Whether a mark has not arrived yet."""
    owed = Q(sent_at=None) | Q(sent_at__lt=F("measured_at"))
    return await LtiScore.filter(owed, id=score_id, percent__not_isnull=True).exists()


async def note_sent(owed: Owed) -> None:
    """Note that the mark, as it was claimed, has arrived."""
    await LtiScore.filter(id=owed.score_id).update(sent_at=owed.measured_at, sending_until=None)


async def let_go(owed: Owed) -> None:
    """Let another try send it."""
    await LtiScore.filter(id=owed.score_id).update(sending_until=None)


async def column_of(placement_id: UUID, make: Callable[[], Awaitable[str]]) -> str | None:
    """The column of a link, made when there is none; None while another worker is making it.

    The lock is not waited for: the platform is asked while it is held, and the waiting would use up the connections.
    """
    async with in_transaction() as tx:
        locked = await tx.execute_query_dict(_TRY_LOCK, [str(placement_id)])
        row = await LtiPlacement.get(id=placement_id, using_db=tx)
        if row.lineitem is None and locked[0]["mine"]:
            row.lineitem = await make()
            await row.save(using_db=tx, update_fields=["lineitem"])
        return row.lineitem
