"""Regrades: every finished attempt of a quiz is marked anew by one policy, rehearsed or for good, and can be undone."""

from collections import defaultdict
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any
from uuid import UUID

from tortoise.backends.base.client import BaseDBAsyncClient
from tortoise.transactions import in_transaction

from models.actions.audit import Cause, record
from models.actions.marking import resettle
from models.actions.quizzes import locked as locked_quiz
from models.queries.regrades import current_versions, names_of, versions
from models.queries.results import FINISHED
from models.refusals import NotFit, NotNow, NotThere
from models.rules.numbers import NotNumber, read_fraction
from models.rules.problems import Invalid, Problem
from models.rules.questions import Content, award, load, parse_answer
from models.rules.regrading import BY_KEY, BY_PERSON, Policy, Regraded, Standing, regraded, rekeyed
from models.tables.enrollments import Enrollment
from models.tables.quizzes import Attempt, AttemptMark, QuestionVersion
from models.tables.regrades import Regrade, RegradedMark

CHUNK = 200
MOST_SHOWN = 1_000
_SCORE = ("score", "max_score", "percent", "passed")
_MARK = ("fraction", "points", "max_points", "why")


@dataclass(frozen=True, slots=True)
class Change:
    """What a regrade does to one attempt; `questions` are `{question, before, after}` in points."""

    attempt_id: UUID
    user_id: UUID
    full_name: str
    before: Mapping[str, Any]
    after: Mapping[str, Any]
    questions: Sequence[Mapping[str, Any]]


@dataclass(slots=True)
class Outcome:
    """What a regrade did, or would do: the first thousand changed attempts and the number of all."""

    policy: str
    regrade_id: UUID | None = None
    attempts: int = 0
    changed: int = 0
    changes: list[Change] = field(default_factory=list)
    skipped: list[dict[str, Any]] = field(default_factory=list)
    """Wordings that cannot be marked by the new key: `{question, version, code, detail}`."""


class _Rehearsed(Exception):
    """Takes a rehearsal back."""


async def regrade(
    quiz_id: UUID, policy: Policy, questions: Sequence[UUID] | None, *, dry_run: bool, cause: Cause
) -> Outcome:
    """Mark every finished attempt of a quiz anew; `questions` None means all whose wording has changed since.

    A dry run does the same and takes it back, so that it cannot say anything else. Raises NotFit without
    `questions` for policies that name them, and for questions that nobody was asked.
    """
    outcome = Outcome(policy.value)
    try:
        async with in_transaction() as tx:
            _ = await locked_quiz(quiz_id)
            run = await _Run.prepare(tx, quiz_id, policy, questions, outcome, cause)
            await run.go()
            outcome.regrade_id = await run.finish(dry_run=dry_run)
    except _Rehearsed:
        pass
    return outcome


@dataclass(slots=True)
class _Run:
    """One regrade under way."""

    tx: BaseDBAsyncClient
    row: Regrade
    policy: Policy
    asked: frozenset[UUID]
    current: Mapping[UUID, QuestionVersion]
    outcome: Outcome
    cause: Cause
    contents: dict[UUID, tuple[Content, Content] | None] = field(default_factory=dict)
    """Version -> the question as it was asked, and with the new key; None when the new key does not fit."""

    @classmethod
    async def prepare(
        cls,
        tx: BaseDBAsyncClient,
        quiz_id: UUID,
        policy: Policy,
        questions: Sequence[UUID] | None,
        outcome: Outcome,
        cause: Cause,
    ) -> "_Run":
        """Look up the questions. Raises NotFit."""
        if questions is None and policy not in BY_KEY:
            raise NotFit(
                "Say which questions", problems=[Problem(("questions",), "required", "This policy names questions.")]
            )
        current = await current_versions(quiz_id)
        asked = frozenset(current if questions is None else questions)
        if unknown := asked - current.keys():
            faults = [Problem(("questions",), "unknown_id", f"Nobody was asked {each}.") for each in unknown]
            raise NotFit("Nobody was asked these questions", problems=faults)
        row = await Regrade.create(
            using_db=tx,
            quiz_id=quiz_id,
            policy=policy.value,
            questions=sorted(map(str, asked)),
            made_by_id=cause.actor_id,
            created_at=cause.now,
        )
        return cls(tx, row, policy, asked, current, outcome, cause)

    async def go(self) -> None:
        """Mark all attempts anew, some hundred at a time."""
        async for attempts in _chunks(self.row.quiz_id):
            ids = [attempt.id for attempt in attempts]
            places = await _locked_places([attempt.enrollment_id for attempt in attempts])
            marks: dict[UUID, list[AttemptMark]] = defaultdict(list)
            for mark in await AttemptMark.filter(attempt_id__in=ids).using_db(self.tx).order_by("id"):
                marks[mark.attempt_id].append(mark)
            await self._load([mark for group in marks.values() for mark in group])
            names = await names_of([attempt.user_id for attempt in attempts])
            for attempt in attempts:
                await self._one(attempt, places[attempt.enrollment_id], marks[attempt.id], names[attempt.user_id])

    async def _load(self, marks: Sequence[AttemptMark]) -> None:
        needed = {mark.version_id for mark in marks if mark.question_id in self.asked} - self.contents.keys()
        for version in await versions(needed):
            self.contents[version.id] = self._pair(version)

    def _pair(self, version: QuestionVersion) -> tuple[Content, Content] | None:
        old, now = load(version.kind, version.content), self.current[version.question_id]
        try:
            return old, old if now.id == version.id else rekeyed(old, load(now.kind, now.content))
        except Invalid as fault:
            if self.policy in BY_KEY:
                self.outcome.skipped.append(
                    {
                        "question": version.question_id,
                        "version": version.number,
                        "code": fault.problems[0].code,
                        "detail": fault.problems[0].message,
                    }
                )
                return None
            return old, old

    async def _one(self, attempt: Attempt, place: Enrollment, marks: Sequence[AttemptMark], name: str) -> None:
        self.outcome.attempts += 1
        before = _facts(attempt, _SCORE)
        rows = [row for mark in marks if (row := self._mark_anew(mark)) is not None]
        if not rows:
            return
        changed = {row.mark_id for row in rows}
        for mark in marks:
            if mark.id in changed:
                await mark.save(using_db=self.tx, update_fields=list(_MARK))
        await RegradedMark.bulk_create(rows, using_db=self.tx)
        await resettle(self.tx, attempt, place, marks, self.cause.now)
        self.outcome.changed += 1
        if len(self.outcome.changes) < MOST_SHOWN:
            lines = [_line(mark, rows) for mark in marks if mark.id in changed]
            after = _facts(attempt, _SCORE)
            self.outcome.changes.append(Change(attempt.id, attempt.user_id, name, before, after, lines))

    def _mark_anew(self, mark: AttemptMark) -> RegradedMark | None:
        pair = self.contents.get(mark.version_id) if mark.question_id in self.asked else None
        if pair is None:
            return None
        old, new = pair
        found = regraded(self.policy, _standing(mark), parse_answer(old, mark.answer), old=old, new=new)
        if found is None:
            return None
        before = _facts(mark, _MARK)
        _apply(mark, found)
        return RegradedMark(regrade_id=self.row.id, mark_id=mark.id, before=before, after=_facts(mark, _MARK))

    async def finish(self, *, dry_run: bool) -> UUID:
        """Write the log; or take everything back, by raising `_Rehearsed`."""
        if dry_run:
            raise _Rehearsed
        after = {"policy": self.policy.value, "regrade": str(self.row.id), "changed": self.outcome.changed}
        await record(self.tx, self.cause, "quiz.regrade", "quiz", self.row.quiz_id, after=after)
        return self.row.id


async def _chunks(quiz_id: UUID) -> AsyncIterator[list[Attempt]]:
    """Finished attempts with their places locked in one order, so that two regrades cannot block each other."""
    after: UUID | None = None
    while True:
        wanted = Attempt.filter(quiz_id=quiz_id, state__in=FINISHED)
        if after is not None:
            wanted = wanted.filter(id__gt=after)
        rows = await wanted.order_by("id").limit(CHUNK)
        if not rows:
            return
        after = rows[-1].id
        yield rows


async def _locked_places(ids: Sequence[UUID]) -> dict[UUID, Enrollment]:
    rows = await Enrollment.filter(id__in=list(set(ids))).order_by("id").select_for_update()
    return {row.id: row for row in rows}


def _facts(row: Attempt | AttemptMark, names: Sequence[str]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names}


def _line(mark: AttemptMark, rows: Sequence[RegradedMark]) -> dict[str, Any]:
    row = next(each for each in rows if each.mark_id == mark.id)
    return {"question": mark.question_id, "before": row.before["points"], "after": row.after["points"]}


def _standing(mark: AttemptMark) -> Standing:
    share = read_fraction(mark.fraction)
    by_person = any(why.get("code") == BY_PERSON for why in mark.why)
    return Standing(None if isinstance(share, NotNumber) else share, mark.max_points, by_person)


def _apply(mark: AttemptMark, found: Regraded) -> None:
    fraction = found.fraction or Fraction(0)
    mark.fraction, mark.max_points = float(fraction), found.max_points
    mark.points = float(award(found.max_points, fraction))
    mark.why = [why.as_json() for why in found.why]


async def undo(regrade_id: UUID, *, cause: Cause) -> Outcome:
    """Give back the marks from before a regrade; those that were changed again since are left alone and named.

    Raises NotThere, NotNow(`already_undone`).
    """
    async with in_transaction() as tx:
        row = await Regrade.filter(id=regrade_id).first()
        if row is None:
            raise NotThere("There is no such regrade")
        _ = await locked_quiz(row.quiz_id)
        row = await Regrade.filter(id=regrade_id).select_for_update().get()
        if row.undone_at is not None:
            raise NotNow("This regrade was taken back already", code="already_undone", undone_at=row.undone_at)
        outcome = Outcome(row.policy, row.id)
        async for attempts in _chunks(row.quiz_id):
            await _undo_chunk(tx, row, attempts, outcome, cause)
        row.undone_at = cause.now
        await row.save(using_db=tx, update_fields=["undone_at"])
        await record(tx, cause, "quiz.regrade_undo", "quiz", row.quiz_id, after={"regrade": str(row.id)})
    return outcome


async def _undo_chunk(
    tx: BaseDBAsyncClient, row: Regrade, attempts: Sequence[Attempt], outcome: Outcome, cause: Cause
) -> None:
    places = await _locked_places([attempt.enrollment_id for attempt in attempts])
    names = await names_of([attempt.user_id for attempt in attempts])
    for attempt in attempts:
        outcome.attempts += 1
        marks = await AttemptMark.filter(attempt_id=attempt.id).using_db(tx).order_by("id")
        by_id = {mark.id: mark for mark in marks}
        rows = await RegradedMark.filter(regrade_id=row.id, mark_id__in=[*by_id]).using_db(tx)
        before = _facts(attempt, _SCORE)
        lines = [line for each in rows if (line := _back(by_id[each.mark_id], each, outcome)) is not None]
        if not lines:
            continue
        for each in rows:
            await by_id[each.mark_id].save(using_db=tx, update_fields=list(_MARK))
        await resettle(tx, attempt, places[attempt.enrollment_id], marks, cause.now)
        outcome.changed += 1
        after, name = _facts(attempt, _SCORE), names[attempt.user_id]
        if len(outcome.changes) < MOST_SHOWN:
            outcome.changes.append(Change(attempt.id, attempt.user_id, name, before, after, lines))


def _back(mark: AttemptMark, row: RegradedMark, outcome: Outcome) -> dict[str, Any] | None:
    if any(getattr(mark, name) != row.after[name] for name in _MARK):
        detail = "The mark was changed again since."
        outcome.skipped.append({"question": mark.question_id, "version": 0, "code": "changed_since", "detail": detail})
        return None
    line = {"question": mark.question_id, "before": mark.points, "after": row.before["points"]}
    for name in _MARK:
        setattr(mark, name, row.before[name])
    return line
