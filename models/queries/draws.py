"""What an attempt asks: the quiz's own questions, and those that its slots draw from banks by the attempt's seed."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from tortoise.connection import get_connection

from models.queries.questions import Written, in_bank, questions_of
from models.rules.questions import attempt_supported, live_supported, shuffled
from models.tables.quizzes import Bank, QuizDraw


@dataclass(frozen=True, slots=True)
class Slot:
    """One question of an attempt, what it is worth there, and the slot that drew it, if one did."""

    written: Written
    points: float
    draw_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class BankCard:
    """A bank and how many questions it has."""

    bank: Bank
    question_count: int


BankKey = tuple[UUID, ...]
"""The id alone."""


async def candidates(bank_id: UUID, tags: Collection[str], *, live: bool = False) -> list[Written]:
    """The questions of a bank that an attempt (or a live session) can ask and that carry every one of the tags."""
    fits = live_supported if live else attempt_supported
    found = [each for each in await in_bank(bank_id) if fits(each.version.kind)]
    return [each for each in found if set(tags) <= set(each.version.tags)]


async def slots_of(quiz_id: UUID, seed: str, *, live: bool = False) -> list[Slot]:
    """The questions of a new attempt in the quiz's order. The seed decides every draw; no question comes twice.

    With `live`, those of a live session: the quiz's own ones are all there, so that it can tell which it leaves out.
    """
    own = [each for each in await questions_of(quiz_id) if live or attempt_supported(each.version.kind)]
    placed = [(each.question.position, [Slot(each, each.version.points)]) for each in own]
    taken: set[UUID] = set()
    for draw in await draws_of(quiz_id):
        drawn = _drawn(draw, await candidates(draw.bank_id, draw.tags, live=live), taken, seed)
        placed.append((draw.position, drawn))
    return [slot for _, slots in sorted(placed, key=lambda each: each[0]) for slot in slots]


def _drawn(draw: QuizDraw, found: Sequence[Written], taken: set[UUID], seed: str) -> list[Slot]:
    by_id = {str(each.id): each for each in found if each.id not in taken}
    chosen = [by_id[each] for each in shuffled(by_id, f"{seed}/{draw.id}")[: draw.count]]
    taken |= {each.id for each in chosen}
    return [Slot(each, each.version.points if draw.points is None else draw.points, draw.id) for each in chosen]


async def draws_of(quiz_id: UUID) -> list[QuizDraw]:
    """The slots of a quiz in order."""
    return await QuizDraw.filter(quiz_id=quiz_id, archived_at=None).order_by("position", "id")


async def bank_of(bank: Bank) -> BankCard:
    """A bank with its count."""
    return (await _cards([bank]))[0]


async def banks_of(course_id: UUID, *, after: BankKey | None, limit: int) -> tuple[list[BankCard], BankKey | None]:
    """One page of a course's banks in the order they were made."""
    wanted = Bank.filter(course_id=course_id, archived_at=None)
    if after is not None:
        wanted = wanted.filter(id__gt=after[0])
    rows = await wanted.order_by("id").limit(limit + 1)
    last = (rows[limit - 1].id,) if len(rows) > limit else None
    return await _cards(rows[:limit]), last


async def _cards(banks: Sequence[Bank]) -> list[BankCard]:
    rows = await get_connection("default").execute_query_dict(
        "SELECT bank_id, count(*) AS n FROM question WHERE bank_id = ANY($1::uuid[]) AND archived_at IS NULL GROUP BY 1",
        [[bank.id for bank in banks]],
    )
    counts = {row["bank_id"]: row["n"] for row in rows}
    return [BankCard(bank, counts.get(bank.id, 0)) for bank in banks]


async def count_banks(course_id: UUID) -> int:
    """How many banks a course has."""
    return await Bank.filter(course_id=course_id, archived_at=None).count()
