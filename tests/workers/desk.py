"""Work done without a queue, one piece after the other, at the time that a test says."""

from datetime import UTC, datetime
from typing import Any

from models.tables.system import Outbox
from server.mail.memory import MemoryMailer
from server.pdf.pool import Press
from server.settings import Settings
from workers.deps import Deps
from workers.registry import KINDS
from workers.running import run_order

MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
BY_NAME = {kind.name: kind for kind in KINDS}


class Desk:
    """Does what is owed, one after the other, at the time that the test says."""

    def __init__(self, settings: Settings, mailer: Any = None) -> None:
        self.now = MONDAY
        self.mailer = mailer or MemoryMailer(settings)
        self.deps = Deps(settings, lambda: self.now, self.mailer, Press())

    async def work(self) -> None:
        while rows := await Outbox.filter(done_at=None, failed_at=None, due_at__lte=self.now):
            for row in rows:
                assert await self.run(row) in {"done", "later"}

    async def run(self, row: Outbox) -> str:
        """Do one piece; what became of it."""
        return await run_order(self.deps, BY_NAME[row.kind], row.id)

    async def report(self, name: str, due: datetime) -> list[str]:
        """The mails that a report makes, as `address subject`."""
        self.now = due
        _ = await Outbox.create(kind=name, payload={"due_at": due.isoformat()}, created_at=due, due_at=due)
        before = set(self.mailer.taken)
        await self.work()
        mails = [mail for key, mail in self.mailer.taken.items() if key not in before]
        return sorted(f"{mail['To']} {mail['Subject']}" for mail in mails)
