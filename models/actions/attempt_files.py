"""Files among the answers of an attempt: claimed for it, so that they stay, and staff of the course may read them."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from models.actions.file_claims import Claimer, claim_files
from models.refusals import NotFit
from models.rules.problems import Path, Problem
from models.tables.quizzes import Attempt, Quiz

MOST: Final = 200
"""Files in one attempt; a single answer takes at most 20."""


async def keep_files(attempt: Attempt, before: Mapping[str, Any], quiz: Quiz, now: datetime) -> None:
    """Make the files that the answers name those of the attempt, within the caller's transaction.

    `before` are the answers so far; where neither names a file, nothing is asked of the database. Raises NotFit with
    the place of every file that is not the learner's own.
    """
    named = _named(attempt.answers)
    if not named and not _named(before):
        return
    faults = [_unknown(place) for place, given in named.items() if _id_in(given) is None]
    if faults:
        raise NotFit("The answers do not fit the questions", problems=faults)
    ids = [UUID(given) for given in named.values()]
    places = dict(zip(reversed(ids), reversed(named), strict=True))
    whose = {"owner_id": attempt.user_id, "course_id": quiz.course_id}
    try:
        await claim_files(Claimer.ATTEMPT, attempt.id, ids, **whose, now=now, most=MOST)
    except NotFit as refusal:
        wanted = list(dict.fromkeys(ids))
        problems = [_moved(fault, [places[each] for each in wanted]) for fault in refusal.problems]
        raise NotFit("The answers do not fit the questions", problems=problems) from refusal


def _named(answers: Mapping[str, Any]) -> dict[Path, str]:
    """Every file that is named, by its place in the body."""
    return {
        ("answers", question, "files", at): given
        for question, answer in answers.items()
        for at, given in enumerate(answer.get("files", ()) if isinstance(answer, Mapping) else ())
    }


def _id_in(given: str) -> UUID | None:
    try:
        return UUID(given)
    except ValueError:
        return None


def _unknown(place: Path) -> Problem:
    return Problem(place, "unknown_id", "You have no such file.")


def _moved(fault: Problem, places: list[Path]) -> Problem:
    """The fault at the place of the answer; `("files", 3)` is the fourth file of all."""
    at = fault.path[-1]
    return Problem(places[at] if isinstance(at, int) else ("answers",), fault.code, fault.message)
