"""How the rest of the application reaches the sockets: typed keys, one facade, and the lifespan."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from uuid import UUID

from aiohttp import web

from models.actions.live_seats import Joined
from models.live_log import LogEntry
from models.queries.live import AnswerRow
from realtime.acceptance import Lag
from realtime.answers import AnswerWriter, ReceiptMaker
from realtime.bus import Bus
from realtime.clock import ServerClock
from realtime.commands import Desk
from realtime.entering import sit_down
from realtime.feeds.desk import FeedDesk
from realtime.feeds.feeds import Feeds
from realtime.feeds.hearing import PostgresEar
from realtime.feeds.metrics import MetricsBoard
from realtime.feeds.probe import Probe
from realtime.hub import Hub
from realtime.playing import Reactions, submit
from realtime.protocol import AnswerSubmit, Body, Code, Refused
from realtime.rehearsal import Rehearsals
from realtime.rooms import Rooms
from server.database import orm_pools
from server.keyring import Purpose
from server.keys import ANSWER_POOL, AUTH, REDIS, SETTINGS
from server.settings import Settings
from server.tally import TALLY


class LiveDoor:
    """What REST routes may ask of live sessions."""

    def __init__(self, rooms: Rooms, writer: AnswerWriter, receipts: ReceiptMaker) -> None:
        self._rooms = rooms
        self._writer = writer
        self._receipts = receipts

    def is_genuine(self, session_id: UUID, row: AnswerRow) -> bool:
        """Whether the receipt of a stored answer is the keyed hash of it."""
        return self._receipts.is_genuine(session_id, row)

    async def sit_down(self, session_id: UUID, user_id: UUID | None, name: str) -> Joined:
        """Take a seat and tell every process. Raises what `take_seat` raises; LookupError without a session."""
        room = await self._rooms.get(session_id)
        if room is None:
            raise LookupError(session_id)
        return await sit_down(self._rooms, room, user_id, name)

    def announce(self, session_id: UUID, entries: Sequence[LogEntry]) -> None:
        """Tell every process of entries that an action has committed."""
        self._rooms.announce(session_id, entries)

    def deleted(self, session_id: UUID) -> None:
        """Tell every process that a session is gone."""
        self._rooms.deleted(session_id)

    def now(self) -> int:
        """PostgreSQL's time in ms."""
        return self._rooms.clock.now()

    async def answer(self, session_id: UUID, participant: UUID, body: AnswerSubmit) -> Body:
        """Hand in an answer by the socket's own acceptance function. Raises Refused."""
        room = await self._rooms.get(session_id)
        if room is None:
            raise Refused(Code.NOT_FOUND, "There is no such session")
        told: asyncio.Future[Body | Refused] = asyncio.get_running_loop().create_future()
        submit(self._rooms, self._writer, room, str(participant), body, Lag(), told.set_result)
        verdict = await asyncio.shield(told)
        if isinstance(verdict, Refused):
            raise verdict
        return verdict


HUB = web.AppKey("hub", Hub)
DOOR = web.AppKey("door", LiveDoor)


def _own_url(settings: Settings) -> str:
    """Where this process listens; what listens everywhere is reached by the loopback address."""
    host = "127.0.0.1" if settings.host in {"", "0.0.0.0", "::"} else settings.host  # noqa: S104 - compared, not bound
    return f"http://{host}:{settings.port}"


@asynccontextmanager
async def sockets(app: web.Application) -> AsyncIterator[None]:
    """Everything that serves sockets, started after PostgreSQL and Redis and stopped before them."""
    bus = Bus(app[REDIS])
    rooms = Rooms(ServerClock(), bus)
    receipts = ReceiptMaker(app[AUTH].keyring.key(Purpose.RECEIPT))
    feeds = Feeds(rooms.clock, PostgresEar(app[SETTINGS].database_url))
    probe = Probe(rooms, feeds, TALLY, lambda: [app[ANSWER_POOL], *orm_pools()])
    board = MetricsBoard(rooms.clock, app[REDIS], probe, str(rooms.process_id))
    desk = FeedDesk(feeds, board)
    writer = AnswerWriter(app[ANSWER_POOL], receipts, probe.committed)
    rehearsals = Rehearsals(rooms, _own_url(app[SETTINGS]))
    hub = Hub(Desk(app[AUTH], rooms, writer, Reactions(rooms), rehearsals, desk), app[ANSWER_POOL])
    probe.sockets = hub.sockets
    app[HUB], app[DOOR] = hub, LiveDoor(rooms, writer, receipts)
    bus.start()
    writer.start()
    hub.start()
    probe.start()
    desk.start()
    try:
        yield
    finally:
        await desk.stop()
        await probe.stop()
        await hub.stop()
        await writer.stop()
        await rooms.stop()
        await bus.stop()


async def say_goodbye(app: web.Application) -> None:
    """At shutdown, before the server waits for its connections."""
    app[HUB].say_goodbye()
