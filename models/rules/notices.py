"""What people are told about, by which ways, and what of it they may switch off. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Channel(StrEnum):
    """A way for news to reach a person."""

    APP = "app"
    MAIL = "mail"


class Notice(StrEnum):
    """A kind of news; also the name of its texts."""

    WELCOME = "welcome"
    ENROLLED = "enrolled"
    WAITLIST_OFFER = "waitlist_offer"
    ANNOUNCEMENT = "announcement"
    ASSIGNMENT_GRADED = "assignment_graded"
    QUIZ_RESULT = "quiz_result"
    LIVE_CATCH_UP = "live_catch_up"
    COURSE_COMPLETED = "course_completed"
    CERTIFICATE = "certificate"
    CERTIFICATE_REVOKED = "certificate_revoked"
    PAYMENT_CONFIRMED = "payment_confirmed"
    PAYMENT_FAILED = "payment_failed"
    PAYMENT_REFUNDED = "payment_refunded"
    CHECKOUT_ABANDONED = "checkout_abandoned"
    PAYMENT_DISPUTED = "payment_disputed"
    DISPUTE_WON = "dispute_won"
    DISPUTE_LOST = "dispute_lost"
    WEEKLY_PROGRESS = "weekly_progress"
    INACTIVITY_REMINDER = "inactivity_reminder"
    MONTHLY_REPORT = "monthly_report"
    EXPORT_READY = "export_ready"
    ADDRESS_REFUSED = "address_refused"
    INVARIANTS_BROKEN = "invariants_broken"
    WEBHOOK_OFF = "webhook_off"


URGENT: Final = frozenset(
    {
        Notice.WAITLIST_OFFER,
        Notice.CERTIFICATE,
        Notice.PAYMENT_CONFIRMED,
        Notice.PAYMENT_FAILED,
        Notice.PAYMENT_REFUNDED,
        Notice.EXPORT_READY,
        Notice.PAYMENT_DISPUTED,
        Notice.INVARIANTS_BROKEN,
        Notice.WEBHOOK_OFF,
    }
)
"""What was asked for or cannot wait: it is mailed at once, however many mails the day has seen."""

MAIL_ONLY: Final = frozenset(
    {Notice.WEEKLY_PROGRESS, Notice.INACTIVITY_REMINDER, Notice.MONTHLY_REPORT, Notice.CHECKOUT_ABANDONED}
)
"""Reports and reminders; there is nothing to read about them in the application."""

APP_ONLY: Final = frozenset({Notice.ADDRESS_REFUSED})
"""That mails do not arrive cannot be told by mail."""

FIXED: Final = frozenset(
    {
        (Notice.PAYMENT_CONFIRMED, Channel.MAIL),
        (Notice.PAYMENT_REFUNDED, Channel.MAIL),
        (Notice.ADDRESS_REFUSED, Channel.APP),
    }
)
"""Receipts, and that no mail arrives: they are always told."""

DAY_HOURS: Final = 24


@dataclass(frozen=True, slots=True)
class Choice:
    """Whether a kind of news comes by a channel, and whether its reader may say so."""

    kind: Notice
    channel: Channel
    wanted: bool
    fixed: bool


def may_choose(kind: Notice, channel: Channel) -> bool:
    """Whether the reader decides."""
    return (kind, channel) not in FIXED and exists(kind, channel)


def exists(kind: Notice, channel: Channel) -> bool:
    """Whether a kind of news ever goes by a channel."""
    return kind not in (MAIL_ONLY if channel is Channel.APP else APP_ONLY)


def usual(kind: Notice, channel: Channel) -> bool:
    """What holds until the reader says otherwise."""
    return exists(kind, channel)


def wants(kind: Notice, channel: Channel, said: Mapping[tuple[str, str], bool]) -> bool:
    """Whether a kind of news goes by a channel, from what the reader said about (kind, channel)."""
    if not may_choose(kind, channel):
        return (kind, channel) in FIXED
    return said.get((kind.value, channel.value), usual(kind, channel))


def choices(said: Mapping[tuple[str, str], bool]) -> list[Choice]:
    """Every choice there is, as it stands."""
    return [
        Choice(kind, channel, wants(kind, channel, said), fixed=not may_choose(kind, channel))
        for kind in Notice
        for channel in Channel
        if exists(kind, channel)
    ]


def fits_budget(kind: Notice, *, sent_today: int, budget: int) -> bool:
    """Whether a mail may go now; otherwise it waits for the digest."""
    return kind in URGENT or sent_today < budget
