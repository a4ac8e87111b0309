"""Nothing a player receives before the reveal says which answer is right (live.md §1.5, §9.5).

For each kind the same question is played twice with different keys by a player who answers alike. Every
frame and body that reached the player before the reveal is scanned for words of the key; and once ids, times
and shuffles are taken out, both plays must have said exactly the same.
"""

import json
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import asyncpg
import pytest
from aiohttp.test_utils import TestServer

from clients.line import dialer
from clients.live import LiveClient, token_of
from clients.rest import Rest, Seat
from server.app import create_app
from server.settings import Settings
from tests.faults.lesson import Session, prepare_session
from tests.realtime.leaks import CASES, NAMES_OF_KEYS, Case, Ear, Heard, essences, member_names

PASSWORD = "a password of tests"


@pytest.fixture
async def rest(settings: Settings) -> AsyncIterator[Rest]:
    async with TestServer(create_app(settings)) as server, aiohttp.ClientSession() as http:
        yield Rest(http, server.make_url("/"))


@pytest.fixture
async def teacher(rest: Rest, settings: Settings) -> Rest:
    await rest.register("teacher@school.example", "Nadia Teacher", PASSWORD)
    connection = await asyncpg.connect(settings.database_url)
    await connection.execute("""UPDATE user_account SET role = 'instructor'""")
    await connection.close()
    return await rest.login("teacher@school.example", PASSWORD)


def entering(rest: Rest, token: str | None, http: aiohttp.ClientSession, heard: Ear | None = None) -> LiveClient:
    assert token is not None
    return LiveClient(dialer(http, rest.socket_url), token_of(token), watch=heard)


async def look_again(rest: Rest, seat: Seat, http: aiohttp.ClientSession, heard: Ear) -> None:
    """What a player gets who comes anew, or asks by HTTP, at this moment."""
    caller = rest.as_token(seat.token)
    heard(json.dumps(await caller.call("GET", f"/live-sessions/{seat.session}")))
    log = await caller.events(seat.session)
    shown = max(at for at, event in enumerate(log) if event["t"] == "item.prepare")
    for event in log[shown:]:
        heard(json.dumps({"event": event}))
    async with entering(rest, seat.token, http, heard) as client:
        _ = await client.subscribe(f"live:{seat.session}", "player")


def by_text(answer: dict[str, Any], item: dict[str, Any]) -> dict[str, Any]:
    """The answer with ids instead of texts."""
    lists = ("choices", "items", "lefts", "rights")
    ids = {each["text"]: each["id"] for name in lists for each in item.get(name) or []}

    def named(value: Any) -> Any:
        return [named(each) for each in value] if isinstance(value, list) else ids.get(value, value)

    return {name: named(value) for name, value in answer.items()}


async def listen(rest: Rest, teacher: Rest, session: Session, case: Case) -> list[Heard]:
    """Show the question twice in one session: what two players heard before each reveal.

    Mona stays on her line and answers; Omar comes anew at each step.
    """
    mona, omar = await rest.join(session.code, "Mona"), await rest.join(session.code, "Omar")
    ear = Ear()
    async with (
        aiohttp.ClientSession() as http,
        entering(rest, teacher.token, http) as host,
        entering(rest, mona.token, http, ear) as client,
    ):
        lead = await host.subscribe(session.channel, "host")
        player = await client.subscribe(session.channel, "player")
        for again in (False, True):
            goto = {"item": player.state["item"]["item"]} if again else {}
            _ = await host.command("host.goto" if again else "host.prepare", lead.name, goto)
            await player.until(lambda seen: seen.phase == "prepare")
            await look_again(rest, omar, http, ear)
            _ = await host.command("host.open", lead.name, {})
            await player.until(lambda seen: seen.phase == "open")
            await look_again(rest, omar, http, ear)
            item = player.state["item"]
            _ = await client.submit(player, item["run"], by_text(case.answer, item))
            _ = await host.command("host.close", lead.name, {})
            await player.until(lambda seen: seen.phase == "closed")
            await look_again(rest, omar, http, ear)
            _ = await host.command("host.reveal", lead.name, {})
            await player.until(lambda seen: seen.phase == "revealed")
    return ear.showings


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.kind)
async def test_nothing_before_the_reveal_tells_the_right_answer(rest: Rest, teacher: Rest, case: Case) -> None:
    plays: list[Heard] = []
    for question in (case.first, case.second):
        session = await prepare_session(teacher, [question], seconds=30, lead_ms=0, prepare_cap_ms=10_000)
        plays += await listen(rest, teacher, session, case)
    assert [heard.revealed for heard in plays] == [True] * 4
    for heard in plays:
        assert NAMES_OF_KEYS & {name for text in heard.texts for name in member_names(json.loads(text))} == set()
        for word in ("secretfeedback", *case.secrets):
            assert not [text for text in heard.texts if word in text]
    ids = [heard.ids() for heard in plays]
    assert len(set().union(*ids)) == sum(len(each) for each in ids), "ids are minted for each showing"
    # The second showings know the scores of the first, which differ by right.
    first, _, second, _ = (essences(heard) for heard in plays)
    assert first ^ second == set()
