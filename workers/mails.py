"""Mails: those that belong to an account, and news by mail within the reader's wishes and budget."""

from typing import Any
from uuid import UUID

from models.actions.invitations import TELL
from models.actions.mail import MAIL_KIND
from models.actions.notifications import (
    NOTICE_MAIL,
    News,
    keep_for_digest,
    mails_today,
    remember_mail,
    said_by,
    was_mailed,
)
from models.actions.outbox import Order
from models.actions.refused_addresses import is_refused, refuse
from models.queries.invitations import letter_about
from models.queries.notifications import reader
from models.rules.notices import URGENT, Channel, Notice, fits_budget, wants
from server.keyring import Keyring
from server.mail.base import Letter, NeverSent, NoSuchMailbox, NotSentYet
from server.unsubscribe import Refusal, Uninvited, unsubscribe_link
from workers.deps import Deps
from workers.failures import Permanent, Transient
from workers.kinds import Kind


async def send_account_mail(deps: Deps, order: Order) -> None:
    """Send a mail that belongs to an account; it cannot be refused and counts for no budget."""
    asked = order.payload
    letter = Letter(
        id=str(order.id),
        template=asked["template"],
        to=asked["to"],
        locale=asked["locale"],
        written_at=order.created_at,
        data=asked["data"],
    )
    await hand_over(deps, order.id, letter)


async def send_notice(deps: Deps, order: Order) -> None:
    """Mail a piece of news, unless its reader is gone or without a mailbox, has refused it, or had enough today."""
    user = await reader(UUID(order.payload["user_id"]))
    kind = Notice(order.payload["kind"])
    if user is None or not wants(kind, Channel.MAIL, await said_by(user.id)) or await is_refused(user):
        return
    data: dict[str, Any] = order.payload["data"]
    news = News(kind, data, order.payload["path"])
    sent = await mails_today(user.id, deps.clock())
    if not fits_budget(kind, sent_today=sent, budget=deps.settings.mails_per_day):
        await keep_for_digest(order.id, user.id, news, deps.clock())
        return
    letter = Letter(
        id=str(order.id),
        template=kind.value,
        to=user.email,
        locale=user.locale,
        written_at=order.created_at,
        data={**data, "name": user.full_name, "link": f"{deps.settings.origin}{news.path}" if news.path else ""},
        items=data.get("items", ()),
        unsubscribe=unsubscribe_of(deps, user.id, kind),
    )
    await hand_over(deps, order.id, letter, user_id=user.id, counted=kind not in URGENT)


async def send_invitation(deps: Deps, order: Order) -> None:
    """Tell an address of the place that is kept for it, unless whoever reads there wants no such mails."""
    invitation_id = UUID(order.payload["invitation_id"])
    found = await letter_about(invitation_id, at_most=deps.settings.mails_per_day)
    if found is None:
        return
    origin = deps.settings.origin
    letter = Letter(
        id=str(order.id),
        template="course_invitation",
        to=found.email,
        locale=found.language,
        written_at=order.created_at,
        data={"course": found.course, "teacher": found.teacher or "Lectern", "link": f"{origin}/register"},
        unsubscribe=unsubscribe_link(Keyring.of(deps.settings), origin, Uninvited(invitation_id)),
    )
    await hand_over(deps, order.id, letter)


def unsubscribe_of(deps: Deps, user_id: UUID, kind: Notice) -> str:
    """The link that ends mails of a kind."""
    return unsubscribe_link(Keyring.of(deps.settings), deps.settings.origin, Refusal(user_id, kind))


async def hand_over(
    deps: Deps, mail_id: UUID, letter: Letter, *, user_id: UUID | None = None, counted: bool = False
) -> None:
    """Give a mail to the mail server, if it was not before. Raises Transient or Permanent."""
    if await was_mailed(mail_id):
        return
    try:
        message_id = await deps.mailer.send(letter)
    except NotSentYet as error:
        raise Transient(str(error)) from error
    except (NeverSent, KeyError) as error:
        if isinstance(error, NoSuchMailbox):
            _ = await refuse(letter.to, str(error), deps.clock())
        raise Permanent(f"{type(error).__name__} {error}") from error
    await remember_mail(
        mail_id, user_id=user_id, template=letter.template, message_id=message_id, counted=counted, now=deps.clock()
    )


KINDS = (
    # Twelve tries last about four hours: a mail server may be away for an afternoon.
    Kind(MAIL_KIND, send_account_mail, timeout_s=60, tries=12),
    Kind(NOTICE_MAIL, send_notice, timeout_s=60, tries=12),
    Kind(TELL, send_invitation, timeout_s=60, tries=12),
)
