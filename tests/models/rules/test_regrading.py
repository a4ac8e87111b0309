"""Policies of a regrade, by table and by property."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.problems import Invalid
from models.rules.questions import Content, grade, parse_answer
from models.rules.regrading import BY_KEY, Policy, Standing, regraded, rekeyed
from tests.models.rules.questions.samples import CONTENTS, OTHER_KEYS, QUESTIONS, answers_to, choices, question

OLD = question("single", choices=choices("A", "=B"))
NEW = rekeyed(OLD, question("single", choices=choices("=A", "B")))
A, B = parse_answer(OLD, {"choice": "id1"}), parse_answer(OLD, {"choice": "id2"})
ZERO, ONE, HALF = Fraction(0), Fraction(1), Fraction(1, 2)

TABLE = [
    # policy, fraction that stands, answer, fraction after (None: stays), worth after
    (Policy.NEW_KEY, ZERO, "A", ONE, 2.0),
    (Policy.NEW_KEY, ONE, "B", ZERO, 2.0),
    (Policy.NEW_KEY, ONE, "A", None, 2.0),
    (Policy.NEVER_LOWER, ONE, "B", None, 2.0),
    (Policy.NEVER_LOWER, ZERO, "A", ONE, 2.0),
    (Policy.NEVER_LOWER, HALF, "B", None, 2.0),
    (Policy.ACCEPT_BOTH, ZERO, "A", ONE, 2.0),
    (Policy.ACCEPT_BOTH, ZERO, "B", ONE, 2.0),
    (Policy.ACCEPT_BOTH, ONE, "B", None, 2.0),
    (Policy.FULL_CREDIT, ZERO, "", ONE, 2.0),
    (Policy.FULL_CREDIT, ONE, "A", None, 2.0),
    (Policy.DROP, HALF, "A", ZERO, 0.0),
]


@pytest.mark.parametrize(("policy", "stands", "picked", "after", "worth"), TABLE)
def test_each_policy(policy: Policy, stands: Fraction, picked: str, after: Fraction | None, worth: float) -> None:
    answer = {"A": A, "B": B, "": None}[picked]

    found = regraded(policy, Standing(stands, 2.0), answer, old=OLD, new=NEW)

    if after is None:
        assert found is None
    else:
        assert found is not None
        assert (found.fraction, found.max_points) == (after, worth)
        assert found.why


@pytest.mark.parametrize("policy", Policy)
def test_marks_by_hand_stay_unless_the_whole_question_is_given_or_dropped(policy: Policy) -> None:
    found = regraded(policy, Standing(HALF, 2.0, by_person=True), A, old=OLD, new=NEW)
    assert (found is None) == (policy in BY_KEY)


@pytest.mark.parametrize("policy", [*sorted(BY_KEY), Policy.DROP])
def test_a_dropped_question_stays_dropped(policy: Policy) -> None:
    assert regraded(policy, Standing(ZERO, 0.0), A, old=OLD, new=NEW) is None


def test_what_waits_for_a_person_goes_on_waiting() -> None:
    essay = question("essay")
    answer = parse_answer(essay, {"text": "Hm."})
    assert regraded(Policy.NEW_KEY, Standing(None, 2.0), answer, old=essay, new=essay) is None


@given(CONTENTS.flatmap(lambda content: st.tuples(st.just(content), answers_to(content))), st.sampled_from(Policy))
def test_an_unchanged_key_changes_no_mark_and_no_policy_is_harder_than_it_says(
    pair: tuple[Content, dict[str, object]], policy: Policy
) -> None:
    content, raw = pair
    answer = parse_answer(content, raw)
    stands = grade(content, answer).fraction

    found = regraded(policy, Standing(stands, 3.0), answer, old=content, new=content)

    if policy in BY_KEY:
        assert found is None
    elif found is not None and policy is Policy.FULL_CREDIT:
        assert found.fraction == 1


@pytest.mark.parametrize("kind", OTHER_KEYS)
def test_a_question_as_it_was_asked_takes_the_key_of_its_new_wording(kind: str) -> None:
    old = question(kind, **QUESTIONS[kind])
    fields = {**QUESTIONS[kind], **OTHER_KEYS[kind]}
    if kind == "cloze":
        blanks = QUESTIONS[kind]["blanks"]
        fields["blanks"] = {name: {**blanks[name], **OTHER_KEYS[kind]["blanks"].get(name, {})} for name in blanks}
    if kind == "matching":
        fields["distractors"] = ["Rome"]
    new = question(kind, **fields)

    again = rekeyed(old, new)

    assert {name: sorted(ids) for name, ids in again.lists().items()} == {
        name: sorted(ids) for name, ids in old.lists().items()
    }
    assert again != old


def test_scoring_and_penalties_follow_the_new_wording() -> None:
    old = question("multiple", choices=choices("=a", "=b", "c"))
    new = question("multiple", choices=choices("=a", "=b", "c"), scoring="every_decision", penalty=0.25)

    again = rekeyed(old, new)

    one_error = grade(again, parse_answer(old, {"choices": ["id1"]})).fraction
    assert one_error == Fraction(2, 3)


def test_another_question_has_no_key_for_this_one() -> None:
    with pytest.raises(Invalid):
        rekeyed(OLD, question("single", choices=choices("=X", "Y")))
