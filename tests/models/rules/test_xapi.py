from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.xapi import Fact, Thing, Verb, statement

ME = UUID("019574d2-7e7a-7000-8000-000000000001")
SITE = "https://lectern.example"


def fact(**changes: Any) -> Fact:
    usual: dict[str, Any] = {
        "id": ME,
        "verb": Verb.PASSED,
        "user_id": ME,
        "at": datetime(2026, 3, 2, 9, 0, tzinfo=UTC),
        "thing": Thing.QUIZ,
        "thing_id": ME,
        "title": "Edges",
        "language": "en",
        "course_id": ME,
    }
    return Fact(**{**usual, **changes})


def test_people_are_named_by_an_account_of_our_own_and_nothing_else() -> None:
    actor = statement(fact(), SITE)["actor"]
    assert actor == {"objectType": "Agent", "account": {"homePage": SITE, "name": str(ME)}}


def test_the_same_fact_gives_the_same_statement() -> None:
    assert statement(fact(), SITE) == statement(fact(), SITE)
    assert statement(fact(), SITE)["timestamp"] == "2026-03-02T09:00:00.000Z"


@pytest.mark.parametrize(
    ("verb", "completion"), [(Verb.PASSED, True), (Verb.FAILED, True), (Verb.INITIALIZED, None), (Verb.LAUNCHED, None)]
)
def test_what_is_over_is_complete(verb: Verb, *, completion: bool | None) -> None:
    assert statement(fact(verb=verb), SITE).get("result", {}).get("completion") is completion


@given(st.floats(-5, 5), st.floats(-100, 100), st.floats(0, 50))
def test_a_score_lies_within_its_bounds(scaled: float, raw: float, most: float) -> None:
    score = statement(fact(scaled=scaled, raw=raw, most=most), SITE)["result"]["score"]
    assert -1 <= score["scaled"] <= 1
    assert "raw" not in score or score["min"] <= score["raw"] <= score["max"]
    assert "raw" not in score or score["min"] < score["max"]
