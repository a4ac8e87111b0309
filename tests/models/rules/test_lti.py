from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.rules.lti import (
    AGS_CLAIM,
    CLAIM,
    DEEP_LINKING_CLAIM,
    Expected,
    Launch,
    LaunchRefusal,
    Message,
    Target,
    TargetKind,
    read_launch,
    read_target,
)

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
T = int(NOW.timestamp())
QUIZ = UUID("019574d2-7e7a-7000-8000-000000000001")
EXPECTED = Expected("https://moodle.example", "us", ("7",), "n-1")
LEARNER = "http://purl.imsglobal.org/vocab/lis/v2/membership#Learner"
GOOD: dict[str, Any] = {
    "iss": "https://moodle.example",
    "aud": "us",
    "sub": "42",
    "nonce": "n-1",
    "iat": T,
    "exp": T + 300,
    "name": "Lin  Wei",
    "email": "lin@school.example",
    f"{CLAIM}version": "1.3.0",
    f"{CLAIM}message_type": "LtiResourceLinkRequest",
    f"{CLAIM}deployment_id": "7",
    f"{CLAIM}target_link_uri": "https://lectern.example/api/v1/lti/launch",
    f"{CLAIM}resource_link": {"id": "link-1"},
    f"{CLAIM}roles": [LEARNER],
    f"{CLAIM}custom": {"lectern": f"quiz:{QUIZ}"},
}
CHOOSING = {"deep_link_return_url": "https://moodle.example/back", "accept_types": ["ltiResourceLink"], "data": "d"}


def read(changes: Mapping[str, Any]) -> Launch | LaunchRefusal:
    """GOOD with changes; None takes a claim away."""
    claims = {name: value for name, value in {**GOOD, **changes}.items() if value is not None}
    return read_launch(claims, EXPECTED, NOW)


def launch(changes: Mapping[str, Any]) -> Launch:
    found = read(changes)
    assert isinstance(found, Launch), found
    return found


def test_a_good_message_is_read() -> None:
    found = launch({})
    assert (found.message, found.subject, found.name) == (Message.RESOURCE_LINK, "42", "Lin Wei")
    assert found.target == Target(TargetKind.QUIZ, QUIZ)
    assert (found.learns, found.teaches) == (True, False)


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"iss": "https://evil.example"}, LaunchRefusal.WRONG_ISSUER),
        ({"iss": "https://moodle.example/"}, LaunchRefusal.WRONG_ISSUER),
        ({"iss": None}, LaunchRefusal.WRONG_ISSUER),
        ({"aud": "others"}, LaunchRefusal.WRONG_AUDIENCE),
        ({"aud": None}, LaunchRefusal.WRONG_AUDIENCE),
        ({"aud": ["us", "others"]}, LaunchRefusal.WRONG_AUDIENCE),
        ({"aud": ["us", "others"], "azp": "others"}, LaunchRefusal.WRONG_AUDIENCE),
        ({"azp": "others"}, LaunchRefusal.WRONG_AUDIENCE),
        ({"nonce": "n-2"}, LaunchRefusal.WRONG_NONCE),
        ({"nonce": None}, LaunchRefusal.WRONG_NONCE),
        ({"exp": T - 61}, LaunchRefusal.EXPIRED),
        ({"iat": T + 61}, LaunchRefusal.FROM_THE_FUTURE),
        ({"iat": T - 3601, "exp": T + 10**9}, LaunchRefusal.TOO_OLD),
        ({"iat": None}, LaunchRefusal.UNREADABLE),
        ({"exp": "soon"}, LaunchRefusal.UNREADABLE),
        ({"exp": True}, LaunchRefusal.UNREADABLE),
        ({"exp": float("inf")}, LaunchRefusal.UNREADABLE),
        ({f"{CLAIM}version": "1.2.0"}, LaunchRefusal.WRONG_VERSION),
        ({f"{CLAIM}message_type": "LtiSubmissionReviewRequest"}, LaunchRefusal.WRONG_MESSAGE),
        ({f"{CLAIM}deployment_id": "8"}, LaunchRefusal.WRONG_DEPLOYMENT),
        ({f"{CLAIM}deployment_id": ["7"]}, LaunchRefusal.WRONG_DEPLOYMENT),
        ({"sub": None}, LaunchRefusal.ANONYMOUS),
        ({"sub": 42}, LaunchRefusal.UNREADABLE),
        ({"sub": "x" * 256}, LaunchRefusal.UNREADABLE),
        ({"sub": "a\0b"}, LaunchRefusal.UNREADABLE),
        ({f"{CLAIM}resource_link": None}, LaunchRefusal.INCOMPLETE),
        ({f"{CLAIM}message_type": "LtiDeepLinkingRequest"}, LaunchRefusal.INCOMPLETE),
    ],
)
def test_what_does_not_count_is_refused_with_the_reason(changes: dict[str, Any], why: LaunchRefusal) -> None:
    assert read(changes) == why


@pytest.mark.parametrize(
    "changes",
    [{"aud": ["us"]}, {"aud": ["us", "others"], "azp": "us"}, {"exp": T - 59}, {"iat": T + 59}, {"iat": T - 3599.5}],
)
def test_what_the_specification_permits_is_taken(changes: dict[str, Any]) -> None:
    assert isinstance(read(changes), Launch)


@pytest.mark.parametrize(
    ("role", "teaches"),
    [
        ("http://purl.imsglobal.org/vocab/lis/v2/membership#Instructor", True),
        ("http://purl.imsglobal.org/vocab/lis/v2/membership/Instructor#TeachingAssistant", True),
        ("Instructor", True),
        ("http://purl.imsglobal.org/vocab/lis/v2/institution/person#Instructor", False),
        ("http://purl.imsglobal.org/vocab/lis/v2/system/person#Administrator", False),
        (LEARNER, False),
    ],
)
def test_only_roles_in_the_context_count(role: str, *, teaches: bool) -> None:
    assert launch({f"{CLAIM}roles": [role]}).teaches is teaches


def test_an_address_that_the_platform_calls_unproved_is_none() -> None:
    assert launch({}).email == "lin@school.example"
    assert launch({"email_verified": False}).email == ""
    assert launch({"email": "lin\n@x"}).email == ""


def test_the_address_of_a_link_names_the_target_where_no_parameter_does() -> None:
    named = {f"{CLAIM}custom": None, f"{CLAIM}target_link_uri": f"https://l.example/x?lectern=course%3A{QUIZ}&a=1"}
    assert launch(named).target == Target(TargetKind.COURSE, QUIZ)
    assert launch({f"{CLAIM}custom": {"lectern": "quiz:"}}).target is None
    assert read_target(str(Target(TargetKind.LIVE, QUIZ))) == Target(TargetKind.LIVE, QUIZ)


def test_what_a_teacher_is_asked_to_choose_is_read_with_its_data() -> None:
    asked = {f"{CLAIM}message_type": "LtiDeepLinkingRequest", DEEP_LINKING_CLAIM: CHOOSING}
    found = launch(asked).choosing
    assert found is not None
    assert (found.return_url, found.data) == ("https://moodle.example/back", "d")
    for spoilt in ({"accept_types": ["image"]}, {"deep_link_return_url": 1}, {"data": "a\0"}):
        assert read({**asked, DEEP_LINKING_CLAIM: {**CHOOSING, **spoilt}}) == LaunchRefusal.INCOMPLETE


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


@settings(max_examples=150)
@given(st.dictionaries(st.sampled_from(sorted([*GOOD, AGS_CLAIM, DEEP_LINKING_CLAIM, "azp"])), JSON, max_size=4))
def test_no_claims_break_the_reading(changes: dict[str, Any]) -> None:
    assert isinstance(read_launch({**GOOD, **changes}, EXPECTED, NOW), Launch | LaunchRefusal)


def test_a_message_is_not_taken_twice_as_late_as_it_may_be() -> None:
    late = read_launch(GOOD, EXPECTED, NOW + timedelta(seconds=361))
    assert late == LaunchRefusal.EXPIRED
