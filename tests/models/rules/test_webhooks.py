"""How webhooks are signed, tried again, and given up."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from standardwebhooks.webhooks import Webhook as Checker
from standardwebhooks.webhooks import WebhookVerificationError

from models.rules.webhook_events import CATALOGUE, SUBSCRIBABLE, EventKind, body_schema
from models.rules.webhooks import (
    DISABLE_AFTER,
    WAITS,
    OffReason,
    headers,
    is_taken,
    next_wait,
    off_reason,
    secret_text,
    sign,
    wants,
)

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
SECRET, OTHER = b"s" * 32, b"o" * 32


def test_a_signature_is_that_of_the_specification() -> None:
    # The example of the specification's reference libraries.
    secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
    raw = __import__("base64").b64decode(secret.removeprefix("whsec_"))
    signed = sign(raw, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, b'{"test": 2432232314}')
    assert signed == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
    assert secret_text(raw) == secret


@given(st.binary(min_size=1, max_size=64), st.dictionaries(st.text(max_size=9), st.text(max_size=9), max_size=3))
def test_another_library_takes_what_we_sign(secret: bytes, told: dict[str, str]) -> None:
    at, body = int(datetime.now(UTC).timestamp()), json.dumps(told).encode()  # noqa: TID251 - the library reads the clock
    assert Checker(secret_text(secret)).verify(body, headers([secret], "m1", at, body)) == told


@pytest.mark.parametrize("changed", ["body", "id", "timestamp", "secret"])
def test_another_library_refuses_what_was_changed(changed: str) -> None:
    at, body = int(datetime.now(UTC).timestamp()), b"{}"  # noqa: TID251 - the library reads the clock
    sent = headers([OTHER if changed == "secret" else SECRET], "m1", at, body)
    sent |= {"webhook-id": "m2"} if changed == "id" else {}
    sent |= {"webhook-timestamp": str(at - 1)} if changed == "timestamp" else {}
    with pytest.raises(WebhookVerificationError):
        Checker(secret_text(SECRET)).verify(b"{ }" if changed == "body" else body, sent)


def test_while_two_secrets_are_good_either_fits() -> None:
    at, body = int(datetime.now(UTC).timestamp()), b"{}"  # noqa: TID251 - the library reads the clock
    sent = headers([SECRET, OTHER], "m1", at, body)
    for secret in (SECRET, OTHER):
        assert Checker(secret_text(secret)).verify(body, sent) == {}


def test_tries_go_on_for_a_day_and_then_end() -> None:
    pauses = [next_wait(tries, 0.0) for tries in range(1, len(WAITS) + 1)]
    total = sum((pause for pause in pauses if pause), timedelta())
    assert timedelta(hours=23) < total < timedelta(hours=25)
    assert pauses == sorted(WAITS)
    assert next_wait(len(WAITS) + 1, 0.0) is None


@given(st.integers(1, len(WAITS)), st.floats(0, 1, exclude_max=True))
def test_chance_makes_a_pause_longer_by_a_fifth_at_most(tries: int, chance: float) -> None:
    pause = next_wait(tries, chance)
    assert pause is not None
    assert WAITS[tries - 1] <= pause <= WAITS[tries - 1] * 1.2


@pytest.mark.parametrize(
    ("status", "taken"),
    [(None, False), (199, False), (200, True), (204, True), (299, True), (301, False), (500, False)],
)
def test_only_a_yes_is_a_yes(status: int | None, *, taken: bool) -> None:
    assert is_taken(status) is taken


@pytest.mark.parametrize(
    ("status", "failing_for", "reason"),
    [
        (500, timedelta(), None),
        (None, DISABLE_AFTER - timedelta(seconds=1), None),
        (None, DISABLE_AFTER, OffReason.FAILING),
        (410, timedelta(), OffReason.GONE),
    ],
)
def test_an_endpoint_is_given_up_after_days_or_when_it_says_goodbye(
    status: int | None, failing_for: timedelta, reason: OffReason | None
) -> None:
    assert off_reason(status, NOW - failing_for, NOW) is reason


def test_no_filter_is_every_event() -> None:
    assert wants([], "user.created")
    assert wants(["user.created"], "user.created")
    assert not wants(["user.created"], "order.paid")


def test_every_kind_is_in_the_catalogue_with_a_sound_schema() -> None:
    assert list(CATALOGUE) == list(EventKind)
    assert set(EventKind) - {EventKind.WEBHOOK_TEST} == SUBSCRIBABLE
    for kind in EventKind:
        Draft202012Validator.check_schema(body_schema(kind))


def test_no_event_tells_a_name_or_an_address() -> None:
    told = json.dumps([body_schema(kind) for kind in EventKind])
    assert not any(word in told for word in ("email", "full_name", "buyer", "password"))
