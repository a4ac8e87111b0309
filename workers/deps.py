"""What work may use: the settings, the mail server, the renderer of PDFs, tokens of platforms."""

from dataclasses import dataclass, field

from server.clock import Clock
from server.lti.grades import Purse
from server.mail.base import Mailer
from server.pdf.pool import Press
from server.settings import Settings
from server.tracing import Tracing
from workers.taking import Taking


@dataclass(frozen=True, slots=True)
class Deps:
    """Opened once for each worker."""

    settings: Settings
    clock: Clock
    mailer: Mailer
    press: Press
    taking: Taking = field(default_factory=Taking)
    purse: Purse = field(default_factory=Purse)
    tracing: Tracing | None = None
