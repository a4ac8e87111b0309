"""Making live sessions of published quizzes."""

import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from tortoise.exceptions import IntegrityError
from tortoise.transactions import in_transaction

from models.actions.live_log import LockedLog, append
from models.ids import new_join_code
from models.live_log import GENESIS
from models.queries.draws import Slot, slots_of
from models.refusals import NotNow, NotThere
from models.rules.questions import live_supported
from models.tables.live import LiveSession
from models.tables.quizzes import Quiz

CODE_TRIES = 8


async def create_session(quiz_id: UUID, owner_id: UUID, settings: Mapping[str, Any], *, now: datetime) -> LiveSession:
    """Make a session of a published quiz; its questions are frozen as they are now.

    What is left out stands in its settings as `skipped: [{question, kind, reason}]`. Raises NotThere,
    NotNow (`quiz_not_published`, `nothing_to_play`).
    """
    quiz = await Quiz.get_or_none(id=quiz_id, archived_at=None)
    if quiz is None:
        raise NotThere("There is no such quiz")
    if quiz.state != "published":
        raise NotNow("Publish the quiz before you take it live", code="quiz_not_published")
    questions = await frozen_questions(quiz_id)
    plan = [each for each in questions if live_supported(each["kind"])]
    skipped = [_left_out(each) for each in questions if not live_supported(each["kind"])]
    if not plan:
        raise NotNow("The quiz has no question that can be played live", code="nothing_to_play")
    return await _insert(quiz, owner_id, {**settings, "skipped": skipped}, plan, now)


async def frozen_questions(quiz_id: UUID) -> list[dict[str, Any]]:
    """The current wording of every question of a quiz, and of what its slots draw from banks, as a plan keeps it.

    Everyone in a session plays the same questions: chance draws once, and the plan keeps what it drew.
    """
    return [_frozen(slot) for slot in await slots_of(quiz_id, secrets.token_hex(8), live=True)]


def _frozen(slot: Slot) -> dict[str, Any]:
    version = slot.written.version
    return {
        "id": str(slot.written.id),
        "version": str(version.id),
        "kind": version.kind,
        "stem": version.stem,
        "points": slot.points,
        "seconds": version.seconds,
        "content": version.content,
    }


def _left_out(question: Mapping[str, Any]) -> dict[str, Any]:
    return {"question": question["id"], "kind": question["kind"], "reason": "not_playable_live"}


async def _insert(
    quiz: Quiz, owner_id: UUID, settings: Mapping[str, Any], plan: Sequence[Mapping[str, Any]], now: datetime
) -> LiveSession:
    for _ in range(CODE_TRIES):
        try:
            async with in_transaction() as tx:
                row = await LiveSession.create(
                    using_db=tx,
                    quiz_id=quiz.id,
                    course_id=quiz.course_id,
                    owner_id=owner_id,
                    code=new_join_code(),
                    epoch=secrets.token_urlsafe(9),
                    title=quiz.title,
                    settings=dict(settings),
                    plan=[dict(each) for each in plan],
                    digest=GENESIS,
                    created_at=now,
                )
                opened = {"session": str(row.id), "title": quiz.title, "scoring": settings["scoring"]}
                log = LockedLog(row.id, 0, GENESIS, "lobby")
                await append(tx, log, [("session.opened", opened)], int(now.timestamp() * 1000))
                return row
        except IntegrityError:
            continue
    raise NotNow("No free code was found; try again", code="no_free_code")
