"""What a mail is, and what every way of sending one promises."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol


class NotSentYet(Exception):
    """The mail server is away or busy; the same mail may be taken later."""


class NeverSent(Exception):
    """The mail server refuses this mail for good."""


class NoSuchMailbox(NeverSent):
    """The mail server says that nobody has this address: further mails to it are for nothing."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail before it is written. `id` names it for good: a second sending is recognisable as the same mail.

    `data` fills the texts of `template`; the lines of `items` become a list. `unsubscribe` is a link that ends mails
    of this kind (RFC 8058), empty where the mail cannot be refused.
    """

    id: str
    template: str
    to: str
    locale: str
    written_at: datetime
    data: Mapping[str, Any] = field(default_factory=dict)
    items: Sequence[str] = ()
    unsubscribe: str = ""


class Mailer(Protocol):
    """A way for mails to leave."""

    async def send(self, letter: Letter) -> str:
        """Hand a mail over; its Message-ID. Raises NotSentYet or NeverSent."""
        ...
