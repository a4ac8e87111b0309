"""Other systems are told when the results of a live session are in the grade book."""

from models.rules.webhook_events import EventKind
from tests.realtime.wire import Class, Place
from tests.told import listen, told


async def test_a_session_that_is_over_is_told_once(place: Place) -> None:
    lesson = await Class.of(place)
    await listen()
    host, ann = await lesson.host(), await lesson.player("Ann")
    await host.ask("host.end", lesson.ch)
    _ = await ann.until("gone")
    (over,) = await told(EventKind.LIVE_SESSION_FINALIZED)
    assert lesson.ch.endswith(over["id"])
