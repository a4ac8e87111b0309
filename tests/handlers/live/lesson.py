"""A lesson that is played, and short ways to ask, for tests of live sessions over REST."""

import asyncio
from typing import Any

import asyncpg
import pytest

from clients.rest import ProblemError, Rest
from tests.realtime.wire import PASSWORD, Class, Place, Wire


async def refused(asked: Any) -> tuple[int, str]:
    with pytest.raises(ProblemError) as caught:
        await asked
    return caught.value.status, caught.value.code


async def sql(place: Place, statement: str, *values: Any) -> Any:
    connection = await asyncpg.connect(place.settings.database_url)
    try:
        return await connection.fetch(statement, *values)
    finally:
        await connection.close()


async def student(place: Place, lesson: Class, name: str) -> Rest:
    """An account, enrolled in the session's course."""
    rest = await place.rest.register(f"{name.lower()}@school.example", f"{name} Student", PASSWORD)
    await sql(place, "UPDATE user_account SET email_verified_at = now() WHERE full_name = $1", f"{name} Student")
    address = {"email": f"{name.lower()}@school.example"}
    _ = await lesson.teacher.call("POST", f"/courses/{lesson.session.course_id}/enrollments", address)
    return rest


async def played(lesson: Class, answers: dict[str, str], *, end: bool = True) -> tuple[Wire, list[dict[str, Any]]]:
    """A whole game of one item, in which each named guest chooses a text; the host and the replies."""
    host = await lesson.host()
    wires = {name: await lesson.player(name) for name in answers}
    item = await lesson.open(host)
    asks = [
        wires[name].ask("answer.submit", lesson.ch, lesson.submission(item, text)) for name, text in answers.items()
    ]
    replies = await asyncio.gather(*asks)
    await lesson.close(host)
    await host.ask("host.reveal", lesson.ch)
    if end:
        await host.ask("host.end", lesson.ch)
        await host.closed()
    return host, replies
