"""Progress: what happens in a lesson is written as an event, folded, and moves the course's percent on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from tortoise.backends.base.client import BaseDBAsyncClient
from tortoise.transactions import in_transaction

from models.actions import feeds
from models.actions.certificates import course_completed
from models.actions.news import tell_completed
from models.actions.outbox import order_work
from models.queries.progress import lock_reasons
from models.refusals import NotFit, NotNow, NotThere, NotYours
from models.rules.courses import CompletionRule, completion_rule
from models.rules.enrolling import READING, EnrollmentState
from models.rules.lesson_progress import Event, Goal, Happened, Here, fold, step
from models.rules.problems import Problem
from models.rules.progress import LessonState, Step, is_complete, percent
from models.rules.watching import Interval
from models.tables.courses import Lesson
from models.tables.enrollments import Enrollment, LessonProgress, ProgressEvent

COMPLETED: Final = "progress.completed"
"""Work: tell those who completed a course because its lessons changed."""
BY_HAND = frozenset({CompletionRule.MARK, CompletionRule.VIEW})
"""Rules under which a learner may say that a lesson is done."""


@dataclass(frozen=True, slots=True)
class Report:
    """What a player tells: where it is, which seconds were watched, and whether the learner says "done"."""

    position_seconds: int | None = None
    watched: tuple[Interval, ...] = ()
    done: bool = False


def goal_of(lesson: Lesson) -> Goal:
    """What makes a lesson done."""
    value = (lesson.completion or {}).get("value")
    rule = completion_rule(lesson.kind, lesson.completion)
    quiz_id = str(lesson.quiz_id) if lesson.quiz_id else None
    return Goal(rule, value, lesson.minutes * 60 if lesson.minutes else None, quiz_id)


async def view(enrollment_id: UUID, lesson_id: UUID, *, now: datetime) -> None:
    """Note that a learner opened a lesson; only the first time is written. Raises NotYours(`locked`)."""
    known = await LessonProgress.filter(enrollment_id=enrollment_id, lesson_id=lesson_id).first()
    if known is None or known.state == LessonState.NOT_STARTED:
        await _tell(enrollment_id, lesson_id, [Event(Happened.VIEWED, now)], now)
    else:
        await _refuse_locked_lesson(enrollment_id, lesson_id, now)


async def report(enrollment_id: UUID, lesson_id: UUID, said: Report, *, now: datetime) -> None:
    """Take a player's report; time is credited by the clock of the server.

    Raises NotYours(`locked`), NotNow(`other_rule`) for "done" where the lesson has another rule.
    """
    d = {"position_seconds": said.position_seconds, "watched": [list(each) for each in said.watched]}
    events = [Event(Happened.REPORTED, now, d)]
    if said.done:
        events.append(Event(Happened.MARKED, now))
    await _tell(enrollment_id, lesson_id, events, now)


async def complete(enrollment_id: UUID, lesson_id: UUID, *, now: datetime) -> None:
    """Take the learner's word that a lesson is done. Raises NotYours(`locked`), NotNow(`other_rule`)."""
    await _tell(enrollment_id, lesson_id, [Event(Happened.MARKED, now)], now)


async def override(
    enrollment_id: UUID, lesson_id: UUID, state: LessonState, reason: str, by: UUID, now: datetime
) -> None:
    """Let staff decide how a lesson stands, with a reason."""
    if state is LessonState.IN_PROGRESS:
        fault = Problem(("state",), "not_for_staff", "Set done, excused or not_started.")
        raise NotFit("Nobody can be put half-way", problems=[fault])
    event = Event(Happened.OVERRIDDEN, now, {"state": state.value, "reason": reason, "by": str(by)})
    async with in_transaction() as tx:
        place, lesson = await _locked(enrollment_id), await _lesson(enrollment_id, lesson_id)
        await happen(tx, place, [lesson], [event], now)


async def _tell(enrollment_id: UUID, lesson_id: UUID, events: Sequence[Event], now: datetime) -> None:
    async with in_transaction() as tx:
        place, lesson = await _locked(enrollment_id), await _lesson(enrollment_id, lesson_id)
        _refuse_closed_place(place, now)
        await _refuse_locked(place, lesson, now)
        if any(event.kind == Happened.MARKED for event in events):
            _refuse_other_rule(lesson)
        await happen(tx, place, [lesson], events, now)


async def _locked(enrollment_id: UUID) -> Enrollment:
    return await Enrollment.filter(id=enrollment_id).select_for_update().get()


async def _lesson(enrollment_id: UUID, lesson_id: UUID) -> Lesson:
    lesson = await Lesson.filter(id=lesson_id, archived_at=None, course__enrollments__id=enrollment_id).first()
    if lesson is None:
        raise NotThere("The course has no such lesson")
    return lesson


def _refuse_closed_place(place: Enrollment, now: datetime) -> None:
    if place.state not in READING:
        raise NotYours("The place is not in force", code=f"enrollment_{place.state}")
    if place.expires_at is not None and now >= place.expires_at:
        raise NotYours("The access has ended", code="access_ended")


def _refuse_other_rule(lesson: Lesson) -> None:
    rule = completion_rule(lesson.kind, lesson.completion)
    if rule not in BY_HAND:
        raise NotNow("This lesson is completed in another way", code="other_rule", rule=rule.value)


async def _refuse_locked_lesson(enrollment_id: UUID, lesson_id: UUID, now: datetime) -> None:
    await _refuse_locked(await Enrollment.get(id=enrollment_id), await _lesson(enrollment_id, lesson_id), now)


async def _refuse_locked(place: Enrollment, lesson: Lesson, now: datetime) -> None:
    if reasons := await lock_reasons(place, lesson, now):
        raise NotYours("The lesson is not open yet", code="locked", locks=reasons)


async def happen(
    tx: BaseDBAsyncClient, place: Enrollment, lessons: Sequence[Lesson], events: Sequence[Event], now: datetime
) -> None:
    """Write events for lessons of one enrolment, whose row is locked, fold them, and count the percent anew."""
    rows = {row.lesson_id: row for row in await _rows(tx, place.id)}
    moved = []
    for lesson in lessons:
        row = rows.get(lesson.id)
        here = _here(row) if row else Here()
        for event in events:
            here = step(goal_of(lesson), here, event)
            _ = await ProgressEvent.create(
                using_db=tx, enrollment_id=place.id, lesson_id=lesson.id, kind=event.kind, at=event.at, d=dict(event.d)
            )
        if row is None or row.state != here.state:
            moved.append(feeds.Moved(lesson.id, here.state.value))
        await _write(tx, place, lesson, row, here, now)
    _ = await recount(tx, place, now, moved)


async def replay(
    tx: BaseDBAsyncClient, place: Enrollment, lesson: Lesson, missed: Sequence[Event], now: datetime
) -> None:
    """Fold a lesson of an enrolment, whose row is locked, anew by the rule that the lesson has now. Twice is once.

    `missed` are told only if the lesson is not done without them: what happened before the lesson asked for it.
    """
    mine = {"enrollment_id": place.id, "lesson_id": lesson.id}
    row = await LessonProgress.filter(**mine).using_db(tx).first()
    told = await ProgressEvent.filter(**mine).order_by("id").using_db(tx)
    here = fold(goal_of(lesson), [Event(event.kind, event.at, event.d) for event in told])
    for event in missed if here.state is not LessonState.DONE else ():
        here = step(goal_of(lesson), here, event)
        _ = await ProgressEvent.create(using_db=tx, **mine, kind=event.kind, at=event.at, d=dict(event.d))
    if row is None and here == Here():
        return
    moved = [feeds.Moved(lesson.id, here.state.value)] if row is None or row.state != here.state else []
    await _write(tx, place, lesson, row, here, now)
    _ = await recount(tx, place, now, moved, seen=False)


def _here(row: LessonProgress) -> Here:
    return Here(
        state=LessonState(row.state),
        why=row.why,
        position_s=row.position_seconds,
        watched=tuple((start, end) for start, end in row.watched),
        dwelt_s=row.dwelt_seconds,
        started_at=row.started_at,
        completed_at=row.completed_at,
        reported_at=row.reported_at,
    )


async def _write(
    tx: BaseDBAsyncClient, place: Enrollment, lesson: Lesson, row: LessonProgress | None, here: Here, now: datetime
) -> None:
    row = row or LessonProgress(enrollment_id=place.id, lesson_id=lesson.id)
    row.state, row.why = here.state.value, dict(here.why)
    row.position_seconds, row.dwelt_seconds = here.position_s, here.dwelt_s
    row.watched = [list(each) for each in here.watched]
    row.started_at, row.completed_at = here.started_at or now, here.completed_at
    row.reported_at, row.updated_at = here.reported_at, now
    await row.save(using_db=tx)


async def recount(
    tx: BaseDBAsyncClient, place: Enrollment, now: datetime, moved: Sequence[feeds.Moved] = (), *, seen: bool = True
) -> int:
    """Count the percent of an enrolment, whose row is locked, from its lessons; completes it at 100. Returns it.

    `moved` are the lessons that have just changed: who listens is told. `seen` is false when the learner is not there.
    """
    before = feeds.Before.of(place)
    states = {row.lesson_id: row.state for row in await _rows(tx, place.id)}
    lessons = await Lesson.filter(course_id=place.course_id, archived_at=None).using_db(tx)
    steps = [Step(states.get(each.id, LessonState.NOT_STARTED), required=not each.optional) for each in lessons]
    place.percent, place.last_seen_at = percent(steps), now if seen else place.last_seen_at
    if is_complete(steps) and place.state == EnrollmentState.ACTIVE:
        place.state, place.completed_at = EnrollmentState.COMPLETED.value, now
        await course_completed(tx, place, now)
        await tell_completed(tx, place, now)
    await place.save(using_db=tx, update_fields=["percent", "last_seen_at", "state", "completed_at"])
    await feeds.progress_changed(tx, place, before, moved, now)
    return place.percent


async def _rows(tx: BaseDBAsyncClient, enrollment_id: UUID) -> list[LessonProgress]:
    return await LessonProgress.filter(enrollment_id=enrollment_id).using_db(tx)


_RECOUNT = """
WITH held AS (
  SELECT id, percent, state FROM enrollment WHERE course_id = $1 AND state IN ('active', 'completed') ORDER BY id FOR UPDATE
), counted AS (
  SELECT held.id, held.percent, held.state,
    count(l.id) FILTER (WHERE p.state IS DISTINCT FROM 'excused') AS counting,
    count(l.id) FILTER (WHERE p.state = 'done') AS done
  FROM held
  LEFT JOIN lesson l ON l.course_id = $1 AND l.archived_at IS NULL AND NOT l.optional
  LEFT JOIN lesson_progress p ON p.enrollment_id = held.id AND p.lesson_id = l.id
  GROUP BY held.id, held.percent, held.state
), recounted AS (
UPDATE enrollment e SET
  percent = CASE WHEN c.counting = 0 THEN 0 ELSE 100 * c.done / c.counting END,
  completed_at = CASE WHEN e.state = 'active' AND c.counting > 0 AND c.done = c.counting THEN $2 ELSE e.completed_at END,
  state = CASE WHEN c.counting > 0 AND c.done = c.counting THEN 'completed' ELSE e.state END
FROM counted c WHERE c.id = e.id
RETURNING e.id, e.user_id, e.percent, e.state, e.last_seen_at, c.percent AS percent_before, c.state AS state_before
)
INSERT INTO channel_event (key, t, at, user_id, d)
SELECT told.key, told.t, $2, told.about, told.d FROM recounted r, LATERAL (VALUES
  (1, 'course:' || $1::text, 'progress.changed', r.user_id, jsonb_build_object(
    'enrollment', r.id, 'lesson', NULL, 'state', NULL, 'percent', r.percent, 'last_seen', {seen})),
  (2, 'me:' || r.user_id, 'progress.changed', NULL::uuid, jsonb_build_object(
    'enrollment', r.id, 'course', $1, 'lesson', NULL, 'state', NULL, 'percent', r.percent)),
  (3, 'course:' || $1::text, 'enrollment.changed', r.user_id, jsonb_build_object(
    'enrollment', r.id, 'state', r.state, 'was', r.state_before, 'percent', r.percent, 'last_seen', {seen}))
) AS told(n, key, t, about, d)
WHERE CASE WHEN told.n = 3 THEN r.state <> r.state_before ELSE r.percent <> r.percent_before END
ORDER BY r.id, told.n
""".replace("{seen}", feeds.MOMENT.format("r.last_seen_at"))


async def recount_course(tx: BaseDBAsyncClient, course_id: UUID, now: datetime) -> None:
    """Count everybody's percent anew after the lessons of a course have changed: one statement for any number.

    Says in SQL what `models.rules.progress` says; the rows are locked in the order of their ids, as finalising does.
    Who has completed the course by it is told, and gets a certificate, by the work that is ordered.
    """
    _ = await tx.execute_query(_RECOUNT, [course_id, now])
    _ = await order_work(tx, COMPLETED, {"course_id": course_id, "at": now}, now=now)


async def finish_by_passing(
    tx: BaseDBAsyncClient, place: Enrollment, lessons: Sequence[Lesson], facts: Mapping[str, Any], now: datetime
) -> None:
    """Note that a quiz was passed, in the lessons that wait for it and are not done; the enrolment is locked."""
    done = {row.lesson_id for row in await _rows(tx, place.id) if row.state == LessonState.DONE}
    waiting = [lesson for lesson in lessons if lesson.id not in done]
    await happen(tx, place, waiting, [Event(Happened.PASSED, now, dict(facts))], now)
