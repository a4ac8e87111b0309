"""What must always hold in the database, as SQL that finds what breaks it: no rows, whatever was killed, late or twice.

Each statement gives the id of what is wrong in a column `what`. They are asked after fault tests, by the command
`invariants`, and daily by the worker, which tells the admins.
"""

from collections.abc import Collection, Mapping
from typing import Final

from tortoise.connection import get_connection

MOST_SHOWN: Final = 20
WORK_LIES: Final = "work lies in the outbox for more than two minutes"
"""Does not hold where no worker runs, as in most tests."""

_LEARNING: Final = {
    "one person has two living enrolments in a course": """
        SELECT course_id || ' ' || user_id AS what FROM enrollment
        WHERE state IN ('active', 'waiting', 'offered', 'completed') GROUP BY course_id, user_id HAVING count(*) > 1""",
    "a course has more people than seats": """
        SELECT c.id AS what FROM course c JOIN enrollment e ON e.course_id = c.id
        WHERE e.state IN ('active', 'offered', 'completed') AND c.capacity > 0
        GROUP BY c.id HAVING count(*) > c.capacity""",
    # A limit that was lowered later binds nobody who had begun: only attempts begun under today's limit are counted.
    "somebody has more attempts than allowed": """
        SELECT a.enrollment_id || ' ' || a.quiz_id AS what FROM attempt a JOIN quiz q ON q.id = a.quiz_id
        LEFT JOIN LATERAL (SELECT max(x.extra_attempts) AS extra, max(x.updated_at) AS at FROM (
            SELECT extra_attempts, updated_at FROM accommodation
            WHERE user_id = a.user_id AND (course_id IS NULL OR course_id = q.course_id)
            UNION ALL SELECT o.extra_attempts, o.updated_at FROM quiz_override o WHERE o.quiz_id = q.id AND (
              o.user_id = a.user_id OR o.group_id IN (SELECT group_id FROM course_group_member WHERE user_id = a.user_id))
            UNION ALL SELECT NULL, updated_at FROM course_group WHERE course_id = q.course_id) x) more ON true
        WHERE a.kind = 'self' AND q.attempts_allowed IS NOT NULL
        GROUP BY a.enrollment_id, a.quiz_id, q.attempts_allowed, q.updated_at, more.extra, more.at
        HAVING count(*) > q.attempts_allowed + coalesce(more.extra, 0)
           AND max(a.started_at) > greatest(q.updated_at, more.at)""",
    "one quiz has two attempts in progress": """
        SELECT enrollment_id || ' ' || quiz_id AS what FROM attempt WHERE state = 'in_progress'
        GROUP BY enrollment_id, quiz_id HAVING count(*) > 1""",
    # Points are rounded one by one, their sum once.
    "the score of an attempt is not the sum of its marks": """
        SELECT a.id AS what FROM attempt a JOIN attempt_mark m ON m.attempt_id = a.id
        WHERE a.state IN ('submitted', 'graded')
        GROUP BY a.id HAVING abs(a.score - coalesce(sum(m.points), 0)) > 0.011 * count(*)
           OR abs(a.max_score - sum(m.max_points)) > 0.001""",
    "a graded attempt has a question without a mark": """
        SELECT a.id AS what FROM attempt a WHERE a.state = 'graded' AND EXISTS
        (SELECT 1 FROM attempt_mark m WHERE m.attempt_id = a.id AND m.points IS NULL)""",
    "a certificate stands without the course being completed": """
        SELECT c.id AS what FROM certificate c JOIN enrollment e ON e.id = c.enrollment_id
        WHERE c.revoked_at IS NULL AND e.completed_at IS NULL AND e.percent < 100""",
    "one run through a course has two certificates that stand": """
        SELECT enrollment_id AS what FROM certificate WHERE revoked_at IS NULL
        GROUP BY enrollment_id HAVING count(*) > 1""",
}

_COUNTED: Final = "status IN ('accepted', 'replaced', 'recovered', 'credited') AND current"
_LINES: Final = """
    WITH line AS (
        SELECT e.session_id, e.s, r.id AS run_id, r.item_id, l->>'participant' AS who,
               (l->>'points')::numeric AS points, (l->>'total')::numeric AS total
        FROM live_event e JOIN live_run r ON r.id = (e.d->>'run')::uuid, jsonb_array_elements(e.d->'scored') l
        WHERE e.t = 'item.scored')"""
_LIVE: Final = {
    "the log of a live session has a gap": """
        SELECT s.id AS what FROM live_session s LEFT JOIN live_event e ON e.session_id = s.id
        GROUP BY s.id HAVING count(e.s) <> s.head OR coalesce(max(e.s), 0) <> s.head""",
    # What was acknowledged was counted when the run was pinned, and again at the reveal.
    "an acknowledged answer is missing": f"""
        SELECT r.id AS what FROM live_run r
        JOIN LATERAL (SELECT (e.d->>'answers')::int AS answers FROM live_event e
            WHERE e.session_id = r.session_id AND e.t IN ('item.closed', 'item.recovered')
              AND (e.d->>'run')::uuid = r.id ORDER BY e.s DESC LIMIT 1) pin ON true
        WHERE r.state = 'revealed'
          AND pin.answers <> (SELECT count(*) FROM live_answer a WHERE a.run_id = r.id AND {_COUNTED})""",  # noqa: S608 - constants only
    "somebody has points without an answer": f"""{_LINES}
        SELECT line.run_id || ' ' || line.who AS what FROM line WHERE line.points > 0 AND NOT EXISTS
        (SELECT 1 FROM live_answer WHERE run_id = line.run_id AND participant_id::text = line.who
         AND {_COUNTED})""",  # noqa: S608 - constants only
    # An item that was shown again counts by its last showing.
    "the total of a player is not the sum of the points": f"""{_LINES},
        once AS (SELECT DISTINCT ON (session_id, who, item_id) session_id, who, points FROM line
                 ORDER BY session_id, who, item_id, s DESC),
        told AS (SELECT DISTINCT ON (session_id, who) session_id, who, total FROM line
                 ORDER BY session_id, who, s DESC)
        SELECT told.session_id || ' ' || told.who AS what FROM told JOIN once USING (session_id, who)
        GROUP BY told.session_id, told.who, told.total HAVING sum(once.points) <> told.total""",  # noqa: S608 - constants only
}

_MONEY: Final = {
    "an order is paid and its buyer has no place": """
        SELECT o.id AS what FROM course_order o JOIN order_item i ON i.order_id = o.id
        WHERE o.state IN ('paid', 'partially_refunded') AND i.enrollment_id IS NULL""",
    "an order was refunded and its buyer has the place": """
        SELECT o.id AS what FROM course_order o JOIN order_item i ON i.order_id = o.id
        JOIN enrollment e ON e.id = i.enrollment_id
        WHERE o.state = 'refunded' AND e.state IN ('active', 'completed')""",
    "an order is closed and holds a seat": """
        SELECT o.id AS what FROM course_order o JOIN order_item i ON i.order_id = o.id
        WHERE o.state <> 'pending' AND i.open""",
    "an order does not add up": """
        SELECT o.id AS what FROM course_order o JOIN order_item i ON i.order_id = o.id
        GROUP BY o.id HAVING o.subtotal_minor <> sum(i.price_minor) OR o.discount_minor <> sum(i.discount_minor)
           OR o.total_minor <> o.subtotal_minor - o.discount_minor OR o.total_minor < 0 OR count(DISTINCT i.user_id) > 1
           OR bool_or(i.user_id <> o.user_id)""",
    "an order does not agree with its refunds": """
        SELECT o.id AS what FROM course_order o
        WHERE o.refunded_minor <> (SELECT coalesce(sum(r.amount_minor), 0) FROM refund r
                                   WHERE r.order_id = o.id AND r.of_sale AND r.state = 'done')
           OR (o.state = 'refunded') <> (o.refunded_minor > 0 AND o.refunded_minor >= o.total_minor)
           OR (o.state = 'partially_refunded') <> (o.refunded_minor BETWEEN 1 AND o.total_minor - 1)""",
    "an order was paid for twice": """
        SELECT order_id AS what FROM payment WHERE fulfilled GROUP BY order_id HAVING count(*) > 1""",
    "more was sent back than was paid": """
        SELECT p.id AS what FROM payment p JOIN refund r ON r.payment_id = p.id AND r.state <> 'failed'
        GROUP BY p.id HAVING sum(r.amount_minor) > p.amount_minor""",
    # A limit that was lowered later takes nothing back; late money keeps the price that was promised.
    "a coupon was used too often": """
        SELECT c.id AS what FROM coupon c JOIN course_order o ON o.coupon_id = c.id
        WHERE o.state IN ('pending', 'paid', 'partially_refunded', 'refunded') AND NOT EXISTS
              (SELECT 1 FROM ledger_entry l WHERE l.order_id = o.id AND l.kind = 'late_sale')
        GROUP BY c.id HAVING max(o.created_at) > c.updated_at AND (count(*) > c.limit_total
           OR count(*) > c.limit_per_user * count(DISTINCT o.user_id))""",
    "the invoices have a gap": """
        SELECT max(invoice)::text AS what FROM course_order HAVING coalesce(max(invoice), 0) <> count(invoice)""",
    "the credit notes have a gap": """
        SELECT max(credit_note)::text AS what FROM refund HAVING coalesce(max(credit_note), 0) <> count(credit_note)""",
    "a movement in the ledger is not balanced": """
        SELECT movement_id AS what FROM ledger_entry GROUP BY movement_id, currency HAVING sum(amount_minor) <> 0""",
    "the ledger does not agree with payments, refunds and disputes": """
        SELECT books.gateway || ' ' || books.currency AS what FROM (
            SELECT gateway, currency, sum(amount_minor) AS amount FROM ledger_entry
            WHERE account LIKE 'gateway:%' GROUP BY 1, 2) books
        FULL JOIN (SELECT gateway, currency, sum(amount) AS amount FROM (
                SELECT gateway, currency, amount_minor AS amount FROM payment WHERE state = 'paid'
                UNION ALL SELECT p.gateway, r.currency, -r.amount_minor FROM refund r
                JOIN payment p ON p.id = r.payment_id WHERE r.state = 'done'
                UNION ALL SELECT gateway, currency, -amount_minor FROM dispute WHERE withdrawn
                UNION ALL SELECT gateway, currency, amount_minor FROM dispute WHERE reinstated) each GROUP BY 1, 2) paid USING (gateway, currency)
        WHERE coalesce(books.amount, 0) <> coalesce(paid.amount, 0)""",
}

_MACHINE: Final = {
    WORK_LIES: """
        SELECT id AS what FROM outbox WHERE done_at IS NULL AND failed_at IS NULL
          AND greatest(due_at, sent_at, lease_until) < now() - interval '2 minutes'""",
    "a row belongs to nothing": """
        SELECT 'live_event ' || e.session_id AS what FROM live_event e
        WHERE NOT EXISTS (SELECT 1 FROM live_session s WHERE s.id = e.session_id)
        UNION ALL SELECT 'live_run ' || r.id FROM live_run r
        WHERE NOT EXISTS (SELECT 1 FROM live_session s WHERE s.id = r.session_id)
        UNION ALL SELECT 'live_participant ' || p.id FROM live_participant p
        WHERE NOT EXISTS (SELECT 1 FROM live_session s WHERE s.id = p.session_id)
        UNION ALL SELECT 'live_answer ' || a.id FROM live_answer a
        WHERE NOT EXISTS (SELECT 1 FROM live_run r WHERE r.id = a.run_id AND r.session_id = a.session_id)
           OR NOT EXISTS (SELECT 1 FROM live_participant p WHERE p.id = a.participant_id AND p.session_id = a.session_id)
        UNION ALL SELECT 'attempt_mark ' || m.id FROM attempt_mark m
        WHERE NOT EXISTS (SELECT 1 FROM question q WHERE q.id = m.question_id)
        UNION ALL SELECT 'lesson ' || l.id FROM lesson l
        WHERE l.quiz_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM quiz q WHERE q.id = l.quiz_id)
        UNION ALL SELECT 'attempt ' || a.id FROM attempt a JOIN enrollment e ON e.id = a.enrollment_id
        JOIN quiz q ON q.id = a.quiz_id WHERE e.user_id <> a.user_id OR e.course_id <> q.course_id
        UNION ALL SELECT 'order_item ' || i.id FROM order_item i JOIN enrollment e ON e.id = i.enrollment_id
        WHERE e.user_id <> i.user_id OR e.course_id <> i.course_id""",
}

INVARIANTS: Final[Mapping[str, str]] = {**_LEARNING, **_LIVE, **_MONEY, **_MACHINE}
"""Every promise, broken as it would be told, and the statement that finds where."""


async def broken(*, leave_out: Collection[str] = ()) -> dict[str, list[str]]:
    """The invariants that do not hold, each with the first ids of what breaks it; nothing when all is well."""
    connection, found = get_connection("default"), dict[str, list[str]]()
    for name, statement in INVARIANTS.items():
        rows = [] if name in leave_out else await connection.execute_query_dict(f"{statement} LIMIT {MOST_SHOWN}")
        if rows:
            found[name] = [str(row["what"]) for row in rows]
    return found
