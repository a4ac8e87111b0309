"""Questions: write, rewrite as a new version, remove, put in order."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from tortoise.transactions import in_transaction

from models.actions.banks import locked as locked_bank
from models.actions.quizzes import locked as locked_quiz
from models.actions.versions import Guard
from models.queries.questions import Written, current_version
from models.refusals import NotFit, NotNow, NotThere
from models.rules.courses import order_faults
from models.rules.problems import Problem
from models.rules.questions import author_view, dump, load, parse_content
from models.tables.quizzes import Question, QuestionVersion

MAX_QUESTIONS = 1_000
ENVELOPE = ("stem", "points", "seconds", "feedback", "tags")
"""What stands beside the content: columns of a version."""
_EMPTY: dict[str, Any] = {"points": 1.0, "tags": []}
_ID_BYTES = 6


def _new_id() -> str:
    """Ids of choices are seen by learners, so chance makes them: they tell nothing of the order of writing."""
    return secrets.token_urlsafe(_ID_BYTES)


@dataclass(frozen=True, slots=True)
class Wording:
    """A question as an author writes it: its kind, the envelope's columns, and the fields of its kind."""

    kind: str
    envelope: Mapping[str, Any]
    content: Mapping[str, Any]

    def version(self, question_id: UUID, number: int, now: datetime) -> QuestionVersion:
        """The row of this wording. Raises the rules' Invalid with every fault of the content."""
        content = dump(parse_content(self.kind, self.content, new_id=_new_id))
        envelope = {name: _EMPTY.get(name) if value is None else value for name, value in self.envelope.items()}
        return QuestionVersion(
            question_id=question_id,
            number=number,
            kind=self.kind,
            scoring=content.get("scoring"),
            content=content,
            created_at=now,
            **envelope,
        )


async def add(quiz_id: UUID, wording: Wording, *, now: datetime) -> Written:
    """Add a question at the end of a quiz. Raises Invalid, NotNow(`too_many_questions`)."""
    return (await add_all(quiz_id, [wording], now=now))[0]


async def add_all(quiz_id: UUID, wordings: Sequence[Wording], *, now: datetime) -> list[Written]:
    """Add questions at the end of a quiz, all or none. Raises Invalid, NotNow(`too_many_questions`)."""
    async with in_transaction():
        quiz = await locked_quiz(quiz_id)
        return await _append({"quiz_id": quiz.id}, wordings, now)


async def add_to_bank(bank_id: UUID, wording: Wording, *, now: datetime) -> Written:
    """Add a question at the end of a bank. Raises Invalid, NotNow(`too_many_questions`)."""
    async with in_transaction():
        bank = await locked_bank(bank_id)
        return (await _append({"bank_id": bank.id}, [wording], now))[0]


async def _append(home: Mapping[str, UUID], wordings: Sequence[Wording], now: datetime) -> list[Written]:
    others = Question.filter(archived_at=None, **home)
    if await others.count() + len(wordings) > MAX_QUESTIONS:
        raise NotNow("No more questions fit in here", code="too_many_questions", most=MAX_QUESTIONS)
    last = await others.order_by("-position").first()
    first = last.position + 1 if last else 0
    made = []
    for at, wording in enumerate(wordings, first):
        question = Question(**home, position=at, created_at=now, updated_at=now)
        made.append(Written(question, wording.version(question.id, 1, now)))
    await Question.bulk_create([each.question for each in made])
    await QuestionVersion.bulk_create([each.version for each in made])
    return made


async def _locked(question_id: UUID) -> Question:
    question = await Question.filter(id=question_id, archived_at=None).first()
    if question is not None:
        await _lock_home(question)
        question = await Question.filter(id=question_id, archived_at=None).select_for_update().first()
    if question is None:
        raise NotThere("There is no such question")
    return question


async def _lock_home(question: Question) -> None:
    if question.quiz_id is not None:
        _ = await locked_quiz(question.quiz_id)
    elif question.bank_id is not None:
        _ = await locked_bank(question.bank_id)


async def change(question_id: UUID, changes: Mapping[str, Any], *, guard: Guard, now: datetime) -> Written:
    """Write a new version with what was sent; attempts and live sessions that run keep the old one.

    Raises what `guard` raises, and Invalid; NotFit when the kind would change (that is another question).
    """
    async with in_transaction():
        question = await _locked(question_id)
        guard(question.id, question.current_version)
        old = await current_version(question)
        if changes.get("kind", old.kind) != old.kind:
            fault = Problem(("kind",), "fixed", "Another kind is another question: add a new one.")
            raise NotFit("The kind of a question stays", problems=[fault])
        version = _merged(old, changes).version(question.id, question.current_version + 1, now)
        await version.save()
        question.current_version, question.updated_at = version.number, now
        await question.save(update_fields=["current_version", "updated_at"])
    return Written(question, version)


def _merged(old: QuestionVersion, changes: Mapping[str, Any]) -> Wording:
    """The old wording with a merge patch over it: null takes a field away."""
    envelope = {name: getattr(old, name) for name in ENVELOPE}
    content = {**author_view(load(old.kind, old.content))}
    for name, value in changes.items():
        if name in envelope:
            envelope[name] = value
        elif name != "kind":
            content[name] = value
    return Wording(old.kind, envelope, {name: value for name, value in content.items() if value is not None})


async def remove(question_id: UUID, *, guard: Guard, now: datetime) -> None:
    """Take a question out of its quiz; attempts that have it keep it."""
    async with in_transaction():
        question = await _locked(question_id)
        guard(question.id, question.current_version)
        question.archived_at = now
        await question.save(update_fields=["archived_at"])


async def put_in_order(quiz_id: UUID, ids: Sequence[UUID], *, now: datetime) -> None:
    """Put all questions of a quiz in order. Raises NotFit unless each is named exactly once."""
    async with in_transaction() as tx:
        quiz = await locked_quiz(quiz_id)
        living = [question.id for question in await Question.filter(quiz_id=quiz.id, archived_at=None).only("id")]
        if faults := order_faults(ids, living, ("questions",)):
            raise NotFit("The order must name every question once", code="order_mismatch", problems=faults)
        _ = await tx.execute_query(
            "UPDATE question SET position = v.at - 1, updated_at = $2"
            " FROM unnest($1::uuid[]) WITH ORDINALITY AS v(id, at) WHERE question.id = v.id",
            [list(ids), now],
        )
