"""Answers of an attempt that runs: saved, one after the other where it is sequential, and submitted."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from tortoise.transactions import in_transaction

from models.actions.attempt_ends import IN_PROGRESS, Held, asked_of, close, finish, hold, stage_of
from models.actions.attempt_files import keep_files
from models.queries.attempts import Asked, current_question
from models.refusals import NotFit, NotNow
from models.rules.deadlines import Stage
from models.rules.problems import Invalid, Problem
from models.rules.questions import dump_answer, parse_answer
from models.tables.quizzes import Attempt


async def save_answers(attempt_id: UUID, answers: Mapping[str, Any], *, now: datetime) -> None:
    """Keep what was answered so far; null takes an answer back, questions not named keep theirs.

    Raises Invalid for answers that do not fit, NotNow(`attempt_over`, `time_over`).
    """
    async with in_transaction():
        held = await _held_open(attempt_id, now)
        await _take(held, answers, now)
        await held.attempt.save(update_fields=["answers"])


async def _held_open(attempt_id: UUID, now: datetime) -> Held:
    """The attempt under lock, if it still takes answers."""
    held = await hold(attempt_id)
    if held.attempt.state != IN_PROGRESS:
        raise NotNow("The attempt is over", code="attempt_over", state=held.attempt.state)
    if stage_of(held.attempt, held.quiz, now) is not Stage.OPEN:
        raise NotNow("The time is over", code="time_over", deadline=held.attempt.deadline)
    return held


async def _take(held: Held, answers: Mapping[str, Any], now: datetime) -> None:
    """Set the attempt's answers, and make their files the attempt's."""
    before = held.attempt.answers
    held.attempt.answers = await _merged(held.attempt, answers)
    await keep_files(held.attempt, before, held.quiz, now)


async def _merged(attempt: Attempt, answers: Mapping[str, Any]) -> dict[str, Any]:
    asked = {str(each.question_id): each for each in await asked_of(attempt)}
    current = current_question(attempt)
    problems: list[Problem] = []
    merged = dict(attempt.answers)
    for question, raw in answers.items():
        if fault := _misplaced(question, asked, current):
            problems.append(fault)
            continue
        try:
            merged[question] = _stored(asked[question], raw)
        except Invalid as fault_inside:
            problems += [_inside(question, fault) for fault in fault_inside.problems]
    if problems:
        raise NotFit("The answers do not fit the questions", problems=problems)
    return {question: answer for question, answer in merged.items() if answer}


def _misplaced(question: str, asked: Mapping[str, Asked], current: str | None) -> Problem | None:
    if question not in asked:
        return Problem(("answers", question[:100]), "unknown_id", "The attempt has no such question.")
    if current is not None and question != current:
        return Problem(("answers", question), "not_current", "Only the current question can be answered.")
    return None


def _inside(question: str, fault: Problem) -> Problem:
    return Problem(("answers", question, *fault.path), fault.code, fault.message)


def _stored(asked: Asked, raw: object) -> dict[str, Any]:
    return dump_answer(asked.content, parse_answer(asked.content, raw))


async def move_on(attempt_id: UUID, question_id: UUID, answers: Mapping[str, Any] | None, *, now: datetime) -> None:
    """Leave a question of a sequential attempt for good, perhaps with a last answer; the next one becomes current.

    `question_id` says which question is left: a click that comes twice leaves one question, and says nothing new.
    Raises NotFit for a question that is not reached yet, NotNow(`not_sequential`, `last_question`, `attempt_over`,
    `time_over`).
    """
    async with in_transaction():
        held = await _held_open(attempt_id, now)
        attempt, order = held.attempt, [each["question"] for each in held.attempt.plan["questions"]]
        if current_question(attempt) is None:
            raise NotNow("The questions of this attempt are all open", code="not_sequential")
        if str(question_id) in order[: attempt.position]:
            return
        if str(question_id) != order[attempt.position]:
            fault = Problem(("question",), "not_current", "This is not the current question.")
            raise NotFit("Only the current question can be left", problems=[fault])
        if attempt.position == len(order) - 1:
            raise NotNow("It is the last question: submit the attempt", code="last_question")
        await _take(held, answers or {}, now)
        attempt.position += 1
        await attempt.save(update_fields=["answers", "position"])


async def submit(attempt_id: UUID, answers: Mapping[str, Any] | None, *, now: datetime) -> None:
    """End an attempt and mark it; twice is once. Answers that come with it count while the time is not over.

    After the deadline the quiz decides: what was saved is submitted, or (in the grace) may be submitted without
    new answers, or the attempt is abandoned. Raises Invalid, and NotNow(`time_over`) for answers in the grace.
    """
    async with in_transaction():
        held = await hold(attempt_id)
        if held.attempt.state != IN_PROGRESS:
            return
        at = stage_of(held.attempt, held.quiz, now)
        if at is Stage.OVER:
            await close(held.attempt, held.quiz, held.place, now)
            return
        if answers and at is Stage.GRACE:
            raise NotNow("The time is over: submit without answers", code="time_over", deadline=held.attempt.deadline)
        if answers:
            await _take(held, answers, now)
        await finish(held.attempt, held.quiz, held.place, now)
