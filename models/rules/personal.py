"""What each table holds of a person, and what becomes of it when their account is erased. Pure: a declaration.

The export (GDPR, articles 15 and 20) and the erasure (article 17) both read this list; a test demands that every
table stands in it. In its SQL `:me` is the account's id, `:now` the moment of the erasure, `t` the table's row.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

ERASED: Final = "—"
"""The name of whoever was erased; no word, so that it needs no translation."""


class Fate(StrEnum):
    """What becomes of rows when their person is erased."""

    ERASE = "erase"
    """They go."""
    BLANK = "blank"
    """They stay, and what names the person goes: `blank` says which columns become what."""
    KEEP = "keep"
    """They stay as they are: they name nobody by themselves, or the law wants them."""


@dataclass(frozen=True, slots=True)
class Holding:
    """One table's part: whose a row is (`mine`, SQL), its fate and why, and how it is given out.

    `part` names it in the export; without one it is not given out, and `why` says so. `withheld` columns are left
    out of it: secrets, and other people. `more` adds columns (SQL); `only` says all columns instead.
    """

    table: str
    mine: str
    fate: Fate
    why: str
    part: str = ""
    withheld: tuple[str, ...] = ()
    more: Mapping[str, str] = field(default_factory=dict)
    only: Mapping[str, str] = field(default_factory=dict)
    blank: Mapping[str, str] = field(default_factory=dict)


def bound(statement: str, user_id: UUID, now: datetime) -> tuple[str, list[Any]]:
    """The statement with PostgreSQL's own placeholders, and the values it wants."""
    text = statement.replace(":me", "$1::uuid").replace(":now", "$2::timestamptz")
    return text, [user_id, now] if "$2" in text else [user_id]


_USER: Final = "t.user_id = :me"
_COURSE: Final = {"course": "(SELECT c.title FROM course c WHERE c.id = t.course_id)"}
_PLACES: Final = "t.enrollment_id IN (SELECT e.id FROM enrollment e WHERE e.user_id = :me)"
_ORDERS: Final = "t.order_id IN (SELECT o.id FROM course_order o WHERE o.user_id = :me)"
_EMAIL_KEY: Final = "(SELECT u.email_key FROM user_account u WHERE u.id = :me)"
_CHANNEL: Final = "t.key = 'me:' || :me::text"
_HUNG: Final = "EXISTS (SELECT 1 FROM attachment a WHERE a.file_id = t.id)"
_BOOKS: Final = "book-keeping: tax law wants the record of a sale kept (GDPR, article 17(3)(b))"
_RESULT: Final = "a result that others' figures rest on; it names nobody once the account does not"
_ATTEMPT_OF_MARK: Final = "FROM attempt a JOIN quiz q ON q.id = a.quiz_id WHERE a.id = t.attempt_id"
_NO_NAME: Final = "replace(t.id::text, '-', '')"

HOLDINGS: Final = (
    # What proves who somebody is.
    Holding("api_token", _USER, Fate.ERASE, "opens the account", "api_tokens", ("user_id", "token_hash")),
    Holding(
        "mail_token", _USER, Fate.ERASE, "opens the account", "mailed_links", ("user_id", "token_hash", "password_hash")
    ),
    Holding("mfa_challenge", _USER, Fate.ERASE, "opens the account", "code_prompts", ("user_id",)),
    Holding("recovery_code", _USER, Fate.ERASE, "opens the account", "recovery_codes", ("user_id", "code_hash")),
    Holding("totp", _USER, Fate.ERASE, "opens the account", "authenticators", ("user_id", "secret_sealed")),
    Holding("calendar_feed", _USER, Fate.ERASE, "opens the feed", "calendar_feeds", ("user_id", "token_hash")),
    Holding(
        "auth_session",
        _USER,
        Fate.BLANK,
        "ended with the account; the bare row is swept after a month",
        "sign_ins",
        ("user_id",),
        blank={"user_agent": "''", "address": "''"},
    ),
    Holding(
        "refresh_token",
        "t.session_id IN (SELECT s.id FROM auth_session s WHERE s.user_id = :me)",
        Fate.KEEP,
        "a hash of chance, swept with its sign-in; nothing in it tells of a person, so it is not given out",
    ),
    # What only served the living account.
    Holding("accommodation", _USER, Fate.ERASE, "health data, for tests to come", "accommodations", ("user_id",)),
    Holding("quiz_override", _USER, Fate.ERASE, "for tests to come", "quiz_overrides", ("user_id",)),
    Holding("calendar_entry", _USER, Fate.ERASE, "what the feed told", "calendar", ("user_id",)),
    Holding("refused_address", _USER, Fate.ERASE, "about the address, which goes", "refused_address", ("user_id",)),
    Holding("notification", _USER, Fate.ERASE, "told to nobody else", "notifications", ("user_id",)),
    Holding("notification_preference", _USER, Fate.ERASE, "a wish of the reader", "preferences", ("user_id",)),
    Holding("digest_entry", _USER, Fate.ERASE, "told to nobody else", "digest", ("user_id",)),
    Holding("channel_event", _CHANNEL, Fate.ERASE, "news of a week; what they tell of stands in the other parts"),
    Holding("channel_head", _CHANNEL, Fate.ERASE, "how far the news are counted"),
    Holding(
        "course_group_member",
        _USER,
        Fate.ERASE,
        "a list of those who learn now",
        "groups",
        ("user_id",),
        more={"group": "(SELECT g.name FROM course_group g WHERE g.id = t.group_id)"},
    ),
    Holding(
        "course_staff", _USER, Fate.ERASE, "a right; owners hand over first", "teaching", ("user_id",), more=_COURSE
    ),
    Holding(
        "job",
        "t.owner_id = :me",
        Fate.ERASE,
        "what was asked for, and its result",
        "jobs",
        ("owner_id", "payload", "result", "errors"),
    ),
    Holding(
        "idempotency_key",
        "t.principal = 'user:' || :me::text",
        Fate.ERASE,
        "answers to be given again for a day; the same data stands in the other parts, so it is not given out",
    ),
    Holding(
        "invitation",
        f"t.email_key = {_EMAIL_KEY}",
        Fate.ERASE,
        "a promise to an address",
        "invitations",
        ("email_key", "invited_by_id"),
        more=_COURSE,
    ),
    Holding(
        "outbox",
        "t.payload ->> 'user_id' = :me::text"
        " OR t.payload ->> 'to' = (SELECT u.email FROM user_account u WHERE u.id = :me)",
        Fate.ERASE,
        "mails not sent yet, which may hold secret links, so they are not given out; those sent are the part `mails`",
    ),
    Holding(
        "sent_mail",
        _USER,
        Fate.BLANK,
        "that a mail went out keeps it from going twice",
        "mails",
        ("user_id",),
        blank={"user_id": "NULL"},
    ),
    # Files: those on lessons belong to the course; the objects of the others go with the next sweep.
    Holding(
        "file_claim",
        "t.file_id IN (SELECT f.id FROM file f WHERE f.owner_id = :me)",
        Fate.ERASE,
        "what was handed in goes with its file",
        "files_handed_in",
    ),
    Holding(
        "file",
        "t.owner_id = :me",
        Fate.BLANK,
        "a file goes unless it hangs on a lesson",
        "files",
        ("owner_id", "upload"),
        blank={
            "state": f"CASE WHEN {_HUNG} THEN t.state ELSE 'removed' END",
            "name": f"CASE WHEN {_HUNG} THEN t.name ELSE '{ERASED}' END",
            "changed_at": f"CASE WHEN {_HUNG} THEN t.changed_at ELSE :now END",
        },
    ),
    # Learning: results stay without a name, what was written freely goes.
    Holding("enrollment", _USER, Fate.KEEP, _RESULT, "enrollments", ("user_id",), more=_COURSE),
    Holding(
        "lesson_progress",
        _PLACES,
        Fate.KEEP,
        _RESULT,
        "progress",
        more={"lesson": "(SELECT l.title FROM lesson l WHERE l.id = t.lesson_id)"},
    ),
    Holding("progress_event", _PLACES, Fate.KEEP, _RESULT, "progress_events"),
    Holding(
        "attempt",
        _USER,
        Fate.KEEP,
        _RESULT,
        "attempts",
        ("user_id", "plan"),
        more={
            "quiz": "(SELECT q.title FROM quiz q WHERE q.id = t.quiz_id)",
            "_review": "(SELECT q.review FROM quiz q WHERE q.id = t.quiz_id)",
            "_closes_at": "(SELECT q.closes_at FROM quiz q WHERE q.id = t.quiz_id)",
            "_ended_at": "t.submitted_at",
        },
    ),
    Holding(
        "attempt_mark",
        "t.attempt_id IN (SELECT a.id FROM attempt a WHERE a.user_id = :me)",
        Fate.KEEP,
        _RESULT,
        "marks",
        more={
            "_review": f"(SELECT q.review {_ATTEMPT_OF_MARK})",
            "_closes_at": f"(SELECT q.closes_at {_ATTEMPT_OF_MARK})",
            "_ended_at": "(SELECT a.submitted_at FROM attempt a WHERE a.id = t.attempt_id)",
        },
    ),
    Holding(
        "regraded_mark",
        "t.mark_id IN (SELECT m.id FROM attempt_mark m JOIN attempt a ON a.id = m.attempt_id WHERE a.user_id = :me)",
        Fate.KEEP,
        f"{_RESULT}; the marks that hold now are given out, those before them are the teachers' work",
    ),
    Holding(
        "regrade",
        "t.made_by_id = :me",
        Fate.KEEP,
        "why results changed; that somebody made it is in the part `history`",
    ),
    Holding(
        "submission",
        _USER,
        Fate.BLANK,
        "the points stay without the words",
        "submissions",
        ("user_id", "graded_by_id"),
        more={"assignment": "(SELECT a.title FROM assignment a WHERE a.id = t.assignment_id)"},
        blank={"text": "''", "feedback": "''"},
    ),
    Holding(
        "review",
        _USER,
        Fate.BLANK,
        "the stars count for the course, without the words",
        "reviews",
        ("user_id",),
        more=_COURSE,
        blank={"text": "''"},
    ),
    Holding(
        "announcement",
        "t.author_id = :me",
        Fate.KEEP,
        "said for the course, which has it",
        "announcements",
        ("author_id",),
        more=_COURSE,
    ),
    Holding(
        "certificate_file",
        "t.id IN (SELECT c.id FROM certificate c WHERE c.user_id = :me)",
        Fate.ERASE,
        "a page with the name; it is given out at /certificates/{id}/pdf",
    ),
    Holding(
        "certificate",
        _USER,
        Fate.BLANK,
        "its number is never given again, and whoever checks it learns that it was issued, to nobody",
        "certificates",
        ("user_id", "status_list", "status_index"),
        blank={
            "name": f"'{ERASED}'",
            "revoked_reason": f"CASE WHEN t.revoked_reason IS NOT NULL THEN '{ERASED}' END",
        },
    ),
    # Live sessions. The log's names are taken out by the erasure itself, because its chain of hashes is made anew.
    Holding(
        "live_event",
        "t.session_id IN (SELECT p.session_id FROM live_participant p WHERE p.user_id = :me)",
        Fate.KEEP,
        "everyone's log, names taken out; one's own part of it stands in `live_seats` and `live_answers`",
    ),
    Holding(
        "live_answer",
        "t.participant_id IN (SELECT p.id FROM live_participant p WHERE p.user_id = :me)",
        Fate.KEEP,
        _RESULT,
        "live_answers",
    ),
    Holding(
        "live_participant",
        _USER,
        Fate.BLANK,
        "the seat's answers and points stay",
        "live_seats",
        ("user_id", "name_key"),
        blank={"name": f"'{ERASED}'", "name_key": f"'erased:' || {_NO_NAME}"},
    ),
    Holding(
        "live_session",
        "t.owner_id = :me",
        Fate.KEEP,
        "a lesson that was held; the course has it",
        "live_sessions",
        only={"id": "t.id", "title": "t.title", "created_at": "t.created_at", "ended_at": "t.ended_at"},
    ),
    # Money. What the books need stays, what only served the payment goes.
    Holding(
        "course_order",
        _USER,
        Fate.BLANK,
        f"{_BOOKS}, the buyer's name on the invoice with it",
        "orders",
        ("user_id", "problem"),
        blank={
            "buyer_name": f"CASE WHEN t.invoice IS NULL THEN '{ERASED}' ELSE t.buyer_name END",
            "buyer_email": "''",
            "return_url": "''",
        },
    ),
    Holding("order_item", _USER, Fate.KEEP, _BOOKS, "order_items", ("user_id",)),
    Holding(
        "payment",
        _ORDERS,
        Fate.BLANK,
        _BOOKS,
        "payments",
        ("url", "live", "lie", "looks", "look_at"),
        blank={"url": "''"},
    ),
    Holding(
        "refund",
        _ORDERS,
        Fate.KEEP,
        _BOOKS,
        "refunds",
        ("asked_by", "problem", "tries", "look_at", "busy_until"),
    ),
    Holding("dispute", _ORDERS, Fate.KEEP, _BOOKS, "disputes"),
    Holding("ledger_entry", _ORDERS, Fate.KEEP, f"{_BOOKS}; the sums are given out as payments and refunds"),
    # Learning platforms.
    Holding("lti_identity", _USER, Fate.ERASE, "opens the account", "lti_identities", ("user_id",)),
    Holding("lti_score", _USER, Fate.ERASE, "marks on their way to a platform", "lti_scores", ("user_id",)),
    Holding(
        "lti_ticket",
        "t.data->>'user_id' = :me::text",
        Fate.ERASE,
        "opens the account for minutes; swept after a day, so it is not given out",
    ),
    # What happened, and the account itself, which comes last: others are found by its address.
    Holding(
        "audit_log",
        "t.actor_id = :me OR t.acting_as_id = :me OR t.object_id = :me",
        Fate.KEEP,
        "proof of who did what, which only grows (GDPR, article 17(3)(e)); it may tell a former name or address",
        "history",
        only={
            "at": "t.at",
            "action": "t.action",
            "object": "t.object_type",
            "by_you": "t.actor_id IS NOT DISTINCT FROM :me",
            "address": "CASE WHEN t.actor_id = :me THEN t.address END",
            "before": "CASE WHEN t.object_id = :me THEN t.before END",
            "after": "CASE WHEN t.object_id = :me THEN t.after END",
        },
    ),
    Holding(
        "user_account",
        "t.id = :me",
        Fate.BLANK,
        "results rest on it",
        "account",
        ("password_hash", "email_key"),
        blank={
            "email": f"{_NO_NAME} || '@erased.invalid'",
            "email_key": f"{_NO_NAME} || '@erased.invalid'",
            "full_name": f"'{ERASED}'",
            "password_hash": "NULL",
            "is_active": "false",
            "email_verified_at": "NULL",
            "mfa_enabled": "false",
            "locale": "'en'",
            "time_zone": "'UTC'",
            "updated_at": ":now",
        },
    ),
)
"""In the order of the erasure."""
