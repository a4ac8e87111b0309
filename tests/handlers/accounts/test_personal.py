"""One row in every table that holds something of a person: what is given out, and what is left after the erasure."""

import json
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from tortoise import fields
from tortoise.connection import get_connection
from tortoise.transactions import in_transaction

from models.actions.audit import Cause
from models.actions.erasure import erase_account
from models.actions.live_log import append, lock_log, read_log
from models.actions.orders import late_seats
from models.ids import new_id
from models.live_log import GENESIS, chain
from models.queries.export import PARTS, export_part
from models.rules.personal import ERASED, HOLDINGS, Fate, Holding
from models.tables.live import LiveParticipant, LiveSession
from models.tables.payments import Order, OrderItem
from models.tables.users import User
from server.clock import utc_now
from tests.handlers.accounts.conftest import PASSWORD, Api, Person
from tests.models.rules.test_personal import columns_of, people_in
from tests.school import School, course_by

OTHER = new_id()
"""Somebody else, wherever a row names one."""
SETTLED = {"enrollment": "completed", "course_order": "paid", "file": "ready"}
IDS = {holding.table: new_id() for holding in HOLDINGS}
LINKS = {
    "participant_id": "live_participant",
    "session_id": "live_session",
    "enrollment_id": "enrollment",
    "order_id": "course_order",
    "attempt_id": "attempt",
    "mark_id": "attempt_mark",
    "file_id": "file",
    "payment_id": "payment",
}
KEPT = {
    "progress_event.d",
    "enrollment.reason",
    "dispute.reason",
    "certificate.course_title",
    "auth_session.revoked_reason",
    "announcement.body",
    "announcement.title",
    "attempt.answers",
    "attempt_mark.answer",
    "attempt_mark.feedback",
    "audit_log.address",
    "audit_log.after",
    "audit_log.before",
    "course_order.buyer_name",
    "live_answer.answer",
    "live_session.title",
    "order_item.title",
    "payment.reason",
    "refund.reason",
    "regraded_mark.after",
    "regraded_mark.before",
}
"""What somebody wrote, or what names them, and stays: every line was decided on."""
TELLS_NOTHING = frozenset(
    [
        "account",
        "action",
        "cause",
        "code",
        "coupon_code",
        "currency",
        "epoch",
        "gateway",
        "kind",
        "language",
        "lie",
        "locale",
        "look",
        "media_type",
        "message_id",
        "number",
        "object_type",
        "payment_ref",
        "phase",
        "plan",
        "policy",
        "problem",
        "questions",
        "receipt",
        "ref",
        "reference",
        "request_id",
        "settings",
        "sha256",
        "state",
        "status",
        "sub",
        "t",
        "team",
        "template",
        "upload",
        "watched",
        "why",
    ]
)
"""Columns whose values are ours, not a person's."""


def value_of(holding: Holding, name: str, field: Any, person: Person) -> Any:
    """A value for one column: the person's where the row is found by it, else one that can be told again."""
    table = holding.table
    fixed: dict[str, Any] = {
        "email_key": person.email,
        "principal": f"user:{person.id}",
        "payload": {"to": person.email},
        "object_id": person.id,
        "state": SETTLED.get(table),
        "live_event.d": {"participant": str(IDS["live_participant"]), "name": "private live_event.d"},
        "channel_event.key": f"me:{person.id}",
        "channel_head.key": f"me:{person.id}",
        "refresh_token.session_id": IDS["auth_session"],
        "certificate_file.id": IDS["certificate"],
        "channel_event.id": 1,
        "lti_ticket.data": {"user_id": str(person.id), "note": "private lti_ticket.data"},
    }
    known = fixed.get(f"{table}.{name}") or fixed.get(name)
    return known or (
        _link(holding, name, person) if isinstance(field, fields.UUIDField) else _plain(table, name, field)
    )


def _link(holding: Holding, name: str, person: Person) -> Any:
    if name in people_in(holding.table) or name == "user_id":
        return person.id if f"t.{name} = :me" in holding.mine else OTHER
    return IDS[holding.table] if name == "id" else IDS.get(LINKS.get(name, ""), new_id())


PLAIN: Mapping[type, Callable[[str], Any]] = {
    fields.DatetimeField: lambda _name: utc_now() - timedelta(days=1),
    fields.BooleanField: lambda _name: False,
    fields.BinaryField: str.encode,
    fields.JSONField: lambda name: {"note": name},
    fields.FloatField: lambda _name: 1.0,
    fields.IntField: lambda _name: 1,
    fields.BigIntField: lambda _name: 1,
    fields.SmallIntField: lambda _name: 1,
    fields.TextField: str,
}


def _plain(table: str, name: str, field: Any) -> Any:
    if make := PLAIN.get(type(field)):
        return make(f"private {table}.{name}")
    return f"private {table}.{name}"[: field.max_length] if field.field_type is str else next(iter(field.enum_type))


async def fill(person: Person) -> None:
    """Write one row of the person into every table."""
    async with in_transaction() as tx:
        _ = await tx.execute_query("SET LOCAL session_replication_role = replica")
        for holding in HOLDINGS:
            if holding.table != "user_account":
                await _insert(tx, holding, person)


async def _insert(tx: Any, holding: Holding, person: Person) -> None:
    values = {name: value_of(holding, name, field, person) for name, field in columns_of(holding.table).items()}
    sent = [json.dumps(value) if isinstance(value, dict) else value for value in values.values()]
    marks = ", ".join(f"${number}" for number in range(1, len(sent) + 1))
    statement = f"INSERT INTO {holding.table} ({', '.join(values)}) VALUES ({marks})"  # noqa: S608 - our own tables
    _ = await tx.execute_query(statement, sent)


async def left(holding: Holding) -> list[str]:
    """The rows of a table as texts, whosever they are."""
    statement = f"SELECT to_jsonb(t.*)::text AS row FROM {holding.table} t"  # noqa: S608 - our own tables
    return [row["row"] for row in await get_connection("default").execute_query_dict(statement)]


async def test_every_table_gives_out_its_part_without_secrets_and_other_people(api: Api) -> None:
    person = await api.person()
    await fill(person)
    for part in PARTS:
        rows = await export_part(part, person.id, utc_now())
        holding = next(each for each in HOLDINGS if each.part == part)
        assert rows, part
        assert not set(holding.withheld) & {name for row in rows for name in row}, part
        assert str(OTHER) not in str(rows), part
        assert "_hash" not in str([list(row) for row in rows]), part


async def test_every_table_does_at_an_erasure_what_it_declares(api: Api) -> None:
    person = await api.person()
    await fill(person)
    await erase_account(person.id, Cause(utc_now()))
    remaining: set[str] = set()
    for holding in HOLDINGS:
        texts = await left(holding)
        if holding.fate is Fate.ERASE and holding.table != "outbox":
            assert texts == [], holding.table
        for text in texts:
            row = json.loads(text)
            remaining |= {
                f"{holding.table}.{name}"
                for name, value in row.items()
                if "private" in str(value) and name not in TELLS_NOTHING
            }
    assert sorted(remaining - KEPT) == []
    assert sorted(KEPT - remaining) == []


async def test_an_erased_account_gives_its_seat_to_who_waits(school: School) -> None:
    course = await course_by(await school.teacher(), capacity=1)
    first, second = await school.person("Mariam"), await school.person("Yusuf")
    _ = await course.enroll(first)
    waiting = (await second.post(f"{course.path}/enroll")).id
    assert first.id is not None
    await erase_account(first.id, Cause(school.clock.now))
    assert (await second.get(f"/enrollments/{waiting}")).body["state"] == "offered"


async def test_money_that_comes_after_the_erasure_takes_no_seat(school: School) -> None:
    course, mariam = (
        await course_by(await school.teacher(), price={"amount": 500, "currency": "EUR"}),
        await _payer(school),
    )
    sums: dict[str, Any] = {"currency": "EUR", "subtotal_minor": 500, "discount_minor": 0, "total_minor": 500}
    times: dict[str, Any] = {"created_at": school.clock.now, "expires_at": school.clock.now + timedelta(minutes=40)}
    buyer: dict[str, Any] = {"user_id": mariam, "buyer_name": "Mariam", "buyer_email": "m@school.example"}
    order = await Order.create(number="ORD-1", gateway="stripe", **sums, **times, **buyer)
    item: dict[str, Any] = {"course_id": course.id, "user_id": mariam, "title": "C"}
    held = await OrderItem.create(order=order, price_minor=500, discount_minor=0, **item)
    await erase_account(mariam, Cause(school.clock.now))
    await held.refresh_from_db()
    await order.refresh_from_db()
    assert (order.state, held.open, order.buyer_email) == ("cancelled", False, "")
    assert await late_seats(order) == (False, False)
    await User.filter(id=mariam).update(is_active=True)
    assert await late_seats(order) == (True, False), "it was the closed account that kept the seat free"


async def _payer(school: School) -> UUID:
    found = (await school.person("Mariam")).id
    assert found is not None
    return found


async def test_marks_are_given_out_when_the_teacher_releases_them(school: School) -> None:
    course = await course_by(await school.teacher())
    mariam = await school.person("Mariam")
    _ = await course.enroll(mariam)
    hidden = {"right_after": ["answers"], "while_open": ["answers"], "after_close": ["score", "marks"]}
    closes = school.clock.now + timedelta(hours=1)
    quiz = await course.quiz(review=hidden, closes_at=closes.isoformat())
    attempt = await mariam.make(f"/quizzes/{quiz}/attempts", {})
    answers = {one["id"]: {"value": True} for one in attempt.body["questions"] if one["kind"] == "true_false"}
    assert (await mariam.post(f"/attempts/{attempt.id}/submit", {"answers": answers})).status == 200
    assert mariam.id is not None
    before = await export_part("attempts", mariam.id, school.clock.now)
    after = await export_part("attempts", mariam.id, closes)
    assert ("score" in before[0], "score" in after[0]) == (False, True)
    assert not [row for row in await export_part("marks", mariam.id, school.clock.now) if "points" in row]
    released = await export_part("marks", mariam.id, closes)
    assert sorted(row["points"] for row in released) == [0, 1]
    assert not [row for row in released if "why" in row]


async def test_the_log_of_a_live_session_holds_without_the_name(api: Api) -> None:
    person, other = await api.person(), await api.person()
    session, seat, seat_of_other = new_id(), new_id(), new_id()
    async with in_transaction() as tx:
        _ = await tx.execute_query("SET LOCAL session_replication_role = replica")
        now = utc_now()
        row = {"id": session, "quiz_id": new_id(), "course_id": new_id(), "owner_id": other.id, "code": "ABCDEFG"}
        row |= {"epoch": "e", "title": "t", "phase": "ended", "settings": {}, "plan": [], "head": 0, "digest": GENESIS}
        _ = await LiveSession.create(using_db=tx, created_at=now, **row)
        for one, user in ((seat, person.id), (seat_of_other, other.id)):
            seats = {"session_id": session, "user_id": user, "name": "N", "name_key": str(one)}
            _ = await LiveParticipant.create(using_db=tx, id=one, joined_at=now, **seats)
        log = await lock_log(tx, session)
        assert log is not None
        board = {
            "board": [{"participant": str(seat), "name": "Mariam"}, {"participant": str(seat_of_other), "name": "Y"}]
        }
        joined = [("roster.joined", {"participant": str(one), "name": "Mariam"}) for one in (seat_of_other, seat)]
        _ = await append(tx, log, [*joined, ("board", board)], 1)
    await erase_account(person.id, Cause(utc_now()))
    entries = await read_log(get_connection("default"), session, 0)
    assert [entry.d.get("name") for entry in entries] == ["Mariam", ERASED, None]
    assert [line["name"] for line in entries[2].d["board"]] == [ERASED, "Y"]
    previous = GENESIS
    for entry in entries:
        previous = chain(previous, entry.s, entry.t, entry.ts, entry.d).h
        assert previous == entry.h
    assert (await LiveSession.get(id=session)).digest == previous


async def test_the_last_mail_goes_to_the_address_that_was(api: Api) -> None:
    person = await api.person(email="ada@school.example")
    _ = await api("POST", "/auth/password/forgot", {"email": person.email})
    assert (await person("DELETE", "/users/me", {"password": PASSWORD})).status == 204
    assert [(mail["template"], mail["to"]) for mail in await api.mails()] == [("account_erased", "ada@school.example")]
