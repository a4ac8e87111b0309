"""Accounts and sign-ins as rules: every case by table."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.ids import new_id
from models.rules.access import Role
from models.rules.accounts import (
    RefreshFacts,
    RefreshVerdict,
    SessionFacts,
    email_key,
    is_alive,
    is_fresh,
    judge_refresh,
    principal_of,
)

NOW = datetime(2030, 1, 1, tzinfo=UTC)
SECOND, DAY = timedelta(seconds=1), timedelta(days=1)


@pytest.mark.parametrize(
    ("alive", "age", "successor_used", "verdict"),
    [
        (True, None, False, RefreshVerdict.ROTATE),
        (False, None, False, RefreshVerdict.OVER),
        (True, 0 * SECOND, False, RefreshVerdict.REPEAT),
        (True, 10 * SECOND, False, RefreshVerdict.REPEAT),
        (True, 11 * SECOND, False, RefreshVerdict.REUSED),
        (True, 1 * SECOND, True, RefreshVerdict.REUSED),
        (False, 1 * SECOND, True, RefreshVerdict.OVER),
    ],
)
def test_a_refresh_token_is_judged_by_its_use(
    *, alive: bool, age: timedelta | None, successor_used: bool, verdict: RefreshVerdict
) -> None:
    facts = RefreshFacts(
        session_alive=alive,
        expires_at=NOW + DAY,
        used_at=None if age is None else NOW - age,
        successor_used=successor_used,
    )
    assert judge_refresh(facts, NOW) is verdict


def test_a_refresh_token_ends_at_its_time() -> None:
    facts = RefreshFacts(session_alive=True, expires_at=NOW, used_at=None, successor_used=False)
    assert judge_refresh(facts, NOW) is RefreshVerdict.OVER
    assert judge_refresh(facts, NOW - SECOND) is RefreshVerdict.ROTATE


def facts(*, role: Role = Role.STUDENT, mfa: bool = False, active: bool = True, revoked: bool = False) -> SessionFacts:
    return SessionFacts(
        session_id=new_id(),
        user_id=new_id(),
        kind="api",
        role=role,
        is_active=active,
        mfa_enabled=mfa,
        revoked=revoked,
        expires_at=NOW + DAY,
        last_seen_at=NOW,
        proved_at=NOW,
    )


@pytest.mark.parametrize(
    ("active", "revoked", "later", "alive"),
    [
        (True, False, 0 * DAY, True),
        (True, True, 0 * DAY, False),
        (False, False, 0 * DAY, False),
        (True, False, DAY, False),
    ],
)
def test_a_sign_in_stands_until_it_is_ended_in_any_way(
    *, active: bool, revoked: bool, later: timedelta, alive: bool
) -> None:
    assert is_alive(facts(active=active, revoked=revoked), NOW + later) is alive


@pytest.mark.parametrize(
    ("role", "mfa", "acts_as", "withheld"),
    [
        (Role.ADMIN, False, Role.STUDENT, Role.ADMIN),
        (Role.ADMIN, True, Role.ADMIN, None),
        (Role.INSTRUCTOR, False, Role.INSTRUCTOR, None),
        (Role.STUDENT, False, Role.STUDENT, None),
    ],
)
def test_a_role_that_demands_a_second_factor_is_withheld_without_one(
    *, role: Role, mfa: bool, acts_as: Role, withheld: Role | None
) -> None:
    who = principal_of(facts(role=role, mfa=mfa), {Role.ADMIN})
    assert (who.role, who.withheld, who.is_admin) == (acts_as, withheld, acts_as is Role.ADMIN)


def test_a_shown_password_stays_fresh_for_a_quarter_of_an_hour() -> None:
    who = principal_of(facts(), ())
    assert is_fresh(who, NOW + timedelta(minutes=15))
    assert not is_fresh(who, NOW + timedelta(minutes=15, seconds=1))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ada@School.example", "ada@school.EXAMPLE"),
        ("straße@school.example", "STRASSE@school.example"),
        ("caf\u00e9@school.example", "cafe\u0301@school.example"),
        (" ada@school.example ", "ada@school.example"),
        ("\uff41da@school.example", "ada@school.example"),
    ],
)
def test_spellings_of_one_address_meet(one: str, other: str) -> None:
    assert email_key(one) == email_key(other)


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=60))
def test_the_key_of_a_key_is_itself(text: str) -> None:
    assert email_key(email_key(text)) == email_key(text)
