"""Each invariant finds what breaks it, and nothing in a database that is whole."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import asyncpg
from tortoise.context import TortoiseContext

from models.ids import new_id
from models.queries.invariants import INVARIANTS, broken
from server.settings import Settings

Rows = Sequence[tuple[str, dict[str, Any]]]
A, B, C, D, E, F, G = (UUID(int=number) for number in range(1, 8))
ORDER = {"id": A, "user_id": B, "subtotal_minor": 1000, "discount_minor": 0, "total_minor": 1000, "state": "paid"}
ITEM = {"order_id": A, "user_id": B, "course_id": C, "price_minor": 1000, "enrollment_id": D, "open": False}
PLACE = {"id": D, "user_id": B, "course_id": C, "state": "active"}
PAYMENT = {"id": E, "order_id": A, "amount_minor": 1000, "currency": "KWD", "gateway": "stripe"}
REFUND = {"order_id": A, "payment_id": E, "currency": "KWD", "of_sale": True, "state": "done", "amount_minor": 1000}
POSTING = {"movement_id": F, "order_id": A, "gateway": "stripe", "currency": "KWD", "account": "gateway:stripe"}
QUIZ = {"id": E, "course_id": C, "attempts_allowed": 1, "updated_at": "2026-01-01T00:00:00Z"}
ATTEMPT = {"id": F, "quiz_id": E, "enrollment_id": D, "user_id": B, "kind": "self", "state": "submitted"}
MARK = {"attempt_id": F, "question_id": G, "points": 1.0, "max_points": 1.0}
SESSION = {"id": A, "head": 0, "plan": "[]", "settings": "{}"}
RUN = {"id": B, "session_id": A, "item_id": C, "number": 1, "state": "revealed"}
SEAT = {"id": D, "session_id": A, "state": "joined"}
ANSWER = {"session_id": A, "run_id": B, "participant_id": D, "status": "accepted", "current": True, "sub": "1"}


def scored(s: int, points: int, total: int) -> tuple[str, dict[str, Any]]:
    line = f'{{"run": "{B}", "scored": [{{"participant": "{D}", "points": {points}, "total": {total}}}]}}'
    return ("live_event", {"session_id": A, "s": s, "t": "item.scored", "d": line})


BREAKING: dict[str, Rows] = {
    "one person has two living enrolments in a course": [
        ("enrollment", PLACE),
        ("enrollment", PLACE | {"id": E, "state": "waiting", "run": 2}),
    ],
    "a course has more people than seats": [
        ("course", {"id": C, "capacity": 1}),
        ("enrollment", PLACE),
        ("enrollment", PLACE | {"id": E, "user_id": E, "state": "completed"}),
    ],
    "somebody has more attempts than allowed": [
        ("enrollment", PLACE),
        ("quiz", QUIZ),
        ("attempt", ATTEMPT | {"score": 0.0, "max_score": 0.0}),
        ("attempt", ATTEMPT | {"id": G, "number": 2, "score": 0.0, "max_score": 0.0}),
    ],
    "one quiz has two attempts in progress": [
        ("enrollment", PLACE),
        ("quiz", QUIZ | {"attempts_allowed": None}),
        ("attempt", ATTEMPT | {"state": "in_progress"}),
        ("attempt", ATTEMPT | {"id": G, "number": 2, "state": "in_progress"}),
    ],
    "the score of an attempt is not the sum of its marks": [
        ("enrollment", PLACE),
        ("quiz", QUIZ),
        ("question", {"id": G}),
        ("attempt", ATTEMPT | {"score": 0.5, "max_score": 1.0}),
        ("attempt_mark", MARK),
    ],
    "a graded attempt has a question without a mark": [
        ("enrollment", PLACE),
        ("quiz", QUIZ),
        ("question", {"id": G}),
        ("attempt", ATTEMPT | {"score": 0.0, "max_score": 1.0, "state": "graded"}),
        ("attempt_mark", MARK | {"points": None}),
    ],
    "a certificate stands without the course being completed": [
        ("enrollment", PLACE | {"percent": 90}),
        ("certificate", {"enrollment_id": D}),
    ],
    "one run through a course has two certificates that stand": [
        ("enrollment", PLACE | {"percent": 100}),
        ("certificate", {"enrollment_id": D, "number": "1", "code": "1"}),
        ("certificate", {"enrollment_id": D, "version": 2, "number": "2", "code": "2", "status_index": 2}),
    ],
    "the log of a live session has a gap": [("live_session", SESSION | {"head": 1})],
    "an acknowledged answer is missing": [
        ("live_session", SESSION | {"head": 1}),
        ("live_run", RUN),
        ("live_event", {"session_id": A, "s": 1, "t": "item.closed", "d": f'{{"run": "{B}", "answers": 1}}'}),
    ],
    "somebody has points without an answer": [
        ("live_session", SESSION | {"head": 1}),
        ("live_run", RUN),
        ("live_participant", SEAT),
        scored(1, 500, 500),
    ],
    "the total of a player is not the sum of the points": [
        ("live_session", SESSION | {"head": 2}),
        ("live_run", RUN),
        ("live_participant", SEAT),
        ("live_answer", ANSWER),
        scored(1, 500, 500),
        scored(2, 300, 800),
    ],
    "an order is paid and its buyer has no place": [
        ("course_order", ORDER),
        ("order_item", ITEM | {"enrollment_id": None}),
    ],
    "an order was refunded and its buyer has the place": [
        ("course_order", ORDER | {"state": "refunded", "refunded_minor": 1000}),
        ("order_item", ITEM),
        ("enrollment", PLACE),
        ("refund", REFUND),
        ("payment", PAYMENT),
        ("ledger_entry", POSTING | {"amount_minor": -1000}),
        ("ledger_entry", POSTING | {"account": "refunds", "amount_minor": 1000}),
    ],
    "an order is closed and holds a seat": [
        ("course_order", ORDER | {"state": "expired"}),
        ("order_item", ITEM | {"open": True}),
        ("enrollment", PLACE),
    ],
    "an order does not add up": [
        ("course_order", ORDER | {"total_minor": 900}),
        ("order_item", ITEM),
        ("enrollment", PLACE),
    ],
    "an order does not agree with its refunds": [
        ("course_order", ORDER | {"state": "partially_refunded", "refunded_minor": 300}),
        ("order_item", ITEM),
        ("enrollment", PLACE),
    ],
    "an order was paid for twice": [
        ("course_order", ORDER),
        ("payment", PAYMENT | {"fulfilled": True, "reference": "1"}),
        ("payment", PAYMENT | {"id": F, "fulfilled": True, "reference": "2"}),
    ],
    "more was sent back than was paid": [
        ("payment", PAYMENT),
        ("refund", REFUND | {"state": "asked", "amount_minor": 600, "reference": "1"}),
        ("refund", REFUND | {"state": "pending", "amount_minor": 600, "reference": "2"}),
    ],
    "a coupon was used too often": [
        ("coupon", {"id": E, "limit_total": 5, "limit_per_user": 1, "updated_at": "2026-01-01T00:00:00Z"}),
        ("course_order", ORDER | {"coupon_id": E, "number": "1"}),
        ("course_order", ORDER | {"id": F, "coupon_id": E, "number": "2"}),
    ],
    "the invoices have a gap": [("course_order", ORDER | {"invoice": 2})],
    "the credit notes have a gap": [("refund", REFUND | {"state": "failed", "credit_note": 2})],
    "a movement in the ledger is not balanced": [("ledger_entry", POSTING | {"account": "sales", "amount_minor": 5})],
    "the ledger does not agree with payments, refunds and disputes": [("payment", PAYMENT | {"state": "paid"})],
    "work lies in the outbox for more than two minutes": [("outbox", {"due_at": "2026-01-01T00:00:00Z"})],
    "a row belongs to nothing": [("live_run", RUN)],
}

DUMMY = {
    "uuid": "gen_random_uuid()",
    "timestamp with time zone": "now()",
    "jsonb": "'{}'",
    "bytea": "''",
    "boolean": "false",
    "character varying": "''",
    "text": "''",
}


async def add(connection: asyncpg.Connection, table: str, values: dict[str, Any]) -> None:
    """Insert a row; columns that must have a value and were not named get one of no meaning."""
    needed = await connection.fetch(
        "SELECT column_name AS name, data_type AS kind FROM information_schema.columns WHERE table_name = $1"
        " AND is_nullable = 'NO' AND column_default IS NULL",
        table,
    )
    dummies = {row["name"]: DUMMY.get(row["kind"], "0") for row in needed if row["name"] not in values}
    given = {name: "NULL" if value is None else f"'{value}'" for name, value in values.items()}
    columns = dummies | given
    await connection.execute(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join(columns.values())})")  # noqa: S608 - of this file


RELATED = {"the ledger does not agree with payments, refunds and disputes", "a row belongs to nothing"}
GUARDS = ("uq_enrollment_living", "uq_attempt_running")


async def found_after(connection: asyncpg.Connection, name: str) -> set[str]:
    """What is found after the rows that break an invariant; the guards that forbid most of them are away meanwhile."""
    transaction = connection.transaction()
    await transaction.start()
    try:
        await connection.execute("SET LOCAL session_replication_role = replica")
        for guard in GUARDS:
            await connection.execute(f"DROP INDEX {guard}")
        for table, values in BREAKING[name]:
            await add(connection, table, values)
        return {each for each, statement in INVARIANTS.items() if await connection.fetch(statement)}
    finally:
        await transaction.rollback()


async def test_what_breaks_an_invariant_is_found_and_no_other_is_blamed(settings: Settings) -> None:
    connection = await asyncpg.connect(settings.database_url)
    try:
        found = {name: await found_after(connection, name) for name in INVARIANTS}
    finally:
        await connection.close()
    assert {name: told - RELATED - {name} for name, told in found.items() if told - RELATED - {name}} == {}
    assert [name for name, told in found.items() if name not in told] == []


async def test_an_empty_database_is_whole(database: TortoiseContext) -> None:
    del database
    assert await broken() == {}


async def test_what_is_left_out_is_not_asked(database: TortoiseContext) -> None:
    from models.tables.payments import LedgerEntry  # noqa: PLC0415 - tables are ready only now

    connection = database.connections.get("default")
    await connection.execute_script("ALTER TABLE ledger_entry DISABLE TRIGGER ALL")
    try:
        _ = await LedgerEntry.create(
            movement_id=new_id(),
            kind="sale",
            account="sales",
            amount_minor=5,
            currency="KWD",
            order_id=new_id(),
            gateway="stripe",
            cause="sale:1",
            at="2026-01-01T00:00:00Z",
        )
    finally:
        await connection.execute_script("ALTER TABLE ledger_entry ENABLE TRIGGER ALL")
    name = "a movement in the ledger is not balanced"
    assert list(await broken()) == [name]
    assert await broken(leave_out=[name]) == {}
