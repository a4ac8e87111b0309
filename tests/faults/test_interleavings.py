"""Submits, retries, reconnects and hosts' double clicks in any order on two processes: everything once (live.md §9.2)."""

import asyncio
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from random import Random

import asyncpg
import pytest

from clients.crowd import gather_all
from clients.rest import ProblemError, Rest
from server.settings import Settings
from tests.realtime.wire import Body, Class, Place, RefusedError, Wire, serving

pytestmark = pytest.mark.faults

GAMES = 4
NAMES = ("Ann", "Ben", "Cem")
LAKES = ("Aral", "Baikal", "Chad")
FINAL = {"already_answered", "closed", "not_open"}
"""What a submit may be told besides a receipt; a line that was lost, or taken over, is told nothing."""


@dataclass
class Play:
    """One session on two processes. `receipts` holds every receipt that anybody was told, by person and `sub`."""

    places: tuple[Place, Place]
    lesson: Class
    chance: Random
    receipts: dict[tuple[str, str], set[str]] = field(default_factory=lambda: defaultdict(set))
    odd: list[str] = field(default_factory=list)

    async def submit(self, who: str, body: Body, *, by_socket: bool) -> None:
        """Hand in on a process and a way of chance; a new line takes the place over from an older one."""
        place = self.chance.choice(self.places)
        try:
            told = await (self._by_socket(place, who, body) if by_socket else self._by_http(place, who, body))
        except ConnectionError:
            return
        except (RefusedError, ProblemError) as refusal:
            if refusal.code not in FINAL:
                self.odd.append(refusal.code)
            return
        self.receipts[who, body["sub"]].add(told["receipt"])

    async def _by_socket(self, place: Place, who: str, body: Body) -> Body:
        wire = await place.enter(self.lesson.seats[who].token)
        await wire.follow(self.lesson.ch, pending=[body["sub"]])
        return await wire.ask("answer.submit", self.lesson.ch, body)

    async def _by_http(self, place: Place, who: str, body: Body) -> Body:
        rest = Rest(place.http, place.server.make_url("/"), self.lesson.seats[who].token)
        path = f"/live-sessions/{self.lesson.session.id}/runs/{body['run']}/answers"
        return dict(await rest.call("POST", path, {key: value for key, value in body.items() if key != "run"}))

    async def click(self, hosts: list[Wire], t: str) -> None:
        """Both hosts want the same at once, each on a process of its own; it happens."""
        told = await gather_all([host.answer(t, self.lesson.ch) for host in hosts])
        assert set(told) <= {"ok", "stale_state"}
        assert "ok" in told

    async def question(self, hosts: list[Wire]) -> None:
        """Show, open, answer in an order of chance, close somewhere in the middle of it, reveal."""
        await self.click(hosts, "host.next")
        await self.click(hosts, "host.open")
        item = (await hosts[0].until("item.open"))["d"]
        await hosts[1].until("item.open", run=item["run"])
        tries = [(who, sub, by) for who in NAMES for sub in ("first", "other") for by in (True, False, False)]
        self.chance.shuffle(tries)
        bodies = {
            (who, sub): self.lesson.submission(item, self.chance.choice(LAKES), f"{sub} {item['run']}")
            for who in NAMES
            for sub in ("first", "other")
        }
        waves = [tries[at : at + 5] for at in range(0, len(tries), 5)]
        closing = self.chance.randrange(1, len(waves))
        for number, wave in enumerate(waves):
            work = [self.submit(who, bodies[who, sub], by_socket=by) for who, sub, by in wave]
            await gather_all([*work, *([self.click(hosts, "host.close")] if number == closing else [])])
        for host in hosts:
            await host.until("item.closed", run=item["run"])
        await self.click(hosts, "host.reveal")
        for host in hosts:
            await host.until("item.scored", run=item["run"])


async def check(play: Play, hosts: list[Wire], settings: Settings) -> None:
    """What must hold whatever came before, after or at the same time as what."""
    assert play.odd == []
    assert play.receipts, "somebody was told of an answer"
    assert {len(told) for told in play.receipts.values()} == {1}, "one answer has one receipt"
    connection = await asyncpg.connect(settings.database_url)
    try:
        rows = await connection.fetch("SELECT * FROM live_answer WHERE session_id = $1", play.lesson.session.id)
    finally:
        await connection.close()
    stored = Counter((row["sub"], row["receipt"]) for row in rows)
    assert {stored[sub, receipt] for (_, sub), (receipt,) in play.receipts.items()} == {1}
    assert max(Counter((row["run_id"], row["participant_id"]) for row in rows if row["current"]).values()) == 1
    events = await play.lesson.teacher.events(play.lesson.session.id)
    told = Counter((each["t"], each["d"]["run"]) for each in events if each["t"].startswith("item."))
    assert {times for (t, _), times in told.items() if t != "item.recovered"} == {1}
    assert (await play.lesson.teacher.replay(play.lesson.session.id))["matches"] is True
    for host in hosts:
        begun = next(each["s"] for each in host.heard if each.get("t") == "synced")
        told_here = host.durable(play.lesson.ch)
        assert [each["p"] for each in told_here] == [begun, *(each["s"] for each in told_here[:-1])], "no hole"
        assert (await host.follow(play.lesson.ch))["head"] == told_here[-1]["s"]


async def test_in_any_order_on_two_processes_every_answer_and_every_step_happens_once(settings: Settings) -> None:
    async with serving(settings) as one, serving(settings) as other:
        for seed in range(GAMES):
            lesson = await Class.of(one)
            await gather_all([lesson.seat(name) for name in NAMES])
            hosts = [await lesson.host(), await other.enter(lesson.teacher.token)]
            await hosts[1].follow(lesson.ch)
            play = Play((one, other), lesson, Random(seed))
            async with asyncio.timeout(60):
                for _ in range(2):
                    await play.question(hosts)
                await check(play, hosts, settings)
