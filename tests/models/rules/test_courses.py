"""What publishing asks for, what completes a lesson, and which orders are whole."""

from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.courses import (
    CompletionRule,
    LessonFacts,
    completion_rule,
    locks_in_circle,
    missing_to_publish,
    order_faults,
)

A, B, C = uuid4(), uuid4(), uuid4()


@pytest.mark.parametrize(
    ("lesson", "lack"),
    [
        (LessonFacts(A, "text"), "no_text"),
        (LessonFacts(A, "text", has_body=True), None),
        (LessonFacts(A, "video"), "no_video"),
        (LessonFacts(A, "video", has_video=True), None),
        (LessonFacts(A, "quiz"), "no_quiz"),
        (LessonFacts(A, "quiz", quiz_state="draft"), "quiz_not_published"),
        (LessonFacts(A, "quiz", quiz_state="published"), None),
        (LessonFacts(A, "live"), None),
    ],
)
def test_each_kind_of_lesson_must_have_what_it_is_made_of(lesson: LessonFacts, lack: str | None) -> None:
    missing = missing_to_publish(sections=1, lessons=[lesson])

    assert [each.code for each in missing] == ([lack] if lack else [])
    assert all(each.as_json()["lesson_id"] == str(A) for each in missing)


def test_an_empty_course_lacks_a_section_and_a_lesson() -> None:
    missing = missing_to_publish(sections=0, lessons=[])

    assert [each.as_json()["code"] for each in missing] == ["no_section", "no_lesson"]
    assert missing[0].as_json()["lesson_id"] is None


@pytest.mark.parametrize(
    ("kind", "completion", "rule"),
    [
        ("text", None, CompletionRule.MARK),
        ("quiz", None, CompletionRule.PASS),
        ("assignment", None, CompletionRule.SUBMIT),
        ("video", {"rule": "watched", "value": 0.9}, CompletionRule.WATCHED),
    ],
)
def test_a_lesson_is_done_by_the_rule_it_was_given_or_the_usual_one_of_its_kind(
    kind: str, completion: dict[str, object] | None, rule: CompletionRule
) -> None:
    assert completion_rule(kind, completion) is rule


@given(st.lists(st.uuids(), unique=True).flatmap(lambda ids: st.tuples(st.just(ids), st.permutations(ids))))
def test_every_permutation_is_a_whole_order(both: tuple[list[UUID], list[UUID]]) -> None:
    existing, given_order = both
    assert order_faults(given_order, existing, ("sections",)) == []


@pytest.mark.parametrize(
    ("given_order", "codes"),
    [([A], ["left_out"]), ([A, A, B], ["duplicate"]), ([A, B, C], ["unknown_id"]), ([], ["left_out", "left_out"])],
)
def test_an_order_that_is_no_permutation_says_what_is_wrong(given_order: list[UUID], codes: list[str]) -> None:
    assert [fault.code for fault in order_faults(given_order, [A, B], ("lessons",))] == codes


@pytest.mark.parametrize(
    ("after", "circle"),
    [({A: None}, False), ({A: A}, True), ({A: B, B: A}, True), ({A: B, B: C, C: B}, False), ({A: B, B: C}, False)],
)
def test_only_a_lesson_that_waits_for_itself_is_in_a_circle(after: dict[UUID, UUID | None], *, circle: bool) -> None:
    assert locks_in_circle(after, A) is circle
