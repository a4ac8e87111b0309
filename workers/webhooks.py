"""The courier: carries what webhooks are told to their endpoints, beside the job queue, so that it can hold nothing up.

Deliveries are rows of their own (`models.actions.webhook_deliveries`), not jobs: an endpoint that takes ten seconds
for each of a thousand events would sit in every slot of the queue. Here it has a few lines of its own and no more.
"""

import asyncio
import contextlib
import random
from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

import orjson
import structlog

from models.actions.webhook_deliveries import Taken, Try, load, note, take
from models.rules.webhooks import headers
from models.tables.webhooks import Webhook, WebhookEvent
from server.clock import Clock
from server.keyring import Keyring, Purpose
from server.outgoing.addresses import Reach
from server.outgoing.client import Outgoing, Unreached, open_outgoing
from server.sealing import Sealer
from server.settings import Settings
from workers.relay import AWAY

LOOK_S: Final = 1.0
AT_ONCE: Final = 64
EACH: Final = 4
"""Lines to one endpoint at a time, of one worker."""
ANSWER_BYTES: Final = 1024
"""So much of an answer is kept for who looks into it."""
_USER_AGENT: Final = "Lectern-Webhooks/1"
_log = structlog.get_logger(__name__)


def body_of(event: WebhookEvent) -> bytes:
    """What is posted; the same for every endpoint and every try."""
    told = {"type": event.kind, "timestamp": event.at, "data": event.data}
    return orjson.dumps(told, option=orjson.OPT_UTC_Z)


def secrets_of(webhook: Webhook, sealer: Sealer, now: datetime) -> Sequence[bytes]:
    """The secrets that sign now: the endpoint's, and for a while after a rotation the one before."""
    sealed = [bytes(webhook.secret)]
    if webhook.previous_secret and webhook.previous_until and now < webhook.previous_until:
        sealed.append(bytes(webhook.previous_secret))
    opened = [sealer.open(each, webhook.id) for each in sealed]
    return [secret for secret in opened if secret is not None]


class Courier:
    """Carries until it is cancelled; any number may run at once."""

    def __init__(self, outgoing: Outgoing, sealer: Sealer, clock: Clock) -> None:
        self._outgoing = outgoing
        self._sealer = sealer
        self._clock = clock
        self._under_way: dict[asyncio.Task[None], UUID] = {}
        self._freed = asyncio.Event()

    async def run(self) -> None:
        """Look every second, and whenever a line gets free."""
        try:
            while True:
                try:
                    _ = await self.set_out()
                except AWAY as error:
                    _log.warning("courier_waits", error=type(error).__name__)
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(LOOK_S):
                        _ = await self._freed.wait()
        finally:
            for task in self._under_way:
                task.cancel()
            _ = await asyncio.gather(*self._under_way, return_exceptions=True)

    async def set_out(self) -> int:
        """Take up what is due and begin to carry it; how much that was."""
        self._freed.clear()
        free = AT_ONCE - len(self._under_way)
        if not free:
            return 0
        found = await take(self._clock(), busy=Counter(self._under_way.values()), each=EACH, limit=free)
        for taken in found:
            task = asyncio.create_task(self._carry(taken))
            self._under_way[task] = taken.webhook_id
            task.add_done_callback(self._arrived)
        return len(found)

    async def settled(self) -> None:
        """Wait until nothing is under way."""
        while self._under_way:
            _ = await asyncio.wait(list(self._under_way))
            await asyncio.sleep(0)

    def _arrived(self, task: asyncio.Task[None]) -> None:
        _ = self._under_way.pop(task, None)
        self._freed.set()

    async def _carry(self, taken: Taken) -> None:
        """One try. Whatever goes wrong on our side leaves the delivery to be taken up again."""
        try:
            if (found := await load(taken)) is None:
                return
            webhook, event = found
            ended = await self._try(webhook, event)
            state = await note(taken, ended, random.random())  # noqa: S311 - only spreads the tries
        except AWAY as error:
            _log.warning("delivery_interrupted", delivery=str(taken.id), error=type(error).__name__)
        except Exception:  # noqa: BLE001 - a bug in one must not stop the others; it is logged with its stack
            _log.exception("delivery_failed", delivery=str(taken.id))
        else:
            _log.debug("delivery_tried", delivery=str(taken.id), state=state.value if state else "overtaken")

    async def _try(self, webhook: Webhook, event: WebhookEvent) -> Try:
        now, loop = self._clock(), asyncio.get_running_loop()
        began = loop.time()
        secrets, body = secrets_of(webhook, self._sealer, now), body_of(event)
        if not secrets:
            return Try(now, 0, error="secret_unreadable")
        sent = headers(secrets, str(event.id), int(now.timestamp()), body)
        sent |= {"Content-Type": "application/json", "User-Agent": _USER_AGENT}
        try:
            reply = await self._outgoing.send("POST", webhook.url, headers=sent, body=body)
        except Unreached as error:
            return Try(now, round(1000 * (loop.time() - began)), error=str(error))
        return Try(now, round(1000 * reply.seconds), status=reply.status, answer=_readable(reply.body))


def _readable(body: bytes) -> str:
    """How an answer begins, as text that can be stored."""
    return body[:ANSWER_BYTES].decode("utf-8", "replace").replace("\x00", "\N{REPLACEMENT CHARACTER}")


def reach_of(settings: Settings) -> Reach:
    """Whither this installation may send."""
    return Reach.of(https_only=settings.production, allowed=settings.outgoing_private_networks)


async def carry_webhooks(settings: Settings, clock: Clock) -> None:
    """Run a courier until cancelled."""
    async with open_outgoing(reach_of(settings)) as outgoing:
        await Courier(outgoing, Sealer(Keyring.of(settings), Purpose.WEBHOOK), clock).run()
