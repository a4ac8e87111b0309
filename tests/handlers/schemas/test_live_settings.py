"""What a session assumes is what the API says it assumes."""

from handlers.schemas.live_settings import LiveSettings
from realtime.plans import read_options
from realtime.state import Options


def test_a_setting_that_was_not_sent_means_the_same_to_the_api_and_to_the_room() -> None:
    told = LiveSettings.model_validate({}).stored(whole=True)
    assert set(told) <= set(Options.__slots__)
    room = read_options(told)
    assert {name: getattr(room, name) or None for name in told} == {
        name: getattr(Options(), name) or None for name in told
    }
    assert read_options(LiveSettings.model_validate({}).stored()) == Options()
